import { randomUUID } from 'node:crypto';
import type { UseCase } from '../../contract/types.ts';
import type { Beginning, UseCaseStore } from '../port.ts';
import { createCreator, MOST_ATTEMPTS, rowsOf } from './creates.ts';
import { asKey, command, writeOne, type Command, type Row, type SqlDatabase, type Statement } from './database.ts';
import { gatherLookUps, placeholders } from './gather.ts';
import type { SqlScenarios } from './scenarios.ts';

/** How many use cases one statement inserts at most. SQLite takes about 32,000 parameters. */
const MOST_ROWS = 1_000;

/** How many use cases the first page has at most, and bytes of each: nearly all lists are one such page. */
const FIRST_PAGE = { rows: 50, longest: 8_192 };
/** How many use cases a page has at most, and about how many bytes: one more use case than fits. */
const PAGE = { rows: 200, bytes: 131_072 };

const findOf = (useCases: number): Statement => ({
  name: `find-${useCases}`,
  text: `SELECT organization, id, body, version FROM stub_use_cases
    WHERE (organization, id) IN (VALUES ${placeholders(useCases, 2)})`,
});
const READ_FIRST_PAGE: Statement = {
  name: 'read-first-page',
  text: `SELECT number, place, CASE WHEN OCTET_LENGTH(body) <= ${FIRST_PAGE.longest} THEN body END AS body,
      (SELECT begun_by FROM stub_organizations WHERE id = $1) AS mark
    FROM stub_use_cases WHERE organization = $1 AND version > 0
    ORDER BY number, place LIMIT ${FIRST_PAGE.rows}`,
};
/** Sizes first: bodies that are not on the page are not read. */
const READ_PAGE: Statement = {
  name: 'read-page',
  text: `SELECT whole.number, whole.place, whole.body, sized.found FROM (
      SELECT number, place, SUM(bytes) OVER (ORDER BY number, place) - bytes AS before, COUNT(*) OVER () AS found FROM (
        SELECT number, place, OCTET_LENGTH(body) AS bytes FROM stub_use_cases
        WHERE organization = $1 AND version > 0 AND (number, place) > ($2, $3)
        ORDER BY number, place LIMIT ${PAGE.rows}
      ) AS next
    ) AS sized
    JOIN stub_use_cases AS whole
      ON whole.organization = $1 AND whole.number = sized.number AND whole.place = sized.place
    WHERE sized.before < ${PAGE.bytes} ORDER BY whole.number, whole.place`,
};
const BEFORE_ALL = { number: -2_147_483_648, place: -1 };
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
 * The next number is the highest one plus one, so the row with the highest number stays when its use case is removed.
 * The rows of the thousand numbers before it stay as well: another replica that read the next number earlier may still
 * try to insert with one of them, and must collide. Ids of use cases never start with a quotation mark here, because
 * `asKey` escapes it.
 */
const LEAVE_NUMBER: Statement = {
  text: `UPDATE stub_use_cases SET id = '"' || CAST(number AS text), body = '', version = 0
    WHERE organization = $1 AND id = $2 AND place = 0 AND number >= 0
      AND number > (SELECT MAX(number) FROM stub_use_cases WHERE organization = $1) - 1000
    RETURNING 1 AS removed`,
};
/** Also deletes rows that LEAVE_NUMBER left and whose numbers are more than a thousand behind. */
const REMOVE: Statement = {
  text: `DELETE FROM stub_use_cases WHERE organization = $1 AND (id = $2 OR (version = 0
      AND number <= (SELECT MAX(number) FROM stub_use_cases WHERE organization = $1) - 1000))
    RETURNING version AS removed`,
};
const READ_MARK: Statement = { name: 'read-mark', text: 'SELECT begun_by FROM stub_organizations WHERE id = $1' };
const INSERT_MARK: Statement = {
  text: 'INSERT INTO stub_organizations (id, begun_by) VALUES ($1, $2) ON CONFLICT DO NOTHING',
};
const REPLACE_MARK: Statement = {
  text: `INSERT INTO stub_organizations (id, begun_by) VALUES ($1, $2)
    ON CONFLICT (id) DO UPDATE SET begun_by = excluded.begun_by`,
};
const DELETE_USE_CASES: Statement = { text: 'DELETE FROM stub_use_cases WHERE organization = $1' };
const DELETE_MARK: Statement = { text: 'DELETE FROM stub_organizations WHERE id = $1' };
/**
 * A clear of all organizations first gives each of them a mark of its own, which locks it as that of one does, and then
 * deletes only what these are: an organization that another process initializes meanwhile, and that this one has not
 * seen, keeps both its mark and its use cases.
 */
