import type { JournalEntry } from '../api.ts';
import { isObject, parsed, type Json } from '../../lib/json.ts';
import { literal } from './literal.ts';
import { isCut } from './request-code.ts';
import { bodySchema, fits, partsAt } from '../../contract/openapi-lookup.ts';

/** What a pact expects, as TypeScript. */
export interface ExpectedReply {
  /** Arguments of `given`, when the reply depends on a state. */
  readonly given?: string;
  /** The reply's body with the kit's matchers; none when there is no body. */
  readonly body?: string;
  /** Whether the request is about the use case of the state. */
  readonly idFromState: boolean;
}

/** Errors that have the same reply for every request, and the provider states that cause them. */
const ERRORS: Readonly<Record<number, { readonly like: string; readonly given?: string }>> = {
  401: { like: 'unauthorized', given: `'the API key is not known'` },
  404: { like: 'notFound', given: `'no use cases exist'` },
  405: { like: 'methodNotAllowed' },
  413: { like: 'bodyTooLarge' },
  415: { like: 'unsupportedMediaType' },
  429: { like: 'tooManyRequests', given: `'the API is rate limiting'` },
  500: { like: 'serverError', given: `'the API is failing', { status: 500 }` },
  503: { like: 'unavailable', given: `'the API is failing', { status: 503 }` },
};

const BUILT_IN = ['createUseCase', 'listUseCases', 'getUseCase', 'updateUseCase'];

/** @returns the expected reply, or why a pact cannot expect it */
export function expectedReply(entry: JournalEntry, contract: unknown): ExpectedReply | { readonly why: string } {
  const { status, operationId, reply, method } = entry;
  const json = parsed(reply);
  if (json === undefined && !isCut(reply) && method !== 'HEAD' && status !== 204) {
    return { why: 'The answer was broken; a pact describes whole answers' };
  }
  const isBuiltIn = operationId === undefined || BUILT_IN.includes(operationId);
  if (!isBuiltIn) return exactReply(entry, json);
  const error = ERRORS[status];
  const hasBody = method !== 'HEAD' && status !== 204;
  if (error) {
    const unknownPath = status === 404 && operationId === undefined;
    return {
      idFromState: false,
      ...(hasBody && { body: `like.${error.like}()` }),
      ...(error.given !== undefined && !unknownPath && { given: error.given }),
    };
  }
  if (status === 400) return { idFromState: false, ...(hasBody && { body: validationError(entry, contract) }) };
  return hasBody ? success(operationId, json, contract) : { idFromState: false };
}

/** The kit has matchers for use cases only; other replies are expected exactly as they were. */
function exactReply({ reply, method }: JournalEntry, json: Json | undefined): ExpectedReply | { readonly why: string } {
  if (isCut(reply)) return { why: 'The answer is longer than what the journal keeps' };
  return { idFromState: false, ...(method !== 'HEAD' && json !== undefined && { body: literal(json, 4) }) };
}

function success(operationId: string | undefined, json: Json | undefined, contract: unknown): ExpectedReply {
  if (operationId === 'listUseCases') return list(json);
  const fields = promisedFields(json, operationId ?? '', contract);
  const names = Object.keys(fields);
  const body = names.length === 0 ? 'like.useCase()' : `like.useCase(${literal(fields, 4)})`;
  if (operationId === 'createUseCase') return { body, idFromState: false };
  const parameters = names.length === 0 ? '' : `, ${literal(fields, 4)}`;
  return { body, idFromState: true, given: `'a use case exists'${parameters}` };
}

function list(json: Json | undefined): ExpectedReply {
  const count = Array.isArray(json) ? json.length : 1;
  if (count === 0) return { body: 'like.useCases(0)', given: `'no use cases exist'`, idFromState: false };
  const given = `'several use cases exist', { count: ${Math.min(count, 1_000)} }`;
  return { body: `like.useCases(${Math.min(count, 1_000)})`, given, idFromState: false };
}

/** The properties of the reply that the contract has, without ids, for which the kit has its own matchers. */
function promisedFields(
  json: Json | undefined,
  operationId: string,
  contract: unknown,
): Readonly<Record<string, Json>> {
  if (!isObject(json)) return {};
  const schema = bodySchema(contract, operationId, 200);
  const kept = Object.entries(json).filter(([name, value]) => {
    if (name === 'id' || name === 'organization_id') return false;
    const parts = partsAt(contract, schema, [name]);
    return parts.length > 0 && fits(contract, parts, value);
  });
  return Object.fromEntries(kept);
}

/** Expects an issue at each place that the contract has; `strict` also reports unknown names, which it does not have. */
function validationError({ issues }: JournalEntry, contract: unknown): string {
  const schema = bodySchema(contract, 'updateUseCase');
  const places = new Map<string, string>();
  for (const { path } of issues) {
    const [field, ...deeper] = path;
    const known = field === 'id' ? deeper.length === 0 : typeof field === 'string' && isPlace(contract, schema, path);
    if (path.length > 0 && !known) continue;
    places.set(JSON.stringify(path), path.length === 1 ? literal(path[0] as Json) : literal(path));
  }
  return `like.validationError(${[...places.values()].join(', ')})`;
}

function isPlace(contract: unknown, schema: Json | undefined, path: readonly (string | number)[]): boolean {
  // Where the contract leaves a value open, every place in it counts.
  return path.every((_, index) => {
    const above = partsAt(contract, schema, path.slice(0, index));
    return (
      partsAt(contract, schema, path.slice(0, index + 1)).length > 0 || above.every(({ type }) => type === undefined)
    );
  });
}
