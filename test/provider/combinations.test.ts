/** Assumptions that are chosen otherwise together. */
import { it } from 'node:test';
import { compareCombinations } from './combinations.ts';

it('the stub follows some combinations of ways as the provider does', (t) =>
  compareCombinations(t, { combinations: 40, requests: 8, seed: 16 }));
