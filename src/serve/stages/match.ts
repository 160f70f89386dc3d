import type { Operation } from '../../contract/contract.ts';
import { createRouter, type Route } from '../../contract/routes.ts';
import { nearestName } from '../../lib/nearest-name.ts';
import { badRequest, problem, type Reply } from '../../contract/reply.ts';
import type { Exchange } from '../exchange.ts';

/** First stage: finds the operation that a method and path name. Answers 404, 405 or a plain OPTIONS. */
export type MatchOperation = (exchange: Exchange) => Reply | undefined;

export function createMatcher(operations: readonly Operation[]): MatchOperation {
  const find = createRouter(operations);
  return (exchange) => {
    const route = find(exchange.path);
    if (route === undefined) return unknownPath(exchange, operations);
    // HEAD is answered like GET; the server leaves the body out.
    const operation = route.byMethod.get(exchange.method === 'HEAD' ? 'GET' : exchange.method);
    if (operation === undefined) return otherMethod(exchange, route);
    exchange.operation = operation;
    return route.template.includes('{') ? readParameters(exchange, route) : undefined;
  };
}

function readParameters(exchange: Exchange, { segments: template }: Route<Operation>): Reply | undefined {
  const segments = exchange.path.split('/');
  const parameters: Record<string, string> = {};
  for (let index = 0; index < template.length; index++) {
    const part = template[index] as string;
    if (!part.startsWith('{')) continue;
    const raw = segments[index] as string;
    try {
      parameters[part.slice(1, -1)] = raw.includes('%') ? decodeURIComponent(raw) : raw;
    } catch {
      return badRequest('path-malformed', 'is not percent-encoded UTF-8', [part.slice(1, -1)]);
    }
  }
  exchange.pathParameters = parameters;
  return undefined;
}

function otherMethod({ method, path }: Exchange, { byMethod }: Route<Operation>): Reply {
  const methods = [...byMethod.keys()].flatMap((each) => (each === 'GET' ? ['GET', 'HEAD'] : [each]));
  const allow = [...methods.sort(), 'OPTIONS'].join(', ');
  if (method === 'OPTIONS') return { status: 204, headers: { allow } };
  return problem('method-not-allowed', `${method} is not possible on ${shortened(path)}; these are: ${allow}`, {
    allow,
  });
}

function unknownPath({ method, path }: Exchange, operations: readonly Operation[]): Reply {
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

function shortened(path: string): string {
  return path.length > 100 ? `${path.slice(0, 100)}…` : path;
}
