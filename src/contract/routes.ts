import type { OperationData } from './contract.ts';

/** One path template with its operations, by method. Templates that differ only in parameter names are one. */
export interface Route<Operation extends OperationData> {
  /** The template of its first operation. */
  readonly template: string;
  /** The segments of that template; those in braces are parameters. */
  readonly segments: readonly string[];
  readonly byMethod: ReadonlyMap<string, Operation>;
}

/**
 * Prepares the look-up of routes.
 *
 * @param ignoresCase whether capital letters make no difference, parameters apart
 * @returns finds the route of a path relative to the server's base URL; literal paths win over templates
 */
export function createRouter<Operation extends OperationData>(
  operations: readonly Operation[],
  ignoresCase = false,
): (path: string) => Route<Operation> | undefined {
  const keyOf = (path: string) => (ignoresCase ? templateKey(path).toLowerCase() : templateKey(path));
  const routes = [...Map.groupBy(operations, ({ path }) => keyOf(path))].map(([key, atPath]) => {
    const template = (atPath[0] as Operation).path;
    const byMethod = new Map<string, Operation>(atPath.map((operation) => [operation.method, operation]));
    return { key, pattern: key.split('/'), route: { template, segments: template.split('/'), byMethod } };
  });
  const literal = new Map(routes.filter(({ key }) => !key.includes('{')).map(({ key, route }) => [key, route]));
  const templates = routes.filter(({ key }) => key.includes('{'));
  return (path) => {
    const known = literal.get(ignoresCase ? path.toLowerCase() : path);
    if (known !== undefined) return known;
    const segments = path.split('/');
    return templates.find((each) => matches(each.pattern, segments, ignoresCase))?.route;
  };
}

/** What templates that take the same paths have in common: the template without the names of its parameters. */
export function templateKey(path: string): string {
  return path.replace(/\{[^/}]*\}/g, '{}');
}

/** The segments of an operation's own template, which names the parameters of the route. */
export function segmentsFor<Operation extends OperationData>(
  { template, segments }: Route<Operation>,
  { path }: OperationData,
): readonly string[] {
  return path === template ? segments : path.split('/');
}

function matches(pattern: readonly string[], segments: readonly string[], ignoresCase: boolean): boolean {
  if (pattern.length !== segments.length) return false;
  return pattern.every((part, index) => {
    const segment = segments[index] as string;
    if (part.startsWith('{')) return segment !== '';
    return part === (ignoresCase ? segment.toLowerCase() : segment);
  });
}
