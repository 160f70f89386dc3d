import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import type { AssumptionChoices } from '../../src/contract/assumptions.ts';
import type { Judged } from '../../src/fidelity/proxy/judge.ts';
import { createClient, type RawReply } from '../helpers/requests.ts';
import type { Positions } from '../provider/assumptions.ts';
import { anyRequest, type Generated } from '../provider/generated-requests.ts';
import { startProvider } from '../provider/helpers.ts';
import { startProxy } from './helpers.ts';

/** What a stub answers otherwise on purpose; test/provider/differences.ts says why. */
const NAMED = /__proto__|1e999/;
const LANES = 5;

/** Sends generated requests through a proxy to a provider. @returns what was judged */
async function send(t: TestContext, changed: Positions, choices: AssumptionChoices, runs: number, seed = 16) {
  const provider = await startProvider(t, changed);
  const { base, judged } = await startProxy(t, provider.url, { choices });
  const client = createClient(base);
  t.after(() => client.close());
  const requests = fc.sample(anyRequest, { numRuns: runs, seed }).filter(({ text = '' }) => !NAMED.test(text));
  const lane = async (number: number) => {
    const ids: string[] = [];
    for (const request of requests.filter((_, index) => index % LANES === number)) {
      const reply = await client.send(asSent(request, `key-${number}`, ids));
      const id = request.method === 'POST' ? idIn(reply) : undefined;
      if (id !== undefined) ids.push(id);
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
  return judged();
}

function asSent({ method, at, headers, text }: Generated, key: string, ids: readonly string[]) {
  const { authorization, ...others } = headers;
  const id = 'use' in at ? (ids[at.use % Math.max(ids.length, 1)] ?? '0'.repeat(24)) : 'id' in at ? at.id : '';
  return {
    method,
    path: 'path' in at ? at.path : `/use-cases/${encodeURIComponent(id)}`,
    headers: { ...others, ...(authorization !== undefined && { authorization: authorization.replace('KEY', key) }) },
    ...(text !== undefined && { text }),
  };
}

function idIn({ text }: RawReply): string | undefined {
  return (JSON.parse(text || '{}') as { id?: string }).id;
}

const drifted = (all: readonly Judged[]) =>
  all.filter(({ drift }) => drift.length > 0).map(({ method, url, drift }) => ({ method, url, drift }));

describe('drift', () => {
  it('is found nowhere between the stub and a service that does as the stub assumes', async (t) => {
    const judged = await send(t, {}, {}, 600);
    assert.deepEqual(drifted(judged).slice(0, 5), []);
    const compared = judged.filter(({ notCompared }) => notCompared === undefined);
    assert.ok(compared.length > judged.length * 0.9, `${compared.length} of ${judged.length}`);
  });
});
