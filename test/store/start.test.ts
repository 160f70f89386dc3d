import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { createStub, type Stub } from '../../src/index.ts';
import { createMemoryScenarios } from '../../src/store/memory/scenarios.ts';
import { openStore } from '../../src/store/open-store.ts';

const list = () => new Request('http://stub.test/use-cases', { headers: { authorization: 'Bearer key' } });

async function statusOf(stub: Stub): Promise<number> {
  return (await stub.fetch(list())).status;
}

async function openTemporary(t: TestContext) {
  const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-'));
  const store = await openStore(`sqlite:${join(directory, 'stub.db')}`);
  t.after(async () => {
    await store.close();
    rmSync(directory, { recursive: true });
  });
  return store;
}

describe('what organizations start with, in a database', () => {
  it('is not started again by another replica or after a restart, but by a reset', async (t) => {
    const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-'));
    t.after(() => rmSync(directory, { recursive: true }));
    const open = () => openStore(`sqlite:${join(directory, 'stub.db')}`);
    const stubOver = ({ useCases, scenarios }: Awaited<ReturnType<typeof open>>) =>
      createStub({ store: useCases, scenarios, scenario: { status: 503, times: 1 } });
    const store = await open();
    const [one, other] = [stubOver(store), stubOver(store)];
    assert.deepEqual([await statusOf(one), await statusOf(other), await statusOf(one)], [503, 200, 200]);
    await store.close();
    const opened = await open();
    const [again, replica] = [stubOver(opened), stubOver(opened)];
    assert.equal(await statusOf(again), 200);
    await again.reset('key');
    assert.deepEqual([await statusOf(replica), await statusOf(again)], [503, 200]);
    await opened.close();
  });

  it('takes room for its scenarios once, however many requests begin it together', async (t) => {
    const { useCases, scenarios } = await openTemporary(t);
    const body = { message: 'x'.repeat(900_000) };
    const scenario = { match: { operation: 'createUseCase' }, status: 503, body } as const;
    // Four such scenarios have room.
    const stub = createStub({ store: useCases, scenarios, scenario, maxMemory: 67_108_864 });
    const statuses = await Promise.all(Array.from({ length: 10 }, () => statusOf(stub)));
    assert.deepEqual(
      statuses,
      Array.from({ length: 10 }, () => 200),
    );
  });

  it('is started in the scenarios that a program gives, also if they are not those of its database', async (t) => {
    const { useCases } = await openTemporary(t);
    const stub = createStub({ store: useCases, scenarios: createMemoryScenarios(), scenario: { status: 503 } });
    assert.equal(await statusOf(stub), 503);
  });
});
