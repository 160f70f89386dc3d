import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, get, request as httpRequest, type IncomingMessage } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { sendRaw, startProxy, startService } from './helpers.ts';

const key = ['Authorization', 'Bearer key'];

/** Headers that are about one connection, or that a server adds by itself. */
const OWN = /^(connection|keep-alive|transfer-encoding|host|proxy-connection|te|upgrade|trailer|expect)$/i;

function pairsOf(rawHeaders: readonly string[]): string[] {
  const pairs: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    if (!OWN.test(rawHeaders[index] as string)) pairs.push(`${rawHeaders[index]}: ${rawHeaders[index + 1]}`);
  return pairs;
}

const names = fc.constantFrom('X-One', 'x-two', 'Accept', 'accept-language', 'X-B3-TraceId', 'prefer', 'If-None-Match');
const values = fc.string({ maxLength: 20, unit: fc.constantFrom(...'abcXYZ0189 ,;=/"é') }).map((text) => text.trim());
const headersOf = (arbitrary: fc.Arbitrary<string>) =>
  fc.uniqueArray(fc.tuple(arbitrary, values), { maxLength: 5, selector: ([name]) => name.toLowerCase() });
const bytes = fc.uint8Array({ maxLength: 2_000 }).map((array) => Buffer.from(array));

