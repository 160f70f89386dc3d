/** The stub must refuse malformed requests cleanly. soak/soak.ts has longer trials, which also measure the time. */
import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { describe, it, type TestContext } from 'node:test';
import { adminContract, builtInContract } from '../../src/contract/built-in.ts';
import { createStub, type Stub, type StubOptions } from '../../src/index.ts';
import { createMetrics } from '../../src/serve/metrics.ts';
import { createMemoryStore } from '../../src/store/memory/use-cases.ts';
import { sendBytes } from '../../soak/raw-http.ts';
import { createClient, type Client } from '../helpers/requests.ts';

const json = { authorization: 'Bearer key', 'content-type': 'application/json' };

/** Starts a stub, with a client that does not check replies: some of them are not in the contract. */
async function start(t: TestContext, options: StubOptions = {}): Promise<{ stub: Stub; client: Client }> {
  const stub = createStub({ seedCount: 0, consoleKey: 'console', ...options });
  await stub.listen();
  // Without the base path, because the stub's own routes are not below it.
  const client = createClient(new URL('/', stub.url).href);
  t.after(async () => {
    client.close();
    await stub.close();
  });
  return { stub, client };
}

function assertPlain(text: string, about: string): void {
  assert.doesNotMatch(text, /<!doctype|<html|<pre|<body/i, about);
  assert.doesNotMatch(text, /\n? {2,}at |\.(ts|js):\d+|node_modules|node:internal/, about);
}

const paths: Record<string, string> = {
  '/use-cases': 'GET, HEAD, POST, OPTIONS',
  '/use-cases/{id}': 'GET, HEAD, PATCH, OPTIONS',
  '/__stub/health': 'GET, HEAD, OPTIONS',
  '/__stub/ready': 'GET, HEAD, OPTIONS',
  '/__stub/metrics': 'GET, HEAD, OPTIONS',
  '/__stub/assumptions': 'GET, HEAD, OPTIONS',
  '/__stub/rules': 'GET, HEAD, OPTIONS',
  '/__stub/about': 'GET, HEAD, OPTIONS',
  '/__stub/contract': 'GET, HEAD, OPTIONS',
  '/__stub/organizations': 'GET, HEAD, OPTIONS',
  '/__stub/organizations/{id}/key': 'GET, HEAD, OPTIONS',
  '/__stub/notices': 'GET, HEAD, OPTIONS',
  '/__stub/clock': 'GET, HEAD, PUT, OPTIONS',
  '/__stub/clock/advance': 'POST, OPTIONS',
  '/__stub/coverage': 'GET, HEAD, OPTIONS',
  '/__stub/fake': 'GET, HEAD, OPTIONS',
  '/__stub/use-cases': 'GET, HEAD, OPTIONS',
  '/__stub/use-cases/{id}': 'DELETE, OPTIONS',
  '/__stub/requests/stream': 'GET, HEAD, OPTIONS',
  '/__stub/requests/mark': 'GET, HEAD, OPTIONS',
  '/__stub/requests/search': 'POST, OPTIONS',
  '/__stub/requests/wait': 'POST, OPTIONS',
  '/__stub/requests/expect': 'POST, OPTIONS',
  '/__stub/requests': 'DELETE, GET, HEAD, OPTIONS',
  '/__stub/states': 'DELETE, GET, HEAD, OPTIONS',
  '/__stub/states/active': 'GET, HEAD, OPTIONS',
  '/__stub/states/{name}': 'PUT, OPTIONS',
  '/__stub/scenarios': 'DELETE, GET, HEAD, POST, OPTIONS',
  '/__stub/scenarios/{id}': 'DELETE, OPTIONS',
  '/__stub/reset': 'POST, OPTIONS',
  '/__stub/seed': 'POST, OPTIONS',
};

describe('every path with every method', () => {
  it('is answered with exactly the allowed methods', async (t) => {
    const { client } = await start(t);
    const all = new Set(operations.map(({ path }) => path));
    assert.deepEqual([...all].sort(), Object.keys(paths).sort(), 'the table has every path');
    for (const [template, allow] of Object.entries(paths)) {
      const path = template.replace(/\{\w+\}/, 'a'.repeat(24));
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']) {
        // This reply does not end.
        if (path.endsWith('/stream') && method === 'GET') continue;
        const { status, headers, text } = await client.send({ method, path, headers: json });
        const about = `${method} ${path}: ${status} ${text}`;
        assertPlain(text, about);
        if (method === 'OPTIONS') assert.equal(status, 204, about);
        else if (!allow.split(', ').includes(method)) assert.equal(status, 405, about);
        else assert.ok(status < 500 && status !== 405, about);
        assert.equal(headers['allow'], method === 'OPTIONS' || status === 405 ? allow : undefined, about);
      }
    }
  });
});

