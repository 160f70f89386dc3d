import type { Issue } from '../../contract/types.ts';
import type { UseCaseFacts } from '../../contract/use-case-facts.ts';
import { nearestName } from '../../lib/nearest-name.ts';
import { stateNames, stateOf } from './catalogue.ts';
import { parameterIssues, type StateWorld } from './state.ts';

/** Why an organization could not be put into a state. */
export interface StateRefusal {
  readonly error: 'state-unknown' | 'state-parameters-invalid';
  /** Where in the parameters it is wrong, and how. An unknown name is one issue at the root. */
  readonly issues: readonly Issue[];
}

/** What a state's name and parameters are wrong about; undefined when they can be taken. */
export function stateRefusal(name: string, parameters: unknown, facts: UseCaseFacts): StateRefusal | undefined {
  const definition = stateOf(name);
  if (definition === undefined) {
    return { error: 'state-unknown', issues: [{ code: 'custom', path: [], message: unknownState(name) }] };
  }
  const issues = parameterIssues(definition, parameters, facts);
  return issues.length === 0 ? undefined : { error: 'state-parameters-invalid', issues };
}

/**
 * Puts an organization into a state. Name and parameters must have been held against `stateRefusal`.
 * @returns what a test needs to know of it, such as ids
 */
export function putIntoState(world: StateWorld, name: string, parameters: unknown): Promise<object> {
  const definition = stateOf(name);
  if (definition === undefined) throw new TypeError(unknownState(name));
  return definition.setUp(world, parameters ?? {});
}

/** What is wrong, on one line. */
export function inWords({ error, issues }: StateRefusal, name: string): string {
  const all = issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')} ${message}`));
  return error === 'state-unknown' ? all.join('; ') : `state "${name}": ${all.join('; ')}`;
}

/** Ends every state of an organization and puts it back to its beginning. */
export async function leaveStates({ organization, services }: StateWorld): Promise<void> {
  await services.scenarios.end(organization.id);
  await services.store.clear(organization.id);
}

/** Names that are near, those that share words with it, or all. */
export function nearestStates(name: string): readonly string[] {
  const nearest = nearestName(name, stateNames);
  if (nearest !== undefined) return [nearest];
  const words = significantWords(name);
  const shared = stateNames.filter((each) => significantWords(each).some((word) => words.includes(word)));
  return shared.length > 0 ? shared : stateNames;
}

function unknownState(name: string): string {
  const nearest = nearestStates(name).map((each) => `"${each}"`);
  return `"${name.slice(0, 100)}" is not a state; the nearest ${nearest.length === 1 ? 'is' : 'are'} ${nearest.join(', ')}`;
}

/** Words by which two names may mean the same; the little ones are in most of them. */
function significantWords(name: string): string[] {
  const words = name.toLowerCase().match(/[a-z]{4,}/g) ?? [];
  return words.map((word) => word.replace(/s$/, ''));
}
