/** What a store is: the interfaces that the stores in memory and in SQL fulfil, and the types that they share. */
import type { Pool } from '../lib/budget.ts';
import type { Issue, Trust, UseCase, Warning } from '../contract/types.ts';

/** A stored use case with the version that an update must name. */
export interface StoredUseCase {
  readonly useCase: UseCase;
  /** Counts the changes, from 1. */
  readonly version: number;
}

/** What an organization begins with. */
export interface Beginning {
  /** Its initial use cases, which `count` leaves out. */
  readonly useCases: readonly UseCase[];
  /** What states have put there besides, which `count` counts. Their ids are others. */
  readonly put: readonly UseCase[];
  /** In the order of their start. They replace running ones with the same reason. */
  readonly scenarios: readonly Scenario[];
}

/** Stores the use cases of organizations. A stored use case is immutable: a change replaces it. */
export interface UseCaseStore {
  /**
   * Adds a use case under the organization's next number: 0, 1, 2 and so on. A use case that was `put` earlier with the
   * same id is replaced.
   * @param build makes the use case, id included, from its number. A store that other processes share may call it
   *   again with another number. What it throws, `create` throws.
   */
  create(organizationId: string, build: (number: number) => UseCase): Promise<UseCase>;
  /**
   * Gives an organization its initial use cases, listed before all others. Does nothing when it has them already. An
   * initial use case is left out when a use case with its id was `put` earlier.
   * @param initialUseCases is only called when the use cases are needed. `isAgain`: the organization had them, and the
   *   store dropped them to make room; only stores in memory do.
   * @returns a mark of this initialization. It stays the same (`===`) until `clear` or `refill`, or until they are dropped.
   */
  initialize(
    organizationId: string,
    initialUseCases: (isAgain?: boolean) => Promise<readonly UseCase[]>,
  ): Promise<unknown>;
  /**
   * Like `initialize`, and starts scenarios in the same step: other processes see all of it or nothing, also when this
   * one is killed. A stub calls it only if it uses the same `scenarios`; stores in memory do not have it.
   */
  begin?(organizationId: string, beginning: () => Promise<Beginning>): Promise<unknown>;
  /** Where `begin` starts scenarios. */
  readonly scenarios?: ScenarioStore;
  /** Replaces everything that an organization has, as its initial use cases. */
  refill(organizationId: string, useCases: readonly UseCase[]): Promise<void>;
  /** Adds a use case that has its id already, or replaces the use case with that id. */
  put(organizationId: string, useCase: UseCase): Promise<void>;
  find(organizationId: string, id: string): Promise<StoredUseCase | undefined>;
  /** @returns how many use cases an organization has, its initial ones not counted */
  count(organizationId: string): Promise<number>;
  /** @returns all use cases of an organization in the order of their creation */
  list(organizationId: string): Promise<readonly UseCase[]>;
  /**
   * Reads the same list in pages, so that a long one is never in memory as a whole. Stores in memory do not have it.
   *
   * @returns pages of the JSON of use cases; it throws where the organization is cleared or refilled in between
   */
  pages?(organizationId: string): AsyncGenerator<readonly string[], void>;
  /**
   * Replaces a use case unless it was changed in the meantime.
   * @param version the version that the change is based on
   * @returns whether it was replaced
   */
  replace(organizationId: string, useCase: UseCase, version: number): Promise<boolean>;
  /**
   * Removes a use case. Its number is not used again.
   * @returns whether the use case existed
   */
  remove(organizationId: string, id: string): Promise<boolean>;
  /** Removes an organization, or all of them, as if it had never existed. Numbers start again at 0. */
  clear(organizationId?: string): Promise<void>;
  /** Frees the memory that an organization takes. Only stores in memory have it. */
  forget?(organizationId: string): void;
  /**
   * Counts what is stored from now on in a pool, and throws OverBudget where that has no room. Stores in a database have
   * limits of their own, and count there only what they refuse.
   */
  countIn?(pool: Pool): void;
}

