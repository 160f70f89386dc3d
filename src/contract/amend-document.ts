import type { AmendedOperation, AmendedReply } from './amended-operation.ts';
import { amendSchemas } from './amend-schemas.ts';
import { loadAssumptions, valuesOf, type AssumptionChoices } from './assumptions.ts';
import type { Node } from './compile.ts';

/**
 * The document of an amended contract: the plain one with other schemas, other replies and other operations. Its
 * `x-assumptions` tell in words what is otherwise.
 */
export async function amendDocument(
  document: Node,
  choices: AssumptionChoices,
  operations: readonly AmendedOperation[],
): Promise<Node> {
  const components = document['components'] as Readonly<Record<string, Readonly<Record<string, Node>>>>;
  const paths: Record<string, Node> = { ...(document['paths'] as Record<string, Node>) };
  for (const operation of operations) {
    const { method, path, operationId, summary } = operation;
    const item = paths[path];
    if (item === undefined) continue;
    const known = item[method.toLowerCase()] as Node | undefined;
    const plain = known ?? { ...(item['get'] as Node), operationId, summary, description: `${summary}.` };
    paths[path] = { ...item, [method.toLowerCase()]: { ...plain, responses: repliesOf(operation, plain) } };
  }
  const rows = await loadAssumptions();
  const chosen = rows.filter(({ id }) => choices[id] !== undefined && choices[id] !== valuesOf(id)[0]);
  return {
    ...document,
    paths,
    components: { ...components, schemas: amendSchemas(components['schemas'] ?? {}, choices) },
    'x-assumptions': chosen.map(({ id, about, alternatives }) => {
      const value = choices[id] as string;
      return { id, about, value, sentence: alternatives[value] };
    }),
  };
}

/** Replies as the document has them, unless something of one is otherwise. */
function repliesOf({ responses }: AmendedOperation, plain: Node): Node {
  const known = plain['responses'] as Readonly<Record<string, Node>>;
  const entries = Object.entries(responses).map(([status, reply]) => {
    const isChanged = reply.schema !== undefined || known[status] === undefined;
    return [status, isChanged ? replyNode(reply) : known[status]];
  });
  return Object.fromEntries(entries) as Node;
}

function replyNode({ description, headers, schema, examples }: AmendedReply): Node {
  const named = Object.entries(examples).map(([name, value]) => [name, { value }]);
  const shown = Object.entries(headers).map(([name, example]) => [name, { schema: { type: 'string' }, example }]);
  return {
    description,
    ...(shown.length > 0 && { headers: Object.fromEntries(shown) as Node }),
    content: { 'application/json': { schema, examples: Object.fromEntries(named) as Node } },
  };
}
