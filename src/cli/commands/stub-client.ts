import type { StubCoverage } from '../../coverage/suite.ts';
import { isObject, parseJson } from '../../lib/guards.ts';
import { plain, short } from '../../lib/plain-text.ts';
import { isSecretName } from '../../lib/secrets.ts';
import type { JournalEntry, RunningScenario } from '../../store/port.ts';
import { CommandError } from '../exit-codes.ts';
import { flagOf, type ConnectionFlags } from './scenario-options.ts';

/** Asks a running stub. Each method rejects with a CommandError when that fails. */
export interface StubClient {
  /** What the journal has after a number: the first thousand requests, oldest first. */
  requests(after: number): Promise<readonly JournalEntry[]>;
  /** How often each status of each operation was sent. */
  coverage(): Promise<StubCoverage>;
  list(): Promise<readonly RunningScenario[]>;
  start(scenario: object): Promise<RunningScenario>;
  /** Ends the scenario with this id; without an id, all. */
  end(id?: string): Promise<void>;
}

/** Milliseconds that all requests of a command together may take. */
const PATIENCE = 10_000;

/**
 * Makes a client of a running stub for the organization of an API key.
 *
 * @param flags the address, the API key and the admin key
 * @param command its name is in the hint of an error
 * @throws CommandError when the API key is missing, or a key cannot be in a header
 */
export function connect({ url, apiKey = '', adminKey }: ConnectionFlags, command: string): StubClient {
  if (apiKey === '') throw new CommandError('usage', withoutApiKey(process.env, command));
  // Checked here, since fetch repeats the value of a header that it refuses.
  // eslint-disable-next-line no-control-regex
  if (/[\s\u0000-\u001f\u007f]/.test(apiKey))
    throw new CommandError('usage', '--api-key must not have white space in it');
  if (!/^[\x20-\x7e\xa0-\xff]*$/.test(adminKey ?? ''))
    throw new CommandError('usage', '--admin-key has a character that cannot be in a header');
  // Headers are bytes; the stub reads those of an API key as UTF-8.
  const authorization = `Bearer ${Buffer.from(apiKey).toString('latin1')}`;
  return createStubClient(url, { authorization, ...(adminKey !== undefined && { 'stub-admin-key': adminKey }) });
}

/** The server's variable of the same kind is not read: it may hold several keys, and is about something else. */
function withoutApiKey(environment: NodeJS.ProcessEnv, command: string): string {
  const hint =
    environment['USE_CASE_STUB_API_KEY'] === undefined
      ? `see "use-case-stub ${command} --help"`
      : 'USE_CASE_STUB_API_KEY says which keys a server accepts and is not read here';
  return `say whose requests are meant: --api-key or USE_CASE_STUB_CLIENT_API_KEY, with the API key that your client sends; ${hint}`;
}

/**
 * @param base address of the stub, without /__stub
 * @param headers the credentials of every request
 */
function createStubClient(base: string, headers: Readonly<Record<string, string>>): StubClient {
  const signal = AbortSignal.timeout(PATIENCE);

  async function ask(method: string, path: string, body?: object): Promise<unknown> {
    const url = `${base}/__stub${path}`;
    const asked = {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    };
    // Redirects are not followed: another server would get the keys.
    const { status, type, header, text } = await fetched(url, { ...asked, redirect: 'manual', signal }).catch(
      async (error: unknown) => {
        throw await unreachable(error);
      },
    );
    if (status >= 300 && status < 400) throw redirected(header('location'));
    const reply = parseJson(text);
    const error = header('stub-error');
    if (error !== null) throw refusalOf(error, reply, base);
    // Every reply of a stub has this header.
    const isStub = status < 300 && header('x-request-id') !== null && (status === 204 || reply !== undefined);
    if (!isStub) throw noStub(`it answers ${status}${type === '' ? '' : ` with ${type}`}`);
    return reply;
  }

  async function unreachable(error: unknown): Promise<CommandError> {
    const { reasonOf } = await import('../../lib/remote.ts');
    const code = codeOf(error);
    const timedOut = signal.aborted || code === 'UND_ERR_CONNECT_TIMEOUT';
    const noTls = code === 'ERR_SSL_WRONG_VERSION_NUMBER' ? 'it does not speak https; try http' : undefined;
    const reason = timedOut ? `no answer within ${PATIENCE / 1_000} s` : (noTls ?? short(reasonOf(error), 300));
    return new CommandError(
      'unreachable',
      `no stub can be reached at ${base}: ${reason}; start one with "use-case-stub", or say where it is: --url`,
    );
  }

  function redirected(location: string | null): CommandError {
    const url = URL.parse(location ?? '', base);
    // Without its query, which may hold a secret.
    const where = url === null ? 'elsewhere' : `to ${url.origin}${url.pathname}`;
    return noStub(`it redirects ${where}, where no key is sent`);
  }

  function noStub(reason: string): CommandError {
    const message = `what is at ${base} is not a stub, or something stands in front of it: ${short(reason, 300)}; say where the stub is: --url`;
    return new CommandError('unreachable', message);
  }

  function running(value: unknown): RunningScenario {
    if (isRunningScenario(value)) return withoutSecrets(value);
    throw noStub('its JSON is about something else');
  }

  return {
    async requests(after) {
      const reply = await ask('GET', `/requests?limit=1000&after=${after}`);
      if (Array.isArray(reply) && reply.every(isJournalEntry)) return reply;
      throw noStub('its JSON is about something else');
    },
    async coverage() {
      const reply = await ask('GET', '/coverage');
      if (isObject(reply) && Array.isArray(reply['operations'])) return reply as unknown as StubCoverage;
      throw noStub('its JSON is about something else');
    },
    async list() {
      const reply = await ask('GET', '/scenarios');
      return (Array.isArray(reply) ? reply : [reply]).map(running);
    },
    start: async (scenario) => running(await ask('POST', '/scenarios', scenario)),
    async end(id) {
      await ask('DELETE', `/scenarios${id === undefined ? '' : `/${encodeURIComponent(id)}`}`);
    },
  };
}

