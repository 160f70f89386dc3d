/** Lets the probe ask providers with switches, for the tests and for the soak. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fidelity } from '../../src/contract/fidelity.ts';
import { probe } from '../../src/fidelity/probe.ts';
import { openUpstream, type Upstream } from '../../src/fidelity/upstream.ts';
import { createStub } from '../../src/index.ts';
import { pick, randomOf } from '../../src/lib/random.ts';
import { createProvider } from './application.ts';
import { assumptions, defaultPositions, valuesOf, type Positions } from './assumptions.ts';

/** Where the rule about amd is not enforced, its details do not show. */
export const detailsOfAmd = ['amd-set', 'amd-on-update'];

const asked = {
  headers: { authorization: 'Bearer key-of-the-probe' },
  readOnly: false,
  ...{ timeout: 30_000, longestPause: 0 },
};

/** One server and one client for all providers, which have their turn one after the other. */
export interface Probing {
  /** Asks a provider with these switches. */
  probed(positions: Positions): Promise<{ readonly fidelity: Fidelity; readonly requests: number }>;
  close(): void;
}

export async function openProbing(): Promise<Probing> {
  let provider: RequestListener | undefined;
  const server = createServer((request, response) => provider?.(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
  const upstream = await openUpstream({ url, environment: {} });
  return {
    async probed(positions) {
      provider = createProvider(positions);
      const { verdict, stopped, fidelity, requests } = await probe({ url, ...asked, send: upstream.send });
      assert.equal(verdict, 'done', stopped);
      return { fidelity, requests: requests.length };
    },
    close() {
      upstream.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What the probe finds out about a stub that lives by what was found. */
async function probedStub(fidelity: Fidelity): Promise<Fidelity> {
  const stub = createStub({ seedCount: 0, journal: 0, fidelity });
  const send: Upstream['send'] = (target, init) => stub.fetch(new Request(target, init));
  return (await probe({ url: 'http://localhost/api/v1', ...asked, send })).fidelity;
}

/** Fails for what the probe found otherwise than it is. @returns the ids that it left open */
export function assertFound(positions: Positions, { assumptions: found }: Fidelity): string[] {
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

/**
 * Sets all switches at random, probes the provider, and then a stub that lives by what was found.
 *
 * @param seed every number gives other combinations
 * @returns how many switches there were in all, and how many of them cannot be told
 */
export async function probeCombinations(
  combinations: number,
  seed: number,
): Promise<{ readonly switches: number; readonly open: number }> {
  const random = randomOf(String(seed));
  const { probed, close } = await openProbing();
  let open = 0;
  try {
    for (let run = 0; run < combinations; run++) {
      const chosen = assumptions.map((each) => [each.id, pick(random, valuesOf(each))] as const);
      const positions: Positions = Object.fromEntries(chosen);
      const { fidelity } = await probed(positions);
      const left = assertFound(positions, fidelity);
      assert.deepEqual(
        assertFound(positions, await probedStub(fidelity)),
        left,
        'a stub that lives by it does the same',
      );
      assert.deepEqual(left, positions['amd-issue'] === 'not-enforced' ? detailsOfAmd : []);
      open += left.length;
    }
  } finally {
    close();
  }
  return { switches: combinations * assumptions.length, open };
}
