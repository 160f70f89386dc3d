import { randomOf } from '../lib/random.ts';
import type { Delay, RunningScenario, ScenarioMatch, ScenarioStore } from '../store/port.ts';

/** What scenarios look at of a request. */
export interface ScenarioSubject {
  readonly operationId: string | undefined;
  readonly header: (name: string) => string | undefined;
  /** Reads the body, if any scenario wants to look at it. */
  readonly body: () => Promise<unknown>;
}

/** The scenarios that hit a request, each counted. */
export async function scenariosFor(
  organizationId: string,
  subject: ScenarioSubject,
  store: ScenarioStore,
): Promise<readonly RunningScenario[]> {
  const hitting: RunningScenario[] = [];
  for (const scenario of await store.list(organizationId)) {
    if (!(await isAbout(scenario.match ?? {}, subject))) continue;
    const { id, probability = 1, seed = 1, left } = scenario;
    if (probability < 1) {
      const count = await store.count(organizationId, id);
      if (count === undefined || randomOf(`${seed}/${count}`)() >= probability) continue;
    }
    if (left === null || (await store.use(organizationId, id))) hitting.push(scenario);
  }
  return hitting;
}

/** Milliseconds: nobody waits longer for an answer, whatever a distribution or several scenarios come to. */
export const LONGEST_DELAY = 60_000;

/** Milliseconds that an answer waits. @param random a number from 0 to below 1 for each call */
export function delayOf(delay: Delay, random: () => number): number {
  if (delay.distribution === 'fixed') return delay.ms;
  if (delay.distribution === 'uniform') return delay.from + random() * (delay.to - delay.from);
  // Box and Muller; a logarithm of zero there is not.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return delay.median * Math.exp(delay.sigma * normal);
}

async function isAbout({ operation, header, body }: ScenarioMatch, subject: ScenarioSubject): Promise<boolean> {
  if (operation !== undefined && operation !== subject.operationId) return false;
  if (header !== undefined) {
    const value = subject.header(header.name);
    if (value === undefined || (header.value !== undefined && header.value !== value)) return false;
  }
  return body === undefined || contains(await subject.body(), body);
}

/** Whether a value has everything that a part of it names. */
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
