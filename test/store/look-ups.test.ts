import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { createStub, StoreUnavailable } from '../../src/index.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Row, SqlDatabase, SqlValue } from '../../src/store/sql/database.ts';
import { createSqlScenarios } from '../../src/store/sql/scenarios.ts';
import { createSqlStore } from '../../src/store/sql/use-cases.ts';

interface Read {
  /** The ids that are looked up, each once. */
  readonly ids: string[];
  /** For how many ids the statement has places. */
  readonly places: number;
  /** Answers with the use cases that have these names by now. */
  readonly answer: () => void;
  readonly fail: (error: Error) => void;
}

/** A store over a database that answers each read when the test says so, with what `names` holds then. */
function openHeld() {
  const names = new Map<string, string>();
  const reads: Read[] = [];
  const rowOf = (organization: SqlValue, id: SqlValue): Row[] => {
    const name = names.get(`${organization}/${id}`);
    return name === undefined ? [] : [{ organization, id, body: JSON.stringify({ id, name }), version: 1 }];
  };
  const database: SqlDatabase = {
    read: <Result extends Row>(_: unknown, keys: readonly SqlValue[]) =>
      new Promise<Result[]>((resolve, reject) => {
        const pairs = new Map(
          Array.from({ length: keys.length / 2 }, (_each, index) => [
            `${keys[2 * index]}/${keys[2 * index + 1]}`,
            [keys[2 * index] as SqlValue, keys[2 * index + 1] as SqlValue] as const,
          ]),
        );
        const answer = () => resolve([...pairs.values()].flatMap((pair) => rowOf(...pair)) as unknown as Result[]);
        reads.push({ ids: [...pairs.keys()], places: keys.length / 2, answer, fail: reject });
      }),
    write: () => Promise.resolve([]),
    useCaseBytes: () => Promise.resolve(0),
    close: () => Promise.resolve(),
  };
  const store = createSqlStore(database, createSqlScenarios(database));
  const nameOf = async (id: string, organization = 'org') => (await store.find(organization, id))?.useCase.name;
  return { store, names, reads, nameOf };
}

// A look-up that the test leaves without an answer would otherwise never end.
describe('look-ups that wait for another one', { timeout: 10_000 }, () => {
  it('share one statement, and those of the same use case its place there', async () => {
    const { names, reads, nameOf } = openHeld();
    names.set('org/a', 'A').set('org/b', 'B').set('other/a', 'not theirs');
    const first = nameOf('a');
    const waiting = [nameOf('a'), nameOf('b'), nameOf('a'), nameOf('a', 'other'), nameOf('c')];
    reads[0]?.answer();
    assert.equal(await first, 'A');
    await turn();
    assert.deepEqual(
      reads.map(({ ids, places }) => [ids, places]),
      [
        [['org/a'], 1],
        [['org/a', 'org/b', 'other/a', 'org/c'], 4],
      ],
    );
    reads[1]?.answer();
    assert.deepEqual(await Promise.all(waiting), ['A', 'B', 'A', 'not theirs', undefined]);
  });

  it('see what was written before they were asked for, also while an earlier one of the same is under way', async () => {
    const { names, reads, nameOf } = openHeld();
    names.set('org/a', 'before');
    const [early, late] = [nameOf('a'), nameOf('a')];
    reads[0]?.answer();
    assert.equal(await early, 'before');
    names.set('org/a', 'after');
    await turn();
    reads[1]?.answer();
    assert.equal(await late, 'after');
  });

  it('each get a use case of their own', async () => {
    const { store, names, reads } = openHeld();
    names.set('org/a', 'A');
    const first = store.find('org', 'a');
    const [one, other] = [store.find('org', 'a'), store.find('org', 'a')];
    reads[0]?.answer();
    await first;
    await turn();
    reads[1]?.answer();
    const found = (await one)?.useCase as { name: string };
    found.name = 'changed';
    assert.equal((await other)?.useCase.name, 'A');
  });

  it('of more use cases than one statement takes are all answered, each with its own', async () => {
    const { names, reads, nameOf } = openHeld();
    const ids = Array.from({ length: 150 }, (_, index) => `id-${index}`);
    for (const id of ids) names.set(`org/${id}`, `name of ${id}`);
    const found = Promise.all(ids.map((id) => nameOf(id)));
    for (let next = 0; next < reads.length; next++) {
      reads[next]?.answer();
      await turn();
    }
    assert.deepEqual(
      await found,
      ids.map((id) => `name of ${id}`),
    );
    assert.deepEqual(
      reads.map(({ ids: looked }) => looked.length),
      [1, 64, 64, 21],
    );
  });

  it('all fail with a database that is away, and the next one asks again', async () => {
    const { names, reads, nameOf } = openHeld();
    names.set('org/a', 'A');
    const all = [nameOf('a'), nameOf('a'), nameOf('b')].map((each) => assert.rejects(each, StoreUnavailable));
    reads[0]?.fail(new StoreUnavailable('away'));
    await Promise.all(all);
    assert.equal(reads.length, 1);
    const again = nameOf('a');
    reads[1]?.answer();
    assert.equal(await again, 'A');
  });
});

