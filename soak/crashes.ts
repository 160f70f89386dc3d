/** Kills servers under load and checks that no acknowledged write is lost. */
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { UseCase } from '../src/index.ts';
import { startPostgres } from '../test/helpers/postgres.ts';
import { createClient, type Client } from '../test/helpers/requests.ts';
import { count, create, headers, kill, createEmptyStore, serve, type Engine } from './servers.ts';

const WRITERS = 20;

/** Creates use cases until the server is gone. Calls `onEnough` once enough creates have been acknowledged. */
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
  assert.equal(stored.size, list.length, 'no id twice');
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

/** Kills a stub with SIGKILL under load, several times, and checks the store. @returns a summary */
export async function killedOn(engine: Engine, kills: number, writes: number): Promise<string> {
  const emptyStore = await createEmptyStore(engine);
  try {
    return await killedUnderLoad(emptyStore.address, kills, writes);
  } finally {
    await emptyStore.remove();
  }
}

/** Kills and restarts the PostgreSQL server under load. @returns a summary */
export async function restartedPostgres(restarts: number): Promise<string> {
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
    // The promise is awaited below. Until then a failure must not count as unhandled.
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
    assert.ok(refused > 0, 'some requests must have met a restart');
    await assertNoneLost(server.url, acknowledged);
    return `PostgreSQL killed ${restarts} times, ${count(acknowledged.size)} acknowledged writes, none lost, ${count(refused)} answered 503, slowest recovery ${slowest.toFixed(0)} ms (at most 5,000)`;
  } finally {
    client.close();
    await kill(server);
    await postgres.remove();
  }
}
