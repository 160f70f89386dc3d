import { connect } from 'node:net';

/** A request as it travels. */
export interface RawRequest {
  readonly method: string;
  /** The target, as it is. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Sends bytes as they are; text as latin1. @returns what the server says until it hangs up, as latin1 */
export async function converse(url: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  // A server that hangs up while it is being written to may reset the connection; what it said still counts.
  socket.on('error', () => undefined);
  socket.write(bytes, 'latin1');
  await new Promise((resolve) => socket.once('close', resolve));
  return Buffer.concat(chunks).toString('latin1');
}

/** The bytes of a request that is the only one of its connection. It says how long its body is, unless that is chunked. */
export function bytesOf(url: string, { method, path, headers = {}, body = '' }: RawRequest): Buffer {
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

/** Of what a server said: status, header lines and body. @throws Error when it hung up without a word */
export function partsOf(reply: string): { readonly status: number; readonly head: string[]; readonly body: string } {
  if (reply === '') throw new Error('the connection was closed or reset without an answer');
  const end = reply.indexOf('\r\n\r\n');
  const [first = '', ...head] = reply.slice(0, end).split('\r\n');
  return { status: Number(first.split(' ')[1]), head, body: reply.slice(end + 4) };
}
