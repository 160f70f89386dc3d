import { styleText } from 'node:util';
import type { Command } from 'commander';
import { plain, short } from '../../lib/plain-text.ts';
import type { Delay, RunningScenario } from '../../store/port.ts';
import { CommandError, exitCodes } from '../exit-codes.ts';
import {
  connectionOptions,
  firstKey,
  flagOf,
  scenarioOf,
  startOptions,
  type ConnectionFlags,
  type StartFlags,
} from './scenario-options.ts';

/** Adds `scenario start`, `scenario list` and `scenario end`, which ask a running stub. */
export function addScenarioCommand(program: Command): void {
  const scenario = program
    .command('scenario')
    .description('make a running stub misbehave as planned, and behave again')
    // What follows the equals sign of a misspelt --api-key is an API key still.
    .configureOutput({ outputError: (text, write) => write(text.replace(/(unknown option '[^=']+)=[^\n]*'/, "$1'")) })
    .addHelpText('after', HELP);
  const start = scenario.command('start').description('start a scenario, and print it').addHelpText('after', HELP);
  for (const option of startOptions()) start.addOption(option);
  start.action(async (flags: StartFlags) => startScenario(connected(start, flags), flags));
  const list = scenario.command('list').description('list those that still apply, with what is left of them');
  list.action(async (flags: ConnectionFlags) => {
    const scenarios = await connected(list, flags).list();
    print(flags.json ? scenarios : scenarios.length === 0 ? 'No scenario applies.' : table(scenarios));
  });
  const end = scenario.command('end').description("end one scenario, or all, those of states' own included");
  end.argument('[id]', 'which one, as list has it').action(async (id: string | undefined, flags: ConnectionFlags) => {
    const ended = await endScenarios(connected(end, flags), id);
    const ids = ended.map((each) => each.id).join(', ');
    const outcome = ended.length === 0 ? 'There was no scenario to end.' : `Ended: ${plain(ids)}.`;
    print(flags.json ? ended : outcome);
  });
  for (const command of [start, list, end]) for (const option of connectionOptions()) command.addOption(option);
}

async function startScenario(stub: ScenarioClient, flags: StartFlags): Promise<void> {
  const wanted = scenarioOf(flags);
  const earlier = await stub.list();
  const started = await stub.start(wanted);
  // The same reason twice is mostly a repetition, which few notice otherwise.
  const replaced = earlier.find(({ because }) => because === started.because);
  const note = `\nIt takes the place of scenario ${plain(replaced?.id ?? '')}; another --because would keep both.`;
  print(flags.json ? started : `${table([started])}${replaced ? note : ''}`);
}

/** An id that is empty or a dot must not get into a path: it would end all. */
async function endScenarios(stub: ScenarioClient, id: string | undefined): Promise<readonly RunningScenario[]> {
  const scenarios = await stub.list();
  const meant = scenarios.filter((each) => id === undefined || each.id === id);
  if (id !== undefined && meant.length === 0) {
    const hint =
      scenarios.length === 0 ? 'none applies' : `these apply: ${scenarios.map((each) => each.id).join(', ')}`;
    throw new CommandError('usage', `there is no scenario "${short(id, 50)}"; ${plain(hint)}`);
  }
  await stub.end(id);
  return meant;
}

/** What the admin API does about scenarios. Whatever goes wrong is a CommandError. */
export interface ScenarioClient {
  list(): Promise<readonly RunningScenario[]>;
  start(scenario: object): Promise<RunningScenario>;
  /** Ends one, or all. */
  end(id?: string): Promise<void>;
}

function connected(command: Command, { url, apiKey, adminKey }: ConnectionFlags): ScenarioClient {
  const key = command.getOptionValueSource('apiKey') === 'env' ? firstKey(apiKey ?? '') : (apiKey ?? '');
  if (key === '')
    throw new CommandError('usage', 'say whose requests are meant: --api-key, with the API key that your client sends');
  // What cannot be in a header, fetch would repeat when it complains.
  // eslint-disable-next-line no-control-regex
  if (/[\s\u0000-\u001f\u007f]/.test(key)) throw new CommandError('usage', '--api-key must not have white space in it');
  if (!/^[\x20-\x7e\xa0-\xff]*$/.test(adminKey ?? ''))
    throw new CommandError('usage', '--admin-key has a character that cannot be in a header');
  // Headers are bytes; the stub takes those of API keys for UTF-8.
  const authorization = `Bearer ${Buffer.from(key).toString('latin1')}`;
  return createScenarioClient(url, { authorization, ...(adminKey !== undefined && { 'stub-admin-key': adminKey }) });
}

/** Milliseconds that all requests of a command together may take. */
const PATIENCE = 10_000;

/**
 * @param base where the stub is, without /__stub
 * @param headers who asks
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
    // Redirects are not followed: whoever is there would get the keys.
    const { status, type, header, text } = await fetched(url, { ...asked, redirect: 'manual', signal }).catch(
      async (error: unknown) => {
        throw await unreachable(error);
      },
    );
    if (status >= 300 && status < 400) throw redirected(header('location'));
    const reply = parsed(text);
    const error = header('stub-error');
    if (error !== null) throw refusalOf(error, reply, base);
    // Each reply of a stub has this.
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
    // No more of it: a query may have anything in it.
    const where = url === null ? 'elsewhere' : `to ${url.origin}${url.pathname}`;
    return noStub(`it redirects ${where}, where no key is sent`);
  }

  function noStub(reason: string): CommandError {
    const message = `what is at ${base} is not a stub, or something stands in front of it: ${short(reason, 300)}; say where the stub is: --url`;
    return new CommandError('unreachable', message);
  }

  function running(value: unknown): RunningScenario {
    if (isRunning(value)) return withoutSecrets(value);
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

/** What is not JSON is not read; it might never end. */
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isRunning(value: unknown): value is RunningScenario {
  const { id, because, left } = (value ?? {}) as Partial<Record<string, unknown>>;
  return typeof id === 'string' && typeof because === 'string' && (left === null || typeof left === 'number');
}

/** A scenario may be about requests with a certain API key; whoever started it knows which. */
function withoutSecrets(scenario: RunningScenario): RunningScenario {
  const { header } = scenario.match ?? {};
  if (header?.value === undefined || !/key|token|secret|auth|cookie|password/i.test(header.name)) return scenario;
  return { ...scenario, match: { ...scenario.match, header: { ...header, value: '***' } } };
}

/** What an entry of the stub's catalogue of errors means to somebody who types flags. */
function refusalOf(error: string, reply: unknown, base: string): CommandError {
  const { message, issues } = (reply ?? {}) as { message?: unknown; issues?: unknown };
  if (Array.isArray(issues)) return new CommandError('usage', issuesInWords(issues as Issue[]));
  if (error.startsWith('api-key-'))
    return new CommandError('usage', 'the stub does not know this API key; give one of those it knows: --api-key');
  if (error === 'admin-key-wrong')
    return new CommandError('usage', 'the stub wants the admin key that it was started with: --admin-key');
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

function issuesInWords(issues: readonly Issue[]): string {
  const lines = issues.map(({ path, message }) => {
    const flag = flagOf(path) ?? (path.length === 0 ? 'the scenario' : path.join('.'));
    return plain(`${flag}${/^[a-z]/.test(message) ? '' : ':'} ${message}`);
  });
  return lines.length === 1 ? (lines[0] as string) : `the stub refuses the scenario:\n  ${lines.join('\n  ')}`;
}

function print(result: string | object): void {
  const text = typeof result === 'string' ? result : JSON.stringify(result, null, process.stdout.isTTY ? 2 : undefined);
  process.stdout.write(`${text}\n`);
}

function table(scenarios: readonly RunningScenario[]): string {
  const rows = scenarios.map((each) => [
    each.id,
    String(each.left ?? 'all'),
    requestsOf(each),
    happeningOf(each),
    each.because,
  ]);
  const lines = [['id', 'left', 'requests', 'what happens', 'because'], ...rows.map((row) => row.map(plain))];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const [head = '', ...others] = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [styleText('dim', head, { stream: process.stdout }), ...others].join('\n');
}

function requestsOf({ match = {} }: RunningScenario): string {
  const { operation = 'any operation', header, body } = match;
  const value = header?.value === undefined ? '' : `: ${short(header.value, 40)}`;
  const parts = [
    ...(header ? [`with ${short(header.name, 40)}${value}`] : []),
    ...(body === undefined ? [] : [`with ${short(JSON.stringify(body), 40)}`]),
  ];
  return [operation, parts.join(' and ')].join(' ').trimEnd();
}

function happeningOf({ status, headers, keyUnknown, delay, fault, probability = 1 }: RunningScenario): string {
  const parts = [
    ...(keyUnknown ? ['the API key is not known'] : []),
    ...(delay ? [delayInWords(delay)] : []),
    ...(status === undefined ? [] : [`status ${status}`]),
    ...Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    ...(fault ? [`fault ${fault}`] : []),
    ...(probability < 1 ? [`with probability ${probability}`] : []),
  ];
  return parts.join(', ');
}

function delayInWords(delay: Delay): string {
  if (delay.distribution === 'fixed') return `waits ${delay.ms} ms`;
  if (delay.distribution === 'uniform') return `waits ${delay.from} to ${delay.to} ms`;
  return `waits ${delay.median} ms, log-normal ${delay.sigma}`;
}

const HELP = `
A stub has to be running. Scenarios are those of one API key's organization; nobody else notices.

Examples:
  export USE_CASE_STUB_API_KEY=demo
  use-case-stub scenario start --operation createUseCase --status 503 --times 2    creates fail twice, then succeed
  use-case-stub scenario start --delay log-normal:120,0.6 --because "a slow day"
  use-case-stub scenario start --fault reset --probability 0.1 --seed 7 --because "a bad line"
  use-case-stub scenario start --status 429 --header 'x-tenant: blue' --body '{"name":"Night desk"}'
  use-case-stub scenario list
  use-case-stub scenario end 1
  use-case-stub scenario end                                                       all of them

Exit codes:${(['ok', 'failure', 'usage', 'unreachable'] as const)
  .map((name) => exitCodes[name])
  .map(({ code, meaning }) => `\n  ${code}  ${meaning}`)
  .join('')}`;
