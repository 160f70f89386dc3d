/** JSON pointers (RFC 6901): the one place that knows how their steps are escaped. */

/** The keys that lead to a place in a JSON value, from the root; whole numbers index lists. */
export type JsonPath = readonly (string | number)[];

/** A path as a JSON pointer, such as `/hooks/0/url`; the root is the empty string. */
export function toPointer(path: JsonPath): string {
  let pointer = '';
  for (const key of path) pointer += `/${escapeStep(String(key))}`;
  return pointer;
}

/** A path as fields are named, whichever entry of a list it leads to: `hooks[].url`. */
export function toFieldName(path: JsonPath): string {
  let name = '';
  for (let index = 0; index < path.length; index++) {
    const step = path[index] as string | number;
    name += typeof step === 'number' ? '[]' : index > 0 ? `.${step}` : step;
  }
  return name;
}

/** The keys that a JSON pointer names. They are strings, also where they index a list. */
export function fromPointer(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer.slice(1).split('/').map(unescapeStep);
}

/** The pointer to an object or list inside a value; undefined when it is not there. */
export function pointerTo(wanted: object, value: unknown): string | undefined {
  if (value === wanted) return '';
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, each] of Object.entries(value)) {
    const below = pointerTo(wanted, each);
    if (below !== undefined) return `/${escapeStep(key)}${below}`;
  }
  return undefined;
}

/** One key as a step of a pointer. */
export function escapeStep(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The key that a step of a pointer stands for. */
export function unescapeStep(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
