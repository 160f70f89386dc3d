import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SqlDatabase, Statement } from '../../src/store/sql/database.ts';
import { StoreSlow, StoreUnavailable } from '../../src/store/port.ts';
import { watch } from '../../src/store/sql/watch.ts';

const LIST: Statement = { text: 'SELECT 1 FROM stub_use_cases WHERE organization = $1' };

/** A database in which reads about some organizations fail. */
function failing(errors: Map<unknown, Error>): SqlDatabase {
  return {
    async read(_, [organization]) {
      const error = errors.get(organization);
      if (error) throw error;
      return [];
    },
    write: () => Promise.resolve([]),
    useCaseBytes: () => Promise.resolve(0),
    close: () => Promise.resolve(),
  };
}

describe('the readiness of a database', () => {
  it('is lost when a read fails, until the same read succeeds', async () => {
    const errors = new Map([['org', new StoreUnavailable('a page is damaged')]]);
    const { database, ready } = watch(failing(errors));
    await ready();
    await assert.rejects(database.read(LIST, ['org']), /a page is damaged/);
    await database.read(LIST, ['other']);
    for (const _ of [1, 2]) await assert.rejects(ready(), /a page is damaged/);
    errors.clear();
    for (const _ of [1, 2]) await ready();
  });

  it('is kept when a read was too slow, or failed for another reason', async () => {
    const errors = new Map([
      ['much', new StoreSlow('did not answer in time')],
      ['odd', new TypeError('no text')],
    ]);
    const { database, ready } = watch(failing(errors));
    for (const organization of errors.keys()) await assert.rejects(database.read(LIST, [organization]));
    await ready();
  });

  it('is lost when a write fails, until a write succeeds, and writes nothing of its own while none has failed', async () => {
    const disk = { isFull: false, writes: 0 };
    const { database, ready } = watch({
      ...failing(new Map()),
      write: async () => {
        disk.writes++;
        if (disk.isFull) throw new StoreUnavailable('the disk is full');
        return [[]];
      },
    });
    await ready();
    assert.equal(disk.writes, 0);
    disk.isFull = true;
    await assert.rejects(database.write(), /full/);
    await assert.rejects(ready(), /full/);
    disk.isFull = false;
    await ready();
    assert.equal(disk.writes, 3);
    await ready();
    assert.equal(disk.writes, 3);
  });

  it('stays lost when another read fails while the first one is repeated', async () => {
    const errors = new Map([['first', new StoreUnavailable('a page is damaged')]]);
    const engine = failing(errors);
    const { database, ready } = watch({
      ...engine,
      async read(statement, parameters) {
        const rows = await engine.read(statement, parameters);
        if (parameters[0] === 'first') await assert.rejects(database.read(LIST, ['second']));
        return rows as never;
      },
    });
    await assert.rejects(database.read(LIST, ['first']));
    errors.delete('first');
    errors.set('second', new StoreUnavailable('another page is damaged'));
    await ready();
    await assert.rejects(ready(), /another page/);
  });
});
