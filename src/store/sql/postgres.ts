import type { Pool, PoolClient, QueryConfig } from 'pg';
import { MEND_LOST, migrate } from './migrations.ts';
import type { Command, Row, SqlDatabase, SqlValue, Statement } from './database.ts';
import { StoreSlow, StoreUnavailable } from '../port.ts';

/** How a PostgreSQL database is used. */
export interface PostgresOptions {
  /** Most connections. Default: 10. */
  readonly connections?: number;
  /** Milliseconds after which the server aborts a statement; the client waits a second longer. Default: 4,000. */
  readonly timeout?: number;
  /** Whether statements are prepared. `auto`: unless a pooler such as PgBouncer is in between. Default: `auto`. */
  readonly prepare?: 'auto' | 'on' | 'off';
  /** Milliseconds to wait for a database that cannot be reached or is starting. Default: 0. */
  readonly wait?: number;
  /** Gets sentences that an operator should read. */
  readonly say?: (sentence: string) => void;
}

/** Milliseconds to wait for a connection, new or from the pool. */
const CONNECT_WITHIN = 3_000;
/** Milliseconds between two attempts to reach a database at start. */
const RETRY_AFTER = 500;
/** Milliseconds for a migration. Other replicas wait for it as long. */
const MIGRATE_WITHIN = 60_000;
/** An arbitrary number that every replica locks. */
const MIGRATION_LOCK = 4_010_695_606;
/** What PgBouncer says of parameters such as `statement_timeout`, unless it is told to ignore them. */
const NO_PARAMETERS = /unsupported startup parameter/;
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
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<SqlDatabase> {
  const { wait = 0, say = () => undefined } = options;
  const subject = subjectOf(url);
  const end = performance.now() + wait;
  for (let attempt = 1; ; attempt++) {
    try {
      return await openOnce(url, subject, options);
    } catch (error) {
      if (!(error instanceof NotThere) || performance.now() >= end) throw error;
      if (attempt === 1) say(`${error.message}; trying again for ${Math.ceil(wait / 1_000)} s`);
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER));
    }
  }
}

/** The database cannot be reached or is starting, which may pass. */
class NotThere extends StoreUnavailable {}

async function openOnce(url: string, subject: string, options: PostgresOptions): Promise<SqlDatabase> {
  let pool = await createPool(url, subject, options, true);
  try {
    let isPooled = await talksToPooler(pool).catch(async (error: Error) => {
      if (!NO_PARAMETERS.test(error.message)) throw error;
      await pool.end();
      pool = await createPool(url, subject, options, false);
      return true;
    });
    const { prepare = 'auto', say } = options;
    if (isPooled && prepare === 'auto')
      say?.(`a pooler stands before ${subject}, so statements are not prepared; --postgres-prepare on would do it`);
    if (prepare !== 'auto') isPooled = prepare === 'off';
    await transaction(pool, (client) => migrateDatabase(client, subject));
    return databaseOn(pool, subject, !isPooled);
  } catch (error) {
    await pool.end();
    throw asStoreError(error, subject);
  }
}

/** A pooler in between gives its clients made-up process ids, and each transaction may get another server connection. */
async function talksToPooler(pool: Pool): Promise<boolean> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return rows[0]?.pid !== (client as PoolClient & { processID?: number }).processID;
  } finally {
    client.release();
  }
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

/** @param hasParameters whether each connection begins with parameters that PgBouncer may not know */
async function createPool(
  url: string,
  subject: string,
  { connections = 10, timeout = 4_000 }: PostgresOptions,
  hasParameters: boolean,
): Promise<Pool> {
  const { default: pg } = await import('pg');
  let pool: Pool;
  try {
    pool = new pg.Pool({
      connectionString: withoutAliases(url),
      max: connections,
      connectionTimeoutMillis: CONNECT_WITHIN,
      query_timeout: timeout + 1_000,
      ...(hasParameters && {
        statement_timeout: timeout,
        idle_in_transaction_session_timeout: 2 * (timeout + 1_000),
      }),
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

/** Rows that were deleted take room until they are vacuumed, so beyond the limit the others are counted. */
const USED: Statement = {
  name: 'used',
  text: `SELECT CASE WHEN pg_total_relation_size('stub_use_cases') <= CAST($1 AS bigint)
    THEN pg_total_relation_size('stub_use_cases')
    ELSE (SELECT COALESCE(SUM(OCTET_LENGTH(body)), 0) FROM stub_use_cases) END AS bytes`,
};

function databaseOn(pool: Pool, subject: string, isPrepared: boolean): SqlDatabase {
  const asQuery = ({ text, name }: Statement, parameters: readonly SqlValue[]): QueryConfig => ({
    text,
    values: parameters as SqlValue[],
    ...(isPrepared && name !== undefined && { name }),
  });
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
  const read = async <Result extends Row>(statement: Statement, parameters: readonly SqlValue[]) => {
    try {
      return (await pool.query<Result>(asQuery(statement, parameters))).rows;
    } catch (error) {
      throw asStoreError(error, subject);
    }
  };
  return {
    read,
    async useCaseBytes(most) {
      const [row] = await read(USED, [most]);
      return Number(row?.['bytes']);
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
  '3F000': 'has no schema that its search_path names; create one, or put public into the search_path of this user',
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
    return new NotThere(`${subject} cannot be reached (${code || reason})`, { cause: error });
  }
  const sentence = reasons[code] ?? reasons[code.slice(0, 3)] ?? reasons[code.slice(0, 2)];
  if (sentence === undefined) return error;
  const StoreError = sentence === TIMED_OUT ? StoreSlow : code.startsWith('57P') ? NotThere : StoreUnavailable;
  return new StoreError(`${subject} ${sentence} (${reason})`, { cause: error });
}
