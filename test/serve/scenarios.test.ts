import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createStub, type PlannedScenario, type Stub, type ValidationError } from '../../src/index.ts';
import { placesOf, startStub } from '../helpers/stub.ts';

const creates = { operation: 'createUseCase' } as const;
const taken: ValidationError = {
  issues: [{ code: 'custom', path: ['name'], message: 'name already taken' }],
  name: 'ZodError',
};

describe('a scenario with a reply of its own', () => {
  it('answers a body and headers that the contract allows, then the real thing', async (t) => {
    const { stub, send, create } = await startStub(t);
    await stub.scenario('key', { match: creates, status: 400, body: taken, times: 1 });
    const refused = await send('POST', '/use-cases', { body: { name: 'Night desk' } });
    assert.deepEqual([refused.status, refused.body], [400, taken]);
    assert.equal(refused.headers['stub-state'], '"status 400 with a body on createUseCase"');
    await stub.scenario('key', { status: 503, headers: { 'Retry-After': '7' }, times: 1 });
    assert.equal((await send('GET', '/use-cases')).headers['retry-after'], '7');
    assert.equal((await create({ name: 'Night desk' })).name, 'Night desk');
  });

  it('answers an example of the contract by its name', async (t) => {
    const { stub, send } = await startStub(t);
    await stub.scenario('key', { match: creates, status: 400, example: 'name_missing', times: 1 });
    const { body } = await send('POST', '/use-cases', { body: { name: 'x' } });
    assert.deepEqual((body as { issues: { path: string[] }[] }).issues[0]?.path, ['name']);
    await stub.scenario('key', {
      match: { operation: 'listUseCases' },
      status: 200,
      example: 'two_languages',
      times: 1,
    });
    assert.equal(((await send('GET', '/use-cases')).body as []).length, 2);
    assert.deepEqual((await send('GET', '/use-cases')).body, []);
  });

  it('is named in a header that proxies let through, however many there are', async (t) => {
    const { stub, send } = await startStub(t);
    const because = 'x'.repeat(90);
    for (let count = 0; count < 100; count++)
      await stub.scenario('key', { status: 503, because: `${because}${count}` });
    const header = (await send('GET', '/use-cases')).headers['stub-state'] ?? '';
    const shown = header.match(/x{90}\d+/g) ?? [];
    assert.ok(header.length < 2_100, `${header.length}`);
    assert.ok(header.endsWith(`, "${100 - shown.length} more"`), header.slice(-100));
  });

  it('gives a success only to a request that is valid', async (t) => {
    const { stub, send } = await startStub(t);
    await stub.scenario('key', { match: creates, status: 200, because: 'a short cut' });
    assert.equal((await send('POST', '/use-cases', { body: { name: '' } })).status, 400);
    assert.equal((await send('POST', '/use-cases', { body: { name: 'x' } })).status, 200);
    const causes = stub.journal('key').map(({ cause }) => cause);
    assert.deepEqual(causes, [undefined, { kind: 'scenario', because: 'a short cut', status: 200 }]);
    assert.deepEqual((await send('GET', '/use-cases')).body, [], 'nothing is stored');
  });

  it('is refused where it contradicts the contract, unless it says so', async (t) => {
    const { stub, send } = await startStub(t, { unjudged: true });
    const places = async (body: object) => placesOf(await send('POST', '/__stub/scenarios', { body }));
    assert.deepEqual(await places({ status: 400, body: { message: 'no' } }), ['/body/issues', '/body/name']);
    assert.deepEqual(await places({ status: 502 }), ['/status']);
    const html = { headers: { 'content-type': 'text/html' } };
    assert.deepEqual(await places({ status: 503, ...html }), ['/headers/content-type']);
    const gateway = { status: 502, ...html, body: '<h1>Bad Gateway</h1>', outsideContract: true, times: 1 } as const;
    await stub.scenario('key', gateway);
    const broken = await send('GET', '/use-cases');
    assert.deepEqual([broken.status, broken.text], [502, '<h1>Bad Gateway</h1>']);
    assert.equal(broken.headers['content-type'], 'text/html');
    assert.deepEqual(await places({ status: 503, outsideContract: true }), ['/outsideContract'], 'it has no effect');
  });

  it('is refused where a part of it would have no effect', async (t) => {
    const { send } = await startStub(t);
    const places = async (body: object) => placesOf(await send('POST', '/__stub/scenarios', { body }));
    assert.deepEqual(await places({ body: { message: 'x' }, fault: 'slow' }), ['/body']);
    assert.deepEqual(await places({ headers: { 'retry-after': '1' }, fault: 'slow' }), ['/headers']);
    assert.deepEqual(await places({ status: 503, example: 'unavailable', body: { message: 'x' } }), ['/body']);
    assert.deepEqual(await places({ status: 400, example: 'name_mising', match: creates }), ['/example']);
    for (const name of ['content-length', 'stub-error', 'Connection', 'x y'])
      assert.deepEqual(await places({ status: 503, headers: { [name]: '1' } }), [`/headers/${name.toLowerCase()}`]);
    assert.deepEqual(await places({ status: 503, match: { header: { name: 'x y' } } }), ['/match/header/name']);
    assert.deepEqual(await places({ status: 503, steps: [{ status: 429 }] }), ['']);
    assert.deepEqual(await places({ steps: [{}, {}] }), ['']);
    assert.deepEqual(await places({ steps: [{ status: 503 }, { status: 418 }] }), ['/steps/1/status']);
    assert.deepEqual(await places({ steps: [{ sttus: 503 }] }), ['/steps/0/sttus']);
    assert.deepEqual(await places({ steps: [{ status: 503, times: 1_000_000 }], times: 2 }), ['/times']);
  });
});

