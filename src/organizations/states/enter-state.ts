import type { Issue } from '../../contract/types.ts';
import type { UseCaseFacts } from '../../contract/use-case-facts.ts';
import { nearestName } from '../../lib/nearest-name.ts';
import type { RunningScenario } from '../../store/port.ts';
import { startedNow } from '../scenarios.ts';
import { stateNames, stateOf } from './catalogue.ts';
import { parameterIssues, type StateContext } from './state.ts';

/** Why a state or its parameters are invalid. */
export interface StateRefusal {
  readonly error: 'state-unknown' | 'state-parameters-invalid';
  /** The mistakes in the parameters. An unknown name is one issue at the root. */
  readonly issues: readonly Issue[];
}

/** A state that an organization is in. */
export interface ActiveState {
  readonly name: string;
  /** ISO 8601. Absent when an earlier version of the stub started it. */
  readonly since?: string;
  /** How many requests it still applies to. Null: no limit. */
  readonly left: number | null;
  /** What it answered, without lists. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Checks the name and the parameters of a state. @returns undefined when they are valid */
export function stateRefusal(name: string, parameters: unknown, facts: UseCaseFacts): StateRefusal | undefined {
  const definition = stateOf(name);
  if (definition === undefined) {
    return { error: 'state-unknown', issues: [{ code: 'custom', path: [], message: unknownState(name) }] };
  }
  const issues = parameterIssues(definition, parameters, facts);
  return issues.length === 0 ? undefined : { error: 'state-parameters-invalid', issues };
}

/**
 * Puts an organization into a state. `stateRefusal` must have accepted name and parameters.
 *
 * @returns values that a test needs, such as ids
 * @throws OrganizationFull when the state would need more use cases than the organization may have
 */
export async function putIntoState(context: StateContext, name: string, parameters: unknown): Promise<object> {
  const definition = stateOf(name);
  if (definition === undefined) throw new TypeError(unknownState(name));
  const values = await definition.setUp(context, parameters ?? {});
  const plan = definition.plan?.(parameters ?? {}) ?? { onlyData: true };
  const { scenarios, now } = context.services;
  const { id } = context.organization;
  if (plan.onlyData === true) {
    // The latest change to the use cases counts: an earlier state may no longer hold.
    for (const earlier of await scenarios.list(id)) if (earlier.onlyData) await scenarios.end(id, earlier.id);
  }
  const scenario = {
    ...plan,
    because: name,
    fromState: true,
    values: Object.fromEntries(Object.entries(values).filter(([, value]) => !Array.isArray(value))),
  };
  await scenarios.start(id, startedNow(scenario, now));
  return values;
}

/** @returns the states that an organization is in, in the order in which it was put into them */
export function activeStates(scenarios: readonly RunningScenario[]): readonly ActiveState[] {
  return scenarios
    .filter(({ fromState }) => fromState)
    .map(({ because, left, startedAt, values = {} }) => ({
      name: because,
      ...(startedAt !== undefined && { since: startedAt }),
      left,
      values,
    }));
}

/** The refusal of a state, on one line. */
export function formatStateRefusal({ error, issues }: StateRefusal, name: string): string {
  const all = issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')} ${message}`));
  return error === 'state-unknown' ? all.join('; ') : `state "${name}": ${all.join('; ')}`;
}

/** Ends all states and scenarios of an organization and clears its use cases, so that it has its initial ones again. */
export async function leaveStates({ organization, services }: StateContext): Promise<void> {
  await services.scenarios.end(organization.id);
  await services.store.clear(organization.id);
}

/** @returns the state that was probably meant; otherwise the three that share most words with the name, or all when none does */
export function nearestStates(name: string): readonly string[] {
  const nearest = nearestName(name, stateNames);
  if (nearest !== undefined) return [nearest];
  const words = significantWords(name);
  const sharedWith = (each: string) => significantWords(each).filter((word) => words.includes(word)).length;
  const shared = stateNames.filter((each) => sharedWith(each) > 0);
  // Sorting is stable: of equals, the first one of the catalogue stays first.
  return shared.length > 0 ? shared.sort((one, other) => sharedWith(other) - sharedWith(one)).slice(0, 3) : stateNames;
}

function unknownState(name: string): string {
  const nearest = nearestStates(name).map((each) => `"${each}"`);
  if (nearest.length > 3)
    return `"${name.slice(0, 100)}" is not a state, and none is near; these are: ${nearest.join(', ')}`;
  return `"${name.slice(0, 100)}" is not a state; the nearest ${nearest.length === 1 ? 'is' : 'are'} ${nearest.join(', ')}`;
}

/** The words of at least four letters, without a final s. Shorter ones occur in most names. */
function significantWords(name: string): string[] {
  const words = name.toLowerCase().match(/[a-z]{4,}/g) ?? [];
  return words.map((word) => word.replace(/s$/, ''));
}
