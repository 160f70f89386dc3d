import { hash, timingSafeEqual } from 'node:crypto';
import { adminHandlers, type AdminServices } from '../admin/handlers.ts';
import type { UnknownProperty } from '../contract/contract.ts';
import { bodyIssues } from '../contract/issues.ts';
import { nearestName } from '../use-cases/nearest.ts';
import { refusal, type Reply } from '../use-cases/reply.ts';
import { authenticate } from './authenticate.ts';
import { problem } from './errors.ts';
import type { Exchange } from './exchange.ts';
import type { MatchOperation } from './match-operation.ts';
import { readBody } from './read-body.ts';
import type { Surroundings } from './respond.ts';

/** What the stub's own routes work with. */
export interface AdminSurroundings {
  readonly matchOperation: MatchOperation;
  readonly services: AdminServices;
  /** Who may use routes that are about an organization: nobody, whoever has the admin key, or everybody. */
  readonly access: 'off' | 'on' | { readonly key: string };
}

/** The stub's own routes stand beside the API, where no path of the API can be. */
const PREFIX = '/__stub';

/** Whether a request is about the stub and not to the API; those are neither logged nor kept in the journal. */
export function isAdministrative({ path }: Exchange): boolean {
  return path.startsWith(`${PREFIX}/`);
}

/** What happens to a request to one of the stub's own routes, stage by stage as with those to the API. */
export async function administer(
  outside: Exchange,
  { organizations, maxBody }: Surroundings,
  { matchOperation, services, access }: AdminSurroundings,
): Promise<Reply | undefined> {
  if (!isAdministrative(outside)) return undefined;
  const exchange = { ...outside, path: outside.path.slice(PREFIX.length) };
  return (
    matchOperation(exchange) ??
    (exchange.operation?.secured ? (guard(exchange, access) ?? authenticate(exchange, organizations)) : undefined) ??
    (await readBody(exchange, maxBody)) ??
    validate(exchange) ??
    handle(exchange, services)
  );
}

/** What only tells how the stub is, anybody may ask. */
function guard({ incoming }: Exchange, access: AdminSurroundings['access']): Reply | undefined {
  if (access === 'on') return undefined;
  if (access === 'off') return problem('admin-off', 'These routes are switched off; start the stub with an admin key');
  const given = incoming.headers['stub-admin-key'];
  if (typeof given === 'string' && isSame(given, access.key)) return undefined;
  return problem('admin-key-wrong', 'Send the admin key in the header "stub-admin-key"');
}

/** In the same time, whatever is wrong with it. */
function isSame(given: string, key: string): boolean {
  const [one, other] = [given, key].map((text) => hash('sha256', text, 'buffer'));
  return timingSafeEqual(one as Buffer, other as Buffer);
}

/** Unlike the API, which drops what it does not know, we say so: a misspelt setting would have no effect. */
function validate({ operation, body }: Exchange): Reply | undefined {
  if (operation === undefined) return undefined;
  const unknown: UnknownProperty[] = [];
  operation.keep(body, unknown);
  const issues = [...unknown.map(unknownIssue), ...bodyIssues(operation, body)];
  return issues.length > 0 ? refusal(issues) : undefined;
}

function unknownIssue({ path, known }: UnknownProperty) {
  const meant = nearestName(String(path.at(-1)), known);
  const hint = meant === undefined ? `it has ${known.join(', ')}` : `did you mean "${meant}"?`;
  return { code: 'custom', path, message: `is not known here; ${hint}` } as const;
}

function handle({ operation, organization, pathParameters, query, body }: Exchange, services: AdminServices) {
  const handler = operation && adminHandlers[operation.operationId];
  if (handler === undefined) throw new Error(`nobody has written ${operation?.operationId} of the admin API`);
  return handler(
    { organization, pathParameters, query: Object.fromEntries(new URLSearchParams(query)), body },
    services,
  );
}
