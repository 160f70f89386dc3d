import { probeTables } from './migrations.ts';
import { writeOne, type Command, type SqlDatabase, type Statement } from './database.ts';
import { StoreSlow, StoreUnavailable } from '../port.ts';

/** A full disk can still be read. Only a write shows whether it can be written again. */
const TOUCH: Statement = { text: 'UPDATE stub_migrations SET version = version' };

/** A database with a readiness check. */
export interface WatchedDatabase {
  /** The same database. Its failures are remembered. */
  readonly database: SqlDatabase;
  /** Checks that the database can be used. @throws StoreUnavailable when it cannot */
  ready(): Promise<void>;
}

/**
 * Remembers the last failed read and whether the last write failed. Reading the tables alone misses some failures: most
 * of a damaged file may be readable. The database is ready again once the failed access succeeds.
 *
 * A check of the whole file at start would find damage earlier, but SQLite's `quick_check` takes 0.4 s for each 100 MB
 * in the system's cache, and longer from the disk.
 */
export function watch(engine: SqlDatabase): WatchedDatabase {
  let writable = true;
  let unreadable: Command | undefined;
  const database: SqlDatabase = {
    ...engine,
    async read(statement, parameters) {
      try {
        return await engine.read(statement, parameters);
      } catch (error) {
        // A slow read may only be a large one, which does not make the database unusable.
        if (error instanceof StoreUnavailable && !(error instanceof StoreSlow)) unreadable = { statement, parameters };
        throw error;
      }
    },
    async write(...commands) {
      try {
        const rows = await engine.write(...commands);
        writable = true;
        return rows;
      } catch (error) {
        writable = false;
        throw error;
      }
    },
  };
  return {
    database,
    async ready() {
      await engine.read(probeTables, []);
      if (!writable) await writeOne(database, TOUCH);
      const failed = unreadable;
      if (failed === undefined) return;
      await engine.read(failed.statement, failed.parameters);
      // Another read may have failed in the meantime; it is checked next time.
      if (unreadable === failed) unreadable = undefined;
    },
  };
}
