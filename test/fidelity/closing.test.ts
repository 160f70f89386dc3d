/** What the proxy does when it is stopped: with replies under way, and with requests that wait to be judged. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, get, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import type { ProxyOptions } from '../../src/fidelity/proxy/proxy.ts';
import { summaryText } from '../../src/fidelity/proxy/summary.ts';
import { sendRaw, startProxy, startService } from './helpers.ts';

const headers = { authorization: 'Bearer key' };
const json = { 'content-type': 'application/json' };

/** A proxy whose judging stands still after the first request, until the test lets it go on. */
async function startSlowProxy(t: TestContext, options: Partial<ProxyOptions> = {}) {
  const { url } = await startService(t, (_request, response) => response.writeHead(200, json).end('[]'));
  const first = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  let judged = 0;
  const { base, proxy } = await startProxy(t, url, {
    ...options,
    onJudged: () => {
      judged++;
      first.resolve();
      return goOn.promise;
    },
  });
  const list = (query = '') =>
    sendRaw({ method: 'GET', url: `${base}/use-cases${query}`, headers: Object.entries(headers).flat() });
  await list();
  await first.promise;
  return { proxy, list, goOn: goOn.resolve, judged: () => judged };
}

/** Begins to ask. @returns the reply, of which no more than the head has been read */
async function begin(url: string, agent?: Agent): Promise<IncomingMessage> {
  const [reply] = (await once(get(url, { headers, ...(agent && { agent }) }), 'response')) as [IncomingMessage];
  return reply;
}

describe('closing a proxy', { timeout: 60_000 }, () => {
  it('lets a reply under way end, and takes no other request meanwhile', async (t) => {
    const held = Promise.withResolvers<ServerResponse>();
    const { url } = await startService(t, (_request, response) => {
      response.writeHead(200, json).write('[');
      held.resolve(response);
    });
    const { base, proxy, judged } = await startProxy(t, url);
    const agent = new Agent({ keepAlive: true });
    t.after(() => agent.destroy());
    const reply = await begin(`${base}/use-cases`, agent);
    const closed = proxy.close(50_000);
    await assert.rejects(begin(`${base}/use-cases`), /ECONNREFUSED/);
    (await held.promise).end(']');
    assert.equal((await buffer(reply)).toString(), '[]');
    await closed;
    assert.deepEqual(
      (await judged()).map(({ status, failure }) => [status, failure]),
      [[200, undefined]],
    );
  });

  it('cuts a reply that takes longer, and says that it did', async (t) => {
    const { url } = await startService(t, (_request, response) => response.writeHead(200, json).write('['));
    const { base, proxy, judged } = await startProxy(t, url);
    const reply = await begin(`${base}/use-cases`);
    const cut = once(reply, 'error');
    await proxy.close(0);
    await cut;
    const [only] = await judged();
    assert.deepEqual(only?.failure, {
      kind: 'stopped',
      message: 'the proxy was stopped before the reply was whole',
    });
  });

  it('judges what waits', async (t) => {
    const { proxy, list, goOn, judged } = await startSlowProxy(t);
    await Promise.all([list(), list()]);
    const closed = proxy.close(50_000);
    goOn();
    await closed;
    assert.deepEqual([judged(), proxy.notJudged], [3, 0]);
  });

  it('counts what it had no time to judge', async (t) => {
    const { proxy, list, goOn, judged } = await startSlowProxy(t);
    await Promise.all([list(), list()]);
    let isClosed = false;
    const closed = proxy.close(0).then(() => (isClosed = true));
    // The two are given up while the judging of the first one goes on.
    while (proxy.notJudged === 0 && !isClosed) await new Promise(setImmediate);
    goOn();
    await closed;
    assert.deepEqual([judged(), proxy.notJudged], [1, 2]);
  });
});

describe('requests that are not judged', () => {
  it('are counted where more wait than there is room for, and the others are judged', async (t) => {
    const { proxy, list, goOn, judged } = await startSlowProxy(t, { maxMemory: 1_000_000, maxBody: 10_000 });
    const long = `?x=${'x'.repeat(4_000)}`;
    let sent = 1;
    for (; proxy.notJudged === 0; sent++) {
      assert.equal((await list(long)).status, 200);
      assert.ok(sent < 80, 'more of them find room than there is');
    }
    goOn();
    await proxy.judged();
    assert.deepEqual([judged(), proxy.notJudged], [sent - 1, 1]);
  });

  it('stand in the summary', () => {
    const summary = { requests: 1, compared: 1, drifted: 0, outsideContract: 0, refuted: [], unexplained: 0 };
    assert.ok(!summaryText(summary).includes('not judged'));
    assert.match(
      summaryText({ ...summary, notJudged: 2 }),
      /^2 more requests passed on, but not judged: more came than there was room or time for\.$/m,
    );
  });
});
