import { accessSync, constants, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { migrate, versionOf, type MigrationSession } from './migrations.ts';
import type { Command, Row, SqlDatabase, SqlValue, Statement } from './database.ts';
import { StoreUnavailable } from '../port.ts';

export interface SqliteOptions {
  /**
   * `full`: every write waits for the disk. `normal`: writes do not wait; a power cut may lose the last ones, but a crash
   * of the process loses none. Default: `full`.
   */
  readonly synchronous?: 'full' | 'normal';
}

/** Bytes to which the file of the write-ahead log is cut after a checkpoint. */
const LOG_SIZE = 67_108_864;

/**
 * Opens a SQLite file for this process alone. The file is created when it is missing.
 *
 * SQLite has no asynchronous interface. Reads take microseconds and run at once. A write waits for the disk, so the
 * writes of one turn of the event loop share a transaction.
 *
 * @param name path of the file; its directory must exist
 * @throws StoreUnavailable when it cannot be opened, is in use, is not a SQLite file, or has a newer version
 */
export async function openSqlite(name: string, { synchronous = 'full' }: SqliteOptions = {}): Promise<SqlDatabase> {
  const file = resolve(name);
  const connection = connect(file);
  try {
    connection.exec('PRAGMA locking_mode = EXCLUSIVE');
    await checkOwner(connection, subjectOf(file));
    configure(connection, synchronous);
    await migrateFile(connection, subjectOf(file));
  } catch (error) {
    connection.close();
    throw asStoreError(error, file);
  }
  return databaseOn(connection, file);
}

const subjectOf = (file: string) => `the SQLite file ${file}`;

function connect(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { timeout: 0 });
  } catch (error) {
    throw asStoreError(error, file);
  }
}

/**
 * Refuses a file of another program before anything is changed: even `journal_mode` writes to the file. The lock stays
 * afterwards. The operating system releases it when the process ends, also after a crash.
 */
async function checkOwner(connection: DatabaseSync, subject: string): Promise<void> {
  const session = sessionOf(connection);
  connection.exec('BEGIN EXCLUSIVE');
  const version = await versionOf(session, subject);
  const [tables] = await session.run(`SELECT COUNT(*) AS count FROM sqlite_schema WHERE type = 'table'`);
  if (version === 0 && tables?.['count'] !== 0)
    throw new StoreUnavailable(`${subject} belongs to another program; name another file`);
  connection.exec('ROLLBACK');
}

function configure(connection: DatabaseSync, synchronous: 'full' | 'normal'): void {
  connection.exec('PRAGMA journal_mode = WAL');
  connection.exec(`PRAGMA synchronous = ${synchronous}`);
  connection.exec(`PRAGMA journal_size_limit = ${LOG_SIZE}`);
}

async function migrateFile(connection: DatabaseSync, subject: string): Promise<void> {
  connection.exec('BEGIN EXCLUSIVE');
  await migrate(sessionOf(connection), subject);
  connection.exec('COMMIT');
}

