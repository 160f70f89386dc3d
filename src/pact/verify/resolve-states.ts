import type { UseCaseFacts } from '../../contract/use-case-facts.ts';
import { toPointer } from '../../lib/json-pointer.ts';
import { states, type StateName } from '../../organizations/states/catalogue.ts';
import { formatStateRefusal, nearestStates, stateRefusal } from '../../organizations/states/enter-state.ts';
import type { AliasTarget, StateAliases } from './aliases.ts';
import { type Interaction, type PactDocument, type WantedState } from './pact-document.ts';
import { finding, type Finding } from './verification-report.ts';

/** A state that an interaction names, with the states of the catalogue that it stands for. */
export interface ResolvedState {
  readonly wanted: WantedState;
  readonly targets: readonly StateTarget[];
}

/** A state of the catalogue, with the parameters that it gets. */
interface StateTarget {
  readonly state: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly rename?: AliasTarget['rename'];
}

/**
 * Looks up the states of an interaction in the aliases and in the catalogue.
 *
 * @returns the states that can be set up, and findings about the others and about values that no state gives
 */
export function resolveStates(
  pact: PactDocument,
  interaction: Interaction,
  aliases: StateAliases,
  facts: UseCaseFacts,
): { readonly resolved: readonly ResolvedState[]; readonly findings: readonly Finding[] } {
  const resolved: ResolvedState[] = [];
  const findings: Finding[] = [];
  for (const wanted of interaction.states) {
    const targets = targetsOf(wanted, aliases);
    const problems = targets.flatMap((target) => problemsOf(pact, wanted, target, facts));
    findings.push(...problems);
    if (problems.length === 0) resolved.push({ wanted, targets });
  }
  if (findings.length === 0) findings.push(...missingValues(pact, interaction, resolved));
  return { resolved, findings };
}

function targetsOf({ name, parameters }: WantedState, aliases: StateAliases): ResolvedState['targets'] {
  const alias = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
  if (alias === undefined) return [{ state: name, parameters }];
  const targets: readonly AliasTarget[] = 'state' in alias ? [alias] : alias;
  return targets.map(({ state, parameters: fixed, rename }) =>
    rename === undefined
      ? { state, parameters: fixed ?? parameters }
      : { state, parameters: { ...renamed(parameters, rename), ...fixed }, rename },
  );
}

function renamed(
  parameters: WantedState['parameters'],
  rename: NonNullable<AliasTarget['rename']>,
): Record<string, unknown> {
  const entries = Object.entries(parameters).map(([name, value]) => [
    Object.hasOwn(rename, name) ? rename[name] : name,
    value,
  ]);
  return Object.fromEntries(entries.filter(([name]) => name !== null)) as Record<string, unknown>;
}

/** The name that the pact has for a parameter of a state. */
function nameInPact(name: string, rename: AliasTarget['rename'] = {}): string {
  return Object.keys(rename).find((each) => rename[each] === name) ?? name;
}

function problemsOf(
  pact: PactDocument,
  wanted: WantedState,
  { state, parameters, rename }: StateTarget,
  facts: UseCaseFacts,
): Finding[] {
  const refusal = stateRefusal(state, parameters, facts);
  if (refusal === undefined) return [];
  const at = (pointer: string) => ({ pactPointer: pointer, line: pact.lineOf(pointer) });
  if (refusal.error === 'state-unknown') {
    const fix = `use that name, or define yours in the file given by --states: ${aliasFor(wanted.name)}`;
    return [finding('state-unknown', { message: formatStateRefusal(refusal, state), fix, ...at(wanted.pointer) })];
  }
  return refusal.issues.map(({ path: [first, ...rest], message }) => {
    const path = first === undefined ? [] : [nameInPact(String(first), rename), ...rest];
    const pointer = `${wanted.pointer}/params${toPointer(path)}`;
    const name = path.join('.');
    return finding('state-parameters-invalid', {
      message: `state "${state}": ${name === '' ? '' : `parameter ${name} `}${message}`,
      ...at(pointer),
    });
  });
}

/** An entry to paste into the file of aliases. */
function aliasFor(name: string): string {
  const [nearest] = nearestStates(name);
  return `${JSON.stringify(name)}: { "state": ${JSON.stringify(nearest)}, "parameters": {} }`;
}

/** Findings for expressions with a value that no state gives; Pact would silently use the example. */
function missingValues(
  pact: PactDocument,
  { expressions, pointer }: Interaction,
  resolved: readonly ResolvedState[],
): Finding[] {
  const given = resolved.flatMap(({ wanted, targets }) => [
    ...Object.keys(wanted.parameters),
    ...targets.flatMap(({ state }) => states[state as StateName].values as readonly string[]),
  ]);
  const wanted = expressions.flatMap((expression) => {
    const names = [...expression.matchAll(/\$\{([^}]*)\}/g)].map(([, name]) => name ?? '');
    // To Pact, an expression without braces is the name of a value.
    return names.length > 0 ? names : [expression];
  });
  const missing = [...new Set(wanted)].filter((name) => !given.includes(name));
  const place = `${pointer}/request/generators`;
  return missing.map((name) =>
    finding('value-not-given', {
      message: `the request takes "${name}" from a provider state, but none of its states gives that`,
      fix:
        given.length > 0
          ? `use what they give: ${[...new Set(given)].map((each) => `\${${each}}`).join(', ')}`
          : 'give the interaction a state that gives it, such as "a use case exists", which gives ${id}',
      pactPointer: place,
      line: pact.lineOf(place),
    }),
  );
}
