/**
 * The probe must find each switch of the provider, alone and together with others, and nothing else.
 *
 *     PROBE_COMBINATIONS=200 PROBE_SEED=7 node --test test/provider/probe.slow.test.ts   more of them, and others
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { it } from 'node:test';
import { openUpstream } from '../../src/fidelity/upstream.ts';
import { probe } from '../../src/fidelity/probe.ts';
import type { Fidelity } from '../../src/contract/fidelity.ts';
import { createStub } from '../../src/index.ts';
import { pick, randomOf } from '../../src/lib/random.ts';
import { createProvider } from './application.ts';
import { assumptions, defaultPositions, valuesOf, type Positions } from './assumptions.ts';

const COMBINATIONS = Number(process.env['PROBE_COMBINATIONS'] ?? 12);
const SEED = Number(process.env['PROBE_SEED'] ?? 16);

/** Where the rule about amd is not enforced, its details do not show. */
const detailsOfAmd = ['amd-set', 'amd-on-update'];

async function probed(positions: Positions, readOnly = false): Promise<{ fidelity: Fidelity; requests: number }> {
  const server = createProvider(positions).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
  const upstream = await openUpstream({ url, environment: {} });
  try {
    const headers = { authorization: 'Bearer key-of-the-probe' };
    const bounds = { timeout: 30_000, longestPause: 0 };
    const { verdict, stopped, fidelity, requests } = await probe({
      url,
      headers,
      readOnly,
      ...bounds,
      send: upstream.send,
    });
    assert.equal(verdict, 'done', stopped);
    return { fidelity, requests: requests.length };
  } finally {
    upstream.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** What the probe finds out about a stub that lives by what was found. */
async function probedStub(fidelity: Fidelity): Promise<Fidelity> {
  const stub = createStub({ seedCount: 0, journal: 0, fidelity });
  const report = await probe({
    url: 'http://localhost/api/v1',
    headers: { authorization: 'Bearer key-of-the-probe' },
    readOnly: false,
    timeout: 30_000,
    longestPause: 0,
    send: (target, init) => stub.fetch(new Request(target, init)),
  });
  return report.fidelity;
}

/** What the probe found otherwise than it is. @returns the ids that it left open */
function assertFound(positions: Positions, { assumptions: found }: Fidelity): string[] {
  const open: string[] = [];
  for (const { id } of assumptions) {
    const finding = found[id as keyof typeof found];
    const value = positions[id] ?? defaultPositions[id];
    const shown = `${id} is ${value}, found was ${JSON.stringify(finding)} with ${JSON.stringify(positions)}`;
    if (finding?.result === 'undecided') {
      assert.ok(finding.because, shown);
      open.push(id);
      continue;
    }
    assert.equal(finding?.value, value, shown);
    assert.equal(finding?.result, value === defaultPositions[id] ? 'confirmed' : 'refuted', shown);
  }
  return open;
}

it('the probe finds each switch of the provider alone, and nothing else', async () => {
  const most = { requests: 0, created: 0 };
  for (const { id, alternatives } of assumptions)
    for (const value of Object.keys(alternatives)) {
      const positions = { [id]: value };
      const { fidelity, requests } = await probed(positions);
      assert.deepEqual(assertFound(positions, fidelity), value === 'not-enforced' ? detailsOfAmd : [], id);
      most.requests = Math.max(most.requests, requests);
      most.created = Math.max(most.created, fidelity.created.length);
    }
  const { fidelity, requests } = await probed({});
  assert.deepEqual(assertFound({}, fidelity), []);
  console.log(
    `${requests} requests and ${fidelity.created.length} creates by default, at most ${JSON.stringify(most)}`,
  );
});

it(`the probe is right about ${COMBINATIONS} random combinations of switches`, async () => {
  const random = randomOf(String(SEED));
  let open = 0;
  for (let run = 0; run < COMBINATIONS; run++) {
    const chosen = assumptions.map((each) => [each.id, pick(random, valuesOf(each))] as const);
    const positions: Positions = Object.fromEntries(chosen);
    const { fidelity } = await probed(positions);
    const left = assertFound(positions, fidelity);
    assert.deepEqual(assertFound(positions, await probedStub(fidelity)), left, 'a stub that lives by it does the same');
    open += left.length;
    assert.deepEqual(left, positions['amd-issue'] === 'not-enforced' ? detailsOfAmd : []);
  }
  console.log(`${open} of ${COMBINATIONS * assumptions.length} are undecided`);
});
