/** What a store is: the interfaces that the stores in memory and in SQL fulfil, and the types that they speak of. */
import type { Issue, UseCase, Warning } from '../contract/types.ts';

/** A stored use case with the version that an update must name. */
export interface StoredUseCase {
  readonly useCase: UseCase;
  /** Counts the changes, from 1. */
  readonly version: number;
}

/**
 * Where use cases are kept, organization by organization. Stored use cases are immutable: a change replaces them.
 * Everything is asynchronous because not every store will be in memory.
 */
export interface UseCaseStore {
  /**
   * Adds a use case under the organization's next number: 0, 1, 2 and so on. One that has its id already, since it
   * was put there, gives way.
   * @param build makes the use case, id included, from that number; a store that others share may call it again with
   *   another number
   */
  create(organizationId: string, build: (number: number) => UseCase): Promise<UseCase>;
  /**
   * Lets an organization begin with its generated use cases, before all others. Does nothing when it has begun. One
   * whose id has been put there already is left out.
   * @param startingUseCases is called only if they are needed
   * @returns something that is the same (`===`) for as long as the organization is neither cleared nor refilled
   */
  begin(organizationId: string, startingUseCases: () => Promise<readonly UseCase[]>): Promise<unknown>;
  /** Puts these in the place of all that an organization has. It has begun, then. */
  refill(organizationId: string, useCases: readonly UseCase[]): Promise<void>;
  /** Adds a use case that brings its id, or puts it in the place of the one that has it. */
  put(organizationId: string, useCase: UseCase): Promise<void>;
  find(organizationId: string, id: string): Promise<StoredUseCase | undefined>;
  /** How many use cases an organization has beside those that it began with. */
  count(organizationId: string): Promise<number>;
  /** All use cases of an organization in the order of their creation. */
  list(organizationId: string): Promise<readonly UseCase[]>;
  /**
   * Replaces a use case if nobody else has changed it since.
   * @param version the version that the change was made from
   * @returns whether it was replaced
   */
  replace(organizationId: string, useCase: UseCase, version: number): Promise<boolean>;
  /**
   * Removes a use case. The number that it was created under is not given to another one.
   * @returns whether there was such a one
   */
  remove(organizationId: string, id: string): Promise<boolean>;
  /** Forgets an organization, or all of them, so that it begins anew. Numbers start over. */
  clear(organizationId?: string): Promise<void>;
  /** Frees the memory that an organization takes; a store that keeps things elsewhere has no need of this. */
  forget?(organizationId: string): void;
}

/** Which requests a scenario is about. All that is named has to be so. */
export interface ScenarioMatch {
  /** The operation's id in the contract. */
  readonly operation?: string;
  /** A header that the request must have, with this value if one is given. */
  readonly header?: { readonly name: string; readonly value?: string };
  /** What the body must have in it, at any rate: objects may have more, lists may not. */
  readonly body?: unknown;
}

/** How long an answer waits, in milliseconds. */
export type Delay =
  | { readonly distribution: 'fixed'; readonly ms: number }
  | { readonly distribution: 'uniform'; readonly from: number; readonly to: number }
  /** As latencies really are: half of them below the median, few of them far above. */
  | { readonly distribution: 'log-normal'; readonly median: number; readonly sigma: number };

/** A way in which an answer can be broken. */
export const faults = ['reset', 'empty', 'truncated', 'malformed', 'slow'] as const;
export type Fault = (typeof faults)[number];

/** A planned misbehaviour of the API towards one organization. */
export interface Scenario {
  /** Why it is there; the `stub-state` header repeats it, so that nobody takes it for a real failure. */
  readonly because: string;
  /** Default: every request. */
  readonly match?: ScenarioMatch;
  /** Answer with this status. */
  readonly status?: number;
  /** Headers of that answer, beside those of the contract's example. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Pretend that the API key is nobody's. */
  readonly keyUnknown?: boolean;
  /** Whether a state started it. */
  readonly fromState?: boolean;
  readonly delay?: Delay;
  readonly fault?: Fault;
  /** For so many requests; without it until it is ended. */
  readonly times?: number;
  /** How likely a request is to be hit, from 0 to 1. Default: 1. */
  readonly probability?: number;
  /** What decides which ones are hit. Default: 1. */
  readonly seed?: number;
}

/** A scenario that has been started. */
export interface RunningScenario extends Scenario {
  readonly id: string;
  /** Requests that it still applies to; null stands for all that come. */
  readonly left: number | null;
}

