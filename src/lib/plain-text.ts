/** Names in a pact are somebody else's text: they must not steer a terminal, nor end a line where ours goes on. */
export function plain(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
}

/** A value as short JSON on one line. */
export function short(value: unknown, length = 200): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const line = plain(text);
  return line.length > length ? `${line.slice(0, length)}…` : line;
}
