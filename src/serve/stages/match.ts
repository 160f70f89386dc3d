import type { Behavior } from '../../contract/behavior.ts';
import { badRequest, expressPage, problem, type Reply } from '../../contract/reply.ts';
import { segmentsFor, type Route } from '../../contract/routes.ts';
import { nearestName } from '../../lib/nearest-name.ts';
import { maskedUrl } from '../../lib/secrets.ts';
import type { AccessPolicy, Context, ServedOperation } from '../context.ts';
import { preflight } from '../cors.ts';
import { withoutOrigin, type StubRequest, type Target } from '../request.ts';

/** The operation that a request names, or the reply to one that names none. */
export interface Match {
  readonly operation?: ServedOperation;
  /** For 405: the operations that the path has. */
  readonly pathOperations?: readonly ServedOperation[];
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly reply?: Reply;
}

const NO_PARAMETERS: Readonly<Record<string, string>> = Object.freeze({});

/**
 * Finds the operation that a method and path name. Answers 404 and 405, a plain OPTIONS, a browser's preflight, and a
 * request with two hosts.
 */
export function match(request: StubRequest, target: Target, context: Context): Match {
  const { areas, access, cors, behavior } = context;
  const { policy, find, operations } = areas[target.area];
  const isApi = target.area === 'api';
  const { method } = request;
  const early = refuseTwoHosts(request) ?? (cors && policy.isCrossOrigin ? preflight(request) : undefined);
  if (early) return unmatched(early);
  const route = find(target.path);
  const isRead = method === 'GET' || method === 'HEAD';
  if (route === undefined && isRead && target.area === 'admin' && target.path === '/')
    return unmatched(noConsole(access));
  const unknown = () =>
    isApi && behavior.unknownPath === 'html'
      ? expressPage('unknown-path', 404, `Cannot ${method} ${pathIn(request.target)}`)
      : unknownPath(method, target.path, operations);
  if (route === undefined) return unmatched(unknown());
  // HEAD is answered like GET; the platform leaves the body out.
  const operation = route.byMethod.get(method === 'HEAD' ? 'GET' : method);
  if (operation === undefined) {
    const isUnknown = isApi && behavior.isOtherMethodUnknownPath && method !== 'OPTIONS';
    // Express reads the path before it compares the method.
    const unreadable = isUnknown ? withParameters(undefined, target.path, route, behavior).reply : undefined;
    if (isUnknown) return unmatched(unreadable ?? unknown());
    const reply = otherMethod(method, target.path, route);
    return { ...unmatched(reply), ...(reply.status === 405 && { pathOperations: [...route.byMethod.values()] }) };
  }
  if (!route.template.includes('{')) return { operation, pathParameters: NO_PARAMETERS };
  return withParameters(operation, target.path, route, behavior);
}

/** What the console's address answers when no file of the console is there to be sent. */
function noConsole({ access }: AccessPolicy): Reply {
  return access === 'off'
    ? problem('admin-off', 'The console is switched off; start the stub with an admin key, or without --no-admin')
    : problem('console-missing', 'There is no console here; in a clone, "npm run build" builds it');
}

function unmatched(reply: Reply): Match {
  return { pathParameters: NO_PARAMETERS, reply };
}

/** Two proxies on the way may each use another one of two Host headers (RFC 9112, section 3.2). */
function refuseTwoHosts({ rawHeaders }: StubRequest): Reply | undefined {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string;
    if (name.length === 4 && name.toLowerCase() === 'host') hosts++;
  }
  return hosts > 1 ? badRequest('host-repeated', 'Send one Host header') : undefined;
}

function withParameters(
  operation: ServedOperation | undefined,
  path: string,
  route: Route<ServedOperation>,
  { malformedPath }: Behavior,
): Match {
  const template = operation === undefined ? route.segments : segmentsFor(route, operation);
  const segments = path.split('/');
  const pathParameters: Record<string, string> = {};
  for (let index = 0; index < template.length; index++) {
    const part = template[index] as string;
    if (!part.startsWith('{')) continue;
    const raw = segments[index] as string;
    try {
      pathParameters[part.slice(1, -1)] = raw.includes('%') ? decodeURIComponent(raw) : raw;
    } catch {
      const reply =
        malformedPath === '400-html'
          ? expressPage('path-malformed', 400, 'Bad Request')
          : badRequest('path-malformed', 'is not percent-encoded UTF-8', [part.slice(1, -1)]);
      return { ...(operation && { operation }), pathParameters: NO_PARAMETERS, reply };
    }
  }
  return { ...(operation && { operation }), pathParameters };
}

/** The path of a target as Express repeats it. */
function pathIn(target: string): string {
  return withoutOrigin(target).split('?', 1)[0] as string;
}

function otherMethod(method: string, path: string, { byMethod }: Route<ServedOperation>): Reply {
  const methods = [...byMethod.keys()].flatMap((each) => (each === 'GET' ? ['GET', 'HEAD'] : [each]));
  const allow = [...methods.sort(), 'OPTIONS'].join(', ');
  if (method === 'OPTIONS') return { status: 204, headers: { allow } };
  return problem('method-not-allowed', `${method} is not possible on ${shortened(path)}; these are: ${allow}`, {
    allow,
  });
}

function unknownPath(method: string, path: string, operations: readonly ServedOperation[]): Reply {
  const names = operations.map((operation) => operation.path);
  // An id in the path must not count as a difference.
  const first = path.split('/', 2)[1] ?? '';
  const near =
    nearestName(path, names) ?? names.find((name) => nearestName(first, [name.split('/', 2)[1] ?? '']) !== undefined);
  const atPath = operations.filter((operation) => operation.path === (near ?? operations[0]?.path));
  const nearest = atPath.find((operation) => operation.method === method) ?? atPath[0];
  const hint = nearest && ` The nearest operation is ${nearest.method} ${nearest.path} (${nearest.operationId}).`;
  return problem('unknown-path', `No operation is ${method} ${shortened(path)}.${hint ?? ''}`);
}

/** The path as a message repeats it, which the journal keeps: it may be a whole address, with a password. */
function shortened(path: string): string {
  const shown = maskedUrl(path);
  return shown.length > 100 ? `${shown.slice(0, 100)}…` : shown;
}
