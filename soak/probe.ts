/** Lets the probe decide the assumptions at providers whose switches are set at random. */
import { randomInt } from 'node:crypto';
import { probeCombinations } from '../test/provider/probing.ts';
import { count } from './servers.ts';

export async function probedCombinations(combinations: number): Promise<string> {
  const seed = randomInt(2 ** 31);
  try {
    const { switches, open } = await probeCombinations(combinations, seed);
    const decided = `${count(switches - open)} of ${count(switches)} switches decided, all of them rightly`;
    return `${combinations} combinations from seed ${seed}: ${decided}; ${open} cannot be told without the rule about amd`;
  } catch (error) {
    throw new Error(`with seed ${seed}: ${(error as Error).message}`, { cause: error });
  }
}
