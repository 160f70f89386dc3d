/**
 * Turns an OpenAPI 3.1 document into the table of operations and the JSON Schemas to compile. `npm run generate` runs
 * it ahead of time for the documents in openapi/; `--spec FILE` runs it at start.
 */
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { isObject } from '../lib/guards.ts';
import { escapeStep, fromPointer, pointerTo } from '../lib/json-pointer.ts';
import { templateKey } from './routes.ts';
import type { ContractData, Facts, Json, Method, OperationData, ResponseData, Shape } from './contract.ts';

/** A JSON Schema or another object of an OpenAPI document. */
export interface Node {
  readonly [key: string]: unknown;
}

/** The JSON Schemas of one operation. Their references name the document by `DOCUMENT_ID`. */
export interface OperationSchemas {
  readonly path?: Node;
  readonly body?: Node;
  /** Of the bodies of replies, by status. */
  readonly replies: Readonly<Record<string, Node>>;
}

/** What `compileDocument` makes of a document. */
export interface CompiledDocument {
  readonly data: ContractData;
  /** By `operationId`. */
  readonly schemas: Readonly<Record<string, OperationSchemas>>;
}

/** Ajv knows the document's components under this id. */
const DOCUMENT_ID = 'contract';
const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace'] as const;

/**
 * Options for Ajv, the same ahead of time and at run time. `allErrors`, because zod reports all issues.
 * `unicode: false`, because zod counts the UTF-16 units of a string.
 */
export const ajvOptions = {
  allErrors: true,
  strict: false,
  // JSON.parse reads 1e999 as Infinity.
  strictNumbers: true,
  unicode: false,
  validateFormats: false,
  logger: false,
} as const;

/**
 * Changes the code that Ajv writes: it copies all errors so far for each item of a list, so that a body of 400,000
 * wrong items took nine minutes. The changed code appends.
 */
export function appendErrors(code: string): string {
  return code.replace(
    /vErrors = vErrors === null \? ([\w.]+) : vErrors\.concat\(\1\);/g,
    'if (vErrors === null) vErrors = $1; else for (const each of $1) vErrors.push(each);',
  );
}

/** Thrown for a document that is not a usable OpenAPI document. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  /** JSON pointer to the place, or the `$ref` that leads nowhere. Empty when the place is not known. */
  readonly pointer: string;

  constructor(pointer: string, message: string) {
    super(message);
    this.pointer = pointer;
  }
}

/**
 * Compiles a document.
 *
 * @param document a parsed OpenAPI 3.1 document
 * @throws ContractError when the document is not OpenAPI 3.1, a reference leads nowhere or out of the document, an
 *   operation has no `operationId` of its own, or two operations take the same requests
 */
export function compileDocument(document: Node): CompiledDocument {
  if (typeof document['openapi'] !== 'string' || !document['openapi'].startsWith('3.1')) {
    throw new ContractError('/openapi', 'an OpenAPI 3.1 document is wanted ("openapi: 3.1.0")');
  }
  checkReferences(document);
  const operations: OperationData[] = [];
  const schemas: Record<string, OperationSchemas> = {};
  const paths = new Map<string, string>();
  for (const { method, path, node, shared, pointer } of operationsOf(document)) {
    const key = `${method} ${templateKey(path)}`;
    const same = paths.get(key);
    if (same !== undefined) {
      const name = method.toUpperCase();
      throw new ContractError(pointer, `${name} ${path} and ${name} ${same} take the same requests; leave one out`);
    }
    paths.set(key, path);
    const operationId = node['operationId'];
    if (typeof operationId !== 'string' || operationId === '') {
      throw new ContractError(pointer, `${method.toUpperCase()} ${path} has no operationId`);
    }
    if (Object.hasOwn(schemas, operationId)) {
      throw new ContractError(`${pointer}/operationId`, `operationId "${operationId}" is used twice`);
    }
    // The API key is optional when one of the requirements is empty.
    const requirements = listOf(node['security'] ?? document['security']);
    const bodyNode = node['requestBody'] === undefined ? undefined : resolve(document, node['requestBody'] as Node);
    const bodySchema = bodyNode && jsonSchemaOf(document, bodyNode);
    const pathSchema = parametersSchema(document, [...shared, ...listOf(node['parameters'])]);
    schemas[operationId] = {
      ...(pathSchema && { path: pathSchema }),
      ...(bodySchema && { body: validationSchema(bodySchema) as Node }),
      replies: replySchemasOf(document, node),
    };
    operations.push({
      operationId,
      method: method.toUpperCase() as Method,
      path,
      summary: textOf(node['summary'], operationId),
      secured: requirements.length > 0 && requirements.every((each) => Object.keys(each).length > 0),
      schemes: [...new Set(requirements.flatMap((each) => Object.keys(each)))],
      pathParameters: pathSchema ? factsOf(document, pathSchema) : {},
      queryParameters: queryParametersOf(document, [...shared, ...listOf(node['parameters'])]),
      body: bodyNode
        ? {
            required: bodyNode['required'] === true,
            shape: bodySchema ? shapeOf(document, bodySchema) : null,
            facts: bodySchema ? factsOf(document, bodySchema) : {},
            defaults: bodySchema ? defaultsOf(document, bodySchema) : {},
            conditions: bodySchema ? conditionsOf(document, bodySchema) : {},
          }
        : null,
      responses: responsesOf(document, node),
    });
  }
  return { data: { operations, ...vocabularyOf(document) }, schemas };
}

