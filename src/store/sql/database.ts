/** What both SQL engines can do, and no more than the stores need. */

export type SqlValue = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

/** A statement in the SQL that SQLite and PostgreSQL have in common, with parameters $1, $2 and so on. */
export interface Statement {
  readonly text: string;
  /** A statement with a name is prepared once for each connection and runs often. One text, one name. */
  readonly name?: string;
}

/** A statement with its parameters. */
export interface Command {
  readonly statement: Statement;
  readonly parameters: readonly SqlValue[];
}

export interface SqlDatabase {
  /** Runs a statement that changes nothing. @throws StoreUnavailable */
  read<Result extends Row>(statement: Statement, parameters: readonly SqlValue[]): Promise<Result[]>;
  /**
   * Runs statements, all of them or none. When this resolves, they are kept whatever happens to the process.
   * @returns the rows of each command, where it has RETURNING
   * @throws StoreUnavailable; the commands may then have been run all the same, if the answer was lost on its way
   */
  write(...commands: readonly Command[]): Promise<Row[][]>;
  /** Finishes what is under way and lets go of the file or the connections. */
  close(): Promise<void>;
}

/**
 * Makes text comparable on every engine: PostgreSQL takes no NUL, SQLite changes lone surrogates. Both are escaped
 * as in JSON; ids as they usually are stay as they are.
 */
export function asKey(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

export function command(statement: Statement, ...parameters: readonly SqlValue[]): Command {
  return { statement, parameters };
}

/** The rows of the only command of a write. */
export async function writeOne(database: SqlDatabase, statement: Statement, ...parameters: readonly SqlValue[]) {
  const [rows = []] = await database.write({ statement, parameters });
  return rows;
}
