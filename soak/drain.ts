/** Sends SIGTERM while a hundred requests are in flight, at four stages of their way. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { count, engines, headers, kill, createEmptyStore, serve, type Engine } from './servers.ts';

/** Milliseconds that may pass from the last reply to the end of the process. */
const LONGEST = 1_000;
const OF_EACH_STAGE = 25;
const IDLE = 10;

interface Answer {
  readonly status: number;
  readonly body: string;
  /** When its last byte arrived, on the clock of `performance.now()`. */
  readonly at: number;
}

/** A client on a connection of its own, which it leaves open until the server closes it. */
class SlowClient {
  readonly #socket;
  readonly #text: string;
  #received = '';
  readonly #head = Promise.withResolvers<void>();
  readonly #continue = Promise.withResolvers<void>();
  readonly #answer = Promise.withResolvers<Answer>();
  /** Rejected when the connection breaks, even if that is after the answer. */
  readonly closed: Promise<void>;

  constructor(url: string, name: string, prefer: string) {
    const { port, hostname, pathname } = new URL(url);
    this.#text = JSON.stringify({ name });
    const lines = Object.entries({ ...headers, prefer, 'content-length': this.#text.length, host: 'localhost' });
    const head = lines.map(([key, value]) => `${key}: ${value}\r\n`).join('');
    // The server's 100 Continue shows that it has read the head.
    const request = `POST ${pathname}/use-cases HTTP/1.1\r\n${head}expect: 100-continue\r\n\r\n`;
    this.#socket = connect(Number(port), hostname, () => this.#socket.write(request));
    this.#socket.on('data', (chunk) => this.#read(chunk.toString()));
    this.closed = new Promise((resolve, reject) => {
      this.#socket.once('error', reject);
      this.#socket.once('close', () => resolve());
    });
    const lost = (error?: Error) => {
      const reason = error ?? new Error('the connection was closed before the reply');
      for (const each of [this.#head, this.#continue, this.#answer]) each.reject(reason);
    };
    this.closed.then(() => lost(), lost);
    for (const each of [this.#head, this.#continue, this.#answer]) each.promise.catch(() => undefined);
  }

  #read(text: string): void {
    this.#received += text;
    if (/^HTTP\/1\.1 100 .*\r\n\r\n/.test(this.#received)) {
      this.#received = this.#received.replace(/^HTTP\/1\.1 100 .*\r\n\r\n/, '');
      this.#continue.resolve();
    }
    const end = this.#received.indexOf('\r\n\r\n');
    if (end < 0) return;
    this.#head.resolve();
    const head = this.#received.slice(0, end);
    const body = this.#received.slice(end + 4);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
    if (body.length === length)
      this.#answer.resolve({ status: Number(head.slice(9, 12)), body, at: performance.now() });
  }

  /** Settles when the server has read the head of the request. */
  arrived(): Promise<void> {
    return this.#continue.promise;
  }

  /** Settles when the head of the reply has arrived. */
  answering(): Promise<void> {
    return this.#head.promise;
  }

  answer(): Promise<Answer> {
    return this.#answer.promise;
  }

  sendHalf(): void {
    this.#socket.write(this.#text.slice(0, 8));
  }

  sendRest(): void {
    this.#socket.write(this.#text.slice(8));
  }

  destroy(): void {
    this.#socket.destroy();
  }
}

/** @returns a summary of the drains on every engine */
export async function drained(rounds: number): Promise<string> {
  const parts: string[] = [];
  let answers = 0;
  for (const engine of engines) {
    const { slowest, kept } = await onEngine(engine, rounds);
    answers += rounds * 4 * OF_EACH_STAGE;
    const rest = engine === 'memory' ? '' : `, ${count(kept)} of them found after a restart`;
    parts.push(`${engine}: ended ${slowest.toFixed(0)} ms after the last reply at most${rest}`);
  }
  const signals = `${rounds} signals on each engine with ${4 * OF_EACH_STAGE} requests in flight`;
  return `${signals}: ${count(answers)} replies, none reset, exit code 0; ${parts.join('; ')} (at most ${count(LONGEST)} ms)`;
}

async function onEngine(engine: Engine, rounds: number): Promise<{ slowest: number; kept: number }> {
  const emptyStore = await createEmptyStore(engine);
  const created = new Set<string>();
  let slowest = 0;
  try {
    for (let round = 0; round < rounds; round++) {
      const { ids, milliseconds } = await drainOnce(emptyStore.address);
      for (const id of ids) created.add(id);
      slowest = Math.max(slowest, milliseconds);
    }
    assert.ok(slowest < LONGEST, `on ${engine} the process ended ${slowest.toFixed(0)} ms after the last answer`);
    if (engine !== 'memory') await assertStored(emptyStore.address, created);
  } finally {
    await emptyStore.remove();
  }
  return { slowest, kept: created.size };
}

async function drainOnce(store: string): Promise<{ ids: string[]; milliseconds: number }> {
  const server = await serve('--store', store, '--seed-count', '0');
  const clients: SlowClient[] = [];
  const open = (stage: string, prefer: string, number = OF_EACH_STAGE) => {
    const some = Array.from({ length: number }, (_, index) => new SlowClient(server.url, `${stage} ${index}`, prefer));
    clients.push(...some);
    return some;
  };
  try {
    const idle = open('idle', '', IDLE);
    const halfSent = open('half sent', '');
    const delayed = open('delayed', 'delay=60000');
    const dripping = open('dripping', 'fault=slow');
    const creating = open('creating', '');
    const inFlight = [...halfSent, ...delayed, ...dripping, ...creating];
    await Promise.all(clients.map((each) => each.arrived()));
    for (const each of clients) each.sendHalf();
    for (const each of [...idle, ...delayed, ...dripping]) each.sendRest();
    await Promise.all(idle.map((each) => each.answer()));
    await Promise.all(dripping.map((each) => each.answering()));
    for (const each of creating) each.sendRest();
    const exited = once(server.child, 'exit').then(([code, signal]) => ({
      code: (code ?? signal) as unknown,
      at: performance.now(),
    }));
    server.child.kill('SIGTERM');
    // The rest of these bodies is sent when the stub is already draining; it must wait for them.
    const ready = new URL('/__stub/ready', server.url);
    while ((await fetch(ready)).status !== 503);
    for (const each of halfSent) each.sendRest();
    const answers = await Promise.all(inFlight.map((each) => each.answer()));
    await Promise.all(clients.map((each) => each.closed));
    const { code, at } = await exited;
    assert.equal(code, 0, 'exit code');
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    const ids = answers.map(({ body }) => (JSON.parse(body) as { id: string }).id);
    assert.equal(new Set(ids).size, inFlight.length, 'no id twice');
    return { ids, milliseconds: at - Math.max(...answers.map((answer) => answer.at)) };
  } finally {
    for (const each of clients) each.destroy();
    await kill(server);
  }
}

async function assertStored(store: string, created: ReadonlySet<string>): Promise<void> {
  const server = await serve('--store', store, '--seed-count', '0');
  try {
    const list = (await (await fetch(`${server.url}/use-cases`, { headers })).json()) as { id: string }[];
    const stored = new Set(list.map(({ id }) => id));
    assert.deepEqual(
      [...created].filter((id) => !stored.has(id)),
      [],
      'acknowledged creates are there after a restart',
    );
  } finally {
    await kill(server);
  }
}
