import type { Trust } from '../../contract/types.ts';
import type { Pool } from '../../lib/budget.ts';
import {
  ANONYMOUS,
  type JournalEntry,
  type JournalPage,
  type JournalRange,
  type JournalReader,
  type SharedJournal,
  type StatusCounts,
} from '../port.ts';
import { maskedHeaders, maskedUrl } from '../../lib/secrets.ts';

/** Every field is there, if only as undefined: notes of one shape are quicker to look at. */
type AllFields<Entry> = {
  readonly [Name in keyof Required<Entry>]: Entry[Name] | (object extends Pick<Entry, Name> ? undefined : never);
};

/** What is recorded while a request is served. The entry itself is only made when it is read. */
export type JournalNote = AllFields<Omit<JournalEntry, 'number' | 'time' | 'headers' | keyof Trust>> & {
  /** When the request arrived, in milliseconds since 1970. */
  readonly at: number;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
};

/** The journals of all organizations. */
export interface Journals extends JournalReader {
  /**
   * @param organizationId undefined: the request had no known API key
   * @param counted operations whose counts of statuses rise. A 405 counts for all operations of the path
   */
  add(organizationId: string | undefined, note: JournalNote, counted: readonly string[]): void;
  /** @returns all entries of an organization, oldest first @param organizationId undefined: `ANONYMOUS` */
  entries(organizationId: string | undefined): JournalEntry[];
  read(organizationId: string, range?: JournalRange): JournalPage;
  empty(organizationId: string): void;
  /** @returns how often each operation replied to clients with each status, since the organization was created or cleared */
  statusCounts(organizationId: string): StatusCounts;
  /** Calls a listener after each new entry of an organization. @returns what takes the listener away again */
  onAdded(organizationId: string, listener: () => void): () => void;
  /** Forgets one organization, or all, with the counts. After all were forgotten, numbers go on from the highest. */
  clear(organizationId?: string): void;
}

/** Approximate bytes of an entry without its texts. */
const ENTRY_BYTES = 1_000;
/** Approximate bytes of an issue or a warning. */
const FINDING_BYTES = 500;

/** The notes of one organization in a ring buffer. */
interface Ring {
  /** Note number n is at index (n - 1) % size. */
  notes: (JournalNote | undefined)[];
  added: number;
  /** Notes up to this number have been dropped. */
  dropped: number;
  emptied: number;
}

type Counts = Map<string, Map<number, number>>;

/**
 * Records requests in memory.
 *
 * @param size how many requests are kept for each organization; 0 keeps none
 * @param pool has the approximate bytes of all of them together. An organization that has more than its share loses its
 *   oldest entries; then those lose theirs that have been idle for longest.
 * @param shared a journal that gets every entry as well
 * @param shownKey the API key of an organization as the list of organizations shows it, for the shared journal
 */
