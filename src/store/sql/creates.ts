import type { UseCase } from '../../contract/types.ts';
import { asKey, command, type Command, type Row, type SqlDatabase, type SqlValue, type Statement } from './database.ts';

/** For how many use cases there are statements: of the smallest that suffices, so that all are prepared before long. */
const SIZES = [1, 2, 4, 8, 16, 32, 64] as const;
/** How many use cases one statement creates at most. */
const MOST_AT_ONCE = 64;
/** For how many organizations the next number is cached. */
const MOST_REMEMBERED = 10_000;
/** An attempt only fails when another change succeeded. After this many failures the store must be broken. */
export const MOST_ATTEMPTS = 1_000;

const NEXT_NUMBER: Statement = {
  name: 'next-number',
  text: 'SELECT COALESCE(MAX(number), -1) + 1 AS next FROM stub_use_cases WHERE organization = $1 AND number >= -1',
};
const DELETE_PUT: Statement = {
  text: 'DELETE FROM stub_use_cases WHERE organization = $1 AND id = $2 AND number < $3',
};

/** A create that is waiting for its number. */
interface Creation {
  readonly build: (number: number) => UseCase;
  readonly resolve: (useCase: UseCase) => void;
  readonly reject: (error: unknown) => void;
}

/** Creates use cases under consecutive numbers. */
export interface Creator {
  create(organizationId: string, build: (number: number) => UseCase): Promise<UseCase>;
  /** Drops the cached number of an organization, or of all. The next create reads it from the database. */
  forget(organizationId?: string): void;
}

/**
 * A create is one statement: the use case is built for the number that is expected to be the next one, and the
 * database inserts it only if it is. Creates that arrive while another one of their organization is running are
 * batched into the next statement.
 */
export function createCreator(database: SqlDatabase): Creator {
  const creations = new Map<string, Creation[]>();
  const numberings = new Map<string, Numbering>();

  /** Runs creates until none is waiting. */
  async function run(organizationId: string, waiting: Creation[]): Promise<void> {
    // Creates of the same turn of the event loop share a statement.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) await createSome(organizationId, waiting.splice(0, MOST_AT_ONCE));
    creations.delete(organizationId);
  }

  async function createSome(organizationId: string, some: Creation[]): Promise<void> {
    const organization = asKey(organizationId);
    let left = some;
    let { next, alone } = numberings.get(organizationId) ?? { next: 0, alone: true };
    let isCurrent = false;
    const readNext = async () => {
      const current = await readNextNumber(organization);
      alone = current === next;
      isCurrent = true;
      next = current;
    };
    try {
      if (!alone) await readNext();
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        const { made, failed } = buildAll(left, next);
        if (failed.length > 0 && !isCurrent) {
          // The expected number may be the reason, for example above the limit of use cases; read the real one.
          await readNext();
          continue;
        }
        for (const { creation, error } of failed) creation.reject(error);
        left = made.length === 0 ? [] : settle(made, await database.write(createAll(organization, made)));
        if (left.length === 0) return remember(organizationId, { next: next + made.length, alone });
        await readNext();
        if (alone) left = await createOverPut(organization, left, next);
      }
      throw new Error(`no number was free in ${MOST_ATTEMPTS} attempts`);
    } catch (error) {
      for (const { reject } of left) reject(error);
      numberings.delete(organizationId);
    }
  }

  async function readNextNumber(organization: string): Promise<number> {
    const [row] = await database.read<{ next: number }>(NEXT_NUMBER, [organization]);
    return row?.next ?? 0;
  }

  /** The number is free, so the id must belong to a use case that was `put`. The created use case replaces it. */
  async function createOverPut(organization: string, left: Creation[], number: number): Promise<Creation[]> {
    const { made } = buildAll(left.slice(0, 1), number);
    const [first] = made;
    if (first === undefined) return left.slice(1);
    const deletePut = command(DELETE_PUT, organization, asKey(first.useCase.id), number);
    return [...settle(made, await database.write(deletePut, createAll(organization, made))), ...left.slice(1)];
  }

  function remember(organizationId: string, numbering: Numbering): void {
    if (numberings.size >= MOST_REMEMBERED) numberings.clear();
    numberings.set(organizationId, numbering);
  }

  return {
    create(organizationId, build) {
      return new Promise((resolve, reject) => {
        const creation = { build, resolve, reject };
        const waiting = creations.get(organizationId);
        if (waiting !== undefined) return void waiting.push(creation);
        const first = [creation];
        creations.set(organizationId, first);
        void run(organizationId, first);
      });
    },
    forget(organizationId) {
      if (organizationId === undefined) numberings.clear();
      else numberings.delete(organizationId);
    },
  };
}

/** Which number an organization's next use case should have. */
interface Numbering {
  readonly next: number;
  /** Whether no other process seems to create for this organization. Otherwise the next number is read first. */
  readonly alone: boolean;
}

/** A creation whose use case has been built for a number. */
interface Made {
  readonly creation: Creation;
  readonly number: number;
  readonly useCase: UseCase;
}

/** Builds use cases for consecutive numbers. A use case whose `build` throws uses no number. */
function buildAll(creations: readonly Creation[], first: number) {
  const made: Made[] = [];
  const failed: { readonly creation: Creation; readonly error: unknown }[] = [];
  for (const creation of creations) {
    const number = first + made.length;
    try {
      made.push({ creation, number, useCase: creation.build(number) });
    } catch (error) {
      failed.push({ creation, error });
    }
  }
  return { made, failed };
}

/** Resolves the creates whose numbers the last command of a write returned. @returns the other creates */
function settle(made: readonly Made[], results: readonly (readonly Row[])[]): Creation[] {
  const created = new Set(results.at(-1)?.map(({ number }) => number));
  const left: Creation[] = [];
  for (const { creation, number, useCase } of made) {
    if (created.has(number)) creation.resolve(useCase);
    else left.push(creation);
  }
  return left;
}

/**
 * $1 is the organization, $2 the expected next number; then id, number and body of each use case, or nothing. Prepared
 * like that, SQLite takes a quarter of the time that it takes for a text of its own for each number of use cases.
 */
function creating(size: number): Statement {
  return {
    name: `create-${size}`,
    text: `INSERT INTO stub_use_cases (organization, id, number, place, body, version)
      SELECT $1, column1, CAST(column2 AS integer), 0, column3, 1 FROM (VALUES ${rowsOf(3, size)}) AS made
      WHERE column1 IS NOT NULL AND CAST($2 AS integer) =
        (SELECT COALESCE(MAX(number), -1) + 1 FROM stub_use_cases WHERE organization = $1 AND number >= -1)
      ON CONFLICT DO NOTHING RETURNING number`,
  };
}

const CREATING = new Map(SIZES.map((size) => [size, creating(size)]));

function createAll(organization: string, made: readonly Made[]): Command {
  const size = SIZES.find((each) => each >= made.length) ?? MOST_AT_ONCE;
  const parameters: SqlValue[] = [organization, made[0]?.number ?? 0];
  for (const { number, useCase } of made) parameters.push(asKey(useCase.id), number, JSON.stringify(useCase));
  while (parameters.length < 2 + 3 * size) parameters.push(null);
  return { statement: CREATING.get(size) as Statement, parameters };
}

/** @returns placeholders for rows of some parameters each, starting at $3 */
export function rowsOf(width: number, count: number): string {
  const row = (index: number) =>
    Array.from({ length: width }, (_, place) => `$${width * index + place + 3}`).join(', ');
  return Array.from({ length: count }, (_, index) => `(${row(index)})`).join(', ');
}
