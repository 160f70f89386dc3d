import { OverBudget, type Pool } from '../../lib/budget.ts';
import { StoreSlow, StoreUnavailable, type JournalEntry, type JournalPage, type SharedJournal } from '../port.ts';
import { asKey, command, type Row, type SqlDatabase, type SqlValue, type Statement } from './database.ts';
import { gatherLookUps, placeholders } from './gather.ts';
import { append, commandOf, nothingOf, takePiece, type Batch, type Unwritten } from './journal-batch.ts';
import { probeJournal } from './migrations.ts';

/** Milliseconds until what was added is written. With the writing, other replicas see it a quarter of a second later. */
const FLUSH_EVERY = 200;
/** Milliseconds that reading waits for a journal that could not be written before; and after which writing is slow. */
const MOST_WAIT = 1_000;
/** How many readings go on at once: slow ones must leave connections to what answers requests. */
const MOST_READINGS = 2;
/** Milliseconds within which the tables must answer to count as readable. */
const PROBE_WITHIN = 1_000;
/** Milliseconds between two checks of the size of all entries. */
const SWEEP_EVERY = 10_000;
/** Approximate bytes of an organization in what is not written, without its entries; and how many there may be. */
const ORGANIZATION_BYTES = 500;
const MOST_ORGANIZATIONS = 10_000;

/** How far the journals of some organizations are. */
const standOf = (organizations: number): Statement => ({
  name: `journal-stand-${organizations}`,
  text: `SELECT organization, added, emptied, changes FROM stub_journals
    WHERE organization IN (${placeholders(organizations, 1)})`,
});
const READ: Statement = {
  name: 'read-journal',
  text: `SELECT number, body FROM stub_requests WHERE organization = $1
    AND number > CAST($2 AS integer) AND number <= CAST($3 AS integer) ORDER BY number DESC LIMIT CAST($4 AS integer)`,
};
const COVERAGE: Statement = {
  text: 'SELECT operation, status, seen FROM stub_coverage WHERE organization = $1',
};
const SINCE: Statement = { text: 'SELECT since FROM stub_journals WHERE organization = $1' };
const ORGANIZATIONS: Statement = {
  text: `SELECT organization, seen, masked_key FROM stub_journals WHERE seen IS NOT NULL AND masked_key IS NOT NULL
    ORDER BY seen DESC, organization LIMIT 100`,
};
const EMPTIED: Statement = { text: 'UPDATE stub_journals SET emptied = emptied + 1 WHERE organization = $1' };
const EMPTY: Statement = { text: 'DELETE FROM stub_requests WHERE organization = $1' };
const ALL_EMPTIED: Statement = {
  text: `UPDATE stub_journals SET emptied = emptied + 1, changes = changes + 1, since = $1, seen = NULL WHERE organization IN
    (SELECT organization FROM stub_journals ORDER BY organization FOR UPDATE)`,
};
const EMPTY_ALL: Statement = { text: 'DELETE FROM stub_requests' };
const EMPTY_COVERAGE: Statement = { text: 'DELETE FROM stub_coverage' };
/** `octet_length` knows the length of a long text without reading it. */
const BYTES: Statement = { text: 'SELECT COALESCE(SUM(octet_length(body)), 0) AS bytes FROM stub_requests' };
/** Leaves rows that another replica deletes at the moment, so that the two never wait for each other. */
const SWEEP: Statement = {
  text: `DELETE FROM stub_requests WHERE (organization, number) IN (
    SELECT organization, number FROM stub_requests WHERE time <= (SELECT MAX(time) FROM (
      SELECT time, SUM(octet_length(body)) OVER (ORDER BY time DESC) AS total FROM stub_requests
    ) AS newest WHERE total > $1) FOR UPDATE SKIP LOCKED)`,
};

/** The greatest number that the database's column holds. */
const NO_END = 2_147_483_647;

/** Since when something fails, as `performance.now()`, and why. */
interface Failure {
  readonly since: number;
  readonly message: string;
}

