import assert from 'node:assert/strict';
import { Agent, get, request } from 'node:http';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { createMetrics as createBareMetrics } from '../../src/serve/metrics.ts';
import { createMetrics, createStub, openStore } from '../../src/index.ts';
import { temporaryDirectory } from '../helpers/pacts.ts';
import { startStub } from '../helpers/stub.ts';

describe('metrics', () => {
  it('count requests by operation, status, verdict and error, and warnings by rule', async (t) => {
    const { send, create } = await startStub(t, { metrics: await createMetrics() });
    await create({ name: 'x', transfer_number: '123' });
    await send('POST', '/use-cases', { body: {} });
    await send('GET', '/nowhere');
    const { text, headers } = await send('GET', '/__stub/metrics', { key: null });
    assert.match(String((headers as Record<string, string>)['content-type']), /^text\/plain; version=0\.0\.4/);
    const has = (line: string) => assert.ok(text.includes(`${line}\n`), `${line} is not in\n${text}`);
    has('use_case_stub_request_duration_seconds_count{operation="createUseCase",status="200"} 1');
    has('use_case_stub_request_duration_seconds_count{operation="createUseCase",status="400"} 1');
    has(
      'use_case_stub_requests_total{operation="none",verdict="refused",error="unknown-path",planned="false",status="404"} 1',
    );
    has('use_case_stub_request_duration_seconds_bucket{operation="createUseCase",status="200",le="+Inf"} 1');
    has('use_case_stub_warnings_total{rule="transfer-number-e164"} 1');
    assert.match(text, /^process_resident_memory_bytes \d+$/m);
    assert.ok(!text.includes('__stub'), 'the stub does not count those who watch it');
  });

  it('have the lag of the event loop once there is a sample of it, and never a figure that is none', async () => {
    const metrics = await createMetrics();
    assert.doesNotMatch(await metrics.text(), /nodejs_eventloop_lag\w* (9223372036|nan)/i);
    const lag = monitorEventLoopDelay({ resolution: 10 });
    lag.enable();
    while (lag.count < 5) await setImmediate();
    lag.disable();
    assert.match(await metrics.text(), /^nodejs_eventloop_lag_p99_seconds 0\.\d+$/m);
  });

  it('have all processor time that the process has taken, also before they are first asked for', async () => {
    const { user, system } = process.cpuUsage();
    const text = await (await createMetrics()).text();
    const total = (name: string) => Number(new RegExp(`^process_cpu_${name}seconds_total (.+)$`, 'm').exec(text)?.[1]);
    assert.ok(total('user_') >= user / 1e6, text);
    assert.ok(total('system_') >= system / 1e6, text);
    assert.ok(total('') >= (user + system) / 1e6, text);
  });

  it('count accesses to a database', async (t) => {
    const metrics = await createMetrics();
    const directory = await temporaryDirectory(t);
    const store = await openStore(`sqlite:${directory}/stub.db`, { onAccess: metrics.observeStore });
    t.after(() => store.close());
    const { create, send } = await startStub(t, { metrics, store: store.useCases, scenarios: store.scenarios });
    await create({ name: 'x' });
    const { text } = await send('GET', '/__stub/metrics');
    assert.match(text, /^use_case_stub_store_duration_seconds_count\{access="write"\} [1-9]/m);
    assert.match(text, /^use_case_stub_store_duration_seconds_count\{access="read"\} [1-9]/m);
  });

  it('can be read whatever operations are called', async () => {
    const metrics = createBareMetrics();
    const operationId = 'a "b" \\ c\nd';
    metrics.observe({ operationId, reply: { status: 200 }, verdict: 'accepted', planned: false, warnings: [] }, 1);
    const lines = (await metrics.text()).split('\n').filter((line) => line.includes('operation='));
    assert.ok(lines.length > 10);
    for (const line of lines) assert.match(line, /^\w+\{operation="a \\"b\\" \\\\ c\\nd",.*\} [\d.]+$/);
  });

  it('name the replica in every figure', async (t) => {
    const { send, create } = await startStub(t, { metrics: await createMetrics({ instance: 'stub "2"' }) });
    await create({ name: 'x' });
    const { text } = await send('GET', '/__stub/metrics');
    const figures = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    assert.ok(figures.length > 50);
    for (const line of figures) assert.match(line, /^\w+\{instance="stub \\"2\\""(,.*)?\} [\w.+-]+$/);
  });

  it('are kept only where they are wanted', async (t) => {
    const { send } = await startStub(t);
    assert.equal((await send('GET', '/__stub/metrics')).status, 404);
  });
});

describe('a request id', () => {
  it('is in the reply, in the journal and in the log; the client may bring its own', async (t) => {
    const logged: { requestId: string }[] = [];
    const log = (details: object) => logged.push(details as { requestId: string });
    const { send, stub } = await startStub(t, { logger: { info: log, warn: log, error: log } });
    const idOf = async (given?: string) => {
      const response = await send(
        'GET',
        '/use-cases',
        given === undefined ? {} : { headers: { 'x-request-id': given } },
      );
      return (response.headers as Record<string, string>)['x-request-id'] ?? '';
    };
    assert.equal(await idOf('trace/4711'), 'trace/4711');
    const own = await idOf();
    assert.match(own, /^[0-9a-f-]{36}$/);
    assert.match(await idOf('no good "id"'), /^[0-9a-f-]{36}$/, 'what could do harm in a log is not taken');
    assert.deepEqual(
      stub.journal('key').map(({ requestId }) => requestId),
      logged.map(({ requestId }) => requestId),
    );
    assert.equal(logged[1]?.requestId, own);
  });
});

describe('a stub that is told to stop', () => {
  it('finishes what is under way, says that it is not ready, and wants its connections back', async () => {
    const stub = createStub();
    const url = await stub.listen();
    const agent = new Agent({ keepAlive: true });
    const slow = request(`${url}/use-cases`, {
      agent,
      method: 'POST',
      headers: { authorization: 'Bearer k', 'content-type': 'application/json' },
    });
    slow.write('{"name":');
    // Its head has arrived once a request on another connection has been answered.
    const ready = async () => {
      const [response] = (await once(get(`${new URL(url).origin}/__stub/ready`, { agent: false }), 'response')) as [
        NodeJS.ReadableStream & { statusCode: number; headers: Record<string, string> },
      ];
      let text = '';
      for await (const chunk of response) text += String(chunk);
      return {
        status: response.statusCode,
        connection: response.headers['connection'],
        body: JSON.parse(text) as object,
      };
    };
    assert.deepEqual((await ready()).body, { status: 'ready' });
    const closed = stub.close();
    assert.deepEqual(await ready(), { status: 503, connection: 'close', body: { status: 'draining' } });
    slow.end('"x"}');
    const [response] = (await once(slow, 'response')) as [
      { statusCode: number; headers: Record<string, string>; resume(): void },
    ];
    response.resume();
    assert.equal(response.statusCode, 200);
    assert.equal(response.headers['connection'], 'close');
    await closed;
    await assert.rejects(ready());
    agent.destroy();
  });

  it('answers a hundred requests that are under way, and resets none', async () => {
    const stub = createStub({ seedCount: 0 });
    const url = await stub.listen();
    const headers = { authorization: 'Bearer k', prefer: 'delay=60000' };
    const answers = Array.from({ length: 100 }, () => fetch(`${url}/use-cases`, { headers }));
    while (stub.journal('k').length < 1)
      await (await fetch(`${url}/use-cases`, { headers: { authorization: 'Bearer k' } })).text();
    await stub.close();
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    assert.deepEqual([...new Set(statuses)], [200]);
  });
});
