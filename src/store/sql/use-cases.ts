import { randomUUID } from 'node:crypto';
import type { UseCase } from '../../contract/types.ts';
import type { UseCaseStore } from '../port.ts';
import { createCreator, MOST_ATTEMPTS, rowsOfThree } from './creates.ts';
import { asKey, command, writeOne, type Command, type Row, type SqlDatabase, type Statement } from './database.ts';

/** Most use cases that are put into one statement; SQLite takes some 32,000 parameters. */
const MOST_ROWS = 1_000;

const FIND: Statement = {
  name: 'find',
  text: 'SELECT body, version FROM stub_use_cases WHERE organization = $1 AND id = $2',
};
const LIST: Statement = {
  name: 'list',
  text: 'SELECT body FROM stub_use_cases WHERE organization = $1 AND version > 0 ORDER BY number, place',
};
const COUNT: Statement = {
  text: `SELECT COUNT(*) AS count FROM stub_use_cases
    WHERE organization = $1 AND version > 0 AND (number >= 0 OR place > 0)`,
};
const REPLACE: Statement = {
  name: 'replace',
  text: `UPDATE stub_use_cases SET body = $3, version = version + 1
    WHERE organization = $1 AND id = $2 AND version = $4 RETURNING version`,
};
const OVERWRITE: Statement = {
  text: `UPDATE stub_use_cases SET body = $3, version = version + 1
    WHERE organization = $1 AND id = $2 RETURNING version`,
};
const PUT_LAST: Statement = {
  text: `INSERT INTO stub_use_cases (organization, id, number, place, body, version)
    SELECT $1, $2, number, place + 1, $3, 1 FROM (
      SELECT number, place FROM (
        SELECT number, place FROM stub_use_cases WHERE organization = $1 AND number >= -1
        ORDER BY number DESC, place DESC LIMIT 1
      ) AS last
      UNION ALL SELECT -1, 0
      ORDER BY number DESC, place DESC LIMIT 1
    ) AS before WHERE true
    ON CONFLICT DO NOTHING RETURNING version`,
};
/**
 * The next number is the highest one plus one, so that the row of the highest one stays when its use case goes. So do
 * the rows of the thousand before it: a create of another replica may still take one of their numbers for the next, if
 * it looked before they were made and writes after they are gone; then it is the row that it collides with. No use case
 * has an id that begins with a quotation mark, because `asKey` escapes it.
 */
const LEAVE_NUMBER: Statement = {
  text: `UPDATE stub_use_cases SET id = '"' || CAST(number AS text), body = '', version = 0
    WHERE organization = $1 AND id = $2 AND place = 0 AND number >= 0
      AND number > (SELECT MAX(number) FROM stub_use_cases WHERE organization = $1) - 1000
    RETURNING 1 AS removed`,
};
/** Also takes away rows that were left for their numbers and have been overtaken by far. */
const REMOVE: Statement = {
  text: `DELETE FROM stub_use_cases WHERE organization = $1 AND (id = $2 OR (version = 0
      AND number <= (SELECT MAX(number) FROM stub_use_cases WHERE organization = $1) - 1000))
    RETURNING version AS removed`,
};
const HAS_BEGUN: Statement = { name: 'has-begun', text: 'SELECT begun_by FROM stub_organizations WHERE id = $1' };
const BEGIN: Statement = {
  text: 'INSERT INTO stub_organizations (id, begun_by) VALUES ($1, $2) ON CONFLICT DO NOTHING',
};
const BEGIN_AGAIN: Statement = {
  text: `INSERT INTO stub_organizations (id, begun_by) VALUES ($1, $2)
    ON CONFLICT (id) DO UPDATE SET begun_by = excluded.begun_by`,
};
const EMPTY: Statement = { text: 'DELETE FROM stub_use_cases WHERE organization = $1' };
const FORGET: Statement = { text: 'DELETE FROM stub_organizations WHERE id = $1 RETURNING 1 AS begun' };
const EMPTY_ALL: Statement = { text: 'DELETE FROM stub_use_cases' };
const FORGET_ALL: Statement = { text: 'DELETE FROM stub_organizations' };
/**
 * An organization that begins after it was to be forgotten, but before it is emptied, has begun and lost what it began
 * with. One that was told meanwhile to have nothing looks the same; its reset counts as the later of the two.
 */
const FORGET_ROBBED: Statement = {
  text: `DELETE FROM stub_organizations WHERE NOT EXISTS
    (SELECT 1 FROM stub_use_cases WHERE organization = stub_organizations.id AND number < 0)`,
};
const FORGET_ROBBED_ONE: Statement = { text: `${FORGET_ROBBED.text} AND id = $1` };

/**
 * Keeps use cases in a database. Any number of stores may work on one database.
 */
