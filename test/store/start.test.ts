import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createStub, type Stub } from '../../src/index.ts';
import { openStore } from '../../src/store/open-store.ts';

describe('what organizations start with, in a database', () => {
  it('is not started again by another replica or after a restart, but by a reset', async (t) => {
    const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-'));
    t.after(() => rmSync(directory, { recursive: true }));
    const open = () => openStore(`sqlite:${join(directory, 'stub.db')}`);
    const stubOver = ({ useCases, scenarios }: Awaited<ReturnType<typeof open>>) =>
      createStub({ store: useCases, scenarios, scenario: { status: 503, times: 1 } });
    const status = async (stub: Stub) => {
      const headers = { authorization: 'Bearer key' };
      return (await stub.fetch(new Request('http://stub.test/use-cases', { headers }))).status;
    };
    const store = await open();
    const [one, other] = [stubOver(store), stubOver(store)];
    assert.deepEqual([await status(one), await status(other), await status(one)], [503, 200, 200]);
    await store.close();
    const opened = await open();
    const [again, replica] = [stubOver(opened), stubOver(opened)];
    assert.equal(await status(again), 200);
    await again.reset('key');
    assert.deepEqual([await status(replica), await status(again)], [503, 200]);
    await opened.close();
  });
});
