import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createJournals } from '../../src/http/journal.ts';
import { createRateLimiter } from '../../src/use-cases/rate-limit.ts';
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

  it('an organization gets no more use cases than it may have', async (t) => {
    const { send, create } = await startStub(t, { maxUseCases: 1 });
    await create({ name: 'x' });
    const refused = await send('POST', '/use-cases', { body: { name: 'y' } });
    assert.equal(refused.status, 503);
    assert.equal(headersOf(refused)['stub-error'], 'organization-full');
    assert.equal(((await send('GET', '/use-cases')).body as object[]).length, 1);
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
  });

  it('a journal that is alone loses its oldest entries, never the newest, and counts on', () => {
    const journals = createJournals(100, 10_100);
    for (let index = 1; index <= 50; index++) {
      journals.add('a', note('x'.repeat(1_000), ['x-large', 'y'.repeat(1_000)]));
      assert.equal(journals.entries('a').at(-1)?.number, index);
    }
    assert.deepEqual(
      journals.entries('a').map(({ number }) => number),
      [49, 50],
    );
    journals.add('b', note('x'.repeat(4_000)));
    assert.deepEqual(journals.entries('a'), []);
    journals.add('a', note('y'));
    assert.deepEqual(
      journals.entries('a').map(({ number }) => number),
      [51],
    );
  });

  it('the journal gives way where it has been idle for longest', () => {
    const journals = createJournals(100, 10_000);
    journals.add('a', note('x'.repeat(1_000)));
    journals.add('b', note('x'.repeat(1_000)));
    journals.add('a', note('y'));
    journals.add('c', note('x'.repeat(1_000)));
    assert.deepEqual(
      ['a', 'b', 'c'].map((id) => journals.entries(id).length),
      [2, 0, 1],
    );
  });
});
