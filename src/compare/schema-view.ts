import { isObject, type UnknownRecord } from '../lib/guards.ts';
import { escapeStep, fromPointer } from '../lib/json-pointer.ts';

/** What a schema says at one place of a value, with references followed and `allOf` joined. */
export interface SchemaView {
  /** Where the document describes the place first; undefined when it says nothing about it. */
  readonly pointer: string | undefined;
  /** Without `null`; undefined: any. */
  readonly types: ReadonlySet<string> | undefined;
  readonly isNullable: boolean;
  /** The values of `enum` or `const`; undefined: any. */
  readonly values: readonly unknown[] | undefined;
  /** All other keywords with a plain value, such as `maxLength`, with the place of each. */
  readonly keywords: ReadonlyMap<string, Placed>;
  /** Names of properties, with the place of the list that requires them. */
  readonly required: ReadonlyMap<string, string>;
  /** Pointers to what describes a property, by its name. */
  readonly properties: ReadonlyMap<string, readonly string[]>;
  /** Pointers to what describes the items of a list. */
  readonly items: readonly string[];
  /** Whether properties without a name are allowed, and what describes them. */
  readonly additional: boolean | readonly string[];
  /** Pointers to the alternatives of `anyOf` and of `oneOf`. */
  readonly alternatives: Readonly<Record<'anyOf' | 'oneOf', readonly string[]>>;
  /** Keywords that are compared as a whole, without references and annotations. */
  readonly constraints: ReadonlyMap<string, Placed>;
}

/** A value with its place in the document. */
interface Placed {
  readonly value: unknown;
  readonly pointer: string;
}

/** Upper bounds: the lowest one counts where several parts have one. */
export const upperBounds: ReadonlySet<string> = new Set(
  'maxLength maxItems maximum exclusiveMaximum maxProperties'.split(' '),
);
/** Lower bounds: the highest one counts. */
export const lowerBounds: ReadonlySet<string> = new Set(
  'minLength minItems minimum exclusiveMinimum minProperties'.split(' '),
);
/** Keywords about the form of a value. */
export const forms: ReadonlySet<string> = new Set('pattern format multipleOf uniqueItems'.split(' '));
const CONSTRAINTS = new Set(
  (
    'not if then else dependentRequired dependentSchemas patternProperties propertyNames contains minContains ' +
    'maxContains prefixItems unevaluatedProperties unevaluatedItems discriminator'
  ).split(' '),
);
const ANNOTATION = /^(x-|description$|summary$|title$|examples?$|default$|deprecated$|externalDocs$|\$comment$)/;
/** Keywords whose lists have no order. */
const UNORDERED = new Set(['required', 'enum', 'type']);
/** References that are written out in one value. Schemas that contain each other have no end. */
const MOST_REFERENCES = 100;

/**
 * Reads what a document says about a place.
 *
 * @param pointers JSON pointers to the schemas that all apply there; none: any value is allowed
 */
export function schemaView(document: object, pointers: readonly string[]): SchemaView {
  const parts = pointers.flatMap((pointer) => partsAt(document, pointer));
  let types: Set<string> | undefined;
  let values: readonly unknown[] | undefined;
  let additional: boolean | string[] = true;
  const keywords = new Map<string, Placed>();
  const required = new Map<string, string>();
  const properties = new Map<string, string[]>();
  const items: string[] = [];
  const alternatives = { anyOf: [] as string[], oneOf: [] as string[] };
  const constraints = new Map<string, Placed>();
  for (const { node, pointer } of parts) {
    for (const [key, value] of Object.entries(node)) {
      const place = `${pointer}/${escapeStep(key)}`;
      if (key === 'type') types = narrowed(types, [value].flat().map(String));
      else if (key === 'enum' && Array.isArray(value)) values = common(values, value);
      else if (key === 'const') values = common(values, [value]);
      else if (key === 'required' && Array.isArray(value)) for (const name of value) required.set(String(name), place);
      else if (key === 'properties' && isObject(value)) {
        for (const name of Object.keys(value))
          properties.set(name, [...(properties.get(name) ?? []), `${place}/${escapeStep(name)}`]);
      } else if (key === 'items' && isObject(value)) items.push(place);
      else if (key === 'additionalProperties') {
        if (value === false) additional = false;
        else if (isObject(value) && Object.keys(value).length > 0 && additional !== false)
          additional = [...(additional === true ? [] : additional), place];
      } else if ((key === 'anyOf' || key === 'oneOf') && Array.isArray(value))
        for (const index of value.keys()) alternatives[key].push(`${place}/${index}`);
      else if (CONSTRAINTS.has(key)) constraints.set(key, { value: written(document, value), pointer: place });
      else if (isTighter(key, value, keywords.get(key)?.value)) keywords.set(key, { value, pointer: place });
    }
  }
  const isNullable = (types === undefined || types.has('null')) && (values === undefined || values.includes(null));
  types?.delete('null');
  return {
    pointer: parts[0]?.pointer,
    types,
    isNullable,
    values,
    keywords,
    required,
    properties,
    items,
    additional,
    alternatives,
    constraints,
  };
}

