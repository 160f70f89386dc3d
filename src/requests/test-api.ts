/** What a test asks about the requests of its client: in a program, with the words of the routes below `/__stub/requests`. */
import { adminContract } from '../contract/built-in.ts';
import type { Contract, Operation, UnknownProperty } from '../contract/contract.ts';
import { bodyIssues } from '../contract/issues.ts';
import type { Issue } from '../contract/types.ts';
import { isObject } from '../lib/guards.ts';
import { didYouMean } from '../lib/nearest-name.ts';
import { toPointer } from '../lib/json-pointer.ts';
import type { JournalEntry } from '../store/port.ts';
import { ExpectationError, expectationIssues, found, unmet, type Expectation } from './expectation.ts';
import { queryIssues, type RequestQuery } from './query.ts';
import { waitForRequest, type WatchedJournal } from './wait.ts';

/** How long to wait. */
export interface WaitOptions {
  /** Milliseconds of real time, whatever the clock of the stub says. Default: 5,000; at most 60,000. */
  readonly within?: number;
  /** Ends the wait, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Assertions on what the client of an API key has sent. Each rejects with an `ExpectationError` when it does not hold. */
export interface RequestExpectations {
  /** At least one request is as the query says, or with `times` exactly so many. */
  toHaveReceived(query: RequestQuery, options?: { readonly times?: number }): Promise<void>;
  /** Exactly one request is as the query says. */
  toHaveReceivedOnce(query: RequestQuery): Promise<void>;
  /** No request is as the query says. */
  toHaveReceivedNever(query: RequestQuery): Promise<void>;
  /** There are requests as these queries say, one after the other; others may come between them. */
  toHaveReceivedInOrder(queries: readonly RequestQuery[], options?: { readonly since?: number }): Promise<void>;
}

/** Questions about what clients have sent. Requests of the console, and those that a browser makes by itself, do not count. */
export interface TestApi {
  /**
   * The requests of an API key, oldest first, as `POST /__stub/requests/search` gives them.
   *
   * @param query which ones; default: all
   * @throws TypeError for a query that cannot be meant, such as an operation that the contract does not have
   */
  requests(apiKey: string, query?: RequestQuery): Promise<JournalEntry[]>;
  /** The number of the latest request of an API key, for `since`: what came before it then counts no more. */
  mark(apiKey: string): Promise<number>;
  /**
   * Waits for a request of an API key, as `POST /__stub/requests/wait` does. One that is there already counts, unless
   * `since` excludes it.
   *
   * @returns the first request that is as the query says
   * @throws ExpectationError when none came in time, or the stub was closed
   * @throws TypeError as `requests` does
   */
  waitForRequest(apiKey: string, query: RequestQuery, options?: WaitOptions): Promise<JournalEntry>;
  /** Assertions on what the client of an API key has sent, as `POST /__stub/requests/expect` makes them. */
  expect(apiKey: string): RequestExpectations;
}

/** What the questions are about. */
export interface TestSubject {
  readonly organizationIdOf: (apiKey: string) => string;
  readonly journal: WatchedJournal;
  readonly contract: () => Contract;
  readonly closing: () => AbortSignal;
}

export function createTestApi({ organizationIdOf, journal, contract, closing }: TestSubject): TestApi {
  const read = async (apiKey: string): Promise<readonly JournalEntry[]> =>
    (await journal.reader.read(organizationIdOf(apiKey))).entries;

  async function hold(apiKey: string, expected: Expectation, options: object = {}): Promise<void> {
    refuseNoOptions('stub.expect', options);
    const expectation = { ...options, ...expected };
    refuse('stub.expect', 'expectRequests', expectation, () => expectationIssues(expectation, contract()));
    const why = unmet(expectation, await read(apiKey));
    if (why) throw new ExpectationError(why);
  }

  return {
    async requests(apiKey, query = {}) {
      refuse('stub.requests', 'searchRequests', query, () => queryIssues(query, contract()));
      return found(query, await read(apiKey));
    },
    async mark(apiKey) {
      return (await journal.reader.read(organizationIdOf(apiKey), { most: 1 })).latest;
    },
    async waitForRequest(apiKey, query, options = {}) {
      refuseNoOptions('stub.waitForRequest', options);
      const { signal, within = 5_000, ...others } = options;
      const given = { ...others, request: query, within };
      refuse('stub.waitForRequest', 'waitForRequest', given, () => queryIssues(query, contract()));
      signal?.throwIfAborted();
      const client = {
        get isGone() {
          return signal?.aborted ?? false;
        },
        onGone(listener: () => void) {
          signal?.addEventListener('abort', listener);
          return () => signal?.removeEventListener('abort', listener);
        },
      };
      const id = organizationIdOf(apiKey);
      const { why, request } = await waitForRequest(id, query, within, journal, closing(), client);
      signal?.throwIfAborted();
      if (why) throw new ExpectationError(why);
      return request;
    },
    expect: (apiKey) => ({
      toHaveReceived: (request, options) => hold(apiKey, { request }, options),
      toHaveReceivedOnce: (request) => hold(apiKey, { request, times: 1 }),
      toHaveReceivedNever: (request) => hold(apiKey, { request, times: 0 }),
      toHaveReceivedInOrder: (inOrder, options) => hold(apiKey, { inOrder }, options),
    }),
  };
}

/** A number, for example, would be taken for options that say nothing. */
function refuseNoOptions(caller: string, options: unknown): void {
  if (!isObject(options)) throw new TypeError(`${caller}: the options must be an object, such as { times: 2 }`);
}

/**
 * Holds what a program gives against the schema of the route that takes the same.
 *
 * @param more what else is wrong with what fits the schema
 * @throws TypeError in one line
 */
function refuse(caller: string, route: string, given: unknown, more: () => readonly Issue[]): void {
  const operation = adminContract().operations.find(({ operationId }) => operationId === route) as Operation;
  const unknown: UnknownProperty[] = [];
  operation.stripUnknown(given, unknown);
  const inForm = [
    ...unknown.map(({ path, known }) => ({ path, message: `is not known; ${didYouMean(String(path.at(-1)), known)}` })),
    ...bodyIssues(operation, given),
  ];
  const issues = inForm.length === 0 ? more() : inForm;
  if (issues.length > 0)
    throw new TypeError(
      `${caller}: ${issues.map(({ path, message }) => `${toPointer(path)} ${message}`.trim()).join('; ')}`,
    );
}
