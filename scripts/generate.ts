/**
 * Writes the files that are derived from the documents in openapi/ and from the catalogues: types, validators, tables.
 * `--check` writes nothing, and exits with 1 when a file is out of date.
 */
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateFiles } from './generate/files.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

if (process.argv.includes('--help')) {
  console.log(
    'npm run generate             write the files that are derived from the contract\nnpm run generate -- --check  list those that are out of date (exit 1 if there are any)',
  );
} else {
  const stale: string[] = [];
  for (const [file, content] of await generateFiles(root)) {
    if (read(file) === content) continue;
    stale.push(relative(root, file));
    if (!process.argv.includes('--check')) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
  if (process.argv.includes('--check') && stale.length > 0) {
    console.error(`Out of date: ${stale.join(', ')}. Run "npm run generate" and commit the result.`);
    process.exitCode = 1;
  } else {
    console.log(stale.length === 0 ? 'Everything is up to date.' : `Wrote ${stale.join(', ')}.`);
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
