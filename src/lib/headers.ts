const strict = new TextDecoder('utf-8', { fatal: true });

/** RFC 6750, section 2.1; the scheme's case does not matter (RFC 9110, section 11.1). */
const BEARER = /^bearer +([^ \t]+)$/i;

/** The API key in an `authorization` header; undefined when the header has another form. */
export function apiKeyIn(header: string): string | undefined {
  return BEARER.exec(header)?.[1];
}

/** Platforms read headers as Latin-1, while most clients that send other letters send UTF-8. */
export function asUtf8(header: string): string {
  if (/^[\x20-\x7e]*$/.test(header)) return header;
  try {
    return strict.decode(Uint8Array.from(header, (letter) => letter.charCodeAt(0)));
  } catch {
    return header;
  }
}

/**
 * Headers by name in lower case. One that was sent several times is one text, joined by commas.
 *
 * @param rawHeaders names and values in turn, as they were sent
 * @param show changes each value; it gets the name in lower case
 */
export function joinHeaders(
  rawHeaders: readonly string[],
  show: (value: string, name: string) => string = (value) => value,
): Map<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] as string).toLowerCase();
    const value = show(rawHeaders[index + 1] as string, name);
    const earlier = headers.get(name);
    headers.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  return headers;
}
