/** The long trials of what the stub must withstand. Each answers its figures, or fails with what was wrong. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import pg from 'pg';
import { generateLoad } from '../bench/load.ts';
import { Processes, residentMemory } from '../bench/processes.ts';
import { createStub, type UseCase } from '../src/index.ts';
import { hostileStrings, validFields } from '../test/helpers/arbitraries.ts';
import { loadJudge } from '../test/helpers/judge.ts';
import { startPostgres } from '../test/helpers/postgres.ts';
import { anyRequest, checkReply, createClient, type Client } from '../test/helpers/requests.ts';

const processes = new Processes();
const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
const headers = { authorization: 'Bearer key', 'content-type': 'application/json' };
const count = (number: number) => number.toLocaleString('en');

interface Server {
  readonly url: string;
  readonly child: ChildProcess;
}

/** The stub as people run it: a process of its own. */
async function serve(...flags: string[]): Promise<Server> {
  const args = [CLI, '--port', '0', '--json', '--log', 'off', ...flags];
  const child = processes.start({ file: process.execPath, args }, { stdio: ['ignore', 'pipe', 'inherit'] });
  assert.ok(child.stdout);
  for await (const line of createInterface(child.stdout))
    return { url: (JSON.parse(line) as { url: string }).url, child };
  throw new Error('the stub did not start');
}

async function kill({ child }: Server): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

function create(client: Client, name: string) {
  return client.send({ method: 'POST', path: '/use-cases', headers, text: JSON.stringify({ name }) });
}

async function generatedRequests(numRuns: number): Promise<string> {
  const judge = await loadJudge();
  await using stub = createStub({ seedCount: 0 });
  const client = createClient(await stub.listen());
  const existing = new Set<string>();
  for (const name of ['a', 'b', 'c']) existing.add((JSON.parse((await create(client, name)).text) as UseCase).id);
  const counts: Record<number, number> = {};
  try {
    await fc.assert(
      fc.asyncProperty(anyRequest([...existing]), async (request) => {
        const reply = await client.send(request);
        checkReply(request, reply, existing, judge);
        counts[reply.status] = (counts[reply.status] ?? 0) + 1;
      }),
      { numRuns },
    );
  } finally {
    client.close();
  }
  return `${count(numRuns)} requests, all answered as the contract says: ${JSON.stringify(counts)}`;
}

async function longStrings(): Promise<string> {
  await using stub = createStub({ seedCount: 0, validation: 'strict' });
  const client = createClient(await stub.listen());
  let slowest = 0;
  let requests = 0;
  for (const text of ['warm up', ...hostileStrings(102_400)]) {
    for (const field of Object.keys(validFields)) {
      const body = JSON.stringify({ name: 'x', [field]: text });
      const startedAt = performance.now();
      const { status } = await client.send({ method: 'POST', path: '/use-cases', headers, text: body });
      if (text !== 'warm up') slowest = Math.max(slowest, performance.now() - startedAt);
      requests++;
      assert.ok(status === 200 || status === 400, `${field}: ${status}`);
    }
  }
  client.close();
  assert.ok(slowest < 50, `the slowest took ${slowest.toFixed(1)} ms`);
  return `${count(requests)} requests with strings of 100 KB, the slowest in ${slowest.toFixed(1)} ms (at most 50)`;
}

const WRITERS = 20;

