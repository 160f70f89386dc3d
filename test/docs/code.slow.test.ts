import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { pages, root } from '../helpers/pages.ts';

/** The TypeScript that pages show, beside examples (which run) and signatures (which are generated). */
function blocks(): Map<string, string> {
  const found = new Map<string, string>();
  for (const page of pages()) {
    const written = readFileSync(join(root, page), 'utf8').replace(/<!-- (generated|example): [^]*?<!-- end -->/g, '');
    for (const [index, [, code = '']] of [...written.matchAll(/^```ts\n([^]*?)^```$/gm)].entries())
      // Beside package.json, so that the package finds itself by its name.
      found.set(join(root, `${page.replaceAll('/', '-')}.${index}.ts`), `${code}\nexport {};\n`);
  }
  return found;
}

describe('the code that the documentation shows', () => {
  it('is what the compiler takes, against the built package', () => {
    const files = blocks();
    const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile) as { config: object };
    const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, root);
    const host = ts.createCompilerHost({ ...options, noUnusedLocals: false });
    const { getSourceFile, fileExists, readFile } = host;
    host.fileExists = (file) => files.has(file) || fileExists(file);
    host.readFile = (file) => files.get(file) ?? readFile(file);
    host.getSourceFile = (file, ...rest) => {
      const code = files.get(file);
      return code === undefined ? getSourceFile(file, ...rest) : ts.createSourceFile(file, code, rest[0]);
    };
    const program = ts.createProgram([...files.keys()], { ...options, noUnusedLocals: false }, host);
    const wrong = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
      return `${file?.fileName.slice(root.length)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    });
    assert.deepEqual(wrong, []);
    assert.ok(files.size > 0);
  });
});
