import type { ReplySchema } from '../../contract/compile-replies.ts';
import { isObject, type UnknownRecord } from '../../lib/guards.ts';
import { toPointer, type JsonPath } from '../../lib/json-pointer.ts';
import { didYouMean, nearestName } from '../../lib/nearest-name.ts';
import { exampleOf, isMatcher, propertyOf } from './matchers.ts';

/**
 * Lists what an expected value has that the contract does not promise. Of a matcher, the example is checked.
 *
 * @param path where the value is in the reply
 * @returns a text for each mistake, which begins with a JSON pointer to its place
 */
export function mistakes(schema: ReplySchema, value: unknown, path: JsonPath = []): readonly string[] {
  if (isMatcher(value)) {
    const example = exampleOf(value);
    return example === undefined ? [] : mistakes(schema, example, path);
  }
  const wrong = wrongValue(schema, value);
  if (wrong !== undefined) return [`${toPointer(path) || '/'} ${wrong}`];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => mistakes(schema.items ?? {}, item, [...path, index]));
  }
  return isObject(value) ? wrongProperties(schema, value, path) : [];
}

/** The text for a name that is not in the contract, with the name that was probably meant. */
export function unknownName(name: string, known: readonly string[], what = 'property'): string {
  return `is not a ${what} that the contract knows${guess(name, known)}`;
}

/**
 * Refuses options that do not exist, for programs in plain JavaScript: a mistyped one would silently have no effect.
 *
 * @param caller the function that takes the options
 * @throws TypeError that names the option, and the one that was probably meant
 */
export function refuseUnknownOptions(caller: string, options: object, known: readonly string[]): void {
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) throw new TypeError(`${caller}: there is no option ${name}; ${didYouMean(name, known)}`);
  }
}

/**
 * Makes a mistyped member of an object say what it is. Other unknown names stay undefined: test runners ask objects for
 * members such as `then`.
 */
export function naming<Members extends object>(name: string, members: Members): Members {
  return new Proxy(members, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key);
      if (member !== undefined || typeof key !== 'string') return member;
      const meant = nearestName(key, Object.keys(target));
      if (meant !== undefined) throw new TypeError(`there is no ${name}.${key}; did you mean ${name}.${meant}?`);
      return undefined;
    },
  });
}

function guess(name: string, known: readonly string[]): string {
  const hint = didYouMean(name, known, '');
  return hint && `; ${hint}`;
}

function wrongProperties(schema: ReplySchema, value: UnknownRecord, path: JsonPath): readonly string[] {
  const given = Object.entries(value).filter(([, each]) => each !== undefined);
  const missing = (schema.required ?? []).filter((name) => !given.some(([each]) => each === name));
  return [
    ...missing.map((name) => `${toPointer([...path, name])} is missing, though the contract promises it`),
    ...given.flatMap(([name, each]) => {
      const place = [...path, name];
      const property = propertyOf(schema, name);
      if (property !== undefined) return mistakes(property, each, place);
      return schema.type === undefined
        ? mistakes({}, each, place)
        : [`${toPointer(place)} ${unknownName(name, Object.keys(schema.properties ?? {}))}`];
    }),
  ];
}

/** The mistake in a value itself, not in its items or properties. */
function wrongValue(schema: ReplySchema, value: unknown): string | undefined {
  const kind = kindOf(value);
  if (schema.const !== undefined && value !== schema.const) {
    return `must be ${JSON.stringify(schema.const)}, not ${formatValue(value)}`;
  }
  const types = [schema.type ?? kind].flat();
  if (!JSON_TYPES.has(kind)) return `must be JSON, not ${formatValue(value)}`;
  if (!types.includes(kind) && !(kind === 'integer' && types.includes('number'))) {
    return `must be ${types.join(' or ')}, not ${formatValue(value)}`;
  }
  if (schema.enum !== undefined && !schema.enum.includes(value as string)) return wrongMember(schema.enum, value);
  if (typeof value === 'string') return wrongLength(schema, value.length);
  if (Array.isArray(value) && value.length < (schema.minItems ?? 0)) {
    return `must have at least ${schema.minItems} item(s), not ${value.length}`;
  }
  return undefined;
}

function wrongMember(allowed: readonly unknown[], value: unknown): string {
  const hint = guess(String(value), allowed.map(String));
  return `must be one of ${allowed.join(', ')}, not ${formatValue(value)}${hint}`;
}

function wrongLength({ minLength = 0, maxLength = Infinity }: ReplySchema, length: number): string | undefined {
  if (length >= minLength && length <= maxLength) return undefined;
  const wanted =
    minLength === maxLength
      ? `exactly ${minLength}`
      : length < minLength
        ? `at least ${minLength}`
        : `at most ${maxLength}`;
  return `must have ${wanted} character(s), not ${length}`;
}

const JSON_TYPES = new Set(['null', 'array', 'object', 'string', 'boolean', 'integer', 'number']);

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value !== 'number') return typeof value;
  if (!Number.isFinite(value)) return String(value);
  return Number.isInteger(value) ? 'integer' : 'number';
}

function formatValue(value: unknown): string {
  const kind = kindOf(value);
  if (kind === 'object' || kind === 'array' || kind === 'null') return kind;
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 100)) : String(value);
}
