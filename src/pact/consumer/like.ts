import type { ReplyData, ReplySchema } from '../../contract/compile-replies.ts';
import { replyData } from '../../contract/generated/use-cases/replies.ts';
import type { Issue, UseCase, UseCaseUpdate } from '../../contract/types.ts';
import { toPointer, type JsonPath } from '../../lib/json-pointer.ts';
import {
  containing,
  isMatcher,
  ofPattern,
  ofType,
  propertyOf,
  templateOf,
  type AnyMatcher,
  type Template,
  type TemplateObject,
} from './matchers.ts';
import { mistakes, naming, unknownName } from './mistakes.ts';
import type { Matcher } from './pact-types.ts';

/** An expected value: fields may be left out, and any value may be a matcher of Pact. */
export type Expected<Value> =
  | AnyMatcher
  | (Value extends readonly (infer Item)[]
      ? readonly Expected<Item>[]
      : Value extends object
        ? ExpectedFields<Value>
        : Value);

/** An expected object. */
export type ExpectedFields<Value> = { readonly [Name in keyof Value]?: Expected<Value[Name]> };

/** A field of a request. */
export type FieldName = keyof UseCaseUpdate | 'id';

/** The place of an issue: a field, a path such as `['hooks', 0, 'url']`, or `[]` for the body itself. */
export type Place = FieldName | readonly [] | readonly [FieldName, ...(string | number)[]];

/** An expected issue: its place, or its place and code. */
export type ExpectedIssue = Place | { readonly path: Place; readonly code?: Issue['code'] };

type Errors = typeof replyData.errors;
/** Errors whose body has only a message. `like.validationError` is for those that list issues. */
type ErrorName = { [Name in keyof Errors]: Errors[Name]['schema'] extends 'Error' ? Name : never }[keyof Errors];
type HeaderName = keyof typeof replyData.headers;

const { errors, schemas } = replyData satisfies ReplyData as ReplyData;
const useCaseSchema = schemas['UseCase'] as ReplySchema;
const issueSchema = schemas['ValidationError']?.properties?.['issues']?.items as ReplySchema;
/** Default matcher for an issue. */
const [exampleIssue] = replyData.errors.invalidUseCase.example.issues;

/**
 * A use case with its two ids, and with fields like those given. In a list, each item must be like the given item at
 * the same position, and further items like the first.
 *
 * @throws TypeError for what the contract does not promise
 */
function useCase(fields: ExpectedFields<UseCase> = {}): TemplateObject {
  return useCaseLike('like.useCase', fields);
}

/**
 * A list of use cases, each with fields like those given. The examples have different ids.
 *
 * @param count the list has at least so many; 0 matches only the empty list
 * @throws TypeError for what the contract does not promise, or a count that is not a whole number
 */
function useCases(count: number, fields: ExpectedFields<UseCase> = {}): Template {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new TypeError(`like.useCases: count must be a whole number from 0, not ${String(count)}`);
  }
  const first = useCaseLike('like.useCases', fields);
  if (count === 0) return [];
  const items = Array.from({ length: count }, (_, index) =>
    isMatcher(fields.id) ? first : { ...first, id: nextId(first['id'] as AnyMatcher, index) },
  );
  return ofType(items, count);
}

/** The reply to a request that breaks rules: at least one issue, or one at each of these places. */
function validationError(...places: readonly ExpectedIssue[]): TemplateObject {
  const issues = places.length === 0 ? ofType([anyIssue()], 1) : containing(places.map(issueAt));
  return { issues, name: replyData.errors.invalidUseCase.example.name };
}

/**
 * A header as the contract describes it.
 *
 * @param example default: the example of the contract
 * @throws TypeError for a header that the contract does not have, or an example that is not as it says
 */
function header(name: HeaderName, example?: string | number): Matcher<string> {
  const known = Object.hasOwn(replyData.headers, name) ? replyData.headers[name] : undefined;
  if (known === undefined) {
    throw new TypeError(`like.header: ${name} ${unknownName(name, Object.keys(replyData.headers), 'header')}`);
  }
  const value = String(example ?? known.example);
  if (known.schema.type !== 'integer') {
    if (value.trim() === '') throw new TypeError(`like.header: ${name} must not be empty`);
    return ofType(value);
  }
  if (!/^\d+$/.test(value)) throw new TypeError(`like.header: ${name} must be a whole number from 0, not "${value}"`);
  return ofPattern('\\d+', value);
}

