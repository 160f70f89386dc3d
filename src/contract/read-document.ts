import { DataFileError, readDataFile, type DataFile } from '../lib/data-file.ts';
import type { Node } from './compile.ts';
import { SpecFileError } from './contract.ts';

/**
 * Reads a YAML or JSON file that holds a mapping, such as an OpenAPI document.
 *
 * @throws SpecFileError when the file does not exist, holds no mapping, or is malformed (with line and column)
 */
export async function readDocument(file: string): Promise<Node> {
  return (await readDocumentFile(file)).value;
}

/** Reads the same file, and keeps the lines of its places. */
export async function readDocumentFile(file: string): Promise<DataFile & { readonly value: Node }> {
  const read = await readDataFile(file).catch((error: unknown) => {
    throw error instanceof DataFileError ? new SpecFileError(error.message, { cause: error }) : error;
  });
  const { value } = read;
  if (typeof value !== 'object' || value === null) throw new SpecFileError(`${file}: it is empty, or holds no mapping`);
  return { ...read, value: value as Node };
}