/**
 * Stores journals, coverage and the list of organizations in PostgreSQL for all replicas: all of them in one statement,
 * one after the other, at most a quarter of a second late. What waits for the database is bounded by its pool, and lost
 * when the process ends.
 *
 * @param mostBytes approximate limit for all entries together; the oldest are deleted first
 * @param say gets sentences that an operator should read
 */
export function createSqlJournal(
  database: SqlDatabase,
  mostBytes: number,
  say: (sentence: string) => void = () => undefined,
): SharedJournal & { close(): Promise<void> } {
  let waiting: Batch = new Map();
  /** The organizations of which entries wait, those first that are to give way first. */
  const holding = new Set<string>();
  /** What a flush is about to write, and what the database is writing. */
  let writing: Batch = new Map();
  let piece: Batch = new Map();
  let current: { readonly startedAt: number; readonly done: Promise<void> } | undefined;
  let next: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let keptEntries = 0;
  let dropped = 0;
  let unmade = 0;
  let isClosed = false;
  let sweptAt = -Infinity;
  let pool: Pool | undefined;
  let unwritable: Failure | undefined;
  const lookUp = gatherLookUps<StandRow>(database, standOf, (row, [organization]) => row.organization === organization);
  const readSome = limited(MOST_READINGS, database);

  /** Writes what waits now. Called meanwhile, it writes once more after that. */
  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (current === undefined) {
      const done = writeAll().finally(() => (current = undefined));
      current = { startedAt: performance.now(), done };
      return done;
    }
    const again = () => {
      next = undefined;
      return flush();
    };
    return (next ??= current.done.then(again, again));
  }

  async function writeAll(): Promise<void> {
    writing = waiting;
    waiting = new Map();
    holding.clear();
    try {
      while (writing.size > 0) {
        piece = takePiece(writing);
        await database.write(commandOf(piece, keptEntries, new Date().toISOString(), leaveOut));
        for (const [organizationId, { bytes }] of piece) pool?.give(organizationId, bytes);
        piece = new Map();
      }
      unwritable = undefined;
      dropped = 0;
    } catch (error) {
      unwritable = { since: unwritable?.since ?? performance.now(), message: (error as Error).message };
      // It is written before what came in the meantime.
      for (const later of [writing, waiting]) append(piece, later);
      waiting = piece;
      for (const [organizationId, { entries }] of waiting) if (entries.length > 0) holding.add(organizationId);
      flushLater();
      throw error;
    } finally {
      writing = new Map();
      piece = new Map();
    }
    if (performance.now() - sweptAt < SWEEP_EVERY) return;
    sweptAt = performance.now();
    // Nothing waits for it.
    void sweep().catch(() => undefined);
  }

  function leaveOut(error: unknown): void {
    unmade++;
    // One mistake may be in many of them.
    if (!Number.isInteger(Math.log10(unmade))) return;
    const why = error instanceof Error ? error.message : String(error);
    say(`requests that could not be written to the journal and are left out: ${unmade} so far; the latest: ${why}`);
  }

  async function sweep(): Promise<void> {
    const [row] = await database.read(BYTES, []);
    if (Number(row?.['bytes']) > mostBytes) await database.write(command(SWEEP, mostBytes));
  }

  function flushLater(): void {
    if (isClosed) return;
    // `trouble` tells of a failed flush.
    timer ??= setTimeout(() => void flush().catch(() => undefined), FLUSH_EVERY).unref();
  }

  /**
   * Waits until what this process has added before is written, since a reading that leaves it out would mislead tests.
   *
   * @throws StoreUnavailable when it cannot be written; after a failure that is decided within a second
   */
  async function written(organizationId: string | undefined): Promise<void> {
    const isWritten = (batch: Batch) => (organizationId === undefined ? batch.size === 0 : !batch.has(organizationId));
    if (isWritten(waiting) && isWritten(writing) && isWritten(piece)) return;
    const flushed = isWritten(waiting) && current ? current.done : flush();
    if (unwritable === undefined) return flushed;
    const { message } = unwritable;
    await within(MOST_WAIT, flushed, () => {
      throw new StoreSlow(`the journal is not written: ${message}`);
    });
  }

  /** What waits of an organization; undefined where there are too many of them. */
  function ownOf(organizationId: string): Unwritten | undefined {
    const present = waiting.get(organizationId);
    if (present !== undefined || waiting.size >= MOST_ORGANIZATIONS) return present;
    const own = nothingOf();
    own.bytes = ORGANIZATION_BYTES;
    // Counts are kept whatever else has to be dropped.
    pool?.force(organizationId, own.bytes);
    waiting.set(organizationId, own);
    return own;
  }

  /** Takes bytes for an entry, if need be from older entries. @returns whether it could */
  function makeRoom(organizationId: string, bytes: number): boolean {
    for (;;) {
      try {
        pool?.take(organizationId, bytes);
        return true;
      } catch (error) {
        if (!(error instanceof OverBudget)) throw error;
        dropped++;
        // When all have everything, one organization after the other gives way.
        const [first] = holding;
        const yielding = error.of === 'owner' ? organizationId : first;
        if (yielding === undefined || !dropOldest(yielding)) return false;
        if (holding.delete(yielding)) holding.add(yielding);
      }
    }
  }

  function dropOldest(organizationId: string): boolean {
    const own = waiting.get(organizationId);
    const oldest = own?.entries.shift();
    if (own === undefined || oldest === undefined) return false;
    pool?.give(organizationId, oldest.bytes);
    own.bytes -= oldest.bytes;
    if (own.entries.length === 0) holding.delete(organizationId);
    return true;
  }

  return {
    add(organizationId, { entry, bytes, size, seen, counted, status }) {
      keptEntries = size;
      const own = ownOf(organizationId);
      if (own === undefined) {
        dropped++;
        pool?.countDropped();
        return;
      }
      own.added++;
      if (size > 0 && makeRoom(organizationId, bytes)) {
        own.bytes += bytes;
        own.entries.push({ make: entry, bytes });
        holding.add(organizationId);
        // Older ones would be trimmed at once.
        if (own.entries.length > size) dropOldest(organizationId);
      }
      for (const operationId of counted) {
        const name = `${status} ${operationId}`;
        own.counts.set(name, (own.counts.get(name) ?? 0) + 1);
      }
      if (seen !== undefined) {
        own.seen = new Date(seen.at).toISOString();
        own.key ||= asKey(seen.key());
      }
      flushLater();
    },

    countChange(organizationId) {
      const own = ownOf(organizationId);
      if (own !== undefined) own.changes++;
      flushLater();
    },

    async read(organizationId, { after = 0, most = NO_END, late = false } = {}): Promise<JournalPage> {
      if (!late) await written(organizationId);
      const organization = asKey(organizationId);
      const [stand] = await lookUp([organization]);
      const { added: latest, emptied, changes } = stand ?? { added: 0, emptied: 0, changes: 0 };
      if (latest <= after) return { entries: [], latest, emptied, changes };
      const range = [Math.min(after, NO_END), latest, Math.min(most, NO_END)];
      const rows = await readSome<EntryRow>(READ, [organization, ...range]);
      const entries = rows.map(({ number, body }) => ({ ...(JSON.parse(body) as JournalEntry), number }));
      return { entries: entries.reverse(), latest, emptied, changes };
    },

    async empty(organizationId) {
      // What is being written must not come after it.
      const settled = (next ?? current?.done)?.catch(() => undefined);
      if (settled) await within(MOST_WAIT, settled, () => undefined);
      const organizations = organizationId === undefined ? [...waiting.keys()] : [organizationId];
      for (const each of organizations) while (dropOldest(each));
      if (organizationId === undefined) {
        for (const [each, { bytes }] of waiting) pool?.give(each, bytes);
        waiting.clear();
        const now = new Date().toISOString();
        await database.write(command(ALL_EMPTIED, now), command(EMPTY_ALL), command(EMPTY_COVERAGE));
      } else {
        const organization = asKey(organizationId);
        await database.write(command(EMPTIED, organization), command(EMPTY, organization));
      }
    },

    async statusCounts(organizationId) {
      await written(organizationId);
      const organization = asKey(organizationId);
      const [row] = await readSome<{ since: string | null }>(SINCE, [organization]);
      const counts = new Map<string, Map<number, number>>();
      for (const { operation, status, seen } of await readSome<CoverageRow>(COVERAGE, [organization])) {
        const operationId = fromKey(operation);
        const ofOperation = counts.get(operationId) ?? new Map<number, number>();
        counts.set(operationId, ofOperation.set(status, Number(seen)));
      }
      return { counts, ...(row?.since != null && { since: row.since }) };
    },

    async organizations() {
      await written(undefined);
      const rows = await readSome<SeenRow>(ORGANIZATIONS, []);
      return rows.map(({ organization, seen, masked_key: key }) => ({
        id: fromKey(organization),
        key: fromKey(key),
        seenAt: seen,
      }));
    },

    async trouble() {
      const stuck = current && performance.now() - current.startedAt > MOST_WAIT;
      const failure = unwritable ?? (stuck ? { since: current?.startedAt ?? 0, message: undefined } : undefined);
      if (failure !== undefined) {
        const seconds = Math.round((performance.now() - failure.since) / 1_000);
        const entries = [...waiting, ...writing, ...piece].reduce((sum, [, own]) => sum + own.entries.length, 0);
        const why = failure.message === undefined ? '' : `: ${failure.message}`;
        return `for ${seconds} s requests could not be written to the journal; ${entries} wait, ${dropped} were dropped${why}`;
      }
      const probed = readSome(probeJournal, []).then(
        () => undefined,
        (error: Error) => `the journal cannot be read: ${error.message}`,
      );
      return within<string | undefined>(
        PROBE_WITHIN,
        probed,
        () => 'the journal cannot be read: its tables do not answer',
      );
    },

    countIn(of) {
      pool = of;
    },

    async close() {
      // What cannot be written now is lost, and so is what comes later.
      isClosed = true;
      if (waiting.size > 0 || current) await flush().catch(() => undefined);
      clearTimeout(timer);
    },
  };
}