/**
 * Rejects every reference that leaves the document, also those that only Prism would follow: Prism fetches `http://`
 * addresses and reads any file of the machine.
 *
 * @throws ContractError at the first such reference
 */
function checkReferences(document: Node): void {
  const visited = new Set<unknown>();
  const visit = (node: unknown, pointer: string): void => {
    if (typeof node !== 'object' || node === null || visited.has(node)) return;
    visited.add(node);
    for (const [key, value] of Object.entries(node)) {
      const place = `${pointer}/${escapeStep(key)}`;
      if (key === '$ref' && typeof value === 'string' && !value.startsWith('#'))
        throw new ContractError(place, `the reference "${value}" leaves the document; bundle all parts into one file`);
      visit(value, place);
    }
  };
  visit(document, '');
}

/** Adds the document's components to `ajv`. The schemas of `compileDocument` refer to them. */
export function addComponents(ajv: Ajv2020, document: Node): void {
  const components = (document['components'] ?? {}) as Node;
  const schemas = Object.entries((components['schemas'] ?? {}) as Record<string, unknown>);
  ajv.addSchema({
    $id: DOCUMENT_ID,
    components: { schemas: Object.fromEntries(schemas.map(([name, schema]) => [name, validationSchema(schema)])) },
  });
}

/**
 * Lists the operations of a document, each with its place.
 *
 * @throws ContractError for a path item that is malformed or a reference
 */
export function* operationsOf(document: Node) {
  for (const [path, item] of Object.entries((document['paths'] ?? {}) as Record<string, Node | null>)) {
    const place = `/paths/${escapeStep(path)}`;
    if (!path.startsWith('/')) throw new ContractError(place, 'a path begins with a slash');
    if (!isObject(item)) throw new ContractError(place, 'an object with operations is wanted');
    if (item['$ref'] !== undefined)
      throw new ContractError(place, 'a path item that is a reference is not supported; write its operations here');
    for (const method of METHODS) {
      const node = item[method] as Node | undefined;
      if (node) yield { method, path, node, shared: listOf(item['parameters']), pointer: `${place}/${method}` };
    }
  }
}

/**
 * Follows `$ref` to the object that it names.
 *
 * @throws ContractError when a reference leads nowhere or in a circle
 */
export function resolve(document: Node, node: Node): Node {
  if (typeof node !== 'object' || node === null)
    throw new ContractError('', `an object is wanted where ${String(node)} stands`);
  let current = node;
  for (let hops = 0; typeof current['$ref'] === 'string'; hops++) {
    const reference = current['$ref'];
    if (!reference.startsWith('#/') || hops > 20) {
      throw new ContractError(reference, `the reference "${reference}" names no place, or leads in a circle`);
    }
    let target: unknown = document;
    for (const key of fromPointer(reference.slice(1))) target = (target as Node | undefined)?.[key];
    if (typeof target !== 'object' || target === null) {
      throw new ContractError(reference, `the reference "${reference}" leads nowhere`);
    }
    current = target as Node;
  }
  return current;
}

