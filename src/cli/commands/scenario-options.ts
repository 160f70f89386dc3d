import { InvalidArgumentError, type Option } from 'commander';
import { parseDelay } from '../../organizations/scenarios.ts';
import { settings } from '../../settings/settings.ts';
import { faults, type Delay, type Fault } from '../../store/port.ts';
import { CommandError } from '../exit-codes.ts';
import { option, parserOf } from '../options.ts';

/** The flags of every `scenario` command, as commander reads them. */
export interface ConnectionFlags {
  readonly url: string;
  readonly apiKey?: string;
  readonly adminKey?: string;
  readonly json?: boolean;
}

/** The flags of `scenario start`. */
export interface StartFlags extends ConnectionFlags {
  readonly operation?: string;
  readonly header?: { readonly name: string; readonly value?: string };
  readonly body?: unknown;
  readonly status?: number;
  readonly example?: string;
  readonly replyBody?: unknown;
  readonly replyHeader?: Readonly<Record<string, string>>;
  readonly steps?: unknown;
  readonly outsideContract?: boolean;
  readonly delay?: Delay;
  readonly fault?: Fault;
  readonly times?: number;
  readonly probability?: number;
  readonly seed?: number;
  readonly because?: string;
}

/** The flags that say which stub to ask, and about whose scenarios. */
export function connectionOptions(): Option[] {
  return [
    option('--url <url>', 'address of the stub, with or without /api/v1 or /__stub', 'CLIENT_URL')
      .default('http://localhost:4010')
      .argParser(baseUrl),
    option(
      '--api-key <key>',
      'the API key that your client sends; scenarios are those of its organization',
      'CLIENT_API_KEY',
    ),
    option('--admin-key <key>', 'the admin key, if the stub was started with one', 'CLIENT_ADMIN_KEY'),
    option('--json', 'print what the stub says as JSON', 'CLIENT_JSON'),
  ];
}

/** Flags of `scenario start` that are parts of a scenario; each is named as its part. */
export function startOptions(): Option[] {
  return [
    option('--operation <id>', 'hit this operation only, such as createUseCase', 'SCENARIO_OPERATION'),
    option('--header <name: value>', 'hit requests with this header; its name is enough', 'SCENARIO_HEADER').argParser(
      header,
    ),
    option('--body <json>', 'hit requests whose body has this in it', 'SCENARIO_BODY').argParser(json),
    option('--status <number>', 'answer with this status', 'SCENARIO_STATUS').argParser(number),
    option('--example <name>', "answer the contract's example of this name", 'SCENARIO_EXAMPLE'),
    option('--reply-body <json>', 'answer this body', 'SCENARIO_REPLY_BODY').argParser(json),
    option(
      '--reply-header <name: value>',
      'answer with this header as well; repeat it for more',
      'SCENARIO_REPLY_HEADER',
    ).argParser(replyHeader),
    option(
      '--steps <steps>',
      'what happens to one request after the other: statuses such as 503,429, or a JSON list of steps',
      'SCENARIO_STEPS',
    ).argParser(steps),
    option(
      '--outside-contract',
      'answer statuses, bodies and content types that the contract does not have',
      'SCENARIO_OUTSIDE_CONTRACT',
    ),
    option(
      '--delay <ms>',
      'wait, in milliseconds: 800; between two times: 100-500; or spread as latencies are: log-normal:120,0.6 (median and sigma)',
      'SCENARIO_DELAY',
    ).argParser(delay),
    option('--fault <kind>', 'break the answer', 'SCENARIO_FAULT').choices(faults),
    option(
      '--times <number>',
      'how many requests it hits (default: all until it is ended)',
      'SCENARIO_TIMES',
    ).argParser(number),
    option(
      '--probability <number>',
      'how likely a request is hit, from 0 to 1 (default: 1)',
      'SCENARIO_PROBABILITY',
    ).argParser(number),
    option('--seed <number>', 'what decides which requests are hit (default: 1)', 'SCENARIO_SEED').argParser(
      parserOf(settings.seed.kind),
    ),
    option(
      '--because <reason>',
      'the reason, which replies repeat; replaces a scenario with the same reason (default: what the scenario does)',
      'SCENARIO_BECAUSE',
    ),
  ];
}

