import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../src/store/open-store.ts';
import { assertAgreement } from './agreement.ts';
import { numbered, storeSuite, useCase } from './suite.ts';

function temporaryFile(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-'));
  t.after(() => rmSync(directory, { recursive: true }));
  return join(directory, 'stub.db');
}

async function open(t: TestContext, file = temporaryFile(t)) {
  const store = await openStore(`sqlite:${file}`);
  t.after(() => store.close());
  return store;
}

storeSuite('SQLite', (t) => open(t));

describe('a SQLite file', () => {
  it('holds what the store in memory would, after any operations', async (t) => {
    await assertAgreement(await open(t), 300);
  });

  it('keeps everything over a restart', async (t) => {
    const file = temporaryFile(t);
    const before = await openStore(`sqlite:${file}`);
    await before.useCases.begin('org', async () => [useCase('s-1')]);
    await before.useCases.create('org', numbered);
    const scenario = await before.scenarios.start('org', { because: 'x', times: 2 });
    await before.scenarios.use('org', scenario.id);
    await before.close();
    const after = await open(t, file);
    await after.useCases.begin('org', () => assert.fail('it has begun'));
    assert.equal((await after.useCases.create('org', numbered)).id, 'id-1');
    assert.deepEqual(
      (await after.useCases.list('org')).map(({ id }) => id),
      ['s-1', 'id-0', 'id-1'],
    );
    assert.deepEqual(await after.scenarios.list('org'), [{ ...scenario, left: 1 }]);
  });

  it('finishes what is under way when it is closed, and says that it is closed afterwards', async (t) => {
    const file = temporaryFile(t);
    const store = await openStore(`sqlite:${file}`);
    const put = store.useCases.put('org', useCase('late'));
    const replaced = store.useCases.replace('org', useCase('none'), 1);
    await store.close();
    assert.equal(await replaced, false);
    await assert.rejects(put, { name: 'StoreUnavailable', message: /is closed/ });
    await assert.rejects(store.useCases.list('org'), { name: 'StoreUnavailable' });
  });

  it('that a newer program has written is refused and left as it is', async (t) => {
    const file = temporaryFile(t);
    await (await openStore(`sqlite:${file}`)).close();
    change(file, 'INSERT INTO stub_migrations (version) VALUES (99)');
    await assert.rejects(openStore(`sqlite:${file}`), {
      name: 'StoreUnavailable',
      message: /has version 99, and this use-case-stub knows versions up to \d+; use a newer use-case-stub/,
    });
    change(file, 'DELETE FROM stub_migrations WHERE version = 99');
    await open(t, file);
  });

  it('of another program is refused and left as it is', async (t) => {
    const file = temporaryFile(t);
    change(file, 'CREATE TABLE theirs (x)');
    await assert.rejects(openStore(`sqlite:${file}`), { name: 'StoreUnavailable', message: /belongs to another/ });
  });

  it('that is none, or damaged, is refused with a word', async (t) => {
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
    const descriptor = openSync(other, 'r+');
    for (let page = 1; page < 10; page++) writeSync(descriptor, Buffer.alloc(4_096, 0xab), 0, 4_096, page * 4_096);
    closeSync(descriptor);
    await assert.rejects(
      async () => {
        const damaged = await open(t, other);
        await damaged.useCases.list('org');
      },
      { name: 'StoreUnavailable', message: /is damaged/ },
    );
  });

  it('in a directory that does not exist is refused with a word', async (t) => {
    const message = /cannot be opened; its directory must exist/;
    await assert.rejects(open(t, `${temporaryFile(t)}/no/stub.db`), { name: 'StoreUnavailable', message });
  });

  it('serves one process at a time, and the next one when that has gone', async (t) => {
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

  it('that is full says so, is not ready, and goes on when there is room', async (t) => {
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
      'a small one fits, whoever else does not',
    );
    connection?.exec('PRAGMA max_page_count = 100000');
    await store.ready();
    await store.useCases.put('org', large);
    assert.equal((await store.useCases.list('org')).length, 2);
  });

  it('that is taken away is noticed before anything is lost', async (t) => {
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

  it('has every write that was acknowledged when the process is killed under load', async (t) => {
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

function change(file: string, text: string): void {
  const connection = new DatabaseSync(file);
  connection.exec(text);
  connection.close();
}
