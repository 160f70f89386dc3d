import { isObject, type UnknownRecord } from '../../lib/guards.ts';
import { escapeStep, fromPointer } from '../../lib/json-pointer.ts';

/**
 * Finds where a document describes a place in a value, through references and `allOf`.
 *
 * @param pointer JSON pointer to the value's schema in the document
 * @param keys the keys that lead from the root of the value to the place
 * @returns JSON pointer to the schema of the place, or of the nearest described place around it
 */
export function placeInSchema(document: object, pointer: string, keys: readonly string[]): string {
  let at = resolved(document, pointer);
  for (const key of keys) {
    const next = stepInto(document, at, key);
    if (next === undefined) return at;
    at = resolved(document, next);
  }
  return at;
}

function stepInto(document: object, pointer: string, key: string): string | undefined {
  const schema = valueAt(document, pointer);
  if (!isObject(schema)) return undefined;
  if (isObject(schema['properties']) && Object.hasOwn(schema['properties'], key))
    return `${pointer}/properties/${escapeStep(key)}`;
  if (isObject(schema['items']) && /^\d+$/.test(key)) return `${pointer}/items`;
  const parts = Array.isArray(schema['allOf']) ? schema['allOf'] : [];
  for (const index of parts.keys()) {
    const found = stepInto(document, resolved(document, `${pointer}/allOf/${index}`), key);
    if (found !== undefined) return found;
  }
  return isObject(schema['additionalProperties']) ? `${pointer}/additionalProperties` : undefined;
}

/** Follows a chain of references, from one pointer to another. */
function resolved(document: object, pointer: string): string {
  let at = pointer;
  for (let hops = 0; hops < 20; hops++) {
    const value = valueAt(document, at);
    const reference = isObject(value) ? value['$ref'] : undefined;
    if (typeof reference !== 'string' || !reference.startsWith('#/')) return at;
    at = reference.slice(1);
  }
  return at;
}

/** The value at a place of a document; undefined when there is none. */
export function valueAt(document: object, pointer: string): unknown {
  return fromPointer(pointer).reduce<unknown>((at, key) => (at as UnknownRecord | undefined)?.[key], document);
}
