// Generated from src/settings/settings.ts by "npm run generate". Do not edit.
import type { AssumptionChoices } from '../contract/assumptions.ts';
import type { KnownKey } from '../organizations/organizations.ts';
import type { PlannedScenario } from '../organizations/planned-scenario.ts';
import type { RateLimit } from '../organizations/rate-limit.ts';
import type { StateWithParameters } from '../organizations/states/catalogue.ts';
import type { Delay } from '../store/port.ts';

/** Settings that `createStub` takes. Each is a flag and an environment variable of the command line as well. */
export interface StubSettings {
  /** Strict also refuses by assumed rules, standard warns of them, warn refuses nothing, off checks nothing. Default: standard. */
  readonly validation?: 'strict' | 'standard' | 'warn' | 'off';
  /** What the API does where no source says so, such as missing-key=400-zod. Default: what docs/reference/assumptions.md says. */
  readonly assume?: string | AssumptionChoices | readonly (string | AssumptionChoices)[];
  /** Fill what a create leaves out with realistic values. Default: false. */
  readonly dynamic?: boolean;
  /** API keys that are accepted; a name behind the last equals sign is optional. Default: every key is accepted. */
  readonly apiKey?: string | readonly (string | KnownKey)[];
  /** What generated values derive from. Default: 1. */
  readonly seed?: number;
  /** Use cases that each organization starts with. Default: 12. */
  readonly seedCount?: number;
  /** Whether organizations have the use cases of the contract's examples, for tools that send these requests. Default: false. */
  readonly withExamples?: boolean;
  /** Largest body of a request. Default: 1,048,576. */
  readonly maxBody?: number;
  /** Requests that the journal keeps for each organization. Default: 1000. */
  readonly journal?: number;
  /** About how much memory the journals of all organizations may take together, within "maxMemory". Default: 67,108,864. */
  readonly journalBytes?: number;
  /** About how much memory all that clients send and store may take together. Default: half of the heap that Node allows itself. */
  readonly maxMemory?: number;
  /** Organizations that are kept; the one that has been idle for longest is dropped first. Default: 10,000. */
  readonly maxOrganizations?: number;
  /** Use cases that an organization may create. Default: 100,000. */
  readonly maxUseCases?: number;
  /** How many requests each API key may send, such as 100/min. Default: no limit. */
  readonly rateLimit?: string | RateLimit;
  /** Frozen makes delays, Retry-After, rate limits and times in the journal stand still until the clock is advanced. Default: running. */
  readonly clock?: 'running' | 'frozen';
  /** State that organizations start in and are in again after a reset; its parameters stand behind its name. Default: none. */
  readonly state?: string | StateWithParameters | readonly (string | StateWithParameters)[];
  /** Scenario that runs from the start and again after a reset: the flags of "scenario start" as one text, or JSON. Default: none. */
  readonly scenario?: string | PlannedScenario | readonly (string | PlannedScenario)[];
  /** How long each reply waits: 800, between two times (100-500), or as latencies are spread (log-normal:120,0.6). Default: not at all. */
  readonly delay?: number | string | Delay;
  /** Whether pages of other origins may use the stub. Default: true. */
  readonly cors?: boolean;
  /** Whether the stub's own routes about organizations can be used without an admin key. Default: true. */
  readonly admin?: boolean;
  /** Key that those routes demand in the header stub-admin-key, even if "admin" is off. Default: none. */
  readonly adminKey?: string;
  /** Key by which the console may see all organizations, where there is no admin key. Default: one is made up and printed in the address of the console, in a terminal the same each time; none in programs. */
  readonly consoleKey?: string;
  /** Proxies in front of the stub whose x-forwarded-for tells the address of a client, for log and journal. Default: 0. */
  readonly trustProxy?: number;
  /** Host names by which browsers may use the stub's own routes. Default: localhost, addresses and names without a dot. */
  readonly allowHost?: string | readonly string[];
}

/** What a configuration file may say: the settings of a stub, and those of the command line. */
export interface StubConfig extends StubSettings {
  /** Port to listen on; 0 picks a free one. Default: 4010. */
  readonly port?: number;
  /** Address to listen on. Default: 127.0.0.1. */
  readonly host?: string;
  /** OpenAPI 3.1 document whose operations are served as well; Prism mocks those without a handler. */
  readonly spec?: string;
  /** JSON or YAML with the use cases that organizations start with. */
  readonly fixtures?: string | readonly string[];
  /** What "use-case-stub probe" found out about the real API, to do as it does; off for nothing. Default: use-case-stub.fidelity.json beside the configuration file, or in the working directory. */
  readonly fidelity?: string | false;
  /** Where use cases and scenarios are kept: memory, sqlite:FILE, or postgres://user:password@host:port/database. Default: memory. */
  readonly store?: string;
  /** Full waits for the disk with every write; normal may lose the last ones in a power cut. Default: full. */
  readonly sqliteSynchronous?: 'full' | 'normal';
  /** About how many bytes of use cases a database may hold; each API key may have a quarter. Default: 1,073,741,824. */
  readonly useCaseBytes?: number;
  /** Most connections to PostgreSQL. Default: 10. */
  readonly postgresConnections?: number;
  /** How long a statement may take in PostgreSQL. Default: 4000. */
  readonly postgresTimeout?: number;
  /** Whether statements are prepared; auto does without behind a pooler such as PgBouncer. Default: auto. */
  readonly postgresPrepare?: 'auto' | 'on' | 'off';
  /** How long to wait at start for a PostgreSQL that cannot be reached or is starting. Default: 30,000. */
  readonly postgresWait?: number;
  /** What tells this replica from others in metrics, as their label "instance". Default: the host name of the machine. */
  readonly instance?: string;
  /** How requests are logged to stderr; auto is pretty in a terminal and json elsewhere. Default: auto. */
  readonly log?: 'auto' | 'pretty' | 'json' | 'off';
  /** How long requests under way, and closing the store, may take after a signal and after the time of "drainLinger". Default: 5000. */
  readonly drainTimeout?: number;
  /** How long to go on listening after a signal, so that load balancers notice before they are refused. Default: 0. */
  readonly drainLinger?: number;
  /** Follow the files of "spec" and "fixtures"; edits are live and no state is lost. Default: false. */
  readonly watch?: boolean;
  /** Open the console in the default browser, except in CI. Default: false. */
  readonly open?: boolean;
  /** Print the address as JSON instead of the banner. Default: false. */
  readonly json?: boolean;
}
