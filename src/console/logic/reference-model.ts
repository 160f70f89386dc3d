/** The operations of an OpenAPI document as the reference shows them. `--spec` may bring any document. */
import { isObject, objectOf, type Json } from '../../lib/json.ts';
import { followed, resolved, type Document, type Schema } from './merged-schema.ts';
import { sampleOf } from './sample.ts';
import { operationsOf, type OperationInfo } from '../../contract/openapi-lookup.ts';
import { samplesOf } from './schema-words.ts';
import { textOf } from './text-of.ts';

/** A parameter of a request, or a header of a reply. */
export interface Parameter {
  readonly name: string;
  readonly place: 'path' | 'query' | 'header' | 'cookie';
  readonly required: boolean;
  /** The parameter's schema with the parameter's own description, examples and sources laid over it. */
  readonly schema: Schema;
  /** How the values of a list or of an object are written. */
  readonly style: string;
  readonly explode: boolean;
}

/** An example with its name in the contract. */
export interface NamedExample {
  readonly name: string;
  readonly summary: string;
  /** As it would be sent: JSON on several lines, anything else as it is. */
  readonly text: string;
  /** Whether the console made it up from the schema, because the contract has none. */
  readonly isMadeUp: boolean;
}

/** A body in one media type. */
export interface Content {
  readonly mediaType: string;
  /** As it stands in the document, a reference included. */
  readonly schema: Schema | undefined;
  readonly examples: readonly NamedExample[];
}

/** What an operation documents for one status, or for `default`. */
export interface DocumentedReply {
  readonly status: string;
  readonly node: Schema;
  readonly description: string;
  readonly headers: readonly Parameter[];
  readonly contents: readonly Content[];
}

/** One operation, its references followed. */
export interface Operation extends OperationInfo {
  readonly title: string;
  readonly description: string;
  readonly deprecated: boolean;
  readonly needsKey: boolean;
  /** The operation as it stands in the document, for its sources. */
  readonly node: Schema;
  readonly link: Link | undefined;
  readonly parameters: readonly Parameter[];
  readonly body:
    { readonly required: boolean; readonly description: string; readonly contents: readonly Content[] } | undefined;
  readonly replies: readonly DocumentedReply[];
}

/** A link to documentation elsewhere. */
export interface Link {
  readonly url: string;
  readonly text: string;
}

/** Operations that share a tag. */
export interface OperationGroup {
  readonly name: string;
  readonly description: string;
  readonly operations: readonly OperationInfo[];
}

const NO_TAG = 'Other operations';
const PLACES = ['path', 'query', 'header', 'cookie'] as const;

/** All operations by their first tag, in the order of the document's tags. */
export function groupsOf(document: Document): readonly OperationGroup[] {
  const groups = new Map<string, { description: string; operations: OperationInfo[] }>();
  for (const tag of list(document['tags'])) {
    const name = textIn(tag, 'name');
    if (name !== '') groups.set(name, { description: textIn(tag, 'description'), operations: [] });
  }
  for (const operation of operationsOf(document)) {
    const [tag] = list(nodeOf(document, operation)['tags'], (each) => typeof each === 'string');
    const name = typeof tag === 'string' ? tag : NO_TAG;
    const group = groups.get(name) ?? { description: '', operations: [] };
    group.operations.push(operation);
    groups.set(name, group);
  }
  return [...groups].map(([name, group]) => ({ name, ...group })).filter(({ operations }) => operations.length > 0);
}

/** Names of the document's schemas, in their order. */
export function schemaNames(document: Document): readonly string[] {
  return Object.keys(followed(document, '#/components/schemas'));
}

/** One operation by its id; undefined when the document does not have it. */
export function operationIn(document: Document, operationId: string): Operation | undefined {
  const info = operationsOf(document).find((each) => each.operationId === operationId);
  if (info === undefined) return undefined;
  const node = nodeOf(document, info);
  const item = objectOf(objectOf(document['paths'])[info.path]);
  const body = isObject(node['requestBody']) ? resolved(document, node['requestBody']) : undefined;
  return {
    ...info,
    title: info.summary === '' ? operationId : info.summary,
    description: textIn(node, 'description'),
    deprecated: node['deprecated'] === true,
    needsKey: list(node['security'] ?? document['security']).some((each) => Object.keys(each).length > 0),
    node,
    link: linkOf(node['externalDocs']),
    parameters: parametersOf(document, [...list(item['parameters']), ...list(node['parameters'])]),
    body: body && {
      required: body['required'] === true,
      description: textIn(body, 'description'),
      contents: contentsOf(document, body['content']),
    },
    replies: Object.entries(objectOf(node['responses'])).map(([status, each]) =>
      replyOf(document, status, objectOf(each)),
    ),
  };
}

