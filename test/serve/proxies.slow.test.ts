import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { freePort } from '../helpers/postgres.ts';
import { startStub, withConsoleKey } from '../helpers/stub.ts';

const PATH = `${process.env['PATH']}:/usr/sbin`;

/** Proxies as they come: no more is set than where they listen and whom they ask. */
const proxies = {
  nginx: {
    version: '-v',
    config: (port: number, stub: number, directory: string) => `
      daemon off; master_process off; pid ${directory}/pid; error_log stderr;
      events {}
      http {
        access_log off; client_body_temp_path ${directory}; proxy_temp_path ${directory};
        fastcgi_temp_path ${directory}; uwsgi_temp_path ${directory}; scgi_temp_path ${directory};
        server { listen 127.0.0.1:${port}; location / { proxy_pass http://127.0.0.1:${stub}; } }
      }`,
    args: (file: string, directory: string) => ['-c', file, '-p', directory, '-e', 'stderr'],
  },
  haproxy: {
    version: '-v',
    config: (port: number, stub: number) => `
defaults
  mode http
  timeout connect 5s
  timeout client 5s
  timeout server 5s
frontend front
  bind 127.0.0.1:${port}
  option forwardfor
  default_backend stub
backend stub
  server stub 127.0.0.1:${stub}
`,
    args: (file: string) => ['-db', '-f', file],
  },
} as const;

/** Starts a proxy in front of a stub. @returns its address */
async function startProxy(t: TestContext, name: keyof typeof proxies, stubUrl: string): Promise<string> {
  const { config, args } = proxies[name];
  const directory = mkdtempSync(join(tmpdir(), `use-case-stub-${name}-`));
  const port = await freePort();
  const file = join(directory, 'proxy.conf');
  writeFileSync(file, config(port, Number(new URL(stubUrl).port), directory));
  const proxy = spawn(name, args(file, directory), { stdio: 'ignore', env: { PATH } });
  t.after(async () => {
    proxy.kill('SIGKILL');
    if (proxy.exitCode === null && proxy.signalCode === null) await once(proxy, 'exit');
    rmSync(directory, { recursive: true });
  });
  while (!(await listens(port))) assert.equal(proxy.exitCode, null, `${name} ended`);
  return `http://127.0.0.1:${port}`;
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

for (const name of Object.keys(proxies) as (keyof typeof proxies)[]) {
  const isMissing = spawnSync(name, [proxies[name].version], { env: { PATH } }).status !== 0;
  describe(`behind ${name} on the same machine`, { skip: isMissing && `${name} is not installed` }, () => {
    it('a client without a key sees and changes nothing but its own organization', async (t) => {
      const { stub, create } = await startStub(t, { unjudged: true });
      const theirs = await create({ name: 'theirs' }, { key: 'key-of-another' });
      const proxy = await startProxy(t, name, stub.url);
      const ask = async (method: string, path: string, headers: Record<string, string> = {}) =>
        (await fetch(proxy + path, { method, headers })).status;
      const id = { 'stub-organization': theirs.organization_id };
      assert.deepEqual(
        [
          await ask('GET', '/__stub/organizations'),
          await ask('GET', `/__stub/organizations/${theirs.organization_id}/key`),
          await ask('GET', '/__stub/requests', id),
          await ask('GET', '/__stub/api/v1/use-cases', id),
          await ask('POST', '/__stub/reset', id),
          await ask('PUT', '/__stub/states/no%20use%20cases%20exist', id),
          await ask('POST', '/__stub/scenarios', id),
        ],
        [403, 403, 401, 401, 401, 401, 401],
      );
      const own = { authorization: 'Bearer mine' };
      assert.equal(await ask('GET', '/__stub/requests', own), 200);
      assert.equal(await ask('GET', '/__stub/organizations', withConsoleKey), 200);
      assert.equal(await ask('GET', '/__stub/requests', { ...withConsoleKey, ...id }), 200);
      const list = await fetch(`${stub.url}/use-cases`, { headers: { authorization: 'Bearer key-of-another' } });
      const body = (await list.json()) as object[];
      assert.equal(body.length, 1);
    });
  });
}

describe('the address of a client in the journal', () => {
  it('is the one that the proxies in front saw, and never one that the client wrote itself', async (t) => {
    const forwarded = { 'x-forwarded-for': '198.51.100.66, 203.0.113.7' };
    for (const [trustProxy, seen] of [
      [0, '127.0.0.1'],
      [1, '203.0.113.7'],
      [2, '198.51.100.66'],
      [3, '198.51.100.66'],
    ] as const) {
      const { stub, send } = await startStub(t, { trustProxy });
      await send('GET', '/use-cases', { key: 'x', headers: forwarded });
      await send('GET', '/use-cases', { key: 'x', headers: { 'x-forwarded-for': '<script>' } });
      assert.deepEqual(
        stub.journal('x').map(({ client }) => client),
        [seen, trustProxy === 0 ? '127.0.0.1' : undefined],
      );
    }
  });
});
