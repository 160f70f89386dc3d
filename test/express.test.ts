import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import express, { type ErrorRequestHandler } from 'express';
import supertest from 'supertest';
import { stubMiddleware } from '../src/express.ts';
import { createStub, type UseCase } from '../src/index.ts';

const authorization = 'Bearer key';

/** A stub on a free port, and a client for it. */
async function listening(t: TestContext, options = {}) {
  const stub = createStub({ seedCount: 1, ...options });
  const url = await stub.listen();
  t.after(() => stub.close());
  return { stub, client: supertest(new URL(url).origin) };
}

describe('stub.app', () => {
  it('answers endpoints of a program beside those of the contract', async (t) => {
    const { stub, client } = await listening(t);
    stub.app.get('/api/v1/profile', (_request, response) => void response.json({ name: 'Ada' }));
    assert.deepEqual((await client.get('/api/v1/profile')).body, { name: 'Ada' });
    const listed = await client.get('/api/v1/use-cases').set({ authorization });
    assert.equal((listed.body as UseCase[]).length, 1);
  });

  it('lets middleware see requests to operations of the contract', async (t) => {
    const { stub, client } = await listening(t);
    const seen: string[] = [];
    stub.app.use((request, response, next) => {
      seen.push(`${request.method} ${request.path}`);
      response.set('x-program', 'here');
      next();
    });
    const created = await client.post('/api/v1/use-cases').set({ authorization }).send({ name: 'x' });
    assert.deepEqual([created.status, created.headers['x-program']], [200, 'here']);
    assert.deepEqual(seen, ['POST /api/v1/use-cases']);
    const hint = await client.get('/api/v1/use-case').set({ authorization });
    assert.match((hint.body as { message: string }).message, /The nearest operation is GET \/use-cases/);
  });

  it('lets a program answer in place of the contract, or parse bodies before it', async (t) => {
    const { stub, client } = await listening(t);
    stub.app.use(express.json());
    stub.app.delete('/api/v1/use-cases/:id', (request, response) => void response.json({ removed: request.params.id }));
    assert.deepEqual((await client.delete('/api/v1/use-cases/7')).body, { removed: '7' });
    assert.equal((await client.post('/api/v1/use-cases').set({ authorization }).send({ name: 'x' })).status, 200);
    assert.equal((await client.post('/api/v1/use-cases').set({ authorization }).send({})).status, 400);
  });

  it('takes what is registered while the stub listens', async (t) => {
    const { stub, client } = await listening(t);
    assert.equal((await client.get('/later')).status, 404);
    stub.app.get('/later', (_request, response) => void response.send('now'));
    assert.equal((await client.get('/later')).text, 'now');
  });

  it('shows no stack of a handler that throws, and logs it', async (t) => {
    const logged: string[] = [];
    const note = (_details: object, message: string) => void logged.push(message);
    const { stub, client } = await listening(t, { logger: { info: note, warn: note, error: note } });
    stub.app.get('/broken', () => {
      throw new Error('secret detail');
    });
    const response = await client.get('/broken');
    assert.deepEqual([response.status, response.body], [500, { message: 'The stub failed; its log says why' }]);
    assert.deepEqual(logged, ['a handler or middleware registered with stub.app failed']);
  });

  it('tells a client what its body parser has against the request', async (t) => {
    const { stub, client } = await listening(t);
    stub.app.use(express.json());
    const response = await client
      .post('/api/v1/use-cases')
      .set({ authorization, 'content-type': 'application/json' })
      .send('{"name":');
    assert.equal(response.status, 400);
    assert.match((response.body as { message: string }).message, /JSON/);
  });

  it('leaves errors to the handlers of the program, where it has some', async (t) => {
    const { stub, client } = await listening(t);
    stub.app.get('/broken', () => {
      throw new Error('for us');
    });
    const handler: ErrorRequestHandler = (error: Error, _request, response, _next) =>
      void response.status(418).json({ caught: error.message });
    stub.app.use(handler);
    assert.deepEqual((await client.get('/broken')).body, { caught: 'for us' });
  });
});

describe('use-case-stub/express', () => {
  it('mounts a stub into an application under any path', async () => {
    const stub = createStub({ seedCount: 1 });
    const app = express().use('/backend', stubMiddleware(stub));
    app.get('/backend/other', (_request, response) => void response.send('mine'));
    const client = supertest(app);
    for (const path of ['/backend/api/v1/use-cases', '/backend/use-cases']) {
      const listed = await client.get(path).set({ authorization });
      assert.equal((listed.body as UseCase[]).length, 1, path);
    }
    assert.equal((await client.get('/backend/__stub/health')).status, 200);
    assert.equal((await client.delete('/backend/use-cases').set({ authorization })).status, 405);
  });

  it('passes on what is no path of the contract, nor of the stub', async () => {
    const app = express().use(stubMiddleware(createStub()));
    app.get('/api/v1/profile', (_request, response) => void response.send('mine'));
    assert.equal((await supertest(app).get('/api/v1/profile')).text, 'mine');
    assert.equal((await supertest(app).get('/elsewhere')).status, 404);
  });

  it('answers below an address with parameters, and keeps a query', async () => {
    const app = express().use('/tenants/:tenant', stubMiddleware(createStub({ seedCount: 0 })));
    const response = await supertest(app).get('/tenants/blue/use-cases?__example=empty').set({ authorization });
    assert.deepEqual([response.body, response.headers['preference-applied']], [[], 'example=empty']);
  });
});
