import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { createStub } from '../../src/index.ts';
import { organizationIdOf } from '../../src/organizations/organizations.ts';
import { createBudget } from '../../src/lib/budget.ts';
import { createJournals } from '../../src/store/memory/journal.ts';
import { createRateLimiter } from '../../src/organizations/rate-limit.ts';
import { createMemoryStore } from '../../src/store/memory/use-cases.ts';
import { startStub } from '../helpers/stub.ts';

const headersOf = (response: { headers: unknown }) => response.headers as Record<string, string>;

describe('--rate-limit', () => {
  it('answers 429 once an organization has sent what it may, and says when there is more', async (t) => {
    const { send } = await startStub(t, { rateLimit: { requests: 2, seconds: 60 } });
    const first = await send('GET', '/use-cases');
    assert.equal(headersOf(first)['ratelimit-policy'], '"default";q=2;w=60');
    assert.match(headersOf(first)['ratelimit'] ?? '', /^"default";r=1;t=(60|59)$/);
    assert.equal((await send('GET', '/use-cases')).status, 200);
    const refused = await send('GET', '/use-cases');
    assert.equal(refused.status, 429);
    assert.equal(headersOf(refused)['stub-error'], 'rate-limited');
    assert.match(headersOf(refused)['retry-after'] ?? '', /^(60|59)$/);
    assert.match(headersOf(refused)['ratelimit'] ?? '', /^"default";r=0;t=/);
    assert.equal((await send('GET', '/use-cases', { key: 'neighbour' })).status, 200);
    assert.equal((await send('GET', '/__stub/scenarios')).status, 200, 'the stub itself is not limited');
  });

  it('begins a new window when the old one is over', () => {
    let time = 0;
    const limiter = createRateLimiter({ requests: 1, seconds: 10 }, () => time);
    assert.deepEqual(limiter.take('a'), { allowed: true, remaining: 0, reset: 10 });
    time = 9_001;
    assert.deepEqual(limiter.take('a'), { allowed: false, remaining: 0, reset: 1 });
    time = 10_000;
    assert.deepEqual(limiter.take('a'), { allowed: true, remaining: 0, reset: 10 });
  });

  it('never tells more seconds than the window has, whatever fraction of a millisecond the clock shows', () => {
    for (let time = 0; time < 30_000; time += 10.37) {
      const limiter = createRateLimiter({ requests: 1, seconds: 10 }, () => time);
      assert.equal(limiter.take('a').reset, 10);
    }
  });

  it('begins anew with a reset, which a frozen clock would otherwise never do', async (t) => {
    const { send, stub } = await startStub(t, { rateLimit: '1/min', clock: 'frozen' });
    const twice = async () => [(await send('GET', '/use-cases')).status, (await send('GET', '/use-cases')).status];
    assert.deepEqual(await twice(), [200, 429]);
    for (const reset of [() => stub.reset('key'), () => stub.reset(), () => send('POST', '/__stub/reset')]) {
      await reset();
      assert.deepEqual(await twice(), [200, 429], String(reset));
    }
    await stub.reset('other');
    assert.equal((await send('GET', '/use-cases')).status, 429, 'one of another organization changes nothing');
  });

  it('keeps nothing of an organization that is forgotten', async (t) => {
    const { send } = await startStub(t, { rateLimit: { requests: 1, seconds: 60 }, maxOrganizations: 1 });
    const statuses = [];
    for (const key of ['first', 'first', 'second', 'first'])
      statuses.push((await send('GET', '/use-cases', { key })).status);
    assert.deepEqual(statuses, [200, 429, 200, 200]);
  });
});

