import { hash, randomBytes } from 'node:crypto';
import type { Pool } from '../../lib/budget.ts';
import { TooManyScenarios, usesOf, type RunningScenario, type Scenario, type ScenarioStore } from '../port.ts';
import { asKey, command, writeOne, type Command, type Row, type SqlDatabase, type Statement } from './database.ts';
import { gatherLookUps, placeholders } from './gather.ts';

/**
 * A row that is no scenario, since nothing is left of it. The start of a scenario locks it, so that two replicas do not
 * start one each where there is room for one. Only its reason is ever the same, since a statement can handle no more
 * than one constraint that is violated.
 */
const LOCK: Statement = {
  text: `INSERT INTO stub_scenarios (organization, id, reason, started, remaining, counted, body)
    VALUES ($1, $2, '', 0, 0, 0, '') ON CONFLICT (organization, reason) DO UPDATE SET counted = 0`,
};
const REPLACE = `ON CONFLICT (organization, reason) DO UPDATE SET id = excluded.id, started = excluded.started,
      remaining = excluded.remaining, counted = 0, body = excluded.body, only_data = excluded.only_data`;
const START: Statement = {
  text: `INSERT INTO stub_scenarios (organization, id, reason, started, remaining, counted, body, only_data)
    SELECT $1, $2, $3, COALESCE(MAX(started), 0) + 1, CAST($4 AS integer), 0, $5, CAST($6 AS integer)
      FROM stub_scenarios WHERE organization = $1
      HAVING COALESCE(SUM(CASE WHEN reason <> $3 AND only_data = 0 AND (remaining IS NULL OR remaining > 0)
        THEN 1 ELSE 0 END), 0) < CAST($7 AS integer)
    ${REPLACE} RETURNING id`,
};
/** Starts one only in an organization that this mark has begun; see `UseCaseStore.begin`. */
const START_IF_MARKED: Statement = {
  text: `INSERT INTO stub_scenarios (organization, id, reason, started, remaining, counted, body, only_data)
    SELECT $1, $2, $3, (SELECT COALESCE(MAX(started), 0) + 1 FROM stub_scenarios WHERE organization = $1),
      CAST($4 AS integer), 0, $5, CAST($6 AS integer)
      WHERE EXISTS (SELECT 1 FROM stub_organizations WHERE id = $1 AND begun_by = $7)
    ${REPLACE}`,
};
/** Runs with every request. */
const listOf = (organizations: number): Statement => ({
  name: `list-scenarios-${organizations}`,
  text: `SELECT organization, id, remaining FROM stub_scenarios
    WHERE organization IN (${placeholders(organizations, 1)}) AND (remaining IS NULL OR remaining > 0)
    ORDER BY started, id`,
});
const READ: Statement = {
  name: 'read-scenario',
  text: 'SELECT body FROM stub_scenarios WHERE organization = $1 AND id = $2',
};
const COUNT: Statement = {
  name: 'count-scenario',
  text: `UPDATE stub_scenarios SET counted = counted + 1
    WHERE organization = $1 AND id = $2 AND (remaining IS NULL OR remaining > 0) RETURNING counted`,
};
const USE: Statement = {
  name: 'use-scenario',
  text: `UPDATE stub_scenarios SET remaining = remaining - 1
    WHERE organization = $1 AND id = $2 AND remaining > 0 RETURNING remaining`,
};
const SWEEP: Statement = {
  text: 'DELETE FROM stub_scenarios WHERE organization = $1 AND id = $2 AND remaining = 0',
};
const END: Statement = { text: 'DELETE FROM stub_scenarios WHERE organization = $1 AND id = $2 RETURNING remaining' };
/** The locks come first, as when a scenario starts: otherwise the two could wait for each other. */
const TAKE_LOCK: Statement = { text: "UPDATE stub_scenarios SET counted = 0 WHERE organization = $1 AND reason = ''" };
const END_ALL: Statement = { text: 'DELETE FROM stub_scenarios WHERE organization = $1 RETURNING remaining' };
const TAKE_LOCKS: Statement = { text: "UPDATE stub_scenarios SET counted = 0 WHERE reason = ''" };
const CLEAR: Statement = { text: 'DELETE FROM stub_scenarios' };

/** `octet_length` knows the length of a long text without reading it. */
const BYTES: Statement = { text: 'SELECT COALESCE(SUM(OCTET_LENGTH(body)), 0) AS bytes FROM stub_scenarios' };
/** Milliseconds for which it is trusted how much all scenarios take. */
const ASK_AGAIN = 1_000;

const NONE: readonly RunningScenario[] = Object.freeze([]);
/** Organizations that are known to have no scenarios. */
const MOST_REMEMBERED = 10_000;

/** As many as fit into an integer of the database. */
const NO_LIMIT = 2_147_483_647;
/** Characters of the scenarios that are kept in memory; beyond, those give way that were not used for longest. */
const MOST_KEPT = 8_388_608;

export interface SqlScenarios extends ScenarioStore {
  /**
   * Takes room for scenarios that an organization is to begin with, once for all requests that begin it together.
   *
   * @returns a function that makes the commands that start them if the organization with this key was begun by the mark
   * @throws OverBudget
   */
  prepare(scenarios: readonly Scenario[]): Promise<(organization: string, mark: string) => Command[]>;
}