/** Which requests a scenario applies to. A request must match every condition that is given. */
export interface ScenarioMatch {
  /** The operation's id in the contract. */
  readonly operation?: string;
  /** A header that the request must have, with this value if one is given. */
  readonly header?: { readonly name: string; readonly value?: string };
  /** A part that the body must contain. Objects of the body may have more properties, lists must match exactly. */
  readonly body?: unknown;
}

/** How long a reply is delayed, in milliseconds. */
export type Delay =
  | { readonly distribution: 'fixed'; readonly ms: number }
  | { readonly distribution: 'uniform'; readonly from: number; readonly to: number }
  /** Like real latencies: half of the delays are below the median, a few far above it. */
  | { readonly distribution: 'log-normal'; readonly median: number; readonly sigma: number };

/** The ways to break a reply. */
export const faults = ['reset', 'empty', 'truncated', 'malformed', 'slow'] as const;
export type Fault = (typeof faults)[number];

/** What happens to a request that a scenario applies to. */
export interface ScenarioOutcome {
  /** The status to reply with. */
  readonly status?: number;
  /** Name of the contract's example for that status. Default: its first one. */
  readonly example?: string;
  /** Body of that reply, in place of an example. */
  readonly body?: unknown;
  /** Headers of that reply, by their names in lower case, added to those of the contract's example. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly delay?: Delay;
  readonly fault?: Fault;
}

/** One step of a sequence. A step without an outcome lets the request pass. */
export interface ScenarioStep extends ScenarioOutcome {
  /** How many requests it applies to. Default: 1. */
  readonly times?: number;
}

/** A planned misbehaviour of the API towards one organization. */
export interface Scenario extends ScenarioOutcome {
  /** The reason. The `stub-state` header repeats it, so that a planned failure is not taken for a real one. */
  readonly because: string;
  /** Default: every request. */
  readonly match?: ScenarioMatch;
  /** One outcome after the other, in place of an outcome of its own. */
  readonly steps?: readonly ScenarioStep[];
  /** Status, body and headers may be such as the contract does not have. */
  readonly outsideContract?: boolean;
  /** Treat the API key as unknown. */
  readonly keyUnknown?: boolean;
  /** A provider state started it. */
  readonly fromState?: boolean;
  /** Does nothing to requests: it remembers a provider state that only changed use cases. */
  readonly onlyData?: boolean;
  /** What a provider state answered, without lists, which every request would read. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** ISO 8601. */
  readonly startedAt?: string;
  /**
   * How many requests it applies to. Default: all, until the scenario is ended. With steps: how often the sequence runs;
   * default: once.
   */
  readonly times?: number;
  /** The probability that it applies to a request that matches, from 0 to 1. Default: 1. */
  readonly probability?: number;
  /** Seed of the random choice of requests. Default: 1. */
  readonly seed?: number;
}

/** A scenario that has been started. */
export interface RunningScenario extends Scenario {
  readonly id: string;
  /** How many requests it still applies to. Null: no limit. */
  readonly left: number | null;
}

/** @returns how many requests a scenario applies to; null: no limit. Requests that a step lets pass count as well */
export function usesOf({ times, steps }: Pick<Scenario, 'times' | 'steps'>): number | null {
  if (steps === undefined) return times ?? null;
  return (times ?? 1) * steps.reduce((sum, step) => sum + (step.times ?? 1), 0);
}

/** The organization has as many scenarios as it may. */
export class TooManyScenarios extends Error {
  override readonly name = 'TooManyScenarios';