const MARK_ALL: Statement = {
  text: `INSERT INTO stub_organizations (id, begun_by) SELECT id, $1 FROM (
      SELECT id FROM stub_organizations UNION SELECT DISTINCT organization FROM stub_use_cases
    ) AS every WHERE true ORDER BY id
    ON CONFLICT (id) DO UPDATE SET begun_by = excluded.begun_by`,
};
const DELETE_MARKED_USE_CASES: Statement = {
  text: 'DELETE FROM stub_use_cases WHERE organization IN (SELECT id FROM stub_organizations WHERE begun_by = $1)',
};
const DELETE_MARKED: Statement = { text: 'DELETE FROM stub_organizations WHERE begun_by = $1' };

/**
 * Stores use cases in a database. Any number of stores may use the same database.
 *
 * @param scenarios those of the same database
 */
export function createSqlStore(
  database: SqlDatabase,
  scenarios: SqlScenarios,
): UseCaseStore & Required<Pick<UseCaseStore, 'begin'>> {
  const creator = createCreator(database);
  const lookUp = gatherLookUps<FoundRow>(
    database,
    findOf,
    (row, [organization, id]) => row.id === id && row.organization === organization,
  );
  const generating = new Map<string, ReturnType<typeof generate>>();

  async function generate(beginning: () => Promise<Beginning>) {
    const begun = await beginning();
    return { ...begun, start: await scenarios.prepare(begun.scenarios) };
  }

  /** Concurrent requests to a new organization share one generation of what it begins with, and the room for it. */
  function generateOnce(organizationId: string, beginning: () => Promise<Beginning>) {
    let generated = generating.get(organizationId);
    if (generated === undefined) {
      generated = generate(beginning).finally(() => generating.delete(organizationId));
      generating.set(organizationId, generated);
    }
    return generated;
  }

  async function begin(organizationId: string, beginning: () => Promise<Beginning>): Promise<unknown> {
    const organization = asKey(organizationId);
    const [marked] = await database.read(READ_MARK, [organization]);
    if (marked !== undefined) return marked['begun_by'];
    const begun = await generateOnce(organizationId, beginning);
    const mark = randomUUID();
    // When several replicas begin at once, only what the one brings whose mark was inserted is stored.
    await database.write(
      command(INSERT_MARK, organization, mark),
      ...insertInitial(organization, mark, begun.useCases),
      ...insertPut(organization, mark, begun.put),
      ...begun.start(organization, mark),
    );
    return mark;
  }

  async function* readPages(organizationId: string): AsyncGenerator<readonly string[], void> {
    const organization = asKey(organizationId);
    const rows = await database.read<PageRow>(READ_FIRST_PAGE, [organization]);
    const firstLong = rows.findIndex(({ body }) => body === null);
    const first = firstLong < 0 ? rows : rows.slice(0, firstLong);
    if (first.length > 0) yield first.map(({ body }) => body as string);
    if (first.length === rows.length && rows.length < FIRST_PAGE.rows) return;
    let { number, place } = first.at(-1) ?? BEFORE_ALL;
    for (let isOver = false; !isOver;) {
      const page = await database.read<PageRow>(READ_PAGE, [organization, number, place]);
      const last = page.at(-1);
      if (last === undefined) break;
      yield page.map(({ body }) => body as string);
      isOver = page.length === Number(last.found) && page.length < PAGE.rows;
      ({ number, place } = last);
    }
    // What was read before a reset and what after it is no list that ever was.
    const [marked] = await database.read(READ_MARK, [organization]);
    if ((marked?.['begun_by'] ?? null) !== rows[0]?.mark) throw new Error('the list was replaced while it was read');
  }

  return {
    create: creator.create,

    initialize: (organizationId, initialUseCases) =>
      begin(organizationId, async () => ({ useCases: await initialUseCases(), put: [], scenarios: [] })),
    begin,
    scenarios,

    async refill(organizationId, useCases) {
      const organization = asKey(organizationId);
      const mark = randomUUID();
      creator.forget(organizationId);
      await database.write(
        command(REPLACE_MARK, organization, mark),
        command(DELETE_USE_CASES, organization),
        ...insertInitial(organization, mark, useCases),
      );
    },

    async put(organizationId, useCase) {
      const parameters = [asKey(organizationId), asKey(useCase.id), JSON.stringify(useCase)];
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        if ((await writeOne(database, OVERWRITE, ...parameters)).length > 0) return;
        if ((await writeOne(database, PUT_LAST, ...parameters)).length > 0) return;
      }
      throw new Error(`no place was free in ${MOST_ATTEMPTS} attempts`);
    },

    async find(organizationId, id) {
      const [row] = await lookUp([asKey(organizationId), asKey(id)]);
      return row && { useCase: JSON.parse(row.body) as UseCase, version: row.version };
    },

    async count(organizationId) {
      const [row] = await database.read(COUNT, [asKey(organizationId)]);
      return Number(row?.['count']);
    },

    async list(organizationId) {
      const useCases: UseCase[] = [];
      for await (const page of readPages(organizationId)) {
        for (const body of page) useCases.push(JSON.parse(body) as UseCase);
        if (page.length > 1) await new Promise((resolve) => setImmediate(resolve));
      }
      return useCases;
    },
    pages: readPages,

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
        const mark = randomUUID();
        await database.write(
          command(MARK_ALL, mark),
          command(DELETE_MARKED_USE_CASES, mark),
          command(DELETE_MARKED, mark),
        );
      } else {
        creator.forget(organizationId);
        const organization = asKey(organizationId);
        // A mark of its own locks the row, also where there was none: another process that initializes the organization
        // meanwhile waits until all is deleted. Otherwise its mark could stay while its use cases are deleted.
        await database.write(
          command(REPLACE_MARK, organization, randomUUID()),
          command(DELETE_USE_CASES, organization),
          command(DELETE_MARK, organization),
        );
      }
    },
  };
}

