import { readFile } from 'node:fs/promises';
import { LineCounter, parseDocument } from 'yaml';
import type { Node } from './compile.ts';
import { SpecFileError } from './spec-file-error.ts';

/**
 * Reads a mapping, YAML or JSON, such as an OpenAPI document, without looking at what is in it.
 *
 * @throws SpecFileError when there is no such file, or at which line and column it is not YAML, or no mapping
 */
export async function readDocument(file: string): Promise<Node> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new SpecFileError(`${file}: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}`, {
      cause: error,
    });
  });
  const lineCounter = new LineCounter();
  const parsed = parseDocument(text, { lineCounter, prettyErrors: false });
  const [mistake] = parsed.errors;
  if (mistake) {
    const { line, col } = lineCounter.linePos(mistake.pos[0]);
    throw new SpecFileError(`${file}:${line}:${col}: ${mistake.message}`);
  }
  const document: unknown = parsed.toJS();
  if (typeof document !== 'object' || document === null)
    throw new SpecFileError(`${file}: it is empty, or holds no mapping`);
  return document as Node;
}
