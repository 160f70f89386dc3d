import type { Fields, Issue } from '../../contract/types.ts';
import type { UseCaseFacts } from '../../contract/use-case-facts.ts';
import type { UseCaseServices } from '../../use-cases/handlers.ts';
import { nearestName } from '../../lib/nearest-name.ts';
import type { Organization } from '../organizations.ts';

/** One parameter of a state. */
export interface StateParameter {
  /** What it takes, in words; the documentation's table has it. */
  readonly type: string;
  readonly meaning: string;
  /** @returns what is wanted instead, or undefined when the value can be taken */
  wrong(value: unknown): string | undefined;
}

/** What a state works on: one organization, and the services behind every organization. */
export interface StateWorld {
  readonly organization: Organization;
  readonly services: UseCaseServices;
}

/** A named situation that an organization can be put into. */
export interface State<Parameters extends object = object, Values extends object = object> {
  /** When to use it and what it does; README's table is generated from this. */
  readonly description: string;
  readonly parameters: Readonly<Record<string, StateParameter>>;
  /** What the parameters are wrong about beyond what each says for itself. */
  readonly wrong?: (parameters: Parameters, facts: UseCaseFacts) => readonly Issue[];
  /** Names of what `setUp` answers, for the documentation. */
  readonly values: readonly (keyof Values & string)[];
  /** Brings the situation about. Doing so twice is the same as doing so once. */
  setUp(world: StateWorld, parameters: Parameters): Promise<Values>;
}

/** Says that a definition is a state, and lets the compiler find out what it takes and gives. */
export function state<Parameters extends object, Values extends object>(
  definition: State<Parameters, Values>,
): State<Parameters, Values> {
  return definition;
}

export function wholeNumber(least: number, most: number, meaning: string): StateParameter {
  return {
    type: `whole number from ${least} to ${most}`,
    meaning,
    wrong(value) {
      const fits = Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
      return fits ? undefined : `must be a whole number from ${least} to ${most}`;
    },
  };
}

export function oneOf(values: readonly (string | number)[], meaning: string): StateParameter {
  return {
    type: values.join(', '),
    meaning,
    wrong: (value) => (values.includes(value as string) ? undefined : `must be one of ${values.join(', ')}`),
  };
}

/**
 * What is wrong with the parameters that somebody gave for a state; empty when nothing. The paths lead into the
 * parameters.
 */
export function parameterIssues(definition: State, given: unknown, facts: UseCaseFacts): readonly Issue[] {
  if (given === undefined || given === null) return [];
  if (typeof given !== 'object' || Array.isArray(given)) return [issue([], 'parameters are an object, by name')];
  const known = Object.keys(definition.parameters);
  const issues: Issue[] = [];
  for (const [name, value] of Object.entries(given as Fields)) {
    const parameter = Object.hasOwn(definition.parameters, name) ? definition.parameters[name] : undefined;
    const wrong = parameter ? parameter.wrong(value) : unknownParameter(name, known);
    if (wrong !== undefined) issues.push(issue([name], wrong));
  }
  return issues.length > 0 ? issues : (definition.wrong?.(given, facts) ?? []);
}

function unknownParameter(name: string, known: readonly string[]): string {
  const meant = nearestName(name, known);
  if (meant !== undefined) return `is not a parameter of this state; did you mean "${meant}"?`;
  return `is not a parameter of this state; it has ${known.length === 0 ? 'none' : known.join(', ')}`;
}

function issue(path: Issue['path'], message: string): Issue {
  return { code: 'custom', path, message };
}
