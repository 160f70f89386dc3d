import type { Operation } from '../../contract/contract.ts';
import { bodyIssues, pathIssues } from '../../contract/issues.ts';
import { asObject, isObject } from '../../lib/guards.ts';
import { exampleUseCase } from '../../organizations/states/catalogue.ts';
import { parametersIn } from './compare-request.ts';
import type { BodyPath } from './matching-rules.ts';
import { bodyOf } from './pact-body.ts';
import type { Interaction } from './pact-document.ts';
import type { ResolvedState } from './resolve-states.ts';

/** What is known of the states of an interaction. */
export interface KnownStates {
  /** The states that stand for states of the catalogue. */
  readonly resolved: readonly ResolvedState[];
  /** Whether a stub sets them up, so that what the catalogue says is all that they give. */
  readonly areOfStub: boolean;
}

/** Values of a reply, by the names of the properties that lead to them. */
export type ValuesByName = ReadonlyMap<string, readonly unknown[]>;

/** The values that a consumer may rely on although the contract promises others as well. */
export interface GivenValues {
  /** What the parameters of states and the request give. Undefined: a state is not known, so that it may give anything. */
  readonly asked: ValuesByName | undefined;
  /** These, and what the catalogue says of states without parameters. Undefined: no stub, so there may be more. */
  readonly documented: ValuesByName | undefined;
}

/**
 * Collects the values that the states and the request of an interaction give.
 *
 * @param operation the operation that the request names, or one that describes its reply
 */
export function valuesGiven(
  interaction: Interaction,
  { resolved, areOfStub }: KnownStates,
  operation: Operation,
): GivenValues {
  const asked = new Map<string, unknown[]>();
  for (const { targets } of resolved) for (const { parameters } of targets) add(asked, parameters);
  const { kind, value } = bodyOf(asObject(interaction.json['request']) ?? {});
  if (kind === 'json') add(asked, value);
  if (interaction.status === 400) {
    // A request that is wrong on purpose gives the codes of its issues. What is no JSON, or is against a rule, has its own.
    const issues = [
      ...pathIssues(operation, parametersIn(operation, interaction.requestPath)),
      ...bodyIssues(operation, kind === 'json' ? value : undefined),
    ];
    asked.set('issues.code', [...issues.map(({ code }) => code), 'custom']);
  }
  const isKnown = resolved.length === interaction.states.length;
  return {
    asked: isKnown ? asked : undefined,
    documented: areOfStub ? documentedValues(asked, resolved, operation) : undefined,
  };
}

function documentedValues(asked: ValuesByName, states: readonly ResolvedState[], operation: Operation): ValuesByName {
  const values = new Map([...asked].map(([name, given]) => [name, [...given]]));
  if (operation.operationId === 'createUseCase') add(values, operation.body?.defaults ?? {});
  for (const { state, parameters } of states.flatMap(({ targets }) => targets)) {
    if (state !== 'a use case exists' && state !== 'several use cases exist') continue;
    const isPlain = Object.keys(parameters).length === 0;
    if (isPlain) add(values, { id: exampleUseCase.id });
    if (state !== 'a use case exists') continue;
    const { organization_id: _ofAnotherOrganization, ...example } = exampleUseCase;
    const { language, max_duration_mins } = exampleUseCase;
    add(values, isPlain ? example : { name: example.name, language, max_duration_mins });
  }
  return values;
}

/** Adds the values in a value, at any depth. */
function add(to: Map<string, unknown[]>, value: unknown, place: BodyPath = []): void {
  if (Array.isArray(value)) for (const item of value) add(to, item, place);
  else if (isObject(value)) for (const [key, each] of Object.entries(value)) add(to, each, [...place, key]);
  else to.set(namesOf(place), [...(to.get(namesOf(place)) ?? []), value]);
}

/** Names of the properties that lead to a place: positions in lists do not count. */
export function namesOf(place: BodyPath): string {
  return place.filter((key) => typeof key === 'string').join('.');
}