function sessionOf(connection: DatabaseSync): MigrationSession {
  return {
    run: async (text) => connection.prepare(text).all(),
    hasTable: async (name) =>
      connection.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1`).get({ $1: name }) !==
      undefined,
  };
}

/** Scenarios take little of a file; what has been deleted is free for others. */
const USED: Statement = {
  name: 'used',
  text: `SELECT (page_count - freelist_count) * page_size AS bytes
    FROM pragma_page_count, pragma_freelist_count, pragma_page_size`,
};

/** Commands that are waiting to be written in one transaction. */
interface Job {
  readonly commands: readonly Command[];
  readonly resolve: (rows: Row[][]) => void;
  readonly reject: (error: unknown) => void;
}

/** Bytes of disk that are kept so that rows can still be deleted once it is full: even that needs room in the log. */
const RESERVE = 4_194_304;
const EMPTY_LOG = 'PRAGMA wal_checkpoint(TRUNCATE)';
/** So few that the pages which they lie on have room in the reserve. */
const DELETE_SOME = 'DELETE FROM $1 WHERE rowid IN (SELECT rowid FROM $1$2 LIMIT 200) RETURNING 1 AS one';

/** A statement with the parameter that each of its places takes, from 0. */
interface Prepared {
  readonly statement: StatementSync;
  readonly order: readonly number[];
}

/** SQLite takes $1 as a name, and looks for names one after the other: a third of the time of a large insert. */
function prepare(connection: DatabaseSync, text: string): Prepared {
  const order: number[] = [];
  const positional = text.replace(/\$(\d+)/g, (_, number: string) => {
    order.push(Number(number) - 1);
    return '?';
  });
  return { statement: connection.prepare(positional), order };
}

function databaseOn(connection: DatabaseSync, file: string): SqlDatabase {
  const prepared = new Map<string, Prepared>();
  const inode = statSync(file).ino;
  const reserve = `${file}-reserve`;
  let waiting: Job[] = [];
  let scenarioWrites = 0;

  function run({ text, name }: Statement, parameters: readonly SqlValue[]): Row[] {
    let known = name === undefined ? undefined : prepared.get(name);
    if (known === undefined) {
      known = prepare(connection, text);
      if (name !== undefined) prepared.set(name, known);
    }
    return known.statement.all(...known.order.map((index) => parameters[index] as SqlValue));
  }

  function countScenarioWrites({ commands }: Job): void {
    for (const { statement } of commands) if (statement.text.includes('stub_scenarios')) scenarioWrites++;
  }

  function inTransaction(jobs: readonly Job[]): Row[][][] {
    jobs.forEach(countScenarioWrites);
    connection.exec('BEGIN');
    try {
      const rows = jobs.map(({ commands }) => commands.map((each) => run(each.statement, each.parameters)));
      connection.exec('COMMIT');
      return rows;
    } catch (error) {
      // After some errors, such as a full disk, SQLite rolls back by itself.
      if (connection.isTransaction) connection.exec('ROLLBACK');
      throw error;
    }
  }

  /** SQLite does not notice that its file was deleted, and every write would be lost. */
  function checkFile(): void {
    if (statSync(file, { throwIfNoEntry: false })?.ino !== inode)
      throw new StoreUnavailable(`${subjectOf(file)} has been moved or deleted; put it back, or restart the stub`);
  }

  /** A disk that has no room for it is no reason not to start. */
  function keepReserve(): void {
    try {
      if (statSync(reserve, { throwIfNoEntry: false })?.size !== RESERVE)
        writeFileSync(reserve, Buffer.alloc(RESERVE, 1));
    } catch {
      rmSync(reserve, { force: true });
    }
  }

  /**
   * Deletes rows on a full disk: with the room of the reserve, and a few at a time, after each of which the log gives
   * its room back. So the rows of a reset may go before the rest of it is written.
   */
  async function deleteOnFullDisk(job: Job): Promise<Row[][]> {
    rmSync(reserve, { force: true });
    try {
      for (const { statement, parameters } of job.commands) {
        // What returns the rows that it deletes has to do so itself.
        const text = statement.text.replace(/^DELETE FROM (\w+)((?:(?! RETURNING )[^])*)$/, DELETE_SOME);
        let deleted = text === statement.text ? 0 : 1;
        while (deleted > 0) {
          connection.exec(EMPTY_LOG);
          deleted = run({ text }, parameters).length;
          countScenarioWrites(job);
          await new Promise((resolve) => setImmediate(resolve));
        }
      }
      connection.exec(EMPTY_LOG);
      return inTransaction([job])[0] as Row[][];
    } finally {
      if (connection.isOpen) connection.exec(EMPTY_LOG);
      if (connection.isOpen) keepReserve();
    }
  }

  function attempt(jobs: readonly Job[]): void {
    try {
      checkFile();
      const rows = inTransaction(jobs);
      jobs.forEach(({ resolve }, index) => resolve(rows[index] as Row[][]));
    } catch (error) {
      // A job that fails must not fail the others: run each by itself.
      const [job] = jobs;
      const isReset = job?.commands.some(({ statement }) => statement.text.startsWith('DELETE'));
      if (jobs.length > 1) jobs.forEach((each) => attempt([each]));
      else if (job && isReset && resultOf(error) === DISK_FULL)
        deleteOnFullDisk(job).then(job.resolve, (reason: unknown) => job.reject(asStoreError(reason, file)));
      else job?.reject(asStoreError(error, file));
    }
  }

  function flush(): void {
    const jobs = waiting;
    waiting = [];
    if (jobs.length > 0) attempt(jobs);
  }

  keepReserve();
  return {
    async read<Result extends Row>(statement: Statement, parameters: readonly SqlValue[]) {
      try {
        return run(statement, parameters) as Result[];
      } catch (error) {
        throw asStoreError(error, file);
      }
    },
    write(...commands) {
      return new Promise((resolve, reject) => {
        if (waiting.push({ commands, resolve, reject }) === 1) setImmediate(flush);
      });
    },
    scenarioWrites: () => scenarioWrites,
    async useCaseBytes() {
      try {
        return Number(run(USED, [])[0]?.['bytes']);
      } catch (error) {
        throw asStoreError(error, file);
      }
    },
    async close() {
      flush();
      if (connection.isOpen) connection.close();
      rmSync(reserve, { force: true });
    },
  };
}

const READ_ONLY = 8;
const DISK_ERROR = 10;
const DISK_FULL = 13;

/** By SQLite's primary result code: what happened, and how to mend it. */
const reasons: Readonly<Record<number, string>> = {
  5: 'is in use by another process; SQLite serves one stub at a time, so stop the other one, or share a PostgreSQL',
  [READ_ONLY]: 'is read-only; let this user write to it and to its directory',
  [DISK_ERROR]: 'cannot be read or written: the disk reports an error',
  11: 'is damaged; restore it from a backup, or name another file',
  [DISK_FULL]: 'cannot grow: the disk is full',
  14: 'cannot be opened; its directory must exist, and this user must be able to write to it',
  26: 'is not a SQLite file, or is damaged; name another file',
};

/** The primary result code of an error of SQLite; undefined for other errors. */
function resultOf(error: unknown): number | undefined {
  const { code, errcode } = error as { code?: string; errcode?: number };
  return code === 'ERR_SQLITE_ERROR' && errcode !== undefined ? errcode & 0xff : undefined;
}

/** @returns an error of SQLite as one that operators understand; other errors unchanged */
function asStoreError(error: unknown, file: string): unknown {
  const { code, errstr, message } = error as { code?: string; errstr?: string; message?: string };
  if (code === 'ERR_INVALID_STATE' && message?.includes('not open'))
    return new StoreUnavailable(`${subjectOf(file)} is closed`);
  let result = resultOf(error);
  if (result === undefined) return error;
  if (result === DISK_ERROR && !mayWrite(file)) result = READ_ONLY;
  const sentence = reasons[result];
  if (sentence === undefined) return error;
  return new StoreUnavailable(`${subjectOf(file)} ${sentence} (${errstr ?? message ?? result})`, { cause: error });
}

/** SQLite reports a file in WAL mode that it may not write as a disk error, because it cannot lock it. */
function mayWrite(file: string): boolean {
  try {
    for (const path of [file, dirname(file)]) accessSync(path, constants.W_OK);
    return true;
  } catch (error) {
    return !['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}
