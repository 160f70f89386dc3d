import type { MatchersV3 } from '@pact-foundation/pact';
import type { ReplyData, ReplySchema } from '../../contract/compile-replies.ts';
import { replyData } from '../../contract/generated/use-cases/replies.ts';
import type { Issue, UseCase, UseCaseUpdate } from '../../contract/types.ts';
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
import { mistakes, pointerStep, unknownName } from './mistakes.ts';

/** A value as it is expected: fields that do not matter may be left out, and any value may be a matcher of Pact's. */
export type Expected<Value> =
  | AnyMatcher
  | (Value extends readonly (infer Item)[]
      ? readonly Expected<Item>[]
      : Value extends object
        ? ExpectedFields<Value>
        : Value);

/** An object as it is expected. */
export type ExpectedFields<Value> = { readonly [Name in keyof Value]?: Expected<Value[Name]> };

/** A field that a request may be wrong about. */
export type FieldName = keyof UseCaseUpdate | 'id';

/** Where an issue is: a field, a place inside it such as `['hooks', 0, 'url']`, or `[]` for the body itself. */
export type Place = FieldName | readonly [] | readonly [FieldName, ...(string | number)[]];

/** A place, or what kind of mistake is expected there. */
export type ExpectedIssue = Place | { readonly path: Place; readonly code?: Issue['code'] };

type Errors = typeof replyData.errors;
/** Errors whose body is a message; those that list issues are `like.validationError`. */
type ErrorName = { [Name in keyof Errors]: Errors[Name]['schema'] extends 'Error' ? Name : never }[keyof Errors];
type HeaderName = keyof typeof replyData.headers;

const { errors, schemas } = replyData satisfies ReplyData as ReplyData;
const useCaseSchema = schemas['UseCase'] as ReplySchema;
const issueSchema = schemas['ValidationError']?.properties?.['issues']?.items as ReplySchema;
/** As an issue looks that nobody has asked anything in particular of. */
const [exampleIssue] = replyData.errors.invalidUseCase.example.issues;

/**
 * A use case with its ids, which are all that every reply has, and with fields like those given. Of a list each item
 * has to be like the one given at its place, and those beyond like the first.
 */
function useCase(fields: ExpectedFields<UseCase> = {}): TemplateObject {
  return useCaseLike('like.useCase', fields);
}

/**
 * A list of at least so many use cases, each with fields like those given; 0 is the empty list and no other. The
 * examples have ids that differ.
 */
function useCases(count: number, fields: ExpectedFields<UseCase> = {}): Template {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new TypeError(`like.useCases: how many is a whole number from 0, not ${String(count)}`);
  }
  const first = useCaseLike('like.useCases', fields);
  if (count === 0) return [];
  const items = Array.from({ length: count }, (_, index) =>
    isMatcher(fields.id) ? first : { ...first, id: counted(first['id'] as AnyMatcher, index) },
  );
  return ofType(items, count);
}

/** What a request that breaks rules is answered with: at least one issue, or one at each of these places. */
function validationError(...places: readonly ExpectedIssue[]): TemplateObject {
  const issues = places.length === 0 ? ofType([anyIssue()], 1) : containing(places.map(issueAt));
  return { issues, name: replyData.errors.invalidUseCase.example.name };
}

/** A header as the contract describes it, with its example unless another is given. */
function header(name: HeaderName, example?: string | number): MatchersV3.Matcher<string> {
  const known = Object.hasOwn(replyData.headers, name) ? replyData.headers[name] : undefined;
  if (known === undefined) {
    throw new TypeError(`like.header: ${name} ${unknownName(name, Object.keys(replyData.headers), 'header')}`);
  }
  const value = String(example ?? known.example);
  return known.schema.type === 'integer' ? ofPattern('\\d+', value) : ofType(value);
}

/**
 * Bodies of replies to expect, with matchers for what the contract promises and fixed examples. What it does not
 * promise does not compile, and throws.
 */
export const like: {
  readonly useCase: typeof useCase;
  readonly useCases: typeof useCases;
  readonly validationError: typeof validationError;
  readonly header: typeof header;
} & { readonly [Name in ErrorName]: () => TemplateObject } = {
  useCase,
  useCases,
  validationError,
  header,
  ...errorBodies(),
};

/** A function for each error that the contract names, so that one added there needs no code here. */
function errorBodies(): { readonly [Name in ErrorName]: () => TemplateObject } {
  const plain = Object.entries(errors).filter(([, { schema }]) => schema === 'Error');
  const bodies = plain.map(([name, { example }]) => [
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

/** Ids count up from the first one; one that is no number stays. */
function counted(first: AnyMatcher, index: number): AnyMatcher {
  const id = String(first.value);
  if (!/^[0-9a-f]{24}$/.test(id)) return first;
  const value = (BigInt(`0x${id}`) + BigInt(index)).toString(16).padStart(24, '0').slice(-24);
  return { ...first, value };
}

function anyIssue(): TemplateObject {
  const { code, message } = exampleIssue;
  // Keys and indexes are mixed in a path, so nothing can be said of its items.
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
  return code === undefined ? [] : mistakes(issueSchema.properties?.['code'] ?? {}, code, '/code');
}

/** Who sets a use case up never sends the organization's id, so nothing can be wrong with it. */
function wrongPlace(path: readonly (string | number)[]): readonly string[] {
  const { organization_id: _, ...properties } = useCaseSchema.properties ?? {};
  let schema: ReplySchema | undefined = { ...useCaseSchema, properties };
  let pointer = '';
  for (const key of path) {
    pointer += pointerStep(key);
    const inside: ReplySchema | undefined = typeof key === 'number' ? schema.items : propertyOf(schema, key);
    if (inside === undefined) {
      // Of what the contract leaves open any part may be wrong.
      return schema.type === undefined
        ? []
        : [`${pointer} ${unknownName(String(key), Object.keys(schema.properties ?? {}))}`];
    }
    schema = inside;
  }
  return [];
}