/** Creates use cases until the server is gone or enough have been acknowledged. */
async function writeUntil(client: Client, acknowledged: Map<string, string>, enough: number, onEnough: () => void) {
  let next = acknowledged.size * 10;
  const goal = acknowledged.size + enough;
  const writer = async () => {
    for (;;) {
      const name = `use case ${next++}`;
      const reply = await create(client, name).catch(() => undefined);
      if (reply === undefined) return;
      assert.equal(reply.status, 200, reply.text);
      acknowledged.set((JSON.parse(reply.text) as UseCase).id, name);
      if (acknowledged.size === goal) onEnough();
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
}

async function assertNoneLost(url: string, acknowledged: ReadonlyMap<string, string>): Promise<void> {
  const reply = await fetch(`${url}/use-cases`, { headers });
  assert.equal(reply.status, 200);
  const list = (await reply.json()) as UseCase[];
  const stored = new Map(list.map(({ id, name }) => [id, name]));
  assert.equal(stored.size, list.length, 'no id is there twice');
  const lost = [...acknowledged].filter(([id, name]) => stored.get(id) !== name);
  assert.equal(lost.length, 0, `${lost.length} acknowledged writes are lost`);
}

async function killedUnderLoad(store: string, kills: number, writes: number): Promise<string> {
  const acknowledged = new Map<string, string>();
  const flags = ['--store', store, '--seed-count', '0', '--max-use-cases', '1000000'];
  for (let round = 0; round < kills; round++) {
    const server = await serve(...flags);
    const client = createClient(server.url, WRITERS);
    try {
      await writeUntil(client, acknowledged, Math.ceil(writes / kills), () => server.child.kill('SIGKILL'));
    } finally {
      client.close();
      await kill(server);
    }
  }
  const server = await serve(...flags);
  try {
    await assertNoneLost(server.url, acknowledged);
  } finally {
    await kill(server);
  }
  return `killed ${kills} times, ${count(acknowledged.size)} acknowledged writes, none lost`;
}

async function killedOnSqlite(kills: number, writes: number): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-soak-'));
  try {
    return await killedUnderLoad(`sqlite:${join(directory, 'stub.db')}`, kills, writes);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function killedOnPostgres(kills: number, writes: number): Promise<string> {
  const postgres = await startPostgres({ fsync: true });
  try {
    return await killedUnderLoad(await postgres.database(), kills, writes);
  } finally {
    await postgres.remove();
  }
}

async function restartedPostgres(restarts: number): Promise<string> {
  const postgres = await startPostgres({ fsync: true });
  const server = await serve('--store', await postgres.database(), '--seed-count', '0');
  const client = createClient(server.url, WRITERS);
  try {
    const acknowledged = new Map<string, string>();
    let refused = 0;
    let next = 0;
    let isOver = false;
    const writer = async () => {
      while (!isOver) {
        const name = `use case ${next++}`;
        const { status, text } = await create(client, name);
        const body = JSON.parse(text) as UseCase & { message?: string };
        if (status === 200) {
          acknowledged.set(body.id, name);
          continue;
        }
        assert.equal(status, 503, text);
        assert.ok(body.message, 'says what is wrong');
        refused++;
        await wait(10);
      }
    };
    const writers = Promise.all(Array.from({ length: WRITERS }, writer));
    // Awaited below; a failure must not count as unhandled meanwhile.
    writers.catch(() => (isOver = true));
    let slowest = 0;
    for (let restart = 0; restart < restarts && !isOver; restart++) {
      await wait(500);
      await postgres.stop();
      await wait(200);
      await postgres.start();
      const startedAt = performance.now();
      const before = acknowledged.size;
      while (acknowledged.size === before && !isOver && performance.now() - startedAt < 10_000) await wait(5);
      slowest = Math.max(slowest, performance.now() - startedAt);
    }
    isOver = true;
    await writers;
    assert.ok(slowest < 5_000, `recovery took ${slowest.toFixed(0)} ms`);
    assert.ok(refused > 0, 'the restarts must have been noticed');
    await assertNoneLost(server.url, acknowledged);
    return `PostgreSQL killed ${restarts} times, ${count(acknowledged.size)} acknowledged writes, none lost, ${count(refused)} answered 503, slowest recovery ${slowest.toFixed(0)} ms (at most 5,000)`;
  } finally {
    client.close();
    await kill(server);
    await postgres.remove();
  }
}

async function concurrentUpdates(updates: number): Promise<string> {
  const postgres = await startPostgres();
  const database = await postgres.database();
  const servers: Server[] = [];
  const clients: Client[] = [];
  try {
    for (let replica = 0; replica < 3; replica++) servers.push(await serve('--store', database, '--seed-count', '0'));
    clients.push(...servers.map(({ url }) => createClient(url, updates)));
    const { id } = JSON.parse((await create(clients[0] as Client, 'x')).text) as UseCase;
    const before = await versionOf(database, id);
    const replies = await Promise.all(
      clients.flatMap((client, replica) =>
        Array.from({ length: updates }, (_, index) =>
          client.send({
            method: 'PATCH',
            path: `/use-cases/${id}`,
            headers,
            text: JSON.stringify({ name: `${replica} ${index}` }),
          }),
        ),
      ),
    );
    const accepted = replies.filter(({ status }) => status === 200).length;
    const applied = (await versionOf(database, id)) - before;
    assert.equal(accepted, 3 * updates);
    assert.equal(applied, 3 * updates, 'each change is one version');
    return `3 replicas x ${updates} concurrent updates of one use case: ${count(applied)} applied`;
  } finally {
    for (const client of clients) client.close();
    for (const server of servers) await kill(server);
    await postgres.remove();
  }
}

async function versionOf(database: string, id: string): Promise<number> {
  const client = new pg.Client(database);
  await client.connect();
  const { rows } = await client.query<{ version: number }>('SELECT version FROM stub_use_cases WHERE id = $1', [id]);
  await client.end();
  return Number(rows[0]?.version);
}

async function steadyMemory(requests: number): Promise<string> {
  const server = await serve();
  try {
    const client = createClient(server.url);
    const { id } = JSON.parse((await create(client, 'x')).text) as UseCase;
    client.close();
    const head = (method: string, path: string, body = '') =>
      `${method} /api/v1${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer key\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    const mixed = [
      head('GET', '/use-cases'),
      head('GET', `/use-cases/${id}`),
      head('PATCH', `/use-cases/${id}`, '{"name":"y","transfer_numbr":"1"}'),
    ];
    const port = Number(new URL(server.url).port);
    const load = (number: number) =>
      generateLoad({ port, connections: 32, requests: mixed, expect: 200, count: number });
    const first = await load(requests / 10);
    const early = residentMemory(server.child.pid as number);
    const second = await load(requests - requests / 10);
    const late = residentMemory(server.child.pid as number);
    assert.deepEqual([first.unexpected, second.unexpected], [{}, {}]);
    if (early === undefined || late === undefined) throw new Error('this system does not tell resident memory');
    const figures = `${early.toFixed(0)} MiB after ${count(requests / 10)} requests, ${late.toFixed(0)} MiB after ${count(requests)}: ${(late / early).toFixed(2)} times (at most 1.2), ${count(Math.round(second.perSecond))} per second`;
    assert.ok(late <= 1.2 * early, figures);
    return figures;
  } finally {
    await kill(server);
  }
}

async function slowHeaders(sockets: number): Promise<string> {
  const server = await serve();
  const { port } = new URL(server.url);
  const startedAt = performance.now();
  let open = sockets;
  let closedAfter = 0;
  const slow = Array.from({ length: sockets }, () => {
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write('GET /api/v1/use-cases HTTP/1.1\r\nhost: x\r\n'),
    );
    socket.on('error', () => undefined);
    // Somebody who is closed can only be seen to be when what was said is read.
    socket.resume();
    socket.on('close', () => {
      open--;
      closedAfter = performance.now() - startedAt;
    });
    return socket;
  });
  const dripping = setInterval(() => {
    for (const socket of slow) if (socket.writable) socket.write('x-slow: 1\r\n');
  }, 1_000);
  try {
    const requests = ['GET /api/v1/use-cases HTTP/1.1\r\nhost: x\r\nauthorization: Bearer key\r\n\r\n'];
    const { p99 } = await generateLoad({ port: Number(port), connections: 4, requests, expect: 200, seconds: 15 });
    const figures = `${sockets} sockets, ${open} open after 15 s, the last closed after ${(closedAfter / 1_000).toFixed(1)} s; others' p99 ${p99.toFixed(1)} ms (at most 200)`;
    assert.equal(open, 0, figures);
    assert.ok(p99 < 200, figures);
    return figures;
  } finally {
    clearInterval(dripping);
    for (const socket of slow) socket.destroy();
    await kill(server);
  }
}

/** By name: the trials, each of which is told by how much it is to be shortened. */
export const trials: Readonly<Record<string, (shorter: number) => Promise<string>>> = {
  requests: (shorter) => generatedRequests(100_000 / shorter),
  strings: () => longStrings(),
  'slow-headers': () => slowHeaders(500),
  'kill-sqlite': (shorter) => killedOnSqlite(50 / shorter, 50_000 / shorter),
  'kill-postgres': (shorter) => killedOnPostgres(50 / shorter, 50_000 / shorter),
  'restart-postgres': (shorter) => restartedPostgres(20 / shorter),
  replicas: () => concurrentUpdates(500),
  memory: (shorter) => steadyMemory(1_000_000 / shorter),
};
