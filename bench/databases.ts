/**
 * Creates and reads with each store, three replicas over PostgreSQL, and the limits that disk and database set. Nothing is
 * confined to a processor here: a database and three stubs need what the machine has.
 */
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../test/helpers/postgres.ts';
import { API_KEY, pathOf, requestText } from './inputs.ts';
import type { LoadOptions } from './load.ts';
import { cpuSecondsOf, cpuSecondsOfFamily } from './processes.ts';
import type { Cost } from './replicas.ts';
import { generate, progress, startSubject, type Run, type Running } from './run.ts';
import { rotated } from './stats.ts';
import { chooseSubjects, ROOM, type Subject } from './subjects.ts';

export const STORES = ['memory', 'SQLite', 'PostgreSQL', '3 replicas over PostgreSQL'] as const;
export type StoreName = (typeof STORES)[number];
/** Creates of one organization are numbered in turn, those of several side by side. */
export const WORK = ['creates of 1 organization', 'creates of 16 organizations', 'reads'] as const;
export type StoreWork = (typeof WORK)[number];
export const LIMITS = ['fsyncs of a page', 'round trips to PostgreSQL', 'commits to PostgreSQL'] as const;
type Limit = (typeof LIMITS)[number];

/** Per second, one figure per round. */
export interface Databases {
  readonly stores: Record<StoreWork, Record<StoreName, number[]>>;
  /** What a request costs of processor time. */
  readonly costs: Record<StoreWork, Record<StoreName, Cost[]>>;
  /** What one connection can do, one thing after the other. */
  readonly limits: Record<Limit, number[]>;
}

const CONNECTIONS = 64;
const ORGANIZATIONS = 16;
const IDS = 100;
const PAGE = 4_096;

/** Stubs that share a load. */
interface Stubs {
  readonly name: StoreName;
  readonly running: readonly Running[];
  readonly ids: readonly string[];
}

export async function measureDatabases(run: Run): Promise<Databases> {
  const each = <Name extends string, Value>(names: readonly Name[], make: () => Value) =>
    Object.fromEntries(names.map((name) => [name, make()])) as Record<Name, Value>;
  const result: Databases = {
    stores: each(WORK, () => each(STORES, () => [] as number[])),
    costs: each(WORK, () => each(STORES, () => [] as Cost[])),
    limits: each(LIMITS, () => [] as number[]),
  };
  const { rounds, seconds } = run.options;
  const postgres = await startPostgres({ fsync: true });
  try {
    const client = new pg.Client(await postgres.database());
    await client.connect();
    await client.query('CREATE TABLE commits (body text)');
    for (let round = 0; round < rounds; round++) {
      const { limits } = result;
      limits['fsyncs of a page'].push(await fsyncsPerSecond(join(run.directory, 'page'), seconds / 5));
      limits['round trips to PostgreSQL'].push(await callsPerSecond(seconds / 5, () => client.query('SELECT 1')));
      const insert = () => client.query('INSERT INTO commits VALUES ($1)', [run.inputs.validBody]);
      limits['commits to PostgreSQL'].push(await callsPerSecond(seconds / 5, insert));
      // New in each round, so that no store ends up with a million use cases.
      const shared = await postgres.database();
      const sqlite = join(run.directory, `stub-${String(round)}.db`);
      const all = [
        await start(run, 'memory', ['memory']),
        await start(run, 'SQLite', [`sqlite:${sqlite}`]),
        await start(run, 'PostgreSQL', [await postgres.database()]),
        await start(run, '3 replicas over PostgreSQL', [shared, shared, shared]),
      ];
      for (const work of WORK) {
        for (const stubs of rotated(all, round)) {
          const databaseBefore = cpuSecondsOfFamily(postgres.pid()) ?? NaN;
          const { perSecond, replies, cpu } = await share(run, stubs, work, seconds);
          const database = (cpuSecondsOfFamily(postgres.pid()) ?? NaN) - databaseBefore;
          const micros = (used: number) => (used * 1e6) / replies;
          const cost = { stub: micros(cpu.stub), database: micros(database), clients: micros(cpu.clients) };
          result.stores[work][stubs.name].push(perSecond);
          result.costs[work][stubs.name].push(cost);
          const costs = `${cost.stub.toFixed(0)} us of the stub, ${cost.database.toFixed(0)} of PostgreSQL`;
          progress(
            `store ${String(round + 1)} ${work.padEnd(27)} ${stubs.name.padEnd(26)} ${perSecond.toFixed(0)}/s, ${costs}`,
          );
        }
      }
      for (const { child } of all.flatMap(({ running }) => running)) await run.processes.stop(child);
      for (const suffix of ['', '-wal', '-shm']) rmSync(sqlite + suffix, { force: true });
    }
    await client.end();
  } finally {
    await postgres.remove();
  }
  return result;
}