/** The operations of both contracts, with the paths under which they are served. */
const operations = [
  ...builtInContract().operations,
  ...adminContract().operations.map((each) => ({ ...each, path: `/__stub${each.path}` })),
];

describe('every operation with a body', () => {
  it('refuses a body that is not declared as JSON in UTF-8', async (t) => {
    const { client } = await start(t);
    const withBody = operations.filter(({ body }) => body !== null);
    assert.ok(withBody.length >= 5, `${withBody.length} operations`);
    for (const { method, path } of withBody) {
      for (const type of [
        undefined,
        '',
        'text/plain',
        'text/html',
        'application/json; charset=latin1',
        'json',
        '*/*',
      ]) {
        const headers = {
          authorization: 'Bearer key',
          'stub-admin-key': 'console',
          ...(type !== undefined && { 'content-type': type }),
        };
        const request = { method, path: path.replace(/\{\w+\}/, 'a'.repeat(24)), headers, text: '{"name":"x"}' };
        const { status, text } = await client.send(request);
        assert.equal(status, 415, `${method} ${path} as ${type}: ${text}`);
        assertPlain(text, path);
      }
    }
  });
});

describe('every path with a parameter', () => {
  it('refuses percent signs that encode no UTF-8', async (t) => {
    const { client } = await start(t);
    const withParameter = operations.filter(({ path }) => path.includes('{'));
    assert.ok(withParameter.length >= 4, `${withParameter.length} operations`);
    for (const { method, path } of withParameter) {
      for (const wrong of ['%', '%2', '%zz', '%ff', '%C0%80', '%ED%A0%80', '%E0%A4%A', 'a%']) {
        const { status, headers, text } = await client.send({
          method,
          path: path.replace(/\{\w+\}/, wrong),
          headers: json,
        });
        assert.deepEqual(
          [status, headers['stub-error']],
          [400, 'path-malformed'],
          `${method} ${path} ${wrong}: ${text}`,
        );
        assertPlain(text, path);
      }
    }
  });
});

/** Becomes a request of its own if the server ends the request before it too early. */
const smuggled = 'GET /use-cases HTTP/1.1\r\nhost: x\r\nauthorization: Bearer smuggled\r\nconnection: close\r\n\r\n';
const known = 'host: x\r\nauthorization: Bearer key\r\ncontent-type: application/json\r\n';
const post = (headers: string, body = '') => `POST /use-cases HTTP/1.1\r\n${known}${headers}\r\n${body}${smuggled}`;
const get = (headers: string) => `GET /use-cases HTTP/1.1\r\n${known}${headers}\r\n${smuggled}`;

const malformed: Record<string, string> = {
  'content-length with chunked': post('content-length: 6\r\ntransfer-encoding: chunked\r\n', '0\r\n\r\n'),
  'chunked with content-length': post('transfer-encoding: chunked\r\ncontent-length: 6\r\n', '0\r\n\r\n'),
  'two lengths': post('content-length: 0\r\ncontent-length: 12\r\n', '{"name":"x"}'),
  'one length twice': post('content-length: 12\r\ncontent-length: 12\r\n', '{"name":"x"}'),
  'a list of lengths': post('content-length: 12, 12\r\n', '{"name":"x"}'),
  'a length below nothing': post('content-length: -1\r\n'),
  'a length in other digits': post('content-length: 0xc\r\n', '{"name":"x"}'),
  'chunked that is not last': post('transfer-encoding: chunked, identity\r\n', '0\r\n\r\n'),
  'an unknown transfer encoding': post('transfer-encoding: xchunked\r\n', '0\r\n\r\n'),
  'a chunk without a size': post('transfer-encoding: chunked\r\n', 'zz\r\n\r\n'),
  'a chunk that ends in a bare LF': post('transfer-encoding: chunked\r\n', 'c\n{"name":"x"}\r\n0\r\n\r\n'),
  // Not followed by another request, which would be answered rightly after a complete request.
  'no host': 'GET /use-cases HTTP/1.1\r\nauthorization: Bearer key\r\n\r\n',
  'a bare CR in a value': get('x-a: b\rx-c: d\r\n'),
  'a bare LF in a value': get('x-a: b\nx-c: d\r\n'),
  'NUL in a value': get('x-a: b\0d\r\n'),
  'a folded value': get('x-a: b\r\n folded\r\n'),
  'a space before the colon': get('x-a : b\r\n'),
  '32 KB of headers': get(`x-a: ${'a'.repeat(32_768)}\r\n`),
  '32 KB of small headers': get('x-a: b\r\n'.repeat(4_096)),
  // Not 100 KB: a server that closes during such a request may cut off its reply.
  'a target of 20 KB': `GET /use-cases/${'a'.repeat(20_480)} HTTP/1.1\r\n${known}\r\n${smuggled}`,
};

