/**
 * Every setting of a stub, once. The command line, the environment variables, the configuration file, the options of
 * `createStub`, the documentation and the shell completion derive from this table. No platform is known here.
 */
import { validationLevels } from '../use-cases/rules/rule-book.ts';
import {
  apiKeys,
  assumptionChoices,
  choice,
  delay,
  hostNames,
  path,
  pathOrOff,
  paths,
  rateLimit,
  secretText,
  startScenarios,
  startStates,
  storeName,
  text,
  toggle,
  wholeNumber,
  type Kind,
  type Setting,
} from './kinds.ts';

/** What a configuration file is called, without its ending. */
export const CONFIG_NAME = 'use-case-stub.config';

/** What a fidelity file is called unless it is told otherwise. */
export const FIDELITY_FILE = 'use-case-stub.fidelity.json';

export const settings = {
  port: {
    kind: wholeNumber(0, 65_535),
    placeholder: 'number',
    default: 4010,
    sentence: 'port to listen on; 0 picks a free one',
    scope: 'command',
    short: '-p',
    // Hosts and process managers set this one.
    variable: 'PORT',
    inPrograms: 'give it to listen()',
  },
  host: {
    kind: text,
    placeholder: 'address',
    default: '127.0.0.1',
    sentence: 'address to listen on',
    scope: 'command',
    inPrograms: 'give it to listen()',
  },
  validation: {
    kind: choice(validationLevels),
    placeholder: 'level',
    default: 'standard',
    sentence: 'strict also refuses by assumed rules, standard warns of them, warn refuses nothing, off checks nothing',
    scope: 'stub',
  },
  assume: {
    kind: assumptionChoices,
    placeholder: 'id=name',
    sentence: 'what the API does where no source says so, such as missing-key=400-zod',
    otherwise: 'what docs/reference/assumptions.md says',
    scope: 'stub',
  },
  dynamic: {
    kind: toggle,
    default: false,
    sentence: 'fill what a create leaves out with realistic values',
    scope: 'stub',
  },
  apiKey: {
    kind: apiKeys,
    placeholder: 'key[=name]',
    sentence: 'API keys that are accepted; a name behind the last equals sign is optional',
    otherwise: 'every key is accepted',
    scope: 'stub',
  },
  seed: {
    kind: wholeNumber(0, Number.MAX_SAFE_INTEGER),
    placeholder: 'number',
    default: 1,
    sentence: 'what generated values derive from',
    scope: 'stub',
  },
  seedCount: {
    kind: wholeNumber(0, 10_000),
    placeholder: 'number',
    default: 12,
    sentence: 'use cases that each organization starts with',
    scope: 'stub',
  },
  withExamples: {
    kind: toggle,
    default: false,
    sentence: "whether organizations have the use cases of the contract's examples, for tools that send these requests",
    scope: 'stub',
  },
  maxBody: {
    kind: wholeNumber(1, 1_073_741_824),
    placeholder: 'bytes',
    default: 1_048_576,
    sentence: 'largest body of a request',
    scope: 'stub',
  },
  journal: {
    kind: wholeNumber(0, 1_000_000),
    placeholder: 'number',
    default: 1_000,
    sentence: 'requests that the journal keeps for each organization',
    scope: 'stub',
  },
  journalBytes: {
    kind: wholeNumber(0, 17_179_869_184),
    placeholder: 'bytes',
    default: 67_108_864,
    sentence: 'about how much memory the journals of all organizations may take together, within "maxMemory"',
    scope: 'stub',
  },
  maxMemory: {
    kind: wholeNumber(8_388_608, 1_099_511_627_776),
    placeholder: 'bytes',
    sentence: 'about how much memory all that clients send and store may take together',
    otherwise: 'half of the heap that Node allows itself',
    scope: 'stub',
  },
  maxOrganizations: {
    kind: wholeNumber(1, 10_000_000),
    placeholder: 'number',
    default: 10_000,
    sentence: 'organizations that are kept; the one that has been idle for longest is dropped first',
    scope: 'stub',
  },
  maxUseCases: {
    kind: wholeNumber(0, 100_000_000),
    placeholder: 'number',
    default: 100_000,
    sentence: 'use cases that an organization may create',
    scope: 'stub',
  },
  rateLimit: {
    kind: rateLimit,
    placeholder: 'number/time',
    sentence: 'how many requests each API key may send, such as 100/min',
    otherwise: 'no limit',
    scope: 'stub',
  },
  clock: {
    kind: choice(['running', 'frozen']),
    placeholder: 'running|frozen',
    default: 'running',
    sentence:
      'frozen makes delays, Retry-After, rate limits and times in the journal stand still until the clock is advanced',
    scope: 'stub',
  },
  state: {
    kind: startStates,
    placeholder: 'name [json]',
    sentence: 'state that organizations start in and are in again after a reset; its parameters stand behind its name',
    otherwise: 'none',
    scope: 'stub',
  },
  scenario: {
    kind: startScenarios,
    placeholder: 'flags',
    sentence:
      'scenario that runs from the start and again after a reset: the flags of "scenario start" as one text, or JSON',
    otherwise: 'none',
    scope: 'stub',
  },
  delay: {
    kind: delay,
    placeholder: 'ms',
    sentence:
      'how long each reply waits: 800, between two times (100-500), or as latencies are spread (log-normal:120,0.6)',
    otherwise: 'not at all',
    scope: 'stub',
  },
  cors: {
    kind: toggle,
    default: true,
    sentence: 'whether pages of other origins may use the stub',
    scope: 'stub',
  },
  spec: {
    kind: path,
    placeholder: 'file',
    sentence: 'OpenAPI 3.1 document whose operations are served as well; Prism mocks those without a handler',
    scope: 'command',
    inPrograms: 'give what loadContract() returns as "contract"',
  },
  fixtures: {
    kind: paths,
    placeholder: 'file|dir',
    sentence: 'JSON or YAML with the use cases that organizations start with',
    scope: 'command',
  },
  fidelity: {
    kind: pathOrOff,
    placeholder: 'file',
    sentence: 'what "use-case-stub probe" found out about the real API, to do as it does; off for nothing',
    otherwise: `${FIDELITY_FILE} beside the configuration file, or in the working directory`,
    scope: 'command',
    inPrograms: 'give what is in the file',
  },
  store: {
    kind: storeName,
    placeholder: 'store',
    default: 'memory',
    sentence:
      'where use cases and scenarios are kept: memory, sqlite:FILE, or postgres://user:password@host:port/database',
    scope: 'command',
  },
  sqliteSynchronous: {
    kind: choice(['full', 'normal']),
    placeholder: 'full|normal',
    default: 'full',
    sentence: 'full waits for the disk with every write; normal may lose the last ones in a power cut',
    scope: 'command',
    forStore: 'sqlite',
    inPrograms: 'give it to openStore()',
  },
  useCaseBytes: {
    kind: wholeNumber(1_048_576, 1_099_511_627_776),
    placeholder: 'bytes',
    default: 1_073_741_824,
    sentence: 'about how many bytes of use cases a database may hold; each API key may have a quarter',
    scope: 'command',
    forStore: 'database',
    inPrograms: 'give it to openStore()',
  },
  postgresConnections: {
    kind: wholeNumber(1, 1_000),
    placeholder: 'number',
    default: 10,
    sentence: 'most connections to PostgreSQL',
    scope: 'command',
    forStore: 'postgres',
    inPrograms: 'give "postgres" to openStore()',
  },
  postgresTimeout: {
    kind: wholeNumber(100, 600_000),
    placeholder: 'ms',
    default: 4_000,
    sentence: 'how long a statement may take in PostgreSQL',
    scope: 'command',
    forStore: 'postgres',
    inPrograms: 'give "postgres" to openStore()',
  },
  postgresPrepare: {
    kind: choice(['auto', 'on', 'off']),
    placeholder: 'when',
    default: 'auto',
    sentence: 'whether statements are prepared; auto does without behind a pooler such as PgBouncer',
    scope: 'command',
    forStore: 'postgres',
    inPrograms: 'give "postgres" to openStore()',
  },
  postgresWait: {
    kind: wholeNumber(0, 3_600_000),
    placeholder: 'ms',
    default: 30_000,
    sentence: 'how long to wait at start for a PostgreSQL that cannot be reached or is starting',
    scope: 'command',
    forStore: 'postgres',
    inPrograms: 'give "postgres" to openStore()',
  },
  instance: {
    kind: text,
    placeholder: 'name',
    sentence: 'what tells this replica from others in metrics, as their label "instance"',
    otherwise: 'the host name of the machine',
    scope: 'command',
    inPrograms: 'give it to createMetrics()',
  },
  log: {
    kind: choice(['auto', 'pretty', 'json', 'off']),
    placeholder: 'style',
    default: 'auto',
    sentence: 'how requests are logged to stderr; auto is pretty in a terminal and json elsewhere',
    scope: 'command',
    inPrograms: 'give a "logger"',
  },
  admin: {
    kind: toggle,
    default: true,
    sentence: "whether the stub's own routes about organizations can be used without an admin key",
    scope: 'stub',
  },
  adminKey: {
    kind: secretText,
    placeholder: 'key',
    sentence: 'key that those routes demand in the header stub-admin-key, even if "admin" is off',
    otherwise: 'none',
    scope: 'stub',
  },
  consoleKey: {
    kind: secretText,
    placeholder: 'key',
    sentence: 'key by which the console may see all organizations, where there is no admin key',
    otherwise:
      'one is made up and printed in the address of the console, in a terminal the same each time; none in programs',
    scope: 'stub',
    notWith: 'adminKey',
    needs: 'admin',
  },
  trustProxy: {
    kind: wholeNumber(0, 10),
    placeholder: 'number',
    default: 0,
    sentence: 'proxies in front of the stub whose x-forwarded-for tells the address of a client, for log and journal',
    scope: 'stub',
  },
  allowHost: {
    kind: hostNames,
    placeholder: 'name',
    sentence: "host names by which browsers may use the stub's own routes",
    otherwise: 'localhost, addresses and names without a dot',
    scope: 'stub',
  },
  drainTimeout: {
    kind: wholeNumber(0, 600_000),
    placeholder: 'ms',
    default: 5_000,
    sentence:
      'how long requests under way, and closing the store, may take after a signal and after the time of "drainLinger"',
    scope: 'command',
    inPrograms: 'give it to close()',
  },
  drainLinger: {
    kind: wholeNumber(0, 600_000),
    placeholder: 'ms',
    default: 0,
    sentence: 'how long to go on listening after a signal, so that load balancers notice before they are refused',
    scope: 'command',
    inPrograms: 'give it to close()',
  },
  watch: {
    kind: toggle,
    default: false,
    sentence: 'follow the files of "spec" and "fixtures"; edits are live and no state is lost',
    scope: 'command',
  },
  open: {
    kind: toggle,
    default: false,
    sentence: 'open the console in the default browser, except in CI',
    scope: 'command',
  },
  config: {
    kind: pathOrOff,
    placeholder: 'file',
    sentence: 'configuration file, off for none',
    otherwise: `the nearest ${CONFIG_NAME}.{json,yaml,yml,ts,…} up to the root of the package`,
    scope: 'command line',
  },
  json: {
    kind: toggle,
    default: false,
    sentence: 'print the address as JSON instead of the banner',
    scope: 'command',
  },
} as const satisfies Record<string, Setting>;

type Table = typeof settings;
export type SettingName = keyof Table;

/** The type of a setting's value. */
export type SettingValue<Name extends SettingName> =
  Table[Name]['kind'] extends Kind<infer Value>
    ? Table[Name] extends { readonly default: unknown }
      ? Value
      : Value | undefined
    : never;

type NamesOf<Scope> = { [Name in SettingName]: Table[Name]['scope'] extends Scope ? Name : never }[SettingName];
export type StubSettingName = NamesOf<'stub'>;

/** All settings, with their defaults. */
export type SettingValues = { readonly [Name in SettingName]: SettingValue<Name> };
/** The settings that `createStub` takes, with their defaults. */
export type StubSettingValues = Pick<SettingValues, StubSettingName>;

export const settingNames = Object.keys(settings) as SettingName[];

/** The row of a setting, without the literal types of the table. */
export function settingOf(name: SettingName): Setting {
  return settings[name];
}

/** The settings that are options of `createStub` as well. */
export const stubSettingNames = settingNames.filter((name): name is StubSettingName => settings[name].scope === 'stub');
