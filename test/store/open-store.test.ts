import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { openStore } from '../../src/store/open-store.ts';

describe('opening a store', () => {
  it('refuses an invalid name without repeating it', async () => {
    for (const store of ['', 'sqlite:', 'Memory', 'mysql://me:secret@host/stub', 'postgres:me:secret@host']) {
      await assert.rejects(openStore(store), (error: Error) => {
        assert.equal(error.name, 'StoreNameError');
        assert.doesNotMatch(error.message, /secret/);
        return true;
      });
    }
  });

  it('loads only the driver of its engine', () => {
    const program = `
      import { registerHooks } from 'node:module';
      const loaded = new Set();
      registerHooks({ load(url, context, next) { loaded.add(/^node:|node_modules/.test(url) ? url : ''); return next(url, context); } });
      const { openStore } = await import(${JSON.stringify(new URL('../../src/store/open-store.ts', import.meta.url).href)});
      await openStore('memory');
      console.log(JSON.stringify([...loaded]));
    `;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
    });
    const loaded = JSON.parse(stdout || stderr) as string[];
    assert.deepEqual(
      loaded.filter((url) => /sqlite|\/pg\//.test(url)),
      [],
    );
  });
});