/** Starts a stub for each store, and warms it up. */
async function start(run: Run, name: StoreName, stores: readonly string[]): Promise<Stubs> {
  const [ours] = chooseSubjects(run.project, run.inputs, ['ours']).subjects as [Subject];
  const running: Running[] = [];
  for (const store of stores) {
    const environment = { ...ROOM, USE_CASE_STUB_STORE: store, USE_CASE_STUB_SEED_COUNT: '0' };
    const command: Subject['command'] = (port) => ({ ...ours.command(port), environment });
    running.push(await startSubject(run, { ...ours, command }, false));
  }
  const stubs = { name, running, ids: [running[0]?.firstId ?? ''] };
  const { warmUpSeconds } = run.options;
  const { ids } = await share(run, stubs, 'creates of 1 organization', warmUpSeconds);
  await share(run, { ...stubs, ids }, 'reads', warmUpSeconds / 2);
  return { ...stubs, ids };
}

interface Shared {
  readonly perSecond: number;
  readonly replies: number;
  /** Seconds of processor time. */
  readonly cpu: Pick<Cost, 'stub' | 'clients'>;
  readonly ids: readonly string[];
}

/** Spreads connections over the stubs. @returns what all did together, and ids of stored use cases */
async function share(run: Run, { name, running, ids }: Stubs, work: StoreWork, seconds: number): Promise<Shared> {
  const requests = requestsOf(run, work, ids);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const cpuOfStubs = () => sum(running.map(({ pid }) => cpuSecondsOf(pid) ?? NaN));
  const before = cpuOfStubs();
  const results = await Promise.all(
    running.map(({ port }, index) => {
      const connections = Math.floor((CONNECTIONS + index) / running.length);
      const options: LoadOptions = { port, connections, requests, expect: 200, seconds, keepIds: IDS };
      return generate({ ...run, cores: { subject: undefined, generator: undefined } }, options);
    }),
  );
  const unexpected = results.map((each) => each.unexpected).filter((each) => Object.keys(each).length > 0);
  if (unexpected.length > 0) throw new Error(`${name}, ${work}: not answered 200: ${JSON.stringify(unexpected)}`);
  return {
    perSecond: sum(results.map((each) => each.perSecond)),
    replies: sum(results.map((each) => each.replies)),
    cpu: { stub: cpuOfStubs() - before, clients: sum(results.map((each) => each.cpuSeconds)) },
    ids: results[0]?.ids ?? [],
  };
}

function requestsOf({ inputs }: Run, work: StoreWork, ids: readonly string[]): string[] {
  if (work === 'reads') return ids.map((id) => requestText('GET', pathOf('api', id)));
  const organizations = work === 'creates of 1 organization' ? 1 : ORGANIZATIONS;
  return Array.from({ length: organizations }, (_, index) =>
    requestText('POST', pathOf('api'), inputs.validBody, index === 0 ? API_KEY : `${API_KEY}-${String(index)}`),
  );
}

/** Repeats some work. @returns repetitions per second */
async function callsPerSecond(seconds: number, work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  let times = 0;
  for (; performance.now() - startedAt < seconds * 1_000; times++) await work();
  return (times * 1_000) / (performance.now() - startedAt);
}

/** Appends a page to a file and waits for the disk, repeatedly. @returns repetitions per second */
async function fsyncsPerSecond(file: string, seconds: number): Promise<number> {
  const descriptor = openSync(file, 'a');
  const page = Buffer.alloc(PAGE, 'x');
  try {
    return await callsPerSecond(seconds, () => {
      writeSync(descriptor, page);
      fsyncSync(descriptor);
    });
  } finally {
    closeSync(descriptor);
  }
}
