/** Reads and writes `use-case-stub.fidelity.json`. */
import { rename, rm, writeFile } from 'node:fs/promises';
import { readFidelity, FidelityError, type Fidelity } from '../contract/fidelity.ts';
import { DataFileError, readDataFile } from '../lib/data-file.ts';

/** A file that cannot be used. The message is one line: file, line, place, reason. */
export class FidelityFileError extends Error {
  override readonly name = 'FidelityFileError';
}

/**
 * Reads a fidelity file.
 *
 * @throws FidelityFileError when it is missing, is not JSON, or is something else; with line and JSON pointer
 */
export async function readFidelityFile(file: string): Promise<Fidelity> {
  try {
    const { value, lineOf } = await readDataFile(file);
    try {
      return readFidelity(value);
    } catch (error) {
      if (!(error instanceof FidelityError)) throw error;
      throw new FidelityFileError(`${file}:${lineOf(error.path)}: ${error.message}`, { cause: error });
    }
  } catch (error) {
    throw error instanceof DataFileError ? new FidelityFileError(error.message, { cause: error }) : error;
  }
}

/** Writes a fidelity file as a whole: one that is read meanwhile is the old one or the new one. */
export async function writeFidelityFile(file: string, fidelity: Fidelity): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(draft, `${JSON.stringify(fidelity, null, 2)}\n`);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
