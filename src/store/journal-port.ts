import type { Issue, Warning } from '../contract/types.ts';
import type { Fault } from '../organizations/scenarios.ts';

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