export function createJournals(
  size: number,
  pool: Pool,
  shared?: SharedJournal,
  shownKey: (organizationId: string) => string = () => '',
): Journals {
  const rings = new Map<string, Ring>();
  const counts = new Map<string, Counts>();
  /** The counters of rings that were dropped, so that later entries continue the numbers. */
  const counters = new Map<string, Pick<Ring, 'added' | 'emptied'>>();
  /** The counters of organizations without any: zero until all are forgotten, so that an earlier mark hides nothing new. */
  let first: Pick<Ring, 'added' | 'emptied'> = { added: 0, emptied: 0 };
  const listeners = new Map<string, Set<() => void>>();

  function dropNotes(organizationId: string, ring: Ring): void {
    pool.give(organizationId);
    Object.assign(ring, { notes: [], dropped: ring.added });
  }

  function dropRing(organizationId: string): void {
    const ring = rings.get(organizationId);
    if (ring === undefined) return;
    pool.give(organizationId);
    rings.delete(organizationId);
    counters.set(organizationId, { added: ring.added, emptied: ring.emptied });
  }

  function createRing(organizationId: string): Ring {
    const { added, emptied } = counters.get(organizationId) ?? first;
    const ring: Ring = { notes: [], added, dropped: added, emptied };
    rings.set(organizationId, ring);
    counters.delete(organizationId);
    return ring;
  }

  /** Near the limit, the map of rings is kept in the order of their last entries. */
  function makeRoom(organizationId: string, ring: Ring): void {
    rings.delete(organizationId);
    rings.set(organizationId, ring);
    while (pool.heldBy(organizationId) > pool.share && ring.dropped < ring.added) dropOldest(organizationId, ring);
    for (const idle of rings.keys()) {
      if (pool.used <= pool.limit) return;
      if (idle !== organizationId) dropRing(idle);
    }
    while (pool.used > pool.limit && ring.dropped < ring.added) dropOldest(organizationId, ring);
  }

  function dropOldest(organizationId: string, ring: Ring): void {
    const oldest = Math.max(ring.dropped, ring.added - size);
    pool.give(organizationId, bytesOf(ring.notes[oldest % size]));
    ring.notes[oldest % size] = undefined;
    ring.dropped = oldest + 1;
  }

  function count(organizationId: string, operationId: string, status: number): void {
    let ofOrganization = counts.get(organizationId);
    if (ofOrganization === undefined)
      counts.set(organizationId, (ofOrganization = new Map<string, Map<number, number>>()));
    let ofOperation = ofOrganization.get(operationId);
    if (ofOperation === undefined) ofOrganization.set(operationId, (ofOperation = new Map<number, number>()));
    ofOperation.set(status, (ofOperation.get(status) ?? 0) + 1);
  }

  function read(organizationId: string, { after = 0, most = Infinity }: JournalRange = {}): JournalPage {
    const ring = rings.get(organizationId);
    if (ring === undefined) {
      const { added: latest, emptied } = counters.get(organizationId) ?? first;
      return { entries: [], latest, emptied };
    }
    const { notes, added, dropped, emptied } = ring;
    const entries: JournalEntry[] = [];
    for (let number = Math.max(after, dropped, added - size, added - most) + 1; number <= added; number++) {
      const note = notes[(number - 1) % size];
      if (note !== undefined) entries.push(entryOf(note, number));
    }
    return { entries, latest: added, emptied };
  }

  return {
    add(organizationId = ANONYMOUS, note, counted) {
      const { at, from, status } = note;
      const isOfClient = from === undefined;
      if (isOfClient) for (const operationId of counted) count(organizationId, operationId, status);
      const bytes = bytesOf(note);
      shared?.add(organizationId, {
        entry: () => entryOf(note, 0),
        bytes,
        size,
        // What a browser asks for by itself shows no client.
        ...((isOfClient || organizationId !== ANONYMOUS) && { seen: { key: () => shownKey(organizationId), at } }),
        counted: isOfClient ? counted : [],
        status,
      });
      if (size === 0) return;
      const ring = rings.get(organizationId) ?? createRing(organizationId);
      const place = ring.added++ % size;
      const more = bytes - bytesOf(ring.notes[place]);
      ring.notes[place] = note;
      if (more > 0) pool.force(organizationId, more);
      else pool.give(organizationId, -more);
      if (pool.used * 2 > pool.limit || pool.heldBy(organizationId) > pool.share) makeRoom(organizationId, ring);
      if (listeners.size > 0) for (const listener of listeners.get(organizationId) ?? []) listener();
    },
    onAdded(organizationId, listener) {
      const ofOrganization = listeners.get(organizationId) ?? new Set();
      listeners.set(organizationId, ofOrganization.add(listener));
      return () => {
        ofOrganization.delete(listener);
        if (ofOrganization.size === 0 && listeners.get(organizationId) === ofOrganization)
          listeners.delete(organizationId);
      };
    },
    read,
    entries: (organizationId = ANONYMOUS) => [...read(organizationId).entries],
    empty(organizationId) {
      const ring = rings.get(organizationId) ?? createRing(organizationId);
      dropNotes(organizationId, ring);
      ring.emptied++;
    },
    statusCounts: (organizationId) => ({
      counts: counts.get(organizationId) ?? new Map<string, Map<number, number>>(),
    }),
    clear(organizationId) {
      if (organizationId === undefined) {
        const all = [first, ...rings.values(), ...counters.values()];
        const highest = (name: 'added' | 'emptied') => all.reduce((most, each) => Math.max(most, each[name]), 0);
        first = { added: highest('added'), emptied: highest('emptied') + 1 };
      }
      for (const id of organizationId === undefined ? [...rings.keys()] : [organizationId]) dropRing(id);
      for (const each of [counts, counters]) {
        if (organizationId === undefined) each.clear();
        else each.delete(organizationId);
      }
    },
  };
}

/** A character counts as two bytes, an upper bound for most texts. */
function bytesOf(note: JournalNote | undefined): number {
  if (note === undefined) return 0;
  let length = (note.body?.length ?? 0) + (note.reply?.length ?? 0) + note.url.length;
  for (const text of note.rawHeaders) length += text.length;
  for (const name in note.replyHeaders) length += name.length + (note.replyHeaders[name]?.length ?? 0);
  return ENTRY_BYTES + FINDING_BYTES * (note.issues.length + note.warnings.length) + 2 * length;
}

/** An entry has only the fields that its request has something for. */
function entryOf({ at, rawHeaders, ...note }: JournalNote, number: number): JournalEntry {
  const { url, replyHeaders } = note;
  const entry = {
    number,
    time: new Date(at).toISOString(),
    ...note,
    url: maskedUrl(url),
    replyHeaders: replyHeaders && maskedHeaders(Object.entries(replyHeaders).flat()),
    headers: clientHeaders(rawHeaders),
  };
  return Object.fromEntries(
    Object.entries(entry).filter(([, value]) => value !== undefined),
  ) as unknown as JournalEntry;
}

/** Headers without those that only the console sends, so that a copy of a request is as a client's. */
function clientHeaders(rawHeaders: readonly string[]): Record<string, string> {
  const { 'stub-from': _from, 'stub-admin-key': _key, ...headers } = maskedHeaders(rawHeaders);
  return headers;
}
