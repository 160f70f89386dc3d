import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const directory = fileURLToPath(new URL('../../dist/console/', import.meta.url));
const MOST = 60_000;

/** What comes with the first view; the reference is loaded when somebody opens it. */
function filesOfThePage(): string[] {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => /\.(html|js|css|svg)$/.test(file) && !/reference/i.test(file));
}

it("the console's own code takes at most 60 kB compressed", (context) => {
  const sizes = filesOfThePage().map((file) => ({ file, size: gzipSync(readFileSync(join(directory, file))).length }));
  const total = sizes.reduce((sum, { size }) => sum + size, 0);
  context.diagnostic(`${total} bytes: ${sizes.map(({ file, size }) => `${file} ${size}`).join(', ')}`);
  assert.ok(sizes.length >= 3, 'the console is not built; run "npm run build"');
  assert.ok(total <= MOST, `${total} bytes`);
});

it('has nothing inline that its content-security policy forbids, and asks for nothing elsewhere', () => {
  const page = readFileSync(join(directory, 'index.html'), 'utf8');
  assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
  for (const [, address] of page.matchAll(/(?:src|href)="([^"]*)"/g)) assert.match(address as string, /^\.\//);
});
