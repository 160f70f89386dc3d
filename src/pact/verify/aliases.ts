import { builtInContract } from '../../contract/built-in.ts';
import { useCaseFacts } from '../../contract/use-case-facts.ts';
import { formatStateRefusal, stateRefusal } from '../../organizations/states/enter-state.ts';
import { readDocument } from '../../contract/read-document.ts';
import { isObject } from './pact-document.ts';

/** A state of the catalogue, with parameters. */
export interface AliasTarget {
  readonly state: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** By the name that a team's pacts use: the states of the catalogue that it stands for. */
export type StateAliases = Readonly<Record<string, AliasTarget | readonly AliasTarget[]>>;

/** What is wrong with a file of aliases. */
export class AliasFileError extends Error {
  override readonly name = 'AliasFileError';
}

/**
 * Reads the names that a team's pacts have for states, so that pacts which exist already need not be rewritten.
 *
 * @param file YAML or JSON: `name: { state: name of ours, parameters: { … } }`, or a list of such
 * @throws AliasFileError | SpecFileError that name the file and the place
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
