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
}

/**
 * Finds the running scenarios that apply to a request. Each use is counted; requests that do not match, or that the
 * probability spares, are not.
 *
 * @returns them in the order of their start; of a sequence, the outcome of the step that it has got to
 */
export async function scenariosFor(
  organizationId: string,
  subject: ScenarioSubject,
  store: ScenarioStore,
): Promise<readonly RunningScenario[]> {
  const applying: RunningScenario[] = [];
  for (const scenario of await store.list(organizationId)) {
    if (scenario.onlyData) continue;
    const { match } = scenario;
    // Most scenarios are about another operation; what costs more is only looked at for the others.
    if (match?.operation !== undefined && match.operation !== subject.operationId) continue;
    if (match !== undefined && !(await matches(match, subject))) continue;
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

/** Whether a request of the operation is one of those that are meant. */
async function matches({ header, body }: ScenarioMatch, subject: ScenarioSubject): Promise<boolean> {
  if (header !== undefined) {
    const value = subject.header(header.name);
    if (value === undefined || (header.value !== undefined && header.value !== value)) return false;
  }
  return body === undefined || contains(await subject.body(), body);
}

/** Whether a value contains a part: objects may have more properties, lists must have the same length. */
function contains(whole: unknown, part: unknown): boolean {
  if (Array.isArray(part)) {
    return (
      Array.isArray(whole) && whole.length === part.length && part.every((each, index) => contains(whole[index], each))
    );
  }
  if (typeof part !== 'object' || part === null) return whole === part;
  if (typeof whole !== 'object' || whole === null) return false;
  return Object.entries(part).every(
    ([key, value]) => Object.hasOwn(whole, key) && contains((whole as Record<string, unknown>)[key], value),
  );
}
