/** The proxy: a server that passes on to a service, judges what went through, and shows it below `/__stub`. */
import { createServer, type Agent, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getHeapStatistics } from 'node:v8';
import type { AssumptionChoices } from '../../contract/assumptions.ts';
import type { Fidelity } from '../../contract/fidelity.ts';
import { problem, type Reply } from '../../contract/reply.ts';
import { memoryWithin } from '../../lib/budget.ts';
import { endConnections, trackReplies, type RepliesUnderWay } from '../../lifecycle.ts';
import { createExpressHost } from '../../serve/express.ts';
import { createNodeAnswer } from '../../serve/node.ts';
import { OWN_PATH, withoutOrigin } from '../../serve/request.ts';
import { settings } from '../../settings/settings.ts';
import { createExchangeJudge, type Observed } from './judge.ts';
import type { Learner } from './learn.ts';
import { createPassOn, type Passed } from './pass-on.ts';
import { createShadow } from './shadow.ts';

export interface ProxyOptions {
  /** Base URL of the service, such as `https://service.example/api/v1`. */
  readonly url: URL;
  /** Keeps the connections to the service; the proxy closes it. */
  readonly agent: Agent;
  /** Milliseconds in which the head of a reply must come. */
  readonly timeout: number;
  /** Bytes of a body that are judged. */
  readonly maxBody: number;
  /** The key of the console. */
  readonly consoleKey?: string;
  /** How many requests are shown for each API key. */
  readonly journal: number;
  /** About how many bytes journal, use cases and bodies that wait may take together. Default: by Node's heap. */
  readonly maxMemory?: number;
  /** What is known of the service. */
  readonly fidelity?: Fidelity | undefined;
  /** What is assumed besides. */
  readonly choices: AssumptionChoices;
  /** Takes down what the replies say of the assumptions. */
  readonly learner?: Learner | undefined;
  /** Is told of each request once it has been judged. The next one waits for what it returns. */
  readonly onJudged?: (observed: Observed) => void | Promise<void>;
  /** Is told of a failure of the judging itself, which no client notices. */
  readonly onFailure?: (error: unknown) => void;
}

export interface Proxy {
  /**
   * Starts to listen.
   *
   * @returns the address that clients use in place of the service's
   * @throws Error with Node's code, such as `EADDRINUSE`
   */
  listen(address: { readonly port: number; readonly host: string }): Promise<string>;
  /** Resolves when all that has gone through is judged. */
  judged(): Promise<void>;
  /** How many requests were passed on without being judged: too many waited for that, or the proxy was closed. */
  readonly notJudged: number;
  /**
   * Takes no more requests, lets those under way finish, and judges what waits for it. One whose judging has begun is
   * always judged.
   *
   * @param within milliseconds for the replies, and then as many for the judging
   */
  close(within?: number): Promise<void>;
}

/** Most bytes of copies of bodies under way, and of what waits to be judged, however much memory there is. */
const MOST_COPIED = 64 * 1024 * 1024;
/** What may be sent to the stub's own routes besides reads: it changes nothing that the service has. */
const HARMLESS = /^(POST \/__stub\/requests\/(wait|expect|search|mark)|DELETE \/__stub\/requests)\/?(\?|$)/;

