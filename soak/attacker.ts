/** What attacks the memory and the time of a server: connections, and what is sent on them. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { requestBytes } from './raw-http.ts';

/** How hard an attack is. */
export interface Force {
  /** How many requests it sends at least. */
  readonly requests: number;
  /** When it ends at the earliest, in milliseconds of the clock of `performance`. */
  readonly until: number;
}

interface AttackRequest {
  readonly method: string;
  readonly path: string;
  readonly key: string;
  readonly body?: string;
}

/** Bytes that a slow client sends at a time. */
const PIECE = 1_024;

/** An attacker's connections, and what came back on them. */
export class Attacker {
  /** Replies by status and by the error that they name. */
  readonly replies: Record<string, number> = {};
  /** Ends when the first reply has come. */
  readonly answered: Promise<void>;
  private sayAnswered = () => {};
  private readonly url: string;
  private readonly sockets = new Set<Socket>();

  constructor(url: string) {
    this.url = url;
    this.answered = new Promise((resolve) => (this.sayAnswered = resolve));
  }

  /**
   * Sends a request on a connection of its own.
   *
   * @param isKept keeps the connection, and does not wait for the reply
   * @param sent how many of the request's bytes are sent; default: all
   */
  async send(
    request: AttackRequest,
    { isKept = false, prefer, sent }: { isKept?: boolean; prefer?: string; sent?: number } = {},
  ): Promise<void> {
    const bytes = this.bytesOf(request, {
      ...(prefer !== undefined && { prefer }),
      ...(isKept && { connection: 'keep-alive' }),
    });
    const socket = this.connect();
    const written = new Promise((resolve) =>
      socket.write(sent === undefined ? bytes : bytes.subarray(0, sent), resolve),
    );
    const closed = once(socket, 'close').catch(() => undefined);
    // A stub that does not read holds the writer up as well.
    await (isKept ? Promise.race([written, closed, once(socket, 'data').catch(() => undefined)]) : closed);
  }

