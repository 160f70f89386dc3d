/**
 * The probe must find each switch of the provider, alone and together with others, and nothing else. The soak tries more
 * combinations: `npm run soak -- --only probe`.
 */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { assumptions } from './assumptions.ts';
import { assertFound, detailsOfAmd, openProbing, probeCombinations } from './probing.ts';

it('the probe finds each switch of the provider alone, and nothing else', async (t) => {
  const { probed, close } = await openProbing();
  t.after(close);
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
  t.diagnostic(
    `${requests} requests and ${fidelity.created.length} creates by default, at most ${JSON.stringify(most)}`,
  );
});

it('the probe is right about 40 random combinations of switches', async (t) => {
  const { switches, open } = await probeCombinations(40, 16);
  t.diagnostic(`${open} of ${switches} are undecided`);
});
