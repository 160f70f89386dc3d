/**
 * The real API is believed to be ts-rest over zod 3. So both of them, running, judge the stub: they and the stub get
 * the same generated requests and must answer the same, to the byte but for ids.
 *
 *     PROVIDER_RUNS=20000 PROVIDER_SEED=7 node --test test/provider/agreement.slow.test.ts   more of them, and others
 */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import type { Client, RawReply } from '../helpers/requests.ts';
import { differences, isSame, type Exchange } from './differences.ts';
import { anyRequest, create, type Generated } from './generated-requests.ts';
import { startProvider, startStub } from './helpers.ts';

const RUNS = Number(process.env['PROVIDER_RUNS'] ?? 3_000);
const SEED = Number(process.env['PROVIDER_SEED'] ?? 16);

/** API keys that are used side by side. Each has few use cases, so that lists stay short. */
const LANES = Math.ceil(RUNS / 100);
const unknownId = '0'.repeat(24);

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
  const explained = new Set<string>();
  const unexplained: string[] = [];
  const statuses = new Map<number, number>();

  /** Sends requests one after the other, with an API key of their own. */
  async function compare(key: string, requests: readonly Generated[]): Promise<void> {
    const ids: { ours: string; theirs: string }[] = [];
    for (const { method, at, headers: generated, text } of requests) {
      const { authorization, ...others } = generated;
      const headers = {
        ...others,
        ...(authorization !== undefined && { authorization: authorization.replace('KEY', key) }),
      };
      const use = 'use' in at ? ids[at.use % Math.max(ids.length, 1)] : undefined;
      const pathAt = (side: 'ours' | 'theirs') =>
        'path' in at ? at.path : `/use-cases/${'id' in at ? encodeURIComponent(at.id) : (use?.[side] ?? unknownId)}`;
      const send = (client: Client, side: 'ours' | 'theirs') =>
        client.send({ method, path: pathAt(side), headers, ...(text !== undefined && { text }) });
      const [ours, theirs] = await Promise.all([send(stub, 'ours'), send(provider, 'theirs')]);
      statuses.set(ours.status, (statuses.get(ours.status) ?? 0) + 1);
      if (method === 'POST' && ours.status === 200 && theirs.status === 200)
        ids.push({ ours: idIn(ours), theirs: idIn(theirs) });
      if (isSame(ours, theirs)) continue;
      const exchange: Exchange = { text, ours, theirs };
      const difference = differences.find((each) => each.explains(exchange));
      if (difference) explained.add(difference.name);
      else unexplained.push(`${method} ${pathAt('ours')} ${inWords(exchange)}`);
    }
  }

  const requests = fc.sample(anyRequest, { numRuns: RUNS, seed: SEED });
  const groups = Array.from({ length: LANES }, (_, lane) => requests.filter((_, index) => index % LANES === lane));
  await Promise.all(groups.map((group, lane) => compare(`key-${lane}`, group)));
  for (const [index, request] of extremes.entries()) await compare(`extreme-${index}`, [request]);

  unexplained.sort((one, other) => one.length - other.length);
  const first = unexplained.slice(0, 10).join('\n');
  assert.equal(unexplained.length, 0, `${unexplained.length} differences, such as\n${first}`);
  assert.deepEqual([...explained].sort(), differences.map(({ name }) => name).sort(), 'each named difference is met');
  assert.ok((statuses.get(400) ?? 0) > RUNS / 5 && (statuses.get(200) ?? 0) > RUNS / 5, JSON.stringify([...statuses]));
});

function idIn({ text }: RawReply): string {
  return (JSON.parse(text) as { id: string }).id;
}

function inWords({ text, ours, theirs }: Exchange): string {
  const reply = ({ status, headers, text }: RawReply) => `${status} ${headers['content-type']} ${text}`;
  return `${text}\n   stub:    ${reply(ours)}\n   ts-rest: ${reply(theirs)}`;
}
