import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import supertest from 'supertest';
import { createStub, loadContract, SpecFileError } from '../../src/index.ts';

const extra = fileURLToPath(new URL('../fixtures/extra.yaml', import.meta.url));
const authorization = 'Bearer key';
const stub = createStub({ contract: await loadContract(extra), seedCount: 0 });
const client = supertest(stub.handler);

describe('an operation without a handler', () => {
  it('is mocked by Prism from its first example', async () => {
    const response = await client.post('/api/v1/calls').set({ authorization }).send({ to: '+14155550134' });
    assert.equal(response.status, 201);
    assert.deepEqual(response.body, { id: '66f2a1d05b3c9e7a41d80c99', to: '+14155550134' });
  });

  it('is validated by Prism', async () => {
    for (const body of [{}, { to: 1 }, { to: 'x', attempts: 9 }]) {
      const response = await client.post('/calls').set({ authorization }).send(body);
      assert.equal(response.status, 422, JSON.stringify(body));
      assert.deepEqual(response.body, { reason: 'no number' });
      assert.match(response.headers['stub-warnings'] ?? '', /^documented;at=/);
    }
  });

  it('takes the preferences that Prism knows', async () => {
    const send = (prefer: string) => client.post('/calls').set({ authorization, prefer }).send({ to: 'x' });
    assert.equal(((await send('example=started')).body as { to: string }).to, '+14155550135');
    assert.equal((await send('code=422')).status, 422);
    const unknown = await send('code=418');
    assert.equal(unknown.status, 404);
    assert.equal(unknown.headers['content-type'], 'application/problem+json');
  });

  it('answers HEAD like GET, and text as text', async () => {
    assert.equal((await client.head('/ping')).status, 200);
    const text = await client.get('/motd').set({ authorization });
    assert.equal(text.text, 'hello');
    assert.match(text.headers['content-type'] ?? '', /^text\/plain/);
  });

  it('never shows a page of Express, whatever is asked for', async () => {
    for (const query of ['__example=%0d%0aX:1', '__example=%E6%97%A5', '__code=204']) {
      const response = await client.get(`/ping?${query}`);
      assert.doesNotMatch(response.text ?? '', /<html/i, query);
    }
    const broken = await client.get('/broken').set({ authorization });
    assert.equal(broken.status, 500);
    assert.equal(broken.headers['stub-error'], 'internal-error');
  });

  it('keeps no Accept header of an earlier request', async () => {
    await client.post('/calls').set({ authorization, accept: 'text/html' }).send({ to: 'x' });
    const response = await client.post('/calls').set({ authorization, accept: 'application/json' }).send({ to: 'x' });
    assert.equal(response.status, 201);
  });

  it('wants an API key only where its document does', async () => {
    assert.equal((await client.post('/calls').send({ to: 'x' })).status, 401);
    const response = await client.get('/ping');
    assert.equal(response.status, 200);
    assert.deepEqual(response.body, { pong: true });
  });

  it('is written into the journal like any other', async () => {
    await client.post('/calls').set({ authorization: 'Bearer journal' }).send({ to: 'x' });
    const [entry] = stub.journal('journal');
    assert.equal(entry?.operationId, 'createCall');
    assert.equal(entry?.verdict, 'accepted');
  });

  it('leaves the operations of the built-in contract as they are', async () => {
    const response = await client.post('/use-cases').set({ authorization }).send({ name: 'x' });
    assert.equal(response.status, 200);
    assert.equal((response.body as { language: string }).language, 'en-US');
  });
});

describe('a document that describes the same operation anew', () => {
  it('takes its place: the handler goes by the new rules', async (t) => {
    const file = write(
      t,
      'new.yaml',
      `
openapi: 3.1.0
info: { title: New, version: 1.0.0 }
security: [{ apiKey: [] }]
paths:
  /use-cases:
    post:
      operationId: createUseCase
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [name, priority]
              properties:
                name: { type: string, maxLength: 3 }
                priority: { type: number, minimum: 1 }
                tags: { type: array, minItems: 1, items: { type: string, pattern: '^a' } }
      responses: { '200': { description: ok } }
components: { securitySchemes: { apiKey: { type: http, scheme: bearer } } }
`,
    );
    const renewed = supertest(createStub({ contract: await loadContract(file), seedCount: 0 }).handler);
    const refused = await renewed
      .post('/use-cases')
      .set({ authorization })
      .send({ name: 'long', priority: 0, tags: [] });
    assert.deepEqual(refused.body, {
      issues: [
        {
          code: 'too_big',
          maximum: 3,
          type: 'string',
          inclusive: true,
          exact: false,
          path: ['name'],
          message: 'String must contain at most 3 character(s)',
        },
        {
          code: 'too_small',
          minimum: 1,
          type: 'number',
          inclusive: true,
          exact: false,
          path: ['priority'],
          message: 'Number must be greater than or equal to 1',
        },
        {
          code: 'too_small',
          minimum: 1,
          type: 'array',
          inclusive: true,
          exact: false,
          path: ['tags'],
          message: 'Array must contain at least 1 element(s)',
        },
      ],
      name: 'ZodError',
    });
    const missing = await renewed
      .post('/use-cases')
      .set({ authorization })
      .send({ name: 'x', tags: ['b'] });
    assert.deepEqual((missing.body as { issues: object[] }).issues, [
      { code: 'invalid_type', expected: 'number', received: 'undefined', path: ['priority'], message: 'Required' },
      { validation: 'regex', code: 'invalid_string', message: 'Invalid', path: ['tags', 0] },
    ]);
    const created = await renewed
      .post('/use-cases')
      .set({ authorization })
      .send({ name: 'x', priority: 2, language: 'en-US' });
    assert.equal((created.body as { priority: number }).priority, 2);
    assert.equal((created.body as { language?: string }).language, undefined, 'the new document does not know it');
  });
});

