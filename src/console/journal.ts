import { signal, type ReadonlySignal } from '@preact/signals';
import type { JournalEntry } from './api.ts';

/** Requests that the page keeps; a stub may keep more. */
const MOST_ENTRIES = 10_000;

/** The requests of the chosen organization, oldest first, as far as they have come in. */
export interface Journal {
  /** Grows with every change of the entries. The array itself stays the same, so that adding is cheap. */
  readonly version: ReadonlySignal<number>;
  readonly entries: readonly JournalEntry[];
  /** How many the stream skipped because there were too many at once. */
  readonly skipped: ReadonlySignal<number>;
  /** Number of the newest entry; 0 when there is none. */
  readonly last: number;
  /** How many of the oldest entries were dropped since the journal was emptied last. */
  readonly dropped: number;
  /** Grows whenever the journal is emptied, so that readers start over. */
  readonly epoch: number;
  add(entries: readonly JournalEntry[]): void;
  skip(count: number): void;
  clear(): void;
  /** The entry of this number. */
  find(number: number): JournalEntry | undefined;
}

export function createJournal(most = MOST_ENTRIES): Journal {
  const entries: JournalEntry[] = [];
  const version = signal(0);
  const skipped = signal(0);
  let last = 0;
  let dropped = 0;
  let epoch = 0;
  return {
    version,
    entries,
    skipped,
    get last() {
      return last;
    },
    get dropped() {
      return dropped;
    },
    get epoch() {
      return epoch;
    },
    add(more) {
      const fresh = more.filter(({ number }) => number > last);
      if (fresh.length === 0) return;
      for (const entry of fresh) entries.push(entry);
      last = fresh.at(-1)?.number ?? last;
      // Entries are dropped in blocks: moving ten thousand of them for each new one would be slow.
      const excess = entries.length - most;
      if (excess > 0) {
        entries.splice(0, excess);
        dropped += excess;
      }
      version.value++;
    },
    skip(count) {
      skipped.value += count;
    },
    clear() {
      entries.length = 0;
      last = 0;
      dropped = 0;
      epoch++;
      skipped.value = 0;
      version.value++;
    },
    find(number) {
      // Numbers grow but have gaps, where entries were skipped.
      let low = 0;
      let high = entries.length - 1;
      while (low <= high) {
        const middle = (low + high) >> 1;
        const entry = entries[middle] as JournalEntry;
        if (entry.number === number) return entry;
        if (entry.number < number) low = middle + 1;
        else high = middle - 1;
      }
      return undefined;
    },
  };
}
