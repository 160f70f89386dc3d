import type { Organizations } from '../use-cases/organizations.ts';
import type { Reply } from '../use-cases/reply.ts';
import { problem, type ErrorId } from './errors.ts';
import type { Exchange } from './exchange.ts';

/** RFC 6750, section 2.1; the scheme's case does not matter (RFC 9110, section 11.1). */
const BEARER = /^bearer +([^\s]+)$/i;

/** Second stage: finds the organization behind the API key. */
export function authenticate(exchange: Exchange, organizations: Organizations): Reply | undefined {
  const header = exchange.incoming.headers.authorization;
  if (header === undefined && exchange.operation?.secured === false) return undefined;
  if (header === undefined)
    return unauthorized('api-key-missing', 'Send your API key as "authorization: Bearer API_KEY"');
  const key = BEARER.exec(header)?.[1];
  if (key === undefined)
    return unauthorized('api-key-malformed', 'The authorization header must be of the form "Bearer API_KEY"');
  exchange.organization = organizations.ofKey(key);
  return exchange.organization ? undefined : unauthorized('api-key-unknown', 'This API key is not known');
}

function unauthorized(error: ErrorId, message: string): Reply {
  return problem(error, message, { 'www-authenticate': 'Bearer' });
}
