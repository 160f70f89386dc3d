import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Fixtures, UseCase } from '../../src/index.ts';
import { createNotices, loadContract, type Notice } from '../../src/index.ts';
import { builtInContract } from '../../src/contract/built-in.ts';
import { startStub, type RunningStub, withConsoleKey } from '../helpers/stub.ts';

const extra = fileURLToPath(new URL('../fixtures/extra.yaml', import.meta.url));
const [A, B, C] = ['a', 'b', 'c'].map((letter) => letter.repeat(24)) as [string, string, string];

async function list({ send }: RunningStub, key = 'key'): Promise<UseCase[]> {
  return (await send('GET', '/use-cases', { key })).body as UseCase[];
}

async function names(stub: RunningStub, key = 'key') {
  return (await list(stub, key)).map(({ name }) => name);
}

async function rename({ send }: RunningStub, id: string, name: string) {
  assert.equal((await send('PATCH', `/use-cases/${id}`, { body: { name } })).status, 200);
}

describe('replacing fixtures', () => {
  it('puts those that changed, adds new ones, and leaves all others as clients made them', async (t) => {
    const stub = await startStub(t, {
      fixtures: [
        { id: A, name: 'a' },
        { id: B, name: 'b' },
      ],
    });
    await list(stub);
    await rename(stub, A, 'renamed by a client');
    await stub.create({ name: 'created' });
    await stub.stub.replaceFixtures([
      { id: A, name: 'a' },
      { id: B, name: 'b, edited' },
      { id: C, name: 'c' },
    ]);
    assert.deepEqual(await names(stub), ['renamed by a client', 'b, edited', 'created', 'c']);
  });

  it('wins over what a client made of the fixture that was edited', async (t) => {
    const stub = await startStub(t, { fixtures: [{ id: A, name: 'a' }] });
    await rename(stub, A, 'renamed by a client');
    await stub.stub.replaceFixtures([{ id: A, name: 'edited' }]);
    assert.deepEqual(await names(stub), ['edited']);
  });

  it('removes those that are gone, unless a client has changed them', async (t) => {
    const stub = await startStub(t, { fixtures: [{ id: A, name: 'a' }, { id: B, name: 'b' }, { name: 'c' }] });
    await rename(stub, B, 'renamed by a client');
    await stub.stub.replaceFixtures([]);
    assert.deepEqual(await names(stub), ['renamed by a client']);
    assert.equal((await stub.send('GET', `/use-cases/${A}`)).status, 404);
  });

  it('does nothing to those that did not change, wherever they stand now', async (t) => {
    const fixtures: Fixtures = [{ name: 'one' }, { name: 'two' }, { id: A }];
    const stub = await startStub(t, { fixtures });
    const before = await list(stub);
    await stub.stub.replaceFixtures([{ name: 'zero' }, ...[...fixtures].reverse()]);
    const [zero, ...others] = (await list(stub)).reverse();
    assert.equal(zero?.name, 'zero');
    assert.deepEqual(others.reverse(), before);
  });

  it('is what organizations start with from then on, after a reset, too', async (t) => {
    const stub = await startStub(t, { fixtures: [{ id: A, name: 'old' }] });
    await stub.create({ name: 'created before the first list' });
    await stub.stub.replaceFixtures([{ id: B, name: 'new' }]);
    assert.deepEqual(await names(stub), ['new', 'created before the first list']);
    assert.deepEqual(await names(stub, 'other'), ['new']);
    await stub.stub.reset('key');
    assert.deepEqual(await names(stub), ['new']);
  });

  it('takes generated use cases for what was there before, and gives them back', async (t) => {
    const stub = await startStub(t, { seedCount: 3 });
    const generated = await list(stub);
    await rename(stub, generated[1]?.id ?? '', 'renamed by a client');
    await stub.stub.replaceFixtures({ organizations: { key: [{ name: 'mine' }] } });
    assert.deepEqual(await names(stub), ['renamed by a client', 'mine']);
    const [first] = await list(stub, 'other');
    await stub.stub.replaceFixtures({ organizations: {} });
    assert.equal((await list(stub)).length, 3);
    assert.deepEqual((await list(stub, 'other'))[0], first);
  });

  it('happens in the order in which it was asked for', async (t) => {
    const stub = await startStub(t, { fixtures: [] });
    await list(stub);
    const all = ['one', 'two', 'three'].map((name) => stub.stub.replaceFixtures([{ id: A, name }]));
    await Promise.all(all);
    assert.deepEqual(await names(stub), ['three']);
  });

  it('that are wrong changes nothing', async (t) => {
    const stub = await startStub(t, { fixtures: [{ name: 'good' }] });
    const bad = [{ nmae: 'x' }] as unknown as Fixtures;
    await assert.rejects(stub.stub.replaceFixtures(bad), { name: 'TypeError', message: /at \/0\/nmae: is not known/ });
    const promise = Promise.resolve([]) as never;
    await assert.rejects(stub.stub.replaceFixtures(promise), { name: 'TypeError', message: /promise; await it/ });
    assert.deepEqual(await names(stub), ['good']);
  });
});

