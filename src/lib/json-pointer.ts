/** JSON pointers (RFC 6901): the one place that knows how their steps are escaped. */

/** The keys that lead to a place in a JSON value, from the root; whole numbers index lists. */
export type JsonPath = readonly (string | number)[];

/** A path as a JSON pointer, such as `/hooks/0/url`; the root is the empty string. */
export function toPointer(path: JsonPath): string {
  let pointer = '';
  for (const key of path) pointer += `/${escapeStep(String(key))}`;
  return pointer;
}

/** The keys that a JSON pointer names. They are strings, also where they index a list. */
export function fromPointer(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer.slice(1).split('/').map(unescapeStep);
}

/** One key as a step of a pointer. */
export function escapeStep(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The key that a step of a pointer stands for. */
export function unescapeStep(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