/** The schema at a place and those that its `$ref` and `allOf` bring, each with its own place. */
function partsAt(
  document: object,
  start: string,
  within: readonly string[] = [],
): { readonly node: UnknownRecord; readonly pointer: string }[] {
  const node = at(document, start);
  // A schema that joins itself says nothing more by it.
  if (!isObject(node) || within.includes(start)) return [];
  const inside = [...within, start];
  const { $ref: reference, allOf, ...own } = node;
  const from = typeof reference === 'string' ? partsAt(document, reference.slice(1), inside) : [];
  const joined = Array.isArray(allOf)
    ? [...allOf.keys()].flatMap((index) => partsAt(document, `${start}/allOf/${index}`, inside))
    : [];
  const isOwn = Object.keys(own).length > 0 || (from.length === 0 && joined.length === 0);
  return [...from, ...joined, ...(isOwn ? [{ node: own, pointer: start }] : [])];
}

/** The value at a JSON pointer; undefined when there is none. */
export function at(document: object, pointer: string): unknown {
  return fromPointer(pointer).reduce<unknown>((value, key) => (value as UnknownRecord | undefined)?.[key], document);
}

/** Follows references to the place that they name. */
export function target(document: object, pointer: string): string {
  let place = pointer;
  for (let hops = 0; hops < 40; hops++) {
    const value = at(document, place);
    const reference = isObject(value) ? value['$ref'] : undefined;
    if (typeof reference !== 'string' || !reference.startsWith('#')) break;
    place = reference.slice(1);
  }
  return place;
}

/** A value with its references written out and without annotations, so that two documents can be compared. */
export function written(document: object, value: unknown): unknown {
  let references = 0;
  const visit = (node: unknown, within: readonly string[]): unknown => {
    if (Array.isArray(node)) return node.map((each) => visit(each, within));
    if (!isObject(node)) return node;
    const { $ref: reference, ...own } = node;
    const entries = Object.entries(own)
      .filter(([key]) => !ANNOTATION.test(key))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, each]) => [key, UNORDERED.has(key) ? inOrder(each) : visit(each, within)] as const);
    const result = Object.fromEntries(entries);
    if (typeof reference !== 'string') return result;
    references++;
    // Inside itself, a schema is told by how far out it stands, whatever its name.
    const isCut = within.includes(reference) || references > MOST_REFERENCES;
    const named = isCut
      ? { $ref: within.length - within.indexOf(reference) }
      : visit(at(document, reference.slice(1)), [...within, reference]);
    return entries.length === 0 ? named : { allOf: [named, result] };
  };
  return visit(value, []);
}

function inOrder(list: unknown): unknown {
  if (!Array.isArray(list)) return list;
  return [...(list as unknown[])].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

/** Types that both allow. Every integer is a number. */
function narrowed(before: Set<string> | undefined, types: readonly string[]): Set<string> {
  if (before === undefined) return new Set(types);
  const allows = (all: ReadonlySet<string> | readonly string[], type: string) => {
    const set = new Set(all);
    return set.has(type) || (type === 'integer' && set.has('number'));
  };
  const both = [...before, ...types].filter((type) => allows(before, type) && allows(types, type));
  return new Set(both);
}

function common(before: readonly unknown[] | undefined, values: readonly unknown[]): readonly unknown[] {
  if (before === undefined) return values;
  const known = new Set(before.map((each) => JSON.stringify(each)));
  return values.filter((each) => known.has(JSON.stringify(each)));
}

function isTighter(key: string, value: unknown, before: unknown): boolean {
  if (ANNOTATION.test(key) && key !== 'default') return false;
  if (typeof value !== 'number' || typeof before !== 'number') return true;
  if (upperBounds.has(key)) return value < before;
  return lowerBounds.has(key) ? value > before : true;
}
