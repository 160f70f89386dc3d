import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { libraryReference } from '../../scripts/generate/library.ts';
import { directoryWith } from '../helpers/files.ts';

describe("the library's reference", () => {
  it('shows the members of what a module exports, without those that every text has and those of symbols', (t) => {
    const root = directoryWith(t, {
      'package.json': { name: 'small', exports: { '.': { types: './dist/index.d.ts' } } },
      'tsconfig.json': { compilerOptions: { target: 'es2022', types: [], strict: true } },
      'src/index.ts': `
        /** What can be done. */
        export const tools = {
          /** Opens it. */
          open: (name: string): number => name.length,
          [Symbol.iterator]: () => 'never shown',
        };
        export const version = '1';
        export const text: string = 'any';
        export class Failure extends Error {
          readonly name = 'Failure';
          readonly code: number = 1;
        }
      `,
    });
    const shown = libraryReference(root);
    assert.ok(shown.includes('const tools: {\n  /** Opens it. */\n  open: (name: string) => number;\n};\n'), shown);
    assert.ok(shown.includes("const version = '1';\n"), shown);
    assert.ok(shown.includes('const text: string;\n'), shown);
    assert.match(shown, /class Failure extends Error \{\n +readonly code: number = 1;\n\}/);
  });
});
