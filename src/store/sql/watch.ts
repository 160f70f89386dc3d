import { lookAtAll } from './migrations.ts';
import { writeOne, type Command, type SqlDatabase, type Statement } from './database.ts';
import { StoreSlow, StoreUnavailable } from '../port.ts';

/** A full disk can still be read. Whether it can be written again, only writing tells. */
const TOUCH: Statement = { text: 'UPDATE stub_migrations SET version = version' };

/** A database, and whether it can be used. */
export interface WatchedDatabase {
  /** The same database, whose accesses are watched. */
  readonly database: SqlDatabase;
  /** @throws StoreUnavailable when it cannot be used just now */
  ready(): Promise<void>;
}

/**
 * Remembers what has failed, for a look at the tables does not see everything: of a damaged file most may be readable.
 * The database is ready again once the same works.
 *
 * A check of the whole file at start would see damage earlier, but SQLite's `quick_check` takes 0.4 s for each 100 MB
 * when all of it is in the system's cache, and longer when it is not.
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
        // A read that took too long may have asked for too much; others must not suffer from that.
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
      await engine.read(lookAtAll, []);
      if (!writable) await writeOne(database, TOUCH);
      const failed = unreadable;
      if (failed === undefined) return;
      await engine.read(failed.statement, failed.parameters);
      // Another one may have failed meanwhile.
      if (unreadable === failed) unreadable = undefined;
    },
  };
}
