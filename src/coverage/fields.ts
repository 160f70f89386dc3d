import { replySchema, type ReplySchema } from '../contract/compile-replies.ts';
import type { Node } from '../contract/compile.ts';
import type { OperationData, Shape } from '../contract/contract.ts';
import { asObject, isObject } from '../lib/guards.ts';
import { escapeStep, fromPointer } from '../lib/json-pointer.ts';

/** Fields that an operation takes, and those of its replies below 400, each as a path such as `hooks[].url`. */
export interface OperationFields {
  readonly operationId: string;
  /** Properties of the body, and query parameters as `?name`. */
  readonly request: readonly string[];
  /** By status. */
  readonly replies: ReadonlyMap<string, readonly string[]>;
}

/**
 * Lists the fields of all operations. What the contract leaves open, such as the entries of a map, is one field.
 *
 * @param document the OpenAPI document of the operations
 */
export function fieldsOf(document: object, operations: readonly OperationData[]): readonly OperationFields[] {
  return operations.map(({ operationId, path, method, body, queryParameters, responses }) => {
    const replies = Object.keys(responses).filter((status) => Number(status) < 400);
    const pointer = `/paths/${escapeStep(path)}/${method.toLowerCase()}/responses`;
    return {
      operationId,
      request: [...Object.keys(queryParameters).map((name) => `?${name}`), ...paths(body?.shape ?? null)],
      replies: new Map(replies.map((status) => [status, paths(replyAt(document as Node, `${pointer}/${status}`))])),
    };
  });
}

/** The paths of a schema's properties. A list at the root counts as one of its items. */
function paths(schema: Shape | ReplySchema | null | undefined, prefix = ''): string[] {
  if (schema?.items) return paths(schema.items, prefix === '' ? '' : `${prefix}[]`);
  return Object.entries(schema?.properties ?? {}).flatMap(([name, property]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    return [path, ...paths(property, path)];
  });
}

function replyAt(document: Node, pointer: string): ReplySchema {
  const response = fromPointer(pointer).reduce<unknown>((value, key) => asObject(value)?.[key], document);
  if (!isObject(response)) return {};
  const reference = response['$ref'];
  if (typeof reference === 'string') return replyAt(document, reference.slice(1));
  const schema = asObject(asObject(response['content'])?.['application/json'])?.['schema'];
  return isObject(schema) ? replySchema(document, schema) : {};
}

/** Those of the known fields that a value has. */
export function fieldsIn(value: unknown, known: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (each: unknown, prefix: string): void => {
    if (Array.isArray(each)) {
      for (const item of each) visit(item, prefix === '' ? '' : `${prefix}[]`);
    } else if (isObject(each)) {
      for (const [name, below] of Object.entries(each)) {
        const path = prefix === '' ? name : `${prefix}.${name}`;
        found.add(path);
        visit(below, path);
      }
    }
  };
  visit(value, '');
  return known.filter((field) => found.has(field));
}
