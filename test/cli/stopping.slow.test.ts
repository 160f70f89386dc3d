import assert from 'node:assert/strict';
import { closeSync, openSync } from 'node:fs';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { describe, it, type TestContext } from 'node:test';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import { cli, serve } from '../helpers/command-line.ts';
import { sharedPostgres } from '../helpers/postgres.ts';

const headers = { authorization: 'Bearer key', 'content-type': 'application/json' };
const isWindows = process.platform === 'win32';

/** Begins a create that `end('"x"}')` ends. */
async function begin(url: string) {
  const slow = request(`${url}/use-cases`, { agent: false, method: 'POST', headers });
  const status = once(slow, 'response').then(([response]) => (response as IncomingMessage).resume().statusCode);
  status.catch(() => undefined);
  slow.write('{"name":');
  await ask(url);
  return { slow, status };
}

async function ask(url: string): Promise<number> {
  const response = await fetch(`${url}/use-cases`, { headers: { ...headers, connection: 'close' } });
  await response.arrayBuffer();
  return response.status;
}

/** Passes everything on to a port, until it is frozen. */
async function startProxy(t: TestContext, port: number) {
  const sockets: Socket[] = [];
  const proxy = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    sockets.push(near, far);
    for (const socket of [near, far]) socket.on('error', () => undefined);
    near.pipe(far).pipe(near);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  const freeze = () => {
    for (const socket of sockets) socket.unpipe().pause();
  };
  return { port: (proxy.address() as AddressInfo).port, freeze };
}

describe('use-case-stub that is told to stop', { timeout: 120_000 }, () => {
  it('takes a signal to its process group for one, below npm as well', { skip: isWindows }, async (t) => {
    const script = `"${process.execPath}" "${cli}" --log off --drain-timeout 60000; true`;
    const env = { npm_lifecycle_event: 'start' };
    const { child, url } = await serve(t, ['sh', '-c', script], { env });
    const { slow, status } = await begin(url);
    process.kill(-(child.pid as number), 'SIGTERM');
    await once(child, 'exit');
    // Longer than it takes the server to look at who its parent is.
    for (const end = performance.now() + 1_000; performance.now() < end;) {
      const answer = await fetch(new URL('/__stub/ready', url), { headers: { connection: 'close' } });
      assert.deepEqual(await answer.json(), { status: 'draining' });
    }
    slow.end('"x"}');
    assert.equal(await status, 200);
  });

  it('lets requests finish when its terminal closes', { skip: isWindows }, async (t) => {
    const { child, url, exited } = await serve(t, [process.execPath, cli, '--log', 'off']);
    const { slow, status } = await begin(url);
    child.kill('SIGHUP');
    while (((await (await fetch(new URL('/__stub/ready', url))).json()) as { status: string }).status !== 'draining');
    slow.end('"x"}');
    assert.equal(await status, 200);
    assert.equal(await exited, 0);
  });

  it('does not lose the log to a second signal', { skip: isWindows }, async (t) => {
    const { child, url, exited, errors } = await serve(t, [process.execPath, cli, '--log', 'json']);
    await begin(url);
    const told = once(child.stderr as NodeJS.ReadableStream, 'close');
    child.kill('SIGTERM');
    while (((await (await fetch(new URL('/__stub/ready', url))).json()) as { status: string }).status !== 'draining');
    await ask(url);
    child.kill('SIGTERM');
    assert.equal(await exited, exitCodes.interrupted.code);
    await told;
    assert.equal(errors().match(/GET \/use-cases 200/g)?.length, 2);
  });

  it('does not wait for a database that has stopped to answer', { skip: isWindows }, async (t) => {
    const postgres = await sharedPostgres();
    t.after(() => postgres.remove());
    const store = new URL(await postgres.database());
    const { port, freeze } = await startProxy(t, Number(store.port));
    store.port = String(port);
    const env = { USE_CASE_STUB_STORE: store.href, USE_CASE_STUB_DRAIN_TIMEOUT: '1000' };
    const { child, url, exited, errors } = await serve(t, [process.execPath, cli, '--log', 'off'], { env });
    assert.equal(await ask(url), 200);
    freeze();
    child.kill('SIGTERM');
    assert.equal(await exited, 0);
    const said =
      /^use-case-stub: the store could not be closed: it took more than (\d+) ms; what the journal .* is lost\n$/;
    const [, waited] = said.exec(errors()) ?? [];
    assert.ok(Number(waited) <= 2_000, errors());
  });
});

describe('use-case-stub on a full disk', { timeout: 120_000 }, () => {
  it('goes on without its log, and stops', { skip: process.platform !== 'linux' }, async (t) => {
    const full = openSync('/dev/full', 'w');
    t.after(() => closeSync(full));
    const command = [process.execPath, cli, '--log', 'json'];
    const { child, url, exited } = await serve(t, command, { stderr: full });
    // Far more than are gathered, and more than wait.
    for (let round = 0; round < 50; round++) {
      const statuses = await Promise.all(
        Array.from({ length: 100 }, () => fetch(`${url}/use-cases?${'x'.repeat(10)}`, { headers })),
      );
      for (const { status } of statuses) assert.equal(status, 200);
    }
    child.kill('SIGTERM');
    assert.equal(await exited, 0);
  });
});

describe('use-case-stub whose log is read by a program that stalls', { timeout: 120_000, skip: isWindows }, () => {
  for (const style of ['json', 'pretty']) {
    it(`answers, counts the lines that it drops, and stops (--log ${style})`, async (t) => {
      const { child, url, exited } = await serve(t, [process.execPath, cli, '--log', style]);
      const stderr = child.stderr as Readable;
      const fill = async () => {
        stderr.pause();
        // More than the pipe holds and than may wait: about 6,000 lines of 300 bytes.
        for (let round = 0; round < 60; round++) {
          const asked = Array.from({ length: 100 }, () => fetch(`${url}/use-cases/${'x'.repeat(200)}`, { headers }));
          for (const { status } of await Promise.all(asked)) assert.equal(status, 400);
        }
      };
      await fill();
      let text = '';
      const told = new Promise<void>((resolve) => {
        stderr.on('data', (chunk: Buffer) => {
          text = (text + chunk.toString()).slice(-200_000);
          if (/\d+ lines of the log could not be written and are lost/.test(text)) resolve();
        });
      });
      stderr.resume();
      await told;
      stderr.removeAllListeners('data');
      await fill();
      child.kill('SIGTERM');
      assert.equal(await exited, 0);
    });
  }
});
