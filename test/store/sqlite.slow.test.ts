import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createStub } from '../../src/index.ts';
import { createBudget } from '../../src/lib/budget.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createSqlScenarios } from '../../src/store/sql/scenarios.ts';
import { openSqlite } from '../../src/store/sql/sqlite.ts';
import { assertAgreement } from './agreement.ts';
import { numbered, storeSuite, useCase } from './suite.ts';

function temporaryFile(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-'));
  t.after(() => rmSync(directory, { recursive: true }));
  return join(directory, 'stub.db');
}

async function open(t: TestContext, file = temporaryFile(t), useCaseBytes?: number) {
  const store = await openStore(`sqlite:${file}`, { ...(useCaseBytes && { useCaseBytes }) });
  t.after(() => store.close());
  return store;
}

storeSuite('SQLite', (t, useCaseBytes) => open(t, temporaryFile(t), useCaseBytes));

describe('a long list in a SQLite file', () => {
  it('is answered page by page, whole, or broken as planned', async (t) => {
    const store = await open(t);
    const stub = createStub({ store: store.useCases, scenarios: store.scenarios, seedCount: 0 });
    const url = `${await stub.listen()}/use-cases`;
    t.after(() => stub.close(0));
    const headers = { authorization: 'Bearer key', 'content-type': 'application/json' };
    const list = (prefer = '', method = 'GET') => fetch(url, { method, headers: { ...headers, prefer } });
    const body = JSON.stringify({ name: 'ü'.repeat(400) });
    for (let index = 0; index < 500; index += 50)
      await Promise.all(Array.from({ length: 50 }, () => fetch(url, { method: 'POST', headers, body })));
    const reply = await list();
    assert.equal(reply.headers.get('content-type'), 'application/json; charset=utf-8');
    const text = await reply.text();
    const useCases = JSON.parse(text) as { id: string; name: string }[];
    assert.equal(new Set(useCases.map((each) => each.id)).size, 500);
    assert.ok(useCases.every(({ name }) => name.length === 400));
    assert.equal(await (await list('', 'HEAD')).text(), '');
    const malformed = await (await list('fault=malformed')).text();
    assert.ok(text.startsWith(malformed) && malformed.length < text.length);
    await assert.rejects((await list('fault=truncated')).text());
    assert.equal(await (await list('fault=slow')).text(), text);
    assert.match(stub.journal('key').at(-1)?.reply ?? '', /^\[\{"id"/);
    const { total } = (await (await fetch(new URL('/__stub/use-cases?limit=1', url), { headers })).json()) as {
      total: number;
    };
    assert.equal(total, 500);
  });
});

describe('a SQLite file', () => {
  it('agrees with the store in memory after any operations', async (t) => {
    await assertAgreement(await open(t), 300);
  });

  it('keeps everything over a restart', async (t) => {
    const file = temporaryFile(t);
    const before = await openStore(`sqlite:${file}`);
    await before.useCases.initialize('org', async () => [useCase('s-1')]);
    await before.useCases.create('org', numbered);
    const scenario = await before.scenarios.start('org', { because: 'x', times: 2 });
    await before.scenarios.use('org', scenario.id);
    await before.close();
    const after = await open(t, file);
    await after.useCases.initialize('org', () => assert.fail('it is initialized already'));
    assert.equal((await after.useCases.create('org', numbered)).id, 'id-1');
    assert.deepEqual(
      (await after.useCases.list('org')).map(({ id }) => id),
      ['s-1', 'id-0', 'id-1'],
    );
    assert.deepEqual(await after.scenarios.list('org'), [{ ...scenario, left: 1 }]);
  });

  it('finishes pending writes when it is closed, and reports afterwards that it is closed', async (t) => {
    const file = temporaryFile(t);
    const store = await openStore(`sqlite:${file}`);
    const put = store.useCases.put('org', useCase('late'));
    const replaced = store.useCases.replace('org', useCase('none'), 1);
    await store.close();
    assert.equal(await replaced, false);
    await assert.rejects(put, { name: 'StoreUnavailable', message: /is closed/ });
    await assert.rejects(store.useCases.list('org'), { name: 'StoreUnavailable' });
  });

  it('of a newer version is refused and not changed', async (t) => {
    const file = temporaryFile(t);
    await (await openStore(`sqlite:${file}`)).close();
    change(file, 'INSERT INTO stub_migrations (version) VALUES (99); PRAGMA journal_mode = DELETE');
    const before = readFileSync(file);
    await assert.rejects(openStore(`sqlite:${file}`), {
      name: 'StoreUnavailable',
      message: /has version 99, and this use-case-stub knows versions up to \d+; use a newer use-case-stub/,
    });
    assert.deepEqual(readFileSync(file), before);
    change(file, 'DELETE FROM stub_migrations WHERE version = 99');
    await open(t, file);
  });

  it('of another program is refused and not changed', async (t) => {
    const file = temporaryFile(t);
    change(file, 'CREATE TABLE theirs (x)');
    for (const journal of ['DELETE', 'WAL']) {
      change(file, `PRAGMA journal_mode = ${journal}`);
      const before = readFileSync(file);
      await assert.rejects(openStore(`sqlite:${file}`), { name: 'StoreUnavailable', message: /belongs to another/ });
      assert.deepEqual(readFileSync(file), before);
    }
  });

  it('that has lost a table is refused with advice', async (t) => {
    for (const [table, text] of [
      ['stub_scenarios', 'DROP TABLE stub_scenarios'],
      ['stub_migrations', 'DROP TABLE stub_migrations'],
    ] as const) {
      const file = temporaryFile(t);
      await (await openStore(`sqlite:${file}`)).close();
      change(file, text);
      await assert.rejects(openStore(`sqlite:${file}`), {
        name: 'StoreUnavailable',
        message: new RegExp(`has lost the table ${table}; restore it from a backup, or drop the other tables`),
      });
    }
  });

  it('that the user may not write is reported as read-only', { skip: process.platform === 'win32' }, async (t) => {
    for (const [mode, ofDirectory] of [
      [0o444, 0o777],
      [0o444, 0o555],
    ] as const) {
      const file = temporaryFile(t);
      await (await openStore(`sqlite:${file}`)).close();
      chmodSync(file, mode);
      chmodSync(dirname(file), ofDirectory);
      const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', OPEN_AS_OTHERS, file], {
        encoding: 'utf8',
      });
      chmodSync(dirname(file), 0o700);
      assert.match(stdout, /^StoreUnavailable .* is read-only; let this user write to it and to its directory/);
    }
  });

  it('that is damaged or not SQLite is refused with a reason', async (t) => {
    const file = temporaryFile(t);
    writeFileSync(file, 'This is no database. '.repeat(1_000));
    await assert.rejects(openStore(`sqlite:${file}`), { name: 'StoreUnavailable', message: /not a SQLite file/ });
    const other = temporaryFile(t);
    const store = await openStore(`sqlite:${other}`);
    await store.useCases.refill(
      'org',
      Array.from({ length: 500 }, (_, index) => useCase(`${index}`)),
    );
    await store.close();
    overwrite(other, 1, 9);
    await assert.rejects(
      async () => {
        const damaged = await open(t, other);
        await damaged.useCases.list('org');
      },
      { name: 'StoreUnavailable', message: /is damaged/ },
    );
  });

  it('with a damaged part is not ready once that part was read', async (t) => {
    const file = temporaryFile(t);
    const before = await openStore(`sqlite:${file}`);
    const many = Array.from({ length: 500 }, (_, index) => useCase(`${index}`, { name: 'x'.repeat(1_000) }));
    await before.useCases.refill('org', many);
    await before.close();
    overwrite(file, 20, 60);
    const store = await open(t, file);
    const damaged = { name: 'StoreUnavailable', message: /is damaged; restore it from a backup/ };
    await store.ready();
    await assert.rejects(store.useCases.list('org'), damaged);
    await store.useCases.list('other');
    await assert.rejects(store.ready(), damaged);
  });

  it('has a bound for what ever new organizations begin with, which is not that of one organization', async (t) => {
    const { useCases } = await open(t, temporaryFile(t), 2_097_152);
    const many = (id: string) =>
      Array.from({ length: 5 }, (_, index) => useCase(`${id}-${index}`, { name: 'x'.repeat(60_000) }));
    const begin = async (id: string) => {
      await useCases.initialize(id, async () => many(id));
      return (await useCases.list(id)).length;
    };
    assert.equal(await begin('first'), 5);
    await assert.rejects(
      async () => {
        for (let number = 0; number < 20; number++) await begin(`org-${number}`);
      },
      { name: 'OverBudget', of: 'all' },
    );
    assert.equal(await begin('first'), 5, 'it has begun before');
  });

  it('has one bound for the bytes of all scenarios, whichever of the stubs that share a database starts them', async (t) => {
    const database = await openSqlite(temporaryFile(t));
    t.after(() => database.close());
    const settings = { largestBody: 1_000, journalBytes: 1_000_000 };
    const { scenarios: pool } = createBudget(
      2_097_152,
      settings,
      () => undefined,
      () => 0,
    );
    const [one, other] = [createSqlScenarios(database), createSqlScenarios(database)];
    for (const each of [one, other]) each.countIn?.(pool);
    const long = (because: string) => ({ because, status: 503, body: { message: 'x'.repeat(30_000) } });
    for (const id of ['a', 'b', 'c']) await one.start(id, long(id));
    const full = { name: 'OverBudget', of: 'all', message: /^The stub can hold 131,072 bytes of scenarios at a time/ };
    await other.start('d', long('d'));
    await assert.rejects(other.start('e', long('e')), full);
    assert.equal((await one.list('e')).length, 0);
    await other.end('a');
    await other.start('e', long('e'));
    await assert.rejects(other.start('f', long('f')), full);
  });

  it('in a directory that does not exist is refused with a reason', async (t) => {
    const message = /cannot be opened; its directory must exist/;
    await assert.rejects(open(t, `${temporaryFile(t)}/no/stub.db`), { name: 'StoreUnavailable', message });
  });

  it('serves one process at a time, and the next one after it has ended', async (t) => {
    const file = temporaryFile(t);
    const store = await openStore(`sqlite:${file}`);
    const message = /is in use by another process; SQLite serves one stub at a time/;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', OPEN, file], { encoding: 'utf8' });
    assert.match(stdout, message);
    await assert.rejects(openStore(`sqlite:${file}`), { name: 'StoreUnavailable', message });
    await store.useCases.put('org', useCase('still'));
    await store.close();
    await open(t, file);
  });

  it('that is full says so, is not ready, and continues when there is room', async (t) => {
    const file = temporaryFile(t);
    const connections: DatabaseSync[] = [];
    const exec = DatabaseSync.prototype.exec;
    t.mock.method(DatabaseSync.prototype, 'exec', function (this: DatabaseSync, text: string) {
      connections.push(this);
      exec.call(this, text);
    });
    const store = await open(t, file);
    const [connection] = connections;
    const pages = connection?.prepare('PRAGMA page_count').get()?.['page_count'] as number;
    connection?.exec(`PRAGMA max_page_count = ${pages}`);
    const large = useCase('large', { name: 'x'.repeat(100_000) });
    const full = { name: 'StoreUnavailable', message: /the disk is full/ };
    await assert.rejects(store.useCases.put('org', large), full);
    const both = await Promise.allSettled([
      store.useCases.put('org', useCase('small')),
      store.useCases.put('org', large),
    ]);
    assert.deepEqual(
      both.map(({ status }) => status),
      ['fulfilled', 'rejected'],
      'the small one is stored although the large one fails',
    );
    connection?.exec('PRAGMA max_page_count = 100000');
    await store.ready();
    await store.useCases.put('org', large);
    assert.equal((await store.useCases.list('org')).length, 2);
  });

  it('whose disk is full can be emptied, and then filled again', async (t) => {
    const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-full-'));
    const disk = ['-t', 'tmpfs', '-o', 'size=16m', 'none', directory];
    const isMounted = process.platform === 'linux' && spawnSync('mount', disk).status === 0;
    const store = isMounted ? await openStore(`sqlite:${join(directory, 'stub.db')}`) : undefined;
    t.after(async () => {
      await store?.close();
      if (isMounted) spawnSync('umount', [directory]);
      rmSync(directory, { recursive: true });
    });
    if (store === undefined) return t.skip('this user cannot make a small disk');
    const { useCases, scenarios } = store;
    const full = { name: 'StoreUnavailable', message: /the disk is full/ };
    const { id } = await scenarios.start('org', { because: 'x', times: 2 });
    const fill = async () => {
      for (let number = 0; number < 1_000; number++)
        await useCases.put('org', useCase(`large-${number}`, { name: 'x'.repeat(50_000) }));
    };
    for (let round = 0; round < 3; round++) {
      await assert.rejects(fill(), full);
      // What the log had left over goes too.
      await assert.rejects(async () => {
        for (let number = 0; ; number++) await useCases.put('org', useCase(`small-${number}`));
      }, full);
      const stored = await useCases.count('org');
      assert.ok(stored > 20, `${stored} are stored`);
      // A scenario ends too, and what ends is told.
      if (round === 0) assert.equal(await scenarios.end('org', id), 1);
      await useCases.clear(round === 1 ? undefined : 'org');
      assert.equal(await useCases.count('org'), 0);
      await useCases.put('org', useCase('again'));
    }
  });

  it('that is moved away is noticed before writes are lost', async (t) => {
    const file = temporaryFile(t);
    const store = await open(t, file);
    renameSync(file, `${file}.gone`);
    const moved = { name: 'StoreUnavailable', message: /has been moved or deleted/ };
    await assert.rejects(store.useCases.create('org', numbered), moved);
    await assert.rejects(store.ready(), moved);
    renameSync(`${file}.gone`, file);
    await store.ready();
    assert.equal((await store.useCases.create('org', numbered)).id, 'id-0');
  });

  it('has every acknowledged write when the process is killed under load', async (t) => {
    const file = temporaryFile(t);
    const acknowledged: string[] = [];
    for (const round of [1, 2, 3]) {
      const args = [fileURLToPath(new URL('../helpers/store-writer.ts', import.meta.url)), `sqlite:${file}`];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      const before = acknowledged.length;
      for await (const line of createInterface(child.stdout)) {
        acknowledged.push(line);
        if (acknowledged.length === before + 150 * round) child.kill('SIGKILL');
      }
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      assert.equal(child.signalCode, 'SIGKILL');
    }
    const store = await open(t, file);
    const stored = new Set<string>();
    for (const organization of ['org-0', 'org-1', 'org-2']) {
      const ids = (await store.useCases.list(organization)).map(({ id }) => id);
      assert.deepEqual(
        ids,
        ids.map((_, number) => `${organization}/${number}`),
        'no number is missing and none is there twice',
      );
      for (const id of ids) stored.add(id);
    }
    assert.deepEqual(
      acknowledged.filter((id) => !stored.has(id)),
      [],
    );
    assert.ok(acknowledged.length >= 900);
  });
});

const OPEN = `
  import { openStore } from ${JSON.stringify(new URL('../../src/store/open-store.ts', import.meta.url).href)};
  await openStore('sqlite:' + process.argv[1]).catch((error) => console.log(error.name, error.message));
`;

/** Runs as a user who is neither root nor the owner of the tests' files. */
const OPEN_AS_OTHERS = `
  const { openSqlite } = await import(${JSON.stringify(new URL('../../src/store/sql/sqlite.ts', import.meta.url).href)});
  if (process.getuid() === 0) process.setuid(65534);
  await openSqlite(process.argv[1]).catch((error) => console.log(error.name, error.message));
`;

/** Overwrites pages of a file with random bytes. */
function overwrite(file: string, from: number, to: number): void {
  const descriptor = openSync(file, 'r+');
  for (let page = from; page <= to; page++) writeSync(descriptor, Buffer.alloc(4_096, 0xab), 0, 4_096, page * 4_096);
  closeSync(descriptor);
}

function change(file: string, text: string): void {
  const connection = new DatabaseSync(file);
  connection.exec(text);
  connection.close();
}