  /** @param most how many may run */
  constructor(most: number) {
    super(
      `is one too many: ${most} scenarios are running; end one by DELETE /__stub/scenarios/{id}, or all by DELETE /__stub/scenarios`,
    );
  }
}

/** Stores the scenarios of organizations. Replicas that share a store count their requests together. */
export interface ScenarioStore {
  /**
   * Starts a scenario. It replaces a running scenario with the same reason.
   *
   * @param most how many may run then, those with `onlyData` not counted; default: any number
   * @throws TooManyScenarios when there would be more
   */
  start(organizationId: string, scenario: Scenario, most?: number): Promise<RunningScenario>;
  /** @returns the running scenarios in the order of their start */
  list(organizationId: string): Promise<readonly RunningScenario[]>;
  /**
   * Counts a request that matches a scenario.
   * @returns how many requests have matched, this one included; undefined when the scenario has ended
   */
  count(organizationId: string, id: string): Promise<number | undefined>;
  /**
   * Takes one off the number of requests that are left.
   * @returns how many are left then; undefined when none was left
   */
  use(organizationId: string, id: string): Promise<number | undefined>;
  /** Ends one scenario, or all of an organization. @returns how many were ended */
  end(organizationId: string, id?: string): Promise<number>;
  /** Ends the scenarios of all organizations. */
  clear(): Promise<void>;
  /** Frees the memory that an organization takes. Only stores in memory have it. */
  forget?(organizationId: string): void;
  /**
   * Counts what is stored from now on in a pool, and throws OverBudget where that has no room. Stores in a database hold
   * all that is in it against the pool's limit, and count there only what they refuse.
   */
  countIn?(pool: Pool): void;
}

/** What decided on a reply, when it is not the operation's own. `causeInWords` says it in words. */
export interface Cause {
  /**
   * A scenario, a state that plans failures, a preference of the client, the rate limit, or Prism, which mocks
   * operations without a handler. `client-gone`: the client closed the connection before the reply.
   * `real-api`: the service behind a proxy answered.
   */
  readonly kind: 'scenario' | 'state' | 'preference' | 'rate-limit' | 'prism' | 'client-gone' | 'real-api';
  /** The reason of the scenario or state, or the preferences. */
  readonly because?: string;
  /** The status, where the cause decided on it. */
  readonly status?: number;
  /** How the reply was broken as planned. */
  readonly fault?: Fault;
  /** Milliseconds that the reply waited as planned. */
  readonly delay?: number;
}

/**
 * `accepted`: the request succeeded. `refused`: the request was wrong. `failed`: a real failure, or a planned one,
 * whatever its status is: a planned 400 does not say that the client was wrong, nor a broken 200 that all went well.
 */
export type Verdict = 'accepted' | 'refused' | 'failed';

/** Where a request came from, when it was not a client: the stub's console, or a browser that asked by itself. */
export const origins = ['console', 'browser'] as const;
export type Origin = (typeof origins)[number];

/** Organization id of requests whose API key is missing or unknown. */
export const ANONYMOUS = '0'.repeat(24);

/** What the journal records of a request and its reply. Of a refusal without issues it says how far that can be trusted. */
export interface JournalEntry extends Trust {
  /** Counts the entries of one organization's journal, from 1. */
  readonly number: number;
  /** When the request arrived, as ISO 8601. */
  readonly time: string;
  /** The same as `x-request-id` in the reply and in the log. */
  readonly requestId: string;
  readonly method: string;
  /** The request's target as it was sent, with its query. */
  readonly url: string;
  readonly operationId?: string;
  readonly verdict: Verdict;
  readonly status: number;
  /** Id in the catalogue of errors. */
  readonly error?: string;
  /**
   * `console`: sent by the stub's console. `browser`: an address that was typed in, or an icon that a browser looks for.
   * Absent: a client's own request. Coverage counts only those.
   */
  readonly from?: Origin;
  /** Network address of the client. Absent where there is no network in between. */
  readonly client?: string;
  /** What decided on the reply. Absent when the reply is the operation's own. */
  readonly cause?: Cause;
  /** Milliseconds from the end of the request's head until the reply was handed to the platform. */
  readonly milliseconds: number;
  readonly issues: readonly (Issue & Trust)[];
  readonly warnings: readonly (Warning & Trust)[];
  /** Headers of the request. API keys are masked. */
  readonly headers: Readonly<Record<string, string>>;
  /** The request's body as text, cut to 16,384 characters. Absent when it was not read: without a valid API key, or too large. */
  readonly body?: string;
  /** Headers of the reply, with secrets masked. Absent when the connection was closed before them. */
  readonly replyHeaders?: Readonly<Record<string, string>>;
  /** The reply's body as text, cut to 16,384 characters. */
  readonly reply?: string;
}

/** Some entries of an organization's journal. */
export interface JournalPage {
  /** Oldest first. */
  readonly entries: readonly JournalEntry[];
  /** Number of the latest entry that was ever added. */
  readonly latest: number;
  /** How often the journal has been emptied. */
  readonly emptied: number;
  /** How often replicas have changed use cases without a request to the API. Only of a journal that they share. */
  readonly changes?: number;
}

/** Which entries to read. */
export interface JournalRange {
  /** Only entries with a greater number. Default: 0. */
  readonly after?: number;
  /** At most this many, the latest ones. Default: all. */
  readonly most?: number;
  /** Whether requests of the last quarter of a second may be missing, as for those who read again and again. */
  readonly late?: boolean;
}

/** Reads and empties journals. */
export interface JournalReader {
  read(organizationId: string, range?: JournalRange): JournalPage | Promise<JournalPage>;
  /** Removes an organization's entries. Later entries continue the numbers. */
  empty(organizationId: string): void | Promise<void>;
}

/** How often an organization got each status of each operation. */
export interface StatusCounts {
  /** When counting began, as ISO 8601. Absent: when the stub was started. */
  readonly since?: string;
  /** By operation and status. */
  readonly counts: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

/** An organization that has sent requests, without its API key. */
export interface SeenOrganization {
  readonly id: string;
  /** Masked. */
  readonly key: string;
  /** When it sent the latest one, as ISO 8601. */
  readonly seenAt: string;
}

/** A request, for the journal that replicas share. */
export interface SharedRequest {
  /** Makes its entry when that is written; the number is ignored. */
  readonly entry: () => JournalEntry;
  /** About how much memory the entry takes until then. */
  readonly bytes: number;
  /** How many entries the journal of the organization keeps. */
  readonly size: number;
  /** For the list of organizations: the API key, masked, and when the request came. Absent: it is not listed for this. */
  readonly seen?: { readonly key: () => string; readonly at: number };
  /** The operations for which its status counts. */
  readonly counted: readonly string[];
  readonly status: number;
}

/**
 * What replicas share besides use cases and scenarios: journals, coverage, and the list of organizations. Requests do
 * not wait until they are written.
 */
export interface SharedJournal extends JournalReader {
  add(organizationId: string, request: SharedRequest): void;
  /** Counts a change of an organization's use cases that came from no request to the API; `read` then tells of it. */
  countChange?(organizationId: string): void;
  /** Counts what is not written yet in a pool. What it has no room for is dropped. */
  countIn?(pool: Pool): void;
  /** @param organizationId undefined: all organizations, with their coverage and the list of them */
  empty(organizationId?: string): void | Promise<void>;
  statusCounts(organizationId: string): Promise<StatusCounts>;
  /** @returns those that were seen last, the latest first; a hundred at most */
  organizations(): Promise<readonly SeenOrganization[]>;
  /** @returns why the journal cannot be read or written at present; undefined when it can */
  trouble(): Promise<string | undefined>;
}

/**
 * The store cannot be reached, opened or written. The message is one line that says what is wrong and, where possible,
 * how to mend it. It never contains a password. Stores of other packages may throw an error of the same name.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** The store did not answer in time. */
export class StoreSlow extends StoreUnavailable {}
