import { isDeepStrictEqual } from 'node:util';
import { jsonMistake } from '../../lib/json-mistake.ts';
import { pointerStep } from './mistakes.ts';
import { replaceFile } from './replace-file.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** A pact file as far as it is looked at here. */
interface PactFile {
  readonly consumer: { readonly name: string };
  readonly provider: { readonly name: string };
  readonly interactions: readonly JsonObject[];
  readonly metadata: JsonObject;
}

/** A pact file that tests, also of other processes, put their interactions into. */
export interface SharedPactFile {
  /**
   * Puts the interactions of a pact as Pact wrote it into the file, each in the place of an older one of the same
   * description and states. The file has the same bytes whatever the order, the number and the processes in which
   * interactions come; Pact's own merging loses some of those that several processes write.
   *
   * @param fresh the text that Pact wrote
   * @throws Error when the file is no pact between the same two, or when one of the interactions was described
   *   differently here before; the file is then left as it is
   */
  keep(fresh: string): Promise<void>;
}

export function createSharedPactFile(file: string): SharedPactFile {
  const kept = new Map<string, JsonObject>();
  return {
    async keep(fresh) {
      const pact = sorted(JSON.parse(fresh) as PactFile);
      for (const each of pact.interactions) refuseContradiction(kept.get(identityOf(each)), each);
      await replaceFile(file, (before) => {
        const old = before === undefined ? [] : interactionsOf(file, before, pact);
        const byIdentity = new Map([...old, ...pact.interactions].map((each) => [identityOf(each), each]));
        const interactions = [...byIdentity].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each);
        return `${JSON.stringify({ ...pact, interactions }, null, 2)}\n`;
      });
      for (const each of pact.interactions) kept.set(identityOf(each), each);
    },
  };
}

/** What makes an interaction another one than the next. Pact looks at the names of states only, and loses some. */
function identityOf({ description, providerStates = [], type }: JsonObject): string {
  return JSON.stringify([description, providerStates, type]);
}

/** Between processes nobody can tell two tests of one run from the test before and after a change. */
function refuseContradiction(before: JsonObject | undefined, now: JsonObject): void {
  const place = before && differenceOf(before, now);
  if (place === undefined) return;
  throw new Error(
    `Two tests describe the interaction ${inWords(now)} differently, first at ${place}. Give one of them another description`,
  );
}

function inWords({ description, providerStates = [] }: JsonObject): string {
  const states = (providerStates as { name: string; params?: object }[]).map(
    ({ name, params }) => `"${name}"${params ? ` ${JSON.stringify(params)}` : ''}`,
  );
  return `"${String(description)}"${states.length > 0 ? ` (given ${states.join(', ')})` : ''}`;
}

/** JSON pointer to the first place where two values differ, with what stands there; undefined when they are the same. */
function differenceOf(one: unknown, other: unknown, pointer = ''): string | undefined {
  if (isDeepStrictEqual(one, other)) return undefined;
  if (!isObject(one) || !isObject(other)) return `${pointer}: ${excerpt(one)} and ${excerpt(other)}`;
  const keys = Object.keys({ ...one, ...other });
  const differences = keys.map((key) => differenceOf(one[key], other[key], pointer + pointerStep(key)));
  return differences.find((each) => each !== undefined);
}

function excerpt(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 60);
}

/** The interactions of a file that is there already. */
function interactionsOf(file: string, text: string, { consumer, provider, metadata }: PactFile): readonly JsonObject[] {
  const pact = parsed(file, text);
  const refuse = (reason: string) => new Error(`${file} ${reason}. It was left as it is; move it out of the way`);
  if (!isObject(pact) || !Array.isArray(pact['interactions'])) throw refuse('is not a pact: it has no interactions');
  const [theirs, ours] = [partiesOf(pact), partiesOf({ consumer, provider })];
  if (theirs !== ours) throw refuse(`is a pact between ${theirs}, not between ${ours}`);
  const [old, current] = [versionOf(pact['metadata']), versionOf(metadata)];
  if (old !== current) throw refuse(`is a pact of specification ${old}, not ${current}`);
  return (pact['interactions'] as JsonObject[]).map((each) => sorted(each));
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const { reason = 'it cannot be read', line = 1, column = 1 } = jsonMistake(text);
    throw new Error(`${file}:${line}:${column}: not JSON: ${reason}. The file was left as it is`, { cause });
  }
}

function partiesOf({ consumer, provider }: JsonObject): string {
  const name = (party: unknown) => JSON.stringify(isObject(party) ? party['name'] : undefined) ?? 'nobody';
  return `${name(consumer)} and ${name(provider)}`;
}

function versionOf(metadata: unknown): string {
  const { pactSpecification } = isObject(metadata) ? metadata : {};
  return String(isObject(pactSpecification) ? pactSpecification['version'] : 'unknown');
}

/**
 * A copy with its keys in order, since Pact keeps some of them in none. Where a list has several examples, Pact notes
 * the rules of each for all of its items; a rule need not be there twice.
 */
function sorted<Value>(value: Value, inRules = false): Value {
  if (Array.isArray(value)) return value.map((each: unknown) => sorted(each, inRules)) as Value;
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(
    keys.map((key) => {
      const inside = inRules || key === 'matchingRules';
      const copy = sorted(value[key], inside);
      return [key, inRules && key === 'matchers' && Array.isArray(copy) ? distinct(copy) : copy];
    }),
  ) as Value;
}

function distinct(values: readonly unknown[]): unknown[] {
  return [...new Map(values.map((each) => [JSON.stringify(each), each])).values()];
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}
