import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { createMetrics } from '../../src/serve/metrics.ts';
import type { Cause } from '../../src/store/port.ts';
import { causeInWords } from '../../src/store/cause.ts';
import { StoreUnavailable } from '../../src/index.ts';
import { createMemoryStore } from '../../src/store/memory/use-cases.ts';
import { startStub } from '../helpers/stub.ts';

/** A stub whose database is away when a use case is to be created, with all that it has to tell. */
async function start(t: TestContext) {
  const lines: Record<string, unknown>[] = [];
  const note = (details: object) => void lines.push({ ...details });
  const store = { ...createMemoryStore(), create: () => Promise.reject(new StoreUnavailable('away')) };
  const logger = { info: note, warn: note, error: note };
  const running = await startStub(t, { metrics: createMetrics(), store, logger });
  const plan = (body: object) => running.send('POST', '/__stub/scenarios', { body });
  const totals = async () => {
    const { text } = await running.send('GET', '/__stub/metrics', { key: null });
    const samples = text.matchAll(/^use_case_stub_requests_total\{.*planned="(\w+)",status="(\d+)"\} (\d+)$/gm);
    return [...samples].map(([, planned, status, count]) => `${status} ${planned} ${count}`);
  };
  return { ...running, plan, totals, lines };
}

describe('a planned failure', () => {
  it('is told from a real one in journal, log and metrics', async (t) => {
    const { send, plan, totals, lines, stub } = await start(t);
    await plan({ status: 503, because: 'a bad day', match: { operation: 'listUseCases' }, times: 1 });
    assert.equal((await send('GET', '/use-cases')).status, 503);
    assert.equal((await send('GET', '/use-cases', { prefer: 'code=503' })).status, 503);
    assert.equal((await send('POST', '/use-cases', { body: { name: 'x' } })).status, 503);
    assert.deepEqual(
      stub.journal('key').map(({ verdict, cause, error }) => [verdict, cause?.because, error]),
      [
        ['failed', 'a bad day', undefined],
        ['failed', 'code=503', undefined],
        ['failed', undefined, 'store-unavailable'],
      ],
    );
    assert.deepEqual(await totals(), ['503 true 2', '503 false 1']);
    assert.deepEqual(
      lines.filter(({ status }) => status !== undefined).map(({ cause }) => cause),
      stub.journal('key').map(({ cause }) => cause),
    );
  });

  it('does not pass for one where the reason is only about something else', async (t) => {
    const { send, plan, totals, stub } = await start(t);
    await plan({ delay: { distribution: 'fixed', ms: 1 }, fault: 'malformed', because: 'a slow day' });
    assert.equal((await send('POST', '/use-cases', { body: { name: 'x' } }).catch(() => undefined))?.status, undefined);
    assert.deepEqual(await totals(), ['503 false 1']);
    assert.equal(stub.journal('key')[0]?.cause?.because, 'a slow day');
    await send('GET', '/use-cases', { prefer: 'code=418' }).catch(() => undefined);
    assert.equal(stub.journal('key')[1]?.error, 'preference-unavailable');
  });
});

describe('a broken answer', () => {
  it('is named in journal, log and metrics, planned by a preference or by a scenario', async (t) => {
    const { send, plan, totals, lines, stub } = await start(t);
    await assert.rejects(send('GET', '/use-cases', { prefer: 'fault=truncated' }));
    await plan({ fault: 'reset', because: 'a bad net', times: 1 });
    await assert.rejects(send('GET', '/use-cases'));
    await send('GET', '/use-cases');
    const told = (entry: object) => {
      const { fault, because } = (entry as { cause?: Cause }).cause ?? {};
      return [fault, because];
    };
    const expected = [
      ['truncated', 'fault=truncated'],
      ['reset', 'a bad net'],
      [undefined, undefined],
    ];
    assert.deepEqual(stub.journal('key').map(told), expected);
    assert.deepEqual(lines.map(told), expected);
    assert.deepEqual(await totals(), ['200 true 2', '200 false 1']);
  });
});

