import { StoreUnavailable, type JournalEntry, type JournalPage, type SharedJournal } from '../port.ts';
import { asKey, type Row, type SqlDatabase, type SqlValue, type Statement } from './database.ts';
import { gatherLookUps, placeholders } from './gather.ts';
import { probeJournal } from './migrations.ts';

/** How many readings go on at once: slow ones must leave connections to what answers requests. */
const MOST_READINGS = 2;

/** The greatest number that the database's column holds. */
const NO_END = 2_147_483_647;

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
/** Reads what is written of journals, coverage and the list of organizations. */
export interface JournalReader extends Pick<SharedJournal, 'statusCounts' | 'organizations'> {
  /** The latest entries after a number, oldest first. */
  page(organizationId: string, after: number, most?: number): Promise<JournalPage>;
  /** @throws StoreUnavailable when the tables cannot be read */
  probe(): Promise<unknown>;
}

/** @returns a reader that leaves connections to what answers requests */
export function createJournalReader(database: SqlDatabase): JournalReader {
  const lookUp = gatherLookUps<StandRow>(database, standOf, (row, [organization]) => row.organization === organization);
  const readSome = limited(MOST_READINGS, database);
  return {
    async page(organizationId, after, most = NO_END) {
      const organization = asKey(organizationId);
      const [stand] = await lookUp([organization]);
      const { added: latest, emptied, changes } = stand ?? { added: 0, emptied: 0, changes: 0 };
      if (latest <= after) return { entries: [], latest, emptied, changes };
      const range = [Math.min(after, NO_END), latest, Math.min(most, NO_END)];
      const rows = await readSome<EntryRow>(READ, [organization, ...range]);
      const entries = rows.map(({ number, body }) => ({ ...(JSON.parse(body) as JournalEntry), number }));
      return { entries: entries.reverse(), latest, emptied, changes };
    },

    async statusCounts(organizationId) {
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
      const rows = await readSome<SeenRow>(ORGANIZATIONS, []);
      return rows.map(({ organization, seen, masked_key: key }) => ({
        id: fromKey(organization),
        key: fromKey(key),
        seenAt: seen,
      }));
    },

    probe: () => readSome(probeJournal, []),
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