export function createSqlStore(database: SqlDatabase): UseCaseStore {
  const creator = createCreator(database);
  const generating = new Map<string, Promise<readonly UseCase[]>>();

  /** Requests that find an organization not begun do not each generate what it begins with. */
  function generateOnce(organizationId: string, startingUseCases: () => Promise<readonly UseCase[]>) {
    let generated = generating.get(organizationId);
    if (generated === undefined) {
      generated = startingUseCases().finally(() => generating.delete(organizationId));
      generating.set(organizationId, generated);
    }
    return generated;
  }

  return {
    create: creator.create,

    async begin(organizationId, startingUseCases) {
      const organization = asKey(organizationId);
      const [begun] = await database.read(HAS_BEGUN, [organization]);
      if (begun !== undefined) return begun['begun_by'];
      const useCases = await generateOnce(organizationId, startingUseCases);
      // Of replicas that begin at once, the one whose mark stands is the one that begins.
      const mark = randomUUID();
      await database.write(command(BEGIN, organization, mark), ...starting(organization, mark, useCases));
      return mark;
    },

    async refill(organizationId, useCases) {
      const organization = asKey(organizationId);
      const mark = randomUUID();
      creator.forget(organizationId);
      await database.write(
        command(BEGIN_AGAIN, organization, mark),
        command(EMPTY, organization),
        ...starting(organization, mark, useCases),
      );
    },

    async put(organizationId, useCase) {
      const parameters = [asKey(organizationId), asKey(useCase.id), JSON.stringify(useCase)];
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        if ((await writeOne(database, OVERWRITE, ...parameters)).length > 0) return;
        if ((await writeOne(database, PUT_LAST, ...parameters)).length > 0) return;
      }
      throw new Error(`no place was free for ${MOST_ATTEMPTS} attempts`);
    },

    async find(organizationId, id) {
      const [row] = await database.read<StoredRow>(FIND, [asKey(organizationId), asKey(id)]);
      return row && { useCase: JSON.parse(row.body) as UseCase, version: row.version };
    },

    async count(organizationId) {
      const [row] = await database.read(COUNT, [asKey(organizationId)]);
      return Number(row?.['count']);
    },

    async list(organizationId) {
      const rows = await database.read<StoredRow>(LIST, [asKey(organizationId)]);
      return rows.map(({ body }) => JSON.parse(body) as UseCase);
    },

    async replace(organizationId, useCase, version) {
      const parameters = [asKey(organizationId), asKey(useCase.id), JSON.stringify(useCase), version];
      return (await writeOne(database, REPLACE, ...parameters)).length > 0;
    },

    async remove(organizationId, id) {
      const which = [asKey(organizationId), asKey(id)];
      const results = await database.write(command(LEAVE_NUMBER, ...which), command(REMOVE, ...which));
      return results.flat().some(({ removed }) => removed !== 0);
    },

    async clear(organizationId) {
      if (organizationId === undefined) {
        creator.forget();
        await database.write(command(FORGET_ALL), command(EMPTY_ALL));
        await writeOne(database, FORGET_ROBBED);
      } else {
        creator.forget(organizationId);
        const organization = asKey(organizationId);
        const [begun] = await database.write(command(FORGET, organization), command(EMPTY, organization));
        // Otherwise its row was locked, and it could not begin before all was done.
        if (begun?.length === 0) await writeOne(database, FORGET_ROBBED_ONE, organization);
      }
    },
  };
}

interface StoredRow extends Row {
  readonly body: string;
  readonly version: number;
}

/** Puts use cases under the numbers before all others, if the organization has begun by this mark. */
function starting(organization: string, mark: string, useCases: readonly UseCase[]): Command[] {
  // As in a map: of two with the same id the latter is kept, in the place of the former.
  const distinct = [...new Map(useCases.map((each) => [each.id, each])).values()];
  const commands: Command[] = [];
  for (let from = 0; from < distinct.length; from += MOST_ROWS) {
    const some = distinct.slice(from, from + MOST_ROWS);
    const rows = some.flatMap((each, index) => [asKey(each.id), from + index - distinct.length, JSON.stringify(each)]);
    commands.push(command(startingStatement(some.length), organization, mark, ...rows));
  }
  return commands;
}

function startingStatement(count: number): Statement {
  return {
    text: `INSERT INTO stub_use_cases (organization, id, number, place, body, version)
      SELECT $1, column1, CAST(column2 AS integer), 0, column3, 1 FROM (VALUES ${rowsOfThree(count)}) AS made
      WHERE EXISTS (SELECT 1 FROM stub_organizations WHERE id = $1 AND begun_by = $2)
      ON CONFLICT DO NOTHING`,
  };
}
