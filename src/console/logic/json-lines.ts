import { escapeStep } from '../../lib/json-pointer.ts';

/** One line of a JSON text as it is shown. Texts are kept as they came: large numbers and escapes are not read. */
export interface JsonLine {
  readonly depth: number;
  /** JSON pointer to the value that begins here; of a closing bracket, to the value that ends. */
  readonly pointer: string;
  /** With its quotes, as it was written. */
  readonly key?: string;
  readonly text: string;
  readonly kind: 'string' | 'number' | 'word' | 'open' | 'close' | 'empty';
  /** Of an opening bracket: which line closes it. */
  close?: number;
  /** Of an opening bracket: how many values are inside. */
  size?: number;
  comma: boolean;
}

interface Nest {
  readonly line: number;
  readonly pointer: string;
  readonly isList: boolean;
  count: number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[-0-9][-+.0-9eE]*|true|false|null|[{}[\],:]/g;

/** @param text valid JSON; see `parsed` */
export function jsonLines(text: string): readonly JsonLine[] {
  const lines: JsonLine[] = [];
  const nests: Nest[] = [];
  let key: string | undefined;
  const tokens = text.match(TOKEN) ?? [];

  function pointerHere(): string {
    const nest = nests.at(-1);
    if (nest === undefined) return '';
    const step = nest.isList ? String(nest.count) : (JSON.parse(key ?? '""') as string);
    return `${nest.pointer}/${escapeStep(step)}`;
  }

  function add(kind: JsonLine['kind'], token: string): void {
    const pointer = pointerHere();
    lines.push({ depth: nests.length, pointer, ...(key !== undefined && { key }), text: token, kind, comma: false });
    const nest = nests.at(-1);
    if (nest) nest.count++;
    key = undefined;
  }

  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as string;
    const nest = nests.at(-1);
    if (token === '{' || token === '[') {
      const closing = token === '{' ? '}' : ']';
      if (tokens[index + 1] === closing) {
        add('empty', token + closing);
        index++;
        continue;
      }
      const pointer = pointerHere();
      add('open', token);
      nests.push({ line: lines.length - 1, pointer, isList: token === '[', count: 0 });
    } else if (token === '}' || token === ']') {
      const ended = nests.pop() as Nest;
      const open = lines[ended.line] as JsonLine;
      open.close = lines.length;
      open.size = ended.count;
      lines.push({ depth: nests.length, pointer: ended.pointer, text: token, kind: 'close', comma: false });
    } else if (token === ',') {
      (lines.at(-1) as JsonLine).comma = true;
    } else if (token === ':') {
      continue;
    } else if (token.startsWith('"')) {
      // A text before a colon is a name.
      if (nest && !nest.isList && key === undefined) key = token;
      else add('string', token);
    } else {
      add(/^[tfn]/.test(token) ? 'word' : 'number', token);
    }
  }
  return lines;
}
