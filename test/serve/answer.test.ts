import assert from 'node:assert/strict';
import { request } from 'node:http';
import { describe, it } from 'node:test';
import type { Logger } from '../../src/serve/context.ts';
import { createMetrics, type Stub } from '../../src/index.ts';
import { createMemoryScenarios } from '../../src/store/memory/scenarios.ts';
import type { Scenario, ScenarioStore } from '../../src/store/port.ts';
import { startStub } from '../helpers/stub.ts';

const silent = (): void => undefined;

/** As a program may bring it: nothing that comes from it has been checked by our admin API. */
function scenariosOf(scenario: Scenario): ScenarioStore & { left: () => number } {
  let left = scenario.times ?? 0;
  return {
    ...createMemoryScenarios(),
    list: async () => (left > 0 ? [{ ...scenario, id: '1', left }] : []),
    use: async () => (left > 0 ? --left : undefined),
    left: () => left,
  };
}

describe('an answer that fails', () => {
  it('because its headers cannot be sent is a 500, uses up one turn, and the stub lives on', async (t) => {
    for (const headers of [{ x: 'a\nb' }, { 'x y': 'z' }, { x: undefined as unknown as string }]) {
      const scenarios = scenariosOf({ because: 'a test', status: 503, headers, times: 2 });
      const { send } = await startStub(t, { scenarios });
      const { status, headers: got } = await send('GET', '/use-cases');
      assert.deepEqual([status, got['stub-error']], [500, 'internal-error']);
      assert.equal(scenarios.left(), 1);
      await send('GET', '/use-cases');
      assert.equal((await send('GET', '/use-cases')).status, 200);
    }
  });

  it('because the logger does is answered nevertheless, once', async (t) => {
    const fail = () => {
      throw new Error('the disk of the test is full');
    };
    for (const logger of [
      { info: fail, warn: fail, error: fail },
      { info: silent, warn: silent, error: fail },
    ] satisfies Logger[]) {
      // Of the second logger, nothing but this has something to say.
      const scenarios = scenariosOf({ because: 'a test', status: 503, headers: { x: 'a\nb' }, times: 2 });
      const { send, stub } = await startStub(t, { scenarios, logger });
      assert.equal((await send('GET', '/use-cases')).status, 500);
      assert.equal(scenarios.left(), 1);
      await send('GET', '/use-cases');
      assert.equal((await send('GET', '/use-cases')).status, 200);
      assert.equal(stub.journal('key').at(-1)?.status, 200);
    }
  });
});

/** A logger that waits for as many lines as there are requests. */
function countingLogger(): { logger: Logger; lines: (count: number) => Promise<Record<string, unknown>[]> } {
  const seen: Record<string, unknown>[] = [];
  let wake = silent;
  const note = (details: object) => {
    seen.push({ ...details });
    wake();
  };
  const lines = async (count: number) => {
    while (seen.length < count) await new Promise<void>((resolve) => (wake = resolve));
    return seen;
  };
  return { logger: { info: note, warn: note, error: note }, lines };
}

/** How many requests wait, by the metrics of the stub. */
async function countWaiting(stub: Stub): Promise<number> {
  const text = await (await fetch(new URL('/__stub/metrics', stub.url))).text();
  return Number(/^use_case_stub_held\{pool="waiting"\} (.+)$/m.exec(text)?.[1]);
}

/** Sends a request, and hangs up once its reply waits. */
async function abandon(stub: Stub, method: string, prefer: string, body = ''): Promise<void> {
  const headers = { authorization: 'Bearer key', prefer, 'content-type': 'application/json' };
  const outgoing = request(`${stub.url}/use-cases`, { method, headers, agent: false });
  outgoing.on('error', silent);
  await new Promise<void>((resolve) => outgoing.end(body, resolve));
  while ((await countWaiting(stub)) === 0);
  outgoing.destroy();
  while ((await countWaiting(stub)) > 0);
}

describe('a client that hangs up', () => {
  it('is not waited for, so that nothing of its request is kept', { timeout: 60_000 }, async (t) => {
    const { logger, lines } = countingLogger();
    const { stub } = await startStub(t, { logger, metrics: await createMetrics() });
    const body = JSON.stringify({ name: 'x', prompt: 'x'.repeat(100_000) });
    for (let index = 0; index < 20; index++) await abandon(stub, 'POST', 'delay=60000', body);
    await lines(20);
    assert.ok(stub.journal('key').every(({ milliseconds }) => milliseconds < 60_000));
  });

  it('is noted in journal and log, be its request with a body or without', { timeout: 60_000 }, async (t) => {
    const { logger, lines } = countingLogger();
    const { stub } = await startStub(t, { logger, metrics: await createMetrics() });
    await abandon(stub, 'GET', 'delay=60000');
    await abandon(stub, 'POST', 'delay=60000', '{"name":"x"}');
    await fetch(`${stub.url}/use-cases`, { headers: { authorization: 'Bearer other' } });
    const ours = (await lines(3)).filter(
      (line) => (line['cause'] as { kind?: string } | undefined)?.kind === 'client-gone',
    );
    assert.deepEqual(
      stub.journal('key').map(({ method, status, cause }) => [method, status, cause]),
      [
        ['GET', 200, { kind: 'client-gone' }],
        ['POST', 200, { kind: 'client-gone' }],
      ],
    );
    assert.equal(ours.length, 2);
    assert.ok(stub.journal('other').every((entry) => !('cause' in entry)));
  });

  it('in the middle of its request has sent none', async (t) => {
    const { logger, lines } = countingLogger();
    const { stub } = await startStub(t, { logger });
    const headers = { authorization: 'Bearer key', 'content-type': 'application/json', 'content-length': 100 };
    const outgoing = request(`${stub.url}/use-cases`, { method: 'POST', headers, agent: false });
    outgoing.on('error', silent);
    await new Promise<void>((resolve) => outgoing.write('{"name":', () => resolve()));
    await new Promise((resolve) => outgoing.once('close', resolve).destroy());
    await fetch(`${stub.url}/use-cases`, { headers: { authorization: 'Bearer other' } });
    await lines(1);
    assert.deepEqual(stub.journal('key'), []);
  });
});
