/** Headers as lines of text, one `name: value` each. */
export interface HeaderLines {
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** What is wrong with the first line that is no header. */
  readonly wrong?: string;
}

/** Reads the headers that lines stand for; empty lines are left out. */
export function headersIn(lines: string): HeaderLines {
  const headers: Record<string, string> = {};
  for (const line of lines.split('\n').filter((each) => each.trim() !== '')) {
    const [, name, value] = /^\s*([\w!#$%&'*+.^`|~-]+)\s*:\s*([\x20-\xff]*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined)
      return { headers, wrong: `"${line.trim()}" is not a header; write "name: value"` };
    headers[name.toLowerCase()] = value.trim();
  }
  return { headers };
}
