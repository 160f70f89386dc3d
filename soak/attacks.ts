/** Attacks on the memory and on the time of a stub with a small heap. */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { residentMemory } from '../bench/processes.ts';
import type { OthersFigures } from './others.ts';
import { requestBytes } from './raw-http.ts';
import { count, kill, serveWithin, type Server } from './servers.ts';

/** How hard an attack is. */
interface Force {
  /** How many requests it sends at least. */
  readonly requests: number;
  /** When it ends at the earliest, in milliseconds of the clock of `performance`. */
  readonly until: number;
}

/** An attacker's connections, and what came back on them. */
class Attacker {
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
    request: { readonly method: string; readonly path: string; readonly key: string; readonly body?: string },
    { isKept = false, prefer, sent }: { isKept?: boolean; prefer?: string; sent?: number } = {},
  ): Promise<void> {
    const { key, ...rest } = request;
    const headers = {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      ...(prefer !== undefined && { prefer }),
      ...(isKept && { connection: 'keep-alive' }),
    };
    const bytes = requestBytes(this.url, { ...rest, headers });
    const { hostname, port } = new URL(this.url);
    const socket = connect(Number(port), hostname);
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.once('data', (chunk: Buffer) => this.note(chunk.toString('latin1')));
    socket.on('data', () => undefined);
    const written = new Promise((resolve) =>
      socket.write(sent === undefined ? bytes : bytes.subarray(0, sent), resolve),
    );
    const closed = once(socket, 'close').catch(() => undefined);
    // A stub that does not read holds the writer up as well.
    await (isKept ? Promise.race([written, closed, once(socket, 'data').catch(() => undefined)]) : closed);
  }

  end(): void {
    for (const socket of this.sockets) socket.destroy();
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

/** MiB that a stub may have besides its heap: Node itself, and buffers. */
const BESIDE_HEAP = 128;

/** What an attack did, and how others fared. */
export interface AttackFigures {
  readonly replies: Readonly<Record<string, number>>;
  readonly before: OthersFigures;
  readonly meanwhile: OthersFigures;
  /** MiB that the stub had at the end. */
  readonly memory: number | undefined;
}

/**
 * Attacks a stub while another client goes on.
 *
 * @param heap MiB that the stub's heap may have
 * @throws AssertionError when the stub ends or takes too much memory, another client is refused, or a refusal says no
 *   reason
 */
export async function withstand(
  name: keyof typeof attacks,
  { heap, requests, milliseconds }: { readonly heap: number; readonly requests: number; readonly milliseconds: number },
): Promise<AttackFigures> {
  const server = await serveWithin(heap);
  const attacker = new Attacker(new URL('/', server.url).href);
  const others = followOthers(server);
  try {
    await others.figures();
    await new Promise((resolve) => setTimeout(resolve, milliseconds / 4 + 500));
    const before = await others.figures();
    const ended = once(server.child, 'exit').then(() => true as const);
    const attack = attacks[name](attacker, { requests, until: performance.now() + milliseconds });
    const isOver = await Promise.race([ended, attack.then(() => false as const)]);
    assert.ok(!isOver, `${name} ended the stub after ${JSON.stringify(attacker.replies)}`);
    const meanwhile = await others.figures();
    assert.deepEqual(meanwhile.failed, {}, `${name}: replies to another client`);
    for (const reply of Object.keys(attacker.replies))
      assert.match(reply, /^2\d\d$|^[45]\d\d [\w-]+$/, `${name}: a reply without a reason`);
    const memory = residentMemory(server.child.pid as number);
    // Bodies lie outside the heap, which therefore says nothing about them.
    assert.ok((memory ?? 0) < heap + BESIDE_HEAP, `${name}: ${memory?.toFixed(0)} MiB`);
    return { replies: attacker.replies, before, meanwhile, memory };
  } finally {
    attacker.end();
    others.end();
    await kill(server);
  }
}

function followOthers({ url }: Server) {
  const child = fork(fileURLToPath(new URL('./others.ts', import.meta.url)), [url]);
  return {
    async figures(): Promise<OthersFigures> {
      child.send('figures');
      const [figures] = (await once(child, 'message')) as [OthersFigures];
      return figures;
    },
    end: () => child.kill('SIGKILL'),
  };
}

/** How much slower the slowest replies to others may be, and what they may take in any case, in milliseconds. */
const MOST_SLOWDOWN = 5;
const ALWAYS_FINE = 25;

/** Runs every attack for a time. @returns a summary */
export async function withstandAll(heap: number, milliseconds: number): Promise<string> {
  const parts: string[] = [];
  const slow: string[] = [];
  for (const name of Object.keys(attacks) as (keyof typeof attacks)[]) {
    const { replies, before, meanwhile, memory } = await withstand(name, { heap, requests: heap, milliseconds });
    const times = `others' p99 ${before.p99.toFixed(1)} ms, then ${meanwhile.p99.toFixed(1)} ms`;
    const sent = Object.entries(replies).map(([reply, times]) => `${count(times)} x ${reply}`);
    parts.push(`${name}: ${sent.join(', ') || 'no reply'}; ${times}; ${memory?.toFixed(0)} MiB`);
    if (meanwhile.p99 > Math.max(ALWAYS_FINE, MOST_SLOWDOWN * before.p99)) slow.push(name);
  }
  const figures = `heap of ${heap} MiB\n        ${parts.join('\n        ')}`;
  assert.deepEqual(slow, [], `${figures}: others were slowed down more than ${MOST_SLOWDOWN} times`);
  return figures;
}
