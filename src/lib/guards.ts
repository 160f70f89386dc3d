/** What a JSON object looks like before its contents have been checked. */
export type UnknownRecord = Readonly<Record<string, unknown>>;

/** The value of a JSON text; undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Whether a value is a JSON object: neither null nor a list. */
export function isObject(value: unknown): value is UnknownRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value when it is a JSON object. */
export function asObject(value: unknown): UnknownRecord | undefined {
  return isObject(value) ? value : undefined;
}
