import type { Row, Statement } from './database.ts';
import { StoreUnavailable } from '../port.ts';

/** A connection on which nobody else runs anything until the migration has ended. */
export interface MigrationSession {
  run(text: string): Promise<readonly Row[]>;
  hasTable(name: string): Promise<boolean>;
}

/**
 * How to come from each version to the next, in the SQL that both engines have in common. What has been released is
 * not changed any more; changes are added.
 *
 * `number` orders use cases: those that an organization starts with are -n to -1, created ones count from 0. One that
 * was put there stands behind all others: it has the number of the last one, and a `place` behind it. `version` 0 marks
 * a row whose use case has been removed, and which only keeps its number from being given again.
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
];

/** The version of the tables that this program knows. */
export const knownVersion: number = migrations.length;

/** By version: its tables, each with the first column of its primary key. */
const tables = migrations.map((steps) =>
  steps.flatMap((step) => {
    const [, name, key] = /^CREATE TABLE (\w+) \(\s*(\w+)/.exec(step) ?? [];
    return name === undefined || key === undefined ? [] : [{ name, key }];
  }),
);

/** Looks at every table, in a way that takes no longer when there is much in them. */
export const lookAtAll: Statement = {
  name: 'look',
  text: `SELECT ${tables
    .flat()
    .map(({ name, key }) => `EXISTS (SELECT 1 FROM ${name} WHERE ${key} = '')`)
    .join(', ')}, (SELECT MAX(version) FROM stub_migrations)`,
};

/**
 * The version that the tables have; 0 when there are none. Changes nothing.
 * @param subject names the store in errors
 * @throws StoreUnavailable when a newer program has written the store, or when a table of that version is missing
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

/** What was in it cannot be made anew, so that somebody has to say that it is not wanted any more. */
function lost(table: string, subject: string): StoreUnavailable {
  return new StoreUnavailable(`${subject} has lost the table ${table}; ${MEND_LOST}`);
}

/** What to do about a table that is gone. */
export const MEND_LOST =
  'restore it from a backup, or drop the other tables that begin with stub_ as well to start with nothing';

/**
 * Brings the tables up to the version that this program knows. Must run inside a transaction.
 * @param subject names the store in errors
 * @throws StoreUnavailable as `versionOf`; nothing has been changed then
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
