/**
 * Replies that the contract allows and that a client may not expect. Each surprise changes a reply by its schema, and
 * the result is valid again. An unknown field is valid too: without `additionalProperties`, JSON Schema 2020-12 allows
 * any (core, 10.3.2.3), and Stripe counts new properties and another order of them among the changes that break no
 * client (docs.stripe.com/upgrades). One surprise is not valid: a new value of an enumeration, which the contract as it
 * stands closes. It is legal in time only: Google's rules let an API add values within a version (google.aip.dev/180).
 */
import type { ReplySchema } from '../contract/compile-replies.ts';
import { isObject, type Json, type JsonObject } from '../lib/json.ts';

/** Changes a reply. @returns undefined when the reply has nothing that can be changed so */
export type Surprise = (schema: ReplySchema, body: Json) => Json | undefined;

/** Characters of a text whose length the contract does not bound. */
const LONGEST_TEXT = 10_000;
/** Items of the long list. */
const MOST_ITEMS = 1_000;
/** A value that no enumeration of the contract has. */
const NEW_VALUE = 'added-later';
/** A name that the contract does not have. */
const NEW_FIELD = 'added_later';

/** All surprises, by what they are called in the report. */
export const surprises = {
  'fields left out': (schema, body) => changed(body, eachTop(schema, body, withoutOptional)),
  'inner fields left out': (schema, body) => changed(body, eachTop(schema, body, withoutInnerOptional)),
  'null where allowed': (schema, body) => changed(body, eachTop(schema, body, withNulls)),
  'new enum value': (schema, body) => changed(body, eachTop(schema, body, withNewValues)),
  'unknown field': (schema, body) => changed(body, eachTop(schema, body, withUnknownField)),
  'longest texts': (schema, body) => changed(body, eachTop(schema, body, withLongTexts)),
  fractions: (schema, body) => changed(body, eachTop(schema, body, withFractions)),
  'other order': (_, body) => changed(body, reversed(body)),
  'empty list': (schema, body) => (isList(schema) ? changed(body, []) : undefined),
  '1,000 items': (schema, body) => (isList(schema) && Array.isArray(body) ? longList(schema, body) : undefined),
} as const satisfies Readonly<Record<string, Surprise>>;

/** The name of a surprise. */
export type SurpriseName = keyof typeof surprises;

/** Those that change nothing that a client may read: whatever a suite asserts of values must go on holding. */
export const harmless: ReadonlySet<SurpriseName> = new Set(['unknown field', 'other order']);

function changed(before: Json, after: Json): Json | undefined {
  return JSON.stringify(before) === JSON.stringify(after) ? undefined : after;
}

function isList({ type }: ReplySchema): boolean {
  return [type].flat().includes('array');
}

/** Changes the object that a reply is, or each item of the list that it is. */
function eachTop(schema: ReplySchema, body: Json, change: (schema: ReplySchema, value: Json) => Json): Json {
  if (!Array.isArray(body)) return change(schema, body);
  return (body as readonly Json[]).map((item) => change(schema.items ?? {}, item));
}

/** Changes the values inside a value, which may be of any depth. */
function eachInside(schema: ReplySchema, value: Json, change: (schema: ReplySchema, value: Json) => Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => change(schema.items ?? {}, item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      const property = propertyOf(schema, name);
      return [name, property === undefined ? each : change(property, each)];
    }),
  );
}

function propertyOf({ properties = {}, additionalProperties }: ReplySchema, name: string): ReplySchema | undefined {
  return Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
}

/** Of a free-form object, all is what a client put there, so nothing of it is left out. */
function withoutOptional({ properties, required = [] }: ReplySchema, value: Json): Json {
  if (!isObject(value) || properties === undefined) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => required.includes(name)));
}

function withoutInnerOptional(schema: ReplySchema, value: Json): Json {
  const emptied = (inner: ReplySchema, each: Json): Json =>
    Array.isArray(each) ? eachInside(inner, each, emptied) : withoutOptional(inner, each);
  return eachInside(schema, value, emptied);
}

/** Also where the field was not there. */
function withNulls(schema: ReplySchema, value: Json): Json {
  if (!isObject(value)) return value;
  const nullable = Object.entries(schema.properties ?? {}).filter(([, { type }]) => [type].flat().includes('null'));
  return { ...value, ...Object.fromEntries(nullable.map(([name]) => [name, null])) };
}

function withNewValues(schema: ReplySchema, value: Json): Json {
  if (typeof value === 'string') return schema.enum === undefined ? value : NEW_VALUE;
  return eachInside(schema, value, withNewValues);
}

function withUnknownField(_: ReplySchema, value: Json): Json {
  return isObject(value) ? { ...value, [NEW_FIELD]: { since: 'a later version', values: [1, null] } } : value;
}

/** Leaves ids and whatever has a fixed length as it is. */
function withLongTexts(schema: ReplySchema, value: Json): Json {
  if (typeof value !== 'string') {
    const { id, organization_id, ...others } = isObject(value) ? value : {};
    const inside = eachInside(schema, isObject(value) ? others : value, withLongTexts);
    if (!isObject(inside)) return inside;
    return { ...(id !== undefined && { id }), ...(organization_id !== undefined && { organization_id }), ...inside };
  }
  const { enum: values, const: fixed, minLength, maxLength = LONGEST_TEXT } = schema;
  if (values !== undefined || fixed !== undefined || maxLength === minLength) return value;
  return value.padEnd(maxLength, ' and on');
}

function withFractions(schema: ReplySchema, value: Json): Json {
  if (typeof value === 'number') return schema.type === 'number' && Number.isInteger(value) ? value + 0.5 : value;
  return eachInside(schema, value, withFractions);
}

function reversed(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(reversed);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, each]) => [name, reversed(each)]),
  );
}

/** The items of the list, and then copies of the first one, or of the contract's examples, with ids of their own. */
function longList({ items = {} }: ReplySchema, body: readonly Json[]): Json | undefined {
  if (body.length >= MOST_ITEMS) return undefined;
  const first = isObject(body[0]) ? body[0] : exampleOf(items);
  const more = Array.from({ length: MOST_ITEMS - body.length }, (_, index) => ({
    ...first,
    id: (index + 1).toString(16).padStart(24, '0'),
  }));
  return [...body, ...more];
}

function exampleOf({ properties = {}, required = [] }: ReplySchema): JsonObject {
  return Object.fromEntries(required.map((name) => [name, properties[name]?.examples?.[0] ?? '']));
}
