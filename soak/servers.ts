/** Stubs in processes of their own, and the stores that they run over. */
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

const processes = new Processes();
const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));

export const headers = { authorization: 'Bearer key', 'content-type': 'application/json' };
/** Formats a number, such as 10,000. */
export const count = (number: number): string => number.toLocaleString('en');

/** A stub that was started from the command line. */
export interface Server {
  /** Base URL of the API. */
  readonly url: string;
  readonly child: ChildProcess;
}

/** Starts a stub, on a free port unless the flags say another one, and waits until it listens. */
export function serve(...flags: string[]): Promise<Server> {
  return start([], flags);
}

/** Starts a stub whose heap may have so many MiB. */
export function serveWithin(heap: number, ...flags: string[]): Promise<Server> {
  return start([`--max-old-space-size=${heap}`], flags);
}

async function start(ofNode: readonly string[], flags: readonly string[]): Promise<Server> {
  const port = flags.includes('--port') ? [] : ['--port', '0'];
  const args = [...ofNode, CLI, ...port, '--json', '--log', 'off', ...flags];
  const child = processes.start({ file: process.execPath, args }, { stdio: ['ignore', 'pipe', 'inherit'] });
  assert.ok(child.stdout);
  for await (const line of createInterface(child.stdout))
    return { url: (JSON.parse(line) as { url: string }).url, child };
  throw new Error('the stub did not start');
}

/** Kills a stub and waits for the end of its process. */
export async function kill({ child }: Server): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

export const engines = ['memory', 'SQLite', 'PostgreSQL'] as const;
export type Engine = (typeof engines)[number];

/** A store with nothing in it, for one trial. */
export interface EmptyStore {
  /** The value for `--store`. */
  readonly address: string;
  /** Deletes the store. */
  remove(): Promise<void>;
}

/** Creates an empty store. A database waits for the disk with every write. */
export async function createEmptyStore(engine: Engine): Promise<EmptyStore> {
  if (engine === 'memory') return { address: 'memory', remove: async () => undefined };
  if (engine === 'PostgreSQL') {
    const postgres = await startPostgres({ fsync: true });
    return { address: await postgres.database(), remove: () => postgres.remove() };
  }
  const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-soak-'));
  return {
    address: `sqlite:${join(directory, 'stub.db')}`,
    remove: async () => rmSync(directory, { recursive: true, force: true }),
  };
}

/** Runs a trial on every engine, with a stub over an empty store. @returns the results by engine */
export async function onEveryEngine<Result>(
  flags: readonly string[],
  trial: (server: Server, store: string) => Promise<Result>,
): Promise<Record<Engine, Result>> {
  const results: Partial<Record<Engine, Result>> = {};
  for (const engine of engines) {
    const emptyStore = await createEmptyStore(engine);
    let server: Server | undefined;
    try {
      server = await serve('--store', emptyStore.address, ...flags);
      results[engine] = await trial(server, emptyStore.address);
    } catch (error) {
      throw new Error(`on ${engine}: ${(error as Error).message}`, { cause: error });
    } finally {
      if (server) await kill(server);
      await emptyStore.remove();
    }
  }
  return results as Record<Engine, Result>;
}

/** Creates a use case with a name. */
export function create(client: Client, name: string) {
  return client.send({ method: 'POST', path: '/use-cases', headers, text: JSON.stringify({ name }) });
}
