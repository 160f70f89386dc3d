import { OverBudget, type Pool } from '../../lib/budget.ts';
import { StoreSlow, type SharedJournal } from '../port.ts';
import { asKey, command, type SqlDatabase, type Statement } from './database.ts';
import { append, commandOf, nothingOf, takePiece, type Batch, type Unwritten } from './journal-batch.ts';
import { createJournalReader } from './journal-reader.ts';

/** Milliseconds until what was added is written. With the writing, other replicas see it a quarter of a second later. */
const FLUSH_EVERY = 200;
/** Milliseconds that reading waits for a journal that could not be written before; and after which writing is slow. */
const MOST_WAIT = 1_000;
/** Milliseconds within which the tables must answer to count as readable. */
const PROBE_WITHIN = 1_000;
/** Milliseconds between two checks of the size of all entries. */
const SWEEP_EVERY = 10_000;
/** Approximate bytes of an organization in what is not written, without its entries; and how many there may be. */
const ORGANIZATION_BYTES = 500;
const MOST_ORGANIZATIONS = 10_000;

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
  const reader = createJournalReader(database);

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

    async read(organizationId, { after = 0, most, late = false } = {}) {
      if (!late) await written(organizationId);
      return reader.page(organizationId, after, most);
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
      return reader.statusCounts(organizationId);
    },

    async organizations() {
      await written(undefined);
      return reader.organizations();
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
      const probed = reader.probe().then(
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
