import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * SHA-256 of a text, as hexadecimal digits. From a library, because browsers do not have Node's, and the web's own is
 * asynchronous.
 */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** Whether two secrets are the same. Takes the same time wherever they differ. */
export function isSameSecret(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => sha256(utf8ToBytes(text))) as [Uint8Array, Uint8Array];
  let difference = 0;
  for (let index = 0; index < first.length; index++) difference |= (first[index] as number) ^ (second[index] as number);
  return difference === 0;
}
