import { isObject } from '../lib/guards.ts';
import type { Shape, StripUnknown } from './contract.ts';

/** Unknown properties that are reported at most, so that a body of nothing but typos gets no endless list. */
const MOST_UNKNOWN = 100;

/**
 * Makes the function that removes unknown properties from values of one shape. It is made once for each operation, so
 * that a request pays only for the properties that it sends.
 *
 * @param isKept whether unknown properties are only reported, and kept behind the others
 */
export function stripUnknownOf(shape: Shape | null, isKept = false): StripUnknown {
  if (shape?.items !== undefined) return stripItems(stripUnknownOf(shape.items, isKept));
  if (shape?.properties !== undefined) return stripProperties(shape.properties, isKept);
  return (value) => value;
}

function stripItems(stripItem: StripUnknown): StripUnknown {
  return (value, unknown, path = []) =>
    Array.isArray(value) ? value.map((item, index) => stripItem(item, unknown, [...path, index])) : value;
}

function stripProperties(properties: Readonly<Record<string, Shape | null>>, isKept: boolean): StripUnknown {
  const known = Object.keys(properties);
  // A Map, because an object would also "know" constructor and __proto__.
  const strips = new Map(
    known.map((name) => [name, properties[name] ? stripUnknownOf(properties[name], isKept) : null]),
  );
  return (value, unknown, path = []) => {
    if (!isObject(value)) return value;
    for (const name of Object.keys(value)) {
      if (!strips.has(name) && unknown.length < MOST_UNKNOWN) unknown.push({ path: [...path, name], known });
    }
    const stripped: Record<string, unknown> = {};
    for (const [name, strip] of strips) {
      const property = value[name];
      if (property !== undefined) stripped[name] = strip ? strip(property, unknown, [...path, name]) : property;
    }
    if (isKept) for (const name of Object.keys(value)) if (!strips.has(name)) define(stripped, name, value[name]);
    return stripped;
  };
}

/** As JSON.parse does it, also where the name is `__proto__`. */
function define(object: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}
