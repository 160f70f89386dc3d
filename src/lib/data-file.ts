import { readFile } from 'node:fs/promises';
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type ParsedNode } from 'yaml';
import { jsonMistake } from './json-mistake.ts';
import { reasonOf } from './remote.ts';

/** The value in a JSON or YAML file, with the lines of its parts. */
export interface DataFile {
  /** The file's path as it was given. */
  readonly file: string;
  readonly value: unknown;
  /** @returns the line of a part, from 1; when the part is missing, the line of the nearest part around it */
  lineOf(path: readonly (string | number)[]): number;
}

/** A file that cannot be read or parsed. The message is one line: file, line and column, reason. */
export class DataFileError extends Error {
  override readonly name = 'DataFileError';
}

/**
 * Reads a file as JSON when its name ends with .json, otherwise as YAML.
 *
 * @throws DataFileError when the file is missing, or with the place and reason of a syntax error
 */
export async function readDataFile(file: string): Promise<DataFile> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new DataFileError(`${file || '(no name)'}: ${whyUnread(file, error)}`, { cause: error });
  });
  const withoutMark = text.replace(/^\ufeff/, '');
  return /\.json$/i.test(file) ? json(file, withoutMark) : yaml(file, withoutMark);
}

function whyUnread(file: string, error: NodeJS.ErrnoException): string {
  if (/^https?:/i.test(file)) return 'a file is wanted, not a URL; fetch it first, and name the file';
  return error.code === 'ENOENT' ? 'there is no such file' : reasonOf(error);
}

function json(file: string, text: string): DataFile {
  try {
    const value: unknown = JSON.parse(text);
    // JSON is YAML. It is parsed as YAML only when a line is needed.
    let places: DataFile | undefined;
    return { file, value, lineOf: (path) => (places ??= yaml(file, text, true)).lineOf(path) };
  } catch (error) {
    const { reason = (error as Error).message, line, column } = jsonMistake(text);
    throw new DataFileError(`${file}:${line === undefined ? '' : `${line}:${column}:`} not JSON: ${reason}`, {
      cause: error,
    });
  }
}

function yaml(file: string, text: string, lenient = false): DataFile {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [mistake] = document.errors;
  if (mistake && !lenient) {
    const { line, col } = lineCounter.linePos(mistake.pos[0]);
    throw new DataFileError(`${file}:${line}:${col}: ${mistake.message}`);
  }
  return {
    file,
    value: document.toJS(),
    lineOf: (path) => lineCounter.linePos(offsetOf(document.contents, path)).line,
  };
}

/** @returns the offset of a part. A property starts at its key, which may be lines above its value. */
function offsetOf(root: ParsedNode | null, path: readonly (string | number)[]): number {
  let node: unknown = root;
  let offset = root?.range[0] ?? 0;
  for (const key of path) {
    const item = itemOf(node, key);
    if (item === undefined) break;
    offset = item.offset;
    node = item.value;
  }
  return offset;
}

function itemOf(node: unknown, key: string | number): { offset: number; value: unknown } | undefined {
  if (isSeq<ParsedNode>(node)) {
    const value = node.items[Number(key)];
    return value && { offset: value.range[0], value };
  }
  if (!isMap<ParsedNode>(node)) return undefined;
  const pair = node.items.find((each) => isPair(each) && isScalar(each.key) && String(each.key.value) === String(key));
  return pair && { offset: pair.key.range[0], value: pair.value };
}