function jsonSchemaOf(document: Node, holder: Node): Node | undefined {
  const content = holder['content'] as Record<string, Node> | undefined;
  const media = content?.['application/json'];
  const schema = media?.['schema'] as Node | undefined;
  if (schema) resolve(document, schema);
  return schema;
}

function parametersSchema(document: Node, parameters: readonly Node[]): Node | undefined {
  const inPath = parameters.map((each) => resolve(document, each)).filter((each) => each['in'] === 'path');
  if (inPath.length === 0) return undefined;
  return {
    type: 'object',
    properties: Object.fromEntries(inPath.map((each) => [each['name'], validationSchema(each['schema'])])),
  };
}

function queryParametersOf(document: Node, parameters: readonly Node[]): OperationData['queryParameters'] {
  const inQuery = parameters.map((each) => resolve(document, each)).filter((each) => each['in'] === 'query');
  return Object.fromEntries(
    inQuery.map((each) => {
      const { type, enum: values, minimum, maximum, default: preset } = resolve(document, each['schema'] as Node);
      const known = { enum: values, minimum, maximum, default: preset };
      const given = Object.entries(known).filter(([, value]) => value !== undefined);
      return [each['name'] as string, { type: String(type), ...(Object.fromEntries(given) as object) }];
    }),
  );
}

/** Keywords whose value maps names, which the API chooses, to schemas. */
const MAPS = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs']);
/** Keywords that carry data, not schemas. */
const DATA = new Set(['enum', 'const', 'required', 'type']);

/**
 * A schema without descriptions and examples, so that the compiled code has none of them, and with references to the
 * components as Ajv knows them.
 *
 * @param kept keywords that stay all the same
 */
export function validationSchema(node: unknown, kept: readonly string[] = []): unknown {
  if (Array.isArray(node)) return node.map((each) => validationSchema(each, kept));
  if (typeof node !== 'object' || node === null) return node;
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) {
    if (kept.includes(key)) {
      result[key] = value;
      continue;
    }
    if (/^(x-|description$|summary$|title$|examples?$|default$|externalDocs$)/.test(key)) continue;
    if (key === '$ref') result[key] = DOCUMENT_ID + String(value);
    else if (DATA.has(key)) result[key] = value;
    else if (MAPS.has(key))
      result[key] = Object.fromEntries(
        Object.entries(value as Node).map(([name, schema]) => [name, validationSchema(schema, kept)]),
      );
    else result[key] = validationSchema(value, kept);
  }
  return result;
}

/** The schema and the schemas that its `allOf` joins, in the document's order. */
export function partsOf(document: Node, schema: Node, within: readonly Node[] = []): Node[] {
  const node = resolve(document, schema);
  // A schema that joins itself says nothing more by it.
  if (within.includes(node)) return [];
  return [...listOf(node['allOf']).flatMap((part) => partsOf(document, part, [...within, node])), node];
}

function propertiesOf(document: Node, schema: Node): Map<string, Node[]> {
  const properties = new Map<string, Node[]>();
  for (const part of partsOf(document, schema)) {
    for (const [name, property] of Object.entries((part['properties'] ?? {}) as Record<string, Node>)) {
      if (typeof property === 'boolean') {
        const place = `${pointerTo(part, document) ?? ''}/properties/${escapeStep(name)}`;
        throw new ContractError(place, `a schema is an object here: write ${property ? '{}' : '{ not: {} }'}`);
      }
      properties.set(name, [...(properties.get(name) ?? []), property]);
    }
  }
  return properties;
}

