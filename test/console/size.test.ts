import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const directory = fileURLToPath(new URL('../../dist/console/', import.meta.url));
const MOST = 60_000;

/** Our own code: all but the library that draws the reference, which is loaded when somebody opens it. */
function filesOfOurOwn(): string[] {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => /\.(html|js|css|svg)$/.test(file) && !isLibrary(file));
}

/** Its script is a file of its own; its stylesheet has its prefix for everything. */
function isLibrary(file: string): boolean {
  if (/web-components/.test(file)) return true;
  return file.endsWith('.css') && readFileSync(join(directory, file), 'utf8').includes('.sl-');
}

it("the console's own code takes at most 60 kB compressed", (context) => {
  const sizes = filesOfOurOwn().map((file) => ({ file, size: gzipSync(readFileSync(join(directory, file))).length }));
  const total = sizes.reduce((sum, { size }) => sum + size, 0);
  context.diagnostic(`${total} bytes: ${sizes.map(({ file, size }) => `${file} ${size}`).join(', ')}`);
  const libraries = readdirSync(join(directory, 'assets')).filter((file) => isLibrary(`assets/${file}`));
  assert.equal(libraries.length, 2, libraries.join(', '));
  assert.ok(sizes.length >= 3, 'the console is not built; run "npm run build"');
  assert.ok(total <= MOST, `${total} bytes`);
});

it('has nothing inline that its content-security policy forbids, and asks for nothing elsewhere', () => {
  const page = readFileSync(join(directory, 'index.html'), 'utf8');
  assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
  for (const [, address] of page.matchAll(/(?:src|href)="([^"]*)"/g)) assert.match(address as string, /^\.\//);
});