/** Two stubs of one process over one SQLite file. */
async function startTwo(t: TestContext) {
  const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const store = await openStore(`sqlite:${join(directory, 'stub.db')}`);
  t.after(() => store.close());
  const stubOf = () => {
    const stub = createStub({ store: store.useCases, scenarios: store.scenarios, seedCount: 0 });
    const ask = (key: string) =>
      stub.fetch(new Request('http://stub.test/use-cases', { headers: { authorization: `Bearer ${key}` } }));
    const statusOf = async (key = 'key') => (await ask(key)).status;
    return { stub, statusOf };
  };
  return [stubOf(), stubOf()] as const;
}

describe('the scenarios of two stubs over one SQLite file', { timeout: 10_000 }, () => {
  it('hold in both at once, also where both had seen that there are none', async (t) => {
    const [one, other] = await startTwo(t);
    assert.deepEqual([await one.statusOf(), await other.statusOf()], [200, 200]);
    await one.stub.scenario('key', { status: 503 });
    assert.deepEqual([await one.statusOf(), await other.statusOf(), await other.statusOf('another')], [503, 503, 200]);
    await other.stub.reset('key');
    assert.deepEqual([await one.statusOf(), await other.statusOf()], [200, 200]);
    await other.stub.scenario('key', { status: 429 });
    assert.deepEqual([await one.statusOf(), await other.statusOf()], [429, 429]);
  });

  it('are used up for both, and found again when they are started anew', async (t) => {
    const [one, other] = await startTwo(t);
    for (let round = 0; round < 3; round++) {
      await one.stub.scenario('key', { status: 503, times: 2 });
      const statuses = [await other.statusOf(), await one.statusOf(), await other.statusOf(), await one.statusOf()];
      assert.deepEqual(statuses, [503, 503, 200, 200]);
    }
  });

  it('hold for the first request after the start has been answered, however many requests come meanwhile', async (t) => {
    const [one, other] = await startTwo(t);
    await Promise.all(Array.from({ length: 20 }, () => other.statusOf()));
    const meanwhile: Promise<number>[] = [];
    const started = one.stub.scenario('key', { status: 503 });
    for (let index = 0; index < 20; index++) meanwhile.push(other.statusOf());
    await started;
    assert.equal(await other.statusOf(), 503);
    for (const status of await Promise.all(meanwhile)) assert.ok(status === 200 || status === 503, String(status));
  });
});

describe('an organization without scenarios', { timeout: 10_000 }, () => {
  /** A database of this process alone, without rows, that counts what it is asked. */
  function createCounting(isAlone: boolean) {
    const counts = { reads: 0, writes: 0 };
    const database: SqlDatabase = {
      read: () => {
        counts.reads++;
        return Promise.resolve([]);
      },
      write: () => Promise.resolve([[]]),
      ...(isAlone && { scenarioWrites: () => counts.writes }),
      useCaseBytes: () => Promise.resolve(0),
      close: () => Promise.resolve(),
    };
    return { counts, scenarios: createSqlScenarios(database) };
  }

  it('is not looked up again before something is written to scenarios', async () => {
    const { counts, scenarios } = createCounting(true);
    for (let index = 0; index < 3; index++) assert.deepEqual(await scenarios.list('org'), []);
    assert.equal(counts.reads, 1);
    counts.writes++;
    for (let index = 0; index < 3; index++) assert.deepEqual(await scenarios.list('org'), []);
    assert.equal(counts.reads, 2);
  });

  it('is looked up again when something was written while it was looked up', async () => {
    const { counts, scenarios } = createCounting(true);
    const before = scenarios.list('org');
    counts.writes++;
    await Promise.all([before, scenarios.list('other')]);
    await scenarios.list('org');
    assert.equal(counts.reads, 3);
  });

  it('is looked up for every request where other processes can start some', async () => {
    const { counts, scenarios } = createCounting(false);
    for (let index = 0; index < 3; index++) await scenarios.list('org');
    assert.equal(counts.reads, 3);
  });
});
