import { builtInContract } from '../../contract/built-in.ts';
import { readDocument } from '../../contract/read-document.ts';
import { useCaseFacts } from '../../contract/use-case-facts.ts';
import { isObject } from '../../lib/guards.ts';
import { formatStateRefusal, stateRefusal } from '../../organizations/states/enter-state.ts';

/** A state of the catalogue, with parameters. */
export interface AliasTarget {
  readonly state: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** States of the catalogue, by the name that a team's pacts use for them. */
export type StateAliases = Readonly<Record<string, AliasTarget | readonly AliasTarget[]>>;

/** Thrown for a file of aliases that is wrong. The message names the file and the alias. */
export class AliasFileError extends Error {
  override readonly name = 'AliasFileError';
}

/**
 * Reads a file of aliases (`--states FILE`), so that existing pacts can keep their names of states.
 *
 * @param file YAML or JSON: `name: { state: NAME, parameters: { … } }`, or a list of such objects
 * @throws AliasFileError for an alias that is wrong, SpecFileError for a file that cannot be read or parsed
 */
export async function readAliases(file: string): Promise<StateAliases> {
  const document: unknown = await readDocument(file);
  const facts = useCaseFacts(builtInContract());
  if (!isObject(document)) throw new AliasFileError(`${file}: a mapping from names to states is wanted`);
  for (const [name, target] of Object.entries(document)) {
    const targets: unknown[] = Array.isArray(target) ? target : [target];
    if (targets.length === 0 || !targets.every(isTarget)) {
      throw new AliasFileError(
        `${file}: "${name}" must be { state: NAME, parameters: { … } }, with the name of a state of the catalogue`,
      );
    }
    for (const { state, parameters } of targets as AliasTarget[]) {
      const refusal = stateRefusal(state, parameters, facts);
      if (refusal) throw new AliasFileError(`${file}: "${name}": ${formatStateRefusal(refusal, state)}`);
    }
  }
  return document as StateAliases;
}

function isTarget(value: unknown): boolean {
  if (!isObject(value) || typeof value['state'] !== 'string') return false;
  const { state: _state, parameters = {}, ...unknown } = value;
  return isObject(parameters) && Object.keys(unknown).length === 0;
}