/** Reads a reply. A body that is not JSON is not read, as it might never end. */
async function fetched(url: string, init: RequestInit) {
  const response = await fetch(url, init);
  const [type = ''] = (response.headers.get('content-type') ?? '').split(';');
  const isJson = type === 'application/json';
  if (!isJson) await response.body?.cancel();
  const header = (name: string) => response.headers.get(name);
  return { status: response.status, type, header, text: isJson ? await response.text() : '' };
}

function codeOf(error: unknown): unknown {
  return (error as { cause?: { code?: unknown } }).cause?.code;
}

function isJournalEntry(value: unknown): value is JournalEntry {
  return isObject(value) && typeof value['number'] === 'number' && Array.isArray(value['issues']);
}

function isRunningScenario(value: unknown): value is RunningScenario {
  if (!isObject(value)) return false;
  const { id, because, left } = value;
  return typeof id === 'string' && typeof because === 'string' && (left === null || typeof left === 'number');
}

/** A scenario may match requests by their API key, which is not printed. */
function withoutSecrets(scenario: RunningScenario): RunningScenario {
  const { header } = scenario.match ?? {};
  if (header?.value === undefined || !isSecretName(header.name)) return scenario;
  return { ...scenario, match: { ...scenario.match, header: { ...header, value: '***' } } };
}

/** An error of the stub, in terms of the flags of the command. */
function refusalOf(error: string, reply: unknown, base: string): CommandError {
  const { message, issues } = (reply ?? {}) as { message?: unknown; issues?: unknown };
  if (Array.isArray(issues)) return new CommandError('usage', formatIssues(issues as Issue[]));
  if (error.startsWith('api-key-'))
    return new CommandError('usage', 'the stub does not know this API key; give one of those it knows: --api-key');
  if (error === 'admin-key-wrong')
    return new CommandError(
      'usage',
      'the stub demands the admin key that it was started with: --admin-key or USE_CASE_STUB_CLIENT_ADMIN_KEY',
    );
  if (error === 'admin-off')
    return new CommandError('unreachable', "the stub's own routes are switched off; start it with an admin key");
  if (error === 'unknown-path')
    return new CommandError('usage', `the stub at ${base} has no such path; leave the path out of --url`);
  if (error === 'store-unavailable')
    return new CommandError('unreachable', 'the stub cannot reach its store; try again when it can');
  const reason = ['scenario-unknown', 'host-foreign'].includes(error) ? 'usage' : 'failure';
  return new CommandError(reason, `the stub says: ${short(message ?? error, 300)}`);
}

interface Issue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

function formatIssues(issues: readonly Issue[]): string {
  const lines = issues.map(({ path, message }) => {
    const flag = flagOf(path) ?? (path.length === 0 ? 'the scenario' : path.join('.'));
    return plain(`${flag}${/^[a-z]/.test(message) ? '' : ':'} ${message}`);
  });
  return lines.length === 1 ? (lines[0] as string) : `the stub refuses the scenario:\n  ${lines.join('\n  ')}`;
}
