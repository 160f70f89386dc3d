import type { Pool } from '../../lib/budget.ts';
import { memorySizeOf } from '../../lib/memory-size.ts';
import { TooManyScenarios, usesOf, type RunningScenario, type ScenarioStore } from '../port.ts';

interface Entry {
  /** Replaced whenever its count of requests that are left changes. */
  scenario: RunningScenario;
  /** How many requests have matched. */
  count: number;
  readonly bytes: number;
}

/** The scenarios of one organization. */
interface Running {
  readonly entries: Map<string, Entry>;
  /** As `list` returns them; made again after a change. The same list means that nothing has changed. */
  list: readonly RunningScenario[] | undefined;
}

const NONE: readonly RunningScenario[] = Object.freeze([]);

/** Stores scenarios until the process ends. */
export function createMemoryScenarios(): ScenarioStore {
  const byOrganization = new Map<string, Running>();
  let started = 0;
  let pool: Pool | undefined;

  function remove(organizationId: string, { entries }: Running, id: string): boolean {
    const entry = entries.get(id);
    if (entry === undefined) return false;
    pool?.give(organizationId, entry.bytes);
    entries.delete(id);
    if (entries.size === 0) byOrganization.delete(organizationId);
    else changed(organizationId);
    return true;
  }

  function changed(organizationId: string): void {
    const running = byOrganization.get(organizationId);
    if (running !== undefined) running.list = undefined;
  }

  function removeAll(organizationId: string): number {
    const size = byOrganization.get(organizationId)?.entries.size ?? 0;
    byOrganization.delete(organizationId);
    pool?.give(organizationId);
    return size;
  }

  return {
    async start(organizationId, scenario, most = Infinity) {
      const bytes = pool === undefined ? 0 : memorySizeOf(scenario);
      const before = byOrganization.get(organizationId)?.entries ?? new Map<string, Entry>();
      const others = [...before.values()].filter(
        (each) => !each.scenario.onlyData && each.scenario.because !== scenario.because,
      );
      if (others.length >= most) throw new TooManyScenarios(most);
      const same = [...before].find(([, each]) => each.scenario.because === scenario.because);
      const more = bytes - (same?.[1].bytes ?? 0);
      if (more > 0) pool?.take(organizationId, more);
      else pool?.give(organizationId, -more);
      if (same !== undefined) before.delete(same[0]);
      const running = { ...scenario, id: String(++started), left: usesOf(scenario) };
      const entries = before.set(running.id, { scenario: running, count: 0, bytes });
      byOrganization.set(organizationId, { entries, list: undefined });
      return running;
    },
    async list(organizationId) {
      const running = byOrganization.get(organizationId);
      if (running === undefined) return NONE;
      running.list ??= [...running.entries.values()].map(({ scenario }) => scenario);
      return running.list;
    },
    async count(organizationId, id) {
      const entry = byOrganization.get(organizationId)?.entries.get(id);
      return entry && ++entry.count;
    },
    async use(organizationId, id) {
      const running = byOrganization.get(organizationId);
      const entry = running?.entries.get(id);
      if (running === undefined || entry === undefined) return undefined;
      const { left } = entry.scenario;
      if (left === null || left === 0) return undefined;
      entry.scenario = { ...entry.scenario, left: left - 1 };
      if (left === 1) remove(organizationId, running, id);
      else changed(organizationId);
      return left - 1;
    },
    async end(organizationId, id) {
      const running = byOrganization.get(organizationId);
      if (running === undefined) return 0;
      if (id === undefined) return removeAll(organizationId);
      return remove(organizationId, running, id) ? 1 : 0;
    },
    async clear() {
      for (const organizationId of [...byOrganization.keys()]) removeAll(organizationId);
    },
    forget: (organizationId) => void removeAll(organizationId),
    countIn(of) {
      pool = of;
    },
  };
}
