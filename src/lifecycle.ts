import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as NetServer, type AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Context } from './serve/context.ts';
import { admitConnections } from './serve/node.ts';
import { answerUnreadable, READ_BY_US } from './serve/unreadable.ts';

// An import of node:http reads all that it exports, and thereby loads Node's fetch and WebSocket: 35 ms and 13 MiB.
const { createServer } = process.getBuiltinModule('node:http');

/** Where a server listens. */
export interface Address {
  /** Default: 0, any free one. */
  readonly port?: number;
  /** Default: 127.0.0.1. */
  readonly host?: string;
}

/** A server's beginning and end. */
export interface Lifecycle {
  /**
   * Starts to listen.
   *
   * @returns the base URL of the API, such as `http://127.0.0.1:4010/api/v1`
   * @throws Error with Node's code, such as `EADDRINUSE`, when it cannot listen there
   */
  listen(address?: Address): Promise<string>;
  /** Base URL of the API. @throws Error while the server does not listen */
  url(): string;
  /**
   * Lets requests under way finish, stops listening, and leaves no handle open. While one call goes on, another one
   * gets its promise.
   *
   * @param within milliseconds, after `linger`, until connections that are still busy are cut
   * @param linger milliseconds to go on listening in any case, so that load balancers notice
   */
  close(within: number, linger: number): Promise<void>;
}

/** What a server tells as it comes and goes. */
interface LifecycleEvents {
  /** Replies that wait, and streams, are to end. */
  readonly onClosing: () => void;
  readonly onClosed: () => void;
}

/** Milliseconds that a client has for the head of a request, and for all of it; and between Node's checks of both. */
const SLOWEST = { headersTimeout: 10_000, requestTimeout: 60_000, connectionsCheckingInterval: 2_000 };
/** Milliseconds between two checks for requests and connections to wait for. */
const CHECK_EVERY = 20;
/** Milliseconds for which connections may say nothing once all requests are answered: one more may be on its way. */
const SILENCE = 250;

export function createLifecycle(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
  context: () => Context,
  { onClosing, onClosed }: LifecycleEvents,
): Lifecycle {
  let server: Server | undefined;
  let replies: RepliesUnderWay | undefined;
  let starting: Promise<unknown> | undefined;
  let ending: Promise<void> | undefined;

  function url(): string {
    const address = server?.address() as AddressInfo | null | undefined;
    if (!address) throw new Error('The stub does not listen; call listen() first');
    return baseUrl(address);
  }

  async function closeNow(within: number, linger: number): Promise<void> {
    await starting?.catch(() => undefined);
    onClosing();
    if (server !== undefined && replies !== undefined) await drain(server, replies, within, linger);
    server = undefined;
    onClosed();
  }

  return {
    async listen({ port = 0, host = '127.0.0.1' } = {}) {
      if (server) throw new Error('The stub listens already; close it first, or create another');
      const created = createServer({ ...SLOWEST, ...READ_BY_US });
      answerUnreadable(created, context, admitConnections(created, context().budget.connections, handler));
      server = created;
      replies = trackReplies(created);
      starting = startListening(created, port, host);
      try {
        await starting;
      } catch (error) {
        server = undefined;
        throw error;
      } finally {
        starting = undefined;
      }
      return url();
    },
    url,
    close(within, linger) {
      ending ??= closeNow(within, linger).finally(() => (ending = undefined));
      return ending;
    },
  };
}

/** The replies of a server that their clients do not have as a whole yet. */
export type RepliesUnderWay = ReadonlySet<ServerResponse>;

/** Begins to track the replies of a server; `endConnections` needs to know them. */
export function trackReplies(server: Server): RepliesUnderWay {
  const replies = new Set<ServerResponse>();
  server.on('request', (_, response) => {
    replies.add(response);
    response.on('close', () => replies.delete(response));
  });
  return replies;
}

/**
 * Goes on listening while requests are under way, for at most half of the time, so that health checks get the reply of
 * a stub that is closing rather than a refused connection.
 */
async function drain(server: Server, replies: RepliesUnderWay, within: number, linger: number): Promise<void> {
  const end = performance.now() + linger + within;
  const left = () => end - performance.now();
  const isBusy = watchConnections(server, replies);
  while (((await isBusy()) && left() > within / 2) || left() > within) await setTimeout(CHECK_EVERY);
  await endConnections(server, replies, left());
}

/**
 * Stops listening at once, lets replies under way end, and closes the connections.
 *
 * @param within milliseconds until connections that are still busy are cut
 * @param onCut is called just before that
 */
export async function endConnections(
  server: Server,
  replies: RepliesUnderWay,
  within: number,
  onCut?: () => void,
): Promise<void> {
  const end = performance.now() + within;
  const isBusy = watchConnections(server, replies);
  // The `close` of HTTP servers cuts replies that their clients still read.
  const closed = new Promise((resolve) => NetServer.prototype.close.call(server, resolve));
  while ((await isBusy()) && performance.now() < end) await setTimeout(CHECK_EVERY);
  onCut?.();
  server.closeAllConnections();
  await closed;
  // Ends the checks for slow requests.
  server.close();
}

/** @returns closes idle connections, and says whether there are others to wait for */
function watchConnections(server: Server, replies: RepliesUnderWay): () => Promise<boolean> {
  let busyAt = performance.now();
  return async () => {
    // Node takes a connection for idle, and would cut it, whose client has not read all of a reply yet.
    if (![...replies].some(({ writableEnded }) => writableEnded)) server.closeIdleConnections();
    if (replies.size > 0) busyAt = performance.now();
    // Without a connection there is nothing to wait for.
    const connections = await new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
    return connections > 0 && performance.now() - busyAt < SILENCE;
  };
}

function startListening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function baseUrl({ address, family, port }: AddressInfo): string {
  const host = family === 'IPv6' ? `[${address}]` : address;
  return `http://${host}:${port}/api/v1`;
}
