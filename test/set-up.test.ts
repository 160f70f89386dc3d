import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';

const script: string = new URL('../scripts/install.mjs', import.meta.url).href;
const { isInstalled } = (await import(script)) as { isInstalled(directory: string): boolean };

type Packages = Readonly<Record<string, { readonly version: string; readonly optional?: true }>>;

/** A folder with a lock file, and with npm's record of an installation unless there was none. */
function folder(t: TestContext, lock: Packages, record?: Packages): string {
  const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-set-up-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  const write = (file: string, packages: Packages) =>
    writeFileSync(join(directory, file), JSON.stringify({ lockfileVersion: 3, packages }));
  write('package-lock.json', { '': { version: '1.0.0' }, ...lock });
  mkdirSync(join(directory, 'node_modules'));
  if (record !== undefined) write('node_modules/.package-lock.json', record);
  return directory;
}

describe('set-up takes a folder for installed', () => {
  const one = { 'node_modules/one': { version: '1.2.3' } };
  const forOtherSystems = { 'node_modules/other': { version: '1.0.0', optional: true } } as const;

  it('when npm recorded what the lock file names, also after npm ci by hand', (t) => {
    assert.equal(isInstalled(folder(t, one, one)), true);
    assert.equal(isInstalled(folder(t, { ...one, ...forOtherSystems }, one)), true);
  });

  it('but not when a package is missing, is another version, or is too many', (t) => {
    assert.equal(isInstalled(folder(t, one)), false);
    assert.equal(isInstalled(folder(t, one, {})), false);
    assert.equal(isInstalled(folder(t, one, { 'node_modules/one': { version: '1.2.4' } })), false);
    assert.equal(isInstalled(folder(t, {}, one)), false);
  });

  it('as the project itself is, while its tests run', () => {
    assert.equal(isInstalled(join(import.meta.dirname, '..')), true);
  });
});
