import { randomOf } from '../lib/random.ts';
import {
  usesOf,
  type Delay,
  type RunningScenario,
  type Scenario,
  type ScenarioMatch,
  type ScenarioStore,
} from '../store/port.ts';

/** The parts of a request that scenarios match against. */
export interface ScenarioSubject {
  readonly operationId: string | undefined;
  readonly header: (name: string) => string | undefined;
  /** Reads and parses the body. Only called when a scenario matches against bodies. */
  readonly body: () => Promise<unknown>;
  /** Lets other requests have their turn. */
  readonly turn: () => Promise<void>;
}

/**
 * Finds those of an organization's scenarios that apply to a request. Each use is counted; requests that do not match,
 * or that the probability spares, are not.
 *
 * @param running all of them, in the order of their start
 * @returns them in the order of their start; of a sequence, the outcome of the step that it has got to
 */
export async function scenariosFor(
  organizationId: string,
  running: readonly RunningScenario[],
  subject: ScenarioSubject,
  store: ScenarioStore,
): Promise<readonly RunningScenario[]> {
  const applying: RunningScenario[] = [];
  const work: Work = { compared: 0 };
  for (const scenario of running) {
    if (scenario.onlyData) continue;
    const { match } = scenario;
    // Most scenarios are about another operation; what costs more is only looked at for the others.
    if (match?.operation !== undefined && match.operation !== subject.operationId) continue;
    if (match !== undefined) {
      const isMeant = await matches(match, subject, work);
      if (work.compared > MOST_COMPARED) {
        await subject.turn();
        work.compared = 0;
      }
      if (!isMeant) continue;
    }
    const { id, probability = 1, seed = 1, left } = scenario;
    if (probability < 1) {
      const count = await store.count(organizationId, id);
      if (count === undefined || randomOf(`${seed}/${count}`)() >= probability) continue;
    }
    const leftNow = left === null ? null : await store.use(organizationId, id);
    if (leftNow === undefined) continue;
    const now = leftNow === null || scenario.steps === undefined ? scenario : atStep(scenario, leftNow);
    if (now !== undefined) applying.push(now);
  }
  return applying;
}

/** @returns a sequence with the outcome of its step; undefined when the step lets the request pass */
function atStep(scenario: RunningScenario, left: number): RunningScenario | undefined {
  const { steps = [], ...rest } = scenario;
  const used = (usesOf(scenario) ?? 0) - left - 1;
  let place = used % (usesOf({ steps }) ?? 1);
  const step = steps.find(({ times = 1 }) => (place -= times) < 0);
  const { times: _times, ...outcome } = step ?? {};
  return Object.keys(outcome).length === 0 ? undefined : { ...rest, ...outcome };
}

/** @returns a scenario that is about to be started, with the time of that */
export function startedNow(scenario: Scenario, now: () => number): Scenario {
  return { ...scenario, startedAt: new Date(now()).toISOString() };
}

/** @returns the scenarios that do something to requests, without what only `activeStates` tells of states */
export function misbehaviour(scenarios: readonly RunningScenario[]): readonly RunningScenario[] {
  return scenarios.filter(({ onlyData }) => !onlyData).map(({ values: _, ...scenario }) => scenario);
}

/** Reads `800`, `100-500` and `log-normal:120,0.6`. @returns undefined when the text is not a delay */
export function parseDelay(text: string): Delay | undefined {
  const found = /^(?:([\d.]+)|([\d.]+)-([\d.]+)|log-normal:([\d.]+),([\d.]+))$/.exec(text) ?? [];
  const [ms = NaN, from = NaN, to = NaN, median = NaN, sigma = NaN] = found.slice(1).map(Number);
  if (ms >= 0) return { distribution: 'fixed', ms };
  if (from >= 0 && to >= 0) return { distribution: 'uniform', from, to };
  if (median >= 0 && sigma >= 0) return { distribution: 'log-normal', median, sigma };
  return undefined;
}

/** Milliseconds that a reply is delayed at most, whatever its delays add up to. */
export const LONGEST_DELAY = 60_000;

/** @returns the delay of a reply in milliseconds @param random returns a number from 0 to below 1 on each call */
export function delayOf(delay: Delay, random: () => number): number {
  if (delay.distribution === 'fixed') return delay.ms;
  if (delay.distribution === 'uniform') return delay.from + random() * (delay.to - delay.from);
  // Box-Muller transform. 1 - random() is never 0, so the logarithm is finite.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return delay.median * Math.exp(delay.sigma * normal);
}

/** Whether a request of the operation is one of those that are meant. @param work counts what had to be compared */
async function matches({ header, body }: ScenarioMatch, subject: ScenarioSubject, work: Work): Promise<boolean> {
  if (header !== undefined) {
    const value = subject.header(header.name);
    if (value === undefined || (header.value !== undefined && header.value !== value)) return false;
  }
  return body === undefined || contains(await subject.body(), body, work);
}

/** How many values have been compared since others had their turn. */
interface Work {
  compared: number;
}

/** Values that are compared before others have their turn: about a millisecond. */
const MOST_COMPARED = 5_000;
/** Characters of a text that take as long as to compare a value. */
const TEXT_OF_VALUE = 256;

/**
 * Whether a value contains a part: objects may have more properties, lists must have the same length. Of an object, what
 * is neither list nor object is compared first: that tells most bodies apart, whatever else the part has.
 */
function contains(whole: unknown, part: unknown, work: Work): boolean {
  if (typeof part !== 'object' || part === null) {
    work.compared += 1 + (typeof part === 'string' && whole !== undefined ? part.length / TEXT_OF_VALUE : 0);
    return whole === part;
  }
  if (Array.isArray(part)) {
    if (!Array.isArray(whole) || whole.length !== part.length) return false;
    return part.every((each, index) => contains(whole[index], each, work));
  }
  if (typeof whole !== 'object' || whole === null) return false;
  const inner: (readonly [unknown, object])[] = [];
  for (const [key, value] of Object.entries(part) as [string, unknown][]) {
    work.compared++;
    if (!Object.hasOwn(whole, key)) return false;
    const found = (whole as Record<string, unknown>)[key];
    if (typeof value === 'object' && value !== null) inner.push([found, value]);
    else if (!contains(found, value, work)) return false;
  }
  return inner.every(([found, value]) => contains(found, value, work));
}