interface StandRow extends Row {
  readonly organization: string;
  readonly added: number;
  readonly emptied: number;
  readonly changes: number;
}

interface EntryRow extends Row {
  readonly number: number;
  readonly body: string;
}

interface CoverageRow extends Row {
  readonly operation: string;
  readonly status: number;
  readonly seen: string | number;
}

interface SeenRow extends Row {
  readonly organization: string;
  readonly seen: string;
  readonly masked_key: string;
}

/** The opposite of `asKey`. */
function fromKey(key: string): string {
  return JSON.parse(`"${key}"`) as string;
}

/** @returns what a promise resolves to; when that takes more than some milliseconds, what `otherwise` returns */
async function within<Result>(
  milliseconds: number,
  promise: Promise<Result>,
  otherwise: () => Result,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const bell = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  return Promise.race([promise, bell.then(otherwise)]).finally(() => clearTimeout(timer));
}

/**
 * Lets only some reads go on at once. When one fails because the database does not answer, those that have waited for
 * it fail as well, rather than each after the other.
 */
function limited(most: number, database: SqlDatabase): SqlDatabase['read'] {
  const waiting: { readonly begin: () => void; readonly reject: (error: unknown) => void }[] = [];
  let running = 0;
  return async <Result extends Row>(statement: Statement, parameters: readonly SqlValue[]) => {
    if (running >= most) await new Promise<void>((begin, reject) => waiting.push({ begin, reject }));
    else running++;
    try {
      return await database.read<Result>(statement, parameters);
    } catch (error) {
      if (error instanceof StoreUnavailable) for (const { reject } of waiting.splice(0)) reject(error);
      throw error;
    } finally {
      // The next one takes the place over.
      const following = waiting.shift();
      if (following === undefined) running--;
      else following.begin();
    }
  };
}
