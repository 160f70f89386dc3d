/** What trials start and talk to: stubs in processes of their own. */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Processes } from '../bench/processes.ts';
import { startPostgres } from '../test/helpers/postgres.ts';
import type { Client } from '../test/helpers/requests.ts';

export const processes = new Processes();
const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));

export const headers = { authorization: 'Bearer key', 'content-type': 'application/json' };
export const count = (number: number): string => number.toLocaleString('en');

/** A stub as people run it. */
export interface Server {
  /** Base URL of the API. */
  readonly url: string;
  readonly child: ChildProcess;
}

export async function serve(...flags: string[]): Promise<Server> {
  const args = [CLI, '--port', '0', '--json', '--log', 'off', ...flags];
  const child = processes.start({ file: process.execPath, args }, { stdio: ['ignore', 'pipe', 'inherit'] });
  assert.ok(child.stdout);
  for await (const line of createInterface(child.stdout))
    return { url: (JSON.parse(line) as { url: string }).url, child };
  throw new Error('the stub did not start');
}

export async function kill({ child }: Server): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

export const engines = ['memory', 'SQLite', 'PostgreSQL'] as const;
export type Engine = (typeof engines)[number];

/** Where a stub can keep what it is told. */
export interface Place {
  /** As `--store` takes it. */
  readonly store: string;
  /** Leaves nothing behind. */
  remove(): Promise<void>;
}

/** An empty place of its own, which waits for the disk if it is a database. */
export async function placeOn(engine: Engine): Promise<Place> {
  if (engine === 'memory') return { store: 'memory', remove: async () => undefined };
  if (engine === 'PostgreSQL') {
    const postgres = await startPostgres({ fsync: true });
    return { store: await postgres.database(), remove: () => postgres.remove() };
  }
  const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-soak-'));
  return {
    store: `sqlite:${join(directory, 'stub.db')}`,
    remove: async () => rmSync(directory, { recursive: true, force: true }),
  };
}

/** By engine: what a trial found out with a stub over an empty store. */
export async function onEveryEngine<Result>(
  flags: readonly string[],
  trial: (server: Server, store: string) => Promise<Result>,
): Promise<Record<Engine, Result>> {
  const results: Partial<Record<Engine, Result>> = {};
  for (const engine of engines) {
    const place = await placeOn(engine);
    let server: Server | undefined;
    try {
      server = await serve('--store', place.store, ...flags);
      results[engine] = await trial(server, place.store);
    } catch (error) {
      throw new Error(`on ${engine}: ${(error as Error).message}`, { cause: error });
    } finally {
      if (server) await kill(server);
      await place.remove();
    }
  }
  return results as Record<Engine, Result>;
}

export function create(client: Client, name: string) {
  return client.send({ method: 'POST', path: '/use-cases', headers, text: JSON.stringify({ name }) });
}
