import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { createMetrics, createStub, type StubOptions } from '../../src/index.ts';
import { createBudget, limitsOf, OverBudget } from '../../src/lib/budget.ts';
import { createMemoryStore } from '../../src/store/memory/use-cases.ts';

const MEBIBYTE = 1024 ** 2;

/** A stub with little memory, and what asks it. */
async function startSmall(t: TestContext, options: StubOptions = {}) {
  const told: string[] = [];
  const note = (_: object, message: string) => void told.push(message);
  const logger = { info: () => undefined, warn: note, error: note };
  const metrics = await createMetrics();
  const stub = createStub({ maxMemory: 8 * MEBIBYTE, seedCount: 0, maxBody: 100_000, metrics, logger, ...options });
  const url = await stub.listen();
  t.after(() => stub.close(0));
  const send = (method: string, path: string, key: string, body?: object, headers: Record<string, string> = {}) =>
    fetch(path.startsWith('/__stub') ? new URL(path, url) : url + path, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
  /** How much of a pool is taken, by the metrics. */
  async function held(pool: string): Promise<number> {
    const text = await (await send('GET', '/__stub/metrics', 'key')).text();
    return Number(new RegExp(`^use_case_stub_held\\{pool="${pool}"\\} (.+)$`, 'm').exec(text)?.[1]);
  }
  return { stub, url, send, held, told };
}

async function assertRefused(reply: Response, status: number, error: string, message: RegExp): Promise<void> {
  assert.deepEqual([reply.status, reply.headers.get('stub-error')], [status, error]);
  assert.match(((await reply.json()) as { message: string }).message, message);
}

describe('one API key', () => {
  it('cannot take with unfinished uploads the room that others need for theirs', async (t) => {
    const { url, send, held, told } = await startSmall(t);
    const { port } = new URL(url);
    const body = 'x'.repeat(99_000);
    const head = `POST /use-cases HTTP/1.1\r\nhost: x\r\nauthorization: Bearer evil\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n`;
    const sockets = Array.from({ length: 12 }, () => connect(Number(port), '127.0.0.1'));
    t.after(() => sockets.forEach((socket) => socket.destroy()));
    const replies = sockets.map((socket) => once(socket, 'data'));
    for (const socket of sockets) socket.write(head + body);
    const [reply] = (await Promise.race(replies)) as [Buffer];
    assert.match(reply.toString(), /^HTTP\/1\.1 429 [^]*stub-error: key-over-share/);
    assert.match(reply.toString(), /One API key may hold 524,288 bytes of bodies under way/);
    assert.ok((await held('messages')) <= limitsOf(8 * MEBIBYTE).messages / 4);
    assert.equal((await send('POST', '/use-cases', 'other', { name: 'y'.repeat(90_000) })).status, 200);
    assert.equal(told.filter((each) => each.includes('bodies under way')).length, 1, 'the log says it once');
    for (const socket of sockets) socket.destroy();
    while ((await held('messages')) > 0);
  });

  it('has nothing of a body held while a reply waits', async (t) => {
    const { send, held, stub } = await startSmall(t);
    const refused = send('POST', '/use-cases', 'key', { name: 1, x: 'y'.repeat(90_000) }, { prefer: 'delay=60000' });
    while ((await held('waiting')) === 0);
    while ((await held('messages')) > 5_000);
    await stub.close(1_000);
    assert.equal((await refused).status, 400);
  });

  it('gets its room back when a request fails and its log, too', async (t) => {
    const fail = () => Promise.reject(new Error('the store of the test fails'));
    const silent = () => undefined;
    const logger = {
      info: silent,
      warn: silent,
      error() {
        throw new Error('the log of the test fails');
      },
    };
    const { send, held } = await startSmall(t, { logger, store: { ...createMemoryStore(), create: fail } });
    const prefer = { prefer: 'delay=60000' };
    for (let count = 0; count < 3; count++)
      assert.equal((await send('POST', '/use-cases', 'key', { name: 'y'.repeat(90_000) }, prefer)).status, 500);
    assert.deepEqual([await held('waiting'), await held('messages')], [0, 0]);
  });

  it('cannot have more requests wait than its share, and one that may not wait has done nothing', async (t) => {
    const { send, held, stub } = await startSmall(t);
    const wait = () => send('POST', '/use-cases', 'evil', { name: 'x' }, { prefer: 'delay=60000' });
    const waiting = Array.from({ length: 16 }, wait);
    while ((await held('waiting')) < 16);
    await assertRefused(await wait(), 429, 'key-over-share', /One API key may hold 16 requests that wait/);
    assert.equal((await send('GET', '/use-cases', 'other', undefined, { prefer: 'delay=1' })).status, 200);
    const { length } = (await (await send('GET', '/use-cases', 'evil')).json()) as object[];
    assert.equal(length, 16);
    await stub.close(1_000);
    for (const reply of await Promise.all(waiting)) assert.equal(reply.status, 200);
  });

  it('cannot store more than its share, by whatever way', async (t) => {
    const { send } = await startSmall(t);
    const long = { name: 'y'.repeat(90_000) };
    let reply = await send('POST', '/use-cases', 'evil', long);
    const { id } = (await reply.clone().json()) as { id: string };
    for (let count = 1; reply.status === 200 && count < 20; count++)
      reply = await send('POST', '/use-cases', 'evil', long);
    await assertRefused(reply, 429, 'key-over-share', /may hold 917,504 bytes of use cases at a time/);
    const state = '/__stub/states/a%20use%20case%20exists';
    assert.equal((await send('PUT', state, 'evil', long)).status, 429);
    assert.equal((await send('PATCH', `/use-cases/${id}`, 'evil', { work_start: 'y'.repeat(90_000) })).status, 429);
    assert.equal((await send('POST', '/use-cases', 'other', long)).status, 200);
    assert.equal((await send('PATCH', `/use-cases/${id}`, 'evil', { name: 'short' })).status, 200, 'less is no harm');
    assert.equal((await send('POST', '/use-cases', 'evil', long)).status, 200);
    assert.equal((await send('POST', '/__stub/reset', 'evil')).status, 204);
    assert.equal((await send('POST', '/use-cases', 'evil', long)).status, 200);
  });

  it('cannot run scenarios that are long to look at or take more than its share', async (t) => {
    const { send } = await startSmall(t);
    const start = (because: string, match: object, body?: object) =>
      send('POST', '/__stub/scenarios', 'evil', { because, match, status: 503, ...(body && { body }) });
    const issues = await start('long', { body: { name: 'y'.repeat(20_000) } });
    assert.match(await issues.text(), /is longer than 16384 characters; name what tells requests apart/);
    assert.equal((await start('a', {}, { message: 'y'.repeat(50_000) })).status, 201);
    const refused = await start('b', {}, { message: 'y'.repeat(50_000) });
    await assertRefused(refused, 429, 'key-over-share', /may hold 131,072 bytes of scenarios/);
    assert.equal((await start('a', {}, { message: 'y'.repeat(60_000) })).status, 201, 'it replaces the first one');
  });

  it('cannot follow its requests more often than its share', async (t) => {
    const { send, held } = await startSmall(t);
    const first = await Promise.all(Array.from({ length: 4 }, () => send('GET', '/__stub/requests/stream', 'evil')));
    assert.deepEqual(
      first.map(({ status }) => status),
      [200, 200, 200, 200],
    );
    await assertRefused(await send('GET', '/__stub/requests/stream', 'evil'), 429, 'key-over-share', /4 streams/);
    for (const { body } of first) await body?.cancel();
    while ((await held('watchers')) > 0);
  });
});

describe('strangers together', () => {
  it('have their initial use cases dropped, which are made again', async (t) => {
    const { send, held } = await startSmall(t, { seedCount: 12 });
    const list = async (key: string) => (await send('GET', '/use-cases', key)).text();
    const first = await list('first');
    const limit = limitsOf(8 * MEBIBYTE).useCases;
    for (let index = 0; index < 120; index++) await list(`stranger-${index}`);
    assert.ok((await held('useCases')) <= limit);
    assert.equal(await list('first'), first);
  });

  it('leave most of the room to use cases that clients have made', async (t) => {
    const { send, held } = await startSmall(t, { seedCount: 12 });
    for (let index = 0; index < 120; index++) await send('GET', '/use-cases', `stranger-${index}`);
    assert.ok((await held('useCases')) <= limitsOf(8 * MEBIBYTE).useCases / 4);
  });

  it('do not start anew what an organization started with when its use cases are made again', async (t) => {
    const scenario = { match: { operation: 'listUseCases' }, status: 503, times: 1 } as const;
    const { send } = await startSmall(t, { seedCount: 12, state: 'a use case exists', scenario });
    const list = async (key: string) => {
      const reply = await send('GET', '/use-cases', key);
      return reply.status === 200 ? ((await reply.json()) as object[]).length : reply.status;
    };
    assert.deepEqual([await list('first'), await list('first')], [503, 13]);
    for (let index = 0; index < 120; index++) await list(`stranger-${index}`);
    assert.equal(await list('first'), 13);
  });

  it('keep what was changed of initial use cases', async (t) => {
    const { send } = await startSmall(t, { seedCount: 12 });
    const list = async (key: string) => (await (await send('GET', '/use-cases', key)).json()) as { id: string }[];
    const [{ id }] = (await list('first')) as [{ id: string }];
    assert.equal((await send('PATCH', `/use-cases/${id}`, 'first', { name: 'mine' })).status, 200);
    for (let index = 0; index < 60; index++) await list(`stranger-${index}`);
    assert.equal(((await list('first'))[0] as { name?: string }).name, 'mine');
  });

  it('make the largest of them give way, and never one that is smaller and busy', async (t) => {
    const { send, held, told } = await startSmall(t);
    await send('POST', '/use-cases', 'small', { name: 'x' });
    for (let index = 0; index < 60; index++) {
      assert.equal((await send('POST', '/use-cases', `stranger-${index}`, { name: 'y'.repeat(90_000) })).status, 200);
      assert.equal((await send('GET', '/use-cases', 'small')).status, 200);
    }
    assert.ok((await held('useCases')) <= limitsOf(8 * MEBIBYTE).useCases);
    assert.equal(((await (await send('GET', '/use-cases', 'small')).json()) as object[]).length, 1);
    assert.equal(told.filter((each) => each.includes('idle organizations are forgotten')).length, 1);
  });
});

describe('connections', () => {
  it('beyond the share of one address are told so', async (t) => {
    const { url, held } = await startSmall(t);
    const { port } = new URL(url);
    const sockets = Array.from({ length: 100 }, () => connect(Number(port), '127.0.0.1'));
    t.after(() => sockets.forEach((socket) => socket.destroy()));
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    const last = connect(Number(port), '127.0.0.1');
    t.after(() => last.destroy());
    last.write('GET /use-cases HTTP/1.1\r\nhost: x\r\nauthorization: Bearer key\r\n\r\n');
    const [reply] = (await once(last, 'data')) as [Buffer];
    assert.match(reply.toString(), /^HTTP\/1\.1 429 [^]*stub-error: key-over-share/);
    assert.match(reply.toString(), /One address may hold 96 connections at a time/);
    for (const socket of [...sockets, last]) socket.destroy();
    await Promise.all(sockets.map((socket) => once(socket, 'close')));
    while ((await held('connections')) > 1);
  });
});

describe('a long list', () => {
  it('comes in pieces, is whole, and can be broken as planned', async (t) => {
    const { send } = await startSmall(t, { maxMemory: 256 * MEBIBYTE });
    const name = 'ü'.repeat(300);
    for (let index = 0; index < 500; index += 50)
      await Promise.all(Array.from({ length: 50 }, () => send('POST', '/use-cases', 'key', { name })));
    const reply = await send('GET', '/use-cases', 'key');
    assert.equal(reply.headers.get('content-length'), null, 'its length is not known when it begins');
    assert.equal(reply.headers.get('content-type'), 'application/json; charset=utf-8');
    const text = await reply.text();
    const list = JSON.parse(text) as { name: string }[];
    assert.equal(list.length, 500);
    assert.ok(list.every((each) => each.name === name));
    assert.equal(await (await send('HEAD', '/use-cases', 'key')).text(), '');
    const malformed = await (await send('GET', '/use-cases', 'key', undefined, { prefer: 'fault=malformed' })).text();
    assert.ok(text.startsWith(malformed) && malformed.length > text.length / 3 && malformed.length < text.length);
    const truncated = await send('GET', '/use-cases', 'key', undefined, { prefer: 'fault=truncated' });
    await assert.rejects(truncated.text());
    const slow = await send('GET', '/use-cases', 'key', undefined, { prefer: 'fault=slow' });
    assert.equal(await slow.text(), text);
  });
});

describe('a budget', () => {
  it('says once a minute what it refuses, and counts all of it', () => {
    let time = 0;
    const told: string[] = [];
    const { waiting } = createBudget(
      2 * MEBIBYTE,
      { largestBody: 1, journalBytes: 1 },
      (pool) => told.push(pool),
      () => time,
    );
    waiting.take('a', 4);
    for (time = 0; time < 120_000; time += 1_000) assert.throws(() => waiting.take('a', 1), OverBudget);
    assert.deepEqual(told, ['waiting', 'waiting']);
    assert.equal(waiting.refusals, 120);
    waiting.give('a');
    assert.equal(waiting.used, 0);
  });

  it('refuses all once everything is taken, unless there is something to give way', () => {
    const settings = { largestBody: 1, journalBytes: 1 };
    const { waiting } = createBudget(2 * MEBIBYTE, settings, () => undefined, Date.now);
    for (const owner of ['a', 'b', 'c', 'd']) waiting.take(owner, 4);
    assert.throws(() => waiting.take('e', 1), { name: 'OverBudget', of: 'all' });
    waiting.makeRoom = (missing) => waiting.give('a', missing);
    waiting.take('e', 1);
    assert.equal(waiting.heldBy('a'), 3);
  });
});
