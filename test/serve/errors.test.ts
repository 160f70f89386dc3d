import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Issue } from '../../src/index.ts';
import { errorCatalogue } from '../../src/contract/errors.ts';
import { loadJudge } from '../helpers/judge.ts';
import { startStub } from '../helpers/stub.ts';

const messageOf = (response: { body: unknown }) => (response.body as { message: string }).message;
const firstIssue = (response: { body: unknown }) => (response.body as { issues: Issue[] }).issues[0] as Issue;

describe('a path or method that the contract does not have', () => {
  it('gets 404 with the nearest operation', async (t) => {
    const { send } = await startStub(t);
    const response = await send('GET', '/use-case');
    assert.equal(response.status, 404);
    assert.equal(response.headers['stub-error'], 'unknown-path');
    assert.equal(
      messageOf(response),
      'No operation is GET /use-case. The nearest operation is GET /use-cases (listUseCases).',
    );
    assert.match(messageOf(await send('POST', '/usecases')), /POST \/use-cases \(createUseCase\)/);
    assert.match(
      messageOf(await send('PATCH', '/use-cses/66f2a1d05b3c9e7a41d80c12')),
      /\(updateUseCase\)|\(listUseCases\)|\(createUseCase\)/,
    );
  });

  it('gets 405 with Allow', async (t) => {
    const { send } = await startStub(t);
    for (const method of ['PUT', 'DELETE']) {
      const list = await send(method, '/use-cases');
      assert.equal(list.status, 405);
      assert.equal(list.headers['allow'], 'GET, HEAD, POST, OPTIONS');
      const one = await send(method, `/use-cases/${'a'.repeat(24)}`);
      assert.equal(one.headers['allow'], 'GET, HEAD, PATCH, OPTIONS');
      assert.equal(one.headers['stub-error'], 'method-not-allowed');
    }
  });

  it('answers OPTIONS with Allow', async (t) => {
    const { send } = await startStub(t);
    const response = await send('OPTIONS', '/use-cases', { key: null });
    assert.equal(response.status, 204);
    assert.equal(response.headers['allow'], 'GET, HEAD, POST, OPTIONS');
  });

  it('is served below the real base path, at the root, and with a trailing slash', async (t) => {
    const { stub } = await startStub(t);
    const origin = new URL(stub.url).origin;
    for (const path of ['/api/v1/use-cases', '/use-cases', '/api/v1/use-cases/', '/use-cases?page=2']) {
      const response = await fetch(origin + path, { headers: { authorization: 'Bearer k' } });
      assert.equal(response.status, 200, path);
    }
    assert.equal((await fetch(`${origin}/api/v12/use-cases`)).status, 404);
  });

  it('gets 400 for percent signs that encode nothing', async (t) => {
    const { send } = await startStub(t);
    const response = await send('GET', '/use-cases/%E0%A4%A');
    assert.equal(response.status, 400);
    assert.equal(response.headers['stub-error'], 'path-malformed');
  });
});

describe('a request without a usable API key', () => {
  it('gets 401 and is told the form', async (t) => {
    const { send } = await startStub(t);
    const missing = await send('GET', '/use-cases', { key: null });
    assert.equal(missing.status, 401);
    assert.equal(missing.headers['www-authenticate'], 'Bearer');
    assert.equal(messageOf(missing), 'Send your API key as "authorization: Bearer API_KEY"');
    for (const authorization of ['key', 'Basic a2V5', 'Bearer', 'Bearer  ', 'Bearer a b']) {
      const malformed = await send('GET', '/use-cases', { key: null, headers: { authorization } });
      assert.equal(malformed.status, 401, authorization);
      assert.equal(malformed.headers['stub-error'], 'api-key-malformed', authorization);
    }
    const lower = await send('GET', '/use-cases', { key: null, headers: { authorization: 'bearer key' } });
    assert.equal(lower.status, 200);
  });

  it('gets 401 before anything is said about its body', async (t) => {
    const { send } = await startStub(t);
    assert.equal((await send('POST', '/use-cases', { key: null, body: {} })).status, 401);
  });
});

