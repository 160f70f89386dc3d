/**
 * What a recorded request and its reply are in a pact. The console makes a test of it, `use-case-stub record` the pact
 * itself; so this knows neither Node nor Pact.
 */
import { bodySchema, fits, operationsOf, partsAt } from '../contract/openapi-lookup.ts';
import { isObject, objectOf, parsed, type Json, type JsonObject } from '../lib/json.ts';

/** The part of an entry of the journal that is read here. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly operationId?: string | undefined;
  readonly status: number;
  readonly issues: readonly { readonly path: readonly (string | number)[] }[];
  readonly warnings: readonly { readonly rule: string; readonly path: readonly (string | number)[] }[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly replyHeaders?: Readonly<Record<string, string>> | undefined;
  readonly reply?: string | undefined;
}

/** An interaction of a pact, in the words of `use-case-stub/pact`. */
export interface Interaction {
  readonly description: string;
  /** The state that the reply needs. */
  readonly given?: { readonly name: string; readonly parameters?: JsonObject };
  readonly request: {
    readonly method: string;
    readonly path: string;
    /** The path of the use case of the state; `path` then ends in an example. */
    readonly isOfState: boolean;
    readonly query: Readonly<Record<string, string>>;
    /** Sent without an API key. */
    readonly isAnonymous: boolean;
    readonly body?: Json;
  };
  readonly status: number;
  /** Seconds of the header `Retry-After`. */
  readonly retryAfter?: number;
  /** The body of the reply: a matcher of the kit with its arguments, or a value. None: no body. */
  readonly reply?: { readonly like: string; readonly args: readonly Json[] } | { readonly exactly: Json };
}

/** Why a request cannot be part of a pact. */
export interface NoInteraction {
  readonly why: string;
}

/** The path before all paths of the API. */
export const BASE = '/api/v1';

/** The journal keeps so many characters of a body. */
const LONGEST_BODY = 16_384;

/** Errors that have the same reply for every request, and the provider states that cause them. */
const ERRORS: Readonly<Record<number, { readonly like: string; readonly given?: string }>> = {
  401: { like: 'unauthorized', given: 'the API key is not known' },
  404: { like: 'notFound', given: 'no use cases exist' },
  405: { like: 'methodNotAllowed' },
  413: { like: 'bodyTooLarge' },
  429: { like: 'tooManyRequests', given: 'the API is rate limiting' },
  500: { like: 'serverError', given: 'the API is failing' },
  503: { like: 'unavailable', given: 'the API is failing' },
};

const BUILT_IN = ['createUseCase', 'listUseCases', 'getUseCase', 'updateUseCase'];
const EXISTS = 'a use case exists';

/** Whether the journal kept only the beginning of a text. */
export function isCut(text: string | undefined): boolean {
  return (text?.length ?? 0) >= LONGEST_BODY;
}

/**
 * A recorded request as an interaction. The reply is expected to have what the request sends or, where it sends nothing,
 * what the state gives: whatever else the API answers, the recording does not show that the client reads it.
 *
 * @param contract the OpenAPI document that the stub serves
 * @returns the interaction, or why a pact cannot have it
 */
export function interactionOf(entry: Exchange, contract: unknown): Interaction | NoInteraction {
  const { status, operationId, method, reply, body } = entry;
  if (isCut(body)) return { why: 'The body is longer than what the journal keeps' };
  // Pact's core does not send the body of such a request to the provider.
  if (status === 415 || !isDescribable(entry))
    return { why: 'The body is not sent as JSON, which Pact cannot describe here' };
  const dropped = droppedBy(entry);
  if (dropped !== undefined) return { why: `The API drops ${dropped}, so the request is not one that a pact may have` };
  const json = parsed(reply);
  const hasBody = method !== 'HEAD' && status !== 204;
  if (json === undefined && !isCut(reply) && hasBody)
    return { why: 'The answer was broken; a pact describes whole answers' };
  const parts = { description: inWords(entry, contract), status };
  // The kit has matchers for use cases only; other replies are expected exactly as they were.
  if (operationId !== undefined && !BUILT_IN.includes(operationId)) {
    if (isCut(reply)) return { why: 'The answer is longer than what the journal keeps' };
    return {
      ...parts,
      request: requestOf(entry),
      ...(hasBody && json !== undefined && { reply: { exactly: json } }),
    };
  }
  const error = ERRORS[status];
  const expected = error
    ? errorOf(entry, error, contract)
    : status === 400
      ? invalid(entry, contract)
      : success(entry, json, contract);
  if (hasBody) return { ...parts, ...expected };
  const { reply: _none, ...bodiless } = expected;
  return { ...parts, ...bodiless };
}