describe('replacing the contract', () => {
  it('adds and takes away operations, and leaves all state', async (t) => {
    const stub = await startStub(t, { unjudged: true });
    const created = await stub.create({ name: 'stays' });
    await stub.stub.setState('key', 'the API is slow', { ms: 1 });
    assert.equal((await stub.send('GET', '/ping')).status, 404);
    stub.stub.replaceContract(await loadContract(extra));
    assert.deepEqual((await stub.send('GET', '/ping')).body, { pong: true });
    assert.deepEqual(await list(stub), [created]);
    const { body } = await stub.send('GET', '/__stub/scenarios');
    assert.equal((body as unknown[]).length, 1);
    const document = (await stub.send('GET', '/__stub/contract')).body as { paths: Record<string, unknown> };
    assert.ok(document.paths['/ping']);
    stub.stub.replaceContract(builtInContract());
    assert.equal((await stub.send('GET', '/ping')).status, 404);
    assert.deepEqual(await list(stub), [created]);
  });

  it('leaves requests under way with the one that they began with', async (t) => {
    const stub = await startStub(t, { unjudged: true, contract: await loadContract(extra) });
    const headers = { authorization: 'Bearer key', 'content-type': 'application/json', expect: '100-continue' };
    const under = request(`${stub.stub.url}/calls`, { method: 'POST', headers });
    // Node says so when it hands the request over, which then waits for its body.
    const arrived = once(under, 'continue');
    const answered = once(under, 'response') as Promise<[IncomingMessage]>;
    under.flushHeaders();
    await arrived;
    stub.stub.replaceContract(builtInContract());
    assert.equal((await stub.send('POST', '/calls', { body: { to: 'x' } })).status, 404);
    under.end('{"to":"x"}');
    const [{ statusCode }] = await answered;
    assert.equal(statusCode, 201);
  });
});

describe('notices', () => {
  it('are one for each source, until it is mended, and tell every listener', () => {
    let time = 0;
    const notices = createNotices(() => (time += 1_000));
    const heard: string[][] = [];
    const stop = notices.subscribe((all: readonly Notice[]) => heard.push(all.map(({ message }) => message)));
    notices.set('a', 'one');
    notices.set('b', 'two');
    notices.set('a', 'one');
    notices.set('a', 'three');
    notices.set('b', undefined);
    notices.set('b', undefined);
    assert.deepEqual(heard, [['one'], ['one', 'two'], ['two', 'three'], ['three']]);
    assert.deepEqual(notices.list(), [{ source: 'a', message: 'three', at: '1970-01-01T00:00:03.000Z' }]);
    stop();
    notices.set('a', undefined);
    assert.equal(heard.length, 4);
  });

  it('are answered by the route about them', async (t) => {
    const notices = createNotices();
    const { send } = await startStub(t, { notices: notices.list });
    notices.set('spec.yaml', 'spec.yaml:3: wrong');
    const [notice] = (await send('GET', '/__stub/notices', { headers: withConsoleKey })).body as [Notice];
    assert.equal(notice.message, 'spec.yaml:3: wrong');
  });
});
