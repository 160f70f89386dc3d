/** What an operation takes as credentials, and whether an interaction of a pact sends it. */
import type { Node } from '../contract/compile.ts';
import { asObject, isObject, type UnknownRecord } from '../lib/guards.ts';
import { escapeStep } from '../lib/json-pointer.ts';
import { headersOf } from '../pact/verify/pact-body.ts';
import { queryNames } from '../pact/verify/compare-request.ts';
import { at, written } from './schema-view.ts';

/** One way to be let in: all of its schemes are needed, none for everyone. */
export interface Credentials {
  /** Such as `apiKey (http bearer)`. */
  readonly name: string;
  readonly schemes: readonly SecurityScheme[];
}

interface SecurityScheme {
  /** The same for schemes that ask for the same, whatever they are called. */
  readonly identity: string;
  readonly node: UnknownRecord;
}

/**
 * Lists the credentials of which an operation wants one.
 *
 * @param operation the operation in its document
 */
export function credentialsOf(document: Node, operation: Node): Credentials[] {
  const listed = operation['security'] ?? document['security'];
  const requirements = Array.isArray(listed) && listed.length > 0 ? listed.filter(isObject) : [{}];
  return requirements.map((each) => {
    const schemes = Object.entries(each).map(([name, scopes]) => ({ name, ...schemeOf(document, name, scopes) }));
    const name = schemes.map((scheme) => `${scheme.name}${kindOf(scheme.node)}`).join(' and ');
    return { name: name || 'no credentials', schemes };
  });
}

function schemeOf(document: Node, name: string, scopes: unknown): SecurityScheme {
  const described = written(document, at(document, `/components/securitySchemes/${escapeStep(name)}`));
  // The form of a bearer token is no more than a hint, and `Bearer` is `bearer`.
  const { bearerFormat: _hint, scheme, ...kind } = asObject(described) ?? {};
  const lower = typeof scheme === 'string' ? scheme.toLowerCase() : scheme;
  const node = { ...kind, ...(lower !== undefined && { scheme: lower }) };
  return { identity: JSON.stringify([kind, lower, scopes]), node };
}

/** A scheme in words, as its name may stay when its kind is another one. */
function kindOf({ type, scheme, in: place, name }: UnknownRecord): string {
  if (typeof type !== 'string') return '';
  const more = type === 'http' ? [scheme] : type === 'apiKey' ? [place, name] : [];
  return ` (${[type, ...more].filter((each) => typeof each === 'string').join(' ')})`;
}

/** Whether credentials do where others are wanted: those that have all of them, and perhaps more. */
export function satisfies({ schemes }: Credentials, wanted: readonly Credentials[]): boolean {
  const sent = new Set(schemes.map(({ identity }) => identity));
  return wanted.some((each) => each.schemes.every(({ identity }) => sent.has(identity)));
}

/**
 * Whether a request of a pact sends credentials of the wanted form. Whether the key itself is right, no pact tells; a
 * certificate of the connection is in no pact, so it counts as not sent.
 *
 * @param path with its query
 */
export function sendsCredentials(request: UnknownRecord, path: string, wanted: readonly Credentials[]): boolean {
  const headers = new Map(headersOf(request).map(([name, value]) => [name.toLowerCase(), value]));
  const query = queryNames(request['query'], path);
  return wanted.some(({ schemes }) =>
    schemes.every(({ node }) => {
      const { type, in: place, name } = node;
      if (type === 'apiKey' && typeof name === 'string') {
        if (place === 'header') return headers.has(name.toLowerCase());
        if (place === 'query') return query.includes(name);
        return cookieNames(headers.get('cookie')).includes(name);
      }
      const scheme = type === 'http' ? node['scheme'] : type === 'mutualTLS' ? undefined : 'bearer';
      const [sent] = (headers.get('authorization') ?? '').trim().split(/\s/, 1);
      return typeof scheme === 'string' && sent?.toLowerCase() === scheme;
    }),
  );
}

function cookieNames(header = ''): string[] {
  return header.split(';').map((each) => each.split('=', 1)[0]?.trim() ?? '');
}
