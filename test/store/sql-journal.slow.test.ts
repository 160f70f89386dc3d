import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import type { JournalEntry } from '../../src/index.ts';
import { openStore, type OpenStoreOptions } from '../../src/store/open-store.ts';
import { sharedPostgres, startPostgres, type SharedPostgres } from '../helpers/postgres.ts';

let server: SharedPostgres;
before(async () => {
  server = await sharedPostgres();
});
after(() => server.remove());

async function openJournal(t: TestContext, url: string, options: OpenStoreOptions = {}) {
  const store = await openStore(url, options);
  t.after(() => store.close());
  assert.ok(store.journal, 'replicas share a journal');
  return store.journal;
}

const entry = (text: string) => () =>
  ({ number: 0, time: new Date().toISOString(), method: 'GET', body: text }) as unknown as JournalEntry;

describe('the journal in PostgreSQL', () => {
  it('keeps a number of entries for each organization, and counts all of them', async (t) => {
    const journal = await openJournal(t, await server.database());
    for (const text of ['one', 'two', 'three']) journal.add('org', entry(text), 2);
    journal.add('other', entry('\u0000 \ud800'), 2);
    const { entries, latest } = await journal.read('org');
    assert.deepEqual([latest, ...entries.map(({ number, body }) => `${number} ${body}`)], [3, '2 two', '3 three']);
    assert.deepEqual((await journal.read('org', { after: 2 })).entries.length, 1);
    assert.deepEqual((await journal.read('org', { most: 1 })).entries[0]?.body, 'three');
    assert.equal((await journal.read('other')).entries[0]?.body, '\u0000 \ud800');
    await journal.empty('org');
    assert.deepEqual(await journal.read('org'), { entries: [], latest: 3, emptied: 1 });
    assert.equal((await journal.read('other')).entries.length, 1);
  });

  it('stays below its limit of bytes by deleting the oldest entries', async (t) => {
    const url = await server.database();
    const first = await openJournal(t, url);
    for (const name of ['a', 'b', 'c']) {
      first.add(name, entry('x'.repeat(3_000)), 100);
      await first.read(name);
    }
    const second = await openJournal(t, url, { journalBytes: 7_000 });
    second.add('d', entry('short'), 100);
    const left: number[] = [];
    for (const name of ['d', 'c', 'b', 'a']) left.push((await second.read(name)).entries.length);
    assert.deepEqual(left, [1, 1, 1, 0]);
  });

  it('is written once the database is back, with the entries of the meantime', async (t) => {
    const own = await startPostgres();
    t.after(() => own.remove());
    const journal = await openJournal(t, await own.database());
    await own.stop();
    for (const text of ['one', 'two']) journal.add('org', entry(text), 100);
    await assert.rejects(async () => journal.read('org'), { name: 'StoreUnavailable' });
    journal.add('org', entry('three'), 100);
    await own.start();
    const { entries } = await journal.read('org');
    assert.deepEqual(
      entries.map(({ number, body }) => `${number} ${body}`),
      ['1 one', '2 two', '3 three'],
    );
  });
});