/** The scenario that the flags describe, as the admin API takes it. JSON leaves out what is undefined. */
export function scenarioOf(flags: StartFlags): object {
  const { operation, header, body, because, status, steps, delay, fault, times, probability, seed } = flags;
  const { example, replyBody, replyHeader, outsideContract } = flags;
  if (status === undefined && delay === undefined && fault === undefined && steps === undefined)
    throw new CommandError(
      'usage',
      'say what is to happen: --status, --delay, --fault or --steps; see "use-case-stub scenario start --help"',
    );
  const matches = operation !== undefined || header !== undefined || body !== undefined;
  const match = matches ? { operation, header, body } : undefined;
  const outcome = { status, example, body: replyBody, headers: replyHeader, delay, fault };
  return { because, match, ...outcome, steps, outsideContract, times, probability, seed };
}

/** The flag for a place in a scenario, such as `--operation` for `["match", "operation"]`. */
export function flagOf(path: readonly (string | number)[]): string | undefined {
  const [first, second] = path;
  const ofReply: Readonly<Record<string, string>> = {
    body: 'reply-body',
    headers: 'reply-header',
    outsideContract: 'outside-contract',
  };
  const part = first === 'match' ? second : (ofReply[String(first)] ?? first);
  return startOptions().find((each) => each.name() === part)?.long;
}

/** Its errors do not repeat the value, as commander's would: it may hold a password. */
function baseUrl(value: string): string {
  const url = URL.parse(value);
  const refused = (what: string) => new CommandError('usage', `--url (or USE_CASE_STUB_CLIENT_URL) ${what}`);
  if (url === null || !/^https?:$/.test(url.protocol)) throw refused('must be a URL such as http://localhost:4010');
  if (url.username !== '' || url.password !== '') throw refused('must not have a user or a password in it');
  if (url.search !== '' || url.hash !== '') throw refused('must not have a query; paths are put behind it');
  return url.origin + url.pathname.replace(/(?:\/api\/v1)?(?:\/__stub)?\/*$/, '');
}

/** Its errors do not repeat the value, which may hold an API key. */
function header(value: string, earlier?: object): { name: string; value?: string } {
  const refused = (what: string) => new CommandError('usage', `--header (or USE_CASE_STUB_SCENARIO_HEADER) ${what}`);
  if (earlier !== undefined) throw refused('can be given only once; a scenario looks at one header');
  const [, name, content] = /^([!#$%&'*+.^_`|~\w-]+)(?::[ \t]*([^\r\n]*))?$/.exec(value) ?? [];
  if (name === undefined) throw refused('must be of the form "name: value" or "name"');
  return content === undefined ? { name } : { name, value: content.trim() };
}

function replyHeader(value: string, earlier: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, name, content = ''] = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*([^\r\n]*)$/.exec(value) ?? [];
  if (name === undefined) throw new InvalidArgumentError('It must be of the form "name: value".');
  return { ...earlier, [name]: content.trim() };
}

function steps(value: string): unknown {
  if (/^\d{3}(,\d{3})*$/.test(value)) return value.split(',').map((status) => ({ status: Number(status) }));
  try {
    return JSON.parse(value);
  } catch {
    throw new InvalidArgumentError('It must be statuses such as 503,429, or JSON such as [{"status":503},{}].');
  }
}

function json(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw new InvalidArgumentError('It must be JSON, such as {"name":"Night desk"}.');
  }
}

/** Any number: the stub checks its bounds. */
function number(value: string): number {
  const number = /^-?\d*\.?\d+$/.test(value) ? Number(value) : NaN;
  if (Number.isFinite(number)) return number;
  throw new InvalidArgumentError('It must be a number.');
}

function delay(value: string): Delay {
  const found = parseDelay(value);
  if (found !== undefined) return found;
  throw new InvalidArgumentError('It must be milliseconds: 800, 100-500, or log-normal:120,0.6.');
}
