import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Readable, pipeline } from 'node:stream';
import type { Reply } from '../contract/reply.ts';
import type { Fault } from '../store/port.ts';
import { corsHeaders } from './cors.ts';
import type { Exchange } from './exchange.ts';
import { warningsHeader } from './warnings-header.ts';

/** Statuses whose replies have no body (RFC 9110). */
const BODILESS = new Set([204, 205, 304]);

/**
 * Writes a reply. The only place that writes to a response.
 *
 * Not with Express's `res.json`, which hashes every body for an ETag; nothing in the reference speaks of conditional
 * requests.
 *
 * @returns the body as it was sent, for the journal
 * @throws when the reply cannot be written: a header that HTTP does not allow, a body too long for a string
 */
export function send(response: ServerResponse, exchange: Exchange, reply: Reply, cors: boolean): string | undefined {
  const headers: Record<string, string | number> = {
    ...(cors && corsHeaders(exchange.incoming)),
    ...exchange.rateHeaders,
    ...reply.headers,
  };
  headers['x-request-id'] = exchange.requestId;
  if (exchange.fault !== undefined && (reply.body === undefined || BODILESS.has(reply.status)))
    forgetBreaking(exchange);
  if (exchange.warnings.length > 0) headers['stub-warnings'] = warningsHeader(exchange.warnings);
  if (exchange.applied.length > 0) headers['preference-applied'] = exchange.applied.join(', ');
  if (exchange.misbehaving !== undefined) headers['stub-state'] = exchange.misbehaving;
  if (reply.error !== undefined) headers['stub-error'] = reply.error;
  if (reply.stream !== undefined) return sendStream(response, exchange, reply.status, headers, reply.stream);
  if (reply.body instanceof Uint8Array) return sendBytes(response, exchange, reply.status, headers, reply.body);
  if (exchange.fault === 'reset' || exchange.fault === 'empty') return hangUp(response, exchange.fault);
  if (reply.body === undefined || BODILESS.has(reply.status)) {
    if (!BODILESS.has(reply.status)) headers['content-length'] = 0;
    response.writeHead(reply.status, headers).end();
    return undefined;
  }
  const text = textOf(reply, headers);
  const length = Buffer.byteLength(text);
  headers['content-length'] = length;
  if (exchange.fault !== undefined) return sendBroken(response, exchange.fault, reply.status, headers, text);
  response.writeHead(reply.status, headers);
  if (exchange.method === 'HEAD') response.end();
  // As many bytes as characters: all are ASCII, which Node writes faster when it is told so.
  else response.end(text, length === text.length ? 'latin1' : 'utf8');
  return text;
}

/** Of an answer without a body only the connection can be broken; nobody is told that more was done. */
function forgetBreaking({ applied, fault }: Exchange): void {
  const at = applied.indexOf(`fault=${fault}`);
  if (at >= 0 && fault !== 'reset' && fault !== 'empty') applied.splice(at, 1);
}

/** Whoever hangs up ends the stream; nobody is left to be told of it. */
function sendStream(
  response: ServerResponse,
  { method }: Exchange,
  status: number,
  headers: OutgoingHttpHeaders,
  stream: AsyncIterable<string>,
): undefined {
  response.writeHead(status, headers);
  if (method === 'HEAD') response.end();
  else pipeline(Readable.from(stream, { highWaterMark: 1 }), response, () => undefined);
}

function sendBytes(
  response: ServerResponse,
  { method }: Exchange,
  status: number,
  headers: OutgoingHttpHeaders,
  bytes: Uint8Array,
): undefined {
  response.writeHead(status, { ...headers, 'content-length': bytes.byteLength });
  response.end(method === 'HEAD' ? undefined : bytes);
}

function hangUp(response: ServerResponse, fault: 'reset' | 'empty'): undefined {
  if (fault === 'reset') response.socket?.resetAndDestroy();
  else response.socket?.destroy();
}

/** Milliseconds between two drops of a slow body, and how many drops there are. */
const DROP = { every: 100, of: 10 };

/** Breaks an answer as a bad network or a bad server does. @returns as much of the body as was sent, or is going to be */
function sendBroken(
  response: ServerResponse,
  fault: Exclude<Fault, 'reset' | 'empty'>,
  status: number,
  headers: OutgoingHttpHeaders,
  text: string,
): string | undefined {
  const half = text.slice(0, Math.ceil(text.length / 2));
  switch (fault) {
    case 'truncated':
      response.writeHead(status, headers);
      response.write(half, () => response.socket?.destroy());
      return half;
    case 'malformed':
      response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(half) }).end(half);
      return half;
    case 'slow':
      response.writeHead(status, headers);
      drip(response, Buffer.from(text));
      return text;
  }
}

function drip(response: ServerResponse, body: Buffer): void {
  const size = Math.ceil(body.length / DROP.of) || 1;
  let sent = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(sent, (sent += size)));
    if (sent < body.length) return;
    clearInterval(timer);
    response.end();
  }, DROP.every);
  // A client that has gone away must not keep us busy.
  response.once('close', () => clearInterval(timer));
}

/** JSON, unless a mocked operation answers in a text format. */
function textOf({ body }: Reply, headers: Record<string, string | number>): string {
  const type = (headers['content-type'] ??= 'application/json; charset=utf-8');
  return typeof body === 'string' && !/json/i.test(String(type)) ? body : JSON.stringify(body);
}