describe('a document that uses our names for something else', () => {
  it('is mocked: a handler needs the API key and the id that it works with', async (t) => {
    const file = write(
      t,
      'other.yaml',
      `
openapi: 3.1.0
info: { title: Other, version: 1.0.0 }
paths:
  /use-cases:
    post: { operationId: makeUseCase, responses: { '200': { description: ok, content: { application/json: { schema: { const: 1 } } } } } }
  /first:
    get: { operationId: getUseCase, responses: { '200': { description: ok, content: { application/json: { schema: { const: 2 } } } } } }
  /tree:
    post:
      operationId: constructor
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Tree' } } } }
      responses: { '200': { description: ok, content: { application/json: { schema: { const: 3 } } } } }
components: { schemas: { Tree: { type: object, properties: { child: { $ref: '#/components/schemas/Tree' } } } } }
`,
    );
    const other = supertest(createStub({ contract: await loadContract(file) }).handler);
    assert.equal((await other.post('/use-cases')).body, 1);
    assert.equal((await other.get('/first')).body, 2);
    assert.equal((await other.post('/tree').send({ child: { child: {} } })).body, 3);
    assert.equal((await other.get('/use-cases').set({ authorization })).status, 200);
  });
});

describe('the callbacks of a document', () => {
  it('are not sent: a client could make the stub call any address', async (t) => {
    const received: (string | undefined)[] = [];
    const target = createServer((request, response) => {
      received.push(request.url);
      response.end();
    }).listen(0, '127.0.0.1');
    await once(target, 'listening');
    t.after(() => target.close());
    const address = `http://127.0.0.1:${(target.address() as AddressInfo).port}`;
    const file = write(
      t,
      'callbacks.yaml',
      `
openapi: 3.1.0
info: { title: Callbacks, version: 1.0.0 }
paths:
  /subscriptions:
    post:
      operationId: subscribe
      requestBody:
        content: { application/json: { schema: { type: object, properties: { callbackUrl: { type: string } } } } }
      responses: { '201': { description: ok } }
      callbacks:
        event:
          '{$request.body#/callbackUrl}':
            post: { operationId: event, responses: { '200': { description: ok } } }
`,
    );
    const calling = supertest(createStub({ contract: await loadContract(file), seedCount: 0 }).handler);
    const response = await calling.post('/subscriptions').send({ callbackUrl: `${address}/callback` });
    assert.equal(response.status, 201);
    // A callback would have left before this request.
    await fetch(`${address}/marker`);
    assert.deepEqual(received, ['/marker']);
  });
});

describe('a file that cannot be served', () => {
  const cases: [string, string, RegExp][] = [
    ['is not YAML', 'openapi: 3.1.0\npaths: [', /bad\.yaml:2:9: /],
    ['is not OpenAPI 3.1', 'swagger: "2.0"', /bad\.yaml:1 at \/openapi: an OpenAPI 3\.1 document is wanted/],
    [
      'has an empty path',
      'openapi: 3.1.0\npaths: { /a: }',
      /bad\.yaml:2 at \/paths\/~1a: an object with operations is wanted/,
    ],
    [
      'has a path without slash',
      'openapi: 3.1.0\npaths: { a: {} }',
      /bad\.yaml:2 at \/paths\/a: a path begins with a slash/,
    ],
    ['is empty', '', /bad\.yaml: it is empty, or holds no mapping/],
    [
      'refers to nothing',
      "openapi: 3.1.0\npaths:\n  /a:\n    post:\n      operationId: a\n      requestBody:\n        $ref: '#/none'",
      /bad\.yaml:7 at #\/none: the reference "#\/none" leads nowhere/,
    ],
    [
      'has a schema that is none',
      `openapi: 3.1.0\npaths: { /a: { post: { operationId: a, requestBody: { content: { application/json: { schema: { type: 12 } } } } } } }`,
      /bad\.yaml:2 at \/paths\/~1a\/post: schema is invalid/,
    ],
  ];
  for (const [what, text, message] of cases) {
    it(`because it ${what} is refused in one line with its place`, async (t) => {
      await assert.rejects(loadContract(write(t, 'bad.yaml', text)), (error) => {
        assert.ok(error instanceof SpecFileError);
        assert.match(error.message, message);
        return !error.message.includes('\n');
      });
    });
  }

  it('because it does not exist is refused by name', async () => {
    await assert.rejects(loadContract('nowhere.yaml'), /^SpecFileError: nowhere\.yaml: there is no such file$/);
  });
});

function write(t: TestContext, name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'use-case-stub-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}
