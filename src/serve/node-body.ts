import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { Json } from '../contract/contract.ts';
import { freeBytes } from '../lib/bytes.ts';
import { OverBudget } from '../lib/budget.ts';
import type { BodyLimits, SentBody, SentBytes } from './request.ts';

/** Reads the body of a request of Node's HTTP server, within bounds. */
export async function readNodeBody(
  incoming: IncomingMessage,
  { maxBytes, encoding, hold }: BodyLimits,
): Promise<SentBody> {
  if (incoming.readableEnded) return parsedBody((incoming as IncomingMessage & { body?: unknown }).body, maxBytes);
  if (Number(incoming.headers['content-length']) > maxBytes) {
    await discardRest(incoming);
    return 'too-large';
  }
  const stream = encoding === 'identity' ? incoming : await unpacked(incoming, encoding);
  if (stream === undefined) return 'unsupported';
  try {
    return await collect(stream, maxBytes, hold);
  } catch (error) {
    if (!(error instanceof TooMuch)) return 'unreadable';
    if (stream !== incoming) stream.destroy();
    await discardRest(incoming);
    if (error.refusal !== undefined) throw error.refusal;
    return 'too-large';
  }
}

/** More than may be read or, with a refusal, more than there is room for. */
class TooMuch extends Error {
  readonly refusal: OverBudget | undefined;

  constructor(refusal?: OverBudget) {
    super('the body is not read to its end');
    this.refusal = refusal;
  }
}

/** What a body parser of Express made of the body: `express.raw` bytes, `express.text` a text, others a value. */
function parsedBody(body: unknown, maxBytes: number): SentBody {
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) return { parsed: body as Json | undefined };
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return bytes.length > maxBytes ? 'too-large' : { bytes, isOurs: false };
}

/** zlib is loaded by the first packed body. */
async function unpacked(incoming: IncomingMessage, encoding: string): Promise<Readable | undefined> {
  if (!['gzip', 'deflate', 'br'].includes(encoding)) return undefined;
  const zlib = await import('node:zlib');
  const unpack =
    encoding === 'br'
      ? zlib.createBrotliDecompress()
      : encoding === 'deflate'
        ? zlib.createInflate()
        : zlib.createGunzip();
  incoming.on('error', (error) => unpack.destroy(error));
  return incoming.pipe(unpack);
}

/**
 * @returns the bytes; rejects when the client goes away or the packing is broken, and with `TooMuch`, after which the
 *   rest has not been read
 */
async function collect(stream: Readable, limit: number, hold: BodyLimits['hold']): Promise<SentBytes> {
  const isOurs = stream.listenerCount('data') === 0;
  let chunks: Buffer[] = [];
  let size = 0;
  await new Promise<void>((resolve, reject) => {
    const stop = (error: Error) => {
      if (isOurs) chunks.forEach(freeBytes);
      chunks = [];
      stream.pause().removeAllListeners('data');
      reject(error);
    };
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) return stop(new TooMuch());
      try {
        hold(size, chunks.push(chunk));
      } catch (error) {
        stop(error instanceof OverBudget ? new TooMuch(error) : (error as Error));
      }
    });
    stream.on('end', () => resolve());
    stream.on('error', reject);
    // Streams close after a good end as well. An Error made each time, with its stack, was 6 to 9 % of a create's profile.
    stream.on('close', () => stream.readableEnded || reject(new Error('the client went away')));
  });
  // The listeners stay as long as the reply waits, and all that they and their promise refer to; so the bytes must not.
  const bytes = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size);
  if (isOurs && chunks.length > 1) chunks.forEach(freeBytes);
  chunks = [];
  return { bytes, isOurs };
}

/** How much of a body that is too large is read and thrown away, and for how long. */
const MOST_DISCARDED = { bytes: 16_777_216, milliseconds: 1_000 };

/**
 * A client that is still sending when the stub hangs up may find the connection reset and the reply gone with it
 * (RFC 9112, 9.6), so a rest that is not much is read and thrown away first.
 */
function discardRest(incoming: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let size = 0;
    const done = () => {
      clearTimeout(timer);
      incoming.off('data', count).pause();
      resolve();
    };
    incoming.unpipe();
    const isOurs = incoming.listenerCount('data') === 0;
    const count = (chunk: Buffer) => {
      size += chunk.length;
      if (isOurs) freeBytes(chunk);
      if (size > MOST_DISCARDED.bytes) done();
    };
    // eslint-disable-next-line no-restricted-syntax -- a client must not hold the stub up, whatever its clock says
    const timer = setTimeout(done, MOST_DISCARDED.milliseconds);
    incoming.once('end', done).once('close', done).on('data', count).resume();
    if (incoming.readableEnded || incoming.destroyed) done();
  });
}
