import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import express from 'express';
import supertest from 'supertest';
import { createStub, type UseCase, type UseCaseCreate, type UseCaseStore } from '../src/index.ts';
import { createMemoryStore } from '../src/store/memory/use-cases.ts';

const authorization = 'Bearer key';

describe('a stub inside a program', () => {
  it('listens on a free port, says where, and closes', async () => {
    const stub = createStub();
    assert.throws(() => stub.url, /does not listen; call listen\(\) first/);
    const url = await stub.listen();
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/api\/v1$/);
    assert.equal(stub.url, url);
    await assert.rejects(stub.listen(), /listens already/);
    assert.equal((await fetch(`${url}/use-cases`, { headers: { authorization } })).status, 200);
    await stub.close();
    await stub.close();
    await assert.rejects(fetch(`${url}/use-cases`));
  });

  it('puts an address of IPv6 into brackets', async (t) => {
    const stub = createStub();
    t.after(() => stub.close());
    const url = await stub.listen({ host: '::1' }).catch((error: NodeJS.ErrnoException) => error.code);
    if (url === 'EADDRNOTAVAIL' || url === 'EAFNOSUPPORT') return t.skip('no IPv6 here');
    assert.match(String(url), /^http:\/\/\[::1\]:\d+\/api\/v1$/);
    assert.equal((await fetch(`${url}/use-cases`, { headers: { authorization } })).status, 200);
  });

  it('leaves no handle open, so that the program ends by itself', () => {
    const program = `
      import { get } from 'node:http';
      import { once } from 'node:events';
      import { createStub } from ${JSON.stringify(new URL('../src/index.ts', import.meta.url).href)};
      const stub = createStub();
      await stub.listen();
      const [response] = await once(get(stub.url + '/use-cases', { agent: false, headers: { authorization: 'Bearer k' } }), 'response');
      await once(response.resume().socket, 'close');
      await stub.close();
      // A handle is gone one turn of the event loop after it was closed.
      setImmediate(() => setImmediate(() => console.log(process.getActiveResourcesInfo().filter((each) => /TCP|Timeout/.test(each)).join())));
    `;
    const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      encoding: 'utf8',
      timeout: 20_000,
    });
    assert.equal(status, 0);
    assert.equal(stdout, '\n');
  });

  it('closes by itself at the end of a block', async () => {
    let url: string;
    {
      await using stub = createStub();
      url = await stub.listen();
    }
    await assert.rejects(fetch(url));
  });

  it('answers supertest without listening', async () => {
    const stub = createStub({ seedCount: 2 });
    const response = await supertest(stub.handler).get('/use-cases').set({ authorization });
    assert.equal((response.body as UseCase[]).length, 2);
  });

  it('can be mounted into another Express application', async () => {
    const app = express().use('/somewhere', createStub({ seedCount: 1 }).handler);
    const response = await supertest(app).get('/somewhere/api/v1/use-cases').set({ authorization });
    assert.equal(response.status, 200);
  });

  it('answers behind a body parser of the program that it is mounted into', async () => {
    const app = express()
      .use(express.json())
      .use('/somewhere', createStub({ seedCount: 0 }).handler);
    const post = (body: object) => supertest(app).post('/somewhere/use-cases').set({ authorization }).send(body);
    assert.equal((await post({ name: 'x' })).status, 200);
    assert.equal((await post({})).status, 400);
    const raw = express()
      .use((request, _response, next) => void request.resume().once('end', () => next()))
      .use(createStub().handler);
    const gone = await supertest(raw).post('/use-cases').set({ authorization }).send({ name: 'x' });
    assert.equal(gone.headers['stub-error'], 'body-undecodable');
  });

  it('listens once, however often and however early it is asked to', async () => {
    const stub = createStub();
    const first = stub.listen();
    await assert.rejects(stub.listen(), /listens already/);
    await stub.close();
    const url = await first.catch(() => undefined);
    if (url) await assert.rejects(fetch(url));
    const again = await stub.listen();
    const response = await fetch(`${again}/use-cases`, { headers: { authorization, prefer: 'delay=30' } });
    assert.equal(response.headers.get('preference-applied'), 'delay=30');
    assert.ok((stub.journal('key')[0]?.milliseconds ?? 0) > 20, 'a delay is a delay after a restart, too');
    await stub.close();
  });

  it('refuses options that it cannot take, by name', () => {
    assert.throws(() => createStub({ seedCount: 2.5 }), /seedCount must be a whole number from 0 to 10000, not 2\.5/);
    assert.throws(
      () => createStub({ validation: 'bogus' as 'off' }),
      /validation must be one of strict, standard, warn, off, not bogus/,
    );
    assert.throws(() => createStub({ apiKey: [''] }), /apiKey must be API keys, each with at least one character/);
    assert.throws(() => createStub({ admin: false, consoleKey: 'x' }), /consoleKey has no effect while admin is off/);
    assert.throws(() => createStub({ adminKey: 'y', consoleKey: 'x' }), /consoleKey has no effect beside adminKey/);
    assert.throws(() => createStub({ adminKey: '' }), /adminKey must have at least one character/);
    for (const rateLimit of [
      '100/minute',
      null,
      {},
      { requests: 1 },
      { requests: 1.5, seconds: 1 },
      { requests: 1, seconds: 0 },
    ])
      assert.throws(() => createStub({ rateLimit: rateLimit as never }), {
        name: 'TypeError',
        message: /rateLimit must be of the form 100\/min, with s, min or h, or \{ requests, seconds \} in code/,
      });
  });

  it('says what a state and a scenario must be', async () => {
    const stub = createStub();
    await assert.rejects(stub.setState('key', undefined as never), /^TypeError: stub\.setState: the name of a state/);
    await assert.rejects(stub.scenario('key', 5 as never), /^TypeError: stub\.scenario: it must be an object/);
    await stub.close();
  });

  it('refuses options that do not exist, and names the one that was probably meant', () => {
    const cases: [options: object, said: string][] = [
      [{ seedcount: 1 }, '"seedcount" is no setting; did you mean "seedCount"?'],
      [{ journalSize: 1 }, '"journalSize" is now called "journal"'],
      [{ apiKeys: ['a'] }, '"apiKeys" is now called "apiKey"'],
      [{ allowHosts: ['a'] }, '"allowHosts" is now called "allowHost"'],
      [{ port: 1 }, '"port" is a setting of the command line; give it to listen()'],
      [{ store: 'sqlite:x.db' }, 'store must be an object'],
      [{ ready: true }, 'ready must be a function'],
      [{ metrics: Promise.resolve({}) }, 'metrics is a promise; await it first'],
    ];
    for (const [options, said] of cases)
      assert.throws(() => createStub(options), { name: 'TypeError', message: `createStub: ${said}` });
    for (const options of [null, [], 5, 'x'])
      assert.throws(() => createStub(options as never), { message: 'createStub takes an object of settings' });
    assert.throws(() => createStub({ quux: 1 } as object), /"quux" is no setting; these are: validation, .*, logger, /);
  });

  it('takes a rate limit as the command line does', async () => {
    const stub = createStub({ rateLimit: '1/min', seedCount: 0 });
    const list = () => supertest(stub.handler).get('/use-cases').set({ authorization });
    assert.deepEqual([(await list()).status, (await list()).status], [200, 429]);
  });

  it('has types by which a create needs a name, and nothing but a name', () => {
    const minimal: UseCaseCreate = { name: 'x' };
    const full: UseCaseCreate = {
      name: 'x',
      language: 'en-US',
      max_duration_mins: 3,
      amd: true,
      amd_behavior: 'Hangup',
    };
    // @ts-expect-error: a name is missing
    const nameless: UseCaseCreate = {};
    // @ts-expect-error: no such language
    const foreign: UseCaseCreate = { name: 'x', language: 'nl-NL' };
    assert.equal([minimal, full, nameless, foreign].length, 4);
  });

  it('goes back to its beginning on reset', async () => {
    await using stub = createStub({ seedCount: 2 });
    const client = supertest(await stub.listen());
    const before = (await client.get('/use-cases').set({ authorization })).body as UseCase[];
    await client.post('/use-cases').set({ authorization }).send({ name: 'x' });
    assert.equal(((await client.get('/use-cases').set({ authorization })).body as UseCase[]).length, 3);
    await stub.reset();
    assert.deepEqual(stub.journal('key'), []);
    assert.deepEqual((await client.get('/use-cases').set({ authorization })).body, before);
  });

  it('says which port is taken, and can listen on another one then', async (t) => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    t.after(() => other.close());
    const { port } = other.address() as AddressInfo;
    const stub = createStub();
    t.after(() => stub.close());
    await assert.rejects(stub.listen({ port }), { code: 'EADDRINUSE' });
    assert.notEqual(new URL(await stub.listen()).port, String(port));
  });

  it('answers 500 without a word about itself when its store fails, and goes on', async () => {
    const failing: UseCaseStore = {
      ...createMemoryStore(),
      create: () => Promise.reject(new Error('disk on fire at /secret/path')),
    };
    const logged: object[] = [];
    const logger = {
      info: () => undefined,
      warn: () => undefined,
      error: (details: object) => void logged.push(details),
    };
    const stub = createStub({ store: failing, logger });
    const response = await supertest(stub.handler).post('/use-cases').set({ authorization }).send({ name: 'x' });
    assert.equal(response.status, 500);
    assert.deepEqual(response.body, { message: 'The stub failed; its log says why' });
    assert.equal(response.headers['stub-error'], 'internal-error');
    const [{ err, requestId }] = logged as [{ err: Error; requestId: string }];
    assert.match(String(err), /disk on fire/);
    assert.equal(requestId, response.headers['x-request-id']);
    assert.equal((await supertest(stub.handler).get('/use-cases').set({ authorization })).status, 200);
  });

  it('repeats an update when another client changed the use case meanwhile, and warns once', async () => {
    const memory = createMemoryStore();
    let theirs = 0;
    const contended: UseCaseStore = {
      ...memory,
      async replace(organizationId, useCase, version) {
        if (theirs++ === 0) await memory.replace(organizationId, { ...useCase, name: 'theirs', hidden: true }, version);
        return memory.replace(organizationId, useCase, version);
      },
    };
    const stub = createStub({ store: contended, seedCount: 0 });
    const client = supertest(stub.handler);
    const { id } = (await client.post('/use-cases').set({ authorization }).send({ name: 'mine' })).body as UseCase;
    const response = await client.patch(`/use-cases/${id}`).set({ authorization }).send({ timezone: 'Mars/Base' });
    assert.equal(response.status, 200);
    const { name, hidden, timezone } = response.body as UseCase;
    assert.deepEqual({ name, hidden, timezone }, { name: 'theirs', hidden: true, timezone: 'Mars/Base' });
    assert.equal(response.headers['stub-warnings'], 'timezone-iana;at="/timezone"');
  });

  it('tries again to make the starting use cases when that failed', async () => {
    const memory = createMemoryStore();
    let attempts = 0;
    const flaky: UseCaseStore = {
      ...memory,
      initialize: (...args) => (attempts++ === 0 ? Promise.reject(new Error('not yet')) : memory.initialize(...args)),
    };
    const stub = createStub({ store: flaky, seedCount: 1 });
    const list = () => supertest(stub.handler).get('/use-cases').set({ authorization });
    assert.equal((await list()).status, 500);
    assert.equal((await list()).status, 200);
  });

  it('loads neither Express nor Prism nor Ajv nor faker until they are needed', () => {
    const program = `
      import { registerHooks } from 'node:module';
      const loaded = new Set();
      registerHooks({ load(url, context, next) { loaded.add(/node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url)?.[1]); return next(url, context); } });
      const { createStub } = await import(${JSON.stringify(new URL('../src/index.ts', import.meta.url).href)});
      const stub = createStub();
      await stub.listen();
      await fetch(stub.url + '/use-cases', { method: 'POST', body: '{"name":"x"}', headers: { authorization: 'Bearer k', 'content-type': 'application/json' } });
      await stub.close();
      console.log(JSON.stringify([...loaded]));
    `;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
    });
    const loaded = JSON.parse(stdout || stderr) as string[];
    assert.ok(loaded.includes('fastest-levenshtein'), 'the hook sees what is loaded');
    for (const lazy of ['express', '@stoplight/prism-http', 'ajv', '@faker-js/faker', 'yaml', 'commander'])
      assert.ok(!loaded.includes(lazy), lazy);
  });
});

describe('the store in memory', () => {
  it('replaces a use case only from the version that it was read in', async () => {
    const store = createMemoryStore();
    const made = await store.create('org', (number) => ({ id: String(number), organization_id: 'org' }));
    assert.equal(await store.replace('org', { ...made, name: 'first' }, 1), true);
    assert.equal(await store.replace('org', { ...made, name: 'late' }, 1), false);
    assert.deepEqual(await store.find('org', made.id), { useCase: { ...made, name: 'first' }, version: 2 });
    assert.equal(await store.replace('other', made, 1), false);
  });
});
