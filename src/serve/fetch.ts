import type { Context } from './context.ts';
import { halfOf, SLOW_BODY, type Message } from './deliver.ts';
import type { BodyLimits, SentBody, StubRequest } from './request.ts';
import { walk } from './walk.ts';

/** What a server that passes a request on knows about it. */
export interface FetchOptions {
  /** Network address of the client. Without it the request counts as one from this machine. */
  readonly address?: string;
}

/**
 * Answers a web-standard request, without a port and without Node.
 *
 * @returns rejects with a TypeError, as `fetch` does, where a scenario or a preference breaks the connection
 */
export async function answerFetch(request: Request, options: FetchOptions, context: Context): Promise<Response> {
  let response: Response | undefined;
  await walk(new FetchRequest(request, options), context, (message) => (response = responseOf(message)));
  if (response === undefined) throw new TypeError('fetch failed: the stub broke the connection as planned');
  return response;
}

/** A web-standard request as the stages see it. */
class FetchRequest implements StubRequest {
  readonly target: string;
  readonly rawHeaders: readonly string[];
  readonly address: string | undefined;
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

  get isIncomplete(): boolean {
    return false;
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

  async readBody({ maxBytes, encoding }: BodyLimits): Promise<SentBody> {
    const { body } = this.request;
    if (body === null) return new Uint8Array();
    if (Number(this.request.headers.get('content-length')) > maxBytes) return 'too-large';
    const stream = encoding === 'identity' ? body : unpacked(body, encoding);
    if (stream === undefined) return 'unsupported';
    return collect(stream, maxBytes).catch(() => 'unreadable');
  }
}

function unpacked(body: ReadableStream<Uint8Array>, encoding: string): ReadableStream<Uint8Array> | undefined {
  const name = encoding === 'br' ? 'brotli' : encoding;
  try {
    // Its types know no brotli, which newer platforms do.
    const stream = new DecompressionStream(name as 'gzip') as unknown as ReadableWritablePair<Uint8Array, Uint8Array>;
    return body.pipeThrough(stream);
  } catch {
    return undefined;
  }
}

async function collect(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array | 'too-large'> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      void reader.cancel().catch(() => undefined);
      return 'too-large';
    }
    chunks.push(value);
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
function responseOf({ status, headers, body, fault, isHeadOnly, isBodiless }: Message): Response | undefined {
  if (fault === 'reset' || fault === 'empty') return undefined;
  if (body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array))
    return new Response(isHeadOnly ? null : streamOf(body), { status, headers });
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : (body ?? new Uint8Array());
  if (!isBodiless) headers['content-length'] = String(bytes.byteLength);
  const sent = isHeadOnly || isBodiless ? null : bodyOf(bytes as Uint8Array<ArrayBuffer>, body, fault);
  return new Response(sent, { status, headers });
}

function bodyOf(
  bytes: Uint8Array<ArrayBuffer>,
  body: Message['body'],
  fault: Message['fault'],
): Uint8Array<ArrayBuffer> | ReadableStream {
  if (fault === 'truncated') return streamOf(brokenOff(halfOf(body as string)));
  if (fault === 'slow') return streamOf(drops(body as string));
  return bytes;
}

async function* brokenOff(half: string): AsyncGenerator<string> {
  yield half;
  throw new TypeError('terminated: the stub broke the connection as planned');
}

async function* drops(text: string): AsyncGenerator<string> {
  const size = Math.ceil(text.length / SLOW_BODY.parts) || 1;
  for (let sent = 0; sent < text.length; sent += size) {
    await new Promise((resolve) => setTimeout(resolve, SLOW_BODY.pause));
    yield text.slice(sent, sent + size);
  }
}

function streamOf(pieces: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator: AsyncIterator<string, unknown> = pieces[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
