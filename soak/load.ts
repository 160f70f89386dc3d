/** Loads stubs with many clients, or for a long time. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import pg from 'pg';
import { generateLoad } from '../bench/load.ts';
import { residentMemory } from '../bench/processes.ts';
import type { UseCase } from '../src/index.ts';
import { startPostgres } from '../test/helpers/postgres.ts';
import { createClient, type Client } from '../test/helpers/requests.ts';
import { count, create, headers, kill, serve, type Server } from './servers.ts';

/** Updates one use case through three replicas at once. @returns a summary */
export async function concurrentUpdates(updates: number): Promise<string> {
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

/** @returns a summary of the memory @param early the number of requests before the first measurement */
export async function steadyMemory(requests: number, early: number): Promise<string> {
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
    const first = await load(early);
    const before = residentMemory(server.child.pid as number);
    const second = await load(requests - early);
    const after = residentMemory(server.child.pid as number);
    assert.deepEqual([first.unexpected, second.unexpected], [{}, {}]);
    if (before === undefined || after === undefined) throw new Error('this system does not tell resident memory');
    const figures = `${before.toFixed(0)} MiB after ${count(early)} requests, ${after.toFixed(0)} MiB after ${count(requests)}: ${(after / before).toFixed(2)} times (at most 1.2), ${count(Math.round(second.perSecond))} per second`;
    assert.ok(after <= 1.2 * before, figures);
    return figures;
  } finally {
    await kill(server);
  }
}

/** Opens connections that never finish their headers, and measures other clients. @returns a summary */
export async function slowHeaders(sockets: number): Promise<string> {
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
    // Node only reports that the server has closed a connection when its data is read.
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
