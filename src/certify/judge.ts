import type { JournalEntry } from '../store/port.ts';
import type { SuiteRun } from '../suite/run-suite.ts';
import type { Disturbance } from './disturbances.ts';

/**
 * How a suite took a disturbance.
 *
 * - `held`: it passes, as it is to.
 * - `noticed`: a test failed, as one may.
 * - `unnoticed`: it passes although the client cannot have got what it needs. No weakness of the client.
 * - `failed`: it fails, though the client gets all that it needs.
 * - `crashed`: a signal ended it, or an error that no assertion made.
 * - `hung`: it was still running at the time limit.
 * - `hasty`: the client asked again before the time that `Retry-After` told.
 * - `unreached`: no request of the run met the disturbance.
 */
export type Verdict = 'held' | 'noticed' | 'unnoticed' | 'failed' | 'crashed' | 'hung' | 'hasty' | 'unreached';

/** The verdicts that say that the client is weak. */
export const weak: ReadonlySet<Verdict> = new Set(['failed', 'crashed', 'hung', 'hasty']);

/** A request that met the disturbance. */
export interface DisturbedRequest {
  readonly method: string;
  readonly url: string;
  /** The status that was sent, if one was. */
  readonly status: number;
}

/** What a run shows. */
export interface Judgement {
  readonly verdict: Verdict;
  /** How many requests were sent again that an undisturbed run sends once. */
  readonly retries: number;
  /** The first request that met the disturbance. */
  readonly request?: DisturbedRequest;
  /** The line of the suite's output that says why it ended so. */
  readonly reason?: string;
}

/** What is known of a run. */
export interface RunFacts {
  readonly run: SuiteRun;
  readonly requests: readonly JournalEntry[];
  /** Those of the undisturbed run. */
  readonly usual: { readonly requests: readonly JournalEntry[]; readonly output: string };
  /** Ids of requests whose replies were changed. */
  readonly changed: ReadonlySet<string>;
}

const UNDISTURBED_FAILURE =
  'nothing was disturbed in this run: do runs share a port or a file (--parallel 1), or does a test fail by chance?';

/** Milliseconds by which two clocks may differ. */
const TOLERANCE = 50;

/** Judges how a suite took a disturbance. */
export function judge(disturbance: Disturbance, { run, requests, usual, changed }: RunFacts): Judgement {
  const met = requests.filter(
    ({ operationId, requestId, cause }) =>
      operationId === disturbance.operation && (changed.has(requestId) || cause?.because === 'certify'),
  );
  const [first] = met;
  if (first === undefined) {
    if (run.end === 'hung') return { verdict: 'hung', retries: 0 };
    if (run.code === 0) return { verdict: 'unreached', retries: 0 };
    // It passed as it was, so what differs is the other runs at its side, or chance.
    return { verdict: 'failed', retries: 0, reason: UNDISTURBED_FAILURE };
  }
  const retries = retriesIn(requests, usual.requests, disturbance.operation);
  const found = {
    retries,
    request: { method: first.method, url: first.url, status: first.status },
  };
  if (run.end === 'hung') {
    return { verdict: 'hung', ...found, reason: `still running after ${seconds(run.milliseconds)}` };
  }
  if (run.code >= 128) return { verdict: 'crashed', ...found, reason: `ended by a signal (${run.code})` };
  if (disturbance.retryAfter !== undefined && retries > 0) {
    const waited = timeToNext(first, requests);
    if (waited !== undefined && waited < disturbance.retryAfter * 1_000 - TOLERANCE)
      return { verdict: 'hasty', ...found, reason: `asked again after ${waited} ms` };
  }
  if (run.code === 0) return { verdict: disturbance.demand === 'notice' ? 'unnoticed' : 'held', ...found };
  const errors = errorsIn(run.output).filter(({ line }) => !usual.output.includes(line));
  const crash = errors.find(({ name, line }) => isCrash(disturbance, name, line));
  const reason = (crash ?? errors[0])?.line;
  const verdict = crash ? 'crashed' : disturbance.demand === 'pass' ? 'failed' : 'noticed';
  return { verdict, ...found, ...(reason !== undefined && { reason }) };
}

/** A line of output that names an error: `TypeError: …`, as Node, Python, Java and .NET write it, or Go's `panic: …`. */
function errorsIn(output: string): { readonly name: string; readonly line: string }[] {
  const lines = output.matchAll(
    /^[^\w\n]*(?:E +|Caused by: |Uncaught |Exception in thread "[^"]*" |error: ')?((?:[\w$]+[.:]+)*[A-Z]\w*(?:Error|Exception|Failure)|Error|panic)\b(?: \[[\w ]+\])?:[ \t]*(.*)$/gm,
  );
  return [...lines].map(([, name = '', message = '']) => {
    const plainName = name.replace(/^.*[.:]/, '');
    return { name: plainName, line: `${plainName}: ${message.trim()}` };
  });
}

/** Errors of assertions, as test runners name them. */
const ASSERTION = /assert|expectation|comparisonfailure/i;
/** Errors that programs make by mistake. */
const MISTAKE =
  /^(TypeError|ReferenceError|RangeError|AttributeError|KeyError|IndexError|NameError|NoMethodError|NullPointerException|NullReferenceException|ClassCastException|IndexOutOfBoundsException|panic)$/;

/**
 * Whether an error is one that no test meant. A client may report an error of the API by an error of its own; of a
 * success it has nothing to report. What a broken connection makes of a reply is an error in any client.
 */
function isCrash({ group }: Disturbance, name: string, line: string): boolean {
  // Jest's and Playwright's assertions are plain errors.
  if (group === 'connections' || ASSERTION.test(name) || /: expect\(/.test(line)) return false;
  return group === 'replies' || MISTAKE.test(name);
}

/** How many requests of an operation came again that come once in an undisturbed run. */
function retriesIn(requests: readonly JournalEntry[], usual: readonly JournalEntry[], operation: string): number {
  const count = (entries: readonly JournalEntry[]) =>
    Map.groupBy(
      entries.filter(({ operationId }) => operationId === operation),
      keyOf,
    );
  const before = count(usual);
  // A create that failed and came again is one more of the same.
  return [...count(requests)].reduce(
    (sum, [key, same]) => sum + Math.max(0, same.length - Math.max(1, before.get(key)?.length ?? 0)),
    0,
  );
}

/** Milliseconds from a request to the next one that is the same. */
function timeToNext(first: JournalEntry, requests: readonly JournalEntry[]): number | undefined {
  const later = requests.slice(requests.indexOf(first) + 1).find((each) => keyOf(each) === keyOf(first));
  return later && Date.parse(later.time) - Date.parse(first.time);
}

function keyOf({ method, url, body }: JournalEntry): string {
  return `${method} ${url} ${body ?? ''}`;
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 100) / 10} s`;
}
