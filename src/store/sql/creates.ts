import type { UseCase } from '../../contract/types.ts';
import { asKey, command, type Command, type Row, type SqlDatabase, type Statement } from './database.ts';

/** Most use cases that are created by one statement. */
const MOST_AT_ONCE = 100;
/** Most organizations whose next number is remembered. Forgetting one costs a question. */
const MOST_REMEMBERED = 10_000;
/** Each attempt fails only because another one succeeded; so many in a row mean that the store is broken. */
export const MOST_ATTEMPTS = 1_000;

const NEXT_NUMBER: Statement = {
  name: 'next-number',
  text: 'SELECT COALESCE(MAX(number), -1) + 1 AS next FROM stub_use_cases WHERE organization = $1 AND number >= -1',
};
const GIVE_WAY: Statement = {
  text: 'DELETE FROM stub_use_cases WHERE organization = $1 AND id = $2 AND number < $3',
};

/** A create that waits for its number. */
interface Creation {
  readonly build: (number: number) => UseCase;
  readonly resolve: (useCase: UseCase) => void;
  readonly reject: (error: unknown) => void;
}

/** Creates use cases under consecutive numbers. */
export interface Creator {
  create(organizationId: string, build: (number: number) => UseCase): Promise<UseCase>;
  /** Forgets what is known of an organization's numbers, or of all; the database is asked then. */
  forget(organizationId?: string): void;
}

/**
 * A create is one statement: the use case is built for the number that is taken for the next one, and the database
 * takes it only if that is so. Creates that come while another one of their organization is under way go together
 * afterwards.
 */
export function createCreator(database: SqlDatabase): Creator {
  const creations = new Map<string, Creation[]>();
  const numberings = new Map<string, Numbering>();

  /** Creates what waits, until nothing does. */
  async function work(organizationId: string, waiting: Creation[]): Promise<void> {
    // Those that arrive in the same turn of the event loop go together.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) await createSome(organizationId, waiting.splice(0, MOST_AT_ONCE));
    creations.delete(organizationId);
  }

  async function createSome(organizationId: string, some: Creation[]): Promise<void> {
    const organization = asKey(organizationId);
    let left = some;
    let { next, alone } = numberings.get(organizationId) ?? { next: 0, alone: true };
    let asked = false;
    const ask = async () => {
      const answer = await askNextNumber(organization);
      alone = answer === next;
      asked = true;
      next = answer;
    };
    try {
      if (!alone) await ask();
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        const { made, failed } = buildAll(left, next);
        if (failed.length > 0 && !asked) {
          // The number itself may be what they failed at, and it was only a guess.
          await ask();
          continue;
        }
        for (const { creation, error } of failed) creation.reject(error);
        left = made.length === 0 ? [] : settle(made, await database.write(createAll(organization, made)));
        if (left.length === 0) return remember(organizationId, { next: next + made.length, alone });
        await ask();
        if (alone) left = await createByForce(organization, left, next);
      }
      throw new Error(`no number was free for ${MOST_ATTEMPTS} attempts`);
    } catch (error) {
      for (const { reject } of left) reject(error);
      numberings.delete(organizationId);
    }
  }

  async function askNextNumber(organization: string): Promise<number> {
    const [row] = await database.read<{ next: number }>(NEXT_NUMBER, [organization]);
    return row?.next ?? 0;
  }

  /** The number is free, so it must be the id that is taken, by one that was put there. It gives way. */
  async function createByForce(organization: string, left: Creation[], number: number): Promise<Creation[]> {
    const { made } = buildAll(left.slice(0, 1), number);
    const [first] = made;
    if (first === undefined) return left.slice(1);
    const giveWay = command(GIVE_WAY, organization, asKey(first.useCase.id), number);
    return [...settle(made, await database.write(giveWay, createAll(organization, made))), ...left.slice(1)];
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
        void work(organizationId, first);
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
  /** Whether nobody else seems to create for this organization; otherwise asking first is cheaper than guessing. */
  readonly alone: boolean;
}

/** A creation whose use case has been built for a number. */
interface Made {
  readonly creation: Creation;
  readonly number: number;
  readonly useCase: UseCase;
}

/** One that cannot be built takes no number from the others. */
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

/** Answers those that were created, as the last command of a write says. @returns the others */
function settle(made: readonly Made[], results: readonly (readonly Row[])[]): Creation[] {
  const created = new Set(results.at(-1)?.map(({ number }) => number));
  const left: Creation[] = [];
  for (const { creation, number, useCase } of made) {
    if (created.has(number)) creation.resolve(useCase);
    else left.push(creation);
  }
  return left;
}

/** $1 is the organization, $2 the number that must be the next one; then id, number and body of each. */
function creating(count: number): Statement {
  return {
    ...(count === 1 && { name: 'create' }),
    text: `INSERT INTO stub_use_cases (organization, id, number, place, body, version)
      SELECT $1, column1, CAST(column2 AS integer), 0, column3, 1 FROM (VALUES ${rowsOfThree(count)}) AS made
      WHERE CAST($2 AS integer) =
        (SELECT COALESCE(MAX(number), -1) + 1 FROM stub_use_cases WHERE organization = $1 AND number >= -1)
      ON CONFLICT DO NOTHING RETURNING number`,
  };
}

function createAll(organization: string, made: readonly Made[]): Command {
  const rows = made.flatMap(({ number, useCase }) => [asKey(useCase.id), number, JSON.stringify(useCase)]);
  return command(creating(made.length), organization, made[0]?.number ?? 0, ...rows);
}

/** Placeholders for so many rows of three parameters, from $3 on. */
export function rowsOfThree(count: number): string {
  const rows = Array.from({ length: count }, (_, row) => `($${3 * row + 3}, $${3 * row + 4}, $${3 * row + 5})`);
  return rows.join(', ');
}
