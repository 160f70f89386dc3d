/** Builds the request that "Try it" sends, from what its form holds. */
import type { ApiRequest } from '../api.ts';
import { headersIn } from './headers.ts';
import { isObject, type Json } from '../../lib/json.ts';
import { isJson, type Operation, type Parameter } from './reference-model.ts';
import type { CodeSource } from './request-code.ts';
import { textOf } from './text-of.ts';

/** What the form holds. */
export interface Draft {
  /** Values of the parameters, by `parameterKey`. */
  readonly parameters: ReadonlyMap<string, Json>;
  readonly mediaType: string;
  /** Text of the body; empty for none. */
  readonly body: string;
  readonly preferences: Preferences;
  /** Further headers, one `name: value` a line. */
  readonly headers: string;
}

/** What the request asks the stub for in its `Prefer` header; empty where it asks for nothing. */
export interface Preferences {
  readonly code: string;
  readonly example: string;
  readonly delay: string;
  readonly validation: string;
  readonly fault: string;
}

export const noPreferences: Preferences = { code: '', example: '', delay: '', validation: '', fault: '' };

/** Headers that OpenAPI describes elsewhere than among the parameters. */
const OWN_HEADERS = ['accept', 'content-type', 'authorization'];

/** Tells parameters apart that have the same name in different places. */
export function parameterKey({ place, name }: Parameter): string {
  return `${place} ${name}`;
}

/** Name of a parameter among the places of the form, which no field of a body has. */
export function parameterPlace({ place, name }: Pick<Parameter, 'place' | 'name'>): string {
  return place === 'path' ? `{${name}}` : `{${place} ${name}}`;
}

/** The parameters that a page can send: a browser sends no cookies of its own making. */
export function sendableParameters({ parameters }: Operation): readonly Parameter[] {
  return parameters.filter(
    ({ place, name }) => place !== 'cookie' && !(place === 'header' && OWN_HEADERS.includes(name.toLowerCase())),
  );
}

/**
 * The request of a draft.
 *
 * @throws Error when a part of the path is missing or a header line has no name, in words for people
 */
export function requestOf(operation: Operation, draft: Draft): ApiRequest {
  const body = operation.body === undefined || draft.body === '' ? undefined : draft.body;
  return {
    method: operation.method,
    path: `/api/v1${pathOf(operation, draft)}${queryOf(operation, draft)}`,
    headers: {
      ...(body !== undefined && draft.mediaType !== '' && { 'content-type': draft.mediaType }),
      ...headersOf(operation, draft),
    },
    ...(body !== undefined && { body }),
  };
}

/** A draft for code samples: as long as it cannot be sent, the path stands as in the contract. */
export function sampleRequest(operation: Operation, draft: Draft): CodeSource {
  const incomplete = { method: operation.method, path: `/api/v1${operation.path}` };
  const request: ApiRequest = attempt(() => requestOf(operation, draft)) ?? incomplete;
  const { method, path, headers = {}, body } = request;
  return { method, url: path, headers, ...(body !== undefined && { body: compact(body, draft.mediaType) }) };
}

/** The value of the `Prefer` header; empty for none. */
export function preferHeader(preferences: Preferences): string {
  const given = Object.entries(preferences).filter(([, value]) => value !== '');
  return given.map(([name, value]) => `${name}=${value}`).join(', ');
}

function pathOf(operation: Operation, { parameters }: Draft): string {
  return operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = parameters.get(`path ${name}`);
    if (value === undefined || value === null || value === '') throw new Error(`The path needs a value for "${name}"`);
    return encodeURIComponent(simple(value));
  });
}

function queryOf(operation: Operation, { parameters }: Draft): string {
  const pairs = operation.parameters
    .filter(({ place }) => place === 'query')
    .flatMap((each) => queryPairs(each, parameters.get(parameterKey(each))));
  const query = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  return query === '' ? '' : `?${query}`;
}

/** A value in the query, in the style that its parameter has. */
function queryPairs(
  { name, style, explode }: Parameter,
  value: Json | undefined,
): readonly (readonly [string, string])[] {
  if (value === undefined) return [];
  if (style === 'content') return [[name, JSON.stringify(value)]];
  if (Array.isArray(value)) {
    const texts = (value as readonly Json[]).map(textOf);
    if (explode) return texts.map((text) => [name, text]);
    return [[name, texts.join(style === 'spaceDelimited' ? ' ' : style === 'pipeDelimited' ? '|' : ',')]];
  }
  if (!isObject(value)) return [[name, textOf(value)]];
  const entries = Object.entries(value).map(([key, each]) => [key, textOf(each)] as const);
  if (style === 'deepObject') return entries.map(([key, text]) => [`${name}[${key}]`, text]);
  return explode ? entries : [[name, entries.flat().join(',')]];
}

function headersOf(operation: Operation, { parameters, preferences, headers }: Draft): Record<string, string> {
  const found: Record<string, string> = {};
  for (const each of sendableParameters(operation)) {
    const value = parameters.get(parameterKey(each));
    if (each.place === 'header' && value !== undefined) found[each.name.toLowerCase()] = simple(value);
  }
  const prefer = preferHeader(preferences);
  if (prefer !== '') found['prefer'] = prefer;
  const read = headersIn(headers);
  if (read.wrong !== undefined) throw new Error(read.wrong);
  return { ...found, ...read.headers };
}

/** OpenAPI's style `simple`: lists and objects are separated by commas. */
function simple(value: Json): string {
  if (Array.isArray(value)) return (value as readonly Json[]).map(textOf).join(',');
  return isObject(value)
    ? Object.entries(value)
        .flatMap(([key, each]) => [key, textOf(each)])
        .join(',')
    : textOf(value);
}

/** On one line, so that `fetchCode` can write JSON as a value. */
function compact(body: string, mediaType: string): string {
  return isJson(mediaType) ? (attempt(() => JSON.stringify(JSON.parse(body))) ?? body) : body;
}

function attempt<T>(what: () => T): T | undefined {
  try {
    return what();
  } catch {
    return undefined;
  }
}
