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
});
