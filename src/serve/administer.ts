import { adminHandlers } from '../admin/handlers.ts';
import type { AdminServices } from '../admin/request.ts';
import type { UnknownProperty } from '../contract/contract.ts';
import { bodyIssues } from '../contract/issues.ts';
import { readQuery } from '../contract/query.ts';
import { nearestName } from '../lib/nearest-name.ts';
import { NOBODY } from '../organizations/organizations.ts';
import { refusal, type Reply } from '../contract/reply.ts';
import { authenticate } from './stages/authorize.ts';
import type { ConsolePage } from '../admin/console-files.ts';
import { isWithin, OWN_PATH, type Exchange } from './exchange.ts';
import { guard, guardAll } from './access.ts';
import type { MatchOperation } from './stages/match.ts';
import { readBody } from './stages/read-body.ts';
import type { Surroundings } from './respond.ts';

/** What the stub's own routes work with. */
export interface AdminSurroundings {
  readonly matchOperation: MatchOperation;
  readonly services: AdminServices;
  readonly consolePage: ConsolePage;
}

/** Whether a request is about the stub and not to the API; those are neither logged nor kept in the journal. */
export function isAdministrative({ path }: Exchange): boolean {
  return isWithin(path, OWN_PATH);
}

/** What happens to a request to one of the stub's own routes, stage by stage as with those to the API. */
export async function administer(
  outside: Exchange,
  around: Surroundings,
  { matchOperation, services, consolePage }: AdminSurroundings,
): Promise<Reply | undefined> {
  if (!isAdministrative(outside) && outside.path !== '/') return undefined;
  const page = await consolePage(outside, around.door);
  if (page !== undefined || !isAdministrative(outside)) return page;
  const exchange = { ...outside, path: outside.path.slice(OWN_PATH.length) || '/' };
  return (
    matchOperation(exchange) ??
    admit(exchange, around) ??
    (await readBody(exchange, around.maxBody)) ??
    validate(exchange) ??
    handle(exchange, services, around)
  );
}

/** What only tells how the stub is, anybody may ask. */
function admit(exchange: Exchange, { door, organizations }: Surroundings): Reply | undefined {
  const { secured = false, schemes = [] } = exchange.operation ?? {};
  if (!secured) return undefined;
  if (schemes.includes('adminKey')) return guardAll(exchange, door);
  const refused = guard(exchange, door);
  if (refused !== undefined) return refused;
  if (exchange.incoming.headers['stub-organization'] !== NOBODY) return authenticate(exchange, organizations, door);
  // Its requests may be looked at; at the API it is nobody's.
  exchange.organization = organizations.nobody;
  return guardAll(exchange, door);
}

/** Unlike the API, which drops what it does not know, we say so: a misspelt setting would have no effect. */
function validate({ operation, query, body }: Exchange): Reply | undefined {
  if (operation === undefined) return undefined;
  const unknown: UnknownProperty[] = [];
  operation.keep(body, unknown);
  const inQuery = readQuery(query, operation.queryParameters).issues;
  const issues = [...inQuery, ...unknown.map(unknownIssue), ...bodyIssues(operation, body)];
  return issues.length > 0 ? refusal(issues) : undefined;
}

function unknownIssue({ path, known }: UnknownProperty) {
  const meant = nearestName(String(path.at(-1)), known);
  const hint = meant === undefined ? `it has ${known.join(', ')}` : `did you mean "${meant}"?`;
  return { code: 'custom', path, message: `is not known here; ${hint}` } as const;
}

function handle(exchange: Exchange, services: AdminServices, { organizations }: Surroundings) {
  const { operation, organization, pathParameters, query, body } = exchange;
  const handler = operation && adminHandlers[operation.operationId];
  if (handler === undefined) throw new Error(`nobody has written ${operation?.operationId} of the admin API`);
  // It may have been forgotten while the body came in.
  if (organization !== undefined) organizations.keep(organization);
  const { values } = readQuery(query, operation?.queryParameters ?? {});
  return handler({ organization, pathParameters, query: values, body }, services);
}
