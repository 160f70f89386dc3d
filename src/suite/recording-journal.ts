import type { JournalEntry, SharedJournal } from '../store/port.ts';

/** A journal that keeps every request of a run, whatever the suite empties. */
export interface RecordingJournal extends SharedJournal {
  /** All requests of all organizations, in the order of their replies. */
  all(): readonly JournalEntry[];
}

/** Makes the journal for one run of a suite; give it to a stub as `sharedJournal`. */
export function createRecordingJournal(): RecordingJournal {
  const all: JournalEntry[] = [];
  const journals = new Map<string, { entries: JournalEntry[]; latest: number; emptied: number }>();
  const journalOf = (organizationId: string) => {
    const journal = journals.get(organizationId) ?? { entries: [], latest: 0, emptied: 0 };
    journals.set(organizationId, journal);
    return journal;
  };
  return {
    all: () => all,
    add(organizationId, { entry, size }) {
      const journal = journalOf(organizationId);
      const numbered = { ...entry(), number: ++journal.latest };
      all.push(numbered);
      journal.entries.push(numbered);
      if (journal.entries.length > size) journal.entries.shift();
    },
    read(organizationId, { after = 0, most = Infinity } = {}) {
      const { entries, latest, emptied } = journalOf(organizationId);
      const newer = entries.filter(({ number }) => number > after);
      return { entries: newer.slice(Math.max(0, newer.length - most)), latest, emptied };
    },
    empty(organizationId?: string) {
      for (const [id, journal] of journals) {
        if (organizationId === undefined || organizationId === id)
          Object.assign(journal, { entries: [], emptied: journal.emptied + 1 });
      }
    },
    // Nothing of a run asks for its coverage or its organizations.
    statusCounts: () => Promise.resolve({ counts: new Map() }),
    organizations: () => Promise.resolve([]),
    trouble: () => Promise.resolve(undefined),
  };
}
