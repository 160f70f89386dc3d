import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ErrorId } from '../contract/errors.ts';
import { badRequest, problem, type Reply } from '../contract/reply.ts';
import type { Context } from './context.ts';
import { createLastWord, responseOf } from './pipelining.ts';
import { newRequestId } from './request.ts';

/** An error of Node's parser. Its reason is a fixed text of the parser, without anything of what the client sent. */
interface ParserError extends Error {
  readonly code?: string;
  readonly reason?: string;
}

/** Options of a Node server whose requests without a host `answerUnreadable` refuses, which Node does without a body. */
export const READ_BY_US = { requireHostHeader: false };

const NO_PROXY = 'CONNECT is not possible; the stub is no proxy';

/**
 * Answers what is not a request that the stub can read: bytes that Node's parser refuses, heads that are too long or
 * too slow, requests without a host, and expectations other than `100-continue`. Node would answer each with a bare
 * status. They count in the metrics and are logged; they belong to no organization, so no journal has them.
 *
 * @param handler answers all other requests
 */
export function answerUnreadable(
  server: Server,
  context: () => Context,
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): void {
  // Node tells of an error with each piece that comes after it.
  const lastWord = createLastWord();
  server.on('clientError', (error: ParserError, duplex: Duplex) => {
    const socket = duplex as Socket;
    lastWord(socket, () => refuseBytes(error, socket, context));
  });
  server.on('connect', (_request, duplex) => {
    const socket = duplex as Socket;
    // Node lets go of it, and a client that hangs up would otherwise end the process.
    socket.on('error', () => undefined);
    lastWord(socket, () => refuseRaw(problem('method-not-allowed', NO_PROXY, { allow: '' }), socket, context));
  });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) =>
    refuse(problem('expectation-unsupported', 'Of expectations only 100-continue is met'), request, response, context),
  );
  server.on('request', (request, response) => {
    const { httpVersion, headers } = request;
    // Node takes a line without a version for HTTP/0.9.
    const wrong =
      httpVersion === '0.9' ? 'Send HTTP/1.1' : headers.host === undefined ? 'Send a Host header' : undefined;
    if (wrong === undefined || httpVersion === '1.0') return handler(request, response);
    refuse(badRequest('request-malformed', wrong), request, response, context);
  });
}

function refuse(reply: Reply, request: IncomingMessage, response: ServerResponse, context: () => Context): void {
  const { head, text } = prepared(reply, request.socket, context());
  response.writeHead(reply.status, head).end(text);
}

function refuseBytes(error: ParserError, socket: Socket, context: () => Context): void {
  const isCut = !socket.writable || responseOf(socket)?.headersSent === true || error.code === 'ECONNRESET';
  // Browsers open connections for requests that never come.
  if (isCut || socket.bytesRead === 0) return void socket.destroy();
  refuseRaw(replyTo(error), socket, context);
}

/** Answers where Node has no response. */
function refuseRaw(reply: Reply, socket: Socket, context: () => Context): void {
  const { head, text } = prepared(reply, socket, context());
  const date = new Date(context().clock.now()).toUTCString();
  const lines = Object.entries({ ...head, date }).map(([name, value]) => `${name}: ${value}`);
  const status = `HTTP/1.1 ${reply.status} ${process.getBuiltinModule('node:http').STATUS_CODES[reply.status]}`;
  socket.end([status, ...lines, '', text].join('\r\n'), () => socket.destroy());
}

/** Errors of the parser that are not answered with 400. */
const REFUSALS: Readonly<Record<string, readonly [ErrorId, string]>> = {
  HPE_HEADER_OVERFLOW: ['head-too-large', 'The head of the request is too large'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['body-too-large', 'The extensions of the chunks are too large'],
  ERR_HTTP_REQUEST_TIMEOUT: ['request-too-slow', 'The request did not arrive in time'],
};

function replyTo({ code = '', reason }: ParserError): Reply {
  const [id, message] = REFUSALS[code] ?? [];
  if (id !== undefined && message !== undefined) return problem(id, message);
  return badRequest('request-malformed', `The request is not HTTP${reason === undefined ? '' : `: ${reason}`}`);
}

/** Counts and logs a refusal. @returns what is to be written; the connection carries no other request */
function prepared(reply: Reply, { remoteAddress }: Socket, { metrics, logger }: Context) {
  const { status, error } = reply;
  const requestId = newRequestId();
  metrics?.observe({ operationId: undefined, reply, verdict: 'refused', planned: false, warnings: [] }, 0);
  try {
    const client = remoteAddress?.replace(/^::ffff:/, '');
    logger?.warn({ requestId, status, error, client }, `a request that cannot be read: ${status}`);
  } catch {
    // A logger that fails must not keep the reply back.
  }
  const text = JSON.stringify(reply.body);
  const head: Record<string, string> = {
    ...reply.headers,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
    connection: 'close',
    'x-request-id': requestId,
    ...(error !== undefined && { 'stub-error': error }),
  };
  return { head, text };
}
