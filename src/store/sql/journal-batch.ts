/** What is not in the database yet of the journals of all organizations, and the one statement that writes it. */
import type { JournalEntry } from '../port.ts';
import { asKey, command, type Command, type Statement } from './database.ts';

/** An entry that is made when it is written. */
export interface UnwrittenEntry {
  readonly make: () => JournalEntry;
  /** About how much memory it takes. */
  readonly bytes: number;
}

/** What is not written yet of one organization. */
export interface Unwritten {
  /** Oldest first. */
  readonly entries: UnwrittenEntry[];
  /** How many requests there were. More than entries where some were dropped; their numbers are left out. */
  added: number;
  /** Taken from the pool for it. */
  bytes: number;
  /** How often its use cases were changed without a request. */
  changes: number;
  /** By status and operation, such as `200 listUseCases`. */
  readonly counts: Map<string, number>;
  /** When the latest request came, as ISO 8601, and its masked API key. Empty: not known. */
  seen: string;
  key: string;
}

/** By organization. */
export type Batch = Map<string, Unwritten>;

/** How many entries one statement writes at most, and how many bytes they may be about: making them takes time. */
const MOST_ENTRIES = 300;
const MOST_BYTES = 4_194_304;

export function nothingOf(): Unwritten {
  return { entries: [], added: 0, bytes: 0, changes: 0, counts: new Map(), seen: '', key: '' };
}

/** Adds what came later to what came earlier. */
export function append(earlier: Batch, later: Batch): void {
  for (const [organizationId, { entries, added, bytes, changes, counts, seen, key }] of later) {
    const own = earlier.get(organizationId) ?? nothingOf();
    own.entries.push(...entries);
    own.added += added;
    own.bytes += bytes;
    own.changes += changes;
    for (const [name, count] of counts) own.counts.set(name, (own.counts.get(name) ?? 0) + count);
    if (seen > own.seen) own.seen = seen;
    own.key = key || own.key;
    earlier.set(organizationId, own);
  }
}

/** Takes out of a batch as much as one statement writes. */
export function takePiece(batch: Batch): Batch {
  const piece: Batch = new Map();
  let entriesLeft = MOST_ENTRIES;
  let bytesLeft = MOST_BYTES;
  for (const [organizationId, own] of batch) {
    if (entriesLeft <= 0 || bytesLeft <= 0) break;
    let taken = 0;
    let bytes = 0;
    while (taken < own.entries.length && entriesLeft > 0 && bytesLeft > 0) {
      const size = own.entries[taken++]?.bytes ?? 0;
      bytes += size;
      bytesLeft -= size;
      entriesLeft--;
    }
    if (taken === own.entries.length) {
      piece.set(organizationId, own);
      batch.delete(organizationId);
      continue;
    }
    // The rest goes into the next statement; what was dropped was older than all of it.
    const dropped = own.added - own.entries.length;
    piece.set(organizationId, { ...own, entries: own.entries.splice(0, taken), added: dropped + taken, bytes });
    const rest = { added: own.entries.length, bytes: own.bytes - bytes, changes: 0, counts: new Map<string, number>() };
    batch.set(organizationId, { ...own, ...rest });
  }
  return piece;
}

/**
 * Lists are texts with a line for each item, since neither JSON nor a key has a line break: so the statement is the same
 * for any number of items, and prepared once. Rows are locked in the order of organizations, so that replicas do not
 * wait for each other in a circle; the row of an organization is locked first, so that they number its entries in turn.
 * What is too old is found organization by organization: a join would have PostgreSQL read the whole table each time.
 */
const WRITE: Statement = {
  name: 'write-journal',
  text: `WITH counted AS (
      INSERT INTO stub_journals (organization, added, emptied, changes, since, seen, masked_key)
        SELECT organization, CAST(added AS integer), 0, CAST(changes AS integer), $6, NULLIF(seen, ''), NULLIF(masked_key, '')
          FROM ${lists(1, 'organization', 'added', 'changes', 'seen', 'masked_key')} ORDER BY organization
        ON CONFLICT (organization) DO UPDATE SET
          added = stub_journals.added + excluded.added,
          changes = stub_journals.changes + excluded.changes,
          since = COALESCE(stub_journals.since, excluded.since),
          seen = GREATEST(stub_journals.seen, excluded.seen),
          masked_key = COALESCE(excluded.masked_key, stub_journals.masked_key)
        RETURNING organization, added
    ), trimmed AS (
      DELETE FROM stub_requests WHERE ctid = ANY (ARRAY(
        SELECT old.ctid FROM counted CROSS JOIN LATERAL (
          SELECT ctid FROM stub_requests WHERE organization = counted.organization
            AND number <= counted.added - CAST($7 AS integer) ORDER BY number LIMIT 10000
        ) AS old))
    ), covered AS (
      INSERT INTO stub_coverage (organization, operation, status, seen)
        SELECT organization, operation, CAST(status AS integer), CAST(seen AS integer)
          FROM ${lists(8, 'organization', 'operation', 'status', 'seen')} JOIN counted USING (organization)
          ORDER BY organization, operation, status
        ON CONFLICT (organization, operation, status) DO UPDATE SET seen = stub_coverage.seen + excluded.seen
    )
    INSERT INTO stub_requests (organization, number, time, body)
      SELECT organization, counted.added - CAST(later AS integer), time, body
        FROM ${lists(12, 'organization', 'later', 'time', 'body')} JOIN counted USING (organization)`,
};

/** A table of columns that are given as one text each. */
function lists(first: number, ...columns: readonly string[]): string {
  const texts = columns.map((_, index) => `string_to_array($${first + index}, E'\\n')`);
  return `unnest(${texts.join(', ')}) AS listed (${columns.join(', ')})`;
}

/**
 * The statement that writes a batch: entries under the next numbers of their organizations, without those that are too
 * old by then, counts of coverage, and when organizations were seen.
 *
 * @param size how many entries each journal keeps
 * @param now when counting begins for organizations that are new, as ISO 8601
 * @param onUnmade called for an entry that cannot be made: it is left out, since it would hold up all that come after it
 */
export function commandOf(batch: Batch, size: number, now: string, onUnmade: (error: unknown) => void): Command {
  const organizations: string[][] = [];
  const counted: string[][] = [];
  const entries: string[][] = [];
  for (const [organizationId, own] of batch) {
    const organization = asKey(organizationId);
    organizations.push([organization, String(own.added), String(own.changes), own.seen, own.key]);
    for (const [name, count] of own.counts) {
      const end = name.indexOf(' ');
      counted.push([organization, asKey(name.slice(end + 1)), name.slice(0, end), String(count)]);
    }
    for (const [index, { make }] of own.entries.entries()) {
      try {
        const entry = make();
        entries.push([organization, String(own.entries.length - index - 1), entry.time, JSON.stringify(entry)]);
      } catch (error) {
        onUnmade(error);
      }
    }
  }
  return command(WRITE, ...columns(5, organizations), now, size, ...columns(4, counted), ...columns(4, entries));
}

/** @returns the columns of a table, as texts with a line for each row */
function columns(count: number, rows: readonly (readonly string[])[]): string[] {
  return Array.from({ length: count }, (_, column) => rows.map((row) => row[column]).join('\n'));
}
