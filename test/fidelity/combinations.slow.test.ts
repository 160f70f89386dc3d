import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { assumptionIds, valuesOf, type AssumptionChoices } from '../../src/contract/assumptions.ts';
import { sendGenerated } from './generated.ts';

/** A random way for each assumption. */
function combination(seed: number): AssumptionChoices {
  const size = assumptionIds.length;
  const [picks = []] = fc.sample(fc.array(fc.nat(), { minLength: size, maxLength: size }), { numRuns: 1, seed });
  return Object.fromEntries(
    assumptionIds.map((id, index) => [id, valuesOf(id)[(picks[index] ?? 0) % valuesOf(id).length]]),
  );
}

for (const seed of Array.from({ length: 8 }, (_, index) => index + 1))
  it(`a stub that lives by what a service does drifts nowhere: combination ${seed}`, async (t) => {
    const choices = combination(seed);
    const judged = await sendGenerated(t, choices, { choices }, 80, seed);
    const drifted = judged.filter(({ drift }) => drift.length > 0);
    assert.deepEqual(drifted.slice(0, 2), [], JSON.stringify(choices));
    assert.ok(judged.length > 40, String(judged.length));
  });
