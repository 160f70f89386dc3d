import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { adminContract } from '../../src/contract/built-in.ts';
import { adminHandlers } from '../../src/admin/handlers.ts';
import type { JournalEntry, StubOptions, UseCase } from '../../src/index.ts';
import { rules } from '../../src/use-cases/rules/table.ts';
import { placesOf, startStub, type RunningStub } from '../helpers/stub.ts';

const start = (t: TestContext, options: StubOptions = {}) => startStub(t, options);

async function plan({ send }: RunningStub, scenario: object, key = 'key'): Promise<string> {
  const response = await send('POST', '/__stub/scenarios', { body: scenario, key });
  assert.equal(response.status, 201, response.text);
  return (response.body as { id: string }).id;
}

async function statuses({ send }: RunningStub, count: number, key = 'key'): Promise<number[]> {
  const found: number[] = [];
  for (let index = 0; index < count; index++) found.push((await send('GET', '/use-cases', { key })).status);
  return found;
}

describe('the admin contract', () => {
  it('has a handler for each of its operations, and none besides', () => {
    const operations = adminContract().operations.map(({ operationId }) => operationId);
    assert.deepEqual(Object.keys(adminHandlers).sort(), operations.sort());
  });

  it('is what wrong bodies are held against, with what was probably meant', async (t) => {
    const { send } = await start(t);
    const refused = async (body: object) => {
      const response = await send('POST', '/__stub/scenarios', { body });
      assert.equal(response.status, 400);
      return placesOf(response);
    };
    assert.deepEqual(await refused({ staus: 503 }), ['/staus']);
    assert.deepEqual(await refused({ status: 100 }), ['/status']);
    assert.deepEqual(await refused({ status: 418 }), ['/status']);
    assert.deepEqual(await refused({ status: 404, match: { operation: 'createUseCase' } }), ['/status']);
    assert.deepEqual(await refused({ match: { operation: 'createUsecase' }, fault: 'reset' }), ['/match/operation']);
    assert.deepEqual(await refused({ delay: { distribution: 'uniform', from: 1 } }), ['/delay']);
    assert.deepEqual(await refused({ fault: 'explode' }), ['/fault']);
    assert.deepEqual(await refused({ times: 3 }), ['']);
  });

  it('lists the rules', async (t) => {
    const { send } = await start(t);
    const { body } = await send('GET', '/__stub/rules', { key: null });
    assert.deepEqual(
      (body as { id: string }[]).map(({ id }) => id),
      rules.map(({ id }) => id),
    );
  });
});

