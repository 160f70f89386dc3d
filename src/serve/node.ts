import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { freeBytes } from '../lib/bytes.ts';
import { OverBudget, type Pool } from '../lib/budget.ts';
import type { Client } from '../lib/wait.ts';
import type { Context } from './context.ts';
import { halfOf, slowly, type Message } from './deliver.ts';
import { readNodeBody } from './node-body.ts';
import type { BodyLimits, SentBody, StubRequest } from './request.ts';
import { breakConnection, createFollower } from './pipelining.ts';
import { FAILED, noRoom, walk } from './walk.ts';

const LAST_HEADERS = { 'content-type': 'application/json; charset=utf-8', connection: 'close' };

/**
 * Makes the function that answers requests of Node's HTTP server. It never throws.
 *
 * @param context the stub's current context
 */
export function createNodeAnswer(
  context: () => Context,
): (incoming: IncomingMessage, response: ServerResponse) => void {
  const queue = createReplyQueue();
  const follow = createFollower();
  return (incoming, response) => {
    follow(incoming.socket, response);
    void answerNode(incoming, response, context(), queue);
  };
}

/** Ends responses with a text, together with others. */
interface ReplyQueue {
  end(response: ServerResponse, text: string, encoding: 'latin1' | 'utf8'): void;
  has(response: ServerResponse): boolean;
}

/**
 * Ends responses once every request that has arrived is handled. A write to a client that sleeps wakes it, which costs
 * more than to read a use case does; to one that is awake it is cheap. With a single connection there is nothing to gain.
 */
function createReplyQueue(): ReplyQueue {
  let waiting: { response: ServerResponse; text: string; encoding: 'latin1' | 'utf8' }[] = [];
  const flush = () => {
    const due = waiting;
    waiting = [];
    for (const { response, text, encoding } of due) response.end(text, encoding);
  };
  return {
    end(response, text, encoding) {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ response, text, encoding });
    },
    has: (response) => waiting.some((each) => each.response === response),
  };
}

async function answerNode(
  incoming: IncomingMessage,
  response: ServerResponse,
  context: Context,
  queue: ReplyQueue,
): Promise<void> {
  try {
    const request = new NodeRequest(incoming, response);
    await walk(request, context, (message) => write(response, message, request, context, queue));
    // Node reads a body that is left over, and makes much garbage of it.
    if (!incoming.complete && incoming.listenerCount('data') === 0) incoming.on('data', freeBytes);
  } catch (error) {
    failConnection(response, error, context, queue);
  }
}

/** Node's request as the stages see it. */
class NodeRequest implements StubRequest {
  private readonly incoming: IncomingMessage;
  private readonly response: ServerResponse;

  constructor(incoming: IncomingMessage, response: ServerResponse) {
    this.incoming = incoming;
    this.response = response;
  }

  get method(): string {
    return this.incoming.method ?? 'GET';
  }

  get target(): string {
    return this.incoming.url ?? '/';
  }

  get rawHeaders(): readonly string[] {
    return this.incoming.rawHeaders;
  }

  get address(): string | undefined {
    return this.incoming.socket.remoteAddress;
  }

  get isGone(): boolean {
    return this.response.destroyed;
  }

  get isIncomplete(): boolean {
    return this.incoming.readableAborted && !this.incoming.complete;
  }

  header(name: string): string | undefined {
    // Node's headers are a plain object, which also has `constructor` and the like.
    const value: unknown = this.incoming.headers[name];
    return typeof value === 'string' ? value : Array.isArray(value) ? value.join(', ') : undefined;
  }

  onGone(listener: () => void): () => void {
    if (this.isGone) process.nextTick(listener);
    this.response.once('close', listener);
    return () => void this.response.off('close', listener);
  }

  readBody(limits: BodyLimits): Promise<SentBody> {
    return readNodeBody(this.incoming, limits);
  }
}

/**
 * Writes a message. The only place that writes to a response.
 *
 * Not with Express's `res.json`, which hashes every body for an ETag; nothing in the reference speaks of conditional
 * requests.
 */
function write(response: ServerResponse, message: Message, client: Client, context: Context, queue: ReplyQueue): void {
  const { status, headers, body, fault } = message;
  // What is held for a client that has hung up would never be given back.
  if (response.destroyed) return;
  // Once the head has been sent, an error message would be taken for a part of the body.
  if (response.headersSent) return void response.destroy();
  if (message.held > 0 && !message.isHeadOnly) holdUntilRead(response, message, context.budget.messages);
  // A stub that is about to stop wants its connections back.
  if (context.closing.aborted) response.shouldKeepAlive = false;
  if (fault === 'reset' || fault === 'empty') return breakConnection(response, fault);
  if (body === undefined) {
    if (!message.isBodiless) headers['content-length'] = '0';
    response.writeHead(status, headers).end();
  } else if (typeof body === 'string') writeText(response, message, body, client, context, queue);
  else if (body instanceof Uint8Array) {
    headers['content-length'] = String(body.byteLength);
    response.writeHead(status, headers).end(message.isHeadOnly ? undefined : body);
  } else {
    response.writeHead(status, headers);
    if (message.isHeadOnly) response.end();
    else if (Symbol.iterator in body)
      writePieces(response, body[Symbol.iterator](), fault, () => context.turns.next(message.owner));
    else {
      // Streams say something every ten seconds, so this client reads nothing.
      response.setTimeout(LONGEST_PAUSE, () => response.destroy());
      void writeAsItComes(response, body);
    }
  }
}

