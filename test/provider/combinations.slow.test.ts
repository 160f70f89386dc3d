/** As combinations.test.ts, with more of them: COMBINATIONS=1000 COMBINATIONS_SEED=7 tries others. */
import { it } from 'node:test';
import { compareCombinations } from './combinations.ts';

it('the stub follows 200 combinations of ways as the provider does', (t) =>
  compareCombinations(t, {
    combinations: Number(process.env['COMBINATIONS'] ?? 200),
    requests: 12,
    seed: Number(process.env['COMBINATIONS_SEED'] ?? 1),
  }));
