import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import pg from 'pg';
import { openStore, type OpenStore } from '../../src/store/open-store.ts';
import { sharedPostgres, startPostgres, type SharedPostgres } from '../helpers/postgres.ts';
import { assertAgreement } from './agreement.ts';
import { numbered, storeSuite, useCase } from './suite.ts';

let server: SharedPostgres;
let shared: string;
before(async () => {
  server = await sharedPostgres();
  shared = await server.database();
});
after(() => server.remove());

async function open(t: TestContext, url: string, useCaseBytes?: number): Promise<OpenStore> {
  const store = await openStore(url, { ...(useCaseBytes && { useCaseBytes }) });
  t.after(() => store.close());
  return store;
}

/** Several stores over one database, as in replicas. */
async function openThree(t: TestContext): Promise<OpenStore[]> {
  const url = await server.database();
  return Promise.all([1, 2, 3].map(() => open(t, url)));
}

async function connected(t: TestContext, url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  t.after(() => client.end());
  return client;
}

/** Waits until a statement of another connection waits for a lock. */
async function untilBlocked(client: pg.Client): Promise<void> {
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  while ((await client.query(waiting)).rows.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
}

storeSuite('PostgreSQL', async (t, useCaseBytes) => {
  const store = await open(t, shared, useCaseBytes);
  await Promise.all([store.useCases.clear(), store.scenarios.clear()]);
  return store;
});

describe('a PostgreSQL database', () => {
  it('agrees with the store in memory after any operations', async (t) => {
    await assertAgreement(await open(t, await server.database()), 100);
  });

  it('keeps everything over a restart of the stub', async (t) => {
    const url = await server.database();
    const first = await openStore(url);
    await first.useCases.initialize('org', async () => [useCase('s-1')]);
    await first.useCases.create('org', numbered);
    await first.close();
    const second = await open(t, url);
    await second.useCases.initialize('org', () => assert.fail('it is initialized already'));
    assert.equal((await second.useCases.create('org', numbered)).id, 'id-1');
  });

  it('of a newer version is refused and not changed', async (t) => {
    const url = await server.database();
    await (await openStore(url)).close();
    await change(url, 'INSERT INTO stub_migrations (version) VALUES (99)');
    await assert.rejects(openStore(url), { name: 'StoreUnavailable', message: /has version 99.*use a newer/ });
    await change(url, 'DELETE FROM stub_migrations WHERE version = 99');
    await open(t, url);
  });

  it('gives racing replicas unique numbers without a gap', async (t) => {
    const stores = await openThree(t);
    const made = await Promise.all(
      stores.flatMap(({ useCases }) => Array.from({ length: 100 }, () => useCases.create('org', numbered))),
    );
    const expected = Array.from({ length: 300 }, (_, number) => `id-${number}`);
    assert.deepEqual(new Set(made.map(({ id }) => id)), new Set(expected));
    assert.deepEqual(
      (await stores[0]?.useCases.list('org'))?.map(({ id }) => id),
      expected,
    );
  });

  it('gives consecutive numbers to replicas that create in turn', async (t) => {
    const stores = await openThree(t);
    for (let number = 0; number < 30; number++) {
      const store = stores[number % 3] as OpenStore;
      assert.equal((await store.useCases.create('org', numbered)).id, `id-${number}`);
    }
    await stores[0]?.useCases.clear('org');
    assert.equal((await stores[1]?.useCases.create('org', numbered))?.id, 'id-0');
  });

  it('gives no number twice while some replicas remove the last use case and others create', async (t) => {
    const stores = await openThree(t);
    const createAndRemove = async ({ useCases }: OpenStore) => {
      const made: string[] = [];
      for (let count = 0; count < 30; count++) {
        const { id } = await useCases.create('org', numbered);
        assert.equal(await useCases.remove('org', id), true);
        made.push(id);
      }
      return made;
    };
    const made = (await Promise.all(stores.map(createAndRemove))).flat();
    assert.equal(new Set(made).size, 90);
    assert.deepEqual(await stores[0]?.useCases.list('org'), []);
  });

  it('reads the next number again before it reports that a use case cannot be built', async (t) => {
    const [one, two] = (await openThree(t)) as [OpenStore, OpenStore];
    for (const _ of [0, 1, 2]) await one.useCases.create('org', numbered);
    await two.useCases.clear('org');
    const atMostTwo = (number: number) => {
      if (number >= 2) throw new Error('full');
      return numbered(number);
    };
    assert.equal((await one.useCases.create('org', atMostTwo)).id, 'id-0');
  });

  it('loses none of the concurrent updates of three replicas', async (t) => {
    const stores = await openThree(t);
    await stores[0]?.useCases.put('org', useCase('contended', { max_duration_mins: 0 }));
    const increment = async ({ useCases }: OpenStore) => {
      for (let count = 0; count < 100;) {
        const stored = await useCases.find('org', 'contended');
        if (stored === undefined) throw new Error('it is gone');
        const more = { ...stored.useCase, max_duration_mins: (stored.useCase.max_duration_mins ?? 0) + 1 };
        if (await useCases.replace('org', more, stored.version)) count++;
      }
    };
    await Promise.all(stores.map(increment));
    const stored = await stores[1]?.useCases.find('org', 'contended');
    assert.equal(stored?.useCase.max_duration_mins, 300);
    assert.equal(stored?.version, 301);
  });

  it('is initialized once for an organization by several replicas, and again after it was cleared', async (t) => {
    const stores = await openThree(t);
    for (let round = 0; round < 20; round++) {
      const generate = (replica: number) => async () => [useCase(`${replica}-1`), useCase(`${replica}-2`)];
      await Promise.all(stores.map(({ useCases }, replica) => useCases.initialize('org', generate(replica))));
      const [first, second, ...others] = (await stores[0]?.useCases.list('org'))?.map(({ id }) => id) ?? [];
      assert.deepEqual(others, []);
      assert.equal(first?.[0], second?.[0], 'all use cases are from one replica');
      await stores[round % 3]?.useCases.clear('org');
    }
  });

  it('keeps the initial use cases of an organization that begins while another replica clears all', async (t) => {
    const url = await server.database();
    const [one, two] = [await open(t, url), await open(t, url)];
    await one.useCases.initialize('known', async () => [useCase('k-1')]);
    const [ofKnown, ofNew] = await Promise.all([1, 2].map(() => connected(t, url)));
    assert.ok(ofKnown && ofNew);
    const lock = (client: pg.Client, id: string) =>
      client.query(`BEGIN; SELECT 1 FROM stub_organizations WHERE id = '${id}' FOR UPDATE`);
    await lock(ofKnown, 'known');
    const clearing = one.useCases.clear();
    await untilBlocked(ofNew);
    await two.useCases.initialize('new', async () => [useCase('n-1')]);
    await lock(ofNew, 'new');
    await ofKnown.query('COMMIT');
    // Whatever it does with the new organization must have been done by now, or it waits for that.
    await Promise.race([clearing, untilBlocked(ofKnown)]);
    await two.useCases.initialize('new', async () => [useCase('n-1')]);
    assert.equal((await two.useCases.list('new')).length, 1);
    await ofNew.query('COMMIT');
    await clearing;
    assert.equal((await two.useCases.list('known')).length, 0);
  });

  it('shares scenarios: each use counts for all replicas', async (t) => {
    const stores = await openThree(t);
    const { id } = (await stores[0]?.scenarios.start('org', { because: 'x', times: 50 })) ?? { id: '' };
    const uses = await Promise.all(
      stores.flatMap(({ scenarios }) => Array.from({ length: 30 }, () => scenarios.use('org', id))),
    );
    assert.equal(uses.filter((left) => left !== undefined).length, 50);
    assert.deepEqual(await stores[2]?.scenarios.list('org'), []);
  });

  it('survives concurrent refills, clears, initializations and creates of one organization', async (t) => {
    const stores = await openThree(t);
    const many = Array.from({ length: 20 }, (_, index) => useCase(`r-${index}`));
    const everything = ({ useCases }: OpenStore) => [
      useCases.refill('org', many),
      useCases.initialize('org', async () => [...many].reverse()),
      useCases.create('org', numbered),
      useCases.put('org', useCase('r-3')),
      useCases.clear('org'),
      useCases.clear(),
    ];
    for (let round = 0; round < 20; round++) await Promise.all(stores.flatMap(everything));
    await stores[0]?.useCases.refill('org', many);
    assert.equal((await stores[1]?.useCases.list('org'))?.length, 20);
  });

  it('reports that it is unavailable while the server is down, and continues when it is back', async (t) => {
    const own = await startPostgres();
    t.after(() => own.remove());
    const store = await open(t, await own.database());
    await store.useCases.create('org', numbered);
    const under = Promise.allSettled(Array.from({ length: 50 }, () => store.useCases.put('org', useCase('x'))));
    await own.stop();
    const settled = await under;
    const gone = /^PostgreSQL at 127\.0\.0\.1:\d+\/test_\d+ (cannot be reached|has lost|is shutting)/;
    for (const each of settled) if (each.status === 'rejected') assertUnavailable(each.reason, gone);
    for (const attempt of [store.ready(), store.useCases.list('org'), store.useCases.create('org', numbered)])
      await attempt.then(
        () => assert.fail('the server is down'),
        (error: unknown) => assertUnavailable(error, gone),
      );
    await own.start();
    await store.ready();
    assert.equal((await store.useCases.create('org', numbered)).id, 'id-1');
  });

  it('that has lost a table is not ready and gives advice, also at the next start', async (t) => {
    const url = await server.database();
    const store = await open(t, url);
    await store.useCases.create('org', numbered);
    await change(url, 'ALTER TABLE stub_use_cases RENAME TO gone');
    const lost = /has lost a table; restore it from a backup, or drop the other tables that begin with stub_/;
    for (const attempt of [store.ready(), store.useCases.list('org')])
      await assert.rejects(attempt, { name: 'StoreUnavailable', message: lost });
    await assert.rejects(openStore(url), { name: 'StoreUnavailable', message: /has lost the table stub_use_cases; / });
    await change(url, 'ALTER TABLE gone RENAME TO stub_use_cases');
    await store.ready();
    assert.equal((await store.useCases.list('org')).length, 1);
    await change(url, 'DROP TABLE stub_migrations, stub_organizations, stub_use_cases, stub_scenarios, stub_journals');
    await change(url, 'DROP TABLE stub_requests, stub_coverage');
    assert.deepEqual(await (await open(t, url)).useCases.list('org'), []);
  });

  it('can be empty when three replicas start at once', async (t) => {
    for (let round = 0; round < 5; round++) await openThree(t);
  });

  it('that cannot be opened is reported with the reason and without the password', async () => {
    const url = await server.database();
    const missing = url.replace(/test_\d+$/, 'nowhere');
    const cases: [string, RegExp][] = [
      [missing, /\/nowhere is missing; create the database \(database "nowhere" does not exist\)/],
      [url.replace('stub:', 'nobody:'), /refuses the login; check user and password/],
      [url.replace(/:\d+\//, ':1/'), /cannot be reached \(ECONNREFUSED\)/],
      [url.replace('127.0.0.1', 'no-such-host.invalid'), /cannot be reached \(E/],
      ['postgres://stub:secret@[/test', /is no URL/],
      ['postgres://stub:12/secret@localhost/db', /^the address of the PostgreSQL database is no URL; write postgres:/],
      ['postgres://stub:12#secret@localhost/db', /^the address of the PostgreSQL database is no URL; write postgres:/],
      ['postgres://stub:12?secret@localhost/db', /^the address of the PostgreSQL database is no URL; write postgres:/],
      ['postgres://stub:secret@/test?host=/no/such/socket', /PostgreSQL at \/no\/such\/socket\/test cannot be reached/],
    ];
    for (const [url, message] of cases) {
      const error = await openStore(url).then(
        () => assert.fail('it was opened'),
        (error: unknown) => error as Error,
      );
      assertUnavailable(error, message);
      assert.doesNotMatch(error.message, /secret|\n/);
    }
  });

  it('that starts later than the stub is waited for, and the stub says so', async (t) => {
    const own = await startPostgres();
    t.after(() => own.remove());
    await own.stop();
    const waiting = Promise.withResolvers<string>();
    const opening = openStore(own.url(), { postgres: { wait: 60_000, say: waiting.resolve } });
    assert.match(await waiting.promise, /cannot be reached \(ECONNREFUSED\); trying again for 60 s$/);
    await own.start();
    await (await opening).close();
  });

  it('without TLS is refused in one line when TLS is required', async (t) => {
    const url = await server.database();
    const warnings: Error[] = [];
    const listener = (warning: Error) => warnings.push(warning);
    process.on('warning', listener);
    t.after(() => process.off('warning', listener));
    for (const mode of ['require', 'prefer', 'verify-ca', 'verify-full', 'no-verify'])
      await assert.rejects(openStore(`${url}?sslmode=${mode}`), { message: /does not support SSL connections/ });
    assert.deepEqual(warnings, []);
  });

  it('with an encoding other than UTF-8 is refused', async () => {
    const url = await server.database();
    await change(url, "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
    await assert.rejects(openStore(url.replace(/test_\d+$/, 'latin')), { message: /encoding LATIN1; it must be UTF8/ });
  });

  it('that is read-only can be read, and is ready when it accepts writes again', async (t) => {
    const url = await server.database();
    const name = url.slice(url.lastIndexOf('/') + 1);
    await (await openStore(url)).close();
    await change(url, `ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    const store = await open(t, url);
    const refused = { name: 'StoreUnavailable', message: /takes no writes/ };
    assert.deepEqual(await store.useCases.list('org'), []);
    await assert.rejects(store.useCases.create('org', numbered), refused);
    await assert.rejects(store.ready(), refused);
  });
});

function assertUnavailable(error: unknown, message: RegExp): void {
  assert.equal((error as Error).name, 'StoreUnavailable', String(error));
  assert.match((error as Error).message, message);
}

async function change(url: string, text: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(text);
  await client.end();
}
