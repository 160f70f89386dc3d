import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { createStub, type Fixtures, type Stub, type UseCase } from '../../src/index.ts';
import { organizationIdOf } from '../../src/organizations/organizations.ts';
import { createMemoryScenarios } from '../../src/store/memory/scenarios.ts';
import { openStore, type OpenStore } from '../../src/store/open-store.ts';
import { createSqlScenarios } from '../../src/store/sql/scenarios.ts';
import { openSqlite } from '../../src/store/sql/sqlite.ts';
import { createSqlStore } from '../../src/store/sql/use-cases.ts';
import type { UseCaseStore } from '../../src/store/port.ts';

const list = () => new Request('http://stub.test/use-cases', { headers: { authorization: 'Bearer key' } });

async function statusOf(stub: Stub): Promise<number> {
  return (await stub.fetch(list())).status;
}

async function names(stub: Stub): Promise<unknown> {
  const reply = await stub.fetch(list());
  return reply.status === 200 ? ((await reply.json()) as UseCase[]).map(({ name }) => name) : reply.status;
}

/**
 * Holds what an organization begins with, until it is let go.
 *
 * @param isMade whether it is held once it is made, and not before
 */
function hold({ useCases, ...rest }: OpenStore, isMade = false) {
  const [held, free, again] = Array.from({ length: 3 }, () => Promise.withResolvers<void>()) as [Gate, Gate, Gate];
  let calls = 0;
  function holding<Made>(make: () => Promise<Made>) {
    if (++calls > 1) again.resolve();
    return async () => {
      const early = isMade ? await make() : undefined;
      held.resolve();
      await free.promise;
      return early ?? make();
    };
  }
  const store: UseCaseStore = {
    ...useCases,
    initialize: (id, make) => useCases.initialize(id, holding(make)),
    begin: (id, make) => useCases.begin?.(id, holding(make)) as Promise<unknown>,
  };
  /** `again`: ends when it is asked for a second time. */
  return { opened: { ...rest, useCases: store }, held: held.promise, letGo: free.resolve, again: again.promise };
}

type Gate = PromiseWithResolvers<void>;

function temporaryFile(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-'));
  t.after(() => rmSync(directory, { recursive: true }));
  return join(directory, 'stub.db');
}

async function openTemporary(t: TestContext): Promise<OpenStore> {
  const store = await openStore(`sqlite:${temporaryFile(t)}`);
  t.after(() => store.close());
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

  for (const [what, scenarios] of [
    ['use cases', []],
    ['use cases and scenarios', [{ match: { operation: 'createUseCase' }, status: 503 }]],
  ] as const)
    it(`is of the fixtures as they are now, also for requests that wait since before an edit: ${what}`, async (t) => {
      const { opened, held, letGo } = hold(await openTemporary(t));
      const fixtures = (name: string) => ({ useCases: [{ name }], scenarios });
      const stub = createStub({ store: opened.useCases, scenarios: opened.scenarios, fixtures: fixtures('before') });
      const first = names(stub);
      await held;
      const replaced = stub.replaceFixtures(fixtures('after'));
      const second = names(stub);
      letGo();
      assert.deepEqual(await Promise.all([first, second]), [['after'], ['after']]);
      await replaced;
      assert.deepEqual(await names(stub), ['after']);
    });

  it('ends with the edit of fixtures that takes it away while an organization begins', async (t) => {
    const { opened, held, letGo, again } = hold(await openTemporary(t), true);
    const scenario = { match: { operation: 'listUseCases' }, status: 503 } as const;
    const { useCases, scenarios } = opened;
    const stub = createStub({ store: useCases, scenarios, seedCount: 2, fixtures: { scenarios: [scenario] } });
    const first = names(stub);
    await held;
    const replaced = stub.replaceFixtures({ scenarios: [{ ...scenario, status: 429 }] });
    await Promise.race([replaced, again]);
    letGo();
    await Promise.all([first, replaced]);
    assert.equal(await names(stub), 429);
    assert.deepEqual(
      (await scenarios.list(organizationIdOf('key'))).map(({ because }) => because),
      ['status 429 on listUseCases'],
    );
  });

  it('is tried again by the next request where it had no room', async (t) => {
    const file = temporaryFile(t);
    const { useCases, scenarios, close } = await openStore(`sqlite:${file}`, { useCaseBytes: 524_288 });
    t.after(close);
    // More than is free once a use case half its size has been refused.
    const large = Array.from({ length: 60 }, (_, index) => ({ name: `${index} ${'x'.repeat(1_000)}` }));
    const fixtures = { useCases: large, scenarios: [{ match: { operation: 'createUseCase' }, status: 503 }] };
    const stub = createStub({ store: useCases, scenarios, fixtures: fixtures as Fixtures });
    // These take what there is.
    const fill = Array.from({ length: 20 }, (_, index) => organizationIdOf(String(index)));
    const long = { id: 'long', name: 'x'.repeat(30_000) } as UseCase;
    await assert.rejects(
      async () => {
        for (const id of fill) await useCases.refill(id, [{ ...long, organization_id: id }]);
      },
      { name: 'OverBudget', of: 'all' },
    );
    const refused = await Promise.all([stub.fetch(list()), stub.fetch(list())]);
    for (const { status, headers } of refused)
      assert.deepEqual([status, headers.get('stub-error')], [503, 'stub-full'], 'each of those that come together');
    assert.deepEqual(await scenarios.list(organizationIdOf('key')), [], 'nothing is left of the attempt');
    for (const id of fill) await useCases.clear(id);
    assert.equal(((await names(stub)) as unknown[]).length, large.length);
    assert.equal((await scenarios.list(organizationIdOf('key'))).length, 1);
  });

  it('follows an edit of fixtures also where another process began with the earlier ones meanwhile', async (t) => {
    const database = await openSqlite(temporaryFile(t));
    t.after(() => database.close());
    const scenarios = createSqlScenarios(database);
    const [useCases, ofReplica] = [createSqlStore(database, scenarios), createSqlStore(database, scenarios)];
    let isFollowing = false;
    const initialize: UseCaseStore['initialize'] = (id, make) =>
      useCases.initialize(id, async () => {
        if (isFollowing) await names(other);
        return make();
      });
    const fixtures = [{ name: 'before' }];
    const other = createStub({ store: ofReplica, scenarios, fixtures });
    const stub = createStub({ store: { ...useCases, initialize }, scenarios, fixtures });
    assert.equal(stub.journal('key').length, 0, 'the key is known, and its organization has not begun');
    isFollowing = true;
    await stub.replaceFixtures([{ name: 'after' }]);
    assert.deepEqual(await names(stub), ['after']);
  });

  it('is started in the scenarios that a program gives, also if they are not those of its database', async (t) => {
    const { useCases } = await openTemporary(t);
    const stub = createStub({ store: useCases, scenarios: createMemoryScenarios(), scenario: { status: 503 } });
    assert.equal(await statusOf(stub), 503);
  });
});
