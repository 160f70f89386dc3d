import type { JournalEntry, JournalPage, JournalRange, JournalReader, SharedJournal } from '../port.ts';
import { NOBODY } from '../../organizations/organizations.ts';
import { maskedHeaders, maskedUrl } from '../../lib/secrets.ts';

/** What is written down while a request is served; everything that can wait is worked out when somebody reads. */
export type JournalNote = Omit<JournalEntry, 'number' | 'time' | 'headers'> & {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Names and values in turn, as Node hands them over. */
  readonly rawHeaders: readonly string[];
};

/** The latest requests, organization by organization. */
export interface Journals extends JournalReader {
  /** @param organizationId undefined for requests without a known API key */
  add(organizationId: string | undefined, note: JournalNote): void;
  /** Oldest first. */
  entries(organizationId: string | undefined): JournalEntry[];
  read(organizationId: string, range?: JournalRange): JournalPage;
  empty(organizationId: string): void;
  /** How often each operation was answered with each status since the organization was first seen. */
  seen(organizationId: string): ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** Forgets one organization, or all. */
  clear(organizationId?: string): void;
}

/** What an entry takes besides its texts: the objects that it is made of, roughly. */
const ENTRY_BYTES = 1_000;
/** What an issue or a warning takes, roughly. */
const FINDING_BYTES = 500;

/** The notes of one organization: a ring, once it is full. */
interface Ring {
  /** By the remainder of their number. */
  notes: (JournalNote | undefined)[];
  added: number;
  /** Entries up to this number have been forgotten. */
  gone: number;
  emptied: number;
  bytes: number;
}

type Counts = Map<string, Map<number, number>>;

/**
 * @param size how many requests are remembered for each organization; 0 remembers none
 * @param mostBytes what all of them may take, about; the organization that has been idle for longest gives way
 * @param shared where entries are written as well, if others are to find them
 */
export function createJournals(size: number, mostBytes: number, shared?: SharedJournal): Journals {
  const rings = new Map<string, Ring>();
  const counts = new Map<string, Counts>();
  /** Of rings that gave way: how far they had counted. */
  const stands = new Map<string, Pick<Ring, 'added' | 'emptied'>>();
  let bytes = 0;

  function forgetNotes(ring: Ring): void {
    bytes -= ring.bytes;
    Object.assign(ring, { notes: [], gone: ring.added, bytes: 0 });
  }

  function drop(organizationId: string): void {
    const ring = rings.get(organizationId);
    if (ring === undefined) return;
    bytes -= ring.bytes;
    rings.delete(organizationId);
    stands.set(organizationId, { added: ring.added, emptied: ring.emptied });
  }

  function begin(organizationId: string): Ring {
    const { added, emptied } = stands.get(organizationId) ?? { added: 0, emptied: 0 };
    const ring: Ring = { notes: [], added, gone: added, emptied, bytes: 0 };
    rings.set(organizationId, ring);
    stands.delete(organizationId);
    return ring;
  }

  /** Once near the limit, rings are kept in the order of their last entry. */
  function makeRoom(organizationId: string, ring: Ring): void {
    rings.delete(organizationId);
    rings.set(organizationId, ring);
    for (const idle of rings.keys()) {
      if (bytes <= mostBytes) return;
      if (idle !== organizationId) drop(idle);
    }
    while (bytes > mostBytes && ring.gone < ring.added) dropOldest(ring);
  }

  function dropOldest(ring: Ring): void {
    const oldest = Math.max(ring.gone, ring.added - size);
    const freed = bytesOf(ring.notes[oldest % size]);
    ring.notes[oldest % size] = undefined;
    ring.gone = oldest + 1;
    ring.bytes -= freed;
    bytes -= freed;
  }

  function count(organizationId: string, { operationId, status }: JournalNote): void {
    if (operationId === undefined) return;
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
      const { added: latest, emptied } = stands.get(organizationId) ?? { added: 0, emptied: 0 };
      return { entries: [], latest, emptied };
    }
    const { notes, added, gone, emptied } = ring;
    const entries: JournalEntry[] = [];
    for (let number = Math.max(after, gone, added - size, added - most) + 1; number <= added; number++) {
      const note = notes[(number - 1) % size];
      if (note !== undefined) entries.push(entryOf(note, number));
    }
    return { entries, latest: added, emptied };
  }

  return {
    add(organizationId = NOBODY, note) {
      count(organizationId, note);
      if (size === 0) return;
      if (shared !== undefined) shared.add(organizationId, () => entryOf(note, 0), size);
      const ring = rings.get(organizationId) ?? begin(organizationId);
      const at = ring.added++ % size;
      const more = bytesOf(note) - bytesOf(ring.notes[at]);
      ring.notes[at] = note;
      ring.bytes += more;
      bytes += more;
      if (bytes * 2 > mostBytes) makeRoom(organizationId, ring);
    },
    read,
    entries: (organizationId = NOBODY) => [...read(organizationId).entries],
    empty(organizationId) {
      const ring = rings.get(organizationId) ?? begin(organizationId);
      forgetNotes(ring);
      ring.emptied++;
    },
    seen: (organizationId) => counts.get(organizationId) ?? new Map<string, Map<number, number>>(),
    clear(organizationId) {
      for (const id of organizationId === undefined ? [...rings.keys()] : [organizationId]) drop(id);
      for (const each of [counts, stands]) {
        if (organizationId === undefined) each.clear();
        else each.delete(organizationId);
      }
    },
  };
}

/** Characters count as two bytes, which is more than most of them take. */
function bytesOf(note: JournalNote | undefined): number {
  if (note === undefined) return 0;
  let length = (note.body?.length ?? 0) + (note.reply?.length ?? 0) + note.url.length;
  for (const text of note.rawHeaders) length += text.length;
  return ENTRY_BYTES + FINDING_BYTES * (note.issues.length + note.warnings.length) + 2 * length;
}

function entryOf({ at, rawHeaders, ...note }: JournalNote, number: number): JournalEntry {
  return {
    number,
    time: new Date(at).toISOString(),
    ...note,
    url: maskedUrl(note.url),
    headers: maskedHeaders(rawHeaders),
  };
}
