/**
 * Replaces personal data in use cases by fakes that derive from a seed: the same value becomes the same fake, wherever it
 * stands and in every run with that seed.
 */
import type { Fields } from '../../contract/types.ts';
import { isObject } from '../../lib/guards.ts';
import { toPointer, type JsonPath } from '../../lib/json-pointer.ts';
import { isSecretName } from '../../lib/secrets.ts';
import { hash128, integer, randomOf } from '../../lib/random.ts';
import type { Fakes } from '../../use-cases/fakes/fakes.ts';

/** A kind of data that is replaced. */
export type PersonalKind = 'names' | 'phone numbers' | 'e-mail addresses' | 'addresses of webhooks' | 'secrets';

/** What was replaced, without the values. */
export interface Replaced {
  readonly what: PersonalKind;
  /** How many different values. */
  readonly values: number;
  /** Where they stood: JSON pointers into a use case, with `*` for any item of a list. */
  readonly places: readonly string[];
}

export interface Disguise {
  /** A use case with fakes in it. */
  disguise(useCase: Fields): Fields;
  replaced(): readonly Replaced[];
}

/** Names that are shorter stand in many words. */
const SHORTEST_NAME = 4;
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const ADDRESS = /\bhttps?:\/\/[^\s"'<>)]+/gi;
/** 8 to 15 digits with what people write between them. Dates and ids of hexadecimal digits are none. */
const PHONE = /(?<![\w.#-])\+?\(?\d[\d\s()./-]{5,20}\d(?![\w-])/g;
const DATE = /^\d{4}-\d\d-\d\d$/;
/** Parameters, and what is extracted from calls, that are about a person by their names. */
const PERSONAL = /name$|contact|person|customer|address|phone|mail|manager|signed_by/i;

/**
 * @param names names of all use cases: where one stands in another text, it is replaced there as well
 * @param fakes makes names that look like names of use cases
 */
export async function createDisguise(seed: number, names: readonly string[], fakes: Fakes): Promise<Disguise> {
  const found = new Map<PersonalKind, { values: Set<string>; places: Set<string> }>();
  const complete = await fakes.completer({}, 'recorded');
  const known = [...new Set(names)]
    .filter((name) => name.trim().length >= SHORTEST_NAME)
    // One may begin with another.
    .sort((one, other) => other.length - one.length);

  function note(kind: PersonalKind, value: string, path: JsonPath): void {
    const entry = found.get(kind) ?? { values: new Set(), places: new Set() };
    found.set(kind, entry);
    entry.values.add(value);
    entry.places.add(toPointer(path).replace(/\/\d+(?=\/|$)/g, '/*'));
  }

  const code = (kind: PersonalKind, value: string) => hash128(`${seed}/${kind}/${value}`)[0];
  const hex = (kind: PersonalKind, value: string) => code(kind, value).toString(16).padStart(8, '0');

  function name(value: string, path: JsonPath): string {
    note('names', value, path);
    const number = code('names', value);
    return `${complete(number).name ?? 'Use case'} ${String(number % 10_000).padStart(4, '0')}`;
  }

  function phone(value: string, path: JsonPath): string {
    note('phone numbers', sameNumber(value), path);
    return fakeNumber(value, seed);
  }

  function email(value: string, path: JsonPath): string {
    note('e-mail addresses', value.toLowerCase(), path);
    return `person-${hex('e-mail addresses', value.toLowerCase())}@example.com`;
  }

  function address(value: string, path: JsonPath): string {
    note('addresses of webhooks', value, path);
    const host = URL.parse(value)?.host ?? value;
    return `https://host-${hex('addresses of webhooks', host)}.example/${hex('addresses of webhooks', value)}`;
  }

  function secret(value: string, path: JsonPath): string {
    const [, scheme = '', kept = value] = /^((?:bearer|basic|token) +)(.*)$/i.exec(value) ?? [];
    note('secrets', kept, path);
    return `${scheme}fake-${hex('secrets', kept)}`;
  }

  /** Texts are written by people, so anything may stand in them. */
  function text(value: string, path: JsonPath): string {
    let result = value
      .replace(ADDRESS, (each) => address(each, path))
      .replace(EMAIL, (each) => (each.endsWith('@example.com') ? each : email(each, path)))
      .replace(PHONE, (each) => (isPhone(each) ? phone(each, path) : each));
    for (const each of known) if (result.includes(each)) result = result.replaceAll(each, name(each, path));
    return result;
  }

  function visit(value: unknown, path: JsonPath): unknown {
    if (Array.isArray(value)) return value.map((each, index) => visit(each, [...path, index]));
    if (isObject(value))
      return Object.fromEntries(
        Object.entries(value).map(([key, each]) => {
          const place = [...path, key];
          const isExample = path[0] === 'extract_with_ai' && key === 'example' && typeof each === 'string';
          return [key, isExample && PERSONAL.test(String(value['name'])) ? personal(each, place) : visit(each, place)];
        }),
      );
    if (typeof value !== 'string' || value.trim() === '' || path[0] === 'id') return value;
    const [field] = path;
    const key = String(path.at(-1));
    if (field === 'name') return name(value, path);
    if (field === 'transfer_number') return phone(value, path);
    if (field === 'hooks' && key === 'url') return address(value, path);
    if (field === 'hooks' && key === 'value') return secret(value, path);
    if (field === 'params' && path.some((step) => isSecretName(String(step)))) return secret(value, path);
    return field === 'params' && PERSONAL.test(key) ? personal(value, path) : text(value, path);
  }

  /** What is neither a number nor an address is a name. */
  function personal(value: string, path: JsonPath): string {
    if (value.trim() === '') return value;
    const shown = text(value, path);
    return shown === value ? name(value, path) : shown;
  }

  return {
    disguise: (useCase) => visit(useCase, []) as Fields,
    replaced: () =>
      [...found].map(([what, { values, places }]) => ({ what, values: values.size, places: [...places].sort() })),
  };
}

function isPhone(text: string): boolean {
  const count = text.replace(/\D/g, '').length;
  return count >= 8 && count <= 15 && !DATE.test(text.trim());
}

/** North America's numbers are often written without the digits of the country. */
const NORTH_AMERICAN = /^(?:1|001)?([2-9]\d{9})$/;

/** The digits of a number, the same however it is written. */
function sameNumber(value: string): string {
  const digits = value.replace(/\D/g, '');
  return NORTH_AMERICAN.exec(digits)?.[1] ?? digits.replace(/^00/, '');
}

/**
 * A number that looks like another one: as many digits, with the same signs between them. Numbers of North America get
 * the ending 555-01xx, which is kept free for fiction; of others the first two digits, the country, stay.
 */
function fakeNumber(value: string, seed: number): string {
  const digits = value.replace(/\D/g, '');
  const random = randomOf(`${seed}/phone/${sameNumber(value)}`);
  const of = (count: number) => Array.from({ length: count }, () => integer(random, 0, 9)).join('');
  const fake = NORTH_AMERICAN.test(digits)
    ? `${digits.slice(0, -10)}${integer(random, 2, 9)}${of(2)}55501${of(2)}`
    : digits.slice(0, 2) + of(Math.max(digits.length - 2, 0));
  let index = 0;
  return digits === ''
    ? `+1${integer(random, 2, 9)}${of(2)}55501${of(2)}`
    : value.replace(/\d/g, () => fake[index++] as string);
}