describe('a body that cannot be taken', () => {
  async function post(
    t: TestContext,
    body: string | Uint8Array<ArrayBuffer> | Blob | null,
    headers: Record<string, string>,
    maxBody?: number,
  ) {
    const { stub } = await startStub(t, maxBody === undefined ? {} : { maxBody });
    const response = await fetch(`${stub.url}/use-cases`, {
      method: 'POST',
      body,
      headers: { authorization: 'Bearer k', ...headers },
    });
    const { status, headers: replyHeaders } = response;
    const reply = { status, headers: Object.fromEntries(replyHeaders), body: await response.json() };
    assert.deepEqual((await loadJudge()).reply('POST', '/use-cases', reply), []);
    return { ...reply, error: replyHeaders.get('stub-error') };
  }
  const json = { 'content-type': 'application/json' };

  it('says at which line and column it stops being JSON', async (t) => {
    const response = await post(t, '{\n  "name": "x",\n  "hidden" true\n}', json);
    assert.equal(response.status, 400);
    assert.equal(response.error, 'body-malformed');
    assert.equal(firstIssue(response).message, 'The body is not JSON: colon expected at line 3, column 12');
    for (const text of ['{"name":"x",}', '{"name":', 'hello', '[1', '{"a":1}}', "{'name':'x'}", '"\u0001"']) {
      const other = await post(t, text, json);
      assert.equal(other.status, 400, text);
      assert.match(firstIssue(other).message, /at line 1, column \d+$/, text);
    }
  });

  it('may be missing, null, a list or a scalar, and is told that an object is wanted', async (t) => {
    for (const [body, received] of [
      [null, 'undefined'],
      ['', 'undefined'],
      ['null', 'null'],
      ['[]', 'array'],
      ['1', 'number'],
    ] as const) {
      const response = await post(t, body, body ? json : {});
      assert.equal(response.status, 400, String(body));
      const { expected, received: actual, path } = firstIssue(response);
      assert.deepEqual({ expected, received: actual, path }, { expected: 'object', received, path: [] });
    }
  });

  it('gets 415 unless it is JSON in UTF-8', async (t) => {
    assert.equal(
      (await post(t, 'name=x', { 'content-type': 'application/x-www-form-urlencoded' })).error,
      'media-type-unsupported',
    );
    assert.equal((await post(t, new Blob(['{"name":"x"}']), {})).error, 'media-type-unsupported');
    assert.equal(
      (await post(t, '{"name":"x"}', { 'content-type': 'application/json; charset=utf-16' })).error,
      'charset-unsupported',
    );
    assert.equal(
      (await post(t, '{"name":"x"}', { ...json, 'content-encoding': 'zstd' })).error,
      'encoding-unsupported',
    );
    for (const type of [
      'application/json; charset=UTF-8',
      'APPLICATION/JSON',
      'application/vnd.api+json',
      'application/json;charset="utf-8"',
    ]) {
      assert.equal((await post(t, '{"name":"x"}', { 'content-type': type })).status, 200, type);
    }
  });

  it('may be packed', async (t) => {
    const text = Buffer.from('{"name":"x"}');
    const packed = { gzip: gzipSync(text), deflate: deflateSync(text), br: brotliCompressSync(text) };
    for (const [encoding, bytes] of Object.entries(packed)) {
      assert.equal(
        (await post(t, new Uint8Array(bytes), { ...json, 'content-encoding': encoding })).status,
        200,
        encoding,
      );
    }
    assert.equal((await post(t, '{"name":"x"}', { ...json, 'content-encoding': 'gzip' })).error, 'body-undecodable');
  });

  it('gets 413 when it is larger than allowed, also when only unpacking shows it', async (t) => {
    const exact = '{"name":"x"}';
    assert.equal((await post(t, exact, json, exact.length)).status, 200);
    const over = await post(t, `${exact} `, json, exact.length);
    assert.equal(over.status, 413);
    assert.equal(over.error, 'body-too-large');
    assert.equal(messageOf(over), `The body is larger than ${exact.length} bytes`);
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(50_000_000, ' ')));
    assert.equal((await post(t, bomb, { ...json, 'content-encoding': 'gzip' })).status, 413);
    assert.equal((await post(t, 'x'.repeat(5_000_000), json)).status, 413);
  });

  it('gets 400 when it is not UTF-8, nests too deep or has too many values', async (t) => {
    const latin = await post(t, new Uint8Array([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d]), json);
    assert.equal(latin.error, 'body-undecodable');
    const deep = `{"name":"x","params":{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`;
    assert.equal((await post(t, deep, json)).error, 'body-too-deep');
    const long = `{"name":"x","params":[${'1,'.repeat(20_000)}1]}`;
    assert.equal((await post(t, long, json)).error, 'body-too-many-values');
    const fine = `{"name":"x","params":{"a":${'['.repeat(500)}${']'.repeat(500)}}}`;
    assert.equal((await post(t, fine, json)).status, 200);
  });
});

