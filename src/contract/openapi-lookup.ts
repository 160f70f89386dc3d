/** Finds things in an OpenAPI document. Nothing about its shape is certain: `--spec` may bring any document. */
import { fromPointer } from '../lib/json-pointer.ts';
import { isObject, objectOf, type Json, type JsonObject } from '../lib/json.ts';

/** An operation of the contract, as far as the console needs it. */
export interface OperationInfo {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  /** Statuses that it documents, in ascending order. */
  readonly statuses: readonly number[];
  /** Names of the parameters in its path. */
  readonly pathParameters: readonly string[];
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** All operations, in the order of the document. */
export function operationsOf(document: unknown): readonly OperationInfo[] {
  const found: OperationInfo[] = [];
  for (const [path, item] of Object.entries(objectOf(objectOf(document)['paths']))) {
    for (const method of METHODS) {
      const operation = objectOf(item)[method];
      if (!isObject(operation) || typeof operation['operationId'] !== 'string') continue;
      found.push({
        operationId: operation['operationId'],
        method: method.toUpperCase(),
        path,
        summary: text(operation['summary']),
        statuses: Object.keys(objectOf(operation['responses'])).map(Number).filter(Number.isInteger),
        pathParameters: [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name as string),
      });
    }
  }
  return found;
}

/** The schemas that describe the JSON body of an operation's request, or of one of its replies. */
export function bodySchema(document: unknown, operationId: string, status?: number): Json | undefined {
  for (const item of Object.values(objectOf(objectOf(document)['paths']))) {
    for (const operation of Object.values(objectOf(item))) {
      if (!isObject(operation) || operation['operationId'] !== operationId) continue;
      const responses = objectOf(operation['responses']);
      const carrier = status === undefined ? operation['requestBody'] : responses[String(status)];
      const content = objectOf(resolved(document, carrier))['content'];
      return objectOf(objectOf(content)['application/json'])['schema'];
    }
  }
  return undefined;
}

/** All parts that apply to a value of a schema: the schema itself and those of its `allOf`, references followed. */
function partsOf(document: unknown, schema: Json | undefined, depth = 0): readonly JsonObject[] {
  const node = resolved(document, schema);
  if (!isObject(node) || depth > 20) return [];
  const all = Array.isArray(node['allOf']) ? (node['allOf'] as readonly Json[]) : [];
  return [node, ...all.flatMap((each) => partsOf(document, each, depth + 1))];
}

/** The parts that describe the value at a place inside. */
export function partsAt(
  document: unknown,
  schema: Json | undefined,
  path: readonly (string | number)[],
): readonly JsonObject[] {
  let parts = partsOf(document, schema);
  for (const key of path) {
    parts = parts.flatMap((part) => {
      const inside = typeof key === 'number' ? part['items'] : propertyOf(part, key);
      return partsOf(document, inside);
    });
  }
  return parts;
}

/** Whether a value has the types, enumerations and properties that a schema asks for; unknown properties do not fit. */
export function fits(document: unknown, parts: readonly JsonObject[], value: Json): boolean {
  const types = parts.flatMap(({ type }) => (type === undefined ? [] : [[type].flat() as readonly Json[]]));
  if (types.some((each) => !typesOf(value).some((type) => each.includes(type)))) return false;
  if (parts.some(({ enum: values }) => Array.isArray(values) && !(values as readonly Json[]).includes(value)))
    return false;
  if (Array.isArray(value)) {
    const inside = parts.flatMap((part) => partsOf(document, part['items']));
    return value.every((item: Json) => fits(document, inside, item));
  }
  if (!isObject(value)) return true;
  const open = parts.every((part) => part['properties'] === undefined);
  return Object.entries(value).every(([name, each]) => {
    const inside = parts.flatMap((part) => partsOf(document, propertyOf(part, name)));
    return inside.length > 0 ? fits(document, inside, each) : open;
  });
}

function propertyOf(part: JsonObject, name: string | number): Json | undefined {
  const properties = objectOf(part['properties']);
  return Object.hasOwn(properties, name) ? properties[name] : part['additionalProperties'];
}

function typesOf(value: Json): readonly string[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  if (Number.isInteger(value)) return ['integer', 'number'];
  return [typeof value];
}

/** Follows a reference inside the document; a few in a row at most, since they may go round in circles. */
function resolved(document: unknown, node: Json | undefined): Json | undefined {
  let at = node;
  for (let hops = 0; hops < 10 && isObject(at) && typeof at['$ref'] === 'string'; hops++) {
    const steps = fromPointer(at['$ref'].replace(/^#/, ''));
    at = steps.reduce<Json | undefined>((inside, step) => objectOf(inside)[step], document as Json);
  }
  return at;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
