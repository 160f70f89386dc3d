import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { badRequest, problem, type Reply } from '../../contract/reply.ts';
import type { Exchange } from '../exchange.ts';

/** Deeper than any use case; JSON.stringify would run out of stack at some thousands. */
const DEEPEST = 512;

/**
 * Sixth stage: reads, unpacks, decodes and parses the body. Only operations that take a body read one.
 * @param maxBody most bytes that a body may have, once unpacked
 */
export async function readBody(exchange: Exchange, maxBody: number): Promise<Reply | undefined> {
  return exchange.operation?.body == null ? undefined : takeBody(exchange, maxBody);
}

/** Reads the body of whatever request, once; who comes later gets the same answer. */
export function takeBody(exchange: Exchange, maxBody: number): Promise<Reply | undefined> {
  exchange.reading ??= read(exchange, maxBody);
  return exchange.reading;
}

async function read(exchange: Exchange, maxBody: number): Promise<Reply | undefined> {
  const { incoming } = exchange;
  if (incoming.readableEnded) return takeParsed(exchange);
  const declared = incoming.headers['content-length'];
  if (declared === '0' || (declared === undefined && incoming.headers['transfer-encoding'] === undefined))
    return undefined;
  const unsupported = checkContentType(incoming.headers['content-type']);
  if (unsupported) return unsupported;
  if (Number(declared) > maxBody) return tooLarge(incoming, maxBody);
  const stream = await unpacked(incoming);
  if (stream === undefined) {
    return problem('encoding-unsupported', 'Send the body unpacked, or as gzip, deflate or br');
  }
  const bytes = await collect(stream, maxBody).catch(() => 'unreadable' as const);
  if (bytes === 'unreadable') return badRequest('body-undecodable', 'The body cannot be unpacked or ended early');
  if (bytes === undefined) {
    if (stream !== incoming) stream.destroy();
    return tooLarge(incoming, maxBody);
  }
  if (!isUtf8(bytes)) return badRequest('body-undecodable', 'The body is not UTF-8');
  return parse(exchange, bytes.toString('utf8'));
}

/** Behind a body parser of the program that the stub is mounted into, the body is there already, or gone. */
function takeParsed(exchange: Exchange): Reply | undefined {
  const { body } = exchange.incoming as IncomingMessage & { body?: unknown };
  const declared = exchange.incoming.headers['content-length'] ?? '0';
  if (body === undefined && declared !== '0')
    return badRequest('body-undecodable', 'Something before the stub has read the body');
  exchange.body = body;
  return undefined;
}

function checkContentType(header: string | undefined): Reply | undefined {
  const [type = '', ...parameters] = (header ?? '').toLowerCase().split(';');
  const media = type.trim();
  if (media !== 'application/json' && !/^application\/[\w.-]+\+json$/.test(media)) {
    const got = media === '' ? 'it has no content-type' : `not as ${media.slice(0, 60)}`;
    return problem('media-type-unsupported', `Send the body as application/json; ${got}`);
  }
  const charset = parameters.map((each) => /^\s*charset\s*=\s*"?([^"\s]+)/.exec(each)?.[1]).find(Boolean);
  if (charset === undefined || charset === 'utf-8' || charset === 'utf8') return undefined;
  return problem('charset-unsupported', `Send the body in UTF-8, not in ${charset.slice(0, 30)}`);
}

/** zlib is loaded by the first packed body. */
async function unpacked(incoming: IncomingMessage): Promise<Readable | undefined> {
  const encoding = incoming.headers['content-encoding']?.toLowerCase() ?? 'identity';
  if (encoding === 'identity') return incoming;
  if (!['gzip', 'x-gzip', 'deflate', 'br'].includes(encoding)) return undefined;
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
 * Rejects when the client goes away or the packing is broken.
 * @returns undefined when there is more than `limit`; the rest is then not read
 */
function collect(stream: Readable, limit: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) return chunks.push(chunk);
      stream.pause().removeAllListeners('data');
      return resolve(undefined);
    });
    stream.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, size)));
    stream.on('error', reject);
    // Streams close after a good end as well. An Error made each time, with its stack, was 6 to 9 % of a create's profile.
    stream.on('close', () => stream.readableEnded || reject(new Error('the client went away')));
  });
}

/** What is read of a rest that nobody wants, and for how many milliseconds. */
const MOST_DISCARDED = { bytes: 16_777_216, milliseconds: 1_000 };

/**
 * Who is still sending when we hang up may find the connection reset and the answer gone with it (RFC 9112, 9.6), so a
 * rest that is not much is read and thrown away first. Behind a longer one the next request could not be told.
 */
async function tooLarge(incoming: IncomingMessage, maxBody: number): Promise<Reply> {
  await discard(incoming);
  return problem('body-too-large', `The body is larger than ${maxBody} bytes`, { connection: 'close' });
}

function discard(incoming: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let size = 0;
    const done = () => {
      clearTimeout(timer);
      incoming.off('data', count).pause();
      resolve();
    };
    const count = (chunk: Buffer) => (size += chunk.length) > MOST_DISCARDED.bytes && done();
    const timer = setTimeout(done, MOST_DISCARDED.milliseconds);
    incoming.unpipe().once('end', done).once('close', done).on('data', count).resume();
    if (incoming.readableEnded || incoming.destroyed) done();
  });
}

async function parse(exchange: Exchange, text: string): Promise<Reply | undefined> {
  exchange.bodyText = text;
  try {
    exchange.body = JSON.parse(text);
  } catch {
    // Explaining takes a parser that knows places; it is loaded by the first mistake.
    const { jsonMistake } = await import('../../lib/json-mistake.ts');
    const { reason, line, column } = jsonMistake(text);
    const where = reason === undefined ? '' : `: ${reason} at line ${line}, column ${column}`;
    return badRequest('body-malformed', `The body is not JSON${where}`);
  }
  // A level takes two characters at least, so a short body needs no measuring.
  if (text.length > 2 * DEEPEST && isDeeperThan(DEEPEST, exchange.body)) {
    return badRequest('body-too-deep', `The body nests more than ${DEEPEST} levels deep`);
  }
  return undefined;
}

/** Without recursion, since depth is what is in doubt. */
function isDeeperThan(limit: number, root: unknown): boolean {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    const next: unknown[] = [];
    for (const value of level) {
      for (const key in value as object) {
        const inner = (value as Record<string, unknown>)[key];
        if (typeof inner === 'object' && inner !== null) next.push(inner);
      }
    }
    level = next;
  }
  return false;
}
