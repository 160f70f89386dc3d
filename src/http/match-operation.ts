import type { Operation } from '../contract/contract.ts';
import { nearestName } from '../use-cases/nearest.ts';
import type { Reply } from '../use-cases/reply.ts';
import { badRequest, problem } from './errors.ts';
import type { Exchange } from './exchange.ts';

/** Operations of one path template, by method. */
interface Route {
  readonly template: string;
  /** The template's segments; those in braces are parameters. */
  readonly segments: readonly string[];
  readonly byMethod: ReadonlyMap<string, Operation>;
  /** Value of the `Allow` header. */
  readonly allow: string;
}

/** First stage: finds the operation that a method and path name. Answers 404, 405 or a plain OPTIONS. */
export type MatchOperation = (exchange: Exchange) => Reply | undefined;

export function createMatcher(operations: readonly Operation[]): MatchOperation {
  const routes = routesOf(operations);
  const literal = new Map(
    routes.filter((route) => !route.template.includes('{')).map((route) => [route.template, route]),
  );
  const templates = routes.filter((route) => route.template.includes('{'));
  return (exchange) => {
    const segments = exchange.path.split('/');
    const route = literal.get(exchange.path) ?? templates.find((each) => matches(each.segments, segments));
    if (route === undefined) return unknownPath(exchange, operations);
    // HEAD is answered like GET; the server leaves the body out.
    const operation = route.byMethod.get(exchange.method === 'HEAD' ? 'GET' : exchange.method);
    if (operation === undefined) return otherMethod(exchange, route);
    exchange.operation = operation;
    return route.template.includes('{') ? readParameters(exchange, route, segments) : undefined;
  };
}

function routesOf(operations: readonly Operation[]): Route[] {
  const byTemplate = Map.groupBy(operations, (operation) => operation.path);
  return [...byTemplate].map(([template, atPath]) => {
    const byMethod = new Map<string, Operation>(atPath.map((operation) => [operation.method, operation]));
    const methods = [...byMethod.keys()].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    return { template, segments: template.split('/'), byMethod, allow: [...methods.sort(), 'OPTIONS'].join(', ') };
  });
}

function matches(template: readonly string[], segments: readonly string[]): boolean {
  if (template.length !== segments.length) return false;
  return template.every((part, index) => (part.startsWith('{') ? segments[index] !== '' : part === segments[index]));
}

function readParameters(
  exchange: Exchange,
  { segments: template }: Route,
  segments: readonly string[],
): Reply | undefined {
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

function otherMethod({ method, path }: Exchange, { allow }: Route): Reply {
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
