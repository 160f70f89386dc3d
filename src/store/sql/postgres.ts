import type { Pool, PoolClient, QueryConfig } from 'pg';
import { MEND_LOST, migrate } from './migrations.ts';
import type { Command, Row, SqlDatabase, SqlValue, Statement } from './database.ts';
import { StoreSlow, StoreUnavailable } from '../port.ts';

/** Milliseconds to wait for a connection, new or from the pool. */
const CONNECT_WITHIN = 3_000;
/** Milliseconds after which the server aborts a statement, and after which the client stops waiting for the server. */
const STATEMENT_WITHIN = 4_000;
const ANSWER_WITHIN = 5_000;
/** Milliseconds for a migration. Other replicas wait for it as long. */
const MIGRATE_WITHIN = 60_000;
const MOST_CONNECTIONS = 10;
/** An arbitrary number that every replica locks. */
const MIGRATION_LOCK = 4_010_695_606;
/** Two transactions waited for each other. The server aborts one of them, which can be repeated. */
const DEADLOCK = '40P01';
const MOST_ATTEMPTS = 5;

/**
 * Opens a PostgreSQL database and migrates its tables. A connection that breaks, for example because the server
 * restarts, is replaced when it is needed again.
 *
 * @param url as libpq takes it: `postgres://user:password@host:5432/database`
 * @throws StoreUnavailable when it cannot be reached or used, or its tables have a newer version
 */
export async function openPostgres(url: string): Promise<SqlDatabase> {
  const subject = subjectOf(url);
  const pool = await createPool(url, subject);
  try {
    await transaction(pool, (client) => migrateDatabase(client, subject));
  } catch (error) {
    await pool.end();
    throw asStoreError(error, subject);
  }
  return databaseOn(pool, subject);
}

