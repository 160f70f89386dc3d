import type { ScenarioStore, SharedJournal, UseCaseStore } from './port.ts';
import { createMemoryScenarios } from './memory/scenarios.ts';
import { createMemoryStore } from './memory/use-cases.ts';
import type { SqlDatabase } from './sql/database.ts';
import type { PostgresOptions } from './sql/postgres.ts';
import type { SqliteOptions } from './sql/sqlite.ts';

/** An open store of any engine. */
export interface OpenStore {
  readonly useCases: UseCaseStore;
  readonly scenarios: ScenarioStore;
  /** The journal that all replicas share. Only PostgreSQL has one: the other engines serve one process. */
  readonly journal?: SharedJournal;
  /** Checks that the store can be used. @throws StoreUnavailable with the reason when it cannot */
  ready(): Promise<void>;
  /** Finishes pending writes and closes the file or the connections. */
  close(): Promise<void>;
}

/** How a store is opened. */
export interface OpenStoreOptions {
  /** How a SQLite file is written. Default: `full`. */
  readonly sqliteSynchronous?: SqliteOptions['synchronous'];
  /** How a PostgreSQL database is used. */
  readonly postgres?: PostgresOptions;
  /** Approximate limit in bytes for the shared journal. Default: 67,108,864. */
  readonly journalBytes?: number;
  /** Bytes of the use cases in a database; one organization may have a quarter. Default: 1,073,741,824. */
  readonly useCaseBytes?: number;
  /** Called after each access to a database, also a failed one, with its duration in milliseconds. */
  readonly onAccess?: (access: 'read' | 'write', milliseconds: number) => void;
}

/** The name of a store has none of the known forms. The message does not repeat it: it may contain a password. */
export class StoreNameError extends TypeError {
  override readonly name = 'StoreNameError';
}

/**
 * Opens a store. Only the driver of its engine is loaded.
 *
 * @param store `memory`, `sqlite:FILE` or `postgres://user:password@host:port/database`
 * @throws StoreNameError when the name has none of these forms, or this Node has no SQLite
 * @throws StoreUnavailable with a one-line reason when it cannot be opened
 */
export async function openStore(
  store: string,
  {
    sqliteSynchronous,
    postgres,
    journalBytes = 67_108_864,
    useCaseBytes = 1_073_741_824,
    onAccess,
  }: OpenStoreOptions = {},
): Promise<OpenStore> {
  if (store === 'memory') return memory();
  const file = /^sqlite:(.+)$/s.exec(store)?.[1];
  if (file !== undefined) {
    // A configuration file has put its folder before it.
    if (/(^|[/\\:]):memory:(\?|$)/.test(file))
      throw new StoreNameError('":memory:" is no file; write memory, which keeps everything in memory');
    const { isBuiltin } = await import('node:module');
    if (!isBuiltin('node:sqlite'))
      throw new StoreNameError(`sqlite:FILE needs Node 22.13 or newer; this is ${process.versions.node}`);
    const { openSqlite } = await import('./sql/sqlite.ts');
    return overSql(await openSqlite(file, sqliteSynchronous && { synchronous: sqliteSynchronous }), {
      useCaseBytes,
      onAccess,
    });
  }
  if (/^postgres(ql)?:\/\//.test(store)) {
    const [{ openPostgres }, { createSqlJournal }] = await Promise.all([
      import('./sql/postgres.ts'),
      import('./sql/journal.ts'),
    ]);
    const database = await openPostgres(store, postgres);
    const journal = createSqlJournal(database, journalBytes, postgres?.say);
    const opened = await overSql(database, { useCaseBytes, onAccess });
    const close = async () => {
      await journal.close();
      await opened.close();
    };
    return { ...opened, journal, close };
  }
  throw new StoreNameError('a store is written memory, sqlite:FILE or postgres://user:password@host:port/database');
}

function memory(): OpenStore {
  const nothing = () => Promise.resolve();
  return { useCases: createMemoryStore(), scenarios: createMemoryScenarios(), ready: nothing, close: nothing };
}

async function overSql(
  engine: SqlDatabase,
  { useCaseBytes, onAccess }: { readonly useCaseBytes: number; readonly onAccess: OpenStoreOptions['onAccess'] },
): Promise<OpenStore> {
  const [{ createSqlStore }, { boundBytes }, { createSqlScenarios }, { watch }] = await Promise.all([
    import('./sql/use-cases.ts'),
    import('./sql/bounds.ts'),
    import('./sql/scenarios.ts'),
    import('./sql/watch.ts'),
  ]);
  const { database, ready } = watch(onAccess ? timed(engine, onAccess) : engine);
  // It is asked again when it matters, so a slow answer does not keep the stub from starting.
  const used = await database.useCaseBytes(useCaseBytes).catch(() => 0);
  const scenarios = createSqlScenarios(database);
  return {
    useCases: boundBytes(createSqlStore(database, scenarios), database, useCaseBytes, used),
    scenarios,
    ready,
    close: () => database.close(),
  };
}

function timed(database: SqlDatabase, onAccess: NonNullable<OpenStoreOptions['onAccess']>): SqlDatabase {
  const time = <Result>(access: 'read' | 'write', result: Promise<Result>) => {
    const startedAt = performance.now();
    return result.finally(() => onAccess(access, performance.now() - startedAt));
  };
  return {
    ...database,
    read: (...args) => time('read', database.read(...args)),
    write: (...args) => time('write', database.write(...args)),
  };
}
