import { ANONYMOUS, type JournalEntry, type SeenOrganization, type SharedJournal } from '../store/port.ts';

/** A journal that keeps every request of a run, whatever the suite empties. */
export interface RecordingJournal extends SharedJournal {
  /** All requests of all organizations, in the order of their replies. */
  all(): readonly JournalEntry[];
}

/** What the suite can ask about one organization. */
interface Journal {
  entries: JournalEntry[];
  latest: number;
  emptied: number;
  readonly counts: Map<string, Map<number, number>>;
  seen?: SeenOrganization;
}

/** Makes the journal for one run of a suite; give it to a stub as `sharedJournal`. */
export function createRecordingJournal(): RecordingJournal {
  const all: JournalEntry[] = [];
  const journals = new Map<string, Journal>();
  const journalOf = (organizationId: string): Journal => {
    const journal = journals.get(organizationId) ?? { entries: [], latest: 0, emptied: 0, counts: new Map() };
    journals.set(organizationId, journal);
    return journal;
  };
  return {
    all: () => all,
    add(organizationId, { entry, size, seen, counted, status }) {
      const journal = journalOf(organizationId);
      const numbered = { ...entry(), number: ++journal.latest };
      all.push(numbered);
      journal.entries.push(numbered);
      if (journal.entries.length > size) journal.entries.shift();
      if (seen) journal.seen = { id: organizationId, key: seen.key(), seenAt: new Date(seen.at).toISOString() };
      for (const operation of counted) {
        const ofOperation = journal.counts.get(operation) ?? new Map<number, number>();
        journal.counts.set(operation, ofOperation.set(status, (ofOperation.get(status) ?? 0) + 1));
      }
    },
    read(organizationId, { after = 0, most = Infinity } = {}) {
      const { entries, latest, emptied } = journalOf(organizationId);
      const newer = entries.filter(({ number }) => number > after);
      return { entries: newer.slice(Math.max(0, newer.length - most)), latest, emptied };
    },
    empty(organizationId) {
      for (const [id, journal] of journals) {
        if (organizationId === undefined) journal.counts.clear();
        if (organizationId === undefined || organizationId === id)
          Object.assign(journal, { entries: [], emptied: journal.emptied + 1 });
      }
    },
    statusCounts: async (organizationId) => ({ counts: journalOf(organizationId).counts }),
    organizations: async () =>
      [...journals.values()]
        .flatMap(({ seen }) => (seen === undefined || seen.id === ANONYMOUS ? [] : [seen]))
        .sort((one, other) => other.seenAt.localeCompare(one.seenAt) || one.id.localeCompare(other.id))
        .slice(0, 100),
    trouble: async () => undefined,
  };
}
