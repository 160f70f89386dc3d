/**
 * The real API is believed to be ts-rest over zod 3. So both of them, running, judge the stub: they and the stub get
 * the same generated requests and must answer the same, to the byte but for ids.
 *
 *     PROVIDER_RUNS=20000 PROVIDER_SEED=7 node --test test/provider/agreement.slow.test.ts   more of them, and others
 */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { differences } from './differences.ts';
import { startProvider, startStub } from './helpers.ts';
import { anyRequest, compareReplies, newComparison, type Generated } from './requests.ts';

const RUNS = Number(process.env['PROVIDER_RUNS'] ?? 1_000);
const SEED = Number(process.env['PROVIDER_SEED'] ?? 16);

/** API keys that are used side by side. Each has few use cases, so that lists stay short. */
const LANES = Math.ceil(RUNS / 100);

function create(text: string, headers = {}): Generated {
  const all = { authorization: 'Bearer KEY', 'content-type': 'application/json', ...headers };
  return { method: 'POST', at: { path: '/use-cases' }, headers: all, text };
}

/** Each with an API key of its own, since some are stored by one of the two alone. */
const extremes: readonly Generated[] = [
  create('{"name":"a","max_duration_mins":1e999}'),
  create(`{"name":"a","keywords":[${Array(1_200).fill(0).join()}]}`),
  create(`{"name":"a","params":{"a":${'['.repeat(600)}${']'.repeat(600)}}}`),
  create('{}', { 'content-type': 'application/json; charset=latin1' }),
  create('{}', { 'content-encoding': 'compress' }),
];

it('the stub answers generated requests as ts-rest with zod does, but for the differences that are named', async (t) => {
  const stub = await startStub(t);
  const provider = await startProvider(t);
  const comparison = newComparison();
  const { explained, unexplained, statuses } = comparison;

  const requests = fc.sample(anyRequest, { numRuns: RUNS, seed: SEED });
  const groups = Array.from({ length: LANES }, (_, lane) => requests.filter((_, index) => index % LANES === lane));
  await Promise.all(groups.map((group, lane) => compareReplies(stub, provider, `key-${lane}`, group, comparison)));
  for (const [index, request] of extremes.entries())
    await compareReplies(stub, provider, `extreme-${index}`, [request], comparison);

  unexplained.sort((one, other) => one.length - other.length);
  const first = unexplained.slice(0, 10).join('\n');
  assert.equal(unexplained.length, 0, `${unexplained.length} differences, such as\n${first}`);
  assert.deepEqual([...explained].sort(), differences.map(({ name }) => name).sort(), 'each named difference is met');
  assert.ok((statuses.get(400) ?? 0) > RUNS / 5 && (statuses.get(200) ?? 0) > RUNS / 5, JSON.stringify([...statuses]));
});