  /** Sends a request a kilobyte a second, until it has been answered or the time is over. */
  async drip(request: AttackRequest, until: number): Promise<void> {
    const bytes = this.bytesOf(request, {});
    const socket = this.connect();
    for (let sent = 0; sent < bytes.length && !socket.destroyed && performance.now() < until; sent += PIECE) {
      socket.write(bytes.subarray(sent, sent + PIECE));
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }

  end(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private connect(): Socket {
    const { hostname, port } = new URL(this.url);
    const socket = connect(Number(port), hostname);
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.once('data', (chunk: Buffer) => this.note(chunk.toString('latin1')));
    socket.on('data', () => undefined);
    return socket;
  }

  private bytesOf({ key, ...rest }: AttackRequest, more: Readonly<Record<string, string>>): Buffer {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...more };
    return requestBytes(this.url, { ...rest, headers });
  }

  private note(reply: string): void {
    const [, status = 'broken'] = /^HTTP\/1\.1 (\d+)/.exec(reply) ?? [];
    const [, error = ''] = /^stub-error: (.+)\r$/m.exec(reply) ?? [];
    const name = `${status} ${error}`.trim();
    this.replies[name] = (this.replies[name] ?? 0) + 1;
    this.sayAnswered();
  }
}

const MEGABYTE = 'y'.repeat(1_000_000);
const LONG_NAME = JSON.stringify({ name: MEGABYTE });
const UNKNOWN_FIELD = JSON.stringify({ nme: MEGABYTE });
const UNFINISHED = { isKept: true, sent: 999_000 };
const create = { method: 'POST', path: '/use-cases' };

/** Sends until both the number and the time have been reached. */
async function repeat(
  { requests, until }: Force,
  lanes: number,
  send: (index: number) => Promise<void>,
): Promise<void> {
  let index = 0;
  const lane = async () => {
    while (index < requests || performance.now() < until) await send(index++);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** More than there is room for among the requests that wait. */
const crowd = (force: Force): Force => ({ ...force, requests: 5 * force.requests });

/** Each comes from one API key, or, where its name says so, from ever new ones. */
export const attacks = {
  'delayed-refusals': (attacker: Attacker, force: Force) =>
    repeat(crowd(force), 4, () =>
      attacker.send({ ...create, key: 'evil', body: UNKNOWN_FIELD }, { isKept: true, prefer: 'delay=60000' }),
    ),
  'delayed-refusals-of-strangers': (attacker: Attacker, force: Force) =>
    repeat(crowd(force), 4, (index) =>
      attacker.send({ ...create, key: `evil-${index}`, body: UNKNOWN_FIELD }, { isKept: true, prefer: 'delay=60000' }),
    ),
  async 'unfinished-uploads'(attacker: Attacker, force: Force) {
    await repeat(force, 4, () => attacker.send({ ...create, key: 'evil', body: LONG_NAME }, UNFINISHED));
    await attacker.answered;
  },
  async 'unfinished-uploads-of-strangers'(attacker: Attacker, force: Force) {
    await repeat(force, 4, (index) => attacker.send({ ...create, key: `evil-${index}`, body: LONG_NAME }, UNFINISHED));
    await attacker.answered;
  },
  'long-creates': (attacker: Attacker, force: Force) =>
    repeat(force, 4, () => attacker.send({ ...create, key: 'evil', body: LONG_NAME })),
  'long-creates-of-strangers': (attacker: Attacker, force: Force) =>
    repeat(force, 4, (index) => attacker.send({ ...create, key: `evil-${index}`, body: LONG_NAME })),
  'lists-of-strangers': (attacker: Attacker, force: Force) =>
    repeat({ ...force, requests: 14 * force.requests }, 8, (index) =>
      attacker.send({ method: 'GET', path: '/use-cases', key: `evil-${index}` }),
    ),
  async 'long-scenarios'(attacker: Attacker, force: Force) {
    for (let index = 0; index < 100; index++) {
      const match = { body: { name: `${index < 50 ? MEGABYTE : MEGABYTE.slice(0, 10_000)}` } };
      const body = JSON.stringify({ because: String(index), match, status: 503 });
      await attacker.send({ method: 'POST', path: '/__stub/scenarios', key: 'evil', body });
    }
    for (let index = 0; index < 5; index++)
      await attacker.send({ method: 'GET', path: '/__stub/requests/stream', key: 'evil' }, { isKept: true });
    await repeat(force, 4, () => attacker.send({ ...create, key: 'evil', body: '{"name":"x"}' }));
  },
  async 'long-lists'(attacker: Attacker, force: Force) {
    const body = JSON.stringify({ name: 'y'.repeat(500) });
    await repeat({ requests: 20 * force.requests, until: 0 }, 16, () =>
      attacker.send({ ...create, key: 'evil', body }),
    );
    await repeat({ requests: 40, until: force.until }, 4, () =>
      attacker.send({ method: 'GET', path: '/use-cases', key: 'evil' }),
    );
  },
  'event-streams': (attacker: Attacker, force: Force) =>
    repeat({ requests: Math.min(1_000, 5 * force.requests), until: 0 }, 4, () =>
      attacker.send({ method: 'GET', path: '/__stub/requests/stream', key: 'evil' }, { isKept: true }),
    ),
} as const;

/** How many clients there are; one comes each millisecond. */
const CROWD = 1_000;
const together = (one: (index: number) => Promise<void>) =>
  Promise.all(
    Array.from({ length: CROWD }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, index));
      await one(index);
    }),
  );
const untilThen = ({ until }: Force) =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, until - performance.now())));

/** Many clients, of whom each by itself does no harm. */
export const crowds = {
  async 'slow-uploads'(attacker: Attacker, { until }: Force) {
    const body = JSON.stringify({ name: 'y'.repeat(50_000) });
    await together((index) => attacker.drip({ ...create, key: `slow-${index}`, body }, until));
  },
  async 'event-streams-of-strangers'(attacker: Attacker, force: Force) {
    await together(async (index) => {
      const key = `follows-${index}`;
      await attacker.send({ method: 'GET', path: '/__stub/requests/stream', key }, { isKept: true });
      await attacker.send({ ...create, key, body: '{"name":"x"}' });
    });
    await untilThen(force);
  },
  'unknown-keys': (attacker: Attacker, force: Force) =>
    repeat(force, 8, (index) => attacker.send({ ...create, key: `unknown-${index}`, body: '{"name":"x"}' })),
} as const;
