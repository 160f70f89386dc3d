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

  it('takes bodies that a parser has left as bytes or as a text', async (t) => {
    for (const parser of [express.raw({ type: '*/*' }), express.text({ type: '*/*' })]) {
      const { stub, client } = await listening(t, { maxBody: 30 });
      stub.app.use(parser);
      const send = (text: string) =>
        client.post('/api/v1/use-cases').set({ authorization, 'content-type': 'application/json' }).send(text);
      assert.equal(((await send('{"name":"Nacht\u00fc"}')).body as UseCase).name, 'Nacht\u00fc');
      assert.equal((await send('{"name":')).headers['stub-error'], 'body-malformed');
      assert.equal((await send('{"name":"longer than that"}    ')).headers['stub-error'], 'body-too-large');
    }
  });

  it('shows a body that a parser has read in the journal, and refuses one that is too deep', async (t) => {
    const { stub, client } = await listening(t);
    stub.app.use(express.json());
    const send = (body: object) => client.post('/api/v1/use-cases').set({ authorization }).send(body);
    await send({ name: 'x' });
    assert.equal(stub.journal('key').at(-1)?.body, '{"name":"x"}');
    const deep = JSON.parse(`{"name":${'['.repeat(600)}${']'.repeat(600)}}`) as object;
    assert.equal((await send(deep)).headers['stub-error'], 'body-too-deep');
  });

  it('lets pages of other origins use endpoints of a program as those of the contract', async (t) => {
    const { stub, client } = await listening(t);
    stub.app.delete('/api/v1/use-cases/:id', (_request, response) => void response.json({}));
    stub.app.get('/api/v1/profile', (_request, response) => void response.json({}));
    const origin = 'http://localhost:5173';
    // Without this, Express would say that DELETE is the only method.
    for (const method of ['PATCH', 'DELETE']) {
      const preflight = await client
        .options('/api/v1/use-cases/7')
        .set({ origin, 'access-control-request-method': method });
      assert.equal(preflight.status, 204);
      assert.match(preflight.headers['access-control-allow-methods'] as string, new RegExp(method));
    }
    const read = await client.get('/api/v1/profile').set({ origin });
    assert.equal(read.headers['access-control-allow-origin'], origin);
    const closed = await listening(t, { cors: false });
    closed.stub.app.get('/api/v1/profile', (_request, response) => void response.json({}));
    const unread = await closed.client.get('/api/v1/profile').set({ origin });
    assert.deepEqual([unread.status, unread.headers['access-control-allow-origin']], [200, undefined]);
  });

  it('passes on to the stub wherever a program puts the application', async () => {
    const stub = createStub({ seedCount: 1 });
    stub.app.get('/own', (_request, response) => void response.send('mine'));
    assert.equal((await supertest(stub.app).get('/own')).text, 'mine');
    assert.equal((await supertest(stub.app).get('/api/v1/use-cases').set({ authorization })).status, 200);
    const outer = express().use('/below', stub.app);
    outer.use((request, response) => void response.send(`outer ${String(request.app === outer)}`));
    assert.equal((await supertest(outer).get('/below/own')).text, 'mine');
    assert.equal((await supertest(outer).get('/below/use-cases').set({ authorization })).status, 200);
    assert.equal((await supertest(outer).get('/below/elsewhere')).text, 'outer true');
  });

  it('tells mistakes of clients by either name of the status, and survives a logger that throws', async (t) => {
    const fail = () => {
      throw new Error('the log is full');
    };
    const { stub, client } = await listening(t, { logger: { info: fail, warn: fail, error: fail } });
    stub.app.get('/known', () => {
      throw Object.assign(new Error('such is it'), { statusCode: 422 });
    });
    stub.app.get('/odd', () => {
      throw Object.assign(new Error('secret'), { status: '404' });
    });
    assert.deepEqual((await client.get('/known')).body, { message: 'such is it' });
    const odd = await client.get('/odd');
    assert.deepEqual([odd.status, odd.body], [500, { message: 'The stub failed; its log says why' }]);
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

  it('takes what is registered with stub.app along', async () => {
    const stub = createStub({ seedCount: 1 });
    const app = express().use('/backend', stubMiddleware(stub));
    app.use((request, response) => void response.send(`outer ${String(request.app === app)}`));
    assert.equal((await supertest(app).get('/backend/api/v1/profile')).text, 'outer true');
    stub.app.get('/api/v1/profile', (_request, response) => void response.send('mine'));
    assert.equal((await supertest(app).get('/backend/api/v1/profile')).text, 'mine');
    assert.equal((await supertest(app).get('/backend/api/v1/use-cases').set({ authorization })).status, 200);
    assert.equal((await supertest(app).get('/backend/other')).text, 'outer true');
  });

  it('answers below an address with parameters, and keeps a query', async () => {
    const app = express().use('/tenants/:tenant', stubMiddleware(createStub({ seedCount: 0 })));
    const response = await supertest(app).get('/tenants/blue/use-cases?__example=empty').set({ authorization });
    assert.deepEqual([response.body, response.headers['preference-applied']], [[], 'example=empty']);
  });

  it('keeps what was sent, also if the application changes its body afterwards', async () => {
    const app = express().use(express.json(), (request, response, next) => {
      response.on('finish', () => {
        const { hooks = [] } = (request.body ?? {}) as { hooks?: { url: string }[] };
        for (const hook of hooks) hook.url = '[redacted]';
      });
      next();
    });
    app.use(stubMiddleware(createStub({ seedCount: 0 })));
    const body = { name: 'Night desk', hooks: [{ url: 'https://hooks.test/night' }] };
    const made = await supertest(app).post('/api/v1/use-cases').set({ authorization }).send(body);
    const { id } = made.body as UseCase;
    assert.deepEqual((await supertest(app).get(`/api/v1/use-cases/${id}`).set({ authorization })).body, made.body);
  });
});
