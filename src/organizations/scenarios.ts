import { randomOf } from '../lib/random.ts';
import type { Delay, RunningScenario, ScenarioMatch, ScenarioStore } from '../store/port.ts';

/** The parts of a request that scenarios match against. */
export interface ScenarioSubject {
  readonly operationId: string | undefined;
  readonly header: (name: string) => string | undefined;
  /** Reads and parses the body. Only called when a scenario matches against bodies. */
  readonly body: () => Promise<unknown>;
}

/** @returns the running scenarios that apply to a request, in the order of their start; each use is counted */
export async function scenariosFor(
  organizationId: string,
  subject: ScenarioSubject,
  store: ScenarioStore,
): Promise<readonly RunningScenario[]> {
  const applying: RunningScenario[] = [];
  for (const scenario of await store.list(organizationId)) {
    if (!(await matches(scenario.match ?? {}, subject))) continue;
    const { id, probability = 1, seed = 1, left } = scenario;
    if (probability < 1) {
      const count = await store.count(organizationId, id);
      if (count === undefined || randomOf(`${seed}/${count}`)() >= probability) continue;
    }
    if (left === null || (await store.use(organizationId, id))) applying.push(scenario);
  }
  return applying;
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

async function matches({ operation, header, body }: ScenarioMatch, subject: ScenarioSubject): Promise<boolean> {
  if (operation !== undefined && operation !== subject.operationId) return false;
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
