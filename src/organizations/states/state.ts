import type { Issue } from '../../contract/types.ts';
import type { UseCaseFacts } from '../../contract/use-case-facts.ts';
import type { UseCaseServices } from '../../use-cases/handlers.ts';
import { isObject } from '../../lib/guards.ts';
import { didYouMean } from '../../lib/nearest-name.ts';
import type { Scenario } from '../../store/port.ts';
import type { Organization } from '../organizations.ts';

/** One parameter of a state. */
export interface StateParameter {
  /** The values that it takes, as the documentation's table shows them. */
  readonly type: string;
  readonly meaning: string;
  /** @returns what the value must be instead; undefined when it is valid */
  check(value: unknown): string | undefined;
}

/** What a state changes: one organization, through the services of all organizations. */
export interface StateContext {
  readonly organization: Organization;
  readonly services: UseCaseServices;
}

/** A named situation that an organization can be put into. */
export interface State<Parameters extends object = object, Values extends object = object> {
  /** What the state does. The documentation's table is generated from it. */
  readonly description: string;
  readonly parameters: Readonly<Record<string, StateParameter>>;
  /** Checks that need all parameters together. */
  readonly check?: (parameters: Parameters, facts: UseCaseFacts) => readonly Issue[];
  /** Names of the values that `setUp` returns, for the documentation. */
  readonly values: readonly (keyof Values & string)[];
  /** Whether all use cases that the organization had are lost. */
  readonly replacesUseCases?: boolean;
  /** What happens to requests while the organization is in the state. Without it, the state only changes use cases. */
  readonly plan?: (parameters: Parameters) => Omit<Scenario, 'because'>;
  /** Puts the organization's use cases into the state. Doing it twice has the same result as doing it once. */
  setUp(context: StateContext, parameters: Parameters): Promise<Values>;
}

/** Lets the compiler infer the types of a state's parameters and values. */
export function state<Parameters extends object, Values extends object>(
  definition: State<Parameters, Values>,
): State<Parameters, Values> {
  return definition;
}

/** A parameter that is a whole number, both bounds included. */
export function wholeNumber(least: number, most: number, meaning: string): StateParameter {
  return {
    type: `whole number from ${least} to ${most}`,
    meaning,
    check(value) {
      const fits = Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
      return fits ? undefined : `must be a whole number from ${least} to ${most}`;
    },
  };
}

/** A parameter with a fixed set of values. */
export function oneOf(values: readonly (string | number)[], meaning: string): StateParameter {
  return {
    type: values.join(', '),
    meaning,
    check: (value) => (values.includes(value as string) ? undefined : `must be one of ${values.join(', ')}`),
  };
}

/**
 * Checks the parameters of a state.
 *
 * @returns the issues, with paths inside the parameters; empty when they are valid
 */
export function parameterIssues(definition: State, given: unknown, facts: UseCaseFacts): readonly Issue[] {
  if (given === undefined || given === null) return [];
  if (!isObject(given)) return [issue([], 'must be an object with the parameters by name')];
  const known = Object.keys(definition.parameters);
  const issues: Issue[] = [];
  for (const [name, value] of Object.entries(given)) {
    const parameter = Object.hasOwn(definition.parameters, name) ? definition.parameters[name] : undefined;
    const mistake = parameter ? parameter.check(value) : unknownParameter(name, known);
    if (mistake !== undefined) issues.push(issue([name], mistake));
  }
  return issues.length > 0 ? issues : (definition.check?.(given, facts) ?? []);
}

function unknownParameter(name: string, known: readonly string[]): string {
  const hint = didYouMean(name, known, `it has ${known.length === 0 ? 'none' : known.join(', ')}`);
  return `is not a parameter of this state; ${hint}`;
}

function issue(path: Issue['path'], message: string): Issue {
  return { code: 'custom', path, message };
}
