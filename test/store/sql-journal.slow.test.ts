import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import pg from 'pg';
import type { JournalEntry, SharedJournal } from '../../src/index.ts';
import { createBudget } from '../../src/lib/budget.ts';
import { openStore, type OpenStoreOptions } from '../../src/store/open-store.ts';
import type { SqlDatabase } from '../../src/store/sql/database.ts';
import { createSqlJournal } from '../../src/store/sql/journal.ts';
import { openPostgres } from '../../src/store/sql/postgres.ts';
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

interface More {
  readonly size?: number;
  readonly bytes?: number;
  readonly counted?: readonly string[];
  readonly key?: string;
}

function add(journal: SharedJournal, organization: string, text: string, more: More = {}): void {
  const { size = 100, bytes = 100, counted = [], key } = more;
  const entry = () => ({ number: 0, time: new Date().toISOString(), method: 'GET', body: text }) as JournalEntry;
  const seen = key === undefined ? {} : { seen: { key: () => key, at: Date.now() } };
  journal.add(organization, { entry, bytes, size, counted, status: 200, ...seen });
}

async function bodies(journal: SharedJournal, organization: string): Promise<string[]> {
  const { entries } = await journal.read(organization);
  return entries.map(({ number, body }) => `${number} ${body}`);
}

/** What a stub may hold that has 8 MiB for everything: half a MiB of it is for what is not written. */
function smallBudget() {
  const settings = { largestBody: 1_000, journalBytes: 1_000_000 };
  return createBudget(
    8_388_608,
    settings,
    () => undefined,
    () => 0,
  );
}

