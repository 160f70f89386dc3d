import { isObject } from '../lib/guards.ts';
import type { Shape, StripUnknown } from './contract.ts';

/** Unknown properties that are reported at most, so that a body of nothing but typos gets no endless list. */
const MOST_UNKNOWN = 100;

/**
 * Makes the function that removes unknown properties from values of one shape. It is made once for each operation, so
 * that a request pays only for the properties that it sends.
 */
export function stripUnknownOf(shape: Shape | null): StripUnknown {
  if (shape?.items !== undefined) return stripItems(stripUnknownOf(shape.items));
  if (shape?.properties !== undefined) return stripProperties(shape.properties);
  return (value) => value;
}

function stripItems(stripItem: StripUnknown): StripUnknown {
  return (value, unknown, path = []) =>
    Array.isArray(value) ? value.map((item, index) => stripItem(item, unknown, [...path, index])) : value;
}

function stripProperties(properties: Readonly<Record<string, Shape | null>>): StripUnknown {
  const known = Object.keys(properties);
  // A Map, because an object would also "know" constructor and __proto__.
  const strips = new Map(known.map((name) => [name, properties[name] ? stripUnknownOf(properties[name]) : null]));
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
    return stripped;
  };
}
