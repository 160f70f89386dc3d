import { InvalidArgumentError, Option } from 'commander';
import type { KnownKey } from '../use-cases/organizations.ts';
import type { RateLimit } from '../use-cases/rate-limit.ts';
import { validationLevels, type ValidationLevel } from '../use-cases/rules/rule-book.ts';

/** What `serve` understands, as commander hands it over. */
export interface ServeFlags {
  readonly port: number;
  readonly host: string;
  readonly validation: ValidationLevel;
  readonly dynamic?: boolean;
  readonly apiKey?: readonly KnownKey[];
  readonly seed: number;
  readonly seedCount: number;
  readonly maxBody: number;
  readonly journal: number;
  readonly cors: 'on' | 'off';
  readonly spec?: string;
  readonly store: string;
  readonly sqliteSynchronous: 'full' | 'normal';
  readonly log: LogStyle;
  readonly journalBytes: number;
  readonly maxOrganizations: number;
  readonly maxUseCases: number;
  readonly rateLimit?: RateLimit;
  readonly admin: 'on' | 'off';
  readonly adminKey?: string;
  readonly allowHost?: readonly string[];
  readonly drainTimeout: number;
  readonly drainLinger: number;
  readonly json?: boolean;
}

export const logStyles = ['auto', 'pretty', 'json', 'off'] as const;
export type LogStyle = (typeof logStyles)[number];

