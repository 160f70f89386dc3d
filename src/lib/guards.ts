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

/** Levels of JSON that the stub takes: more than any use case has. JSON.stringify would run out of stack at some thousands. */
export const DEEPEST_JSON = 512;

/**
 * Finds what a program gives in place of JSON: a RegExp, for example, would be taken for an object without properties. What
 * is undefined counts as left out.
 *
 * @returns the first such place, with what is wrong there; undefined when there is none
 */
export function findNonJson(
  value: unknown,
  path: readonly (string | number)[] = [],
): { readonly path: readonly (string | number)[]; readonly reason: string } | undefined {
  if (path.length > DEEPEST_JSON) return { path: [], reason: `nests more than ${DEEPEST_JSON} levels deep` };
  if (typeof value === 'object' && value !== null) {
    const tag = Object.prototype.toString.call(value).slice(8, -1);
    if (tag !== 'Object' && tag !== 'Array') return { path, reason: `is a ${tag}, which JSON does not have` };
    for (const [key, part] of Object.entries(value)) {
      const found = findNonJson(part, [...path, Array.isArray(value) ? Number(key) : key]);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const isJson = typeof value === 'number' ? Number.isFinite(value) : !NOT_IN_JSON.includes(typeof value);
  return isJson ? undefined : { path, reason: `is ${notInJson(value)}, which JSON does not have` };
}

const NOT_IN_JSON = ['bigint', 'function', 'symbol'];

function notInJson(value: unknown): string {
  return typeof value === 'number' ? String(value) : `a ${typeof value}`;
}