/** Milliseconds for which a client may read nothing of a long reply. */
const LONGEST_PAUSE = 60_000;

/**
 * Counts a long reply until the client has read it.
 *
 * @throws OverBudget when there is no room for it. What changes something is sent anyway: its client must learn of it
 */
function holdUntilRead(response: ServerResponse, { held, owner }: Message, messages: Pool): void {
  const { method } = response.req;
  if (method === 'GET' || method === 'HEAD') messages.take(owner, held);
  else messages.force(owner, held);
  response.once('close', () => messages.give(owner, held));
  response.setTimeout(LONGEST_PAUSE, () => response.destroy());
}

/**
 * Sends a long text. Other requests have their turn before each piece, also where the client has read the last one at
 * once: Node tells of that within the same turn of the event loop.
 */
function writePieces(
  response: ServerResponse,
  pieces: Iterator<string>,
  fault: Message['fault'],
  turn: () => Promise<void>,
): void {
  const next = (): void => {
    if (response.destroyed) return;
    const { done, value } = pieces.next() as IteratorResult<string, undefined>;
    if (done === true) return void (fault === 'truncated' ? response.socket?.destroy() : response.end());
    const isFree = response.write(value);
    if (isFree) void turn().then(next);
    else response.once('drain', () => void turn().then(next));
  };
  next();
}

function writeText(
  response: ServerResponse,
  { status, headers, fault, isHeadOnly }: Message,
  text: string,
  client: Client,
  context: Context,
  queue: ReplyQueue,
): void {
  const length = Buffer.byteLength(text);
  headers['content-length'] = String(length);
  response.writeHead(status, headers);
  if (fault === 'truncated') response.write(halfOf(text), () => response.socket?.destroy());
  else if (fault === 'slow') void writeAsItComes(response, slowly(Buffer.from(text), context, client));
  else if (isHeadOnly) response.end();
  // As many bytes as characters: all are ASCII, which Node writes faster when it is told so.
  else queue.end(response, text, length === text.length ? 'latin1' : 'utf8');
}

/**
 * Sends parts that come over time, no faster than the client reads. Without Node's `pipeline`: after a client has
 * followed a stream through it, V8 runs the writes of all other replies more slowly for as long as the process lives.
 */
async function writeAsItComes(response: ServerResponse, parts: AsyncIterable<string | Uint8Array>): Promise<void> {
  try {
    for await (const part of parts) {
      if (response.destroyed) return;
      if (!response.write(part)) await drained(response);
    }
    response.end();
  } catch {
    response.destroy();
  }
}

/** Resolves when the client has read what was written, or is gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

/**
 * Lets a server answer requests on as many connections as there is room for. On a few more it answers that there is no
 * room; others are closed.
 *
 * @returns the handler of requests with which it does so
 */
export function admitConnections(
  server: Server,
  connections: Pool,
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): (request: IncomingMessage, response: ServerResponse) => void {
  const refused = new Map<Socket, OverBudget>();
  server.maxConnections = 2 * connections.limit;
  server.on('drop', () => connections.countDropped());
  server.on('connection', (socket) => {
    const address = socket.remoteAddress ?? '';
    try {
      connections.take(address, 1);
      socket.once('close', () => connections.give(address, 1));
    } catch (error) {
      if (!(error instanceof OverBudget)) throw error;
      refused.set(socket, error);
      socket.once('close', () => refused.delete(socket));
    }
  });
  return (request, response) => {
    const error = refused.size > 0 ? refused.get(request.socket) : undefined;
    if (error === undefined) return handler(request, response);
    const { status, headers, body, error: id } = noRoom(error);
    response.writeHead(status, { ...LAST_HEADERS, ...headers, 'stub-error': id }).end(JSON.stringify(body));
  };
}

/** Answers 500 or closes the connection, without the code that has just failed. */
function failConnection(response: ServerResponse, error: unknown, { logger }: Context, queue: ReplyQueue): void {
  try {
    if (!response.headersSent) response.writeHead(500, LAST_HEADERS).end(JSON.stringify({ message: FAILED }));
    // A complete reply stays, although its log line could not be written.
    else if (!response.writableEnded && !queue.has(response)) response.destroy();
    logger?.error({ err: error }, 'the stub failed to answer a request');
  } catch {
    // It may be the logger that fails.
  }
}
