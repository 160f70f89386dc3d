import type { ReplySchema } from '../../contract/compile-replies.ts';

/** Values that the contract promises for a place. */
export interface PromisedValues {
  readonly values: readonly unknown[];
  /** Whether these are all values; otherwise they are samples. Null is left out: whether a value is there is a matter of states. */
  readonly complete: boolean;
}

/** Texts of different forms. Those of a fixed length repeat them. */
const TEXTS = ['x', '7', 'Two words, 1.', '08:00', '+14155550134', 'aÄ-_/'];
const NUMBERS = [10, 2.5];

/** The values that a schema allows at a place, or samples of them. No values: any value may stand there. */
export function promisedValues(schema: ReplySchema): PromisedValues {
  if (schema.const !== undefined) return { values: [schema.const], complete: true };
  if (schema.enum !== undefined) return { values: schema.enum.filter((each) => each !== null), complete: true };
  const types = typesOf(schema).filter((type) => type !== 'null');
  const values = types.flatMap((type): unknown[] => {
    if (type === 'string') return textsOf(schema);
    if (type === 'number') return NUMBERS;
    if (type === 'integer') return [10];
    if (type === 'boolean') return [true, false];
    return [type === 'array' ? [] : {}];
  });
  return { values, complete: types.length === 1 && types[0] === 'boolean' };
}

/** The types that a schema allows; none: all. */
export function typesOf({ type }: ReplySchema): readonly string[] {
  return type === undefined ? [] : [type].flat();
}

/** The type of a JSON value, in the words of JSON Schema. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/**
 * Sample texts. Where the contract shows examples, their form counts as promised: the samples are the examples, and
 * texts of the same form. Elsewhere they have different forms, so that a rule for one form refuses some.
 */
function textsOf(schema: ReplySchema): string[] {
  const examples = (schema.examples ?? []).filter((each) => typeof each === 'string');
  if (examples.length > 0) return [...examples, ...examples.map(sameForm)];
  return [...new Set(TEXTS.map((text) => ofLength(text, schema)))];
}

/** Another text with the same kinds of characters: `08:00` gives `19:11`. Hexadecimal letters stay hexadecimal. */
function sameForm(text: string): string {
  const last = /^[0-9a-f]+$/.test(text) ? 'f' : 'z';
  return text.replace(/[0-9a-zA-Z]/g, (each) => {
    if (each === last) return 'a';
    if (each === 'Z') return 'A';
    return each === '9' ? '0' : String.fromCharCode(each.charCodeAt(0) + 1);
  });
}

/** A text of a length that the schema allows. */
function ofLength(text: string, { minLength = 0, maxLength = Infinity }: ReplySchema): string {
  return text.length >= minLength ? text.slice(0, maxLength) : text.repeat(minLength).slice(0, minLength);
}

/** Whether a schema bounds the length of texts. */
export function isBounded({ minLength, maxLength }: ReplySchema): boolean {
  return maxLength !== undefined || (minLength ?? 0) > 1;
}

/** Whether a value, without the values inside it, conforms to a schema. */
export function allows(schema: ReplySchema, value: unknown): boolean {
  const { minLength = 0, maxLength = Infinity, minItems = 0 } = schema;
  const types = typesOf(schema);
  const isWhole = types.includes('integer') && Number.isInteger(value);
  if (types.length > 0 && !types.includes(typeOf(value)) && !isWhole) return false;
  if (schema.const !== undefined && schema.const !== value) return false;
  if (schema.enum !== undefined && !(schema.enum as readonly unknown[]).includes(value)) return false;
  if (Array.isArray(value)) return value.length >= minItems;
  if (typeof value !== 'string') return true;
  const { length } = [...value];
  return length >= minLength && length <= maxLength;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

/** What a schema promises, in words. */
export function described(schema: ReplySchema): string {
  const { minLength, maxLength, minItems } = schema;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return `one of ${schema.enum.map((each) => JSON.stringify(each)).join(', ')}`;
  const names = typesOf(schema).map((type) => {
    const name = TYPE_NAMES[type] ?? type;
    if (type === 'array' && minItems !== undefined) return `${name} of at least ${minItems}`;
    if (type !== 'string' || (minLength === undefined && maxLength === undefined)) return name;
    if (minLength === maxLength) return `${name} of ${minLength} characters`;
    return maxLength === undefined
      ? minLength === 1
        ? `${name} that is not empty`
        : `${name} of at least ${minLength} characters`
      : `${name} of ${minLength ?? 0} to ${maxLength} characters`;
  });
  return names.join(' or ');
}
