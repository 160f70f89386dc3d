import type { Contract } from './contract/contract.ts';
import type { Metrics } from './serve/metrics.ts';
import type { Logger } from './serve/record.ts';
import type { Fixtures, FixtureSet } from './organizations/fixtures/fixture.ts';
import type { ScenarioStore, SharedJournal, UseCaseStore } from './store/port.ts';
import type { Notice } from './admin/notices.ts';
import type { KnownKey } from './organizations/organizations.ts';
import type { RateLimit } from './organizations/rate-limit.ts';
import type { ValidationLevel } from './use-cases/rules/rule-book.ts';

/** How a stub behaves; each setting has a flag of the command line of the same name. */
export interface StubOptions {
  /** The only API keys that are let in. Default: every key is. */
  readonly apiKeys?: readonly (string | KnownKey)[];
  /** What generated values derive from; another whole number gives another world. Default: 1. */
  readonly seed?: number;
  /** Use cases that each organization starts with. Default: 12. */
  readonly seedCount?: number;
  /** Whether a create fills what the client left out with realistic values. Default: false. */
  readonly dynamic?: boolean;
  /** Default: `standard`. */
  readonly validation?: ValidationLevel;
  /** Whether pages of other origins may use the stub. Default: true. */
  readonly cors?: boolean;
  /** Most bytes that a body may have. Default: 1,048,576. */
  readonly maxBody?: number;
  /** Requests that are remembered for each organization. Default: 1,000. */
  readonly journalSize?: number;
  /** Bytes that all remembered requests together may take, about. Default: 67,108,864. */
  readonly journalBytes?: number;
  /** Organizations that are remembered; the one that has been idle for longest goes first. Default: 10,000. */
  readonly maxOrganizations?: number;
  /** Use cases that an organization may create. Default: 100,000. */
  readonly maxUseCases?: number;
  /** How many requests each organization may send, in how many seconds. Default: as many as it likes. */
  readonly rateLimit?: RateLimit;
  /** Gets a line for each request. Default: none. */
  readonly logger?: Logger;
  /** What to serve; see `loadContract`. Default: the built-in contract. */
  readonly contract?: Contract;
  /**
   * Use cases that organizations start with in place of generated ones: plain data, or files by `loadFixtures`.
   * Default: none.
   */
  readonly fixtures?: Fixtures | FixtureSet;
  /** Where use cases are kept. Default: in memory. */
  readonly store?: UseCaseStore;
  /** Where scenarios are kept. Default: in memory. */
  readonly scenarios?: ScenarioStore;
  /** Fails, with the reason, while the store cannot be reached; `GET /__stub/ready` asks it. */
  readonly ready?: () => Promise<void>;
  /** Whether the stub's own routes about organizations can be used. Default: true. */
  readonly admin?: boolean;
  /** Host names under which browsers may use them, beside localhost, addresses, and names without a dot. */
  readonly allowHosts?: readonly string[];
  /** What they want in the header `stub-admin-key`, even if `admin` is false. Default: nothing. */
  readonly adminKey?: string;
  /** Where requests are remembered as well, so that replicas find each other's. Default: nowhere. */
  readonly sharedJournal?: SharedJournal;
  /** What is wrong with files that are followed; the stub's own routes show it. Default: nothing. */
  readonly notices?: () => readonly Notice[];
  /** Keeps figures about requests, see `createMetrics`. Default: none are kept. */
  readonly metrics?: Metrics;
}
