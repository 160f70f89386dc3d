import { builtInContract } from '../../contract/built-in.ts';
import type { Operation, UnknownProperty } from '../../contract/contract.ts';
import { bodyIssues } from '../../contract/issues.ts';
import { createRouter } from '../../contract/routes.ts';
import type { UseCaseCreate, UseCaseUpdate } from '../../contract/types.ts';
import { isObject } from '../../lib/guards.ts';
import { toPointer } from '../../lib/json-pointer.ts';
import { isExcused } from '../excuses.ts';
import type { ExpectedFields } from './like.ts';
import { exampleOf, isMatcher, type AnyMatcher } from './matchers.ts';
import { unknownName } from './mistakes.ts';
import type { DescribedRequest, PathTemplate, RequestBuilder } from './pact-types.ts';

/** The body that the API takes for a method; any value may be a matcher of Pact. */
export type RequestBody<Method extends string> = Method extends 'POST'
  ? AnyMatcher | (ExpectedFields<UseCaseCreate> & { readonly name: string | AnyMatcher })
  : Method extends 'PATCH'
    ? AnyMatcher | ExpectedFields<UseCaseUpdate>
    : unknown;

/**
 * Describes a request. Its JSON body has the type that the contract gives it. A body that is wrong on purpose, for a
 * test of a 400, needs a cast (`as never`).
 */
export type DescribeUseCaseRequest = <Method extends string>(
  method: Method,
  path: PathTemplate,
  build?: (request: RequestBuilder<RequestBody<Method>>) => void,
) => DescribedRequest;

/** What is known of an interaction while it is described. */
export interface Described {
  /** Where the test describes it, such as `/app/list.test.ts:12:8`. */
  readonly place: string;
  description: string;
  method: string;
  path: string;
  body?: unknown;
}

const find = createRouter(builtInContract().operations);

/** Notes a request that is being described, and returns the arguments for Pact's `withRequest`, which note its body. */
export function noteRequest(described: Described, [method, path, build, ...rest]: unknown[]): unknown[] {
  described.method = String(method).toUpperCase();
  described.path = String(isMatcher(path) ? exampleOf(path) : path);
  if (typeof build !== 'function') return [method, path, build, ...rest];
  const noting = (request: { jsonBody(body: unknown): unknown }): unknown => {
    const { jsonBody } = request;
    request.jsonBody = (body) => {
      described.body = body;
      return jsonBody.call(request, body);
    };
    return (build as (request: object) => unknown)(request);
  };
  return [method, path, noting, ...rest];
}

/**
 * Checks the body of a described request, once its status is known.
 *
 * @throws TypeError for a body that the API refuses or drops a part of, unless the status says so
 */
export function checkRequest({ method, path, body, description }: Described, status: unknown): void {
  if (body === undefined || typeof status !== 'number' || isExcused(status, 'body')) return;
  const operation = operationOf(method, path);
  if (operation === undefined) return;
  const wrong = wrongIn(operation, body);
  if (wrong.length === 0) return;
  throw new TypeError(
    `the request "${description}" sends what the API does not take: ${wrong.join('; ')}. If that is meant, expect status 400`,
  );
}

function wrongIn(operation: Operation, body: unknown): string[] {
  const unknown: UnknownProperty[] = [];
  const { example, isWhole } = exampleIn(body);
  operation.stripUnknown(example, unknown);
  const unknownNames = unknown.map(
    ({ path, known }) => `${toPointer(path)} ${unknownName(String(path.at(-1)), known)}`,
  );
  const issues = isWhole ? bodyIssues(operation, example) : [];
  return [...unknownNames, ...issues.map(({ path, message }) => `${toPointer(path) || '/'}: ${message}`)];
}

/** The path may begin with that of the server, such as `/api/v1`. */
function operationOf(method: string, path: string): Operation | undefined {
  const ends = [...path.matchAll(/\//g)].map(({ index }) => find(path.slice(index)));
  return ends.find((route) => route !== undefined)?.byMethod.get(method);
}

/** A body with examples instead of matchers. It is not whole when a matcher has none: Pact makes one up. */
function exampleIn(template: unknown): { readonly example: unknown; readonly isWhole: boolean } {
  let isWhole = true;
  const replace = (value: unknown): unknown => {
    if (isMatcher(value)) {
      const example = exampleOf(value);
      if (example === undefined) isWhole = false;
      return replace(example);
    }
    if (Array.isArray(value)) return value.map(replace);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, replace(each)]));
  };
  return { example: replace(template), isWhole };
}

/** Where a test called the kit: the first line of the stack outside this package's own code. */
export function placeOfCaller(entry: (...args: never[]) => unknown): string {
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder, entry);
  const [, line = ''] = (holder.stack ?? '').split('\n');
  return line.replace(/^\s*at (?:.*\()?(?:file:\/\/)?/, '').replace(/\)$/, '');
}

/** The interactions of a test that Pact says were not requested, by the text of its error. */
export function notRequested(all: readonly Described[], message: string): readonly Described[] {
  const missing = message.split(/\n\s*\d+\) /).filter((each) => each.includes('expected but not received'));
  return all.filter(({ method, path }) =>
    missing.some((each) => each.includes(`Method: ${method}\n`) && /Path: (.*)/.exec(each)?.[1]?.trim() === path),
  );
}