describe('memory is bounded', () => {
  it('the organization that has been idle for longest is forgotten, and the log says so', async (t) => {
    const told: object[] = [];
    const silent = () => undefined;
    const logger = { info: silent, error: silent, warn: (details: object) => told.push(details) };
    const { send, create, stub } = await startStub(t, { maxOrganizations: 2, logger });
    const { organization_id: first } = await create({ name: 'x' }, { key: 'first' });
    await create({ name: 'x' }, { key: 'second' });
    await send('GET', '/use-cases', { key: 'first' });
    await create({ name: 'x' }, { key: 'third' });
    const left = async (key: string) => ((await send('GET', '/use-cases', { key })).body as object[]).length;
    assert.equal(await left('first'), 1, 'it was used after the second');
    assert.equal(told.length, 1);
    assert.notEqual((told[0] as { organization: string }).organization, first);
    assert.equal(await left('second'), 0);
    assert.equal(stub.journal('second').length, 1, 'its journal has gone as well');
  });

  it('the log does not call forgotten what a store keeps', async (t) => {
    const told: string[] = [];
    const silent = () => undefined;
    const logger = { info: silent, error: silent, warn: (_: object, message: string) => told.push(message) };
    const { forget: _, ...store } = createMemoryStore();
    const { create, send } = await startStub(t, { maxOrganizations: 1, logger, store });
    await create({ name: 'x' }, { key: 'first' });
    await create({ name: 'x' }, { key: 'second' });
    assert.deepEqual(told, ['idle organizations are remembered in the store only, to make room here']);
    assert.equal(((await send('GET', '/use-cases', { key: 'first' })).body as object[]).length, 1);
  });

  it('an organization that is forgotten while its request is on its way leaves nothing for good', async (t) => {
    const store = createMemoryStore();
    const stub = createStub({ maxOrganizations: 1, seedCount: 0, store });
    t.after(() => stub.close());
    const url = await stub.listen();
    const ask = (key: string) => fetch(`${url}/use-cases`, { headers: { authorization: `Bearer ${key}` } });
    for (const [method, path] of [
      ['POST', '/use-cases'],
      ['PUT', '/__stub/states/a%20use%20case%20exists'],
    ] as const) {
      const headers = { authorization: 'Bearer slow', 'content-type': 'application/json', expect: '100-continue' };
      const slow = request(new URL(path, url), { method, headers });
      slow.flushHeaders();
      // Once the stub wants the body, it knows the organization.
      await once(slow, 'continue');
      await ask('second');
      slow.end('{"name":"x"}');
      const [response] = (await once(slow, 'response')) as [IncomingMessage];
      assert.equal(response.statusCode, 200);
      await text(response);
      assert.equal(await store.count(organizationIdOf('slow')), 1);
      await ask('third');
      assert.equal(await store.count(organizationIdOf('slow')), 0, path);
    }
  });

  it('an organization gets no more use cases than it may have', async (t) => {
    const { send, create } = await startStub(t, { maxUseCases: 1 });
    await create({ name: 'x' });
    const refused = await send('POST', '/use-cases', { body: { name: 'y' } });
    assert.equal(refused.status, 503);
    assert.equal(headersOf(refused)['stub-error'], 'organization-full');
    assert.equal(((await send('GET', '/use-cases')).body as object[]).length, 1);
  });

  it('no state puts more use cases there than an organization may have', async (t) => {
    const { send, create, stub } = await startStub(t, { maxUseCases: 2 });
    const put = (body: object) => send('PUT', '/__stub/states/a%20use%20case%20exists', { body });
    await create({ name: 'x' });
    const { id } = (await put({ name: 'y' })).body as { id: string };
    const [refused, other] = await Promise.all([put({ name: 'z' }), put({ name: 'w' })]);
    for (const { status, headers } of [refused, other])
      assert.deepEqual([status, (headers as Record<string, string>)['stub-error']], [503, 'organization-full']);
    assert.equal((await put({ id, name: 'changed' })).status, 200, 'one that is there may be changed');
    await assert.rejects(stub.setState('key', 'a use case exists', { name: 'z' }), { name: 'OrganizationFull' });
    assert.equal(((await send('GET', '/use-cases')).body as object[]).length, 2);
  });

  const note = (body: string, rawHeaders: string[] = []) => ({
    at: 0,
    requestId: 'r',
    method: 'GET',
    url: '/',
    verdict: 'accepted' as const,
    status: 200,
    milliseconds: 1,
    issues: [],
    warnings: [],
    rawHeaders,
    body,
    operationId: undefined,
    error: undefined,
    from: undefined,
    client: undefined,
    cause: undefined,
    replyHeaders: undefined,
    reply: undefined,
  });

  /** @param share approximate bytes of one organization's journal; all together have four times as many */
  function journalsOf(share: number) {
    const settings = { largestBody: 1, journalBytes: 4 * share };
    return createJournals(100, createBudget(2 ** 30, settings, () => undefined, Date.now).journals);
  }

  it('a journal loses its oldest entries, never the newest, and counts on', () => {
    const journals = journalsOf(10_100);
    for (let index = 1; index <= 50; index++) {
      journals.add('a', note('x'.repeat(1_000), ['x-large', 'y'.repeat(1_000)]), []);
      assert.equal(journals.entries('a').at(-1)?.number, index);
    }
    assert.deepEqual(
      journals.entries('a').map(({ number }) => number),
      [49, 50],
    );
    journals.clear('b');
    journals.add('a', note('x'.repeat(4_000)), []);
    assert.deepEqual(
      journals.entries('a').map(({ number }) => number),
      [51],
    );
  });

  it('a key with a busy journal leaves those of others alone', () => {
    const journals = journalsOf(10_000);
    journals.add('quiet', note('x'.repeat(1_000)), []);
    for (let index = 1; index <= 50; index++) journals.add('busy', note('x'.repeat(1_000)), []);
    assert.equal(journals.entries('quiet').length, 1);
    assert.ok(journals.entries('busy').length < 5);
  });

  it('the journal gives way where it has been idle for longest', () => {
    const journals = journalsOf(2_500);
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) journals.add(id, note('x'.repeat(300)), []);
    journals.add('a', note('y'), []);
    journals.add('g', note('x'.repeat(300)), []);
    assert.deepEqual(
      ['a', 'b', 'g'].map((id) => journals.entries(id).length),
      [1, 0, 1],
    );
  });
});
