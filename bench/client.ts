/** Single requests on a raw socket, fast enough to poll every millisecond. */
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Reply {
  readonly status: number;
  readonly body: string;
}

const POLL_MILLISECONDS = 1;

/** Sends a prebuilt request on a new connection. @returns undefined when no server listens */
function exchange(port: number, request: string): Promise<Reply | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect({ port, host: '127.0.0.1' });
    socket.setEncoding('utf8');
    socket.once('connect', () => socket.write(request));
    socket.once('error', () => resolve(undefined));
    socket.once('close', () => resolve(undefined));
    socket.on('data', (chunk: string) => {
      text += chunk;
      const reply = parseReply(text);
      if (reply === undefined) return;
      resolve(reply);
      socket.destroy();
    });
  });
}

function parseReply(text: string): Reply | undefined {
  const end = text.indexOf('\r\n\r\n');
  const length = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, end))?.[1];
  if (end < 0 || length === undefined) return undefined;
  const body = text.slice(end + 4);
  return Buffer.byteLength(body) < Number(length) ? undefined : { status: Number(text.slice(9, 12)), body };
}

/**
 * Repeats a request until it is answered with 2xx.
 * @param hasEnded whether the server has ended, so that waiting is pointless
 */
export async function untilSuccess(
  port: number,
  request: string,
  hasEnded: () => boolean,
  longestSeconds = 60,
): Promise<Reply> {
  const deadline = performance.now() + longestSeconds * 1000;
  let last: Reply | undefined;
  while (performance.now() < deadline && !hasEnded()) {
    const reply = await exchange(port, request);
    if (reply !== undefined && reply.status >= 200 && reply.status < 300) return reply;
    last = reply ?? last;
    await sleep(POLL_MILLISECONDS);
  }
  const why = hasEnded() ? 'the process ended' : 'time ran out';
  throw new Error(
    `no successful reply: ${why}${last ? `; last: ${String(last.status)} ${last.body.slice(0, 300)}` : ''}`,
  );
}