/** Stores scenarios in a database. Stores that share one count their requests together. */
export function createSqlScenarios(database: SqlDatabase): SqlScenarios {
  const read = createReader(database);
  const lookUp = gatherLookUps<ScenarioRow>(
    database,
    listOf,
    (row, [organization]) => row.organization === organization,
  );
  const bound = createBound(database);
  /** Organizations that had no scenarios after so many writes. The look-up was a tenth of a create on SQLite. */
  const withoutAny = new Set<string>();
  let writesThen: number | undefined;
  return {
    async start(organizationId, scenario, most = NO_LIMIT) {
      const organization = asKey(organizationId);
      const { id, left, bytes, columns } = rowOf(scenario);
      await bound.check(bytes);
      const [, started] = await database.write(
        command(LOCK, organization, `lock-${id}`),
        command(START, organization, ...columns, most),
      );
      if (started?.length === 0) throw new TooManyScenarios(most);
      return { ...scenario, id, left };
    },

    async prepare(scenarios) {
      const rows = scenarios.map(rowOf);
      await bound.check(rows.reduce((sum, { bytes }) => sum + bytes, 0));
      return (organization, mark) =>
        rows.map(({ columns }) => command(START_IF_MARKED, organization, ...columns, mark));
    },

    async list(organizationId) {
      const writes = database.scenarioWrites?.();
      if (writes !== writesThen) withoutAny.clear();
      writesThen = writes;
      if (withoutAny.has(organizationId)) return NONE;
      const rows = await lookUp([asKey(organizationId)]);
      const found = await Promise.all(
        rows.map(async ({ id, remaining }) => {
          const scenario = await read(organizationId, id);
          return scenario && { ...scenario, id, left: remaining };
        }),
      );
      if (rows.length === 0 && writes !== undefined && writes === database.scenarioWrites?.()) {
        if (withoutAny.size >= MOST_REMEMBERED) withoutAny.clear();
        withoutAny.add(organizationId);
      }
      return found.filter((each) => each !== undefined);
    },

    async count(organizationId, id) {
      const [row] = await writeOne(database, COUNT, asKey(organizationId), asKey(id));
      return row?.['counted'] as number | undefined;
    },

    async use(organizationId, id) {
      const parameters = [asKey(organizationId), asKey(id)];
      const [row] = await writeOne(database, USE, ...parameters);
      // If the process ends before this, the row stays but is never listed.
      if (row?.['remaining'] === 0) await writeOne(database, SWEEP, ...parameters);
      return row?.['remaining'] as number | undefined;
    },

    async end(organizationId, id) {
      const organization = asKey(organizationId);
      const commands =
        id === undefined
          ? [command(TAKE_LOCK, organization), command(END_ALL, organization)]
          : [command(END, organization, asKey(id))];
      const ended = (await database.write(...commands)).at(-1) ?? [];
      bound.askAgain();
      return ended.filter(({ remaining }) => remaining !== 0).length;
    },

    async clear() {
      await database.write(command(TAKE_LOCKS), command(CLEAR));
      bound.askAgain();
    },
    countIn: bound.countIn,
  };
}

/** What is stored of a scenario that starts. */
function rowOf(scenario: Scenario) {
  const body = JSON.stringify(scenario);
  const id = randomBytes(6).toString('hex');
  const left = usesOf(scenario);
  // An index limits the length of its keys; a reason has no limit.
  const reason = hash('sha256', JSON.stringify(scenario.because));
  const columns = [id, reason, left, body, scenario.onlyData ? 1 : 0] as const;
  return { id, left, bytes: Buffer.byteLength(body), columns };
}

/**
 * Bounds the bytes of all scenarios in a database, whichever store started them. Stores that start some within the same
 * second may together start a little more.
 */
function createBound(database: SqlDatabase) {
  let pool: Pool | undefined;
  let bytes = 0;
  let askedAt = -Infinity;
  return {
    countIn(of: Pool): void {
      pool = of;
    },
    askAgain(): void {
      askedAt = -Infinity;
    },
    /** @throws OverBudget when there is no room for so many bytes more */
    async check(more: number): Promise<void> {
      if (pool === undefined) return;
      const now = performance.now();
      if (now - askedAt > ASK_AGAIN) {
        askedAt = now;
        const [row] = await database.read<{ bytes: number | string }>(BYTES, []);
        bytes = Number(row?.bytes);
      }
      if (bytes + more > pool.limit) throw pool.refusal('all', pool.limit);
      bytes += more;
    },
  };
}

interface ScenarioRow extends Row {
  readonly organization: string;
  readonly id: string;
  readonly remaining: number | null;
}

/**
 * Reads scenarios, each once: what a scenario says never changes, since one that replaces it has another id.
 *
 * @returns what reads one; its result is undefined when the scenario has ended
 */
function createReader(database: SqlDatabase) {
  const kept = new Map<string, { readonly scenario: Scenario; readonly length: number }>();
  let length = 0;

  function keep(id: string, body: string): Scenario {
    const scenario = JSON.parse(body) as Scenario;
    if (!kept.has(id)) length += body.length;
    kept.set(id, { scenario, length: body.length });
    for (const [oldest, each] of kept) {
      if (length <= MOST_KEPT) break;
      kept.delete(oldest);
      length -= each.length;
    }
    return scenario;
  }

  return async (organizationId: string, id: string): Promise<Scenario | undefined> => {
    const known = kept.get(id);
    if (known !== undefined) {
      // Near the limit in the order of their use: one API key with long ones must not have those of others read again.
      if (length * 2 > MOST_KEPT && kept.delete(id)) kept.set(id, known);
      return known.scenario;
    }
    const [row] = await database.read<{ body: string }>(READ, [asKey(organizationId), id]);
    return row && keep(id, row.body);
  };
}
