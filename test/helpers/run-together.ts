import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Set by `test/run.ts --fast`. */
export const FAST = 'STUB_TESTS_FAST';

/**
 * Runs the test files of a directory in one process, which loads Prism and the contract once. Only for files that leave
 * nothing behind.
 */
export async function runTogether(directory: string): Promise<void> {
  const files = globSync('*.test.ts', { cwd: directory }).sort();
  const chosen = process.env[FAST] === undefined ? files : files.filter((file) => !file.endsWith('.slow.test.ts'));
  for (const file of chosen) await import(pathToFileURL(join(directory, file)).href);
}
