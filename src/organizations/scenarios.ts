import { randomOf } from '../lib/random.ts';

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

/** Keeps scenarios for as long as the process lives. */
export function createMemoryScenarios(): ScenarioStore {
  interface Entry {
    readonly scenario: RunningScenario;
    left: number | null;
    count: number;
  }
  const byOrganization = new Map<string, Map<string, Entry>>();
  let started = 0;
  const entriesOf = (organizationId: string) => byOrganization.get(organizationId) ?? new Map<string, Entry>();
  return {
    async start(organizationId, scenario) {
      const entries = entriesOf(organizationId);
      for (const [id, each] of entries) if (each.scenario.because === scenario.because) entries.delete(id);
      const left = scenario.times ?? null;
      const running = { ...scenario, id: String(++started), left };
      byOrganization.set(organizationId, entries.set(running.id, { scenario: running, left, count: 0 }));
      return running;
    },
    async list(organizationId) {
      const entries = byOrganization.get(organizationId);
      return entries === undefined ? [] : [...entries.values()].map(({ scenario, left }) => ({ ...scenario, left }));
    },
    async count(organizationId, id) {
      const entry = entriesOf(organizationId).get(id);
      return entry && ++entry.count;
    },
    async use(organizationId, id) {
      const entries = entriesOf(organizationId);
      const entry = entries.get(id);
      if (entry?.left == null || entry.left === 0) return false;
      if (--entry.left === 0) entries.delete(id);
      return true;
    },
    async end(organizationId, id) {
      const entries = entriesOf(organizationId);
      if (id !== undefined) return entries.delete(id) ? 1 : 0;
      byOrganization.delete(organizationId);
      return entries.size;
    },
    async clear() {
      byOrganization.clear();
    },
    forget: (organizationId) => void byOrganization.delete(organizationId),
  };
}
