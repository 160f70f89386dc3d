/** Reads from the OpenAPI document where each rule stands and which source it rests on (`x-source`). */
import { resolve, type Node } from '../contract/compile.ts';
import { escapeStep, fromPointer, type JsonPath } from '../lib/json-pointer.ts';

/** A schema at its place in the document; references are followed. */
export interface Place {
  readonly node: Node;
  readonly pointer: string;
}

/** A rule of the contract: where it stands, and which source it rests on. */
export interface Rule {
  readonly contractPointer: string;
  readonly source: string;
}

/** Where nothing says which source a rule rests on. */
const UNSOURCED = 'assumed';

export interface ContractSources {
  /** @returns a schema with all that its references and `allOf` join, nearest first */
  schema(pointer: string): readonly Place[];
  /** @returns the properties of such a schema by name, in the document's order */
  properties(schema: readonly Place[]): ReadonlyMap<string, readonly Place[]>;
  /** @returns the schema of the items of a list, or of the values of a map; undefined when it has none */
  inner(schema: readonly Place[], keyword: 'items' | 'additionalProperties'): readonly Place[] | undefined;
  /** @returns the value of a keyword, where one of the joined schemas has it */
  keyword(schema: readonly Place[], name: string): unknown;
  /** @param aspects keys of `x-source`, the first one that is there counts */
  rule(schema: readonly Place[], ...aspects: readonly string[]): Rule;
  /** The rule of an operation, or of one of its replies. */
  operationRule(operationId: string, ...aspects: readonly string[]): Rule;
  replyRule(operationId: string, status: number, aspect: 'status' | 'body'): Rule;
  /** @returns the schema of a request's body, or of a reply's; undefined when it has none */
  bodySchema(operationId: string, status?: number): readonly Place[] | undefined;
  /** @returns what stands nearest to a place in a body: the schema there, or the closest one above it */
  schemaAt(schema: readonly Place[], path: JsonPath): readonly Place[];
  /** @returns the rule about a path parameter */
  parameterRule(operationId: string, name: string): Rule;
}

/** @param document a parsed OpenAPI document, whose references stay inside it */
export function readSources(document: Node): ContractSources {
  const at = (pointer: string): unknown =>
    fromPointer(pointer).reduce<unknown>((node, key) => (node as Node | undefined)?.[key], document);
  const operations = new Map<string, string>();
  for (const [path, item] of Object.entries(document['paths'] as Record<string, Node>))
    for (const [method, node] of Object.entries(item)) {
      const { operationId } = node as { operationId?: string };
      if (operationId !== undefined) operations.set(operationId, `/paths/${escapeStep(path)}/${method}`);
    }

  /** Follows references by their pointers, so that the place stays known. */
  function followed(pointer: string): Place {
    const node = at(pointer) as Node;
    const reference = node['$ref'];
    return typeof reference === 'string' ? followed(reference.slice(1)) : { node, pointer };
  }

  function schema(pointer: string): Place[] {
    const place = followed(pointer);
    const { allOf = [] } = place.node as { allOf?: unknown[] };
    return [place, ...allOf.flatMap((_, index) => schema(`${place.pointer}/allOf/${index}`))];
  }

  function properties(places: readonly Place[]): Map<string, Place[]> {
    const found = new Map<string, Place[]>();
    for (const { node, pointer } of places)
      for (const name of Object.keys(node['properties'] ?? {}))
        found.set(name, [...(found.get(name) ?? []), ...schema(`${pointer}/properties/${escapeStep(name)}`)]);
    return found;
  }

  function inner(places: readonly Place[], keyword: 'items' | 'additionalProperties'): Place[] | undefined {
    const place = places.find(({ node }) => typeof node[keyword] === 'object');
    return place && schema(`${place.pointer}/${keyword}`);
  }

  function keyword(places: readonly Place[], name: string): unknown {
    return places.find(({ node }) => node[name] !== undefined)?.node[name];
  }

  function rule(places: readonly Place[], ...aspects: readonly string[]): Rule {
    for (const aspect of aspects)
      for (const { node, pointer } of places) {
        const source = (node['x-source'] as Record<string, string> | undefined)?.[aspect];
        if (source !== undefined) return { contractPointer: pointer, source };
      }
    return { contractPointer: places[0]?.pointer ?? '', source: UNSOURCED };
  }

  function operation(operationId: string): Place {
    const pointer = operations.get(operationId);
    if (pointer === undefined) throw new Error(`the contract has no operation ${operationId}`);
    return followed(pointer);
  }

  function reply(operationId: string, status: number): Place | undefined {
    const { node, pointer } = operation(operationId);
    const known = Object.hasOwn(node['responses'] ?? {}, status);
    return known ? followed(`${pointer}/responses/${status}`) : undefined;
  }

  return {
    schema,
    properties,
    inner,
    keyword,
    rule,
    operationRule: (operationId, ...aspects) => rule([operation(operationId)], ...aspects),
    replyRule(operationId, status, aspect) {
      const place = reply(operationId, status);
      return rule([place ?? operation(operationId)], aspect);
    },
    bodySchema(operationId, status) {
      const { node, pointer } = operation(operationId);
      const holder =
        status === undefined ? node['requestBody'] && followed(`${pointer}/requestBody`) : reply(operationId, status);
      if (!holder) return undefined;
      const media = (holder as Place).node['content'] as Record<string, Node> | undefined;
      if (media?.['application/json']?.['schema'] === undefined) return undefined;
      return schema(`${(holder as Place).pointer}/content/${escapeStep('application/json')}/schema`);
    },
    schemaAt(places, path) {
      let current = places;
      for (const key of path) {
        const below =
          typeof key === 'number' || /^\d+$/.test(key)
            ? inner(current, 'items')
            : (properties(current).get(key) ?? inner(current, 'additionalProperties'));
        if (below === undefined) break;
        current = below;
      }
      return current;
    },
    parameterRule(operationId, name) {
      const { pointer } = operation(operationId);
      const item = pointer.slice(0, pointer.lastIndexOf('/'));
      for (const holder of [pointer, item]) {
        const parameters = ((at(holder) as Node)['parameters'] ?? []) as Node[];
        const index = parameters.findIndex((each) => resolve(document, each)['name'] === name);
        if (index >= 0) return rule([followed(`${holder}/parameters/${index}`)], 'rule', 'shape');
      }
      return { contractPointer: pointer, source: UNSOURCED };
    },
  };
}
