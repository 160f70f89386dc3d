/** Runs the files of this directory in one process, which loads Prism and the contract once. None leaves anything behind. */
import { globSync } from 'node:fs';

for (const file of globSync('*.test.ts', { cwd: import.meta.dirname }).sort()) await import(`./${file}`);
