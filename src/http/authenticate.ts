import type { Organizations } from '../use-cases/organizations.ts';
import type { Reply } from '../use-cases/reply.ts';
import type { ErrorId } from '../use-cases/errors.ts';
import { problem } from './errors.ts';
import type { Exchange } from './exchange.ts';

/** RFC 6750, section 2.1; the scheme's case does not matter (RFC 9110, section 11.1). */
const BEARER = /^bearer +([^ \t]+)$/i;

/** The API key in an `authorization` header; undefined when the header has another form. */
export function apiKeyIn(header: string): string | undefined {
  return BEARER.exec(header)?.[1];
}

/** Second stage: finds the organization behind the API key. */
export function authenticate(exchange: Exchange, organizations: Organizations): Reply | undefined {
  const header = exchange.incoming.headers.authorization;
  if (header === undefined && exchange.operation?.secured === false) return undefined;
  if (header === undefined)
    return unauthorized('api-key-missing', 'Send your API key as "authorization: Bearer API_KEY"');
  const key = apiKeyIn(asUtf8(header));
  if (key === undefined)
    return unauthorized('api-key-malformed', 'The authorization header must be of the form "Bearer API_KEY"');
  exchange.organization = organizations.ofKey(key);
  return exchange.organization ? undefined : unknownKey();
}

/** 401 for a key that is nobody's. */
export function unknownKey(): Reply {
  return unauthorized('api-key-unknown', 'This API key is not known');
}

function unauthorized(error: ErrorId, message: string): Reply {
  return problem(error, message, { 'www-authenticate': 'Bearer' });
}

/** Node reads headers as Latin-1, while people who type other letters send UTF-8. */
function asUtf8(header: string): string {
  return /^[\x20-\x7e]*$/.test(header) ? header : Buffer.from(header, 'latin1').toString('utf8');
}
