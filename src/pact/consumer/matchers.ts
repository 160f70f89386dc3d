/**
 * Pact's matchers, which are plain objects. They are made here, so that describing a reply does not load Pact with its
 * native library; test/pact/consumer/like.test.ts compares them with Pact's own.
 */
import type { ReplySchema } from '../../contract/compile-replies.ts';
import { isObject, type UnknownRecord } from '../../lib/guards.ts';
import type { Matcher, ProviderStateValue, RegexMatcher } from './pact-types.ts';

/** Any matcher of Pact. */
export type AnyMatcher = Matcher<unknown>;

/** JSON with matchers in it, as `jsonBody` takes it. */
export type Template = null | boolean | number | string | AnyMatcher | readonly Template[] | TemplateObject;
/** A template that is an object. */
export interface TemplateObject {
  readonly [name: string]: Template;
}

const TYPE = 'pact:matcher:type';

/** Whether a value is a matcher of Pact. */
export function isMatcher(value: unknown): value is AnyMatcher {
  return isObject(value) && TYPE in value;
}

/** The example of a matcher; undefined when it has none. */
export function exampleOf(matcher: AnyMatcher): unknown {
  return (matcher as { variants?: unknown }).variants ?? matcher.value;
}

/** Matches any value of the example's type, and inside it any value of the type of each part. */
export function ofType<Value>(value: Value, atLeast?: number): Matcher<Value> {
  return { [TYPE]: 'type', value, ...(atLeast !== undefined && { min: atLeast }) };
}

/** Matches a text when the pattern matches all of it. */
export function ofPattern(pattern: string, value: string): RegexMatcher {
  return { [TYPE]: 'regex', regex: `^${pattern}$`, value };
}

/** Matches a list that contains an item like each of these, at any position. */
export function containing(variants: readonly Template[]): AnyMatcher {
  return { [TYPE]: 'arrayContains', variants } as AnyMatcher;
}

/**
 * A value of a *request*, such as an id, that Pact takes from the values of the provider's state during verification.
 * It does so for requests only. Where the state gives no such value, Pact silently uses the example.
 *
 * @param expression such as `/api/v1/use-cases/${id}`
 * @param example the value in the consumer's test
 */
export function fromProviderState<Value>(expression: string, example: Value): ProviderStateValue<Value> {
  return { [TYPE]: 'type', 'pact:generator:type': 'ProviderState', expression, value: example };
}

/**
 * Replaces each value by a matcher for what its schema promises. Matchers stay as they are.
 *
 * @param value must conform to the schema; `mistakes` tells whether it does
 */
export function templateOf(schema: ReplySchema, value: unknown): Template {
  if (isMatcher(value)) return value;
  if (value === null) return { [TYPE]: 'null', value: null };
  if (schema.const !== undefined) return value as Template;
  if (schema.enum !== undefined) return ofPattern(`(${schema.enum.map(escapePattern).join('|')})`, value as string);
  // The contract says nothing about this value: only the types of its parts are known.
  if (schema.type === undefined) return ofType(value);
  if (Array.isArray(value)) {
    // Without a matcher, [] would match only the empty list.
    return value.length === 0
      ? ofType([])
      : ofType(
          value.map((item) => templateOf(schema.items ?? {}, item)),
          1,
        );
  }
  if (isObject(value)) return objectTemplate(schema, value);
  if (typeof value === 'number') return { [TYPE]: schema.type === 'integer' ? 'integer' : 'number', value };
  const { minLength, maxLength } = schema;
  return minLength !== undefined && minLength === maxLength
    ? ofPattern(`.{${minLength}}`, value as string)
    : ofType(value);
}

function objectTemplate(schema: ReplySchema, fields: UnknownRecord): TemplateObject {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, templateOf(propertyOf(schema, name) ?? {}, value)]));
}

/** The schema of a property; undefined when the contract has none of that name. */
export function propertyOf(schema: ReplySchema, name: string): ReplySchema | undefined {
  const { properties = {}, additionalProperties } = schema;
  return Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
}

function escapePattern(value: unknown): string {
  return String(value).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
