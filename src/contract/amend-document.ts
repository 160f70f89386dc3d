import { isObject } from '../lib/guards.ts';
import type { AmendedOperation, AmendedReply, OwnReply } from './amended-operation.ts';
import { amendSchemas } from './amend-schemas.ts';
import { loadAssumptions, valuesOf, type AssumptionChoices } from './assumptions.ts';
import { resolve, type Node } from './compile.ts';
import type { Json, Operation } from './contract.ts';

/** What is chosen, and where a user's document says otherwise. */
interface Amendment {
  readonly choices: AssumptionChoices;
  readonly unfollowed: readonly { readonly assumption: string; readonly operations: readonly string[] }[];
}

/**
 * The document of an amended contract: the plain one with other schemas, other replies and other operations. Its
 * `x-assumptions` tell in words what is otherwise.
 */
export async function amendDocument(
  document: Node,
  amendment: Amendment,
  operations: readonly AmendedOperation[],
): Promise<Node> {
  const components = document['components'] as Readonly<Record<string, Readonly<Record<string, Node>>>>;
  const paths: Record<string, Node> = { ...(document['paths'] as Record<string, Node>) };
  for (const operation of operations) {
    const { method, path, operationId, summary } = operation;
    const item = paths[path];
    if (item === undefined) continue;
    const known = item[method.toLowerCase()] as Node | undefined;
    const plain = known ?? undocumented({ ...(item['get'] as Node), operationId, summary, description: `${summary}.` });
    paths[path] = { ...item, [method.toLowerCase()]: { ...plain, responses: repliesOf(operation, plain) } };
  }
  return {
    ...document,
    paths,
    components: { ...components, schemas: amendSchemas(components['schemas'] ?? {}, amendment.choices) },
    'x-assumptions': await assumptionsOf(amendment),
  };
}

/** An operation that is like another one, without what says that the other one is documented. */
function undocumented({ externalDocs: _page, ...operation }: Node): Node {
  const sources = operation['x-source'] as Readonly<Record<string, string>>;
  return { ...operation, 'x-source': { ...sources, operation: 'assumed', path: 'assumed', status: 'assumed' } };
}

async function assumptionsOf({ choices, unfollowed }: Amendment): Promise<Node[]> {
  const rows = await loadAssumptions();
  const chosen = rows.filter(({ id }) => choices[id] !== undefined && choices[id] !== valuesOf(id)[0]);
  return chosen.map(({ id, about, alternatives }) => {
    const value = choices[id] as string;
    const except = unfollowed.find(({ assumption }) => assumption === id)?.operations;
    return { id, about, value, sentence: alternatives[value], ...(except && { exceptOperations: except }) };
  });
}

/** A user's document with what choices mean for its replies. Its schemas stay as they are. */
export async function amendOwnDocument(
  document: Node,
  amendment: Amendment,
  operations: readonly (Operation & { readonly ownReplies: Readonly<Record<string, OwnReply>> })[],
): Promise<Node> {
  const paths: Record<string, Node> = { ...(document['paths'] as Record<string, Node> | undefined) };
  for (const { method, path, responses, ownReplies } of operations) {
    const item = paths[path];
    const node = item?.[method.toLowerCase()];
    if (item === undefined || !isObject(node)) continue;
    const known = node['responses'] as Readonly<Record<string, Node>>;
    const changed = Object.entries(ownReplies).map(([status, reply]) => [
      status,
      ownReplyNode(known[status] && resolve(document, known[status]), reply, responses[status] as AmendedReply),
    ]);
    const replies = { ...known, ...(Object.fromEntries(changed) as Node) };
    paths[path] = { ...item, [method.toLowerCase()]: { ...node, responses: replies } };
  }
  return { ...document, paths, 'x-assumptions': await assumptionsOf(amendment) };
}

function ownReplyNode(known: Node | undefined, reply: OwnReply, { description, examples }: AmendedReply): Node {
  const content = (known?.['content'] ?? {}) as Readonly<Record<string, Node>>;
  const { example, ...media } = content['application/json'] ?? {};
  const schema = amendedSchema(media['schema'] as Node | undefined, reply);
  const only = 'change' in reply ? reply.change(example as Json) : (example as Json);
  const named = namedExamples(example === undefined ? examples : { example: only, ...examples });
  const json = { ...media, ...(schema && { schema }), ...(Object.keys(named).length > 0 && { examples: named }) };
  return { description, ...known, content: { ...content, 'application/json': json } };
}

function amendedSchema(old: Node | undefined, reply: OwnReply): Node | undefined {
  switch (reply.kind) {
    case 'also':
      return old === undefined ? reply.schema : { anyOf: [old, reply.schema] };
    case 'instead':
      return reply.schema;
    case 'within':
      return reply.schema(old ?? { type: 'array' });
    case 'examples':
      return old;
  }
}

function namedExamples(examples: Readonly<Record<string, Json>>): Node {
  return Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }]));
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
  const shown = Object.entries(headers).map(([name, example]) => [name, { schema: { type: 'string' }, example }]);
  return {
    description,
    ...(shown.length > 0 && { headers: Object.fromEntries(shown) as Node }),
    content: { 'application/json': { schema, examples: namedExamples(examples) } },
  };
}
