import { isObject, parseJson } from '../../lib/guards.ts';
import { plain, short } from '../../lib/plain-text.ts';
import { isSecretName } from '../../lib/secrets.ts';
import type { RunningScenario } from '../../store/port.ts';
import { CommandError } from '../exit-codes.ts';
import { flagOf } from './scenario-options.ts';

/** Asks a running stub about scenarios. Each method rejects with a CommandError when that fails. */
export interface ScenarioClient {
  list(): Promise<readonly RunningScenario[]>;
  start(scenario: object): Promise<RunningScenario>;
  /** Ends the scenario with this id; without an id, all. */
  end(id?: string): Promise<void>;
}

/** Milliseconds that all requests of a command together may take. */
const PATIENCE = 10_000;

/**
 * @param base address of the stub, without /__stub
 * @param headers the credentials of every request
 */
export function createScenarioClient(base: string, headers: Readonly<Record<string, string>>): ScenarioClient {
  const signal = AbortSignal.timeout(PATIENCE);

  async function ask(method: string, path = '', body?: object): Promise<unknown> {
    const url = `${base}/__stub/scenarios${path}`;
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
    async list() {
      const reply = await ask('GET');
      return (Array.isArray(reply) ? reply : [reply]).map(running);
    },
    start: async (scenario) => running(await ask('POST', '', scenario)),
    async end(id) {
      await ask('DELETE', id === undefined ? '' : `/${encodeURIComponent(id)}`);
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