type Expected = Omit<Interaction, 'description' | 'status'>;

function errorOf(entry: Exchange, { like, given }: { like: string; given?: string }, contract: unknown): Expected {
  const { status, operationId, replyHeaders } = entry;
  const request = requestOf(entry, operationId === undefined ? undefined : exampleOf(contract, 'id'));
  const seconds = Number(replyHeaders?.['retry-after'] ?? NaN);
  const retryAfter = status === 429 && Number.isSafeInteger(seconds) ? seconds : undefined;
  const parameters = status >= 500 ? { status } : retryAfter === undefined ? {} : { retry_after: retryAfter };
  const isCaused = given !== undefined && (status !== 404 || operationId !== undefined) && !isKeyless(entry);
  return {
    request,
    ...(isCaused && { given: stateOf(given, parameters) }),
    ...(retryAfter !== undefined && { retryAfter }),
    reply: { like, args: [] },
  };
}

/** A mistake in the body of an update is only looked for where there is something to update. */
function invalid(entry: Exchange, contract: unknown): Expected {
  const exists = entry.method === 'PATCH' && idOf(entry) !== undefined;
  return {
    request: requestOf(entry, exists ? exampleOf(contract, 'id') : undefined, exists),
    ...(exists && { given: stateOf(EXISTS, exampleFields(contract)) }),
    reply: { like: 'validationError', args: placesOf(entry, contract) },
  };
}

function success(entry: Exchange, json: Json | undefined, contract: unknown): Expected {
  const { operationId = '' } = entry;
  if (operationId === 'listUseCases') {
    const count = Math.min(Array.isArray(json) ? json.length : 1, 1_000);
    const given = count === 0 ? stateOf('no use cases exist') : stateOf('several use cases exist', { count });
    return { request: requestOf(entry), given, reply: { like: 'useCases', args: [count] } };
  }
  const sent = Object.keys(objectOf(parsed(entry.body)));
  const fields = promisedFields(json, operationId, contract);
  const pick = (isMeant: (name: string) => boolean): JsonObject =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => isMeant(name)));
  const useCase = (expected: JsonObject) => ({
    like: 'useCase',
    args: Object.keys(expected).length === 0 ? [] : [expected],
  });
  if (operationId === 'createUseCase')
    return { request: requestOf(entry), reply: useCase(pick((name) => sent.includes(name))) };
  // What a create fills in by itself, the state has by itself as well.
  const isDefault = (name: string) => defaultOf(contract, name) === fields[name];
  const before = pick((name) => !sent.includes(name) && !isDefault(name));
  const isUpdate = operationId === 'updateUseCase';
  return {
    request: requestOf(entry, exampleOf(contract, 'id'), true),
    // Without parameters, the state would be the contract's example with all its fields.
    given: stateOf(EXISTS, Object.keys(before).length === 0 ? exampleFields(contract) : before),
    reply: useCase(isUpdate ? pick((name) => sent.includes(name)) : before),
  };
}

function stateOf(name: string, parameters: JsonObject = {}): NonNullable<Interaction['given']> {
  return Object.keys(parameters).length === 0 ? { name } : { name, parameters };
}

