import * as guards from './guards.ts';

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** A JSON object, whatever its names are. */
export type JsonObject = { readonly [name: string]: Json };

/** Whether a value is an object with names, not a list. All values here come from JSON, and so do those inside. */
export const isObject = guards.isObject as (value: unknown) => value is JsonObject;

/** The value if it is an object, otherwise an empty one. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The value of a JSON text; undefined when it is none. */
export function parsed(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
