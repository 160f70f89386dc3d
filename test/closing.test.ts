import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get, request, type ClientRequest, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import { createStub, type Stub } from '../src/index.ts';

const headers = { authorization: 'Bearer key', 'content-type': 'application/json' };

async function start(t: TestContext): Promise<Stub> {
  const stub = createStub({ seedCount: 0 });
  await stub.listen();
  t.after(() => stub.close(0));
  return stub;
}

/** A connection that says so much and then nothing. */
async function converse(t: TestContext, { url }: Stub, words: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  t.after(() => socket.destroy());
  await once(socket, 'connect');
  if (words !== '') await new Promise((resolve) => socket.write(words, resolve));
  return socket;
}

/** Answers once the stub has taken up everything that came before. @throws Error once it does not listen any more */
async function ready(url: string): Promise<unknown> {
  const asking = get(new URL('/__stub/ready', url), { agent: false });
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return (JSON.parse(text) as { status: unknown }).status;
}

/** Begins a create that `end('"x"}')` ends. */
async function begin({ url }: Stub): Promise<{ slow: ClientRequest; status: Promise<number | undefined> }> {
  const slow = request(`${url}/use-cases`, { agent: false, method: 'POST', headers });
  const status = once(slow, 'response').then(([response]) => (response as IncomingMessage).resume().statusCode);
  status.catch(() => undefined);
  slow.write('{"name":');
  await ready(url);
  return { slow, status };
}

describe('closing a stub', { timeout: 60_000 }, () => {
  it('does not wait for connections without a whole request', { timeout: 30_000 }, async (t) => {
    const stub = await start(t);
    const { url } = stub;
    for (const words of ['', 'GET /use-cases HT', 'GET /use-cases HTTP/1.1\r\nhost: x\r\n']) {
      await converse(t, stub, words);
      // One that has been used before.
      const used = await converse(t, stub, 'GET /__stub/health HTTP/1.1\r\nhost: x\r\n\r\n');
      await once(used, 'data');
      used.write(words);
    }
    await ready(url);
    await stub.close(60_000);
  });

  it('does not wait for those who watch', { timeout: 30_000 }, async (t) => {
    const stub = await start(t);
    const watching = get(new URL('/__stub/requests/stream', stub.url), { headers, agent: false });
    const [stream] = (await once(watching, 'response')) as [IncomingMessage];
    await Promise.all([stub.close(60_000), once(stream.resume(), 'end')]);
  });

  it('does not wait for pipelined requests whose client has gone', { timeout: 30_000 }, async (t) => {
    const stub = await start(t);
    const { url } = stub;
    const one = 'GET /use-cases HTTP/1.1\r\nhost: x\r\nauthorization: Bearer key\r\nprefer: delay=60000\r\n\r\n';
    const socket = await converse(t, stub, one.repeat(3));
    await ready(url);
    socket.destroy();
    await converse(t, stub, '');
    await stub.close(60_000);
  });

  it('waits for a request that is under way among them', async (t) => {
    const stub = await start(t);
    const { url } = stub;
    await converse(t, stub, '');
    const { slow, status } = await begin(stub);
    const closed = stub.close(60_000);
    assert.equal(await ready(url), 'draining');
    slow.end('"x"}');
    assert.equal(await status, 200);
    await closed;
  });

  it('does not cut a reply that its client has not read yet', async (t) => {
    const stub = await start(t);
    const size = 50_000_000;
    stub.app.get('/big', (_request, response) => void response.end(Buffer.alloc(size)));
    const asking = get(new URL('/big', stub.url), { agent: false });
    const [reply] = (await once(asking, 'response')) as [IncomingMessage];
    const closed = stub.close(60_000);
    assert.equal((await buffer(reply)).length, size);
    await closed;
  });

  it('counts the time that requests have from the end of the lingering', async (t) => {
    const stub = await start(t);
    const { url } = stub;
    const { slow, status } = await begin(stub);
    const closed = stub.close(2_000, 2_100);
    // It listens for half of that time.
    const isRefused = async () => (await ready(url).catch(() => undefined)) === undefined;
    for (let refused = 0; refused < 10; refused += (await isRefused()) ? 1 : 0);
    slow.end('"x"}');
    assert.equal(await status, 200);
    await closed;
  });

  it('cuts what is under way when its time is over', { timeout: 30_000 }, async (t) => {
    const stub = await start(t);
    const { status } = await begin(stub);
    await Promise.all([stub.close(200, 200), assert.rejects(status)]);
  });

  it('waits for a request that takes longer than a connection may be silent', async (t) => {
    const stub = await start(t);
    const { url } = stub;
    const { slow, status } = await begin(stub);
    const closed = stub.close(30_000);
    for (const end = performance.now() + 600; performance.now() < end;) await ready(url);
    slow.end('"x"}');
    assert.equal(await status, 200);
    await closed;
  });

  it('lingers also without any request', async (t) => {
    const stub = await start(t);
    const before = performance.now();
    await stub.close(0, 300);
    assert.ok(performance.now() - before >= 300);
  });

  it('is done once, however often it is asked for', async (t) => {
    const stub = await start(t);
    const { url } = stub;
    const { slow, status } = await begin(stub);
    let over = false;
    const first = stub.close(30_000);
    // It would cut the request at once.
    const second = stub.close(0).then(() => (over = true));
    assert.equal(await ready(url), 'draining');
    await assert.rejects(stub.listen(), /listens already; close it first/);
    assert.equal(over, false);
    slow.end('"x"}');
    assert.equal(await status, 200);
    await Promise.all([first, second]);
    assert.equal(await ready(await stub.listen()), 'ready');
  });
});