describe('a request that is not HTTP', () => {
  for (const [name, bytes] of Object.entries(malformed)) {
    it(`with ${name} is refused, and no part of it is read as another request`, async (t) => {
      const { stub } = await start(t);
      const reply = await sendBytes(stub.url, bytes);
      assert.match(reply, /^HTTP\/1\.1 (400|431) /);
      assert.equal(reply.match(/HTTP\/1\.1 /g)?.length, 1, reply);
      assert.deepEqual([stub.journal('key').length, stub.journal('smuggled').length], [0, 0]);
      assertPlain(reply, name);
      const [, status, error, body = ''] =
        /^HTTP\/1\.1 (\d+) [^]*\r\nstub-error: (\S+)\r\n[^]*?\r\n\r\n([^]*)$/.exec(reply) ?? [];
      assert.equal(error, status === '431' ? 'head-too-large' : 'request-malformed', reply);
      assert.match(reply, /\r\nconnection: close\r\n/i);
      assert.equal(Number(/\r\ncontent-length: (\d+)/i.exec(reply)?.[1]), Buffer.byteLength(body));
      const { message, issues } = JSON.parse(body) as { message?: string; issues?: { message: string }[] };
      assert.match(message ?? issues?.[0]?.message ?? '', /^(The request is not HTTP|Send a Host header|The head of)/);
    });
  }

  it('counts in the metrics and is logged, without a word of what was sent', async (t) => {
    const lines: Record<string, unknown>[] = [];
    const note = (level: string) => (details: object, message: string) =>
      void lines.push({ level, ...details, message });
    const logger = { info: note('info'), warn: note('warn'), error: note('error') };
    const { stub } = await start(t, { logger, metrics: createMetrics() });
    await sendBytes(stub.url, 'GET /\x1b[31msecret HTTP/9.9\r\nx: "level":"fatal"\r\n\r\n');
    await sendBytes(stub.url, `GET /use-cases HTTP/1.1\r\nhost: x\r\nx: ${'s'.repeat(20_000)}\r\n\r\n`);
    assert.deepEqual(
      lines.map(({ level, status, error, client }) => [level, status, error, client]),
      [
        ['warn', 400, 'request-malformed', '127.0.0.1'],
        ['warn', 431, 'head-too-large', '127.0.0.1'],
      ],
    );
    assert.doesNotMatch(JSON.stringify(lines), /secret|fatal|sss/);
    const metrics = await (await fetch(new URL('/__stub/metrics', stub.url))).text();
    for (const error of ['request-malformed', 'head-too-large'])
      assert.match(metrics, new RegExp(`^use_case_stub_requests_total\\{[^}]*error="${error}"[^}]*\\} 1$`, 'm'));
  });

  it('waits for the replies to requests before it', async (t) => {
    const { stub } = await start(t);
    const reply = await sendBytes(
      stub.url,
      `GET /use-cases HTTP/1.1\r\n${known}prefer: delay=50\r\n\r\nnonsense\r\n\r\n`,
    );
    assert.deepEqual(reply.match(/HTTP\/1\.1 \d+/g), ['HTTP/1.1 200', 'HTTP/1.1 400'], reply);
  });

  it('with two host headers is refused on every route, in any spelling', async (t) => {
    const { stub } = await start(t);
    for (const target of ['/use-cases', '/__stub/scenarios']) {
      for (const second of ['host: y', 'HOST: x', 'hOsT: '])
        assert.match(
          await sendBytes(stub.url, `GET ${target} HTTP/1.1\r\n${known}${second}\r\nconnection: close\r\n\r\n`),
          /^HTTP\/1\.1 400 [^]*\r\nstub-error: host-repeated\r\n/,
          `${target} ${second}`,
        );
    }
  });

  it('cannot be smuggled in the body of a GET', async (t) => {
    const { stub } = await start(t);
    const reply = await sendBytes(
      stub.url,
      `GET /use-cases HTTP/1.1\r\n${known}content-length: ${smuggled.length}\r\nconnection: close\r\n\r\n${smuggled}`,
    );
    assert.equal(reply.match(/HTTP\/1\.1 /g)?.length, 1, reply);
    assert.equal(stub.journal('smuggled').length, 0);
  });

  it('with a target that ends early is at most one request', async (t) => {
    // Node reads a line with only "GET /use-cases" as HTTP/0.9, and the following lines as its headers.
    const { stub } = await start(t);
    const reply = await sendBytes(stub.url, `GET /use-cases\r\nx: y HTTP/1.1\r\n${known}\r\n${smuggled}`);
    assert.match(reply, /^HTTP\/1\.1 400 /);
    assert.equal(reply.match(/HTTP\/1\.1 /g)?.length, 1, reply);
    assert.equal(stub.journal('smuggled').length, 0);
  });

  it('cannot add headers to a reply with an encoded CR LF', async (t) => {
    const { stub } = await start(t);
    const evil = '%0d%0aset-cookie:%20a=b';
    for (const [target, headers] of [
      [`/use-cases/${evil}`, ''],
      [`/${evil}`, ''],
      ['/use-cases', `x-request-id: ${evil}\r\norigin: ${evil}\r\nprefer: example=${evil}\r\n`],
    ] as const) {
      const reply = await sendBytes(stub.url, `GET ${target} HTTP/1.1\r\n${known}${headers}connection: close\r\n\r\n`);
      const [head = ''] = reply.split('\r\n\r\n');
      assert.doesNotMatch(head, /^set-cookie/im);
    }
  });
});

