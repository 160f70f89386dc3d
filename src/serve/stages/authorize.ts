import type { Organizations } from '../../organizations/organizations.ts';
import { badRequest, problem, type Reply } from '../../contract/reply.ts';
import type { ErrorId } from '../../contract/errors.ts';
import type { Exchange } from '../exchange.ts';
import { guardAll, type Door } from '../access.ts';
import { asUtf8 } from '../../lib/header-text.ts';

/** RFC 6750, section 2.1; the scheme's case does not matter (RFC 9110, section 11.1). */
const BEARER = /^bearer +([^ \t]+)$/i;

/** The API key in an `authorization` header; undefined when the header has another form. */
export function apiKeyIn(header: string): string | undefined {
  return BEARER.exec(header)?.[1];
}

/** Second stage: finds the organization behind the API key. */
export function authenticate(exchange: Exchange, organizations: Organizations, door: Door): Reply | undefined {
  const { authorization: header, 'stub-organization': id } = exchange.incoming.headers;
  if (header === undefined && exchange.own && typeof id === 'string')
    return takeOrganization(exchange, id, organizations, door);
  if (header === undefined && exchange.operation?.secured === false) return undefined;
  if (header === undefined)
    return unauthorized('api-key-missing', 'Send your API key as "authorization: Bearer API_KEY"');
  const key = apiKeyIn(asUtf8(header));
  if (key === undefined)
    return unauthorized('api-key-malformed', 'The authorization header must be of the form "Bearer API_KEY"');
  exchange.organization = organizations.ofKey(key);
  return exchange.organization ? undefined : unknownKey();
}

/** The console acts for organizations whose keys it does not know, on behalf of somebody who may see them all. */
function takeOrganization(exchange: Exchange, id: string, all: Organizations, door: Door): Reply | undefined {
  const refused = guardAll(exchange, door);
  if (refused !== undefined) {
    // In the API's own terms: to others than the console this is a request without an API key.
    const { message } = refused.body as { message: string };
    return unauthorized('api-key-missing', `The header "stub-organization" takes no API key's place here. ${message}`);
  }
  if (!/^[0-9a-f]{24}$/.test(id))
    return badRequest('organization-malformed', 'The header "stub-organization" takes an id of 24 hexadecimal digits');
  exchange.organization = all.ofId(id);
  return exchange.organization ? undefined : unauthorized('api-key-unknown', 'This organization has no known API key');
}

/** 401 for a key that is nobody's. */
export function unknownKey(): Reply {
  return unauthorized('api-key-unknown', 'This API key is not known');
}

function unauthorized(error: ErrorId, message: string): Reply {
  return problem(error, message, { 'www-authenticate': 'Bearer' });
}
