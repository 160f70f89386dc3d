import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import type { UseCase } from '../../src/index.ts';
import { sharedPostgres } from '../helpers/postgres.ts';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const headers = { authorization: 'Bearer key', 'content-type': 'application/json' };

function temporaryFile(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-'));
  t.after(() => rmSync(directory, { recursive: true }));
  return join(directory, 'stub.db');
}

function run(args: readonly string[], env: Record<string, string> = {}) {
  const options = { encoding: 'utf8', env: { ...process.env, ...env }, timeout: 20_000 } as const;
  return spawnSync(process.execPath, [cli, '--port', '0', ...args], options);
}

async function start(t: TestContext, env: Record<string, string>) {
  const child = spawn(process.execPath, [cli, '--log', 'off'], { env: { ...process.env, PORT: '0', ...env } });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  t.after(() => child.kill('SIGKILL'));
  for await (const line of createInterface(child.stdout)) {
    const url = /http:\/\/[^\s"]+/.exec(line)?.[0];
    if (url) return { child, url, exited };
  }
  throw new Error('the stub did not start');
}

async function names(url: string): Promise<(string | undefined)[]> {
  const response = await fetch(`${url}/use-cases`, { headers });
  return ((await response.json()) as UseCase[]).map(({ name }) => name);
}

describe('use-case-stub --store', () => {
  it('keeps use cases in a file or a database over a restart, and ends with 0', async (t) => {
    const server = await sharedPostgres();
    t.after(() => server.remove());
    for (const store of [`sqlite:${temporaryFile(t)}`, await server.database()]) {
      const env = { USE_CASE_STUB_STORE: store, USE_CASE_STUB_SEED_COUNT: '0' };
      const first = await start(t, env);
      await fetch(`${first.url}/use-cases`, { method: 'POST', headers, body: '{"name":"kept"}' });
      first.child.kill('SIGTERM');
      assert.equal(await first.exited, 0);
      const second = await start(t, env);
      assert.deepEqual(await names(second.url), ['kept']);
      second.child.kill('SIGTERM');
      assert.equal(await second.exited, 0);
    }
  });

  it('says in one line why a store cannot be opened, without a password', async (t) => {
    const file = temporaryFile(t);
    const busy = `sqlite:${temporaryFile(t)}`;
    await start(t, { USE_CASE_STUB_STORE: busy });
    writeFileSync(file, 'no database at all '.repeat(100));
    const cases: [string, keyof typeof exitCodes, RegExp][] = [
      [`sqlite:${file}`, 'store', /is not a SQLite file/],
      [`sqlite:${file}/stub.db`, 'store', /cannot be opened; its directory must exist/],
      [busy, 'store', /is in use by another process; SQLite serves one stub at a time/],
      ['postgres://me:secret@127.0.0.1:1/stub', 'store', /PostgreSQL at 127\.0\.0\.1:1\/stub cannot be reached/],
      ['postgresql:/me:secret@host', 'usage', /--store cannot be taken; a store is written memory, sqlite:FILE or/],
      ['mysql://me:secret@host', 'usage', /--store cannot be taken/],
      ['sqlite::memory:', 'usage', /--store cannot be taken; ":memory:" is no file; write memory,/],
      ['sqlite:file::memory:?cache=shared', 'usage', /":memory:" is no file; write memory,/],
    ];
    for (const [store, reason, message] of cases) {
      const wait = store.includes(':1/') ? ['--postgres-wait', '0'] : [];
      const { status, stderr, stdout } = run(['--store', store, ...wait]);
      assert.equal(status, exitCodes[reason].code, stderr);
      assert.match(stderr, message);
      assert.match(stderr, /^use-case-stub: [^\n]+\n$/);
      assert.doesNotMatch(stderr, /secret/);
      assert.equal(stdout, '');
    }
    assert.equal(run(['--sqlite-synchronous', 'off']).status, exitCodes.usage.code);
    const { status, stderr } = run(['--postgres-timeout', '500', '--store', `sqlite:${file}`]);
    assert.equal(status, exitCodes.usage.code);
    assert.match(stderr, /--postgres-timeout \(or USE_CASE_STUB_POSTGRES_TIMEOUT\) has no effect on this store/);
  });

  it('lets go of the store when the port cannot be had', async (t) => {
    const file = temporaryFile(t);
    const { status } = run(['--store', `sqlite:${file}`, '--host', '203.0.113.1']);
    assert.equal(status, exitCodes.address.code);
  });
});
