/** What a JSON Schema asks for, in words, and what is inside it. */
import { unescapeStep } from '../../lib/json-pointer.ts';
import { isObject, type Json } from '../../lib/json.ts';
import { propertiesIn, resolved, words, type Document, type Schema } from './merged-schema.ts';
import { textOf } from './text-of.ts';

/** A piece of a type's name; `schema` is the name of the schema that it refers to. */
export interface TypePart {
  readonly text: string;
  readonly schema?: string;
}

/** Something inside a value: a property, the values of a map, or one of several alternatives. */
export interface Inside {
  readonly name: string;
  readonly kind: 'property' | 'values' | 'alternative';
  readonly required: boolean;
  /** As it stands in the document, a reference included. */
  readonly schema: Schema;
}

/** Deeper lists of lists are not spelled out. */
const DEEPEST = 5;
const PREFIX = '#/components/schemas/';

/** Name of the component that a schema refers to. */
function schemaName({ $ref }: Schema): string | undefined {
  if (typeof $ref !== 'string' || !$ref.startsWith(PREFIX)) return undefined;
  return unescapeStep($ref.slice(PREFIX.length));
}

/** "array of Hook or null", piece by piece. */
export function typeParts(document: Document, schema: Schema, depth = 0): readonly TypePart[] {
  const name = schemaName(schema);
  const whole = resolved(document, schema);
  const types = typesOf(whole);
  if (depth > DEEPEST) return [{ text: 'anything' }];
  if (types.includes('array')) {
    const inside = isObject(whole['items']) ? typeParts(document, whole['items'], depth + 1) : [{ text: 'anything' }];
    return [{ text: 'array of ' }, ...inside, ...others(types, 'array')];
  }
  if (name !== undefined)
    return [{ text: name, schema: name }, ...(types.includes('null') ? [{ text: ' or null' }] : [])];
  const values = whole['additionalProperties'];
  if (types.includes('object') && !isObject(whole['properties']) && isObject(values)) {
    return [{ text: 'map of ' }, ...typeParts(document, values, depth + 1), ...others(types, 'object')];
  }
  if (alternativesOf(whole).length > 0 && types.length === 0) {
    return [{ text: Array.isArray(whole['allOf']) ? 'object' : 'one of several' }];
  }
  return [{ text: types.join(' or ') || typeOfValues(whole) }];
}

/** The properties of an object or of a list's entries, the values of a map, and alternatives. */
export function insidesOf(document: Document, schema: Schema, depth = 0): readonly Inside[] {
  const whole = resolved(document, schema);
  if (depth > DEEPEST) return [];
  const alternatives = alternativesOf(whole).map((each, index): Inside => {
    const title = resolved(document, each)['title'];
    const name = schemaName(each) ?? (typeof title === 'string' ? title : `alternative ${index + 1}`);
    return { name, kind: 'alternative', required: false, schema: each };
  });
  if (isObject(whole['items'])) return [...insidesOf(document, whole['items'], depth + 1), ...alternatives];
  const required = words(whole['required']);
  const properties = propertiesIn(whole).map(([name, each]): Inside => ({
    name,
    kind: 'property',
    required: required.includes(name),
    schema: each,
  }));
  const values = whole['additionalProperties'];
  const isWorthShowing = isObject(values) && insidesOf(document, values, depth + 1).length > 0;
  return [
    ...properties,
    ...(isWorthShowing ? [{ name: '*', kind: 'values', required: false, schema: values } as const] : []),
    ...alternatives,
  ];
}

/** Limits and defaults: "24 characters", "at least 1", "default en-US". */
export function limitsOf(schema: Schema): readonly string[] {
  const { pattern, format, multipleOf, default: preset, const: only } = schema;
  return [
    ...(preset === undefined ? [] : [`default \`${textOf(preset)}\``]),
    ...(only === undefined ? [] : [`always \`${textOf(only)}\``]),
    ...range(schema['minLength'], schema['maxLength'], 'character'),
    ...range(schema['minItems'], schema['maxItems'], 'entry'),
    ...range(schema['minProperties'], schema['maxProperties'], 'property'),
    ...range(schema['minimum'], schema['maximum'], ''),
    ...(typeof schema['exclusiveMinimum'] === 'number' ? [`more than ${schema['exclusiveMinimum']}`] : []),
    ...(typeof schema['exclusiveMaximum'] === 'number' ? [`less than ${schema['exclusiveMaximum']}`] : []),
    ...(typeof multipleOf === 'number' ? [`a multiple of ${multipleOf}`] : []),
    ...(typeof format === 'string' ? [`format \`${format}\``] : []),
    ...(typeof pattern === 'string' ? [`matches \`${pattern}\``] : []),
    ...(schema['uniqueItems'] === true ? ['no entry twice'] : []),
    ...(schema['readOnly'] === true ? ['only in replies'] : []),
    ...(schema['writeOnly'] === true ? ['only in requests'] : []),
    ...(schema['deprecated'] === true ? ['deprecated'] : []),
  ];
}

/** The values of an enumeration, as texts. */
export function choicesOf({ enum: values }: Schema): readonly string[] {
  return Array.isArray(values) ? (values as readonly Json[]).map(textOf) : [];
}

/** Values that the contract gives as examples of a schema, or of a parameter. */
export function samplesOf(schema: Schema): readonly Json[] {
  const { example, examples } = schema;
  if (example !== undefined) return [example];
  return Array.isArray(examples) ? (examples as readonly Json[]) : [];
}

function alternativesOf({ oneOf, anyOf }: Schema): readonly Schema[] {
  return [oneOf, anyOf].flatMap((each) => (Array.isArray(each) ? (each as readonly Json[]).filter(isObject) : []));
}

function typesOf(schema: Schema): readonly string[] {
  const types = words([schema['type']].flat());
  if (types.length > 0) return types;
  if (isObject(schema['properties'])) return ['object'];
  return schema['items'] === undefined ? [] : ['array'];
}

/** Of a schema that says its values but not their type. */
function typeOfValues({ enum: values, const: only }: Schema): string {
  const all: readonly unknown[] = Array.isArray(values) ? values : only === undefined ? [] : [only];
  const types = new Set(all.map((value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)));
  return [...types].join(' or ') || 'anything';
}

function others(types: readonly string[], shown: string): readonly TypePart[] {
  const more = types.filter((type) => type !== shown);
  return more.length === 0 ? [] : [{ text: ` or ${more.join(' or ')}` }];
}

function range(least: Json | undefined, most: Json | undefined, noun: string): readonly string[] {
  const of = (value: number) => {
    if (noun === '') return String(value);
    const many = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
    return `${value} ${value === 1 ? noun : many}`;
  };
  if (typeof least === 'number' && typeof most === 'number') {
    return [least === most ? of(least) : `${least} to ${of(most)}`];
  }
  if (typeof least === 'number') return [`at least ${of(least)}`];
  return typeof most === 'number' ? [`at most ${of(most)}`] : [];
}