describe('a sequence', () => {
  const statuses = async (send: (method: string, path: string) => Promise<{ status: number }>, count: number) => {
    const got: number[] = [];
    for (let sent = 0; sent < count; sent++) got.push((await send('GET', '/use-cases')).status);
    return got;
  };

  it('gives one outcome after the other, then the real thing', async (t) => {
    const { stub, send } = await startStub(t);
    await stub.scenario('key', { steps: [{ status: 503 }, { status: 429, headers: { 'retry-after': '2' } }] });
    assert.deepEqual(await statuses(send, 3), [503, 429, 200]);
    assert.deepEqual((await send('GET', '/__stub/scenarios')).body, []);
  });

  it('repeats steps and itself, and lets requests pass', async (t) => {
    const { stub, send } = await startStub(t);
    await stub.scenario('key', { steps: [{ status: 503, times: 2 }, {}, { status: 500 }], times: 2, because: 'waves' });
    assert.deepEqual(await statuses(send, 9), [503, 503, 200, 500, 503, 503, 200, 500, 200]);
    const passed = stub.journal('key')[2];
    assert.deepEqual(passed?.cause, undefined);
  });

  it('counts only the requests that it applies to', async (t) => {
    const { stub, send, create } = await startStub(t);
    const match = { operation: 'createUseCase', body: { name: 'busy' } } as const;
    await stub.scenario('key', { match, steps: [{ status: 503 }, { status: 500 }] });
    const of = async (name: string) => (await send('POST', '/use-cases', { body: { name } })).status;
    assert.equal(await of('busy'), 503);
    await create({ name: 'idle' });
    assert.equal(await of('busy'), 500);
    assert.equal(await of('busy'), 200);
  });

  it('may wait and break connections on the way', async (t) => {
    const { stub, send } = await startStub(t);
    await stub.scenario('key', { steps: [{ fault: 'reset' }, { delay: { distribution: 'fixed', ms: 1 } }] });
    await assert.rejects(send('GET', '/use-cases'));
    assert.equal((await send('GET', '/use-cases')).status, 200);
    const kinds = stub.journal('key').map(({ cause }) => cause?.kind);
    assert.deepEqual(kinds, ['scenario', 'scenario']);
  });
});

describe('stub.scenario', () => {
  it('ends with the block that started it, or by hand, and leaves others alone', async (t) => {
    const { stub, send } = await startStub(t);
    const other = await stub.scenario('key', { match: creates, status: 503 });
    {
      await using scenario = await stub.scenario('key', { match: { operation: 'listUseCases' }, status: 500 });
      assert.equal(scenario.because, 'status 500 on listUseCases');
      assert.equal((await send('GET', '/use-cases')).status, 500);
    }
    assert.equal((await send('GET', '/use-cases')).status, 200);
    assert.equal((await send('POST', '/use-cases', { body: { name: 'x' } })).status, 503);
    await other.end();
    await other.end();
    assert.equal((await send('POST', '/use-cases', { body: { name: 'x' } })).status, 200);
  });

  it('takes a copy, of JSON only', async (t) => {
    const { stub, send } = await startStub(t);
    const scenario = { match: { operation: 'createUseCase', body: { name: 'Night desk' } }, status: 503 } as const;
    const { body } = scenario.match as { body: { name: string } };
    await stub.scenario('key', scenario);
    body.name = 'Day desk';
    assert.equal((await send('POST', '/use-cases', { body: { name: 'Night desk' } })).status, 503);
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    for (const [value, said] of [
      [{ name: /^Night/ }, /\/match\/body\/name is a RegExp, which JSON does not have/],
      [7n, /\/match\/body is a bigint/],
      [[NaN], /\/match\/body\/0 is NaN/],
      [circular, /nests more than 512 levels deep/],
    ] as const)
      await assert.rejects(stub.scenario('key', { match: { body: value }, status: 503 }), {
        name: 'TypeError',
        message: said,
      });
  });

  it('says what is wrong with a scenario, and which keys there are', async () => {
    const stub = createStub({ apiKey: 'known' });
    const wrong = { match: { operation: 'createUsecase' }, status: 503 } as unknown as PlannedScenario;
    await assert.rejects(stub.scenario('known', wrong), {
      name: 'TypeError',
      message: 'stub.scenario: /match/operation is not an operation; did you mean "createUseCase"?',
    });
    await assert.rejects(stub.scenario('unknown', { status: 503 }), /not among those that are let in/);
  });

  it('is typed by the contract', () => {
    // Never called: the compiler is what checks this.
    const check = async (stub: Stub) => {
      await stub.scenario('key', { match: creates, status: 400, example: 'name_missing' });
      await stub.scenario('key', { status: 502, outsideContract: true, body: 'anything' });
      // @ts-expect-error: no such operation
      await stub.scenario('key', { match: { operation: 'createUsecase' }, status: 400 });
      // @ts-expect-error: a create is never answered 404
      await stub.scenario('key', { match: creates, status: 404 });
      // @ts-expect-error: an example of another status
      await stub.scenario('key', { match: creates, status: 503, example: 'name_missing' });
      // @ts-expect-error: a 503 has a message
      await stub.scenario('key', { match: creates, status: 503, body: { reason: 'x' } });
      // @ts-expect-error: no such status in a step
      await stub.scenario('key', { match: creates, steps: [{ status: 503 }, { status: 418 }] });
    };
    assert.equal(typeof check, 'function');
  });
});
