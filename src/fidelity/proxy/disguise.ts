/**
 * Replaces personal data in use cases by fakes that derive from a seed: the same value becomes the same fake, wherever it
 * stands and in every run with that seed.
 */
import type { Fields } from '../../contract/types.ts';
import { isObject } from '../../lib/guards.ts';
import { toPointer, type JsonPath } from '../../lib/json-pointer.ts';
import { hash128, integer, randomOf } from '../../lib/random.ts';
import type { Fakes } from '../../use-cases/fakes/fakes.ts';
import { finderOf, kindOf, knownPersonal, secretOf, type Known, type PersonalKind } from './personal-data.ts';

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

const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const ADDRESS = /\bhttps?:\/\/[^\s"'<>)]+/gi;
/** 8 to 15 digits with what people write between them. Dates and ids of hexadecimal digits are none. */
const PHONE = /(?<![\w.#-])\+?\(?\d[\d\s()./-]{5,20}\d(?![\w-])/g;
const DATE = /^\d{4}-\d\d-\d\d$/;
/** The rest of a number, as people write it who are at home there. */
const SHORT_PHONE = /(?<![\w.#/-])\d{3}[\s.-]?\d{4}(?![\w-])/g;

/**
 * @param useCases all of them: what is personal in one field is replaced in the texts of each use case as well
 * @param fakes makes names that look like names of use cases
 */
export async function createDisguise(seed: number, useCases: readonly Fields[], fakes: Fakes): Promise<Disguise> {
  const found = new Map<PersonalKind, { values: Set<string>; places: Set<string> }>();
  const complete = await fakes.completer({}, 'recorded');
  const known = knownPersonal(useCases);
  const finder = finderOf(known);
  const tails = tailsOf([...known.values()].flatMap(({ kind, value }) => (kind === 'phone' ? [value] : [])));

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
    return `https://${fakeHost(host)}/${hex('addresses of webhooks', value)}`;
  }

  const fakeHost = (host: string) => `host-${hex('addresses of webhooks', host)}.example`;

  /** What is known to be personal from a field stands in a text. */
  function mentioned(found: string, path: JsonPath): string {
    const its: Known | undefined = known.get(found.toLowerCase());
    if (its === undefined) return found;
    const { kind, value } = its;
    // A single word may be an ordinary one as well.
    const isOther = !value.includes(' ') && ![value, value.toUpperCase()].includes(found);
    if (kind === 'name') return isOther ? found : name(value, path);
    if (kind === 'phone') return phone(value, path);
    if (kind === 'secret') return secret(value, path);
    note('addresses of webhooks', value, path);
    return fakeHost(value);
  }

  function shortPhone(found: string, path: JsonPath): string {
    const whole = tails.get(found.replace(/\D/g, ''));
    if (whole === undefined) return found;
    const fake = phone(whole, path).replace(/\D/g, '').slice(-7);
    let index = 0;
    return found.replace(/\d/g, () => fake[index++] as string);
  }

  function secret(value: string, path: JsonPath): string {
    const kept = secretOf(value);
    note('secrets', kept, path);
    return `${value.slice(0, value.length - kept.length)}fake-${hex('secrets', kept)}`;
  }

  /** Texts are written by people, so anything may stand in them. */
  function text(value: string, path: JsonPath): string {
    const isFake = (each: string) => each.endsWith('@example.com');
    const parts: [RegExp, (found: string) => string][] = [
      [ADDRESS, (each) => address(each, path)],
      [EMAIL, (each) => (isFake(each) ? each : email(each, path))],
      ...(finder ? [[finder, (each) => mentioned(each, path)] as (typeof parts)[0]] : []),
      [PHONE, (each) => (isPhone(each) ? phone(each, path) : each)],
      [SHORT_PHONE, (each) => shortPhone(each, path)],
    ];
    return replaceInTurn(value, parts);
  }

  const makers = { name, phone, address, secret, personal, text, kept: (value: string) => value };

  function visit(value: unknown, path: JsonPath, holder: unknown): unknown {
    if (Array.isArray(value)) return value.map((each, index) => visit(each, [...path, index], value));
    if (isObject(value))
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, visit(each, [...path, key], value)]));
    return typeof value !== 'string' || value.trim() === '' ? value : makers[kindOf(path, holder)](value, path);
  }

  /** What is neither a number nor an address is a name. */
  function personal(value: string, path: JsonPath): string {
    if (known.has(value.trim().toLowerCase())) return mentioned(value.trim(), path);
    const shown = text(value, path);
    return shown === value ? name(value, path) : shown;
  }

  return {
    disguise: (useCase) => visit(useCase, [], undefined) as Fields,
    replaced: () =>
      [...found].map(([what, { values, places }]) => ({ what, values: values.size, places: [...places].sort() })),
  };
}

/** Replaces by each pattern in turn; what one has put in is no text for those that follow. */
function replaceInTurn(value: string, parts: readonly (readonly [RegExp, (found: string) => string])[]): string {
  let pieces: { readonly text: string; readonly isFake: boolean }[] = [{ text: value, isFake: false }];
  for (const [pattern, fake] of parts)
    pieces = pieces.flatMap((piece) => {
      if (piece.isFake) return [piece];
      const cut: typeof pieces = [];
      let end = 0;
      for (const { 0: found, index } of piece.text.matchAll(pattern)) {
        const made = fake(found);
        if (made === found) continue;
        cut.push({ text: piece.text.slice(end, index), isFake: false }, { text: made, isFake: true });
        end = index + found.length;
      }
      return [...cut, { text: piece.text.slice(end), isFake: false }];
    });
  return pieces.map(({ text }) => text).join('');
}

/** Numbers by their last seven digits, which is how they are told within one area of North America. */
function tailsOf(numbers: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    numbers.flatMap((each) => {
      const digits = each.replace(/\D/g, '');
      return NORTH_AMERICAN.test(digits) ? [[digits.slice(-7), each] as const] : [];
    }),
  );
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
