import { connect } from 'node:net';

/** A request as it is sent, which need not be valid HTTP. */
export interface RawRequest {
  readonly method: string;
  /** The target, sent unchanged. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Sends bytes unchanged, text as Latin-1. @returns everything that the server sends until it closes, as Latin-1 */
export async function sendBytes(url: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  // A server that closes while the client is writing may reset the connection. What it has sent still counts.
  socket.on('error', () => undefined);
  socket.write(bytes, 'latin1');
  await new Promise((resolve) => socket.once('close', resolve));
  return Buffer.concat(chunks).toString('latin1');
}

/** The bytes of the only request of a connection, with a content-length unless the body is chunked. */
export function requestBytes(url: string, { method, path, headers = {}, body = '' }: RawRequest): Buffer {
  const content = Buffer.from(body);
  const all = {
    host: new URL(url).host,
    connection: 'close',
    ...(headers['transfer-encoding'] === undefined && { 'content-length': String(content.length) }),
    ...headers,
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${head.join('')}\r\n`, 'latin1'), content]);
}

/** Splits a reply into status, header lines and body, its chunks put together. @throws Error when it is empty */
export function parseReply(reply: string): { readonly status: number; readonly head: string[]; readonly body: string } {
  if (reply === '') throw new Error('the connection was closed or reset without a reply');
  const end = reply.indexOf('\r\n\r\n');
  const [first = '', ...head] = reply.slice(0, end).split('\r\n');
  const sent = reply.slice(end + 4);
  const isChunked = head.some((line) => /^transfer-encoding: *chunked$/i.test(line));
  return { status: Number(first.split(' ')[1]), head, body: isChunked ? joinChunks(sent) : sent };
}

function joinChunks(sent: string): string {
  let body = '';
  for (let at = 0; ;) {
    const start = sent.indexOf('\r\n', at) + 2;
    const size = parseInt(sent.slice(at, start), 16);
    // The last one is empty. Without it the reply broke off.
    if (size === 0 || Number.isNaN(size)) return body;
    body += sent.slice(start, start + size);
    at = start + size + 2;
  }
}