describe('the cause of a reply', () => {
  it('stands as data in the journal and in the log, and only where the reply is not the own one of the operation', async (t) => {
    const lines: Record<string, unknown>[] = [];
    const note = (details: object) => void lines.push({ ...details });
    const logger = { info: note, warn: note, error: note };
    const { send, stub } = await startStub(t, { logger, rateLimit: { requests: 6, seconds: 60 } });
    await send('GET', '/use-cases');
    await send('POST', '/__stub/scenarios', { body: { status: 503, because: 'a bad day', times: 1 } });
    await send('GET', '/use-cases');
    await stub.setState('key', 'the API is failing', { status: 500, times: 1 });
    await send('GET', '/use-cases');
    await send('GET', '/use-cases', { prefer: 'code=429' });
    await assert.rejects(send('GET', '/use-cases', { prefer: 'fault=truncated' }));
    await send('POST', '/__stub/scenarios', { body: { fault: 'reset', because: 'a bad line', times: 1 } });
    await assert.rejects(send('GET', '/use-cases'));
    await send('GET', '/use-cases');
    const expected: (Cause | undefined)[] = [
      undefined,
      { kind: 'scenario', because: 'a bad day', status: 503 },
      { kind: 'state', because: 'the API is failing', status: 500 },
      { kind: 'preference', because: 'code=429', status: 429 },
      { kind: 'preference', because: 'fault=truncated', fault: 'truncated' },
      { kind: 'scenario', because: 'a bad line', fault: 'reset' },
      { kind: 'rate-limit', status: 429 },
    ];
    assert.deepEqual(
      stub.journal('key').map(({ cause }) => cause),
      expected,
    );
    assert.deepEqual(
      lines.map(({ cause }) => cause),
      expected,
    );
  });

  it('is what decided on it, where several plans apply', async (t) => {
    const { send, stub } = await startStub(t);
    const plan = (body: object) => send('POST', '/__stub/scenarios', { body });
    await plan({ status: 503, because: 'a bad day', times: 1 });
    await plan({ delay: { distribution: 'fixed', ms: 1 }, because: 'a slow day' });
    await send('GET', '/use-cases');
    await send('GET', '/use-cases');
    await send('GET', '/use-cases', { prefer: 'code=429' });
    await assert.rejects(send('GET', '/use-cases', { prefer: 'fault=truncated' }));
    await stub.setState('key', 'the API key is not known');
    await plan({ status: 503, because: 'a worse day' });
    assert.equal((await send('GET', '/use-cases')).status, 401);
    assert.deepEqual(
      stub.journal('key').map(({ cause }) => cause),
      [
        { kind: 'scenario', because: 'a bad day', status: 503, delay: 1 },
        { kind: 'scenario', because: 'a slow day', delay: 1 },
        { kind: 'preference', because: 'code=429', status: 429, delay: 1 },
        { kind: 'preference', because: 'fault=truncated', fault: 'truncated', delay: 1 },
        { kind: 'state', because: 'the API key is not known', status: 401, delay: 1 },
      ],
    );
  });
});

describe('the words for a cause', () => {
  it('name the actor and what it did', () => {
    const words: [Cause, string][] = [
      [{ kind: 'scenario', because: 'a bad day', status: 503, delay: 5 }, '503 by scenario "a bad day"'],
      [{ kind: 'state', because: 'the API is failing', status: 500 }, '500 by state "the API is failing"'],
      [{ kind: 'scenario', because: 'x', fault: 'reset' }, 'broken by scenario "x": connection reset'],
      [{ kind: 'scenario', because: 'x', fault: 'slow' }, 'body sent slowly by scenario "x"'],
      [{ kind: 'scenario', because: 'x', delay: 20.4 }, 'delayed 20 ms by scenario "x"'],
      [{ kind: 'scenario', because: 'x' }, 'scenario "x" had no effect'],
      [{ kind: 'preference', because: 'code=404', status: 404 }, '404 forced by Prefer: code=404'],
      [{ kind: 'rate-limit', status: 429 }, '429 by the rate limit'],
      [{ kind: 'prism' }, 'mocked by Prism'],
      [{ kind: 'client-gone' }, 'client hung up before the reply'],
    ];
    for (const [cause, expected] of words) assert.equal(causeInWords(cause), expected);
  });
});

describe('the verdict on a planned reply', () => {
  it('is that it failed, neither that the client did well nor that it was wrong', async (t) => {
    const { send, stub } = await startStub(t);
    await assert.rejects(send('GET', '/use-cases', { prefer: 'fault=reset' }));
    await send('GET', '/use-cases', { prefer: 'code=429' });
    await send('POST', '/__stub/scenarios', { body: { status: 400, because: 'taken', times: 1 } });
    await send('POST', '/use-cases', { body: { name: 'x' } });
    await send('GET', '/use-cases/5f1d7a3c9be2408a6f10c2d4');
    await send('GET', '/use-cases', { prefer: 'fault=slow' });
    assert.deepEqual(
      stub.journal('key').map(({ verdict }) => verdict),
      ['failed', 'failed', 'failed', 'refused', 'accepted'],
    );
  });
});

describe('a request that is not answered by its operation', () => {
  it('has its body in the journal, whatever answers', async (t) => {
    const { send, stub } = await startStub(t, { rateLimit: { requests: 3, seconds: 60 } });
    const body = { name: 'the same each time' };
    await send('POST', '/__stub/scenarios', { body: { status: 503, because: 'a bad day', times: 1 } });
    await send('POST', '/use-cases', { body });
    await stub.setState('key', 'the API is failing', { status: 500, times: 1 });
    await send('POST', '/use-cases', { body });
    await send('POST', '/use-cases', { body, prefer: 'code=none' });
    assert.equal((await send('POST', '/use-cases', { body })).status, 429);
    assert.deepEqual(
      stub.journal('key').map((entry) => [entry.status, entry.body]),
      [503, 500, 400, 429].map((status) => [status, JSON.stringify(body)]),
    );
  });

  it('is still answered as planned when its body is too large, and the connection is closed', async (t) => {
    const { send, stub } = await startStub(t, { maxBody: 1_000 });
    await send('POST', '/__stub/scenarios', { body: { status: 503, because: 'a bad day' } });
    const { status, headers } = await send('POST', '/use-cases', { body: { name: 'x'.repeat(2_000) } });
    assert.deepEqual([status, headers['connection']], [503, 'close']);
    assert.equal(stub.journal('key')[0]?.body, undefined);
  });
});