/** Makes a proxy that does not listen yet. */
export async function createProxy(options: ProxyOptions): Promise<Proxy> {
  const { url, maxBody, consoleKey, journal, fidelity, choices } = options;
  const basePath = url.pathname.replace(/\/+$/, '');
  const { heap_size_limit: heap } = getHeapStatistics();
  const stubOptions = {
    maxBody,
    journal,
    assume: choices,
    ...(fidelity && { fidelity }),
    ...(consoleKey !== undefined && { consoleKey }),
  };
  const shadow = createShadow(stubOptions, options.maxMemory ?? memoryWithin(heap));
  const { core } = shadow;
  const mostCopied = Math.min(MOST_COPIED, core.context().budget.messages.limit / 2);
  const shown = createExpressHost(core.context, createNodeAnswer(core.context));
  const judge = await createExchangeJudge({ shadow, basePath, maxBody, learner: options.learner });
  const queue = createQueue(mostCopied, async (passed) => {
    try {
      await options.onJudged?.(await judge.judge(passed));
    } catch (error) {
      options.onFailure?.(error);
    }
  });
  const { agent, timeout } = options;
  const passOn = createPassOn({ url, agent, timeout, maxBody, mostCopied, onPassed: queue.add });
  let server: Server | undefined;
  let replies: RepliesUnderWay | undefined;
  let isClosing = false;

  function answer(request: IncomingMessage, response: ServerResponse): void {
    // On a connection that is busy, one more may come.
    if (isClosing) response.shouldKeepAlive = false;
    const target = withoutOrigin(request.url ?? '/');
    request.url = target;
    if (isBelow(target, OWN_PATH)) {
      const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(request.method ?? '');
      if (isRead || HARMLESS.test(`${request.method} ${target}`)) return shown.handler(request, response);
      return send(response, problem('proxy-shows-only', SHOWS_ONLY));
    }
    if (isBelow(target, basePath) && isBelow(asServicesReadIt(target), basePath))
      return passOn.handle(request, response);
    const message = `Only what is below ${basePath} is passed on to ${url.origin}`;
    send(response, problem('unknown-path', message));
  }

  async function judged(): Promise<void> {
    await passOn.idle();
    await queue.idle();
  }

  return {
    async listen({ port, host }) {
      // Uploads may take as long as they do with the service itself.
      const limits = { requestTimeout: 0, headersTimeout: 60_000, keepAliveTimeout: 60_000, maxHeaderSize: 65_536 };
      const created = createServer(limits, answer);
      await new Promise<void>((resolve, reject) => {
        created.once('error', reject);
        created.listen(port, host, () => resolve(void created.off('error', reject)));
      });
      server = created;
      replies = trackReplies(created);
      const { address, family, port: chosen } = created.address() as AddressInfo;
      return `http://${family === 'IPv6' ? `[${address}]` : address}:${chosen}${basePath}`;
    },
    judged,
    get notJudged() {
      return queue.dropped;
    },
    async close(within = settings.drainTimeout.default) {
      isClosing = true;
      core.beginClosing();
      if (server && replies) await endConnections(server, replies, within, passOn.cut);
      server = undefined;
      options.agent.destroy();
      await passOn.idle();
      await queue.finish(within);
    },
  };
}

const SHOWS_ONLY =
  'The proxy only shows what went through it. Use cases are changed by requests to the service, and scenarios, states and the clock are those of a stub';

interface Queue {
  add(passed: Passed): void;
  idle(): Promise<void>;
  /** Works on what waits for so many milliseconds at most, and drops the rest. */
  finish(within: number): Promise<void>;
  /** How many were never worked on. */
  readonly dropped: number;
}

/**
 * Works one after the other, and lets requests in between.
 *
 * @param most bytes that may wait; beyond, bodies are left out, and beyond twice as many whole requests
 */
function createQueue(most: number, work: (passed: Passed) => Promise<void>): Queue {
  const waiting: Passed[] = [];
  let bytes = 0;
  let dropped = 0;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      bytes -= bytesOf(next);
      await work(next);
      await new Promise(setImmediate);
    }
    running = undefined;
  }

  return {
    add(passed) {
      const isFull = bytes + bytesOf(passed) > most;
      const kept: Passed = isFull ? withoutBodies(passed) : passed;
      if (bytes + bytesOf(kept) > 2 * most) return void dropped++;
      bytes += bytesOf(kept);
      waiting.push(kept);
      running ??= run();
    },
    idle: async () => running,
    async finish(within) {
      const drop = setTimeout(() => (dropped += waiting.splice(0).length), within);
      await running;
      clearTimeout(drop);
    },
    get dropped() {
      return dropped;
    },
  };
}

function withoutBodies({ reply, ...passed }: Passed): Passed {
  return { ...passed, body: 'no-room', ...(reply && { reply: { ...reply, body: 'no-room' as const } }) };
}

/** Approximate, with what each request takes besides its bodies and heads. */
function bytesOf({ target, rawHeaders, body, reply }: Passed): number {
  const heads = [target, ...rawHeaders, ...(reply?.rawHeaders ?? [])];
  return heads.reduce((sum, { length }) => sum + length, 2_000) + body.length + (reply?.body.length ?? 0);
}

function isBelow(target: string, base: string): boolean {
  return target.startsWith(base) && /^([/?]|$)/.test(target.slice(base.length));
}

/**
 * The path to which a target may lead: services resolve "..", some of them also where it is percent-encoded, follows a
 * backslash, or has parameters of its own.
 */
function asServicesReadIt(target: string): string {
  const [path = ''] = target.split(/[?#]/, 1);
  const plain = path
    .replace(/%2f|%5c|\\/gi, '/')
    .replace(/;[^/]*/g, '')
    .replace(/\/{2,}/g, '/');
  return new URL(plain, 'http://service').pathname;
}

function send(response: ServerResponse, { status, body, error }: Reply): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    ...(error && { 'stub-error': error }),
  });
  response.end(JSON.stringify(body));
}
