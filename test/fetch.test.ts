import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext, type Context } from 'node:vm';
import { build, type Rollup } from 'vite';
import { createStub } from '../src/fetch.ts';
import type { UseCase } from '../src/index.ts';

const authorization = 'Bearer key';

/** What browsers, service workers, Deno and Bun have, and nothing else. */
const webGlobals = {
  AbortController,
  AbortSignal,
  DecompressionStream,
  Headers,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  // Bytes of a request come from outside of the context that the bundle runs in.
  Uint8Array,
  URL,
  URLSearchParams,
  clearTimeout,
  crypto,
  performance,
  setTimeout,
  structuredClone,
};

describe('a stub without Node', () => {
  it('runs as a bundle for browsers, without any Node built-in', { timeout: 120_000 }, async () => {
    const { code, missing } = await bundle();
    assert.deepEqual(missing, [], 'the bundle would load these from Node');
    const context = createContext({ ...webGlobals });
    runInContext(code, context);
    const answers = await inBundle(
      context,
      `(async () => {
        const stub = createStub({ seedCount: 2 });
        const send = async (method, path, body) => {
          const headers = { authorization: 'Bearer key', 'content-type': 'application/json' };
          const response = await stub.fetch(new Request('http://stub.test' + path, { method, headers, body }));
          return [response.status, await response.text()];
        };
        const created = await send('POST', '/api/v1/use-cases', '{"name":"x"}');
        const refused = await send('POST', '/api/v1/use-cases', '{"name":');
        const listed = await send('GET', '/api/v1/use-cases');
        const states = await send('PUT', '/__stub/states/the%20API%20is%20failing', '{"status":503}');
        const failed = await send('GET', '/api/v1/use-cases');
        const contract = await send('GET', '/__stub/contract');
        return JSON.stringify({ created, refused, listed, states, failed, contract, journal: stub.journal('key').length });
      })()`,
    );
    const { created, refused, listed, states, failed, contract, journal } = JSON.parse(answers) as Record<
      string,
      [number, string]
    > & { journal: number };
    assert.equal(created?.[0], 200);
    assert.match(refused?.[1] ?? '', /not JSON/);
    assert.equal((JSON.parse(listed?.[1] ?? '[]') as UseCase[]).length, 3, 'two generated ones and the created one');
    assert.deepEqual([states?.[0], failed?.[0]], [200, 503]);
    assert.match(contract?.[1] ?? '', /"\/use-cases\/\{id\}"/);
    assert.equal(journal, 4);
  });

  it('answers web-standard requests with web-standard responses', async () => {
    const stub = createStub({ seedCount: 0 });
    const request = new Request('http://stub.test/api/v1/use-cases', {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'x', transfer_number: '123' }),
    });
    const response = await stub.fetch(request);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('stub-warnings'), 'transfer-number-e164;at="/transfer_number"');
    assert.equal(((await response.json()) as UseCase).name, 'x');
  });

  it('breaks a connection as fetch shows it', async () => {
    const stub = createStub({ seedCount: 3 });
    const list = (prefer: string) =>
      stub.fetch(new Request('http://stub.test/use-cases', { headers: { authorization, prefer } }));
    for (const fault of ['reset', 'empty']) await assert.rejects(list(`fault=${fault}`), TypeError);
    await assert.rejects((await list('fault=truncated')).text(), TypeError);
    await assert.rejects((await list('fault=malformed')).json(), SyntaxError);
    assert.equal(((await (await list('fault=slow')).json()) as UseCase[]).length, 3);
  });

  it('ends a delay when the client gives up', { timeout: 30_000 }, async () => {
    const stub = createStub();
    const client = new AbortController();
    const request = new Request('http://stub.test/use-cases', {
      headers: { authorization, prefer: 'delay=60000' },
      signal: client.signal,
    });
    const answered = stub.fetch(request);
    client.abort();
    await assert.rejects(answered, { name: 'AbortError' });
    assert.deepEqual(stub.journal('key')[0]?.cause, { kind: 'client-gone' });
  });

  it('gives up a body, and a reply that is still coming, when the client does', { timeout: 30_000 }, async () => {
    const stub = createStub();
    const sending = new AbortController();
    const endless = new ReadableStream({ pull: () => new Promise(() => {}) });
    const init = { headers: { authorization, 'content-type': 'application/json' }, signal: sending.signal };
    const sent = stub.fetch(
      new Request('http://stub.test/use-cases', {
        method: 'POST',
        body: endless,
        duplex: 'half',
        ...init,
      }),
    );
    sending.abort();
    await assert.rejects(sent, { name: 'AbortError' });
    assert.equal(stub.journal('key').length, 0);
    const reading = new AbortController();
    const streamed = await stub.fetch(
      new Request('http://localhost/__stub/requests/stream', { headers: { authorization }, signal: reading.signal }),
    );
    reading.abort(new Error('seen enough'));
    await assert.rejects(streamed.text(), /seen enough/);
    await assert.rejects(stub.fetch(new Request('http://stub.test/', { signal: reading.signal })), /seen enough/);
  });

  it('takes bodies and refuses encodings as over a socket', async () => {
    const stub = createStub();
    const create = async (body: string, encoding?: string) => {
      const packed = encoding === undefined ? {} : { 'content-encoding': encoding };
      const headers = { authorization, 'content-type': 'application/json', ...packed };
      const response = await stub.fetch(new Request('http://stub.test/use-cases', { method: 'POST', headers, body }));
      return response.headers.get('stub-error');
    };
    assert.equal(await create(''), 'validation-failed');
    // Names of the web's own decompression, which HTTP does not know.
    for (const name of ['brotli', 'deflate-raw']) assert.equal(await create('{}', name), 'encoding-unsupported');
  });

  it('says what it takes to a program that gives it a URL', async () => {
    await assert.rejects(createStub().fetch('http://stub.test/use-cases' as never), /takes a Request/);
  });

  it('shows all organizations with the key of the console only: a server may pass on requests of others', async () => {
    const stub = createStub({ consoleKey: 'x' });
    const list = (headers: Record<string, string>) =>
      stub.fetch(new Request('http://localhost/__stub/organizations', { headers }));
    assert.equal((await list({})).status, 403);
    assert.equal((await list({ 'stub-admin-key': 'x' })).status, 200);
  });

  it('journals the address that the server gives', async () => {
    const stub = createStub();
    const headers = { authorization: 'Bearer x' };
    await stub.fetch(new Request('http://localhost/use-cases', { headers }), { address: '203.0.113.7' });
    await stub.fetch(new Request('http://localhost/use-cases', { headers }));
    assert.deepEqual(
      stub.journal('x').map(({ client }) => client),
      ['203.0.113.7', undefined],
    );
  });
});

/** The built library as one script that defines `createStub`, and what it would load from Node. */
async function bundle(): Promise<{ code: string; missing: string[] }> {
  const missing: string[] = [];
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'refuse-node',
        enforce: 'pre',
        resolveId(source, importer) {
          if (source.startsWith('node:')) missing.push(`${source} from ${importer}`);
          return null;
        },
      },
    ],
    build: {
      write: false,
      minify: false,
      target: 'es2024',
      lib: {
        entry: fileURLToPath(new URL('../dist/fetch.js', import.meta.url)),
        formats: ['iife'],
        name: 'stubLibrary',
      },
    },
  })) as Rollup.RollupOutput[];
  const [chunk] = built[0]?.output ?? [];
  return { code: `${chunk?.code ?? ''}\nvar { createStub } = stubLibrary;`, missing };
}

async function inBundle(context: Context, code: string): Promise<string> {
  return (await runInContext(code, context)) as string;
}
