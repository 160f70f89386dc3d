/** Runs the files of this directory in one process, as test/serve/together.ts does. */
import { globSync } from 'node:fs';

for (const file of globSync('*.test.ts', { cwd: import.meta.dirname }).sort()) await import(`./${file}`);
