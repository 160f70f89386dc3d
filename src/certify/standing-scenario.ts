import { usesOf, type Scenario, type ScenarioStore } from '../store/port.ts';

const ID = 'certify';

/**
 * A store in which every organization has one more scenario, which no reset ends. Where the suite itself plans what
 * happens to requests, it gets that alone.
 *
 * @param inner has the scenarios of the suite
 */
export function withStandingScenario(inner: ScenarioStore, scenario: Scenario): ScenarioStore {
  let left = usesOf(scenario);
  return {
    ...inner,
    async list(organizationId) {
      const own = await inner.list(organizationId);
      if (left === 0 || own.some(({ onlyData }) => onlyData !== true)) return own;
      return [...own, { ...scenario, id: ID, left }];
    },
    async use(organizationId, id) {
      if (id !== ID) return inner.use(organizationId, id);
      if (left === null || left === 0) return undefined;
      return --left;
    },
  };
}
