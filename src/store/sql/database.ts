/** What the stores need of an SQL engine. */

export type SqlValue = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

/** A statement that both SQLite and PostgreSQL understand, with parameters $1, $2 and so on. */
export interface Statement {
  readonly text: string;
  /** Prepares the statement once for each connection. Every text needs a name of its own. */
  readonly name?: string;
}

/** A statement with its parameters. */
export interface Command {
  readonly statement: Statement;
  readonly parameters: readonly SqlValue[];
}

export interface SqlDatabase {
  /** Runs a statement that only reads. @throws StoreUnavailable */
  read<Result extends Row>(statement: Statement, parameters: readonly SqlValue[]): Promise<Result[]>;
  /**
   * Runs statements in one transaction. When this resolves, the changes survive a crash of the process.
   * @returns the rows of each command that has RETURNING
   * @throws StoreUnavailable. The commands may have been run all the same, if only the database's answer was lost.
   */
  write(...commands: readonly Command[]): Promise<Row[][]>;
  /**
   * How often this process has written to the scenarios; undefined where others can write to them too. As long as the
   * number stays, what was read of them still holds.
   */
  scenarioWrites?(): number;
  /**
   * About how many bytes the use cases take. It must not take long where that is less than the most that is wanted.
   * @throws StoreUnavailable
   */
  useCaseBytes(most: number): Promise<number>;
  /** Finishes pending writes and closes the file or the connections. */
  close(): Promise<void>;
}

/**
 * Escapes text as in JSON, so that both engines store and compare it alike: PostgreSQL accepts no NUL character, and
 * SQLite changes lone surrogates. Usual ids stay unchanged.
 */
export function asKey(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

export function command(statement: Statement, ...parameters: readonly SqlValue[]): Command {
  return { statement, parameters };
}

/** Runs a single statement as a write. @returns its rows */
export async function writeOne(database: SqlDatabase, statement: Statement, ...parameters: readonly SqlValue[]) {
  const [rows = []] = await database.write({ statement, parameters });
  return rows;
}
