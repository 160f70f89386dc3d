import { hash128 } from '../lib/random.ts';

/** The time in the id of use case 0: 2026-01-05T08:00:00Z, in seconds. Real ids carry the time of their creation. */
const FIRST_SECOND = Date.UTC(2026, 0, 5, 8) / 1000;
/** Seconds between the ids of neighbouring use cases. */
const STEP = 97;

/** Makes the ids of one organization's use cases and recognises them. */
export interface ObjectIds {
  /**
   * @returns the id of the use case with a number, in the form of a MongoDB ObjectId: 24 hexadecimal digits for four
   *   bytes of time, five bytes that are the same for the whole organization, and a counter of three bytes
   */
  idOf(number: number): string;
  /** @returns an id of the same form that belongs to no number. The same text gives the same id. */
  idOfText(text: string): string;
  /** @returns the number whose id this is; undefined when it is not an id that `idOf` makes */
  numberOf(id: string): number | undefined;
}

/** Creates the ids of an organization. The same seed and organization give the same ids in every process. */
export function createObjectIds(seed: number, organizationId: string): ObjectIds {
  const [high, low, start] = hash128(`id/${seed}/${organizationId}`);
  const machine = hex(high, 8) + hex(low & 0xff, 2);
  const idOf = (number: number) =>
    hex((FIRST_SECOND + number * STEP) >>> 0, 8) + machine + hex((start + number) & 0xffffff, 6);
  return {
    idOf,
    idOfText(text) {
      const [second, counter] = hash128(`id/${seed}/${organizationId}/${text}`);
      // One more than a multiple of the step is the time of no number.
      const offset = (second % 10_000) * STEP + 1;
      return hex(FIRST_SECOND + offset, 8) + machine + hex(counter & 0xffffff, 6);
    },
    numberOf(id) {
      const number = (Number.parseInt(id.slice(0, 8), 16) - FIRST_SECOND) / STEP;
      return Number.isInteger(number) && idOf(number) === id ? number : undefined;
    },
  };
}

function hex(value: number, length: number): string {
  return value.toString(16).padStart(length, '0');
}