/** Reads until what is read is as expected. */
async function until<Value>(read: () => Promise<Value>, isExpected: (value: Value) => boolean): Promise<Value> {
  for (;;) {
    const value = await read();
    if (isExpected(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Locks a table as another program would. @returns what unlocks it */
async function lock(t: TestContext, url: string, table: string): Promise<() => Promise<void>> {
  const client = new pg.Client(url);
  await client.connect();
  let isOpen = true;
  const unlock = async () => {
    if (isOpen) await client.end();
    isOpen = false;
  };
  t.after(unlock);
  await client.query('BEGIN');
  await client.query(`LOCK TABLE ${table}`);
  return unlock;
}

describe('the journal in PostgreSQL', () => {
  it('keeps a number of entries for each organization, and counts all of them', async (t) => {
    const journal = await openJournal(t, await server.database());
    for (const text of ['one', 'two', 'three']) add(journal, 'org', text, { size: 2 });
    add(journal, 'other', '\u0000 \ud800\n', { size: 2 });
    const { entries, latest } = await journal.read('org');
    assert.deepEqual([latest, ...entries.map(({ number, body }) => `${number} ${body}`)], [3, '2 two', '3 three']);
    assert.deepEqual((await journal.read('org', { after: 2 })).entries.length, 1);
    assert.deepEqual((await journal.read('org', { most: 1 })).entries[0]?.body, 'three');
    assert.equal((await journal.read('other')).entries[0]?.body, '\u0000 \ud800\n');
    for (const text of ['four', 'five']) add(journal, 'org', text, { size: 2 });
    assert.deepEqual(await bodies(journal, 'org'), ['4 four', '5 five']);
    await journal.empty('org');
    journal.countChange?.('org');
    assert.deepEqual(await journal.read('org'), { entries: [], latest: 5, emptied: 1, changes: 1 });
    assert.equal((await journal.read('other')).entries.length, 1);
  });

  it('writes all organizations in one statement, and once more what comes meanwhile', async (t) => {
    const database = await openPostgres(await server.database());
    const writes: { statements: number; done: Promise<unknown> }[] = [];
    const counting: SqlDatabase = {
      ...database,
      write(...commands) {
        const done = database.write(...commands);
        writes.push({ statements: commands.length, done });
        return done;
      },
    };
    const journal = createSqlJournal(counting, 1_000_000);
    t.after(async () => {
      await journal.close();
      await database.close();
    });
    const names = Array.from({ length: 100 }, (_, index) => `org-${index}`);
    for (const name of names) add(journal, name, 'first');
    const reading = names.map(async (name) => journal.read(name));
    assert.deepEqual(
      writes.map(({ statements }) => statements),
      [1],
    );
    for (const name of names) add(journal, name, 'second');
    for (const { entries } of await Promise.all(reading)) assert.equal(entries[0]?.body, 'first');
    for (const name of names) assert.deepEqual(await bodies(journal, name), ['1 first', '2 second']);
    assert.deepEqual(
      writes.map(({ statements }) => statements),
      [1, 1],
    );
  });

  it('divides much into pieces, without changing the order', async (t) => {
    const journal = await openJournal(t, await server.database());
    const texts = Array.from({ length: 700 }, (_, index) => String(index));
    for (const text of texts) add(journal, 'org', text, { size: 1_000, counted: ['list'] });
    add(journal, 'other', 'x', { size: 1_000, counted: ['list'] });
    assert.deepEqual(
      await bodies(journal, 'org'),
      texts.map((text, index) => `${index + 1} ${text}`),
    );
    assert.deepEqual((await journal.statusCounts('org')).counts, new Map([['list', new Map([[200, 700]])]]));
  });

  it('shares coverage and the organizations that were seen', async (t) => {
    const url = await server.database();
    const [one, two] = [await openJournal(t, url), await openJournal(t, url)];
    for (const journal of [one, two]) add(journal, 'org', 'x', { size: 0, counted: ['a b', 'c'], key: '***"\\\u0000' });
    add(one, 'unseen', 'x');
    for (const journal of [one, two]) await journal.statusCounts('org');
    const { since, counts } = await one.statusCounts('org');
    assert.deepEqual(counts.get('a b'), new Map([[200, 2]]));
    assert.deepEqual(await two.statusCounts('org'), { since, counts });
    assert.deepEqual((await one.read('org')).entries, []);
    const organizations = await one.organizations();
    assert.deepEqual(
      organizations.map(({ id, key }) => `${id} ${key}`),
      ['org ***"\\\u0000'],
    );
    assert.deepEqual(await two.organizations(), organizations);
    await one.empty();
    assert.deepEqual(await two.organizations(), []);
    assert.equal((await two.statusCounts('org')).counts.size, 0);
  });

  it('drops the entries of those first that came first, and still counts the requests', async (t) => {
    const journal = await openJournal(t, await server.database());
    const { unwritten } = smallBudget();
    journal.countIn?.(unwritten);
    const names = Array.from({ length: 10 }, (_, index) => `org-${index}`);
    for (const name of names) add(journal, name, 'x', { bytes: 120_000, counted: ['list'] });
    assert.equal(unwritten.refusals, 6);
    const there = [];
    for (const name of names) {
      const { entries, latest } = await journal.read(name);
      const { counts } = await journal.statusCounts(name);
      assert.deepEqual([latest, counts.get('list')?.get(200)], [1, 1]);
      there.push(entries.length);
    }
    assert.deepEqual(there, [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]);
    assert.equal(unwritten.used, 0);
  });

  it('stays below its limit of bytes by deleting the oldest entries', async (t) => {
    const url = await server.database();
    const first = await openJournal(t, url);
    for (const name of ['a', 'b', 'c']) {
      add(first, name, 'x'.repeat(3_000));
      await first.read(name);
    }
    const second = await openJournal(t, url, { journalBytes: 7_000 });
    add(second, 'd', 'short');
    const lengths = async () => {
      const left: number[] = [];
      for (const name of ['d', 'c', 'b', 'a']) left.push((await second.read(name)).entries.length);
      return left.join();
    };
    assert.equal(await until(lengths, (left) => left !== '1,1,1,1'), '1,1,1,0');
  });

  it('is written once the database is back, with the entries of the meantime', async (t) => {
    const own = await startPostgres();
    t.after(() => own.remove());
    const journal = await openJournal(t, await own.database());
    await own.stop();
    for (const text of ['one', 'two']) add(journal, 'org', text);
    await assert.rejects(async () => journal.read('org'), { name: 'StoreUnavailable' });
    assert.match(
      (await journal.trouble()) ?? '',
      /could not be written to the journal; 2 wait, 0 were dropped: Postgr/,
    );
    add(journal, 'org', 'three');
    await own.start();
    await until(
      async () => journal.trouble(),
      (trouble) => trouble === undefined,
    );
    assert.deepEqual(await bodies(journal, 'org'), ['1 one', '2 two', '3 three']);
    assert.equal(await journal.trouble(), undefined);
  });

  it('tells readings what it lacks while it cannot be written, and leaves out the numbers of what it had no room for', async (t) => {
    const url = await server.database();
    const journal = await openJournal(t, url, { postgres: { timeout: 500 } });
    const { unwritten } = smallBudget();
    journal.countIn?.(unwritten);
    add(journal, 'org', 'before');
    assert.deepEqual(await bodies(journal, 'org'), ['1 before']);
    const unlock = await lock(t, url, 'stub_requests IN EXCLUSIVE MODE');
    const bytes = Math.floor((unwritten.share - 600) / 2);
    for (const text of ['one', 'two', 'three', 'four']) add(journal, 'org', text, { bytes });
    assert.equal(unwritten.refusals, 2);
    const reason = await until(
      async () => (await journal.trouble()) ?? '',
      (text) => text !== '',
    );
    assert.match(reason, /^for \d+ s requests could not be written to the journal; 2 wait, 2 were dropped/);
    await assert.rejects(async () => journal.read('org'), { name: 'StoreUnavailable' });
    assert.equal((await journal.read('org', { late: true })).latest, 1, 'a console goes on with what is there');
    assert.deepEqual(await journal.read('other'), { entries: [], latest: 0, emptied: 0, changes: 0 });
    await unlock();
    await until(
      async () => journal.trouble(),
      (trouble) => trouble === undefined,
    );
    assert.deepEqual(await bodies(journal, 'org'), ['1 before', '4 three', '5 four']);
    assert.equal(unwritten.used, 0);
  });
});