/** Where the scenarios of organizations are kept. Replicas that share one count together. */
export interface ScenarioStore {
  /** Starts a scenario; one of the same reason gives way to it. */
  start(organizationId: string, scenario: Scenario): Promise<RunningScenario>;
  /** Those that still apply, in the order of their start. */
  list(organizationId: string): Promise<readonly RunningScenario[]>;
  /**
   * Counts a request that a scenario is about.
   * @returns how many such requests there have been, this one included; undefined when the scenario has ended
   */
  count(organizationId: string, id: string): Promise<number | undefined>;
  /** Takes one off what is left. @returns false when nothing was left */
  use(organizationId: string, id: string): Promise<boolean>;
  /** Ends one scenario, or all. @returns how many there were */
  end(organizationId: string, id?: string): Promise<number>;
  /** Ends the scenarios of all organizations. */
  clear(): Promise<void>;
  /** Frees the memory that an organization takes. */
  forget?(organizationId: string): void;
}

/** Who decided what a reply is like, when it is not the operation's own. */
export interface Cause {
  /** A scenario, a state that plans failures, a preference of the client, or the rate limit; `fault`: the reply was
   * broken on purpose; `client-gone`: the client hung up before it was answered. */
  readonly kind: 'scenario' | 'state' | 'preference' | 'rate-limit' | 'fault' | 'client-gone';
  /** The scenario's or state's reason, or the preferences. */
  readonly because?: string;
  /** How the reply was broken. */
  readonly fault?: Fault;
}

/** Whether a request went through, was refused for what it was, or met a planned or real failure. */
export type Verdict = 'accepted' | 'refused' | 'failed';

/** What is remembered of a request and its reply. */
export interface JournalEntry {
  /** Counts the entries of one journal, from 1. */
  readonly number: number;
  /** When it came in, as ISO 8601. */
  readonly time: string;
  /** As `x-request-id` in the reply and in the log. */
  readonly requestId: string;
  readonly method: string;
  /** The request's target as it came in, query included. */
  readonly url: string;
  readonly operationId?: string;
  readonly verdict: Verdict;
  readonly status: number;
  /** Id in the catalogue of errors. */
  readonly error?: string;
  /** Why the API misbehaved towards the request, as `stub-state` in the reply. */
  readonly misbehaving?: string;
  /** How the answer was broken, as planned. */
  readonly fault?: Fault;
  /** The client hung up before it was answered. */
  readonly clientGone?: true;
  /** Who decided what the reply is like; absent when it is the operation's own. */
  readonly cause?: Cause;
  /** From the end of the request's head to the reply handed over. */
  readonly milliseconds: number;
  readonly issues: readonly Issue[];
  readonly warnings: readonly Warning[];
  /** Headers of the request; API keys are masked. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text, cut to 16,384 characters. */
  readonly body?: string;
  /** The reply's body as text, cut likewise. */
  readonly reply?: string;
}

/** A look at an organization's journal. */
export interface JournalPage {
  /** Oldest first. */
  readonly entries: readonly JournalEntry[];
  /** Number of the latest entry there has been. */
  readonly latest: number;
  /** How often the journal was emptied. */
  readonly emptied: number;
}

/** Which entries to look at. */
export interface JournalRange {
  /** Only those with a greater number. Default: 0. */
  readonly after?: number;
  /** At most so many, the latest. Default: all. */
  readonly most?: number;
}

/** Where entries are looked up; replicas that share one find each other's in it. */
export interface JournalReader {
  read(organizationId: string, range?: JournalRange): JournalPage | Promise<JournalPage>;
  /** Forgets an organization's entries. Numbers go on. */
  empty(organizationId: string): void | Promise<void>;
}

/** Where entries are written as well, so that others find them. Nobody waits for that. */
export interface SharedJournal extends JournalReader {
  /**
   * @param entry makes the entry, once there is time for that; its number does not count
   * @param size how many entries of the organization are kept
   */
  add(organizationId: string, entry: () => JournalEntry, size: number): void;
  /** @param organizationId undefined for all */
  empty(organizationId?: string): void | Promise<void>;
}

/**
 * The store cannot be reached, opened or written. The message is one line that says what and, where anybody can mend
 * it, how; it never holds a password. Whoever answers requests tells this error by its name.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** The store did not answer in time, be it that it is in trouble or that it was asked for much. */
export class StoreSlow extends StoreUnavailable {}
