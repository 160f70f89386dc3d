import type { Operation } from '../contract/contract.ts';
import type { Fault, Scenario } from '../store/port.ts';
import { harmless, surprises, type Surprise, type SurpriseName } from './surprises.ts';

/** The kinds of disturbances; `--only` takes them as well. */
export const groups = ['errors', 'replies', 'connections'] as const;
export type Group = (typeof groups)[number];

/**
 * What a suite is to do about a disturbance. `pass`: the client gets all that it needs. `notice`: some test has to fail,
 * since the client cannot get what it needs. `either`: what a suite asserts of values decides.
 */
export type Demand = 'pass' | 'notice' | 'either';

/** One thing that the API may do, to one operation. */
export interface Disturbance {
  readonly operation: string;
  /** What happens, in a few words. */
  readonly what: string;
  readonly group: Group;
  readonly demand: Demand;
  /** What the stub is to do; every organization of the run has it. */
  readonly scenario?: Scenario;
  /** How replies to successful requests are changed. */
  readonly surprise?: Surprise;
  /** Seconds for which the client is told to wait. */
  readonly retryAfter?: number;
}

/** Seconds of `Retry-After`. */
const RETRY_AFTER = 1;

const connections: readonly (readonly [what: string, fault: Fault, demand: Demand])[] = [
  ['reset', 'reset', 'notice'],
  ['closed unanswered', 'empty', 'notice'],
  ['cut in the body', 'truncated', 'notice'],
  ['broken JSON', 'malformed', 'notice'],
];

/**
 * All that the API may do to an operation by the contract, and what networks do to any.
 *
 * @param delay milliseconds of a slow reply
 */
export function disturbancesOf({ operationId, responses }: Operation, delay: number): Disturbance[] {
  const scenarioOf = (outcome: Omit<Scenario, 'because' | 'match'>): Scenario => ({
    because: 'certify',
    match: { operation: operationId },
    ...outcome,
  });
  const statuses = Object.keys(responses).map(Number);
  const of = (group: Group, what: string, demand: Demand, rest: Partial<Disturbance>): Disturbance => ({
    operation: operationId,
    what,
    group,
    demand,
    ...rest,
  });
  return [
    ...statuses
      .filter((status) => status >= 400)
      .map((status) => of('errors', String(status), 'notice', { scenario: scenarioOf({ status }) })),
    ...(statuses.includes(429) ? [of('errors', 'Retry-After', 'either', retryLater(scenarioOf))] : []),
    ...(Object.keys(surprises) as SurpriseName[])
      .filter((name) => operationId.startsWith('list') || !LIST_ONLY.has(name))
      .map((name) => of('replies', name, harmless.has(name) ? 'pass' : 'either', { surprise: surprises[name] })),
    ...connections.map(([what, fault, demand]) => of('connections', what, demand, { scenario: scenarioOf({ fault }) })),
    of('connections', 'slow in the body', 'pass', { scenario: scenarioOf({ fault: 'slow', times: 1 }) }),
    of('connections', 'late', 'pass', {
      scenario: scenarioOf({ delay: { distribution: 'fixed', ms: delay }, times: 1 }),
    }),
  ];
}

const LIST_ONLY: ReadonlySet<SurpriseName> = new Set(['empty list', '1,000 items']);

/** Once, so that a client that waits and asks again gets what it needs. */
function retryLater(scenarioOf: (outcome: Omit<Scenario, 'because' | 'match'>) => Scenario): Partial<Disturbance> {
  const headers = { 'retry-after': String(RETRY_AFTER) };
  return { scenario: scenarioOf({ status: 429, headers, times: 1 }), retryAfter: RETRY_AFTER };
}

/** Whether a word of `--only` means a disturbance: its group, its operation, or what happens. */
export function isMeant({ group, operation, what }: Disturbance, word: string): boolean {
  const wanted = word.toLowerCase();
  return [group, operation, what, `${operation} ${what}`].some((each) => each.toLowerCase() === wanted);
}