describe('a hostile body', () => {
  it('with __proto__, constructor and prototype as keys does no harm', async (t) => {
    const { stub, send } = await startStub(t);
    const text =
      '{"name":"x","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"params":{"__proto__":{"polluted":1}},' +
      '"amd_messages":{"__proto__":"x"},"hooks":[{"__proto__":{"url":"x"}}]}';
    const response = await fetch(`${stub.url}/use-cases`, {
      method: 'POST',
      body: text,
      headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
    });
    assert.equal(response.status, 200);
    const created = (await response.json()) as { id: string };
    assert.equal(({} as { polluted?: number }).polluted, undefined);
    assert.deepEqual(Object.keys(created), [
      'id',
      'organization_id',
      'name',
      'hooks',
      'params',
      'amd_messages',
      'language',
      'max_duration_mins',
    ]);
    const patched = await send('PATCH', `/use-cases/${created.id}`, {
      body: JSON.parse('{"__proto__":{"hidden":true}}') as object,
    });
    assert.equal(patched.status, 200);
    assert.equal((patched.body as { hidden?: boolean }).hidden, undefined);
  });

  it('with NUL, lone surrogates and repeated keys is answered like any other', async (t) => {
    const { stub } = await startStub(t);
    for (const text of ['{"name":"a\\u0000b"}', '{"name":"\\ud800"}', '{"name":"first","name":"last"}']) {
      const response = await fetch(`${stub.url}/use-cases`, {
        method: 'POST',
        body: text,
        headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
      });
      assert.equal(response.status, 200, text);
      if (text.includes('last')) assert.equal(((await response.json()) as { name: string }).name, 'last');
    }
  });

  it('with a number beyond all numbers is refused instead of answered as null', async (t) => {
    const { stub } = await startStub(t);
    const response = await fetch(`${stub.url}/use-cases`, {
      method: 'POST',
      body: '{"name":"x","max_duration_mins":1e999}',
      headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
    });
    assert.equal(response.status, 400);
    const { message, path } = firstIssue({ body: await response.json() });
    assert.deepEqual([path, message], [['max_duration_mins'], 'Expected number, received infinity']);
  });

  it('of ten thousand typos gets a header that fits', async (t) => {
    const { send } = await startStub(t);
    const body = {
      name: 'x',
      ...Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`ключ "${index}"\n`, 1])),
    };
    const response = await send('POST', '/use-cases', { body });
    assert.equal(response.status, 200);
    const header = response.headers['stub-warnings'] as string;
    assert.ok(header.length < 2_100);
    assert.match(header, /, more;count=\d+$/);
  });
});

describe('a client that breaks off', () => {
  it('leaves the stub able to answer the next one', async (t) => {
    const { stub, send } = await startStub(t);
    const { hostname, port } = new URL(stub.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          'POST /use-cases HTTP/1.1\r\nhost: x\r\nauthorization: Bearer k\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"na',
        );
        setImmediate(() => socket.destroy());
      });
      socket.on('close', () => resolve());
    });
    assert.equal((await send('GET', '/use-cases')).status, 200);
  });
});

describe('a request target that is no URL', () => {
  it('gets an answer of the stub, not a page of Express', async (t) => {
    const { stub } = await startStub(t);
    const { hostname, port } = new URL(stub.url);
    const reply = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(port), hostname, () => {
        socket.write('GET http://[::bad/use-cases HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
      });
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
    });
    assert.match(reply, /^HTTP\/1\.1 404 /);
    assert.match(reply, /stub-error: unknown-path/);
    assert.doesNotMatch(reply, /<html/i);
  });
});

describe('an API key in other letters than ASCII', () => {
  it('is taken as it was typed', async (t) => {
    const { stub, send } = await startStub(t, { apiKey: ['ключ', 'voilà'] });
    for (const key of ['ключ', 'voilà']) {
      const latin = Buffer.from(`Bearer ${key}`, 'utf8').toString('latin1');
      const response = await send('GET', '/use-cases', { key: null, headers: { authorization: latin } });
      assert.equal(response.status, 200, key);
      assert.equal(stub.journal(key).length, 1);
    }
  });
});

describe('the catalogue of errors', () => {
  it('names a status and explains each error', () => {
    for (const [id, { status, explanation }] of Object.entries(errorCatalogue)) {
      assert.match(id, /^[a-z]+(-[a-z]+)*$/);
      assert.ok(status >= 400 && status < 600);
      assert.match(explanation, /\.$/, id);
    }
  });
});

describe('a mistake that was made before', () => {
  it('is refused with the same words as the first time, whatever else was refused in between', async (t) => {
    const mistakes = [
      { name: 'A', language: 'nl-NL' },
      { name: 'A', language: 'number' },
      { name: 'A', language: 5 },
      { name: 'A', language: null },
      { name: 'A', language: ['nl-NL'] },
      { language: 'nl-NL' },
      { name: 5, language: 'object' },
      { name: {}, language: {} },
      { name: '', keywords: 'none', hooks: [{ url: 5 }] },
      {},
      [],
    ];
    const used = await startStub(t);
    const ask = async ({ send }: Awaited<ReturnType<typeof startStub>>, body: object) => {
      const { status, headers, body: reply } = await send('POST', '/use-cases', { body });
      return { status, standing: headers['stub-standing'], reply: JSON.stringify(reply) };
    };
    const first = [];
    // Each by a stub that has refused nothing else.
    for (const body of mistakes) first.push(await ask(await startStub(t), body));
    for (let round = 0; round < 3; round++)
      for (const [index, body] of mistakes.entries()) assert.deepEqual(await ask(used, body), first[index]);
    assert.equal(new Set(first.map(({ reply }) => reply)).size, mistakes.length);
  });
});