describe('path traversal', () => {
  it('reaches nothing', async (t) => {
    const { stub } = await start(t);
    for (const target of [
      '/use-cases/../../etc/passwd',
      '/use-cases/..%2f..%2f..%2fetc%2fpasswd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/..\\..\\etc\\passwd',
      '//etc/passwd',
      '/__stub/../use-cases',
      '/__stub/%2e%2e/use-cases',
      '/__stub/states/..%2f..%2fpackage.json',
      '/api/v1/../use-cases',
      '/use-cases/%00',
      '/use-cases/%252e%252e',
      'file:///etc/passwd',
    ]) {
      const reply = await sendBytes(stub.url, `GET ${target} HTTP/1.1\r\n${known}connection: close\r\n\r\n`);
      assert.match(reply, /^HTTP\/1\.1 (400|404|405) /, target);
      assert.doesNotMatch(reply, /root:|"version"/, target);
      assertPlain(reply, target);
    }
  });
});

describe('an error', () => {
  it('shows no HTML page and no stack, even without NODE_ENV', async (t) => {
    const mode = process.env['NODE_ENV'];
    // Express shows stacks unless this says "production".
    delete process.env['NODE_ENV'];
    t.after(() => mode !== undefined && (process.env['NODE_ENV'] = mode));
    const broken = async (): Promise<never> => {
      throw new TypeError('internal words of the store');
    };
    const store = { ...createMemoryStore(), list: broken, find: broken, create: broken };
    const { stub } = await start(t, { store });
    for (const [bytes, status] of [
      [`GET /use-cases HTTP/1.1\r\n${known}`, 500],
      [`GET /use-cases/${'a'.repeat(24)} HTTP/1.1\r\n${known}`, 500],
      [`GET /use-cases/%E0%A4%A HTTP/1.1\r\n${known}`, 400],
      [`GET http://[::bad/ HTTP/1.1\r\n${known}`, 404],
      [`GET /%ff HTTP/1.1\r\n${known}`, 404],
      [`GET /nowhere HTTP/1.1\r\naccept: text/html\r\n${known}`, 404],
      [`DELETE /use-cases HTTP/1.1\r\naccept: text/html\r\n${known}`, 405],
      [`OPTIONS * HTTP/1.1\r\n${known}`, 404],
      [`POST /use-cases HTTP/1.1\r\n${known}expect: 100-continue\r\ncontent-length: 0\r\n`, 400],
      [`CONNECT x:443 HTTP/1.1\r\n${known}`, 405],
      [`POST /use-cases HTTP/1.1\r\n${known}expect: the worst\r\ncontent-length: 0\r\n`, 417],
    ] as const) {
      const reply = await sendBytes(stub.url, `${bytes}connection: close\r\n\r\n`);
      const final = reply.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
      assert.equal(Number(/^HTTP\/1\.1 (\d+)/.exec(final)?.[1]), status, `${bytes}: ${reply}`);
      assertPlain(reply, bytes);
      assert.doesNotMatch(reply, /internal words/);
      assert.match(final, /\r\n\r\n\{.*\}$/, `${bytes} has a body`);
    }
  });
});

describe('clients that never finish their requests', () => {
  it('have ten seconds for their headers, and a minute for the request', async (t) => {
    // soak/soak.ts tries it with 500 clients, which takes longer.
    let server: Server | undefined;
    const keep = (message: unknown) => (server = (message as { server: Server }).server);
    subscribe('http.server.request.start', keep);
    t.after(() => unsubscribe('http.server.request.start', keep));
    const { client } = await start(t);
    await client.send({ method: 'GET', path: '/use-cases', headers: json });
    assert.ok((server as unknown as Server).headersTimeout <= 10_000);
    assert.ok((server as unknown as Server).requestTimeout <= 60_000);
  });
});
