import { isUtf8 } from 'node:buffer';

/** RFC 6750, section 2.1; the scheme's case does not matter (RFC 9110, section 11.1). */
const BEARER = /^bearer +([^ \t]+)$/i;

/** The API key in an `authorization` header; undefined when the header has another form. */
export function apiKeyIn(header: string): string | undefined {
  return BEARER.exec(header)?.[1];
}

/** A header as UTF-8, which most clients send. Node reads headers as Latin-1. */
export function asUtf8(header: string): string {
  if (/^[\x20-\x7e]*$/.test(header)) return header;
  const bytes = Buffer.from(header, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : header;
}
