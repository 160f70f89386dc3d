/** Removes control characters from foreign text, so that it can neither control a terminal nor start a new line. */
export function plain(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
}

/** Formats a value on one line: text as it is, anything else as JSON, cut to `length` characters. */
export function short(value: unknown, length = 200): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const line = plain(text);
  return line.length > length ? `${line.slice(0, length)}…` : line;
}
