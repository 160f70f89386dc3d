/**
 * About how many bytes a value of JSON takes in memory; what is shared with other values counts as if it were not.
 *
 * @param value at most as deep as a body may be
 */
export function memorySizeOf(value: unknown): number {
  if (typeof value === 'string') return VALUE_BYTES + textBytes(value.length);
  if (typeof value !== 'object' || value === null) return VALUE_BYTES;
  let size = OBJECT_BYTES;
  if (Array.isArray(value)) for (let index = 0; index < value.length; index++) size += innerSizeOf(value[index]);
  else for (const name in value) size += innerSizeOf((value as Record<string, unknown>)[name]);
  return size;
}

/** Most values are short texts, which need no call of their own. */
function innerSizeOf(value: unknown): number {
  if (typeof value === 'string') return VALUE_BYTES + textBytes(value.length);
  return typeof value === 'object' && value !== null ? memorySizeOf(value) : VALUE_BYTES;
}

/** Bytes of a value within another: its place, and a string's head or a number's box. */
const VALUE_BYTES = 24;
const OBJECT_BYTES = 64;

/** V8 takes one byte for a character, or two for each of a text that has one beyond Latin-1. Only long texts weigh. */
function textBytes(length: number): number {
  return length > 256 ? 2 * length : length;
}
