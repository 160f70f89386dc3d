/** Sends hostile inputs repeatedly, and measures time and memory. */
import assert from 'node:assert/strict';
import { residentMemory } from '../bench/processes.ts';
import { requestBytes, sendBytes, parseReply } from './raw-http.ts';
import { hostileInputs } from './hostile-inputs.ts';
import { count, engines, headers, onEveryEngine, type Server } from './servers.ts';
import { Stopwatch } from './stopwatch.ts';

/** Milliseconds that a reply may take. */
const LONGEST = 100;
/** How much the memory may grow, as a factor. */
const MOST_GROWTH = 1.2;

interface Figures {
  readonly stopwatch: Stopwatch;
  /** MiB after a third of the rounds. */
  readonly early: number;
  /** MiB at the end. */
  readonly late: number;
}

/** @returns a summary of the figures on every engine */
export async function repeatedHostileInputs(rounds: number): Promise<string> {
  const all = await onEveryEngine(['--seed-count', '0'], (server) => trial(server, rounds));
  const parts = engines.map((engine) => {
    const { stopwatch, early, late } = all[engine];
    return `${engine}: ${count(stopwatch.times)} requests, ${stopwatch.summary()}; ${early.toFixed(0)} MiB after ${Math.ceil(rounds / 3)} rounds, ${late.toFixed(0)} MiB after ${rounds}: ${(late / early).toFixed(2)} times`;
  });
  const figures = `${hostileInputs.length} inputs; ${parts.join('; ')} (at most ${MOST_GROWTH} times)`;
  for (const { stopwatch, early, late } of Object.values(all)) {
    assert.ok(stopwatch.isFine && stopwatch.ofSingleTries(0.999) < LONGEST, figures);
    assert.ok(late <= MOST_GROWTH * early, figures);
  }
  return figures;
}

async function trial({ url: api, child }: Server, rounds: number): Promise<Figures> {
  const url = new URL('/', api).href;
  const plain = { headers, path: '', method: 'POST', body: '{"name":"x"}' };
  // The id is the same in every round, because ids derive from the API key.
  const made = parseReply(await sendBytes(url, requestBytes(url, { ...plain, path: '/use-cases' })));
  const { id } = JSON.parse(made.body) as { id: string };
  const prepared = hostileInputs.map(({ name, requests }) =>
    requests.map((request) => {
      const path = request.path.replace('{id}', id);
      const own = { ...request, path, headers: { authorization: headers.authorization, ...request.headers } };
      return {
        name: `${name} in ${request.method} ${request.path}`,
        expect: request.expect,
        bytes: requestBytes(url, own),
      };
    }),
  );
  const scenarios = requestBytes(url, { ...plain, method: 'DELETE', path: '/__stub/scenarios', body: '' });
  const reset = requestBytes(url, { ...plain, path: '/__stub/reset', body: '' });
  const again = requestBytes(url, { ...plain, path: '/use-cases' });
  const stopwatch = new Stopwatch(LONGEST, child.pid);
  let early = 0;
  for (let round = 1; round <= rounds; round++) {
    for (const input of prepared) {
      for (const { name, expect, bytes } of input) {
        const reply = await stopwatch.time(name, () => sendBytes(url, bytes));
        assert.notEqual(reply, '', `${name}: the connection was closed or reset without a reply`);
        assert.equal(parseReply(reply).status, expect, `${name}: ${reply.slice(0, 500)}`);
      }
      // Scenarios of one input must not affect the next.
      await sendBytes(url, scenarios);
    }
    await sendBytes(url, reset);
    await sendBytes(url, again);
    if (round === Math.ceil(rounds / 3)) early = residentMemory(child.pid as number) ?? 0;
  }
  const late = residentMemory(child.pid as number);
  if (late === undefined) throw new Error('this system does not tell resident memory');
  return { stopwatch, early, late };
}
