import { isDeepStrictEqual } from 'node:util';
import { isObject, type UnknownRecord } from '../../lib/guards.ts';
import { jsonMistake } from '../../lib/json-mistake.ts';
import { toPointer, type JsonPath } from '../../lib/json-pointer.ts';
import { replaceFile } from './replace-file.ts';

/** The part of a pact file that this module reads. */
interface PactFile {
  readonly consumer: { readonly name: string };
  readonly provider: { readonly name: string };
  readonly interactions: readonly UnknownRecord[];
  readonly metadata: UnknownRecord;
}

/** A pact file that several tests add their interactions to, from any number of processes. */
export interface SharedPactFile {
  /**
   * Adds the interactions of a pact. Each replaces an older one of the same description and states. The file has the
   * same bytes whatever the order and the processes in which interactions are added; Pact's own merging loses some
   * interactions when several processes write.
   *
   * @param text the pact as Pact wrote it
   * @returns the interactions as the file has them
   * @throws Error when the file is not a pact between the same two parties, or when this process has already described
   *   one of the interactions differently; the file stays as it is
   */
  add(text: string): Promise<readonly UnknownRecord[]>;
}

/** Opens a pact file. It need not exist yet. */
export function createSharedPactFile(file: string): SharedPactFile {
  const added = new Map<string, UnknownRecord>();
  return {
    async add(text) {
      const pact = normalized(JSON.parse(text) as PactFile);
      for (const each of pact.interactions) refuseContradiction(added.get(identityOf(each)), each);
      await replaceFile(file, (before) => {
        const old = before === undefined ? [] : interactionsOf(file, before, pact);
        const byIdentity = new Map([...old, ...pact.interactions].map((each) => [identityOf(each), each]));
        const interactions = [...byIdentity].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each);
        return `${JSON.stringify({ ...pact, interactions }, null, 2)}\n`;
      });
      for (const each of pact.interactions) added.set(identityOf(each), each);
      return pact.interactions;
    },
  };
}

/** Interactions are the same when these are. Pact compares only the names of states, and so loses interactions. */
export function identityOf({ description, providerStates = [], type }: UnknownRecord): string {
  return JSON.stringify([description, providerStates, type]);
}

/** Within a process only: an interaction from another process may be an older version of the same test. */
function refuseContradiction(before: UnknownRecord | undefined, now: UnknownRecord): void {
  const place = before && differenceOf(before, now);
  if (place === undefined) return;
  throw new Error(
    `Two tests describe the interaction ${formatInteraction(now)} differently, first at ${place}. Give one of them another description`,
  );
}

/** An interaction of a pact file, as people read it. */
export function formatInteraction({ description, providerStates = [] }: UnknownRecord): string {
  const states = (providerStates as { name: string; params?: object }[]).map(
    ({ name, params }) => `"${name}"${params ? ` ${JSON.stringify(params)}` : ''}`,
  );
  return `"${String(description)}"${states.length > 0 ? ` (given ${states.join(', ')})` : ''}`;
}

/** JSON pointer to the first place where two values differ, and both values there; undefined when they are equal. */
function differenceOf(one: unknown, other: unknown, path: JsonPath = []): string | undefined {
  if (isDeepStrictEqual(one, other)) return undefined;
  if (!hasParts(one) || !hasParts(other)) return `${toPointer(path)}: ${excerpt(one)} and ${excerpt(other)}`;
  const keys = Object.keys({ ...one, ...other });
  const differences = keys.map((key) => differenceOf(one[key], other[key], [...path, key]));
  return differences.find((each) => each !== undefined);
}

/** Whether a value is an object or a list. */
function hasParts(value: unknown): value is UnknownRecord {
  return typeof value === 'object' && value !== null;
}

function excerpt(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 60);
}

/** The interactions of the existing file. */
function interactionsOf(
  file: string,
  text: string,
  { consumer, provider, metadata }: PactFile,
): readonly UnknownRecord[] {
  const pact = parsed(file, text);
  const refuse = (reason: string) => new Error(`${file} ${reason}. It was left as it is; move it away`);
  if (!isObject(pact) || !Array.isArray(pact['interactions'])) throw refuse('is not a pact: it has no interactions');
  const [theirs, ours] = [partiesOf(pact), partiesOf({ consumer, provider })];
  if (theirs !== ours) throw refuse(`is a pact between ${theirs}, not between ${ours}`);
  const [old, current] = [versionOf(pact['metadata']), versionOf(metadata)];
  if (old !== current) throw refuse(`is a pact of specification ${old}, not ${current}`);
  return (pact['interactions'] as UnknownRecord[]).map((each) => normalized(each));
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const { reason = 'it cannot be read', line = 1, column = 1 } = jsonMistake(text);
    throw new Error(`${file}:${line}:${column}: not JSON: ${reason}. The file was left as it is`, { cause });
  }
}

function partiesOf({ consumer, provider }: UnknownRecord): string {
  const name = (party: unknown) => JSON.stringify(isObject(party) ? party['name'] : undefined) ?? 'an unnamed party';
  return `${name(consumer)} and ${name(provider)}`;
}

function versionOf(metadata: unknown): string {
  const { pactSpecification } = isObject(metadata) ? metadata : {};
  return String(isObject(pactSpecification) ? pactSpecification['version'] : 'unknown');
}

/**
 * A copy with sorted keys and without repeated matching rules: the order of Pact's keys is not stable, and where a list
 * has several examples, Pact writes the rules of each for all of its items.
 */
function normalized<Value>(value: Value, inRules = false): Value {
  if (Array.isArray(value)) return value.map((each: unknown) => normalized(each, inRules)) as Value;
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(
    keys.map((key) => {
      const inside = inRules || key === 'matchingRules';
      const copy = normalized(value[key], inside);
      return [key, inRules && key === 'matchers' && Array.isArray(copy) ? distinct(copy) : copy];
    }),
  ) as Value;
}

function distinct(values: readonly unknown[]): unknown[] {
  return [...new Map(values.map((each) => [JSON.stringify(each), each])).values()];
}
