import { OverBudget, type Pool } from '../../lib/budget.ts';
import type { JournalEntry, JournalPage, JournalRange, SharedJournal } from '../port.ts';
import { rowsOfThree } from './creates.ts';
import { asKey, command, writeOne, type Command, type Row, type SqlDatabase, type Statement } from './database.ts';

/** Milliseconds until other replicas see an entry. Requests do not wait for their entries to be written. */
const FLUSH_EVERY = 250;
/** How many entries wait while the database cannot be reached. Older ones are dropped. */
const MOST_WAITING = 10_000;
const MOST_ROWS = 300;
/** Milliseconds between two checks of the size of all entries. */
const SWEEP_EVERY = 10_000;

/** Locks the row, so that replicas number their entries in turn. */
const COUNT_UP: Statement = {
  text: `INSERT INTO stub_journals (organization, added, emptied) VALUES ($1, CAST($2 AS integer), 0)
    ON CONFLICT (organization) DO UPDATE SET added = stub_journals.added + excluded.added`,
};
const TRIM: Statement = {
  name: 'trim-journal',
  text: `DELETE FROM stub_requests WHERE organization = $1
    AND number <= (SELECT added FROM stub_journals WHERE organization = $1) - CAST($2 AS integer)`,
};
const COUNTERS: Statement = {
  name: 'journal-stand',
  text: 'SELECT added, emptied FROM stub_journals WHERE organization = $1',
};
const READ: Statement = {
  name: 'read-journal',
  text: `SELECT number, body FROM stub_requests WHERE organization = $1
    AND number > CAST($2 AS integer) AND number <= CAST($3 AS integer) ORDER BY number DESC LIMIT CAST($4 AS integer)`,
};
const EMPTIED: Statement = { text: 'UPDATE stub_journals SET emptied = emptied + 1 WHERE organization = $1' };
const EMPTY: Statement = { text: 'DELETE FROM stub_requests WHERE organization = $1' };
const ALL_EMPTIED: Statement = { text: 'UPDATE stub_journals SET emptied = emptied + 1' };
const EMPTY_ALL: Statement = { text: 'DELETE FROM stub_requests' };
const SWEEP: Statement = {
  text: `DELETE FROM stub_requests WHERE time <= (SELECT MAX(time) FROM (
      SELECT time, SUM(LENGTH(body)) OVER (ORDER BY time DESC) AS total FROM stub_requests
    ) AS newest WHERE total > $1)`,
};

/** The greatest number that the database's column holds. */
const NO_END = 2_147_483_647;

interface Waiting {
  readonly entries: (() => JournalEntry)[];
  size: number;
  /** Taken from the pool for them. */
  bytes: number;
}

/**
 * Stores entries in a database for all replicas, in batches, at most a quarter of a second late. Entries that are
 * waiting for the database are limited in number and in bytes, and lost when the process ends.
 *
 * @param mostBytes approximate limit for all entries together; the oldest are deleted first
 */
