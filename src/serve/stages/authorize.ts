import type { ErrorId } from '../../contract/errors.ts';
import { badRequest, problem, type Reply } from '../../contract/reply.ts';
import { apiKeyIn, asUtf8 } from '../../lib/headers.ts';
import type { Organization } from '../../organizations/organizations.ts';
import { ANONYMOUS } from '../../store/port.ts';
import { guard, guardAll, guardSecrets, refuseOff } from '../access.ts';
import type { Context, ServedOperation } from '../context.ts';
import type { StubRequest, Target } from '../request.ts';

/** The organization that a request is about, or why it may not have one. */
export interface Authorization {
  readonly organization: Organization | undefined;
  readonly reply: Reply | undefined;
}

const NO_ORGANIZATION: Authorization = Object.freeze({ organization: undefined, reply: undefined });

/**
 * Finds the organization behind the API key, as far as the operation's access wants one.
 *
 * @param operation undefined for a request to the API that matched none; its sender's journal shows it all the same
 */
export function authorize(
  request: StubRequest,
  target: Target,
  operation: ServedOperation | undefined,
  context: Context,
): Authorization {
  switch (operation?.access) {
    case 'everyone':
      return NO_ORGANIZATION;
    case 'everyone-unless-off':
      return refusal(refuseOff(context.access));
    case 'administrator':
      return refusal(guardAll(request, context.access));
    case 'key-owner':
      return refusal(guardSecrets(request, context.access));
    case 'own-organization': {
      const refused = guard(request, context.access);
      if (refused) return refusal(refused);
      if (request.header('stub-organization') !== ANONYMOUS) return byKeyOrId(request, target, context, false);
      // Requests without a known key can be looked at like an organization's.
      const hidden = guardAll(request, context.access);
      return hidden ? refusal(hidden) : { organization: context.organizations.anonymous, reply: undefined };
    }
    case undefined:
      return target.area === 'admin' ? NO_ORGANIZATION : byKeyOrId(request, target, context, false);
    default:
      return byKeyOrId(request, target, context, operation?.access === 'optional-key');
  }
}

function byKeyOrId(request: StubRequest, target: Target, context: Context, isOptional: boolean): Authorization {
  const header = request.header('authorization');
  const { missingKey, malformedKeyStatus } = context.behavior;
  // A later stage refuses it, once path and body have been read.
  const isValidated = missingKey === '400-zod' && target.area === 'api';
  if (header === undefined) {
    const id = target.isOwn ? request.header('stub-organization') : undefined;
    if (id !== undefined) return byId(request, id, context);
    if (isOptional || isValidated) return NO_ORGANIZATION;
    return unauthorized('api-key-missing', 'Send your API key as "authorization: Bearer API_KEY"');
  }
  const key = apiKeyIn(asUtf8(header));
  if (key === undefined) {
    const message = 'The authorization header must be of the form "Bearer API_KEY"';
    if (malformedKeyStatus === 401 || target.area === 'admin') return unauthorized('api-key-malformed', message);
    return refusal({ status: malformedKeyStatus, body: { message }, error: 'api-key-malformed' });
  }
  const organization = context.organizations.ofKey(key);
  return organization ? { organization, reply: undefined } : refusal(unknownKey());
}

/** The console acts for organizations whose keys it does not know, on behalf of a client that may see them all. */
function byId(request: StubRequest, id: string, { access, organizations }: Context): Authorization {
  const refused = guardAll(request, access);
  if (refused !== undefined) {
    // In the API's own terms: to others than the console this is a request without an API key.
    const { message } = refused.body as { message: string };
    return unauthorized('api-key-missing', `The header "stub-organization" takes no API key's place here. ${message}`);
  }
  if (!/^[0-9a-f]{24}$/.test(id)) {
    const message = 'The header "stub-organization" takes an id of 24 hexadecimal digits';
    return refusal(badRequest('organization-malformed', message));
  }
  const organization = organizations.ofId(id);
  return organization
    ? { organization, reply: undefined }
    : unauthorized('api-key-unknown', 'This organization has no known API key');
}

/** 401: unknown API key. */
export function unknownKey(): Reply {
  return problem401('api-key-unknown', 'This API key is not known');
}

function unauthorized(error: ErrorId, message: string): Authorization {
  return refusal(problem401(error, message));
}

function problem401(error: ErrorId, message: string): Reply {
  return problem(error, message, { 'www-authenticate': 'Bearer' });
}

function refusal(reply: Reply | undefined): Authorization {
  return { organization: undefined, reply };
}
