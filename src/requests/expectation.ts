/** What a test expects of the requests that a client sent, and what it is told when they are not so. */
import type { Contract } from '../contract/contract.ts';
import { standingInBrackets } from '../contract/standing.ts';
import type { Issue } from '../contract/types.ts';
import { toPointer } from '../lib/json-pointer.ts';
import { short } from '../lib/plain-text.ts';
import type { JournalEntry } from '../store/port.ts';
import { sideBySide } from './match.ts';
import { bodyOf, describeQuery, differencesOf, queryIssues, type Difference, type RequestQuery } from './query.ts';

/** What is expected: a request like this, so many of them, or requests like these one after the other. */
export type Expectation =
  | { readonly request: RequestQuery; readonly times?: number }
  | { readonly inOrder: readonly RequestQuery[]; readonly since?: number };

/** A request that is almost as expected. */
export interface NearMiss {
  readonly request: JournalEntry;
  readonly differences: readonly Difference[];
}

/** Why an expectation is not met. */
export interface UnmetExpectation {
  /** Several lines: what was expected, the nearest requests with every difference, and what the client sent instead. */
  readonly message: string;
  /** What was expected, and what came nearest, cut to what was asked for: test runners show a diff of the two. */
  readonly expected: unknown;
  readonly actual: unknown;
  /** The nearest first. */
  readonly nearest: readonly NearMiss[];
  /** The latest requests, oldest first. */
  readonly received: readonly JournalEntry[];
}

const MOST_NEAREST = 3;
const MOST_RECEIVED = 10;
const MOST_FINDINGS = 5;

/** The requests of clients that a query finds, oldest first. */
export function found(query: RequestQuery, entries: readonly JournalEntry[]): JournalEntry[] {
  return ofClients(entries).filter((entry) => isAsAsked(query, entry));
}

/**
 * Holds an expectation against a journal.
 *
 * @param entries oldest first
 * @param waited milliseconds that the requests had time to come, for the message
 * @returns why it is not met; undefined when it is
 */
export function unmet(
  expectation: Expectation,
  entries: readonly JournalEntry[],
  waited?: number,
): UnmetExpectation | undefined {
  if ('inOrder' in expectation) return outOfOrder(expectation.inOrder, ofClients(entries, expectation.since));
  const { request: query, times } = expectation;
  const matching = found(query, entries);
  if (times === undefined ? matching.length > 0 : matching.length === times) return undefined;
  const received = ofClients(entries, query.since);
  const wanted = describeQuery(query);
  if (matching.length > 0) {
    const message = [
      `Expected ${times === 0 ? 'no request' : count(times ?? 1)}: ${wanted}`,
      `Received ${matching.length}${matching.length > MOST_RECEIVED ? `, the last ${MOST_RECEIVED} of them` : ''}:`,
      ...matching.slice(-MOST_RECEIVED).map(line),
    ].join('\n');
    const last = received.slice(-MOST_RECEIVED);
    return { message, expected: times, actual: matching.length, nearest: [], received: last };
  }
  const within = waited === undefined ? '' : ` within ${waited} ms`;
  const head = `Expected ${times === undefined ? 'a request' : count(times)}${within}: ${wanted}`;
  return missing(query, head, received);
}

/** Finds each query after the request that the one before it found. */
function outOfOrder(queries: readonly RequestQuery[], received: readonly JournalEntry[]): UnmetExpectation | undefined {
  let from = 0;
  for (const [index, query] of queries.entries()) {
    const at = received.findIndex((entry, place) => place >= from && isAsAsked(query, entry));
    if (at >= 0) {
      from = at + 1;
      continue;
    }
    const before = received[from - 1];
    const earlier = received.slice(0, from).filter((entry) => isAsAsked(query, entry));
    const after = before === undefined ? '' : ` after #${before.number}`;
    const came =
      earlier.length === 0 ? '' : `\nIt came earlier: ${earlier.map(({ number }) => `#${number}`).join(', ')}`;
    const head = `Expected ${queries.length} requests in order; number ${index + 1} did not come${after}: ${describeQuery(query)}${came}`;
    return missing(query, head, received, ofClients(received.slice(from), query.since));
  }
  return undefined;
}

function isAsAsked(query: RequestQuery, entry: JournalEntry): boolean {
  return entry.number > (query.since ?? 0) && differencesOf(query, entry).length === 0;
}

