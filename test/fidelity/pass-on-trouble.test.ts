/** What the proxy does where a client, a connection or the service gives up within a request. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get, request as httpRequest, type IncomingMessage } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { sendRaw, startProxy, startService } from './helpers.ts';

const key = ['Authorization', 'Bearer key'];
const json = ['Content-Type', 'application/json'];

describe('a client that hangs up', () => {
  it('within its upload: the service sees that the body ends early, and the next request is passed on', async (t) => {
    const begun = Promise.withResolvers<void>();
    const cut = Promise.withResolvers<void>();
    const { url } = await startService(t, (request, response) => {
      if (request.method === 'GET') return void response.end('[]');
      request.once('data', () => begun.resolve());
      request.on('error', () => cut.resolve());
    });
    const { base, judged } = await startProxy(t, url);
    const headers = { authorization: 'Bearer key', 'content-length': 1_000 };
    const outgoing = httpRequest(`${base}/use-cases`, { method: 'POST', headers });
    outgoing.on('error', () => undefined);
    outgoing.write('{"name":');
    await begun.promise;
    outgoing.destroy();
    await cut.promise;
    assert.equal((await sendRaw({ method: 'GET', url: `${base}/use-cases`, headers: key })).status, 200);
    assert.deepEqual(
      (await judged()).map(({ failure }) => failure?.kind),
      ['client-gone', undefined],
    );
  });

  it('within a reply: the service need not send the rest', async (t) => {
    const gone = Promise.withResolvers<void>();
    const { url } = await startService(t, (_request, response) => {
      response.on('close', () => gone.resolve());
      response.write('[');
    });
    const { base, judged } = await startProxy(t, url);
    const outgoing = get(`${base}/use-cases`, { headers: { authorization: 'Bearer key' } });
    outgoing.on('error', () => undefined);
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    incoming.on('error', () => undefined);
    await once(incoming, 'data');
    outgoing.destroy();
    await gone.promise;
    assert.equal((await judged())[0]?.failure?.kind, 'client-gone');
  });
});

describe('a service', () => {
  it('that is busy says so itself: its 503 is passed on as it is, and not compared', async (t) => {
    const { url } = await startService(t, (_request, response) =>
      response.writeHead(503, { 'retry-after': '7', 'content-type': 'text/plain' }).end('later'),
    );
    const { base, judged } = await startProxy(t, url);
    const { status, rawHeaders, body } = await sendRaw({ method: 'GET', url: `${base}/use-cases`, headers: key });
    assert.deepEqual([status, body.toString()], [503, 'later']);
    assert.equal(rawHeaders[rawHeaders.indexOf('retry-after') + 1], '7');
    const [only] = await judged();
    assert.match(only?.notCompared ?? '', /^the service answers 503/);
    assert.deepEqual([only?.drift, only?.failure], [[], undefined]);
  });

  it('that closes a connection which was kept open gets a read once more, and nothing else twice', async (t) => {
    const { url, requests } = await startForgetful(t);
    const { base } = await startProxy(t, url);
    const send = (method: string) =>
      sendRaw({
        method,
        url: `${base}/use-cases`,
        headers: [...key, ...json],
        ...(method === 'POST' && { body: NAMED }),
      });
    assert.equal((await send('GET')).status, 200);
    assert.equal((await send('GET')).status, 200);
    assert.deepEqual(requests, ['1 GET', '1 GET', '2 GET']);
    const { status, body } = await send('POST');
    assert.equal(status, 502);
    assert.match(body.toString(), /cannot be reached: the connection was cut/);
    assert.deepEqual(requests.slice(3), ['2 POST']);
  });
});

it('a request that is compressed arrives so, and is judged unpacked', async (t) => {
  const packed = gzipSync('{"name":7}');
  const received: Buffer[] = [];
  const { url } = await startService(t, (request, response) => {
    void buffer(request).then((body) => {
      received.push(body);
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"name":"ZodError","issues":[]}');
    });
  });
  const { base, judged } = await startProxy(t, url);
  const headers = [...key, ...json, 'Content-Encoding', 'gzip'];
  await sendRaw({ method: 'POST', url: `${base}/use-cases`, headers, body: packed });
  assert.deepEqual(received, [packed]);
  const [only] = await judged();
  assert.match(only?.drift[0]?.message ?? '', /only the stub has the issue invalid_type at \["name"\]/);
});

const NAMED = Buffer.from('{"name":"a"}');

/** A service that answers the first request of each connection, and closes it when a second one comes. */
async function startForgetful(t: TestContext): Promise<{ url: string; requests: string[] }> {
  const requests: string[] = [];
  let connections = 0;
  const server = createTcpServer((socket) => {
    const number = ++connections;
    let answered = 0;
    t.after(() => socket.destroy());
    socket.on('error', () => undefined);
    socket.on('data', (data: Buffer) => {
      requests.push(`${number} ${data.toString().split(' ')[0]}`);
      if (++answered > 1) return void socket.destroy();
      const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n';
      socket.write(`${head}Connection: keep-alive\r\nKeep-Alive: timeout=60\r\n\r\n[]`);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`, requests };
}
