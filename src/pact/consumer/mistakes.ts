import type { ReplySchema } from '../../contract/compile-replies.ts';
import { nearestName } from '../../lib/nearest-name.ts';
import { exampleOf, isMatcher, propertyOf } from './matchers.ts';

/**
 * What an expected value has that the contract does not promise, each with the JSON pointer to its place; empty when
 * nothing. Of a matcher its example counts.
 */
export function mistakes(schema: ReplySchema, value: unknown, pointer = ''): readonly string[] {
  if (isMatcher(value)) {
    const example = exampleOf(value);
    return example === undefined ? [] : mistakes(schema, example, pointer);
  }
  const wrong = wrongItself(schema, value);
  if (wrong !== undefined) return [`${pointer || '/'} ${wrong}`];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => mistakes(schema.items ?? {}, item, `${pointer}/${index}`));
  }
  return typeof value === 'object' && value !== null ? wrongProperties(schema, value, pointer) : [];
}

/** What is wrong with a name that is not in the contract. */
export function unknownName(name: string, known: readonly string[], what = 'property'): string {
  const meant = nearestName(name, known);
  return `is not a ${what} that the contract knows${meant === undefined ? '' : `; did you mean "${meant}"?`}`;
}

/** One step of a JSON pointer. */
export function pointerStep(key: string | number): string {
  return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function wrongProperties(schema: ReplySchema, value: object, pointer: string): readonly string[] {
  const given = Object.entries(value).filter(([, each]) => each !== undefined);
  const missing = (schema.required ?? []).filter((name) => !given.some(([each]) => each === name));
  return [
    ...missing.map((name) => `${pointer}${pointerStep(name)} is missing, though the contract promises it`),
    ...given.flatMap(([name, each]) => {
      const place = pointer + pointerStep(name);
      const property = propertyOf(schema, name);
      if (property !== undefined) return mistakes(property, each, place);
      return schema.type === undefined
        ? mistakes({}, each, place)
        : [`${place} ${unknownName(name, Object.keys(schema.properties ?? {}))}`];
    }),
  ];
}

/** What is wrong with a value, its items and properties aside. */
function wrongItself(schema: ReplySchema, value: unknown): string | undefined {
  const kind = kindOf(value);
  if (schema.const !== undefined && value !== schema.const) {
    return `must be ${JSON.stringify(schema.const)}, not ${inWords(value)}`;
  }
  const types = [schema.type ?? kind].flat();
  if (!JSON_TYPES.has(kind)) return `must be JSON, not ${inWords(value)}`;
  if (!types.includes(kind) && !(kind === 'integer' && types.includes('number'))) {
    return `must be ${types.join(' or ')}, not ${inWords(value)}`;
  }
  if (schema.enum !== undefined && !schema.enum.includes(value as string)) return wrongMember(schema.enum, value);
  if (typeof value === 'string') return wrongLength(schema, value.length);
  if (Array.isArray(value) && value.length < (schema.minItems ?? 0)) {
    return `must have at least ${schema.minItems} item(s), not ${value.length}`;
  }
  return undefined;
}

function wrongMember(allowed: readonly unknown[], value: unknown): string {
  const meant = nearestName(String(value), allowed.map(String));
  const guess = meant === undefined ? '' : `; did you mean "${meant}"?`;
  return `must be one of ${allowed.join(', ')}, not ${inWords(value)}${guess}`;
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

function inWords(value: unknown): string {
  const kind = kindOf(value);
  if (kind === 'object' || kind === 'array' || kind === 'null') return kind;
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 100)) : String(value);
}
