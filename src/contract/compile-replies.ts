/**
 * Reads the replies from an OpenAPI document: schemas without references, each `allOf` joined to one object. The
 * consumer kit makes matchers of them, which `npm run generate` writes; pacts are compared with them when they are
 * verified.
 */
import { isObject } from '../lib/guards.ts';
import { ContractError, operationsOf, partsOf, resolve, type Node } from './compile.ts';
import type { Json } from './contract.ts';

/** A JSON Schema of a reply, with the keywords that examples and matchers depend on. */
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
  /** Schema of further properties; without it the contract promises none. */
  readonly additionalProperties?: ReplySchema;
}

/** An error reply that the contract names. */
export interface ErrorReply {
  readonly status: number;
  /** Name of the schema of its body. */
  readonly schema: string;
  /** Body of the first example. */
  readonly example: Json;
}

/** A header of a reply. */
export interface ReplyHeader {
  readonly schema: ReplySchema;
  readonly example: Json;
}

/** All replies of a document. */
export interface ReplyData {
  /** Schemas that a reply has, or has a list of, by name. */
  readonly schemas: Readonly<Record<string, ReplySchema>>;
  /** Replies under `components/responses`, by name, such as `tooManyRequests`. */
  readonly errors: Readonly<Record<string, ErrorReply>>;
  /** By name, in lower case. */
  readonly headers: Readonly<Record<string, ReplyHeader>>;
}

/**
 * Reads the replies of a document.
 *
 * @throws ContractError when a reply uses a keyword that the matchers do not support; without it they would promise
 *   less or more than the contract
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
      const schema = nameOfSchema(media['schema'] as Node);
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

/** Keywords by which a place may have one of several forms. */
const ALTERNATIVES = ['anyOf', 'oneOf', 'not', 'if'];
/** Keywords that are copied as they are. */
const COPIED = ['type', 'enum', 'const', 'minLength', 'maxLength', 'minItems', 'examples', 'required'];
/** All keywords that are supported: those that are copied or read here, and annotations. */
const SUPPORTED = new Set([
  ...COPIED,
  ...['allOf', '$ref', 'properties', 'items', 'additionalProperties', 'description', 'title', 'default', 'example'],
]);

/**
 * The schema of a reply, joined to one object. A keyword that no matcher supports promises less than it could: what has
 * alternatives, or contains itself, may be anything.
 *
 * @param schema the schema in the document, or a reference to it
 * @throws ContractError for a reference that leads nowhere
 */
export function replySchema(document: Node, schema: Node): ReplySchema {
  return joined(document, schema, [], true);
}

/**
 * Reads every reply of a document, as `replySchema` does.
 *
 * @throws ContractError for a reference that leads nowhere
 */
export function checkReplies(document: Node): void {
  for (const { node } of operationsOf(document)) {
    for (const reference of Object.values((node['responses'] ?? {}) as Record<string, Node>)) {
      const content = resolve(document, reference)['content'] as Record<string, Node> | undefined;
      const schema = content?.['application/json']?.['schema'];
      if (isObject(schema)) replySchema(document, schema);
    }
  }
}

function joined(document: Node, schema: Node, within: readonly Node[] = [], isLenient = false): ReplySchema {
  const parts = partsOf(document, schema);
  if (isLenient && parts.some((part) => within.includes(part) || ALTERNATIVES.some((key) => part[key] !== undefined)))
    return {};
  const result: Record<string, unknown> = {};
  const properties: Record<string, Node[]> = {};
  for (const part of parts) {
    if (!isLenient) refuseUnsupported(part);
    if (within.includes(part)) throw new ContractError('', 'a reply contains itself: there are no matchers for that');
    for (const key of COPIED)
      if (part[key] !== undefined) result[key] = joinedKeyword(key, result[key], part[key], isLenient);
    for (const [name, property] of Object.entries((part['properties'] ?? {}) as Record<string, Node>)) {
      properties[name] = [...(properties[name] ?? []), property];
    }
    const inside = [...within, part];
    if (isObject(part['items'])) result['items'] = joined(document, part['items'], inside, isLenient);
    const further = part['additionalProperties'];
    if (further)
      result['additionalProperties'] = further === true ? {} : joined(document, further as Node, inside, isLenient);
  }
  const inside = [...within, ...parts];
  const entries = Object.entries(properties).map(([name, each]) => [
    name,
    joined(document, { allOf: each }, inside, isLenient),
  ]);
  if (entries.length > 0) result['properties'] = Object.fromEntries(entries);
  return result;
}

function joinedKeyword(key: string, before: unknown, value: unknown, isLenient: boolean): unknown {
  if (before === undefined) return value;
  if (key === 'required') return [...new Set([...(before as string[]), ...(value as string[])])];
  if (isLenient || JSON.stringify(before) === JSON.stringify(value)) return before;
  throw new ContractError('', `two parts of an allOf disagree about "${key}"`);
}

function refuseUnsupported(part: Node): void {
  const unsupported = Object.keys(part).find((key) => !SUPPORTED.has(key) && !key.startsWith('x-'));
  if (unsupported !== undefined) {
    throw new ContractError('', `"${unsupported}" in the schema of a reply: the matchers do not support this keyword`);
  }
}

/** The name of a schema, or of the schema of its items. */
function nameOfSchema(schema: Node): string {
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