describe('scenarios', () => {
  it('fail so often, then succeed', async (t) => {
    const stub = await start(t);
    await plan(stub, { status: 503, times: 2 });
    assert.deepEqual(await statuses(stub, 4), [503, 503, 200, 200]);
    assert.deepEqual((await stub.send('GET', '/__stub/scenarios')).body, []);
  });

  it('hit only the operation, header and body that they are about', async (t) => {
    const stub = await start(t);
    const match = { operation: 'createUseCase', header: { name: 'X-Tenant', value: 'a' }, body: { params: { n: 1 } } };
    await plan(stub, { because: 'only those', match, status: 500 });
    const create = async (body: object, headers: Record<string, string> = { 'x-tenant': 'a' }) =>
      (await stub.send('POST', '/use-cases', { body, headers })).status;
    assert.equal(await create({ name: 'x', params: { n: 1, m: 2 } }), 500);
    assert.equal(await create({ name: 'x', params: { n: 2 } }), 200);
    assert.equal(await create({ name: 'x', params: { n: 1 } }, { 'x-tenant': 'b' }), 200);
    assert.equal(await create({ name: 'x', params: { n: 1 } }, {}), 200);
    assert.deepEqual(await statuses(stub, 1), [200]);
  });

  it('are as likely as they are said to be, the same ones each time', async (t) => {
    const run = async (seed: number) => {
      const stub = await start(t);
      await plan(stub, { status: 500, probability: 0.4, seed });
      return statuses(stub, 60);
    };
    const first = await run(7);
    const failed = first.filter((status) => status === 500).length;
    assert.ok(failed > 12 && failed < 36, `${failed} of 60`);
    assert.deepEqual(await run(7), first);
    assert.notDeepEqual(await run(8), first);
  });

  it('end one by one or all together, and no other organization notices either', async (t) => {
    const stub = await start(t);
    const id = await plan(stub, { because: 'one', status: 500 });
    await plan(stub, { because: 'other', status: 503 });
    await plan(stub, { status: 500 }, 'neighbour');
    assert.deepEqual(await statuses(stub, 1), [503]);
    assert.equal((await stub.send('DELETE', `/__stub/scenarios/${id}`)).status, 204);
    assert.equal((await stub.send('DELETE', `/__stub/scenarios/${id}`)).status, 404);
    assert.equal((await stub.send('DELETE', '/__stub/scenarios')).status, 204);
    assert.deepEqual(await statuses(stub, 1), [200]);
    assert.deepEqual(await statuses(stub, 1, 'neighbour'), [500]);
  });

  it('are a hundred at most; who starts one more is told how to end some', async (t) => {
    const stub = await start(t);
    const because = (index: number) => ({ because: `reason ${index}`, delay: { distribution: 'fixed', ms: 0 } });
    const start100 = Array.from({ length: 100 }, (_, index) => plan(stub, because(index)));
    const [first] = await Promise.all(start100);
    const refused = await stub.send('POST', '/__stub/scenarios', { body: because(100) });
    assert.equal(refused.status, 400);
    assert.match(refused.text, /100 scenarios are running; end one by DELETE \/__stub\/scenarios\/\{id\}, or all/);
    await plan(stub, because(50));
    await plan(stub, because(100), 'neighbour');
    await stub.send('DELETE', `/__stub/scenarios/${first}`);
    await plan(stub, because(100));
  });

  it('break the answer', async (t) => {
    const stub = await start(t);
    const get = () => fetch(`${stub.stub.url}/use-cases`, { headers: { authorization: 'Bearer key' } });
    for (const fault of ['reset', 'empty', 'truncated'] as const) {
      await plan(stub, { fault, times: 1 });
      await assert.rejects(
        get().then((response) => response.text()),
        TypeError,
        fault,
      );
    }
    await plan(stub, { fault: 'malformed', times: 1 });
    assert.equal(await (await get()).text(), '[');
    await stub.create({ name: 'x' });
    await plan(stub, { fault: 'slow', times: 1 });
    assert.equal(((await (await get()).json()) as UseCase[]).length, 1);
    assert.deepEqual(await statuses(stub, 1), [200]);
  });

  it('are reached for one request by Prefer, too', async (t) => {
    const { send, stub } = await start(t);
    const headers = { authorization: 'Bearer key', prefer: 'fault=reset' };
    await assert.rejects(fetch(`${stub.url}/use-cases`, { headers }), TypeError);
    assert.equal((await send('GET', '/use-cases', { prefer: 'fault=none' })).status, 400);
  });
});

describe('what scenarios say', () => {
  it('is refused where it would come to nothing', async (t) => {
    const { send } = await start(t);
    const backwards = { delay: { distribution: 'uniform', from: 9, to: 1 } };
    assert.deepEqual(placesOf(await send('POST', '/__stub/scenarios', { body: backwards })), ['/delay']);
  });

  it('is about headers that were sent, not about what every object has', async (t) => {
    const stub = await start(t);
    await plan(stub, { match: { header: { name: 'constructor' } }, status: 503 });
    assert.deepEqual(await statuses(stub, 1), [200]);
  });

  it('leaves operations alone that cannot have the status', async (t) => {
    const stub = await start(t);
    await plan(stub, { status: 413 });
    assert.deepEqual(await statuses(stub, 1), [200]);
    assert.equal((await stub.send('POST', '/use-cases', { body: { name: 'x' } })).status, 413);
  });
});

describe('the journal, over HTTP', () => {
  it('is not searched by what it does not know', async (t) => {
    const { send } = await start(t);
    for (const [query, place] of [
      ['status=abc', '/status'],
      ['verdict=bogus', '/verdict'],
      ['verdikt=refused', '/verdikt'],
      ['limit=0', '/limit'],
      ['limit=1e3', '/limit'],
    ]) {
      const response = await send('GET', `/__stub/requests?${query}`);
      assert.deepEqual([response.status, ...placesOf(response)], [400, place], query);
    }
  });

  it('lists the latest requests first, by operation, status and verdict', async (t) => {
    const { send, create } = await start(t);
    await create({ name: 'x' });
    await send('GET', '/use-cases');
    await send('POST', '/use-cases', { body: {} });
    await send('GET', '/use-cases', { key: 'neighbour' });
    const operations = async (query = '') =>
      ((await send('GET', `/__stub/requests${query}`)).body as JournalEntry[]).map(({ operationId }) => operationId);
    assert.deepEqual(await operations(), ['createUseCase', 'listUseCases', 'createUseCase']);
    assert.deepEqual(await operations('?operation=listUseCases'), ['listUseCases']);
    assert.deepEqual(await operations('?verdict=refused'), ['createUseCase']);
    assert.deepEqual(await operations('?status=200&limit=1'), ['listUseCases']);
    assert.equal((await send('GET', '/__stub/requests?limit=0')).status, 400);
    assert.equal((await send('DELETE', '/__stub/requests')).status, 204);
    assert.deepEqual(await operations(), []);
  });
});

