import type { Reply } from '../contract/reply.ts';
import type { StubRequest } from './request.ts';

/** Headers of a reply that scripts of other origins may read. */
const EXPOSED = [
  'stub-warnings',
  'stub-error',
  'stub-standing',
  'stub-state',
  'preference-applied',
  'x-request-id',
  'allow',
  'retry-after',
  'ratelimit',
  'ratelimit-policy',
  'www-authenticate',
].join(', ');
const NONE: Readonly<Record<string, string>> = Object.freeze({});

/** A browser remembers a preflight for this many seconds; Chromium allows no more than two hours. */
const PREFLIGHT_LIFETIME = '7200';

/**
 * What a reply must say so that a page of any origin may read it. The origin is repeated instead of answering `*`,
 * because pages that send credentials along get nothing for `*`. There are no cookies here that could be misused.
 */
export function corsHeaders(request: Pick<StubRequest, 'header'>): Readonly<Record<string, string>> {
  const origin = request.header('origin');
  if (origin === undefined) return NONE;
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': EXPOSED,
    vary: 'origin',
  };
}

/** Answers a browser that asks beforehand whether it may send a request. */
export function preflight(request: Pick<StubRequest, 'method' | 'header'>): Reply | undefined {
  if (request.method !== 'OPTIONS' || request.header('origin') === undefined) return undefined;
  if (request.header('access-control-request-method') === undefined) return undefined;
  return {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers':
        request.header('access-control-request-headers') ?? 'authorization, content-type, prefer',
      'access-control-max-age': PREFLIGHT_LIFETIME,
      vary: 'origin, access-control-request-headers',
    },
  };
}
