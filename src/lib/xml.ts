/** A text as an attribute of XML, with its quotes. */
export function quotedXml(text: string): string {
  return `"${escapedXml(text).replaceAll('\n', '&#10;').replaceAll('"', '&quot;')}"`;
}

/** Escapes a text. XML 1.0 cannot contain most control characters or half of a surrogate pair, even escaped. */
export function escapedXml(text: string): string {
  return (
    text
      .toWellFormed()
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  );
}
