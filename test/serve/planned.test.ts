import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { createMetrics } from '../../src/serve/metrics.ts';
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
      stub.journal('key').map(({ verdict, misbehaving, error }) => [verdict, misbehaving, error]),
      [
        ['failed', '"a bad day"', undefined],
        ['failed', undefined, undefined],
        ['failed', undefined, 'store-unavailable'],
      ],
    );
    assert.deepEqual(await totals(), ['503 true 2', '503 false 1']);
    assert.equal(lines[0]?.['misbehaving'], '"a bad day"');
    assert.ok(lines.slice(1).every((line) => !('misbehaving' in line)));
  });

  it('does not pass for one where the reason is only about something else', async (t) => {
    const { send, plan, totals, stub } = await start(t);
    await plan({ delay: { distribution: 'fixed', ms: 1 }, fault: 'malformed', because: 'a slow day' });
    assert.equal((await send('POST', '/use-cases', { body: { name: 'x' } }).catch(() => undefined))?.status, undefined);
    assert.deepEqual(await totals(), ['503 false 1']);
    assert.equal(stub.journal('key')[0]?.misbehaving, '"a slow day"');
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
      const { fault, misbehaving } = entry as Record<string, unknown>;
      return [fault, misbehaving];
    };
    const expected = [
      ['truncated', undefined],
      ['reset', '"a bad net"'],
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
    const expected = [
      undefined,
      { kind: 'scenario', because: 'a bad day' },
      { kind: 'state', because: 'the API is failing' },
      { kind: 'preference', because: 'code=429' },
      { kind: 'fault', because: 'fault=truncated', fault: 'truncated' },
      { kind: 'fault', because: 'a bad line', fault: 'reset' },
      { kind: 'rate-limit' },
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
    await plan({ delay: { distribution: 'fixed', ms: 0 }, because: 'a slow day' });
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
        { kind: 'scenario', because: 'a bad day' },
        { kind: 'scenario', because: 'a slow day' },
        { kind: 'preference', because: 'code=429' },
        { kind: 'fault', because: 'fault=truncated', fault: 'truncated' },
        { kind: 'state', because: 'the API key is not known' },
      ],
    );
  });
});
