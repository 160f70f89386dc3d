import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

/** Creates a directory with files, given by path. It is deleted after the test. @returns its path */
export function directoryWith(t: TestContext, files: Readonly<Record<string, string | object>> = {}): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'use-case-stub-')));
  t.after(() => rmSync(directory, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return directory;
}
