import { usesOf, type RunningScenario, type ScenarioStore } from '../port.ts';

interface Entry {
  readonly scenario: RunningScenario;
  left: number | null;
  /** How many requests have matched. */
  count: number;
}

/** Stores scenarios until the process ends. */
export function createMemoryScenarios(): ScenarioStore {
  const byOrganization = new Map<string, Map<string, Entry>>();
  let started = 0;
  const entriesOf = (organizationId: string) => byOrganization.get(organizationId) ?? new Map<string, Entry>();
  return {
    async start(organizationId, scenario) {
      const entries = entriesOf(organizationId);
      for (const [id, each] of entries) if (each.scenario.because === scenario.because) entries.delete(id);
      const left = usesOf(scenario);
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
      if (entry?.left == null || entry.left === 0) return undefined;
      if (--entry.left === 0) entries.delete(id);
      return entry.left;
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
