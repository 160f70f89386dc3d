/** Stubs that share a database, behind what balances as deploy/haproxy.cfg does. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { freePort, residentMemory } from '../bench/processes.ts';
import { kill, serveWithin, type Server } from './servers.ts';

/** Milliseconds between two health checks. */
const CHECK_EVERY = 200;
/** For how long a stub that was told to stop still listens, so that a check notices. */
const LINGER = 1_000;
/** How often a request that did not reach a stub is tried with another one. */
const MOST_TRIES = 3;

/** A reply, and how long it took in milliseconds. */
export interface TimedReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly milliseconds: number;
}

/** A request that any replica may answer. */
export interface ReplicaRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Replica {
  server: Server;
  readonly port: number;
  isReady: boolean;
}

/** Replicas that can be restarted while requests go to those that are ready. */
export class Replicas {
  /** How often a request went to another replica, because no connection was made. */
  retries = 0;
  private readonly heap: number;
  private readonly flags: readonly string[];
  private readonly all: Replica[] = [];
  private checks: NodeJS.Timeout | undefined;
  private turn = 0;

  /** @param heap MiB that the heap of each stub may have @param flags of each stub, such as its store */
  constructor(heap: number, ...flags: readonly string[]) {
    this.heap = heap;
    this.flags = [...flags, '--drain-linger', String(LINGER)];
  }

  async start(count: number): Promise<void> {
    while (this.all.length < count) {
      const port = await freePort();
      this.all.push({ server: await this.serve(port), port, isReady: true });
    }
    this.checks = setInterval(() => {
      for (const replica of this.all) void this.check(replica);
    }, CHECK_EVERY);
  }

  /** Sends a request to the next replica that is ready. @throws Error when none takes it */
  async send(request: ReplicaRequest): Promise<TimedReply> {
    for (let attempt = 1; ; attempt++) {
      const ready = this.all.filter(({ isReady }) => isReady);
      const { port } = (ready.length > 0 ? ready : this.all)[
        this.turn++ % (ready.length || this.all.length)
      ] as Replica;
      try {
        return await sendTo(port, request);
      } catch (error) {
        // Where no connection is made the stub has not received the request, so even a create may go to another one.
        const { code } = error as NodeJS.ErrnoException;
        if (code !== 'ECONNREFUSED' || attempt === MOST_TRIES) throw error;
        this.retries++;
      }
    }
  }

  /** Stops a replica as an operator would and starts it again, on the same port. */
  async restart(index: number): Promise<void> {
    const replica = this.all[index] as Replica;
    const { child } = replica.server;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    const [code] = (await exited) as [number | null];
    replica.isReady = false;
    assert.equal(code, 0, 'exit code of a stub that was told to stop');
    replica.server = await this.serve(replica.port);
  }

  /** MiB that a replica takes. */
  memoryOf(index: number): number {
    return residentMemory((this.all[index] as Replica).server.child.pid as number) ?? NaN;
  }

  async end(): Promise<void> {
    clearInterval(this.checks);
    for (const { server } of this.all) await kill(server);
  }

  private serve(port: number): Promise<Server> {
    return serveWithin(this.heap, '--port', String(port), ...this.flags);
  }

  private async check(replica: Replica): Promise<void> {
    const reply = await sendTo(replica.port, { method: 'GET', path: '/__stub/ready', headers: {} }).catch(() => null);
    replica.isReady = reply?.status === 200;
  }
}

/** Sends a request on a connection of its own, as HAProxy does. */
function sendTo(port: number, { method, path, headers, body }: ReplicaRequest): Promise<TimedReply> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const options = { agent: false, host: '127.0.0.1', port, method, path, headers: { ...headers, ...length } };
    const outgoing = httpRequest(options, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      incoming.once('error', reject);
      incoming.once('end', () => {
        const milliseconds = performance.now() - startedAt;
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, milliseconds });
      });
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