describe('reset and seed', () => {
  it('put an organization back to its beginning, and no other', async (t) => {
    const stub = await start(t, { seedCount: 2 });
    const count = async (key = 'key') => ((await stub.send('GET', '/use-cases', { key })).body as UseCase[]).length;
    for (const key of ['key', 'neighbour']) await stub.create({ name: 'x' }, { key });
    await plan(stub, { status: 500 });
    assert.equal((await stub.send('POST', '/__stub/reset')).status, 204);
    assert.equal(await count(), 2);
    assert.equal(await count('neighbour'), 3);
    assert.equal(stub.stub.journal('key').length, 1);
  });

  it('fill an organization with so many realistic use cases, none included', async (t) => {
    const { send } = await start(t);
    const { body } = await send('POST', '/__stub/seed', { body: { count: 4, language: 'de-DE' } });
    assert.equal((body as { ids: string[] }).ids.length, 4);
    const listed = (await send('GET', '/use-cases')).body as UseCase[];
    assert.deepEqual([...new Set(listed.map(({ language }) => language))], ['de-DE']);
    assert.equal((await send('POST', '/__stub/seed', { body: { language: 'xx' } })).status, 400);
    assert.deepEqual((await send('POST', '/__stub/seed', { body: { count: 0 } })).body, { ids: [], count: 0 });
    assert.equal((await send('POST', '/__stub/seed')).status, 200);
    assert.equal(((await send('GET', '/use-cases')).body as UseCase[]).length, 12);
  });
});

describe('access to the admin API', () => {
  const headers = (key: string) => ({ 'stub-admin-key': key });

  it('can be guarded by a key; what only tells how the stub is stays open', async (t) => {
    const { send } = await startStub(t, { adminKey: 'open-sesame', admin: false });
    const refused = await send('GET', '/__stub/scenarios');
    assert.equal(refused.status, 401);
    assert.equal((refused.headers as Record<string, string>)['stub-error'], 'admin-key-wrong');
    assert.equal((await send('GET', '/__stub/scenarios', { headers: headers('open-sesam') })).status, 401);
    assert.equal((await send('GET', '/__stub/scenarios', { headers: headers('open-sesame') })).status, 200);
    for (const open of ['health', 'ready', 'rules', 'states']) {
      assert.equal((await send('GET', `/__stub/${open}`, { key: null })).status, 200, open);
    }
    assert.equal((await send('GET', '/use-cases')).status, 200);
  });

  it('knows a key of whatever letters, as UTF-8 and as Latin-1', async (t) => {
    const { send } = await startStub(t, { adminKey: 'Schlüssel' });
    const utf8 = Buffer.from('Schlüssel').toString('latin1');
    for (const [key, status] of [
      [utf8, 200],
      ['Schlüssel', 200],
      ['Schlössel', 401],
    ] as const) {
      assert.equal((await send('GET', '/__stub/scenarios', { headers: headers(key) })).status, status, key);
    }
  });

  it('is not to be had below the path of the API, which a proxy may let through', async (t) => {
    const { stub, send } = await startStub(t);
    for (const path of ['/__stub/scenarios', '/__stub/scenarios/', '/__stub/health', '/__stub/', '/__stub']) {
      const response = await fetch(`${stub.url}${path}`, { headers: { authorization: 'Bearer key' } });
      assert.deepEqual([response.status, response.headers.get('stub-error')], [404, 'unknown-path'], path);
    }
    assert.equal((await send('GET', '/__stub/scenarios')).status, 200);
  });

  it('can be switched off', async (t) => {
    const { send } = await startStub(t, { admin: false });
    assert.equal((await send('POST', '/__stub/reset')).status, 404);
    for (const path of ['metrics', 'contract', 'fake', 'rules', 'states', 'organizations']) {
      const { status, headers } = await send('GET', `/__stub/${path}`, { key: null });
      assert.deepEqual([status, headers['stub-error']], [404, 'admin-off'], path);
    }
    for (const path of ['health', 'ready', 'about'])
      assert.equal((await send('GET', `/__stub/${path}`, { key: null })).status, 200, path);
  });
});

describe('readiness', () => {
  it('says why the stub is not ready', async (t) => {
    let reachable = false;
    const ready = async () => {
      if (!reachable) throw new Error('the database is gone');
    };
    const { send } = await startStub(t, { ready });
    const refused = await send('GET', '/__stub/ready');
    assert.equal(refused.status, 503);
    assert.deepEqual(refused.body, { status: 'store-unavailable', message: 'the database is gone' });
    reachable = true;
    assert.equal((await send('GET', '/__stub/ready')).status, 200);
  });
});
