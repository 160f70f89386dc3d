import type { Row, Statement } from './database.ts';
import { StoreUnavailable } from '../port.ts';

/** A connection that only the migration uses. */
export interface MigrationSession {
  run(text: string): Promise<readonly Row[]>;
  hasTable(name: string): Promise<boolean>;
}

/**
 * The steps from each version to the next, in SQL that both engines understand. Released steps must not change; add
 * new ones instead.
 *
 * `number` orders use cases: initial ones have -n to -1, created ones count from 0. A use case that was `put` comes
 * after all others: it has the number of the last one and a greater `place`. `version` 0 marks the row of a removed use
 * case, which only stays so that its number is not used again.
 */
const migrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE stub_organizations (
      id text PRIMARY KEY,
      begun_by text NOT NULL
    )`,
    `CREATE TABLE stub_use_cases (
      organization text NOT NULL,
      id text NOT NULL,
      number integer NOT NULL,
      place integer NOT NULL,
      body text NOT NULL,
      version integer NOT NULL,
      PRIMARY KEY (organization, id),
      UNIQUE (organization, number, place)
    )`,
    `CREATE TABLE stub_scenarios (
      organization text NOT NULL,
      id text NOT NULL,
      reason text NOT NULL,
      started integer NOT NULL,
      remaining integer,
      counted integer NOT NULL,
      body text NOT NULL,
      PRIMARY KEY (organization, id),
      UNIQUE (organization, reason)
    )`,
  ],
  [
    `CREATE TABLE stub_journals (
      organization text PRIMARY KEY,
      added integer NOT NULL,
      emptied integer NOT NULL
    )`,
    `CREATE TABLE stub_requests (
      organization text NOT NULL,
      number integer NOT NULL,
      time text NOT NULL,
      body text NOT NULL,
      PRIMARY KEY (organization, number)
    )`,
    'CREATE INDEX stub_requests_by_time ON stub_requests (time)',
  ],
  [
    'ALTER TABLE stub_journals ADD COLUMN since text',
    'ALTER TABLE stub_journals ADD COLUMN seen text',
    'ALTER TABLE stub_journals ADD COLUMN masked_key text',
    'ALTER TABLE stub_journals ADD COLUMN changes integer NOT NULL DEFAULT 0',
    `CREATE TABLE stub_coverage (
      organization text NOT NULL,
      operation text NOT NULL,
      status integer NOT NULL,
      seen bigint NOT NULL,
      PRIMARY KEY (organization, operation, status)
    )`,
    'ALTER TABLE stub_scenarios ADD COLUMN only_data integer NOT NULL DEFAULT 0',
  ],
];

/** The version of the tables that this program knows. */
const knownVersion: number = migrations.length;

/** By version: its tables, each with the first column of its primary key. */
const tables = migrations.map((steps) =>
  steps.flatMap((step) => {
    const [, name, key] = /^CREATE TABLE (\w+) \(\s*(\w+)/.exec(step) ?? [];
    return name === undefined || key === undefined ? [] : [{ name, key }];
  }),
);

/** The tables without which requests can be answered all the same. */
const ofJournal = new Set(['stub_journals', 'stub_requests', 'stub_coverage']);

/** Reads from some of the tables, in a time that does not depend on their sizes. */
function probe(name: string, isProbed: (table: string) => boolean): Statement {
  const reads = tables
    .flat()
    .filter((table) => isProbed(table.name))
    .map((table) => `EXISTS (SELECT 1 FROM ${table.name} WHERE ${table.key} = '')`);
  return { name, text: `SELECT ${reads.join(', ')}, (SELECT MAX(version) FROM stub_migrations)` };
}

export const probeTables: Statement = probe('probe-tables', (table) => !ofJournal.has(table));
export const probeJournal: Statement = probe('probe-journal', (table) => ofJournal.has(table));

/**
 * @returns the version of the tables; 0 when there are none
 * @param subject the store's name in errors
 * @throws StoreUnavailable when the version is newer than this program, or when a table of that version is missing
 */
export async function versionOf(session: MigrationSession, subject: string): Promise<number> {
  if (!(await session.hasTable('stub_migrations'))) {
    for (const { name } of tables.flat()) if (await session.hasTable(name)) throw lost('stub_migrations', subject);
    return 0;
  }
  const [row] = await session.run('SELECT COALESCE(MAX(version), 0) AS version FROM stub_migrations');
  const version = Number(row?.['version']);
  if (version > knownVersion) {
    throw new StoreUnavailable(
      `${subject} has version ${version}, and this use-case-stub knows versions up to ${knownVersion}; use a newer use-case-stub, or another store`,
    );
  }
  for (const { name } of tables.slice(0, version).flat())
    if (!(await session.hasTable(name))) throw lost(name, subject);
  return version;
}

/** A lost table is not created again: the operator must decide whether its data can be given up. */
function lost(table: string, subject: string): StoreUnavailable {
  return new StoreUnavailable(`${subject} has lost the table ${table}; ${MEND_LOST}`);
}

/** What the operator can do about a lost table. */
export const MEND_LOST =
  'restore it from a backup, or drop the other tables that begin with stub_ as well to start with nothing';

/**
 * Brings the tables up to the version that this program knows. Must run inside a transaction.
 * @param subject the store's name in errors
 * @throws StoreUnavailable as `versionOf` does, before anything is changed
 */
export async function migrate(session: MigrationSession, subject: string): Promise<void> {
  const version = await versionOf(session, subject);
  if (version === 0 && !(await session.hasTable('stub_migrations')))
    await session.run('CREATE TABLE stub_migrations (version integer PRIMARY KEY)');
  for (const [index, steps] of migrations.entries()) {
    if (index < version) continue;
    for (const step of steps) await session.run(step);
    await session.run(`INSERT INTO stub_migrations (version) VALUES (${index + 1})`);
  }
}
