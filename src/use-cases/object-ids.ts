import { hash128 } from '../lib/random.ts';

/** The time in the id of record 0: 2026-01-05T08:00:00Z, in seconds. Real ids carry the time of their creation. */
const FIRST_SECOND = Date.UTC(2026, 0, 5, 8) / 1000;
/** Seconds between the ids of neighbouring records. */
const STEP = 97;

/** Hands out the ids of one organization's use cases and recognises them again. */
export interface ObjectIds {
  /**
   * An id in the form of a MongoDB ObjectId: 24 hexadecimal digits made of four bytes of time, five that are the
   * same for the whole organization, and a counter of three.
   */
  idOf(number: number): string;
  /** An id of the same form that belongs to no record number; the same text gives the same id. */
  idOfText(text: string): string;
  /** The record number that an id stands for, if this organization's numbering could have made it. */
  numberOf(id: string): number | undefined;
}

export function createObjectIds(seed: number, organizationId: string): ObjectIds {
  const [high, low, start] = hash128(`id/${seed}/${organizationId}`);
  const machine = hex(high, 8) + hex(low & 0xff, 2);
  const idOf = (number: number) =>
    hex((FIRST_SECOND + number * STEP) >>> 0, 8) + machine + hex((start + number) & 0xffffff, 6);
  return {
    idOf,
    idOfText(text) {
      const [second, counter] = hash128(`id/${seed}/${organizationId}/${text}`);
      // One more or less than a multiple of the step is no record's time.
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