export function createSqlJournal(database: SqlDatabase, mostBytes: number): SharedJournal & { close(): Promise<void> } {
  let waiting = new Map<string, Waiting>();
  let count = 0;
  let pool: Pool | undefined;
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> = Promise.resolve();
  let sweptAt = -Infinity;

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    flushing = flushing.then(writeAll, writeAll);
    return flushing;
  }

  /** Entries that cannot be written wait for the next flush, before newer ones. */
  async function writeAll(): Promise<void> {
    const taken = waiting;
    waiting = new Map();
    count = 0;
    for (const [organizationId, { entries, size, bytes }] of taken) {
      try {
        await database.write(...commandsFor(organizationId, entries, size));
        pool?.give(organizationId, bytes);
        taken.delete(organizationId);
      } catch (error) {
        for (const [id, each] of waiting) append(taken, id, each);
        waiting = taken;
        count = [...waiting.values()].reduce((sum, each) => sum + each.entries.length, 0);
        throw error;
      }
    }
    if (performance.now() - sweptAt < SWEEP_EVERY) return;
    sweptAt = performance.now();
    await writeOne(database, SWEEP, mostBytes);
  }

  function flushLater(): void {
    // A failed flush is not reported here: the readiness check reports a database that cannot be reached.
    timer ??= setTimeout(() => void flush().catch(() => undefined), FLUSH_EVERY).unref();
  }

  return {
    add(organizationId, entry, size, bytes = 0) {
      try {
        pool?.take(organizationId, bytes);
      } catch (error) {
        // The request was answered; all that is lost is its entry, which the pool has counted.
        if (error instanceof OverBudget) return;
        throw error;
      }
      if (count >= MOST_WAITING) {
        const [oldest] = waiting.keys();
        const dropped = waiting.get(oldest ?? '');
        count -= dropped?.entries.length ?? 0;
        pool?.give(oldest ?? '', dropped?.bytes ?? 0);
        waiting.delete(oldest ?? '');
      }
      append(waiting, organizationId, { entries: [entry], size, bytes: pool === undefined ? 0 : bytes });
      count++;
      flushLater();
    },

    async read(organizationId: string, { after = 0, most = NO_END }: JournalRange = {}): Promise<JournalPage> {
      if (waiting.has(organizationId)) await flush();
      const organization = asKey(organizationId);
      const [counters] = await database.read<CountersRow>(COUNTERS, [organization]);
      const { added: latest, emptied } = counters ?? { added: 0, emptied: 0 };
      if (latest <= after) return { entries: [], latest, emptied };
      const range = [Math.min(after, NO_END), latest, Math.min(most, NO_END)];
      const rows = await database.read<EntryRow>(READ, [organization, ...range]);
      const entries = rows.map(({ number, body }) => ({ ...(JSON.parse(body) as JournalEntry), number }));
      return { entries: entries.reverse(), latest, emptied };
    },

    async empty(organizationId) {
      await flush();
      if (organizationId === undefined) {
        await database.write(command(ALL_EMPTIED), command(EMPTY_ALL));
      } else {
        const organization = asKey(organizationId);
        await database.write(command(EMPTIED, organization), command(EMPTY, organization));
      }
    },

    countIn(of) {
      pool = of;
    },

    async close() {
      if (count > 0) await flush().catch(() => undefined);
      clearTimeout(timer);
    },
  };
}

interface CountersRow extends Row {
  readonly added: number;
  readonly emptied: number;
}

interface EntryRow extends Row {
  readonly number: number;
  readonly body: string;
}

function append(waiting: Map<string, Waiting>, organizationId: string, { entries, size, bytes }: Waiting): void {
  const present = waiting.get(organizationId);
  if (present === undefined) waiting.set(organizationId, { entries: [...entries], size, bytes });
  else {
    present.entries.push(...entries);
    present.size = size;
    present.bytes += bytes;
  }
}

function commandsFor(organizationId: string, entries: Waiting['entries'], size: number): Command[] {
  const organization = asKey(organizationId);
  // Entries that would be trimmed at once need not be written.
  const kept = entries.slice(-size);
  const commands: Command[] = [command(COUNT_UP, organization, entries.length)];
  for (let from = 0; from < kept.length; from += MOST_ROWS) {
    const rows = kept.slice(from, from + MOST_ROWS).flatMap((make, index) => {
      const entry = make();
      return [kept.length - from - index - 1, entry.time, JSON.stringify(entry)];
    });
    commands.push(command(insertion(rows.length / 3), organization, organization, ...rows));
  }
  return [...commands, command(TRIM, organization, size)];
}

/** Each row has the number of entries after it, its time and its entry. */
function insertion(count: number): Statement {
  return {
    text: `INSERT INTO stub_requests (organization, number, time, body)
      SELECT $1, added - CAST(column1 AS integer), column2, column3
        FROM stub_journals, (VALUES ${rowsOfThree(count)}) AS made WHERE organization = $2`,
  };
}
