import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { openStore } from '../../src/store/open-store.ts';
import { freePort, sharedPostgres, UNPRIVILEGED, type SharedPostgres } from '../helpers/postgres.ts';
import { numbered, useCase } from './suite.ts';

const PATH = `${process.env['PATH']}:/usr/sbin`;
const isMissing = spawnSync('pgbouncer', ['--version'], { env: { PATH } }).status !== 0;

let server: SharedPostgres;
before(async () => {
  server = await sharedPostgres();
});
after(() => server.remove());

/** Starts PgBouncer, where each transaction may get another connection. @returns the URL of a new database behind it */
async function behindPgBouncer(t: TestContext, settings: readonly string[] = []): Promise<string> {
  const url = new URL(await server.database());
  const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-pgbouncer-'));
  const file = join(directory, 'pgbouncer.ini');
  const port = await freePort();
  const lines = [
    '[databases]',
    `* = host=127.0.0.1 port=${url.port}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    'default_pool_size = 4',
    ...settings,
  ];
  writeFileSync(file, lines.join('\n').replace('port=' + url.port, `port=${url.port} user=stub`));
  const { uid, gid } = UNPRIVILEGED;
  if (uid !== undefined) {
    chownSync(directory, uid, gid);
    chownSync(file, uid, gid);
  }
  const pooler = spawn('pgbouncer', [file], { stdio: ['ignore', 'ignore', 'pipe'], env: { PATH }, ...UNPRIVILEGED });
  t.after(async () => {
    pooler.kill('SIGKILL');
    await once(pooler, 'exit');
    rmSync(directory, { recursive: true });
  });
  let words = '';
  for await (const chunk of pooler.stderr.iterator({ destroyOnReturn: false })) {
    words += String(chunk);
    if (words.includes('process up')) break;
  }
  pooler.stderr.resume();
  assert.match(words, /process up/);
  url.port = String(port);
  return url.href;
}

describe('a PostgreSQL database behind PgBouncer', { skip: isMissing && 'PgBouncer is not installed' }, () => {
  const cases: [string, readonly string[]][] = [
    ['as it comes', []],
    [
      'told to ignore what the stub asks of the server',
      ['ignore_startup_parameters = statement_timeout,idle_in_transaction_session_timeout'],
    ],
  ];
  for (const [how, settings] of cases) {
    it(`${how}, serves many requests at once`, async (t) => {
      const url = await behindPgBouncer(t, settings);
      const said: string[] = [];
      const stores = await Promise.all(
        [1, 2].map(() => openStore(url, { postgres: { say: (sentence) => said.push(sentence) } })),
      );
      t.after(() => Promise.all(stores.map((store) => store.close())));
      assert.equal(said.length, 2);
      assert.match(
        said[0] ?? '',
        /^a pooler stands before PostgreSQL at 127\.0\.0\.1:\d+\/test_\d+, so statements are not prepared/,
      );
      for (const { useCases } of stores) await useCases.initialize('org', async () => [useCase('s-1')]);
      const work = Array.from({ length: 200 }, async (_, index) => {
        const { useCases, scenarios } = stores[index % 2] as (typeof stores)[number];
        const { id } = await useCases.create('org', numbered);
        assert.equal((await useCases.find('org', id))?.useCase.id, id);
        await scenarios.list('org');
      });
      await Promise.all(work);
      assert.equal((await stores[0]?.useCases.list('org'))?.length, 201);
      await stores[1]?.ready();
    });
  }
});
