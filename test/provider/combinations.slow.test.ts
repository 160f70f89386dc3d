/** As combinations.test.ts, with others: COMBINATIONS=1000 COMBINATIONS_SEED=7 tries others. */
import { it } from 'node:test';
import { compareCombinations } from './combinations.ts';

it('the stub follows 60 more combinations of ways as the provider does', (t) =>
  compareCombinations(t, {
    combinations: Number(process.env['COMBINATIONS'] ?? 60),
    requests: 12,
    seed: Number(process.env['COMBINATIONS_SEED'] ?? 1),
  }));
