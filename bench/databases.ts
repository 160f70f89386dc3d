/** Measures creates per second with each store, and the limits that disk and database set. */
import assert from 'node:assert/strict';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { LoadOptions, LoadResult } from '../bench/load.ts';
import { median } from '../bench/stats.ts';
import { startPostgres } from '../test/helpers/postgres.ts';
import { count, kill, createEmptyStore, processes, serve, type Server } from './servers.ts';

const LOAD = fileURLToPath(new URL('../bench/load.ts', import.meta.url));
const CONNECTIONS = 64;
/** How many organizations the creates are spread over. Creates of one organization are numbered in turn. */
const ORGANIZATIONS = [1, 16] as const;
const PAGE = 4_096;

interface Length {
  readonly rounds: number;
  readonly seconds: number;
}

/** Stubs that share a load. */
interface Subject {
  readonly name: string;
  readonly servers: readonly Server[];
}

/** @returns a summary of the creates per second */
export async function createsPerSecond({ rounds, seconds }: Length): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-soak-'));
  const postgres = await startPostgres({ fsync: true });
  const sqlite = await createEmptyStore('SQLite');
  const servers: Server[] = [];
  const start = async (store: string) => {
    const server = await serve('--store', store, '--seed-count', '0', '--max-use-cases', '100000000');
    servers.push(server);
    return server;
  };
  try {
    const database = await postgres.database();
    const replicas = [await start(database), await start(database), await start(database)];
    const subjects: Subject[] = [
      { name: 'memory', servers: [await start('memory')] },
      { name: 'SQLite', servers: [await start(sqlite.address)] },
      { name: 'PostgreSQL', servers: [await start(await postgres.database())] },
      { name: '3 replicas over PostgreSQL', servers: replicas },
    ];
    const client = new pg.Client(await postgres.database());
    await client.connect();
    await client.query('CREATE TABLE commits (body text)');
    /** By name of the figure: one value for each round. */
    const found: Record<string, number[]> = {};
    const note = (name: string, perSecond: number) => void (found[name] ??= []).push(perSecond);
    // Warm-up.
    for (const subject of subjects) for (const keys of ORGANIZATIONS) await load(subject, keys, seconds / 5);
    for (let round = 0; round < rounds; round++) {
      note('fsync', await fsyncsPerSecond(join(directory, 'page'), seconds / 5));
      note('round trip', await callsPerSecond(seconds / 5, () => client.query('SELECT 1')));
      note('commit', await callsPerSecond(seconds / 5, () => client.query('INSERT INTO commits VALUES ($1)', [BODY])));
      // Every round starts with another subject, so that a slow phase of the machine affects all of them alike.
      const turn = subjects.map((_, index) => subjects[(index + round) % subjects.length] as Subject);
      for (const subject of turn) {
        for (const keys of ORGANIZATIONS) note(nameOf(subject.name, keys), await load(subject, keys, seconds));
      }
    }
    await client.end();
    return summaryOf(found, subjects, seconds);
  } finally {
    for (const server of servers) await kill(server);
    await sqlite.remove();
    await postgres.remove();
    rmSync(directory, { recursive: true, force: true });
  }
}

const nameOf = (subject: string, keys: number) => `${subject}/${keys}`;

function summaryOf(found: Readonly<Record<string, number[]>>, subjects: readonly Subject[], seconds: number): string {
  const of = (name: string) => median(found[name] ?? []);
  const whole = (number: number) => count(Math.round(number));
  const limits = `limits: ${whole(of('fsync'))} fsyncs of a page, ${whole(of('round trip'))} round trips and ${whole(of('commit'))} commits to PostgreSQL on one connection`;
  const creates = ORGANIZATIONS.map((keys) => {
    const memory = of(nameOf('memory', keys));
    const each = subjects.map(({ name }) => {
      const perSecond = of(nameOf(name, keys));
      const limit = name === 'memory' ? undefined : name === 'SQLite' ? 'fsync' : 'commit';
      const share = name === 'memory' ? '' : ` (${(perSecond / memory).toFixed(2)} of memory`;
      const times = limit === undefined ? '' : `, ${(perSecond / of(limit)).toFixed(1)} per ${limit})`;
      return `${name} ${whole(perSecond)}${share}${times}`;
    });
    return `for ${keys} ${keys === 1 ? 'organization' : 'organizations'}: ${each.join(', ')}`;
  });
  const runs = found['fsync']?.length ?? 0;
  return `creates per second over ${CONNECTIONS} connections, median of ${runs} x ${seconds} s, ${creates.join('; ')}; ${limits}`;
}

const BODY = JSON.stringify({ name: 'Carrier Sales', language: 'en-US', transfer_number: '+14155550134' });

/** Sends creates from separate processes. @returns acknowledged creates per second */
async function load({ servers }: Subject, organizations: number, seconds: number): Promise<number> {
  const requests = Array.from({ length: organizations }, (_, index) =>
    [
      'POST /api/v1/use-cases HTTP/1.1',
      'host: localhost',
      `authorization: Bearer key-${index}`,
      'content-type: application/json',
      `content-length: ${BODY.length}`,
      `\r\n${BODY}`,
    ].join('\r\n'),
  );
  const results = await Promise.all(
    servers.map(async ({ url }, index) => {
      const connections = Math.floor((CONNECTIONS + index) / servers.length);
      const options: LoadOptions = { port: Number(new URL(url).port), connections, requests, expect: 200, seconds };
      const command = { file: process.execPath, args: [LOAD, JSON.stringify(options)] };
      return JSON.parse(await processes.output(command, undefined)) as LoadResult;
    }),
  );
  for (const { unexpected } of results) assert.deepEqual(unexpected, {});
  return results.reduce((sum, { perSecond }) => sum + perSecond, 0);
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
