/** Bytes below which several may share one buffer, and which are not worth it. */
const WORTH_FREEING = 8_192;

/**
 * Frees the memory of bytes at once, after which they are empty. Left to V8, it collects all of its garbage whenever a
 * few dozen megabytes of them have come, at ten milliseconds a time.
 *
 * @param bytes nothing else may use them
 */
export function freeBytes({ buffer, byteLength }: Uint8Array): void {
  if (byteLength >= WORTH_FREEING && buffer.byteLength === byteLength) (buffer as ArrayBuffer).transfer(0);
}
