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

/**
 * Removes from the output of a program all that controls a terminal: colours, titles, links, moves of the cursor. Lines
 * and tabs stay; a line that was written over becomes one of its own.
 */
export function withoutControls(text: string): string {
  return (
    text
      // Titles, links and the like (OSC, DCS, SOS, PM, APC): up to their end, or to the end of the line where it is missing.
      // eslint-disable-next-line no-control-regex
      .replace(/(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\|\u009c)?/g, '')
      // Colours, and moves of the cursor.
      // eslint-disable-next-line no-control-regex
      .replace(/(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?/g, '')
      // eslint-disable-next-line no-control-regex
      .replace(/\u001b[ -/]*[0-~]?/g, '')
      .replace(/\r+\n?/g, '\n')
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
  );
}