/** @param within the schemas around this one; a schema inside itself has no shape */
function shapeOf(document: Node, schema: Node, within: readonly Node[] = []): Shape | null {
  const node = resolve(document, schema);
  if (within.includes(node)) return null;
  const inside = [...within, node];
  const items = partsOf(document, schema).find((part) => part['items'])?.['items'] as Node | undefined;
  if (items) return { items: shapeOf(document, items, inside) };
  const properties = propertiesOf(document, schema);
  if (properties.size === 0) return null;
  return {
    properties: Object.fromEntries(
      [...properties].map(([name, parts]) => [
        name,
        parts.map((part) => shapeOf(document, part, inside)).find(Boolean) ?? null,
      ]),
    ),
  };
}

function factsOf(document: Node, schema: Node): Facts {
  return Object.fromEntries(
    [...propertiesOf(document, schema)].map(([name, parts], position) => {
      const nodes = parts.map((part) => resolve(document, part));
      const type = nodes.map((node) => node['type']).find(Boolean) ?? 'unknown';
      const exactLength = nodes.some(
        (node) => node['minLength'] !== undefined && node['minLength'] === node['maxLength'],
      );
      return [name, { position, type: String(Array.isArray(type) ? type[0] : type), exactLength }];
    }),
  );
}

function defaultsOf(document: Node, schema: Node): Record<string, Json> {
  const defaults: Record<string, Json> = {};
  for (const [name, parts] of propertiesOf(document, schema)) {
    const part = parts.find((each) => each['default'] !== undefined);
    if (part) defaults[name] = part['default'] as Json;
  }
  return defaults;
}

function conditionsOf(document: Node, schema: Node): Record<string, string> {
  const conditions: Record<string, string> = {};
  for (const part of partsOf(document, schema)) {
    for (const name of listOf((part['then'] as Node | undefined)?.['required']) as unknown as string[]) {
      conditions[name] = textOf(part['x-message'], `${name} is required`);
    }
  }
  return conditions;
}

function responsesOf(document: Node, operation: Node): Record<string, ResponseData> {
  const responses: Record<string, ResponseData> = {};
  for (const [status, reference] of Object.entries((operation['responses'] ?? {}) as Record<string, Node>)) {
    const response = resolve(document, reference);
    const content = (response['content'] ?? {}) as Record<string, Node>;
    const media = content['application/json'];
    const named = Object.entries((media?.['examples'] ?? {}) as Record<string, Node>);
    responses[status] = {
      description: textOf(response['description'], ''),
      headers: headersOf(document, response),
      examples: Object.fromEntries(named.map(([name, node]) => [name, resolve(document, node)['value'] as Json])),
    };
  }
  return responses;
}

function replySchemasOf(document: Node, operation: Node): Record<string, Node> {
  const responses = Object.entries((operation['responses'] ?? {}) as Record<string, Node>);
  return Object.fromEntries(
    responses.flatMap(([status, reference]) => {
      const schema = jsonSchemaOf(document, resolve(document, reference));
      return schema === undefined ? [] : [[status, validationSchema(schema) as Node]];
    }),
  );
}

function headersOf(document: Node, response: Node): Record<string, string> {
  const headers = Object.entries((response['headers'] ?? {}) as Record<string, Node>);
  const examples = headers.map(([name, node]) => [name.toLowerCase(), resolve(document, node)['example']]);
  return Object.fromEntries(
    examples.filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]),
  ) as Record<string, string>;
}

function vocabularyOf(document: Node): Pick<ContractData, 'assumedValues' | 'enumerations'> {
  const assumedValues: Record<string, readonly string[]> = {};
  const enumerations: Record<string, readonly string[]> = {};
  const components = (document['components'] ?? {}) as Node;
  for (const [name, schema] of Object.entries((components['schemas'] ?? {}) as Record<string, Node>)) {
    if (Array.isArray(schema['enum'])) enumerations[name] = schema['enum'] as string[];
    for (const [property, node] of Object.entries((schema['properties'] ?? {}) as Record<string, Node>)) {
      if (Array.isArray(node['x-assumed-values']))
        assumedValues[`${name}.${property}`] = node['x-assumed-values'] as string[];
    }
  }
  return { assumedValues, enumerations };
}

function listOf(value: unknown): Node[] {
  return Array.isArray(value) ? (value as Node[]) : [];
}

function textOf(value: unknown, fallback: string): string {
  return typeof value === 'string' ? value : fallback;
}
