import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sendBytes } from '../../soak/raw-http.ts';
import { startStub } from '../helpers/stub.ts';

describe('the journal', () => {
  it('remembers each request of an organization with verdict, issues and warnings', async (t) => {
    const { stub, send } = await startStub(t);
    await send('POST', '/use-cases', { body: { name: 'x', nmae: 'y' } });
    await send('POST', '/use-cases', { body: { hidden: 1 } });
    await send('GET', '/use-cases', { prefer: 'code=503' });
    const entries = stub.journal('key');
    assert.deepEqual(
      entries.map(({ number, verdict, status, operationId }) => [number, verdict, status, operationId]),
      [
        [1, 'accepted', 200, 'createUseCase'],
        [2, 'refused', 400, 'createUseCase'],
        [3, 'failed', 503, 'listUseCases'],
      ],
    );
    assert.deepEqual(entries[0]?.warnings, [
      {
        rule: 'unknown-property',
        path: ['nmae'],
        message: 'is not part of the contract and was dropped',
        suggestion: 'name',
        assumption: 'unknown-properties',
        value: 'stripped',
        standing: 'assumed',
      },
    ]);
    assert.deepEqual(
      entries[1]?.issues.map(({ path }) => path),
      [['name'], ['hidden']],
    );
    assert.equal(entries[0]?.body, '{"name":"x","nmae":"y"}');
    assert.equal(entries[1]?.error, 'validation-failed');
    assert.equal(entries[0]?.url, '/api/v1/use-cases');
    assert.match(entries[0]?.time ?? '', /^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('keeps organizations apart, and requests without a key from all of them', async (t) => {
    const { stub, send } = await startStub(t);
    await send('GET', '/use-cases', { key: 'one' });
    await send('GET', '/use-cases', { key: null });
    assert.equal(stub.journal('one').length, 1);
    assert.equal(stub.journal('two').length, 0);
    assert.deepEqual(
      stub.journal().map(({ status }) => status),
      [401],
    );
  });

  it('never holds a whole API key', async (t) => {
    const { stub, send } = await startStub(t);
    const key = 'sk_live_0123456789abcdef';
    await send('GET', '/use-cases', { key });
    const [entry] = stub.journal(key);
    assert.equal(entry?.headers['authorization'], 'Bearer ***cdef');
    assert.ok(!JSON.stringify(stub.journal(key)).includes(key));
    await send('GET', '/use-cases', { key: null, headers: { authorization: `${key} Bearer` } });
    assert.ok(!JSON.stringify(stub.journal()).includes(key));
  });

  it('is bounded: the oldest entries go first', async (t) => {
    const { stub, send } = await startStub(t, { journal: 3 });
    for (let index = 0; index < 5; index++) await send('GET', `/use-cases?n=${index}`);
    assert.deepEqual(
      stub.journal('key').map(({ number, url }) => [number, url.at(-1)]),
      [
        [3, '2'],
        [4, '3'],
        [5, '4'],
      ],
    );
    const none = await startStub(t, { journal: 0 });
    await none.send('GET', '/use-cases');
    assert.deepEqual(none.stub.journal('key'), []);
  });

  it('cuts what is long: bodies, replies, and words that findings repeat', async (t) => {
    const { stub, create, send } = await startStub(t);
    await create({ name: 'x'.repeat(100_000) });
    await send('POST', '/use-cases', { body: { language: 'y'.repeat(500_000), ['z'.repeat(300_000)]: 1 } });
    const entries = stub.journal('key');
    assert.equal(entries[0]?.body?.length, 16_384);
    assert.equal(entries[0]?.reply?.length, 16_384);
    assert.ok(JSON.stringify(entries[1]).length < 50_000);
  });

  it('does not keep alive what it has cut off', async () => {
    const { spawnSync } = await import('node:child_process');
    const program = `
      import { createStub } from ${JSON.stringify(new URL('../../src/index.ts', import.meta.url).href)};
      const stub = createStub({ seedCount: 0 });
      const url = await stub.listen() + '/use-cases';
      const headers = { authorization: 'Bearer k', 'content-type': 'application/json' };
      const send = (mark) => fetch(url, { method: 'POST', headers, body: JSON.stringify({ language: mark + 'x'.repeat(900_000) }) });
      await send(0); gc();
      const before = process.memoryUsage().heapUsed;
      for (let index = 0; index < 60; index++) await (await send(index)).text();
      gc();
      console.log(Math.round((process.memoryUsage().heapUsed - before) / 1e6));
      await stub.close();
    `;
    const { stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', program], {
      encoding: 'utf8',
    });
    assert.ok(Number(stdout) < 15, `${stdout} MB of 54 are still there ${stderr}`);
  });

  it('has nothing for a key that the stub does not know', async (t) => {
    const { stub, send } = await startStub(t, { apiKey: ['known'] });
    await send('GET', '/use-cases', { key: 'unknown' });
    assert.deepEqual(stub.journal('unknown'), []);
    assert.equal(stub.journal().length, 1);
  });

  it('masks whatever sounds like a secret, and is not misled by names such as constructor', async (t) => {
    const { stub, send } = await startStub(t);
    await send('GET', '/use-cases?api_key=hush&page=2', { headers: { 'x-auth-token': 'hush', constructor: 'fine' } });
    const [entry] = stub.journal('key');
    assert.ok(entry?.url.endsWith('?api_key=***&page=2'));
    assert.equal(entry?.headers['x-auth-token'], '***');
    assert.equal(entry?.headers['constructor'], 'fine');
  });

  it('masks secrets by other names, in addresses, and under encoded names', async (t) => {
    const { stub, send } = await startStub(t);
    const secret = { 'x-jwt': 'hush', 'x-session-id': 'hush', 'x-signature': 'hush', 'x-design': 'fine' };
    const referer = 'https://me:hush@app.example/list?sig=hush&page=2#top';
    await send('GET', '/use-cases?api%5Fkey=hush&sig=hush&significance=fine', { headers: { ...secret, referer } });
    const [entry] = stub.journal('key');
    assert.ok(entry?.url.endsWith('?api%5Fkey=***&sig=***&significance=fine'), entry?.url);
    assert.equal(entry?.headers['referer'], 'https://***@app.example/list?sig=***&page=2#top');
    assert.equal(entry?.headers['x-design'], 'fine');
    assert.ok(!JSON.stringify(entry).includes('hush'));
  });
});

describe('journal and log', () => {
  const targets = [
    '/use-cases?X-Amz-Signature=hush',
    '/use-cases?%2573ig=hush',
    '/use-cases?page=2;token=hush',
    '/use-cases?next=https%3A%2F%2Fapp.example%2F%3Ftoken%3Dhush',
    '/use-cases?next=https://me:hush@app.example/',
    '/use-cases#token=hush',
    'http://me:hush@app.example/use-cases',
    'http://me:hush@[no-host/use-cases',
    '//me:hush@app.example/use-cases',
  ];
  const headers = {
    'x-original-url': '/use-cases?token=hush',
    'x-forwarded-uri': '/use-cases?sig=hush',
    link: '<https://me:hush@app.example/>; rel="next"',
    'x-xsrf': 'hush',
    'x-otp': 'hush',
    dpop: 'hush',
  };

  it('have no credential, wherever in a target or header it stands', async (t) => {
    const lines: unknown[] = [];
    const note = (...line: unknown[]) => void lines.push(line);
    const { stub } = await startStub(t, { logger: { info: note, warn: note, error: note } });
    const fields = Object.entries({ host: 'x', authorization: 'Bearer key', ...headers, connection: 'close' })
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
    for (const target of targets) await sendBytes(stub.url, `GET ${target} HTTP/1.1\r\n${fields}\r\n`);
    assert.deepEqual([stub.journal('key').length, lines.length], [targets.length, targets.length]);
    assert.doesNotMatch(JSON.stringify([stub.journal('key'), lines]), /hush/);
  });
});

describe('the log', () => {
  it('has a line for each request, with warnings, and never a whole API key', async (t) => {
    const lines: { level: string; details: Record<string, unknown>; message: string }[] = [];
    const at = (level: string) => (details: object, message: string) =>
      void lines.push({ level, details: { ...details }, message });
    const logger = { info: at('info'), warn: at('warn'), error: at('error') };
    const { send } = await startStub(t, { logger });
    const key = 'sk_live_0123456789abcdef';
    await send('GET', '/use-cases?api_key=secret', { key });
    await send('POST', '/use-cases', { key, body: { name: 'x', timezone: 'Mars/Base' } });
    await send('GET', '/use-cases', { key, prefer: 'code=500' });
    await send('GET', `/use-cases/${'0'.repeat(24)}`, { key });
    await send('POST', '/use-cases', { key, body: { name: 'x', language: 'xx' } });
    assert.deepEqual(
      lines.map(({ level, message }) => [level, message]),
      [
        ['warn', 'GET /use-cases 200'],
        ['warn', 'POST /use-cases 200'],
        ['error', 'GET /use-cases 500'],
        ['warn', `GET /use-cases/${'0'.repeat(24)} 404`],
        ['warn', 'POST /use-cases 400'],
      ],
    );
    assert.equal(lines[3]?.details['standing'], 'assumed: not-found=message');
    assert.match(String(lines[4]?.details['issues']), /^\/language: Invalid enum value.* \(documented\)$/);
    assert.deepEqual(lines[1]?.details['warnings'], [
      '/timezone: not an IANA time zone, such as America/Chicago (timezone-iana; assumed: timezone=any)',
    ]);
    assert.ok(!JSON.stringify(lines).includes(key));
    assert.ok(!JSON.stringify(lines).includes('secret'));
  });
});

describe('health', () => {
  it('is answered without a key and stays out of the journal', async (t) => {
    const { stub } = await startStub(t);
    const origin = new URL(stub.url).origin;
    const response = await fetch(`${origin}/__stub/health`);
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), { status: 'ok' });
    assert.equal((await fetch(`${origin}/__stub/health`, { method: 'POST' })).status, 405);
    assert.deepEqual(stub.journal(), []);
  });
});
