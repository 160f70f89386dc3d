/**
 * Reads from an OpenAPI document what its replies look like, in a form that matchers can be made of: schemas without
 * references, each `allOf` joined to one object. Only `npm run generate` runs this.
 */
import { ContractError, operationsOf, partsOf, resolve, type Node } from './compile.ts';
import type { Json } from './contract.ts';

/** A JSON Schema of a reply, reduced to what tells an example or a matcher from another. */
export interface ReplySchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly examples?: readonly Json[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, ReplySchema>>;
  readonly items?: ReplySchema;
  /** What further properties look like; without it there are none that the contract promises. */
  readonly additionalProperties?: ReplySchema;
}

/** An error reply that the contract names. */
export interface ErrorReply {
  readonly status: number;
  /** Name of its body's schema. */
  readonly schema: string;
  /** Body of its first example. */
  readonly example: Json;
}

/** A header that comes with a reply. */
export interface ReplyHeader {
  readonly schema: ReplySchema;
  readonly example: Json;
}

export interface ReplyData {
  /** By name: the schemas that a reply is, or is a list of. */
  readonly schemas: Readonly<Record<string, ReplySchema>>;
  /** By name, such as `tooManyRequests`: the replies that the document lists under `components/responses`. */
  readonly errors: Readonly<Record<string, ErrorReply>>;
  /** By name, in lower case. */
  readonly headers: Readonly<Record<string, ReplyHeader>>;
}

/**
 * @throws ContractError when a reply uses a keyword that nobody has taught the matchers yet; to leave it out would make
 *   them promise less or more than the contract does
 */
export function compileReplies(document: Node): ReplyData {
  const schemas: Record<string, ReplySchema> = {};
  const errors: Record<string, ErrorReply> = {};
  const headers: Record<string, ReplyHeader> = {};
  for (const { node } of operationsOf(document)) {
    for (const [status, reference] of Object.entries((node['responses'] ?? {}) as Record<string, Node>)) {
      const response = resolve(document, reference);
      const media = (response['content'] as Record<string, Node> | undefined)?.['application/json'];
      if (media === undefined) continue;
      const schema = schemaName(media['schema'] as Node);
      schemas[schema] ??= joined(document, { $ref: `#/components/schemas/${schema}` });
      const name = lastName(reference);
      if (name === undefined) continue;
      errors[lowerFirst(name)] ??= { status: Number(status), schema, example: firstExample(document, media) };
      for (const [header, holder] of Object.entries((response['headers'] ?? {}) as Record<string, Node>)) {
        const { schema: headerSchema, example } = resolve(document, holder);
        headers[header.toLowerCase()] ??= {
          schema: joined(document, headerSchema as Node),
          example: example as Json,
        };
      }
    }
  }
  return { schemas, errors, headers };
}

/** Keywords that are kept as they are. */
const KEPT = ['type', 'enum', 'const', 'minLength', 'maxLength', 'minItems', 'examples', 'required'];
/** Keywords that are read here, or that say nothing about the value. */
const KNOWN = new Set([
  ...KEPT,
  ...['allOf', '$ref', 'properties', 'items', 'additionalProperties', 'description', 'title', 'default', 'example'],
]);

function joined(document: Node, schema: Node, within: readonly Node[] = []): ReplySchema {
  const parts = partsOf(document, schema);
  const result: Record<string, unknown> = {};
  const properties: Record<string, Node[]> = {};
  for (const part of parts) {
    refuseUnknown(part);
    if (within.includes(part)) throw new ContractError('', 'a reply that contains itself cannot be made matchers of');
    for (const key of KEPT) if (part[key] !== undefined) result[key] = joinedKeyword(key, result[key], part[key]);
    for (const [name, property] of Object.entries((part['properties'] ?? {}) as Record<string, Node>)) {
      properties[name] = [...(properties[name] ?? []), property];
    }
    const inside = [...within, part];
    if (part['items'] !== undefined) result['items'] = joined(document, part['items'] as Node, inside);
    const further = part['additionalProperties'];
    if (further) result['additionalProperties'] = further === true ? {} : joined(document, further as Node, inside);
  }
  const inside = [...within, ...parts];
  const entries = Object.entries(properties).map(([name, each]) => [name, joined(document, { allOf: each }, inside)]);
  if (entries.length > 0) result['properties'] = Object.fromEntries(entries);
  return result;
}

function joinedKeyword(key: string, before: unknown, value: unknown): unknown {
  if (before === undefined) return value;
  if (key === 'required') return [...new Set([...(before as string[]), ...(value as string[])])];
  if (JSON.stringify(before) === JSON.stringify(value)) return before;
  throw new ContractError('', `two parts of an allOf disagree about "${key}"`);
}

function refuseUnknown(part: Node): void {
  const unknown = Object.keys(part).find((key) => !KNOWN.has(key) && !key.startsWith('x-'));
  if (unknown !== undefined) {
    throw new ContractError('', `"${unknown}" in the schema of a reply: nobody has taught the matchers what it means`);
  }
}

/** A reply is something that has a name, or a list of such. */
function schemaName(schema: Node): string {
  const name = lastName(schema) ?? lastName((schema['items'] ?? {}) as Node);
  if (name === undefined) throw new ContractError('', 'the schema of a reply has no name under components/schemas');
  return name;
}

function lastName({ $ref }: Node): string | undefined {
  return typeof $ref === 'string' ? $ref.split('/').at(-1) : undefined;
}

function firstExample(document: Node, media: Node): Json {
  const [first] = Object.values((media['examples'] ?? {}) as Record<string, Node>);
  return first === undefined ? null : (resolve(document, first)['value'] as Json);
}

function lowerFirst(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}