/** A link that a browser may follow: only http and https, whatever a document says. */
export function linkOf(node: unknown): Link | undefined {
  const url = textIn(node, 'url');
  if (!/^https?:\/\//i.test(url)) return undefined;
  return { url, text: textIn(node, 'description') || textIn(node, 'name') || url };
}

/** The text under a name; empty where there is none. */
export function textIn(node: unknown, name: string): string {
  const value = isObject(node) ? node[name] : undefined;
  return typeof value === 'string' ? value.trim() : '';
}

function nodeOf(document: Document, { path, method }: OperationInfo): Schema {
  return objectOf(objectOf(objectOf(document['paths'])[path])[method.toLowerCase()]);
}

/** Those of an operation replace those of its path. */
function parametersOf(document: Document, nodes: readonly Schema[]): readonly Parameter[] {
  const found = new Map<string, Parameter>();
  for (const each of nodes) {
    const node = resolved(document, each);
    const place = PLACES.find((name) => name === node['in']);
    const name = textIn(node, 'name');
    if (place !== undefined && name !== '') found.set(`${place} ${name}`, parameterOf(name, place, node));
  }
  return [...found.values()];
}

function parameterOf(name: string, place: Parameter['place'], node: Schema): Parameter {
  const content = Object.values(objectOf(node['content'])).find(isObject);
  const given = objectOf(content ? content['schema'] : node['schema']);
  const { example, examples, description, deprecated } = node;
  const sample = example ?? exampleValue(Object.values(objectOf(examples))[0]);
  const sources = Object.fromEntries(Object.entries(node).filter(([key]) => key.startsWith('x-')));
  const style = textIn(node, 'style') || (place === 'query' || place === 'cookie' ? 'form' : 'simple');
  return {
    name,
    place,
    required: node['required'] === true || place === 'path',
    schema: {
      ...given,
      ...(description !== undefined && { description }),
      ...(deprecated === true && { deprecated }),
      ...(sample !== undefined && { example: sample }),
      ...sources,
    },
    style: content ? 'content' : style,
    explode: typeof node['explode'] === 'boolean' ? node['explode'] : style === 'form',
  };
}

function replyOf(document: Document, status: string, given: Schema): DocumentedReply {
  const node = resolved(document, given);
  return {
    status,
    node,
    description: textIn(node, 'description'),
    headers: Object.entries(objectOf(node['headers'])).map(([name, each]) =>
      parameterOf(name, 'header', resolved(document, objectOf(each))),
    ),
    contents: contentsOf(document, node['content']),
  };
}

function contentsOf(document: Document, content: Json | undefined): readonly Content[] {
  return Object.entries(objectOf(content)).map(([mediaType, each]) => {
    const node = objectOf(each);
    const schema = isObject(node['schema']) ? node['schema'] : undefined;
    return { mediaType, schema, examples: examplesOf(document, node, schema, mediaType) };
  });
}

function examplesOf(
  document: Document,
  node: Schema,
  schema: Schema | undefined,
  mediaType: string,
): readonly NamedExample[] {
  const named = Object.entries(objectOf(node['examples'])).flatMap(([name, each]): NamedExample[] => {
    const example = resolved(document, objectOf(each));
    const value = exampleValue(example);
    const summary = textIn(example, 'summary');
    return value === undefined ? [] : [{ name, summary, text: bodyText(value, mediaType), isMadeUp: false }];
  });
  if (named.length > 0) return named;
  const single = node['example'] ?? (schema && samplesOf(resolved(document, schema))[0]);
  if (single !== undefined) {
    return [{ name: 'example', summary: '', text: bodyText(single, mediaType), isMadeUp: false }];
  }
  if (schema === undefined || !isJson(mediaType)) return [];
  const value = sampleOf(document, schema);
  return [
    {
      name: 'made up',
      summary: 'Made up from the schema; the contract has no example',
      text: bodyText(value, mediaType),
      isMadeUp: true,
    },
  ];
}

/** Whether a media type is JSON. */
export function isJson(mediaType: string): boolean {
  return /^[^;]*[/+]json\b/i.test(mediaType);
}

function bodyText(value: Json, mediaType: string): string {
  return isJson(mediaType) ? JSON.stringify(value, null, 2) : textOf(value);
}

function exampleValue(example: Json | undefined): Json | undefined {
  return isObject(example) && Object.hasOwn(example, 'value') ? example['value'] : undefined;
}

function list(value: unknown, test: (each: unknown) => boolean = isObject): readonly Schema[] {
  return Array.isArray(value) ? (value.filter(test) as readonly Schema[]) : [];
}