interface StoredRow extends Row {
  readonly body: string;
  readonly version: number;
}

interface PageRow extends Row {
  readonly number: number;
  readonly place: number;
  /** Null on the first page where it is long. */
  readonly body: string | null;
  /** On later pages: how many use cases were looked at. */
  readonly found?: number | string;
  /** On the first page: the mark of the initialization. */
  readonly mark?: string | null;
}

interface FoundRow extends StoredRow {
  readonly organization: string;
  readonly id: string;
}

/** Inserts initial use cases under negative numbers, if the organization was initialized with this mark. */
function insertInitial(organization: string, mark: string, useCases: readonly UseCase[]): Command[] {
  // Of two use cases with the same id the later one is stored, in the place of the earlier one, as in the memory store.
  const distinct = [...new Map(useCases.map((each) => [each.id, each])).values()];
  return insertIfMarked(organization, mark, distinct, (index) => ({ number: index - distinct.length, place: 0 }));
}

/** Inserts use cases where `put` puts them before anything is created, likewise. */
function insertPut(organization: string, mark: string, useCases: readonly UseCase[]): Command[] {
  return insertIfMarked(organization, mark, useCases, (index) => ({ number: -1, place: index + 1 }));
}

function insertIfMarked(
  organization: string,
  mark: string,
  useCases: readonly UseCase[],
  placeOf: (index: number) => { readonly number: number; readonly place: number },
): Command[] {
  const commands: Command[] = [];
  for (let from = 0; from < useCases.length; from += MOST_ROWS) {
    const some = useCases.slice(from, from + MOST_ROWS);
    const rows = some.flatMap((each, index) => {
      const { number, place } = placeOf(from + index);
      return [asKey(each.id), number, place, JSON.stringify(each)];
    });
    commands.push(command(insertStatement(some.length), organization, mark, ...rows));
  }
  return commands;
}

function insertStatement(count: number): Statement {
  return {
    text: `INSERT INTO stub_use_cases (organization, id, number, place, body, version)
      SELECT $1, column1, CAST(column2 AS integer), CAST(column3 AS integer), column4, 1
      FROM (VALUES ${rowsOf(4, count)}) AS made
      WHERE EXISTS (SELECT 1 FROM stub_organizations WHERE id = $1 AND begun_by = $2)
      ON CONFLICT DO NOTHING`,
  };
}
