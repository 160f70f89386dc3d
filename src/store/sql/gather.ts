import { StoreUnavailable } from '../port.ts';
import type { Row, SqlDatabase, SqlValue, Statement } from './database.ts';

/** How many keys one statement looks up: the smallest of these numbers that suffices, so that few texts are prepared. */
const SIZES = [1, 4, 16, 64] as const;
const MOST = 64;

/** A key with those that have asked for it. */
interface Waiting<Found> {
  readonly key: readonly SqlValue[];
  readonly callers: { readonly resolve: (rows: readonly Found[]) => void; readonly reject: (error: unknown) => void }[];
}

/**
 * Gathers look-ups: those that are asked for while another one is under way share the next statement, and those of one
 * key its place there. To a database across a network a round trip costs more than what is looked up.
 *
 * @param statementFor makes the statement for so many keys; the parameters are the keys in turn. It is made once a size
 * @param isOf whether a row was found for a key; keys have no line breaks, as `asKey` makes them
 * @returns looks up the rows of a key. They are as they were when it was asked, or later
 */
export function gatherLookUps<Found extends Row>(
  database: SqlDatabase,
  statementFor: (keys: number) => Statement,
  isOf: (row: Found, key: readonly SqlValue[]) => boolean,
): (key: readonly SqlValue[]) => Promise<readonly Found[]> {
  const statements = new Map(SIZES.map((size) => [size, statementFor(size)]));
  const waiting = new Map<string, Waiting<Found>>();
  let isUnderWay = false;

  async function run(): Promise<void> {
    while (waiting.size > 0) {
      const some = take(MOST);
      try {
        const rows = await lookUp(some);
        for (const { key, callers } of some) {
          const found = some.length === 1 ? rows : rows.filter((row) => isOf(row, key));
          for (const { resolve } of callers) resolve(found);
        }
      } catch (error) {
        // The others have waited for this; they are not to find out one after the other.
        const failed = error instanceof StoreUnavailable ? [...some, ...take(Infinity)] : some;
        for (const { reject } of failed.flatMap(({ callers }) => callers)) reject(error);
      }
    }
    isUnderWay = false;
  }

  function take(most: number): Waiting<Found>[] {
    const taken: Waiting<Found>[] = [];
    for (const [name, each] of waiting) {
      if (taken.length >= most) break;
      taken.push(each);
      waiting.delete(name);
    }
    return taken;
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
      const name = key.join('\n');
      const same = waiting.get(name);
      if (same === undefined) waiting.set(name, { key, callers: [{ resolve, reject }] });
      else same.callers.push({ resolve, reject });
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
