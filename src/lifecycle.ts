import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** Milliseconds between two looks at whether there is still something to wait for. */
const LOOK = 20;
/** Milliseconds for which connections may say nothing once all requests are answered: one more may be on its way. */
const SILENCE = 250;

/** Begins to count the requests that a server has not answered yet. */
export function countRequests(server: Server): () => number {
  let count = 0;
  const answered = () => void count--;
  server.on('request', (_, response) => {
    count++;
    response.on('close', answered);
  });
  return () => count;
}

/**
 * Goes on listening while requests are under way, at most half of the time, so that whoever asks learns that this
 * stub is about to go, rather than finding nobody.
 * @param within milliseconds, once it no longer lingers, after which whatever is under way is cut
 */
export async function drain(server: Server, requests: () => number, within: number, linger: number): Promise<void> {
  const end = performance.now() + linger + within;
  const left = () => end - performance.now();
  let busyAt = performance.now();
  const isBusy = async () => {
    server.closeIdleConnections();
    if (requests() > 0) busyAt = performance.now();
    // Clients that hung up before their answers' turn leave requests that are never over.
    const connections = await new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
    return connections > 0 && performance.now() - busyAt < SILENCE;
  };
  while (((await isBusy()) && left() > within / 2) || left() > within) await setTimeout(LOOK);
  const closed = new Promise((resolve) => server.close(resolve));
  while ((await isBusy()) && left() > 0) await setTimeout(LOOK);
  server.closeAllConnections();
  await closed;
}

/** @throws Error with Node's code, such as `EADDRINUSE` */
export function startListening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** The address of the API at a server that listens. */
export function baseUrl({ address, family, port }: AddressInfo): string {
  const host = family === 'IPv6' ? `[${address}]` : address;
  return `http://${host}:${port}/api/v1`;
}