/** @param candidates the requests among which it could have been */
function missing(
  query: RequestQuery,
  head: string,
  received: readonly JournalEntry[],
  candidates: readonly JournalEntry[] = received,
): UnmetExpectation {
  const nearest = nearestOf(query, candidates);
  const last = received.slice(-MOST_RECEIVED);
  const shown = last.length < received.length ? `the last ${last.length} of ${received.length}` : String(last.length);
  const message = [
    head,
    ...(nearest.length > 0 ? ['', 'Nearest:'] : []),
    ...nearest.flatMap(({ request, differences }) => [line(request), ...differences.map(differenceLine)]),
    '',
    ...(received.length === 0 ? ['The client sent no request.'] : [`The client sent (${shown}):`]),
    ...last.flatMap((entry) => [line(entry), ...findingLines(entry)]),
  ].join('\n');
  const sides = diffOf(query, nearest[0]?.request);
  return { message, expected: sides.expected, actual: sides.received, nearest, received: last };
}

/** Requests to the same operation, those with fewer differences first, then the later ones. */
function nearestOf(query: RequestQuery, received: readonly JournalEntry[]): readonly NearMiss[] {
  return received
    .map((request) => ({ request, differences: differencesOf(query, request) }))
    .filter(({ differences }) => differences.every(({ part }) => part !== 'operation'))
    .sort(
      (one, other) => one.differences.length - other.differences.length || other.request.number - one.request.number,
    )
    .slice(0, MOST_NEAREST);
}

/** Both sides, with nothing but what the query asks. */
function diffOf(query: RequestQuery, nearest: JournalEntry | undefined): { expected: unknown; received: unknown } {
  const { since: _, ...expected } = query;
  if (nearest === undefined) return { expected, received: undefined };
  const { operationId: operation, verdict, status, headers } = nearest;
  return sideBySide(expected, { operation, verdict, status, headers, body: bodyOf(nearest) });
}

function ofClients(entries: readonly JournalEntry[], since = 0): JournalEntry[] {
  return entries.filter(({ number, from }) => number > since && from === undefined);
}

function line(entry: JournalEntry): string {
  const { number, method, url, operationId, status, verdict } = entry;
  return `  #${number} ${method} ${short(url, 80)}${operationId === undefined ? '' : ` ${operationId}`}: ${status} ${verdict}${standingInBrackets(entry)}`;
}

function differenceLine({ part, pointer, expected, received }: Difference): string {
  const place = pointer === '' ? part : `${part} ${pointer}`;
  return `       ${place}: expected ${expected}, received ${received ?? 'nothing'}`;
}

/** What the stub found wrong with a request. */
function findingLines({ issues, warnings }: JournalEntry): string[] {
  const all = [...issues, ...warnings].map(
    ({ path, message, ...trust }) =>
      `       ${toPointer(path) || 'body'} ${short(message)}${standingInBrackets(trust)}`,
  );
  return all.length <= MOST_FINDINGS
    ? all
    : [...all.slice(0, MOST_FINDINGS), `       and ${all.length - MOST_FINDINGS} more`];
}

function count(times: number): string {
  return times === 1 ? 'exactly one request' : `exactly ${times} requests`;
}

/** What is wrong with an expectation beyond what its schema in openapi/admin.yaml says. */
export function expectationIssues(expectation: object, contract: Contract): Issue[] {
  const { request, times, inOrder, since } = expectation as Partial<Record<string, unknown>>;
  const issue = (path: string[], message: string): Issue => ({ code: 'custom', path, message });
  if ((request === undefined) === (inOrder === undefined)) return [issue([], 'needs either "request" or "inOrder"')];
  if (inOrder !== undefined) {
    if (times !== undefined) return [issue(['times'], 'has no effect on requests in order')];
    return (inOrder as RequestQuery[]).flatMap((query, index) => queryIssues(query, contract, ['inOrder', index]));
  }
  if (since !== undefined) return [issue(['since'], 'has no effect here; it belongs into the request')];
  return queryIssues(request as RequestQuery, contract, ['request']);
}

/** An expectation that is not met. Test runners show the difference of `expected` and `actual`. */
export class ExpectationError extends Error {
  override readonly name = 'ExpectationError';
  /** As of Node's own assertions, whose difference runners know to show. */
  readonly code = 'ERR_ASSERTION';
  readonly expected: unknown;
  readonly actual: unknown;
  /** The requests that came nearest, with every difference. */
  readonly nearest: readonly NearMiss[];
  /** The latest requests of the client, oldest first. */
  readonly received: readonly JournalEntry[];

  constructor({ message, expected, actual, nearest, received }: UnmetExpectation) {
    super(message);
    this.expected = expected;
    this.actual = actual;
    this.nearest = nearest;
    this.received = received;
  }
}
