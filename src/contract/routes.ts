import type { OperationData } from './contract.ts';

/** One path template with its operations, by method. */
export interface Route<Operation extends OperationData> {
  readonly template: string;
  /** The template's segments; those in braces are parameters. */
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
  const routes = [...Map.groupBy(operations, (operation) => operation.path)].map(([template, atPath]) => ({
    template,
    segments: template.split('/'),
    byMethod: new Map<string, Operation>(atPath.map((operation) => [operation.method, operation])),
  }));
  const literal = new Map(
    routes.filter(({ template }) => !template.includes('{')).map((route) => [route.template, route]),
  );
  const templates = routes.filter(({ template }) => template.includes('{'));
  return (path) => {
    const known = literal.get(ignoresCase ? path.toLowerCase() : path);
    if (known !== undefined) return known;
    const segments = path.split('/');
    return templates.find((each) => matches(each.segments, segments, ignoresCase));
  };
}

function matches(template: readonly string[], segments: readonly string[], ignoresCase: boolean): boolean {
  if (template.length !== segments.length) return false;
  return template.every((part, index) => {
    const segment = segments[index] as string;
    if (part.startsWith('{')) return segment !== '';
    return part === (ignoresCase ? segment.toLowerCase() : segment);
  });
}
