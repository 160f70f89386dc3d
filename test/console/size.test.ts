import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const directory = fileURLToPath(new URL('../../dist/console/', import.meta.url));
const MOST = 73_500;

const files = () =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length));

it('takes at most 73.5 kB compressed, the reference included', (context) => {
  const sizes = files().map((file) => ({ file, size: gzipSync(readFileSync(join(directory, file))).length }));
  const total = sizes.reduce((sum, { size }) => sum + size, 0);
  context.diagnostic(`${total} bytes: ${sizes.map(({ file, size }) => `${file} ${size}`).join(', ')}`);
  assert.ok(sizes.length >= 3, 'the console is not built; run "npm run build"');
  assert.ok(total <= MOST, `${total} bytes`);
});

it('is one page, one script, one stylesheet, one icon, and the licences of what is in the script', () => {
  const kinds = files().map((file) => file.replace(/-[\w-]{8}\./, '.'));
  assert.deepEqual(kinds.sort(), ['assets/index.css', 'assets/index.js', 'icon.svg', 'index.html', 'licenses.md']);
  const licences = readFileSync(join(directory, 'licenses.md'), 'utf8');
  assert.deepEqual([...licences.matchAll(/^## (\S+)/gm)].map(([, name]) => name).sort(), [
    '@preact/signals',
    '@preact/signals-core',
    'preact',
  ]);
});

it('has nothing inline that its content-security policy forbids, and asks for nothing elsewhere', () => {
  const page = readFileSync(join(directory, 'index.html'), 'utf8');
  assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
  for (const [, address] of page.matchAll(/(?:src|href)="([^"]*)"/g)) assert.match(address as string, /^\.\//);
});
