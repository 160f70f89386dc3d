import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import fc from 'fast-check';
import { assumptions, valuesOf, type Positions } from './assumptions.ts';
import { startProvider, startStub } from './helpers.ts';
import { anyRequest, compareReplies, newComparison } from './requests.ts';

/** Ways chosen at random for each assumption, the stub's own more often than others, so that not all is refused. */
const anyPositions: fc.Arbitrary<Positions> = fc
  .tuple(...assumptions.map((each) => fc.constantFrom(...valuesOf(each), each.default)))
  .map((values) => Object.fromEntries(assumptions.map(({ id }, index) => [id, values[index] as string])));

/** Lets the stub and the provider behave in many combinations of ways, and compares their replies in each. */
export async function compareCombinations(
  t: TestContext,
  { combinations, requests, seed }: { combinations: number; requests: number; seed: number },
): Promise<void> {
  const all = fc.sample(anyPositions, { numRuns: combinations, seed });
  const sent = fc.sample(anyRequest, { numRuns: combinations * requests, seed });
  const unexplained: string[] = [];
  const compare = async (positions: Positions, index: number) => {
    const [stub, provider] = await Promise.all([startStub(t, positions), startProvider(t, positions)]);
    const comparison = newComparison();
    await compareReplies(stub, provider, 'key', sent.slice(index * requests, (index + 1) * requests), comparison);
    const others = assumptions.filter((each) => positions[each.id] !== each.default);
    const shown = others.map(({ id }) => `${id}=${positions[id]}`).join(' ');
    unexplained.push(...comparison.unexplained.map((each) => `${each}\n   with ${shown}`));
  };
  await Promise.all(all.map(compare));
  unexplained.sort((one, other) => one.length - other.length);
  assert.equal(
    unexplained.length,
    0,
    `${unexplained.length} differences, such as\n${unexplained.slice(0, 8).join('\n')}`,
  );
}
