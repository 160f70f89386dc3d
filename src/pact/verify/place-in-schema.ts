import { escaped, isObject } from './pact-document.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * Follows the keys that lead to a value through the schema of that value, over references and `allOf`.
 *
 * @param pointer JSON pointer to the schema in the document
 * @param keys what leads from the root of the value to a place in it
 * @returns JSON pointer to where the document describes that place, or the nearest place around it
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
    return `${pointer}/properties/${escaped(key)}`;
  if (isObject(schema['items']) && /^\d+$/.test(key)) return `${pointer}/items`;
  const parts = Array.isArray(schema['allOf']) ? schema['allOf'] : [];
  for (const index of parts.keys()) {
    const found = stepInto(document, resolved(document, `${pointer}/allOf/${index}`), key);
    if (found !== undefined) return found;
  }
  return isObject(schema['additionalProperties']) ? `${pointer}/additionalProperties` : undefined;
}

/** The pointer behind a chain of references. */
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

function valueAt(document: object, pointer: string): unknown {
  let value: unknown = document;
  for (const key of pointer.split('/').slice(1)) {
    value = (value as Json | undefined)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return value;
}
