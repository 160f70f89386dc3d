import type { Keep, Shape } from './contract.ts';

/** A body of nothing but typos needs no longer list than this. */
const MOST_UNKNOWN = 100;

/** Prepares the copying for one shape, once, so that a request pays only for the properties that it sends. */
export function keeperOf(shape: Shape | null): Keep {
  if (shape?.items !== undefined) return listKeeper(keeperOf(shape.items));
  if (shape?.properties !== undefined) return objectKeeper(shape.properties);
  return (value) => value;
}

function listKeeper(keepItem: Keep): Keep {
  return (value, unknown, path = []) =>
    Array.isArray(value) ? value.map((item, index) => keepItem(item, unknown, [...path, index])) : value;
}

function objectKeeper(properties: Readonly<Record<string, Shape | null>>): Keep {
  const known = Object.keys(properties);
  // A Map, because an object would also "know" constructor and __proto__.
  const keepers = new Map(known.map((name) => [name, properties[name] ? keeperOf(properties[name]) : null]));
  return (value, unknown, path = []) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const source = value as Record<string, unknown>;
    for (const name of Object.keys(source)) {
      if (!keepers.has(name) && unknown.length < MOST_UNKNOWN) unknown.push({ path: [...path, name], known });
    }
    const kept: Record<string, unknown> = {};
    for (const [name, keep] of keepers) {
      const property = source[name];
      if (property !== undefined) kept[name] = keep ? keep(property, unknown, [...path, name]) : property;
    }
    return kept;
  };
}