/** Flags of `serve`, each of which is an environment variable as well. README's table is generated from this. */
export function serveOptions(): Option[] {
  return [
    flag('-p, --port <number>', 'port to listen on; 0 picks a free one', 'PORT')
      .default(4010)
      .argParser(wholeNumber(0, 65_535)),
    flag('--host <address>', 'address to listen on', 'HOST').default('127.0.0.1'),
    flag(
      '--validation <level>',
      'strict also refuses by assumed rules, standard warns of them, warn refuses nothing, off checks nothing',
      'VALIDATION',
    )
      .choices(validationLevels)
      .default('standard'),
    flag('--dynamic', 'fill what a create leaves out with realistic values', 'DYNAMIC'),
    flag(
      '--api-key <key[=name]>',
      'let only this API key in; repeat it, or separate several by commas (default: every key is let in)',
      'API_KEY',
    ).argParser(knownKeys),
    flag('--seed <number>', 'what generated values derive from', 'SEED')
      .default(1)
      .argParser(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
    flag('--seed-count <number>', 'use cases that each organization starts with', 'SEED_COUNT')
      .default(12)
      .argParser(wholeNumber(0, 10_000)),
    flag('--max-body <bytes>', 'largest body that is taken', 'MAX_BODY')
      .default(1_048_576)
      .argParser(wholeNumber(1, 1_073_741_824)),
    flag('--journal <number>', 'requests that are remembered for each organization', 'JOURNAL')
      .default(1_000)
      .argParser(wholeNumber(0, 1_000_000)),
    flag('--journal-bytes <bytes>', 'what all remembered requests together may take, about', 'JOURNAL_BYTES')
      .default(67_108_864)
      .argParser(wholeNumber(0, 17_179_869_184)),
    flag(
      '--max-organizations <number>',
      'organizations that are remembered; the one that has been idle for longest goes first',
      'MAX_ORGANIZATIONS',
    )
      .default(10_000)
      .argParser(wholeNumber(1, 10_000_000)),
    flag('--max-use-cases <number>', 'use cases that an organization may create', 'MAX_USE_CASES')
      .default(100_000)
      .argParser(wholeNumber(0, 100_000_000)),
    flag(
      '--rate-limit <number/time>',
      'how many requests an API key may send, such as 100/min (default: as many as it likes)',
      'RATE_LIMIT',
    ).argParser(rateLimit),
    flag('--cors <on|off>', 'whether pages of other origins may use the stub', 'CORS')
      .choices(['on', 'off'])
      .default('on'),
    flag(
      '--spec <file>',
      'OpenAPI 3.1 document whose operations are served as well; those without a handler are mocked by Prism',
      'SPEC',
    ),
    flag(
      '--store <store>',
      'where use cases and scenarios are kept: memory, sqlite:FILE, or postgres://user:password@host:port/database',
      'STORE',
    ).default('memory'),
    flag(
      '--sqlite-synchronous <full|normal>',
      'full waits for the disk with every write; normal may lose the last ones in a power cut',
      'SQLITE_SYNCHRONOUS',
    )
      .choices(['full', 'normal'])
      .default('full'),
    flag('--log <style>', 'how requests are logged to stderr; auto is pretty in a terminal and json elsewhere', 'LOG')
      .choices(logStyles)
      .default('auto'),
    flag(
      '--admin <on|off>',
      "whether the stub's own routes about organizations can be used without an admin key",
      'ADMIN',
    )
      .choices(['on', 'off'])
      .default('on'),
    flag(
      '--admin-key <key>',
      'what they want in the header stub-admin-key, whatever --admin says',
      'ADMIN_KEY',
    ).argParser(adminKey),
    flag(
      '--allow-host <name>',
      "host name by which browsers may use the stub's own routes; repeat it, or separate several by commas",
      'ALLOW_HOST',
    ).argParser(names),
    flag(
      '--drain-timeout <ms>',
      'how long requests under way, and closing the store, may take once a signal has come and --drain-linger is over',
      'DRAIN_TIMEOUT',
    )
      .default(5_000)
      .argParser(wholeNumber(0, 600_000)),
    flag(
      '--drain-linger <ms>',
      'how long to go on listening after a signal, so that a load balancer notices before it is refused',
      'DRAIN_LINGER',
    )
      .default(0)
      .argParser(wholeNumber(0, 600_000)),
    flag('--json', 'print the address as JSON instead of the banner', 'JSON'),
  ];
}

/** `PORT` is what hosts and process managers set; all others carry the program's name. */
function flag(flags: string, description: string, variable: string): Option {
  return new Option(flags, description).env(variable === 'PORT' ? variable : `USE_CASE_STUB_${variable}`);
}

/** Takes a whole number within bounds, both included. */
export function wholeNumber(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = /^\d+$/.test(value) ? Number(value) : NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

function adminKey(value: string): string {
  if (value.trim() !== '') return value;
  throw new InvalidArgumentError('It must have at least one character.');
}

function names(value: string, earlier: readonly string[] = []): string[] {
  const given = value.split(',').map((each) => each.trim().toLowerCase());
  if (given.every((each) => /^[a-z0-9_.-]+$/.test(each))) return [...earlier, ...given];
  throw new InvalidArgumentError('It must be a host name, without scheme and port.');
}

const SECONDS = { s: 1, sec: 1, min: 60, h: 3_600, hour: 3_600 } as const;

/** Reads `100/min`, also `100/s` and `100/h`, and `100/15min`. */
function rateLimit(value: string): RateLimit {
  const [, requests, count = '1', unit] = /^(\d+)\/(\d*)(s|sec|min|h|hour)$/.exec(value) ?? [];
  const seconds = Number(count || '1') * (SECONDS[unit as keyof typeof SECONDS] ?? 0);
  if (requests !== undefined && seconds > 0) return { requests: Number(requests), seconds };
  throw new InvalidArgumentError('It must be of the form 100/min; s and h are possible, too.');
}

/** A name follows the last equals sign; keys in base64 end in such signs themselves. */
function knownKeys(value: string, earlier: readonly KnownKey[] = []): KnownKey[] {
  const keys = value.split(',').map((each) => {
    const [, key = each.trim(), name] = /^(.+)=([\w .-]+)$/.exec(each.trim()) ?? [];
    if (key === '' || /\s/.test(key))
      throw new InvalidArgumentError('An API key has at least one character and no white space.');
    return name === undefined ? { key } : { key, name };
  });
  return [...earlier, ...keys];
}

/**
 * Takes out of the environment what says nothing: variables of ours that are empty, and switches that are off.
 * Commander would take an empty host for one, and `USE_CASE_STUB_DYNAMIC=false` for yes.
 */
export function cleanEnvironment(environment: NodeJS.ProcessEnv): void {
  const switches = ['DYNAMIC', 'JSON', 'FAKE_BODIES', 'PENDING', 'PUBLISH'].map((name) => `USE_CASE_STUB_${name}`);
  for (const [name, value = ''] of Object.entries(environment)) {
    const isOurs = name === 'PORT' || /^(USE_CASE_STUB|PACT_BROKER)_/.test(name);
    const isOff = switches.includes(name) && /^(false|0|off|no)$/i.test(value);
    if (isOurs && (value === '' || isOff)) delete environment[name];
  }
}