/** @param id takes the place of the id in the path, if there is one: any would do */
function requestOf(entry: Exchange, id?: string, isOfState = false): Interaction['request'] {
  const { method, url, body } = entry;
  const [target = '', search = ''] = url.split('?');
  const path = target.startsWith(`${BASE}/`) ? target : BASE + target;
  const json = parsed(body);
  return {
    method,
    path: id === undefined || idOf(entry) === undefined ? path : path.replace(/[^/]+$/, id),
    isOfState,
    // Masked values are left out: the real ones are unknown.
    query: Object.fromEntries([...new URLSearchParams(search)].filter(([, value]) => value !== '***')),
    isAnonymous: isKeyless(entry),
    ...(json !== undefined && { body: json }),
  };
}

function isKeyless({ headers }: Exchange): boolean {
  return headers['authorization'] === undefined;
}

/** The id in the path, if it is one by its length. */
function idOf({ url }: Exchange): string | undefined {
  return /\/use-cases\/([^/?]{24})(?:\?|$)/.exec(url)?.[1];
}

/** The first property that the API does not know. A request that is refused may be wrong on purpose. */
function droppedBy({ warnings, status }: Exchange): string | undefined {
  if (status === 400) return undefined;
  const found = warnings.find(({ rule }) => rule === 'unknown-property');
  return found && `"${found.path.join('.')}"`;
}

/** Whether there is no body, or a JSON body with the JSON media type. */
function isDescribable({ body, headers }: Exchange): boolean {
  if (body === undefined || body === '') return true;
  return parsed(body) !== undefined && /json/i.test(headers['content-type'] ?? 'json');
}

/** The properties of the reply that the contract has, without ids, for which the kit has its own matchers. */
function promisedFields(json: Json | undefined, operationId: string, contract: unknown): JsonObject {
  const schema = bodySchema(contract, operationId, 200);
  const kept = Object.entries(objectOf(json)).filter(([name, value]) => {
    if (name === 'id' || name === 'organization_id') return false;
    const parts = partsAt(contract, schema, [name]);
    return parts.length > 0 && fits(contract, parts, value);
  });
  return Object.fromEntries(kept);
}

function defaultOf(contract: unknown, name: string): Json | undefined {
  const parts = partsAt(contract, bodySchema(contract, 'createUseCase'), [name]);
  return parts.find((part) => part['default'] !== undefined)?.['default'];
}

/** The contract's example of a property of a use case. */
function exampleOf(contract: unknown, name: string): string | undefined {
  const parts = partsAt(contract, bodySchema(contract, 'getUseCase', 200), [name]);
  const [example] = parts.flatMap(({ examples }) => (Array.isArray(examples) ? (examples as readonly Json[]) : []));
  return typeof example === 'string' ? example : undefined;
}

function exampleFields(contract: unknown): JsonObject {
  const name = exampleOf(contract, 'name');
  return name === undefined ? {} : { name };
}

/** Places of issues that the contract has; `strict` also reports unknown names, which it does not have. */
function placesOf({ issues }: Exchange, contract: unknown): readonly Json[] {
  const schema = bodySchema(contract, 'updateUseCase');
  const places = new Map<string, Json>();
  for (const { path } of issues) {
    const [field, ...deeper] = path;
    const known = field === 'id' ? deeper.length === 0 : typeof field === 'string' && isPlace(contract, schema, path);
    if (path.length > 0 && !known) continue;
    places.set(JSON.stringify(path), path.length === 1 ? (path[0] as Json) : path);
  }
  return [...places.values()];
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

/** A description of the request. */
function inWords({ operationId, method, url, status, issues, body }: Exchange, contract: unknown): string {
  const summary = operationsOf(contract).find((each) => each.operationId === operationId)?.summary ?? '';
  const [path = ''] = url.split('?');
  const asked =
    summary === '' ? `${method} ${path}` : `a request to ${summary.slice(0, 1).toLowerCase()}${summary.slice(1)}`;
  const wrong = issues.map(({ path: place }) => place.join('.')).filter((place) => place !== '');
  if (status === 400) return `${asked} with a mistake${wrong.length > 0 ? ` in ${wrong.join(', ')}` : ''}`;
  const json = parsed(body);
  const sent = isObject(json) ? Object.keys(json) : [];
  return method === 'PATCH' && sent.length > 0 ? `${asked}: ${sent.join(', ')}` : asked;
}
