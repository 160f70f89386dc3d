import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { JournalEntry } from '../../src/index.ts';
import type { Command, Row, SqlDatabase } from '../../src/store/sql/database.ts';
import { createSqlJournal } from '../../src/store/sql/journal.ts';

/** A database that answers each write when the test says so. */
function createDatabase() {
  const writes: { readonly text: string; readonly answer: (error?: Error) => void }[] = [];
  const database: SqlDatabase = {
    read: () => Promise.resolve([]),
    write: (...commands) =>
      new Promise<Row[][]>((resolve, reject) => {
        const answer = (error?: Error) => (error === undefined ? resolve([]) : reject(error));
        writes.push({ text: commands.map(inShort).join(), answer });
      }),
    useCaseBytes: () => Promise.resolve(0),
    close: () => Promise.resolve(),
  };
  return { database, writes };
}

/** The bodies of entries that a command writes, or its first word. */
function inShort({ statement, parameters }: Command): string {
  if (statement.name !== 'write-journal') return statement.text.slice(0, 6);
  const bodies = String(parameters.at(-1)).split('\n').filter(Boolean);
  return bodies.map((body) => (JSON.parse(body) as { body: string }).body).join(' ');
}

/** A journal whose timers only run when the test lets time pass. */
function startJournal(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { database, writes } = createDatabase();
  const said: string[] = [];
  const journal = createSqlJournal(database, 1_000_000, (sentence) => said.push(sentence));
  const add = (body: string | Error) =>
    journal.add('org', {
      entry() {
        if (typeof body !== 'string') throw body;
        return { number: 0, time: '2026-11-26T00:00:00.000Z', method: 'GET', body } as JournalEntry;
      },
      bytes: 100,
      size: 100,
      counted: [],
      status: 200,
    });
  return { journal, writes, said, add, tick: (milliseconds: number) => t.mock.timers.tick(milliseconds) };
}

/** Lets everything happen that waits for no answer. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 20; turns++) await turn();
}

const textOf = ({ text }: { readonly text: string }) => text;

describe('the journal of replicas', () => {
  it('leaves out an entry that cannot be made, says so, and writes the others', async (t) => {
    const { journal, writes, said, add } = startJournal(t);
    add('one');
    add(new Error('no such header'));
    add('three');
    const read = journal.read('org');
    assert.deepEqual(writes.map(textOf), ['one three']);
    writes[0]?.answer();
    await read;
    assert.deepEqual(said, [
      'requests that could not be written to the journal and are left out: 1 so far; the latest: no such header',
    ]);
    for (let count = 0; count < 98; count++) add(new Error('again'));
    const again = journal.read('org');
    assert.equal(said.length, 2, 'the tenth, and not each of them');
    writes[1]?.answer();
    await again;
    assert.equal(await journal.trouble(), undefined);
  });

  it('is emptied after what was to be written next, so that this is not there afterwards', async (t) => {
    const { journal, writes, add } = startJournal(t);
    add('one');
    const first = journal.read('org');
    add('two');
    const second = journal.read('org');
    const emptied = journal.empty('org');
    await settle();
    assert.deepEqual(writes.map(textOf), ['one']);
    writes[0]?.answer();
    await settle();
    assert.deepEqual(writes.map(textOf), ['one', 'two'], 'it is not emptied while that is being written');
    writes[1]?.answer();
    await settle();
    assert.deepEqual(writes.map(textOf), ['one', 'two', 'UPDATE,DELETE']);
    writes[2]?.answer();
    await Promise.all([first, second, emptied]);
  });

  it('writes what waits when it is closed, and tries to write nothing after that', async (t) => {
    const { journal, writes, add, tick } = startJournal(t);
    add('one');
    const closed = journal.close();
    assert.deepEqual(writes.map(textOf), ['one']);
    writes[0]?.answer();
    await closed;
    add('late');
    for (let count = 0; count < 5; count++) {
      tick(1_000);
      await settle();
    }
    assert.deepEqual(writes.map(textOf), ['one']);
  });
});
