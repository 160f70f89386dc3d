/** Reads the JSON Schemas of an OpenAPI document as far as forms and the reference need it. */
import { fromPointer } from '../../lib/json-pointer.ts';
import { isObject, objectOf, type Json, type JsonObject } from '../../lib/json.ts';

/** A JSON Schema, or any other object of the document. */
export type Schema = JsonObject;
/** An OpenAPI document as the stub serves it. */
export type Document = { readonly [name: string]: unknown };

/** A longer chain of references goes in circles. */
const DEEPEST = 30;

/** The object at a reference such as `#/components/schemas/Hook`; an empty object where there is none. */
export function followed(document: Document, reference: string): Schema {
  let place: unknown = document;
  for (const key of fromPointer(reference.replace(/^#/, '')))
    place = isObject(place) && Object.hasOwn(place, key) ? place[key] : undefined;
  return objectOf(place);
}

/**
 * A schema with its own `$ref` and `allOf` merged in, later parts over earlier ones. References inside its properties
 * stay, except where two parts describe the same property.
 */
export function resolved(document: Document, schema: Schema, depth = 0): Schema {
  const { $ref, allOf, ...rest } = schema;
  if (depth > DEEPEST || ($ref === undefined && allOf === undefined)) return rest;
  const parts = [
    ...(typeof $ref === 'string' ? [followed(document, $ref)] : []),
    ...(Array.isArray(allOf) ? allOf.filter(isObject) : []),
  ].map((part) => resolved(document, part, depth + 1));
  return [...parts, rest].reduce((under, over) => laidOver(document, under, over, depth + 1), {});
}

/** The properties of an object's schema, each resolved, in their order. */
export function propertiesOf(document: Document, schema: Schema): readonly (readonly [string, Schema])[] {
  return propertiesIn(resolved(document, schema)).map(([name, each]) => [name, resolved(document, each)]);
}

/** The properties of a schema that is resolved, as they stand in the document. */
export function propertiesIn({ properties }: Schema): readonly (readonly [string, Schema])[] {
  if (!isObject(properties)) return [];
  return Object.entries(properties).map(([name, each]) => [name, objectOf(each)]);
}

/** The texts of a list, such as `required` or `x-rules`; none where there is no list. */
export function words(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}

function laidOver(document: Document, under: Schema, over: Schema, depth: number): Schema {
  const both: Record<string, Json> = { ...under, ...over };
  for (const name of ['required', 'x-rules']) {
    if (name in both) both[name] = [...new Set([...words(under[name]), ...words(over[name])])];
  }
  const [sources, moreSources] = [under['x-source'], over['x-source']];
  if (isObject(sources) && isObject(moreSources)) both['x-source'] = { ...sources, ...moreSources };
  const [properties, more] = [under['properties'], over['properties']];
  if (isObject(properties) && isObject(more)) {
    both['properties'] = { ...properties, ...more, ...overlapping(document, properties, more, depth) };
  }
  return both;
}

/** The properties that two parts of a schema share, merged. */
function overlapping(document: Document, properties: Schema, more: Schema, depth: number): Schema {
  const names = Object.keys(more).filter((name) => Object.hasOwn(properties, name));
  return Object.fromEntries(
    names.map((name) => {
      const [under, over] = [properties, more].map((part) => part[name]).map((each) => objectOf(each));
      const whole = (each: Schema = {}) => resolved(document, each, depth + 1);
      return [name, laidOver(document, whole(under), whole(over), depth + 1)];
    }),
  );
}
