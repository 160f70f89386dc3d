/** How late the journal that replicas share is, with many organizations and a network in between. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { JournalEntry } from '../src/index.ts';
import { startPostgres } from '../test/helpers/postgres.ts';
import { createClient, type Client, type RawReply } from '../test/helpers/requests.ts';
import { count, kill, serve, type Server } from './servers.ts';

const ORGANIZATIONS = 100;
const PER_SECOND = 400;
/** Milliseconds that the network adds to each round trip. */
const LATENCY = 1;
/** Milliseconds between two requests that are looked for. */
const LOOK_EVERY = 200;
/** Milliseconds after which another replica must show a request, and in which a journal must be read. */
const LIMIT = 1_000;

/**
 * Sends requests of many organizations to one of two replicas, across a network with some latency, and looks for some of
 * them in the journal of the other one.
 *
 * @returns a summary of how late they were there, and of how long reading took
 */
export async function lateness(milliseconds: number): Promise<string> {
  const postgres = await startPostgres({ fsync: true });
  const network = await slowNetwork(new URL(await postgres.database()));
  const servers: Server[] = [];
  const clients: Client[] = [];
  try {
    for (let replica = 0; replica < 2; replica++) servers.push(await serve('--store', network.url));
    clients.push(...servers.map(({ url }) => createClient(new URL('/', url).href, 64)));
    const [writing, reading] = clients as [Client, Client];
    const late: number[] = [];
    const took: number[] = [];
    const others: Promise<RawReply>[] = [];
    const end = performance.now() + milliseconds;
    let sent = 0;
    const load = setInterval(() => {
      const due = ((milliseconds - (end - performance.now())) * PER_SECOND) / 1_000;
      for (; sent < due; sent++) others.push(track(ask(writing, sent, '')));
    }, 10);
    try {
      for (let number = 0; performance.now() < end; number++) {
        const startedAt = performance.now();
        const requestId = `looked-for-${number}`;
        await ask(writing, number, requestId);
        const answeredAt = performance.now();
        for (let isThere = false; !isThere;) {
          const readAt = performance.now();
          const entries = await read(reading, number);
          took.push(performance.now() - readAt);
          isThere = entries.some((entry) => entry.requestId === requestId);
          assert.ok(performance.now() - answeredAt < 60_000, 'a request is not in the journal a minute later');
          if (!isThere) await pause(10);
        }
        late.push(performance.now() - answeredAt);
        await pause(Math.max(0, LOOK_EVERY - (performance.now() - startedAt)));
      }
    } finally {
      clearInterval(load);
    }
    await Promise.all(others);
    const figures = `${ORGANIZATIONS} organizations, ${count(Math.round((sent * 1_000) / milliseconds))} requests per second, ${LATENCY} ms of network: at the other replica after ${spread(late)}, read in ${spread(took)} (at most ${count(LIMIT)} ms)`;
    assert.ok(Math.max(...late, ...took) <= LIMIT, figures);
    return figures;
  } finally {
    for (const client of clients) client.close();
    for (const server of servers) await kill(server);
    network.close();
    await postgres.remove();
  }
}

const headersOf = (number: number) => ({ authorization: `Bearer key-${number % ORGANIZATIONS}` });

function ask(client: Client, number: number, requestId: string) {
  const headers = { ...headersOf(number), ...(requestId && { 'x-request-id': requestId }) };
  return client.send({ method: 'GET', path: '/api/v1/use-cases/000000000000000000000000', headers });
}

async function read(client: Client, number: number): Promise<readonly JournalEntry[]> {
  const path = '/__stub/requests?limit=100';
  const { status, text } = await client.send({ method: 'GET', path, headers: headersOf(number) });
  assert.equal(status, 200, text);
  return JSON.parse(text) as JournalEntry[];
}

/** A failure is told when the request is awaited, not before. */
function track<Result>(promise: Promise<Result>): Promise<Result> {
  promise.catch(() => undefined);
  return promise;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (part: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN).toFixed(0);
  return `${at(0.5)} ms (p99 ${at(0.99)}, most ${at(1)})`;
}

/** A proxy in front of a database, behind which each round trip takes a little longer. */
async function slowNetwork(database: URL): Promise<{ readonly url: string; close(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(database.port), database.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket.setNoDelay().on('error', () => undefined));
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
        sockets.delete(socket);
      });
    }
    // Timers of the same length ring in the order in which they were set.
    client.on('data', (chunk) => void setTimeout(() => upstream.write(chunk), LATENCY));
    upstream.on('data', (chunk) => void client.write(chunk));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(database);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
