import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** Milliseconds between two looks at whether all connections are gone. */
const LOOK = 20;

/**
 * Goes on listening while requests are under way, at most half of the time, so that whoever asks learns that this
 * stub is about to go, rather than finding nobody.
 */
export async function drain(server: Server, within: number, linger: number): Promise<void> {
  const startedAt = performance.now();
  const waited = () => performance.now() - startedAt;
  const connections = () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
  server.closeIdleConnections();
  while (waited() < linger || ((await connections()) > 0 && waited() < within / 2)) {
    await setTimeout(LOOK);
    server.closeIdleConnections();
  }
  const closed = new Promise((resolve) => server.close(resolve));
  const impatience = globalThis.setTimeout(() => server.closeAllConnections(), Math.max(0, within - waited()));
  await closed;
  clearTimeout(impatience);
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
