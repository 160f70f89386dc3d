import { InvalidArgumentError, Option } from 'commander';
import { type Delay, type Fault, faults } from '../../store/port.ts';
import { CommandError } from '../exit-codes.ts';
import { wholeNumber } from '../options.ts';

/** What every `scenario` command understands, as commander hands it over. */
export interface ConnectionFlags {
  readonly url: string;
  readonly apiKey?: string;
  readonly adminKey?: string;
  readonly json?: boolean;
}

/** What `scenario start` understands beside that. */
export interface StartFlags extends ConnectionFlags {
  readonly operation?: string;
  readonly header?: { readonly name: string; readonly value?: string };
  readonly body?: unknown;
  readonly status?: number;
  readonly delay?: Delay;
  readonly fault?: Fault;
  readonly times?: number;
  readonly probability?: number;
  readonly seed?: number;
  readonly because?: string;
}

/** Flags that say which stub is meant, and whose scenarios. */
export function connectionOptions(): Option[] {
  return [
    flag('--url <url>', 'where the stub is, with or without /api/v1 or /__stub', 'URL')
      .default('http://localhost:4010')
      .argParser(baseUrl),
    flag(
      '--api-key <key>',
      'the API key that your client sends; its organization is meant. Of several in the variable, the first one',
      'API_KEY',
    ),
    flag('--admin-key <key>', 'the admin key, if the stub was started with one', 'ADMIN_KEY'),
    flag('--json', 'print what the stub says as JSON', 'JSON'),
  ];
}

/** Flags of `scenario start` that are parts of a scenario; each is named as its part. */
export function startOptions(): Option[] {
  return [
    flag('--operation <id>', 'hit this operation only, such as createUseCase', 'SCENARIO_OPERATION'),
    flag('--header <name: value>', 'hit requests with this header; its name is enough', 'SCENARIO_HEADER').argParser(
      header,
    ),
    flag('--body <json>', 'hit requests whose body has this in it', 'SCENARIO_BODY').argParser(json),
    flag('--status <number>', 'answer with this status', 'SCENARIO_STATUS').argParser(number),
    flag(
      '--delay <ms>',
      'wait: so long, as 800; between two times, as 100-500; or as latencies really are, as log-normal:120,0.6 (median and sigma)',
      'SCENARIO_DELAY',
    ).argParser(delay),
    flag('--fault <kind>', 'break the answer', 'SCENARIO_FAULT').choices(faults),
    flag('--times <number>', 'for so many requests (default: until it is ended)', 'SCENARIO_TIMES').argParser(number),
    flag(
      '--probability <number>',
      'how likely a request is hit, from 0 to 1 (default: 1)',
      'SCENARIO_PROBABILITY',
    ).argParser(number),
    flag('--seed <number>', 'what decides which ones are hit (default: 1)', 'SCENARIO_SEED').argParser(
      wholeNumber(0, Number.MAX_SAFE_INTEGER),
    ),
    flag(
      '--because <reason>',
      'why, which replies repeat; a scenario of the same reason gives way (default: what it does)',
      'SCENARIO_BECAUSE',
    ),
  ];
}

/** The scenario that flags stand for, as the admin API takes it. What is undefined is left out on the way. */
export function scenarioOf(flags: StartFlags): object {
  const { operation, header, body, because, status, delay, fault, times, probability, seed } = flags;
  if (status === undefined && delay === undefined && fault === undefined)
    throw new CommandError('usage', 'say what is to happen: --status, --delay or --fault');
  const matches = operation !== undefined || header !== undefined || body !== undefined;
  const match = matches ? { operation, header, body } : undefined;
  return { because, match, status, delay, fault, times, probability, seed };
}

/** The flag that a place in a scenario was given by, such as `--operation` for `["match", "operation"]`. */
export function flagOf(path: readonly (string | number)[]): string | undefined {
  const part = path[0] === 'match' ? path[1] : path[0];
  return startOptions().find((each) => each.name() === part)?.long;
}

/** The first of the keys that `serve` reads from its variable, without the name that may follow it. */
export function firstKey(variable: string): string {
  const [first = ''] = variable.split(',');
  return first.trim().replace(/(?<=.)=[\w .-]+$/, '');
}

function flag(flags: string, description: string, variable: string): Option {
  return new Option(flags, description).env(`USE_CASE_STUB_${variable}`);
}

/** Commander repeats a value that it refuses; this does not, as there may be a password in it. */
function baseUrl(value: string): string {
  const url = URL.parse(value);
  const refused = (what: string) => new CommandError('usage', `--url (or USE_CASE_STUB_URL) ${what}`);
  if (url === null || !/^https?:$/.test(url.protocol)) throw refused('must be a URL such as http://localhost:4010');
  if (url.username !== '' || url.password !== '') throw refused('must not have a user or a password in it');
  if (url.search !== '' || url.hash !== '') throw refused('must not have a query; paths are put behind it');
  return url.origin + url.pathname.replace(/(?:\/api\/v1)?(?:\/__stub)?\/*$/, '');
}

/** Not repeated either, since it may be an API key's header. */
function header(value: string, earlier?: object): { name: string; value?: string } {
  const refused = (what: string) => new CommandError('usage', `--header (or USE_CASE_STUB_SCENARIO_HEADER) ${what}`);
  if (earlier !== undefined) throw refused('can be given only once; a scenario looks at one header');
  const [, name, content] = /^([!#$%&'*+.^_`|~\w-]+)(?::[ \t]*([^\r\n]*))?$/.exec(value) ?? [];
  if (name === undefined) throw refused('must be of the form "name: value" or "name"');
  return content === undefined ? { name } : { name, value: content.trim() };
}

function json(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw new InvalidArgumentError('It must be JSON, such as {"name":"Night desk"}.');
  }
}

/** Which numbers can be taken, the stub knows best. */
function number(value: string): number {
  const number = /^-?\d*\.?\d+$/.test(value) ? Number(value) : NaN;
  if (Number.isFinite(number)) return number;
  throw new InvalidArgumentError('It must be a number.');
}

function delay(value: string): Delay {
  const found = /^(?:([\d.]+)|([\d.]+)-([\d.]+)|log-normal:([\d.]+),([\d.]+))$/.exec(value) ?? [];
  const [ms = NaN, from = NaN, to = NaN, median = NaN, sigma = NaN] = found.slice(1).map(Number);
  if (ms >= 0) return { distribution: 'fixed', ms };
  if (from >= 0 && to >= 0) return { distribution: 'uniform', from, to };
  if (median >= 0 && sigma >= 0) return { distribution: 'log-normal', median, sigma };
  throw new InvalidArgumentError('It must be milliseconds: 800, 100-500, or log-normal:120,0.6.');
}
