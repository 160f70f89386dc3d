/** Which values of use cases are personal, and where else they stand. */
import type { Fields } from '../../contract/types.ts';
import { isObject } from '../../lib/guards.ts';
import type { JsonPath } from '../../lib/json-pointer.ts';
import { isSecretName } from '../../lib/secrets.ts';

/** A kind of data that is replaced. */
export type PersonalKind = 'names' | 'phone numbers' | 'e-mail addresses' | 'addresses of webhooks' | 'secrets';

/** What a text is. `personal`: a name, unless it is a number or an address. `text`: anything may stand in it. */
export type TextKind = 'name' | 'phone' | 'address' | 'secret' | 'personal' | 'text' | 'kept';

/** A value that is known from a field. */
export interface Known {
  readonly kind: Exclude<TextKind, 'personal' | 'text' | 'kept'>;
  readonly value: string;
}

/** Parameters, and what is extracted from calls, that are about a person by their names. */
const PERSONAL = /name$|contact|person|customer|address|phone|mail|manager|signed_by/i;
/** Those whose words are names by themselves. */
const PERSON = /name$|contact|person|customer|manager|signed_by/i;
const NO_PERSON = /company|business|organi[sz]ation|product|street|city|address/i;
/** Names that are shorter stand in many words. */
const SHORTEST_NAME = 4;
/** The same for a word of a name, which stands alone and has a capital letter. */
const NAME_WORD = /^\p{Lu}[\p{L}'’-]{2,}$/u;
/** What is shorter may be a word. */
const SHORTEST_SECRET = 8;

/**
 * @param path of the text in its use case
 * @param holder the object that has it
 */
export function kindOf(path: JsonPath, holder: unknown): TextKind {
  const [field] = path;
  const key = String(path.at(-1));
  if (field === 'id') return 'kept';
  if (field === 'name') return 'name';
  if (field === 'transfer_number') return 'phone';
  if (field === 'hooks' && key === 'url') return 'address';
  if (field === 'hooks' && key === 'value') return 'secret';
  if (field === 'params' && path.some((step) => isSecretName(String(step)))) return 'secret';
  return PERSONAL.test(subjectOf(path, holder)) ? 'personal' : 'text';
}

/** What a parameter, or an example of what is extracted, is called; empty for every other text. */
function subjectOf(path: JsonPath, holder: unknown): string {
  const key = String(path.at(-1));
  if (path[0] === 'params') return key;
  const isExample = path[0] === 'extract_with_ai' && key === 'example';
  return isExample && isObject(holder) ? String(holder['name']) : '';
}

/** Collects what is known to be personal, by the way in which it is found in other texts: in lower case. */
export function knownPersonal(useCases: readonly Fields[]): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>();
  const add = (kind: Known['kind'], value: string, shortest: number) => {
    const found = value.trim();
    if (found.length >= shortest && !known.has(found.toLowerCase()))
      known.set(found.toLowerCase(), { kind, value: found });
  };

  function visit(value: unknown, path: JsonPath, holder: unknown): void {
    if (Array.isArray(value)) return value.forEach((each, index) => visit(each, [...path, index], value));
    if (isObject(value)) {
      for (const [key, each] of Object.entries(value)) visit(each, [...path, key], value);
      return;
    }
    if (typeof value !== 'string') return;
    const kind = kindOf(path, holder);
    if (kind === 'name') add('name', value, SHORTEST_NAME);
    if (kind === 'phone') add('phone', value, SHORTEST_NAME);
    if (kind === 'secret') add('secret', secretOf(value), SHORTEST_SECRET);
    if (kind === 'address') add('address', URL.parse(value)?.host ?? '', SHORTEST_NAME);
    if (kind === 'personal') addPerson(value, subjectOf(path, holder));
  }

  function addPerson(value: string, subject: string): void {
    // Addresses, and numbers as a whole, are recognised wherever they stand.
    if (/^[+\d][\d\s()./-]{7,}$/.test(value)) add('phone', value, SHORTEST_NAME);
    if (!/^[^\d@]+$/.test(value)) return;
    add('name', value, SHORTEST_NAME);
    if (!PERSON.test(subject) || NO_PERSON.test(subject)) return;
    for (const word of value.split(/\s+/)) if (NAME_WORD.test(word)) add('name', word, 3);
  }

  for (const each of useCases) visit(each, [], undefined);
  return known;
}

/** A secret without the scheme in front of it. */
export function secretOf(value: string): string {
  return /^(?:bearer|basic|token) +(.*)$/i.exec(value)?.[1] ?? value;
}

/** Finds what is known in a text, as words of their own. Undefined: there is nothing to be found. */
export function finderOf(known: ReadonlyMap<string, Known>): RegExp | undefined {
  if (known.size === 0) return undefined;
  // One may begin with another.
  const all = [...known.keys()].sort((one, other) => other.length - one.length);
  const pattern = all.map((each) => each.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)).join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'giu');
}
