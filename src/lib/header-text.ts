import { isUtf8 } from 'node:buffer';

/** Node reads headers as Latin-1, while most people who type other letters send UTF-8. */
export function asUtf8(header: string): string {
  if (/^[\x20-\x7e]*$/.test(header)) return header;
  const bytes = Buffer.from(header, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : header;
}
