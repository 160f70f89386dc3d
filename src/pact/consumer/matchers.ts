/**
 * Pact's matchers as the plain objects that they are. Made here, so that describing a reply does not load Pact with its
 * native library; test/pact/consumer/like.test.ts holds them against Pact's own.
 */
import type { ReplySchema } from '../../contract/compile-replies.ts';
import type { Matcher, ProviderStateValue, RegexMatcher } from './pact-types.ts';

/** Any matcher of Pact's. */
export type AnyMatcher = Matcher<unknown>;

/** What `jsonBody` takes: JSON with matchers in it. */
export type Template = null | boolean | number | string | AnyMatcher | readonly Template[] | TemplateObject;
export interface TemplateObject {
  readonly [name: string]: Template;
}

const TYPE = 'pact:matcher:type';

/** Whether somebody has put a matcher of Pact's where a value could stand. */
export function isMatcher(value: unknown): value is AnyMatcher {
  return typeof value === 'object' && value !== null && TYPE in value;
}

/** The example that a matcher carries; undefined when it has none. */
export function exampleOf(matcher: AnyMatcher): unknown {
  return (matcher as { variants?: unknown }).variants ?? matcher.value;
}

/** Any value of the type of the example; inside it, each value of the type of its own example. */
export function ofType<Value>(value: Value, atLeast?: number): Matcher<Value> {
  return { [TYPE]: 'type', value, ...(atLeast !== undefined && { min: atLeast }) };
}

/** A text of which all matches the pattern. */
export function ofPattern(pattern: string, value: string): RegexMatcher {
  return { [TYPE]: 'regex', regex: `^${pattern}$`, value };
}

/** A list in which each of these is found somewhere, whatever else is in it. */
export function containing(variants: readonly Template[]): AnyMatcher {
  return { [TYPE]: 'arrayContains', variants } as AnyMatcher;
}

/**
 * Takes a value of a *request* from what the provider's state answers, such as an id, and in the consumer's test the
 * example. Of responses Pact injects nothing. Where the state answers no such value, Pact takes the example without a
 * word.
 *
 * @param expression such as `/api/v1/use-cases/${id}`
 */
export function fromProviderState<Value>(expression: string, example: Value): ProviderStateValue<Value> {
  return { [TYPE]: 'type', 'pact:generator:type': 'ProviderState', expression, value: example };
}

/**
 * Replaces each value by a matcher for what its schema promises, so that the reply may have any other value of the
 * kind. Matchers stay as they are. The value must have been held against the schema (`mistakes`).
 */
export function templateOf(schema: ReplySchema, value: unknown): Template {
  if (isMatcher(value)) return value;
  if (value === null) return { [TYPE]: 'null', value: null };
  if (schema.const !== undefined) return value as Template;
  if (schema.enum !== undefined) return ofPattern(`(${schema.enum.map(literally).join('|')})`, value as string);
  // Where the contract says nothing of a value, its parts can only be of the types that they were given with.
  if (schema.type === undefined) return ofType(value);
  if (Array.isArray(value)) {
    // Of an empty list nothing can be said but that it is one; Pact would take [] without a matcher for "no other".
    return value.length === 0
      ? ofType([])
      : ofType(
          value.map((item) => templateOf(schema.items ?? {}, item)),
          1,
        );
  }
  if (typeof value === 'object') return objectTemplate(schema, value as Readonly<Record<string, unknown>>);
  if (typeof value === 'number') return { [TYPE]: schema.type === 'integer' ? 'integer' : 'number', value };
  const { minLength, maxLength } = schema;
  return minLength !== undefined && minLength === maxLength
    ? ofPattern(`.{${minLength}}`, value as string)
    : ofType(value);
}

function objectTemplate(schema: ReplySchema, fields: Readonly<Record<string, unknown>>): TemplateObject {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, templateOf(propertyOf(schema, name) ?? {}, value)]));
}

/** The schema of a property; undefined when the contract has none of that name. */
export function propertyOf(schema: ReplySchema, name: string): ReplySchema | undefined {
  const { properties = {}, additionalProperties } = schema;
  return Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
}

function literally(value: unknown): string {
  return String(value).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
