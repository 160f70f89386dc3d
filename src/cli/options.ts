import { isAbsolute, join, relative } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import type { KnownKey } from '../organizations/organizations.ts';
import { isRateLimit, RATE_LIMIT_BOUNDS, type RateLimit } from '../organizations/rate-limit.ts';
import { validationLevels } from '../use-cases/rules/rule-book.ts';
import { logStyles } from './output/log.ts';
import { ServeOption } from './serve-option.ts';

/** What a configuration file is called, without its ending. */
export const CONFIG_NAME = 'use-case-stub.config';

/**
 * Settings of `serve`: each is a flag, an environment variable, and a key of the configuration file. README's table is
 * generated from this.
 */
export function serveOptions(): ServeOption[] {
  return [
    flag('-p, --port <number>', 'port to listen on; 0 picks a free one', 'PORT')
      .default(4010)
      .argParser(wholeNumber(0, 65_535)),
    flag('--host <address>', 'address to listen on', 'HOST').default('127.0.0.1').argParser(someText),
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
    )
      .argParser(knownKeys)
      .repeatable()
      .secret((keys: readonly KnownKey[]) =>
        keys.map(({ name }) => (name === undefined ? '***' : `***=${name}`)).join(','),
      ),
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
    )
      .argParser(rateLimit)
      .shownAs(({ requests, seconds }: RateLimit) => `${requests}/${seconds}s`),
    flag('--cors <on|off>', 'whether pages of other origins may use the stub', 'CORS')
      .choices(['on', 'off'])
      .default('on'),
    flag(
      '--spec <file>',
      'OpenAPI 3.1 document whose operations are served as well; those without a handler are mocked by Prism',
      'SPEC',
    ).path(fromDirectory),
    flag(
      '--fixtures <file|dir>',
      'JSON or YAML with the use cases that organizations start with; repeat it, or separate several by commas',
      'FIXTURES',
    )
      .argParser(paths)
      .repeatable()
      .path((list, directory) =>
        paths(list)
          .map((each) => fromDirectory(each, directory))
          .join(','),
      )
      .shownAs((list: readonly string[]) => list.join(',')),
    flag(
      '--store <store>',
      'where use cases and scenarios are kept: memory, sqlite:FILE, or postgres://user:password@host:port/database',
      'STORE',
    )
      .default('memory')
      .path((store, directory) =>
        store.replace(/^sqlite:(.+)$/s, (_, file: string) => `sqlite:${fromDirectory(file, directory)}`),
      )
      .secret(withoutPassword),
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
    flag('--admin-key <key>', 'what they want in the header stub-admin-key, whatever --admin says', 'ADMIN_KEY')
      .secret(() => '***')
      .argParser(someText),
    flag(
      '--allow-host <name>',
      "host name by which browsers may use the stub's own routes; repeat it, or separate several by commas",
      'ALLOW_HOST',
    )
      .argParser(names)
      .repeatable(),
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
    flag('--watch', 'follow the files given by --spec and --fixtures; edits are live without losing state', 'WATCH'),
    flag('--open', 'open the console in the default browser, except in CI', 'OPEN'),
    flag(
      '--config <file>',
      `configuration file, off for none (default: the nearest ${CONFIG_NAME}.{json,yaml,yml,ts,…} up to the package's root)`,
      'CONFIG',
    )
      .argParser((value) => (value === 'off' ? false : value))
      .notInFile(),
    flag('--json', 'print the address as JSON instead of the banner', 'JSON'),
  ];
}

/**
 * Gives a command the settings of `serve`. What is switched on elsewhere is switched off by a flag with "no", which
 * nobody needs to be shown.
 */
export function addServeOptions(command: Command): void {
  for (const option of serveOptions()) {
    command.addOption(option);
    if (option.isBoolean()) command.addOption(new ServeOption(`--no-${option.long?.slice(2)}`).notInFile().hideHelp());
  }
  command.addOption(new ServeOption('--no-config').notInFile().hideHelp());
}

/** `PORT` is what hosts and process managers set; all others carry the program's name. */
function flag(flags: string, description: string, variable: string): ServeOption {
  return new ServeOption(flags, description).env(variable === 'PORT' ? variable : `USE_CASE_STUB_${variable}`);
}

function fromDirectory(path: string, directory: string): string {
  return isAbsolute(path) ? path : join(relative(process.cwd(), directory), path);
}

/** What is no store that we know may be a secret in the wrong place. */
function withoutPassword(store: string): string {
  if (/^(memory$|sqlite:)/.test(store)) return store;
  if (!/^postgres(ql)?:\/\//.test(store)) return '***';
  return store.replace(/(\/\/[^/:@]*):.*@/, '$1:***@').replace(/([?&][^=&]*password)=[^&]*/gi, '$1=***');
}

/** Takes a whole number within bounds, both included. */
export function wholeNumber(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = /^\d+$/.test(value) ? Number(value) : NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

function someText(value: string): string {
  if (value.trim() !== '') return value;
  throw new InvalidArgumentError('It must have at least one character.');
}

function names(value: string, earlier: readonly string[] = []): string[] {
  const given = value.split(',').map((each) => each.trim().toLowerCase());
  if (given.every((each) => /^[a-z0-9_.-]+$/.test(each))) return [...earlier, ...given];
  throw new InvalidArgumentError('It must be a host name, without scheme and port.');
}

function paths(value: string, earlier: readonly string[] = []): string[] {
  const given = value.split(',').map((each) => each.trim());
  if (!given.includes('')) return [...earlier, ...given];
  throw new InvalidArgumentError('It must be a file or a directory.');
}

const SECONDS = { s: 1, sec: 1, min: 60, h: 3_600, hour: 3_600 } as const;

/** Reads `100/min`, also `100/s` and `100/h`, and `100/15min`. */
function rateLimit(value: string): RateLimit {
  const [, requests, count = '1', unit] = /^(\d+)\/(\d*)(s|sec|min|h|hour)$/.exec(value) ?? [];
  const seconds = Number(count || '1') * (SECONDS[unit as keyof typeof SECONDS] ?? 0);
  const limit = { requests: Number(requests), seconds };
  if (isRateLimit(limit)) return limit;
  throw new InvalidArgumentError(`It must be of the form 100/min, with s, min or h: ${RATE_LIMIT_BOUNDS}.`);
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

/** Takes out of the environment variables of ours that are empty: commander would take an empty host for one. */
export function cleanEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(environment)) {
    const isOurs = name === 'PORT' || /^(USE_CASE_STUB|PACT_BROKER)_/.test(name);
    if (isOurs && value === '') delete environment[name];
  }
}

/** To commander, a variable of a switch that is there says yes, whatever it says. */
export function heedSwitchedOff(command: Command, environment: NodeJS.ProcessEnv): void {
  for (const option of command.options) {
    const name = option.attributeName();
    const says = environment[option.envVar ?? ''] ?? '';
    if (option.isBoolean() && command.getOptionValueSource(name) === 'env' && /^(false|0|off|no)$/i.test(says))
      command.setOptionValueWithSource(name, false, 'env');
  }
}
