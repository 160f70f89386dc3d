import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { createMetrics, createStub } from '../../src/index.ts';

/** A stub, connections to it, and how much of a pool is taken. */
async function start(t: TestContext) {
  const metrics = await createMetrics();
  const stub = createStub({ metrics, seedCount: 0 });
  const url = await stub.listen();
  t.after(() => stub.close(0));
  const headers = { authorization: 'Bearer key', 'content-type': 'application/json' };
  const body = JSON.stringify({ name: 'x'.repeat(90_000) });
  assert.equal((await fetch(`${url}/use-cases`, { method: 'POST', headers, body })).status, 200);
  async function open(text: string): Promise<Socket> {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    t.after(() => socket.destroy());
    await once(socket, 'connect');
    socket.write(text);
    return socket;
  }
  async function held(pool: string): Promise<number> {
    const text = await metrics.text();
    return Number(new RegExp(`^use_case_stub_held\\{pool="${pool}"\\} (.+)$`, 'm').exec(text)?.[1]);
  }
  /** Waits until so much of a pool is taken. */
  async function holds(pool: string, wanted: number): Promise<void> {
    while ((await held(pool)) !== wanted) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { stub, url, open, held, holds };
}

const get = (path: string, more = '') =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer key\r\n${more && `${more}\r\n`}\r\n`;
const list = (more?: string) => get('/api/v1/use-cases', more);

describe('a client that hangs up', { timeout: 60_000 }, () => {
  it('while its reply waits leaves nothing held', async (t) => {
    const { stub, open, held, holds } = await start(t);
    const socket = await open(list('Prefer: delay=60000'));
    await holds('waiting', 1);
    socket.destroy();
    await holds('waiting', 0);
    assert.equal((await stub.requests('key')).length, 2, 'the reply has been made');
    assert.equal(await held('messages'), 0);
  });

  it('with replies that wait for their turn leaves nothing held', async (t) => {
    const { stub, open, held, holds } = await start(t);
    const stream = get('/__stub/requests/stream');
    const socket = await open(list('Prefer: delay=60000') + list() + list() + stream + stream);
    await holds('waiting', 1);
    await holds('watchers', 2);
    // Two lists wait for their turn.
    while ((await held('messages')) <= 300_000) await new Promise((resolve) => setTimeout(resolve, 5));
    socket.destroy();
    for (const pool of ['waiting', 'messages', 'watchers']) await holds(pool, 0);
    await stub.close(1_000);
  });

  it('at once after CONNECT does not end the stub', async (t) => {
    const { url, open } = await start(t);
    for (let count = 0; count < 5; count++) {
      const socket = await open('');
      await new Promise((resolve) => socket.write('CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n', resolve));
      socket.resetAndDestroy();
    }
    assert.equal((await fetch(url, { method: 'OPTIONS' })).status, 404);
  });
});

describe('on one connection, behind a request that waits', { timeout: 60_000 }, () => {
  it('bytes that are no request are refused once, after its reply', async (t) => {
    const { open, holds, stub } = await start(t);
    const warnings: Error[] = [];
    const note = (warning: Error) => void warnings.push(warning);
    process.on('warning', note);
    t.after(() => process.off('warning', note));
    stub.clock.freeze();
    const socket = await open(list('Prefer: delay=1000'));
    let received = '';
    socket.setEncoding('latin1').on('data', (text: string) => (received += text));
    await holds('waiting', 1);
    for (let count = 0; count < 30; count++) {
      await new Promise((resolve) => socket.write('\x01 no request\r\n', resolve));
      // So that each piece arrives by itself.
      await fetch(stub.url);
    }
    await stub.clock.advance(1_000);
    await once(socket, 'end');
    assert.deepEqual(received.match(/HTTP\/1\.1 \d+/g), ['HTTP/1.1 200', 'HTTP/1.1 400']);
    assert.deepEqual(warnings, []);
  });

  it('CONNECT is refused after its reply', async (t) => {
    const { open } = await start(t);
    const socket = await open(`${list('Prefer: delay=50')}CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n`);
    let received = '';
    socket.setEncoding('latin1').on('data', (text: string) => (received += text));
    await once(socket, 'end');
    assert.deepEqual(received.match(/HTTP\/1\.1 \d+/g), ['HTTP/1.1 200', 'HTTP/1.1 405']);
  });

  it('a reset comes after its reply', async (t) => {
    const { open } = await start(t);
    const socket = await open(list('Prefer: delay=50') + list('Prefer: fault=reset'));
    socket.resume();
    await new Promise((resolve) => socket.once('close', resolve));
    assert.ok(socket.bytesRead > 90_000, `${socket.bytesRead} bytes came before the reset`);
  });
});
