import type { ServerResponse } from 'node:http';
import type { Reply } from '../use-cases/reply.ts';
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
  const headers: Record<string, string | number> = { ...(cors && corsHeaders(exchange.incoming)), ...reply.headers };
  if (exchange.warnings.length > 0) headers['stub-warnings'] = warningsHeader(exchange.warnings);
  if (exchange.applied.length > 0) headers['preference-applied'] = exchange.applied.join(', ');
  if (exchange.misbehaving !== undefined) headers['stub-state'] = exchange.misbehaving;
  if (reply.error !== undefined) headers['stub-error'] = reply.error;
  if (reply.body === undefined || BODILESS.has(reply.status)) {
    if (!BODILESS.has(reply.status)) headers['content-length'] = 0;
    response.writeHead(reply.status, headers).end();
    return undefined;
  }
  const text = textOf(reply, headers);
  const length = Buffer.byteLength(text);
  headers['content-length'] = length;
  response.writeHead(reply.status, headers);
  if (exchange.method === 'HEAD') response.end();
  // As many bytes as characters: all are ASCII, which Node writes faster when it is told so.
  else response.end(text, length === text.length ? 'latin1' : 'utf8');
  return text;
}

/** JSON, unless a mocked operation answers in a text format. */
function textOf({ body }: Reply, headers: Record<string, string | number>): string {
  const type = (headers['content-type'] ??= 'application/json; charset=utf-8');
  return typeof body === 'string' && !/json/i.test(String(type)) ? body : JSON.stringify(body);
}