describe('what goes through the proxy', () => {
  it('arrives unchanged in both directions: target, headers, repeated ones, and every byte', async (t) => {
    let reply: { status: number; headers: string[]; body: Buffer; isChunked: boolean } | undefined;
    let received: { message: IncomingMessage; body: Buffer } | undefined;
    const { url } = await startService(t, (message, response) => {
      void buffer(message).then((body) => {
        received = { message, body };
        const { status, headers, body: replyBody, isChunked } = reply as NonNullable<typeof reply>;
        response.sendDate = false;
        const length = isChunked || status === 304 ? [] : ['Content-Length', String(replyBody.length)];
        response.writeHead(status, 'As Said', [...headers, ...length]);
        if (status === 304) response.end();
        else response.end(replyBody);
      });
    });
    const { base, judged } = await startProxy(t, url);
    const anyRequest = fc.record({
      method: fc.constantFrom('GET', 'POST', 'PATCH', 'PUT', 'DELETE'),
      path: fc.constantFrom(
        '/use-cases',
        '/use-cases/',
        '/use-cases/%zz',
        '/a//b/../c',
        '/use-cases?a=1&a=2&b=%20',
        '?q',
      ),
      headers: headersOf(names),
      cookies: fc.array(values, { maxLength: 1 }),
      body: fc.option(bytes, { nil: undefined }),
      isChunked: fc.boolean(),
      status: fc.constantFrom(200, 201, 304, 400, 404, 500, 599),
      replyHeaders: headersOf(fc.constantFrom('X-Three', 'etag', 'Cache-Control', 'Content-Type')),
      setCookies: fc.array(values, { maxLength: 3 }),
      replyBody: bytes,
      isReplyChunked: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(anyRequest, async (each) => {
        const replyHeaders = [
          ...each.replyHeaders.flat(),
          ...each.setCookies.flatMap((value) => ['Set-Cookie', value]),
        ];
        reply = { status: each.status, headers: replyHeaders, body: each.replyBody, isChunked: each.isReplyChunked };
        const headers = [...key, ...each.headers.flat(), ...each.cookies.flatMap((value) => ['Cookie', value])];
        const hasBody = each.body !== undefined && each.method !== 'GET';
        const body = each.isChunked ? [each.body as Buffer] : (each.body as Buffer);
        const { method } = each;
        const got = await sendRaw({ method, url: base + each.path, headers, ...(hasBody && { body }) });
        const { message, body: sent } = received as NonNullable<typeof received>;
        assert.equal(message.method, method);
        assert.equal(message.url, `/api/v1${each.path}`);
        assert.equal(message.headers.host, new URL(url).host);
        const length = hasBody && !each.isChunked ? [`Content-Length: ${each.body?.length}`] : [];
        // Node itself says of a PUT, POST or PATCH without a body that it has none.
        const sentPairs = pairsOf(message.rawHeaders).filter((pair) => hasBody || pair !== 'Content-Length: 0');
        assert.deepEqual(sentPairs.sort(), [...pairsOf(headers), ...length].sort());
        assert.deepEqual(sent, hasBody ? each.body : Buffer.alloc(0));
        assert.deepEqual([got.status, got.statusMessage], [each.status, 'As Said']);
        const expected = each.status === 304 ? Buffer.alloc(0) : each.replyBody;
        const replyLength = each.isReplyChunked || each.status === 304 ? [] : [`Content-Length: ${expected.length}`];
        assert.deepEqual(pairsOf(got.rawHeaders), [...pairsOf(replyHeaders), ...replyLength]);
        assert.deepEqual(got.body, expected);
      }),
      { numRuns: 150, seed: 16 },
    );
    assert.ok((await judged()).length >= 150);
  });

  it('comes compressed as it was sent, and is judged unpacked', async (t) => {
    const text = JSON.stringify([{ id: '0'.repeat(24), organization_id: 'f'.repeat(24), name: 7 }]);
    const packed: Record<string, Buffer> = {
      gzip: gzipSync(text),
      br: brotliCompressSync(text),
      deflate: deflateSync(text),
    };
    const { url } = await startService(t, (request, response) => {
      const encoding = request.headers['accept-encoding'] as string;
      response.setHeader('content-type', 'application/json; charset=utf-8').setHeader('content-encoding', encoding);
      response.end(packed[encoding]);
    });
    const { base, judged } = await startProxy(t, url);
    for (const encoding of Object.keys(packed)) {
      const reply = await sendRaw({
        method: 'GET',
        url: `${base}/use-cases`,
        headers: [...key, 'Accept-Encoding', encoding],
      });
      assert.deepEqual(reply.body, packed[encoding]);
    }
    for (const { findings } of await judged()) assert.match(findings[0]?.message ?? '', /name must be string/);
    assert.equal((await judged()).length, 3);
  });

  it('may be megabytes, of which only a part is judged', async (t) => {
    const large = Buffer.alloc(5_000_000, 'x');
    const { url } = await startService(
      t,
      (request, response) => void buffer(request).then((body) => response.end(body)),
    );
    const { base, judged } = await startProxy(t, url, { maxBody: 1_000_000 });
    const reply = await sendRaw({ method: 'POST', url: `${base}/use-cases`, headers: key, body: large });
    assert.ok(reply.body.equals(large));
    assert.match(
      (await judged())[0]?.notCompared ?? '',
      /^not judged: the body of the reply is larger than --max-body/,
    );
  });

  it('flows: pieces of a request and of a reply arrive before the next one is sent', async (t) => {
    const { url } = await startService(t, (request, response) => {
      response.flushHeaders();
      request.on('data', (piece: Buffer) => response.write(`got ${piece.toString()}`));
      request.on('end', () => response.end());
    });
    const { base } = await startProxy(t, url);
    const outgoing = httpRequest(`${base}/use-cases`, { method: 'POST' });
    outgoing.flushHeaders();
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    for (const piece of ['one', 'two']) {
      outgoing.write(piece);
      const [answered] = (await once(incoming, 'data')) as [Buffer];
      assert.equal(answered.toString(), `got ${piece}`);
    }
    outgoing.end();
    incoming.resume();
    await once(incoming, 'end');
  });

  it('shares connections to the service', async (t) => {
    const { url, server } = await startService(t, (_request, response) => response.end('[]'));
    let connections = 0;
    server.on('connection', () => connections++);
    const { base } = await startProxy(t, url);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    t.after(() => agent.destroy());
    for (let count = 0; count < 20; count++)
      await sendRaw({ method: 'GET', url: `${base}/use-cases`, headers: key, agent });
    assert.equal(connections, 1);
  });

  it('ends at the service when the client hangs up', async (t) => {
    const arrived = Promise.withResolvers<void>();
    const gone = Promise.withResolvers<void>();
    const { url } = await startService(t, (_request, response) => {
      response.on('close', () => gone.resolve());
      arrived.resolve();
    });
    const { base, judged, proxy } = await startProxy(t, url);
    const outgoing = get(`${base}/use-cases`, { headers: { authorization: 'Bearer key' } });
    outgoing.on('error', () => undefined);
    await arrived.promise;
    outgoing.destroy();
    await gone.promise;
    await proxy.close();
    const [only] = await judged();
    assert.equal(only?.failure?.kind, 'client-gone');
  });

  it('is answered with 502 when nothing listens, 504 when the service is too slow, and cut as the service cuts it', async (t) => {
    const { url } = await startService(t, (request, response) => {
      if (request.url?.endsWith('/slow') === true) return;
      response.writeHead(200, { 'content-length': 100 });
      response.write('half', () => response.destroy());
    });
    const { base, judged, origin } = await startProxy(t, url, { timeout: 200 });
    const slow = await fetch(`${base}/slow`);
    assert.equal(slow.headers.get('stub-error'), 'service-slow');
    assert.equal(slow.status, 504);
    assert.match(((await slow.json()) as { message: string }).message, /is too slow: no reply within 200 ms$/);
    await assert.rejects(fetch(`${base}/use-cases`).then((reply) => reply.text()));
    const tcp = createTcpServer().listen(0, '127.0.0.1');
    await once(tcp, 'listening');
    const { port } = tcp.address() as AddressInfo;
    await new Promise((resolve) => tcp.close(resolve));
    const { base: dead } = await startProxy(t, `http://127.0.0.1:${port}/api/v1`);
    const refused = await fetch(`${dead}/use-cases`, { method: 'POST', body: 'x'.repeat(100_000) });
    assert.equal(refused.status, 502);
    assert.equal(refused.headers.get('stub-error'), 'service-unreachable');
    const { message } = (await refused.json()) as { message: string };
    assert.equal(message, `http://127.0.0.1:${port} cannot be reached: nothing listens there`);
    const outside = await fetch(`${origin}/other`);
    assert.equal(outside.status, 404);
    assert.deepEqual(
      (await judged()).map(({ failure }) => failure?.kind),
      ['slow', 'cut'],
    );
  });

  it('stays below the base path, and ends where its length says, whatever the headers say', async (t) => {
    const received: string[] = [];
    const { url } = await startService(t, (message, response) => {
      received.push(`${message.method} ${message.url}`);
      message.resume();
      message.on('end', () => response.setHeader('connection', 'content-length').end('[]'));
    });
    const { base } = await startProxy(t, url);
    const leaving = [
      '/../admin',
      '/a/%2E%2e/.%2e/admin',
      '/..%2fadmin',
      '/..\\admin',
      '/a/..;x/..;/admin',
      '//..//../b?c',
    ];
    for (const path of leaving) {
      const { status, body } = await sendRaw({ method: 'GET', url: base + path, headers: key });
      assert.equal(status, 404, path);
      assert.match(body.toString(), /Only what is below \/api\/v1 is passed on/);
    }
    assert.deepEqual(received, []);
    const staying = ['/use-cases/%2e%2e/a', '/a%2fb/..', '/use-cases?to=/../..'];
    for (const path of staying) await sendRaw({ method: 'GET', url: base + path, headers: key });
    const body = Buffer.from('GET /other HTTP/1.1\r\nHost: service\r\n\r\n');
    const headers = [...key, 'Connection', 'Content-Length'];
    await sendRaw({ method: 'POST', url: `${base}/use-cases`, headers, body });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    t.after(() => agent.destroy());
    const last = await sendRaw({ method: 'GET', url: `${base}/use-cases`, headers: key, agent });
    assert.equal(last.body.toString(), '[]');
    const expected = [
      ...staying.map((path) => `GET /api/v1${path}`),
      'POST /api/v1/use-cases',
      'GET /api/v1/use-cases',
    ];
    assert.deepEqual(received, expected);
  });

  it('is answered with 502 when the service changes to another protocol', async (t) => {
    const { url, server } = await startService(t, () => undefined);
    server.on('connection', (socket) => {
      socket.once('data', () =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
      );
    });
    const { base, judged } = await startProxy(t, url);
    const { status } = await sendRaw({ method: 'GET', url: `${base}/use-cases`, headers: key });
    assert.equal(status, 502);
    assert.match((await judged())[0]?.failure?.message ?? '', /answers with another protocol/);
  });
});
