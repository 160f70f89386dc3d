import { OverBudget } from '../lib/budget.ts';
import type { Client } from '../lib/wait.ts';
import type { Context } from './context.ts';
import { halfOf, slowly, type Message } from './deliver.ts';
import type { BodyLimits, SentBody, StubRequest } from './request.ts';
import { walk } from './walk.ts';

/** What a server that passes a request on knows about it. */
export interface FetchOptions {
  /** Network address of the client, for the journal and the log. */
  readonly address?: string;
}

/**
 * Answers a web-standard request, without a port and without Node.
 *
 * @returns rejects as `fetch` does: with a TypeError where a scenario or a preference breaks the connection, and with
 *   the reason of the request's signal once that is aborted
 */
export async function answerFetch(request: Request, options: FetchOptions, context: Context): Promise<Response> {
  if (typeof (request as Partial<Request> | undefined)?.url !== 'string')
    throw new TypeError('stub.fetch takes a Request, such as new Request(url, init)');
  const { signal } = request;
  signal.throwIfAborted();
  let response: Response | undefined;
  const client = new FetchRequest(request, options);
  await walk(client, context, (message) => (response = responseOf(message, signal, client, context)));
  signal.throwIfAborted();
  if (response === undefined) throw new TypeError('fetch failed: the stub broke the connection as planned');
  return response;
}

/** A web-standard request as the stages see it. */
class FetchRequest implements StubRequest {
  readonly target: string;
  readonly rawHeaders: readonly string[];
  readonly address: string | undefined;
  /** Whether the client gave up before the body was whole. */
  isIncomplete = false;
  private readonly request: Request;

  constructor(request: Request, { address }: FetchOptions) {
    const { pathname, search, host } = new URL(request.url);
    this.request = request;
    this.target = pathname + search;
    this.address = address;
    const headers = [...request.headers].flat();
    // A request that no client has sent yet has no host.
    this.rawHeaders = request.headers.has('host') ? headers : ['host', host, ...headers];
  }

  get method(): string {
    return this.request.method.toUpperCase();
  }

  get isGone(): boolean {
    return this.request.signal.aborted;
  }

  header(name: string): string | undefined {
    if (name === 'host') return this.request.headers.get('host') ?? new URL(this.request.url).host;
    // Nothing says how long a body is that was given to `new Request`.
    if (name === 'transfer-encoding' && this.request.body !== null) return 'chunked';
    return this.request.headers.get(name) ?? undefined;
  }

  onGone(listener: () => void): () => void {
    this.request.signal.addEventListener('abort', listener);
    return () => this.request.signal.removeEventListener('abort', listener);
  }

  async readBody({ maxBytes, encoding, hold }: BodyLimits): Promise<SentBody> {
    const { body, signal } = this.request;
    if (body === null) return 'none';
    const declared = this.request.headers.get('content-length');
    if (Number(declared) > maxBytes) return 'too-large';
    const stream = encoding === 'identity' ? body : unpacked(body, encoding);
    if (stream === undefined) return 'unsupported';
    const sent = await collect(stream, maxBytes, hold, signal).catch(asUnreadable);
    this.isIncomplete = sent === 'unreadable' && signal.aborted;
    // "" as a body is none: `fetch` sends it with a length of 0.
    if (typeof sent === 'string') return sent;
    return sent.length === 0 && declared === null ? 'none' : { bytes: sent, isOurs: false };
  }
}

function asUnreadable(error: unknown): 'unreadable' {
  if (error instanceof OverBudget) throw error;
  return 'unreadable';
}

/** What the encodings of HTTP are called in the web's own decompression. */
const FORMATS: Readonly<Record<string, string>> = { gzip: 'gzip', deflate: 'deflate', br: 'brotli' };

function unpacked(body: ReadableStream<Uint8Array>, encoding: string): ReadableStream<Uint8Array> | undefined {
  const format = Object.hasOwn(FORMATS, encoding) ? FORMATS[encoding] : undefined;
  if (format === undefined) return undefined;
  try {
    // Its types know no brotli, which newer platforms do.
    const stream = new DecompressionStream(format as 'gzip') as unknown as ReadableWritablePair<Uint8Array, Uint8Array>;
    return body.pipeThrough(stream);
  } catch {
    return undefined;
  }
}

/** @returns `unreadable` once the client gives up */
async function collect(
  stream: ReadableStream<Uint8Array>,
  limit: number,
  hold: BodyLimits['hold'],
  signal: AbortSignal,
): Promise<Uint8Array | 'too-large' | 'unreadable'> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const cancel = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', cancel);
  if (signal.aborted) cancel();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (signal.aborted) return 'unreadable';
      if (done) break;
      size += value.length;
      if (size > limit) {
        cancel();
        return 'too-large';
      }
      hold(size, chunks.push(value));
    }
  } catch (error) {
    cancel();
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
  if (chunks.length === 1) return chunks[0] as Uint8Array;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** @returns undefined where the connection is broken before a reply */
function responseOf(
  { status, headers, body, fault, isHeadOnly, isBodiless }: Message,
  signal: AbortSignal,
  client: Client,
  context: Context,
): Response | undefined {
  if (fault === 'reset' || fault === 'empty') return undefined;
  if (body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array))
    return new Response(isHeadOnly ? null : streamOf(piecesOf(body, fault), signal), { status, headers });
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : (body ?? new Uint8Array());
  if (!isBodiless) headers['content-length'] = String(bytes.byteLength);
  if (isHeadOnly || isBodiless) return new Response(null, { status, headers });
  if (fault === 'truncated')
    return new Response(streamOf(brokenOff(halfOf(body as string)), signal), { status, headers });
  if (fault === 'slow') return new Response(streamOf(slowly(bytes, context, client), signal), { status, headers });
  return new Response(bytes as Uint8Array<ArrayBuffer>, { status, headers });
}

/** Pieces as they come, or broken as planned. */
async function* piecesOf(
  pieces: Iterable<string> | AsyncIterable<string>,
  fault: Message['fault'],
): AsyncGenerator<string, void, void> {
  for await (const piece of pieces) yield piece;
  if (fault === 'truncated') throw new TypeError(BROKEN);
}

const BROKEN = 'terminated: the stub broke the connection as planned';

async function* brokenOff(half: string): AsyncGenerator<string> {
  yield half;
  throw new TypeError(BROKEN);
}

/** @param signal ends the stream, once it is aborted, as it ends the body of a reply to `fetch` */
function streamOf(pieces: AsyncIterable<string | Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator: AsyncIterator<string | Uint8Array, unknown> = pieces[Symbol.asyncIterator]();
  let giveUp = () => {};
  const stop = () => signal.removeEventListener('abort', giveUp);
  return new ReadableStream({
    start(controller) {
      giveUp = () => {
        controller.error(signal.reason);
        void iterator.return?.();
      };
      signal.addEventListener('abort', giveUp);
    },
    async pull(controller) {
      const next = await iterator.next();
      if (signal.aborted) return;
      if (next.done !== true) {
        const { value } = next;
        return controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
      }
      stop();
      controller.close();
    },
    async cancel() {
      stop();
      await iterator.return?.();
    },
  });
}