/**
 * Expected bodies and headers of replies, with matchers for what the contract promises and with fixed examples. What
 * the contract does not promise does not compile, and throws a TypeError at run time.
 */
export const like: {
  readonly useCase: typeof useCase;
  readonly useCases: typeof useCases;
  readonly validationError: typeof validationError;
  readonly header: typeof header;
} & { readonly [Name in ErrorName]: () => TemplateObject } = naming('like', {
  useCase,
  useCases,
  validationError,
  header,
  ...errorBodies(),
});

/** A function for each error reply of the contract. */
function errorBodies(): { readonly [Name in ErrorName]: () => TemplateObject } {
  const withMessage = Object.entries(errors).filter(([, { schema }]) => schema === 'Error');
  const bodies = withMessage.map(([name, { example }]) => [
    name,
    () => templateOf(schemas['Error'] as ReplySchema, example) as TemplateObject,
  ]);
  return Object.fromEntries(bodies) as { readonly [Name in ErrorName]: () => TemplateObject };
}

function useCaseLike(caller: string, fields: ExpectedFields<UseCase>): TemplateObject {
  const promised = (useCaseSchema.required ?? []).map((name) => [name, propertyOf(useCaseSchema, name)?.examples?.[0]]);
  const expected = { ...(Object.fromEntries(promised) as object), ...fields };
  refuse(caller, mistakes(useCaseSchema, expected));
  return templateOf(useCaseSchema, expected) as TemplateObject;
}

function refuse(caller: string, wrong: readonly string[]): void {
  if (wrong.length > 0) throw new TypeError(`${caller}: ${wrong.join('; ')}`);
}

/** The example id plus `index`, so that ids of a list differ. An id that is not hexadecimal stays. */
function nextId(first: AnyMatcher, index: number): AnyMatcher {
  const id = String(first.value);
  if (!/^[0-9a-f]{24}$/.test(id)) return first;
  const value = (BigInt(`0x${id}`) + BigInt(index)).toString(16).padStart(24, '0').slice(-24);
  return { ...first, value };
}

function anyIssue(): TemplateObject {
  const { code, message } = exampleIssue;
  // A path mixes texts and numbers, so its items have no common type.
  return templateOf(issueSchema, { code, path: ofType([]), message }) as TemplateObject;
}

function issueAt(expected: ExpectedIssue): TemplateObject {
  const { path: place, code } = isPlace(expected) ? { path: expected } : expected;
  const path = typeof place === 'string' ? [place] : place;
  refuse('like.validationError', [...wrongPlace(path), ...wrongCode(code)]);
  return { ...anyIssue(), path, ...(code !== undefined && { code }) };
}

function isPlace(expected: ExpectedIssue): expected is Place {
  return typeof expected === 'string' || Array.isArray(expected);
}

function wrongCode(code: Issue['code'] | undefined): readonly string[] {
  return code === undefined ? [] : mistakes(issueSchema.properties?.['code'] ?? {}, code, ['code']);
}

/** Checks a place against the fields of a request, which are those of a reply without `organization_id`. */
function wrongPlace(path: JsonPath): readonly string[] {
  const { organization_id: _, ...properties } = useCaseSchema.properties ?? {};
  let schema: ReplySchema | undefined = { ...useCaseSchema, properties };
  for (const [index, key] of path.entries()) {
    const inside: ReplySchema | undefined = typeof key === 'number' ? schema.items : propertyOf(schema, key);
    if (inside === undefined) {
      // Inside a value that the contract leaves open, any place is possible.
      if (schema.type === undefined) return [];
      const known = Object.keys(schema.properties ?? {});
      return [`${toPointer(path.slice(0, index + 1))} ${unknownName(String(key), known)}`];
    }
    schema = inside;
  }
  return [];
}
