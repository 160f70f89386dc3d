/** What a form derived from a schema consists of, and where messages of the server belong in it. */
import { toPointer } from '../../lib/json-pointer.ts';
import { isObject, objectOf, type Json } from '../../lib/json.ts';
import { propertiesOf, resolved, words, type Document, type Schema } from './merged-schema.ts';
import { textOf } from './text-of.ts';

/** How a value is asked for. */
export type Kind =
  | { readonly kind: 'text'; readonly suggestions: readonly string[]; readonly long: boolean }
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'choice'; readonly values: readonly Json[] }
  | { readonly kind: 'list'; readonly items: Schema }
  | { readonly kind: 'map'; readonly values: Schema }
  | { readonly kind: 'group' }
  | { readonly kind: 'any' };

/** Where something is in a value. */
export type Path = readonly (string | number)[];

/** Deeper than this, nested things are written as JSON. */
const DEEPEST = 6;
/** Longer texts get room for several lines. */
const LONG = 50;

/**
 * How to ask for a value of a schema. A stub that refuses nothing can hold a value of another type than the schema's;
 * such a value is edited as JSON.
 */
export function kindOf(document: Document, schema: Schema, value: Json | undefined, depth = 0): Kind {
  const wanted = wantedKind(resolved(document, schema), value);
  if (depth > DEEPEST || !suits(wanted, value)) return { kind: 'any' };
  return wanted;
}

/** Whether a schema takes `null`. */
export function isNullable(schema: Schema): boolean {
  return words([schema['type']].flat()).includes('null');
}

/** The fields of a group: those of the schema in its order, then whatever else the value has. */
export function fieldsOf(
  document: Document,
  schema: Schema,
  value: Json | undefined,
): readonly (readonly [string, Schema])[] {
  const known = propertiesOf(document, schema);
  const names = new Set(known.map(([name]) => name));
  const others = isObject(value) ? Object.keys(value).filter((name) => !names.has(name)) : [];
  return [...known, ...others.map((name) => [name, {}] as const)];
}

/** The same fields with the small ones first, so that they stand side by side; in either part the order is kept. */
export function smallFirst(
  document: Document,
  fields: readonly (readonly [string, Schema])[],
): readonly (readonly [string, Schema])[] {
  const first = ([, schema]: readonly [string, Schema]) => isSmall(document, schema);
  return [...fields.filter(first), ...fields.filter((field) => !first(field))];
}

/** Whether a field takes no more than one line. */
export function isSmall(document: Document, schema: Schema): boolean {
  const { kind } = kindOf(document, schema, undefined);
  return kind !== 'list' && kind !== 'map' && kind !== 'group' && kind !== 'any';
}

/** What an empty field shows: the default, or else an example. */
export function placeholderOf(schema: Schema): string | undefined {
  const { default: preset, examples } = schema;
  if (preset !== undefined) return `${textOf(preset)} (default)`;
  const [example] = words(examples);
  return example === undefined || example.length > LONG ? undefined : `e.g. ${example}`;
}

/** The schema of what is inside a value at one step. */
function schemaInside(document: Document, schema: Schema, value: Json | undefined, step: string): Schema {
  const kind = kindOf(document, schema, value);
  if (kind.kind === 'list') return kind.items;
  if (kind.kind === 'map') return kind.values;
  return fieldsOf(document, schema, value).find(([name]) => name === step)?.[1] ?? {};
}

/**
 * The field that a message about a place can be shown at: the place itself, or the nearest around it that the form
 * shows. Nothing, if that is the form as a whole.
 */
export function placeOf(document: Document, schema: Schema, value: Json | undefined, path: Path): string | undefined {
  let inside: Schema = schema;
  let at: Json | undefined = value;
  const shown: (string | number)[] = [];
  for (const step of path) {
    const kind = kindOf(document, inside, at, shown.length);
    if (!hasInside(document, inside, kind, at, step)) break;
    inside = schemaInside(document, inside, at, String(step));
    at = isObject(at) || Array.isArray(at) ? (at as Schema)[step] : undefined;
    shown.push(step);
  }
  return shown.length === 0 ? undefined : toPointer(shown);
}

/** The fields of an object that differ from the stored ones. An update cannot remove a field. */
export function changedFields(stored: Schema, value: Schema): Schema {
  const changed = Object.entries(value).filter(([name, each]) => JSON.stringify(each) !== JSON.stringify(stored[name]));
  return Object.fromEntries(changed);
}

/** The first value of a new entry of a kind. */
export function beginningOf(kind: Kind): Json | undefined {
  if (kind.kind === 'list') return [];
  if (kind.kind === 'map' || kind.kind === 'group') return {};
  return kind.kind === 'any' || kind.kind === 'text' ? '' : undefined;
}

function hasInside(
  document: Document,
  schema: Schema,
  kind: Kind,
  value: Json | undefined,
  step: string | number,
): boolean {
  if (kind.kind === 'list') return Array.isArray(value) && Number(step) < value.length;
  if (kind.kind === 'map') return isObject(value) && Object.hasOwn(value, step);
  if (kind.kind !== 'group') return false;
  return value !== null && fieldsOf(document, schema, value).some(([name]) => name === String(step));
}

function wantedKind(schema: Schema, value: Json | undefined): Kind {
  const { enum: values, const: only, items, additionalProperties: others } = schema;
  if (Array.isArray(values))
    return { kind: 'choice', values: (values as readonly Json[]).filter((each) => each !== null) };
  if (only !== undefined) return { kind: 'choice', values: [only] };
  const [type, ...more] = words([schema['type']].flat()).filter((each) => each !== 'null');
  if (more.length > 0) return { kind: 'any' };
  switch (type) {
    case 'string':
      return { kind: 'text', suggestions: words(schema['x-assumed-values']), long: isLong(schema, value) };
    case 'number':
    case 'integer':
      return { kind: 'number' };
    case 'boolean':
      return { kind: 'boolean' };
    case 'array':
      return { kind: 'list', items: objectOf(items) };
    case 'object':
      if (isObject(schema['properties'])) return { kind: 'group' };
      return { kind: 'map', values: objectOf(others) };
    default:
      return { kind: isObject(schema['properties']) ? 'group' : 'any' };
  }
}

function isLong(schema: Schema, value: Json | undefined): boolean {
  const texts = [value, ...words(schema['examples'])];
  return texts.some((text) => typeof text === 'string' && (text.length > LONG || text.includes('\n')));
}

/** Whether a control can show a value. Numbers may be any text during typing; the server says what is wrong with it. */
function suits({ kind }: Kind, value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  const type = Array.isArray(value) ? 'array' : typeof value;
  switch (kind) {
    case 'text':
      return type === 'string';
    case 'number':
      return type === 'number' || type === 'string';
    case 'boolean':
      return type === 'boolean';
    case 'choice':
      return type !== 'object' && type !== 'array';
    case 'list':
      return type === 'array';
    case 'map':
    case 'group':
      return type === 'object';
    case 'any':
      return true;
  }
}
