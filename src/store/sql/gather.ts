import { StoreUnavailable } from '../port.ts';
import type { Row, SqlDatabase, SqlValue, Statement } from './database.ts';

/** How many keys one statement looks up: the smallest of these numbers that suffices, so that few texts are prepared. */
const SIZES = [1, 4, 16, 64] as const;
const MOST = 64;

interface Waiting<Found> {
  readonly key: readonly SqlValue[];
  readonly resolve: (rows: Found[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers look-ups: those that are asked for while another one is under way share the next statement. To a database
 * across a network a round trip costs more than what is looked up.
 *
 * @param statementFor makes the statement for so many keys; the parameters are the keys in turn. It is made once a size
 * @param isOf whether a row was found for a key
 * @returns looks up the rows of a key. They are as they were when it was asked, or later
 */
export function gatherLookUps<Found extends Row>(
  database: SqlDatabase,
  statementFor: (keys: number) => Statement,
  isOf: (row: Found, key: readonly SqlValue[]) => boolean,
): (key: readonly SqlValue[]) => Promise<Found[]> {
  const statements = new Map(SIZES.map((size) => [size, statementFor(size)]));
  const waiting: Waiting<Found>[] = [];
  let isUnderWay = false;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const some = waiting.splice(0, MOST);
      try {
        const rows = await lookUp(some);
        for (const { key, resolve } of some) resolve(some.length === 1 ? rows : rows.filter((row) => isOf(row, key)));
      } catch (error) {
        for (const { reject } of some) reject(error);
        // The others have waited for this; they are not to find out one after the other.
        if (error instanceof StoreUnavailable) for (const { reject } of waiting.splice(0)) reject(error);
      }
    }
    isUnderWay = false;
  }

  function lookUp(some: readonly Waiting<Found>[]): Promise<Found[]> {
    const size = SIZES.find((each) => each >= some.length) ?? MOST;
    const last = some[some.length - 1] as Waiting<Found>;
    // The last key fills the places that are left.
    const keys = Array.from({ length: size }, (_, index) => (some[index] ?? last).key);
    return database.read<Found>(statements.get(size) as Statement, keys.flat());
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      if (isUnderWay) return;
      isUnderWay = true;
      void run();
    });
}

/** @returns placeholders `$1, $2` or `($1, $2), ($3, $4)` for keys of so many values */
export function placeholders(keys: number, values: number): string {
  const of = (key: number) => Array.from({ length: values }, (_, value) => `$${key * values + value + 1}`).join(', ');
  return Array.from({ length: keys }, (_, key) => (values === 1 ? of(key) : `(${of(key)})`)).join(', ');
}