/** The database's name in errors: host and path, without user and password. */
function subjectOf(url: string): string {
  // A socket is given as a query parameter, and then the host may be empty: postgres://user@/database?host=/run/pg
  const parsed = URL.parse(url.replace('@/', '@localhost/'));
  // A password with an unescaped / ? or # ends there, and its rest would be taken for the host and shown.
  if (parsed === null || /^[^/]*\/\/[^/?#]*[/?#].*@/s.test(url)) {
    throw new StoreUnavailable(
      'the address of the PostgreSQL database is no URL; write postgres://user:password@host:5432/database, with special characters percent-encoded',
    );
  }
  const host = parsed.searchParams.get('host') ?? (parsed.host || 'localhost');
  return `PostgreSQL at ${host}${parsed.pathname === '/' ? '' : parsed.pathname}`;
}

/**
 * pg 8 treats these modes as verify-full and warns that this will change. Naming verify-full avoids both the warning
 * and the change: a mode that checks less must be requested explicitly (`no-verify`, or `uselibpqcompat=true`).
 */
function withoutAliases(url: string): string {
  if (/[?&]uselibpqcompat=true/.test(url)) return url;
  return url.replace(/([?&]sslmode=)(prefer|require|verify-ca)(?=&|#|$)/g, '$1verify-full');
}

async function createPool(url: string, subject: string): Promise<Pool> {
  const { default: pg } = await import('pg');
  let pool: Pool;
  try {
    pool = new pg.Pool({
      connectionString: withoutAliases(url),
      max: MOST_CONNECTIONS,
      connectionTimeoutMillis: CONNECT_WITHIN,
      statement_timeout: STATEMENT_WITHIN,
      query_timeout: ANSWER_WITHIN,
      idle_in_transaction_session_timeout: 2 * ANSWER_WITHIN,
      keepAlive: true,
      application_name: 'use-case-stub',
    });
  } catch (error) {
    throw asStoreError(error, subject);
  }
  // An idle connection that breaks is replaced. Without these listeners its error would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

async function migrateDatabase(client: PoolClient, subject: string): Promise<void> {
  const run = async (text: string) =>
    (await client.query<Row>({ text, query_timeout: MIGRATE_WITHIN } as QueryConfig)).rows;
  const [encoding] = await run('SHOW server_encoding');
  if (encoding?.['server_encoding'] !== 'UTF8')
    throw new StoreUnavailable(`${subject} has the encoding ${String(encoding?.['server_encoding'])}; it must be UTF8`);
  await run(`SET LOCAL statement_timeout = ${MIGRATE_WITHIN}`);
  await run(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
  const hasTable = async (name: string) => (await run(`SELECT to_regclass('${name}') AS found`))[0]?.['found'] !== null;
  await migrate({ run, hasTable }, subject);
}

function databaseOn(pool: Pool, subject: string): SqlDatabase {
  const one = async ({ statement, parameters }: Command) => [
    (await pool.query<Row>(asQuery(statement, parameters))).rows,
  ];
  const all = (commands: readonly Command[]) =>
    transaction(pool, async (client) => {
      const results: Row[][] = [];
      for (const { statement, parameters } of commands)
        results.push((await client.query<Row>(asQuery(statement, parameters))).rows);
      return results;
    });
  return {
    async read<Result extends Row>(statement: Statement, parameters: readonly SqlValue[]) {
      try {
        return (await pool.query<Result>(asQuery(statement, parameters))).rows;
      } catch (error) {
        throw asStoreError(error, subject);
      }
    },
    async write(...commands) {
      const [first] = commands;
      for (let attempt = 1; ; attempt++) {
        try {
          // A single statement is a transaction of its own and takes one round trip.
          return commands.length === 1 && first !== undefined ? await one(first) : await all(commands);
        } catch (error) {
          if ((error as { code?: string }).code !== DEADLOCK || attempt === MOST_ATTEMPTS)
            throw asStoreError(error, subject);
        }
      }
    },
    close: () => pool.end(),
  };
}

function asQuery({ text, name }: Statement, parameters: readonly SqlValue[]): QueryConfig {
  return { text, values: parameters as SqlValue[], ...(name !== undefined && { name }) };
}

async function transaction<Result>(pool: Pool, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    // Closing the connection rolls back, whatever its state, and it does not return to the pool.
    client.release(true);
    throw error;
  }
}

const TIMED_OUT = 'did not answer in time';

/** By SQLSTATE, or by its class, which is its first characters. */
const reasons: Readonly<Record<string, string>> = {
  '08': 'has lost the connection',
  '25006': 'takes no writes; it is a standby or in recovery, so name the primary server',
  '28': 'refuses the login; check user and password',
  '3D000': 'is missing; create the database',
  '42501': 'may not be used by this user; grant what is missing',
  '42P01': `has lost a table; ${MEND_LOST}`,
  '53100': 'cannot grow: its disk is full',
  '53': 'has run out of connections or memory',
  '55P03': TIMED_OUT,
  '57014': TIMED_OUT,
  '57P': 'is shutting down or starting',
  '58': 'reports an error of its disk or system',
  XX000: 'reports an internal error',
  XX: 'is damaged; restore it from a backup',
};

/** @returns an error of the driver as one that operators understand; other errors unchanged */
function asStoreError(error: unknown, subject: string): unknown {
  if (error instanceof StoreUnavailable) return error;
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const reason = message.split('\n', 1)[0] ?? '';
  const isSqlState = /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]{4}$/.test(code);
  if (!isSqlState) {
    if (/timeout/i.test(reason)) return new StoreSlow(`${subject} ${TIMED_OUT} (${code || reason})`, { cause: error });
    return new StoreUnavailable(`${subject} cannot be reached (${code || reason})`, { cause: error });
  }
  const sentence = reasons[code] ?? reasons[code.slice(0, 3)] ?? reasons[code.slice(0, 2)];
  if (sentence === undefined) return error;
  const StoreError = sentence === TIMED_OUT ? StoreSlow : StoreUnavailable;
  return new StoreError(`${subject} ${sentence} (${reason})`, { cause: error });
}
