import { builtInContract } from '../../contract/built-in.ts';
import { readDocument } from '../../contract/read-document.ts';
import { useCaseFacts } from '../../contract/use-case-facts.ts';
import { isObject } from '../../lib/guards.ts';
import { didYouMean } from '../../lib/nearest-name.ts';
import { stateOf } from '../../organizations/states/catalogue.ts';
import { formatStateRefusal, stateRefusal } from '../../organizations/states/enter-state.ts';

/** A state of the catalogue, with parameters. */
export interface AliasTarget {
  readonly state: string;
  /** Parameters of the state. They take the place of the pact's; with `rename` they are added to them. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** The state's names of parameters, by the pact's. `null`: the state has no such parameter; it is left out. */
  readonly rename?: Readonly<Record<string, string | null>>;
}

/** States of the catalogue, by the name that a team's pacts use for them. An empty list: there is nothing to do. */
export type StateAliases = Readonly<Record<string, AliasTarget | readonly AliasTarget[]>>;

/** Thrown for a file of aliases that is wrong. The message names the file and the alias. */
export class AliasFileError extends Error {
  override readonly name = 'AliasFileError';
}

/**
 * Reads a file of aliases (`--states FILE`), so that existing pacts can keep their names of states.
 *
 * @param file YAML or JSON: `name: { state: NAME, parameters: { … }, rename: { … } }`, or a list of such objects
 * @throws AliasFileError for an alias that is wrong, SpecFileError for a file that cannot be read or parsed
 */
export async function readAliases(file: string): Promise<StateAliases> {
  const document: unknown = await readDocument(file);
  const facts = useCaseFacts(builtInContract());
  if (!isObject(document)) throw new AliasFileError(`${file}: a mapping from names to states is wanted`);
  for (const [name, target] of Object.entries(document)) {
    const targets: unknown[] = Array.isArray(target) ? target : [target];
    const fail = (reason: string): never => {
      throw new AliasFileError(`${file}: "${name}"${reason}`);
    };
    if (!targets.every(isTarget)) {
      return fail(
        ' must be { state: NAME, parameters: { … }, rename: { … } }, with the name of a state of the catalogue, a list of those, or [] for a state that needs nothing',
      );
    }
    for (const { state, parameters, rename = {} } of targets) {
      const refusal = stateRefusal(state, parameters, facts);
      if (refusal) fail(`: ${formatStateRefusal(refusal, state)}`);
      const known = Object.keys(stateOf(state)?.parameters ?? {});
      for (const wanted of Object.values(rename)) {
        if (wanted === null || known.includes(wanted)) continue;
        const hint = didYouMean(wanted, known, `it has ${known.join(', ') || 'none'}`);
        fail(`: rename: "${wanted}" is not a parameter of the state "${state}"; ${hint}`);
      }
    }
  }
  return document as StateAliases;
}

function isTarget(value: unknown): value is AliasTarget {
  if (!isObject(value) || typeof value['state'] !== 'string') return false;
  const { state: _state, parameters = {}, rename = {}, ...unknown } = value;
  const isName = (each: unknown) => each === null || typeof each === 'string';
  return (
    isObject(parameters) && isObject(rename) && Object.values(rename).every(isName) && Object.keys(unknown).length === 0
  );
}
