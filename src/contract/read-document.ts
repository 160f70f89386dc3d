import { DataFileError, readDataFile, type DataFile } from '../lib/data-file.ts';
import type { Node } from './compile.ts';
import { SpecFileError } from './spec-file-error.ts';

/**
 * Reads a mapping, YAML or JSON, such as an OpenAPI document, without looking at what is in it.
 *
 * @throws SpecFileError when there is no such file, or at which line and column it is not YAML, or no mapping
 */
export async function readDocument(file: string): Promise<Node> {
  return (await readDocumentFile(file)).value;
}

/** The same, with where things stand in it. */
export async function readDocumentFile(file: string): Promise<DataFile & { readonly value: Node }> {
  const read = await readDataFile(file).catch((error: unknown) => {
    throw error instanceof DataFileError ? new SpecFileError(error.message, { cause: error }) : error;
  });
  const { value } = read;
  if (typeof value !== 'object' || value === null) throw new SpecFileError(`${file}: it is empty, or holds no mapping`);
  return { ...read, value: value as Node };
}
