/**
 * Sends requests at a steady rate, however fast the replies are: the traffic of the followed organization.
 * Run by companions.ts as `node pace.ts JSON` (see PaceOptions).
 */
import { Agent, request } from 'node:http';
import { onStop, reportRunning } from './companions.ts';

export interface PaceOptions {
  readonly port: number;
  readonly perSecond: number;
  readonly key: string;
  /** Sent in turn. */
  readonly requests: readonly PacedRequest[];
}

interface PacedRequest {
  readonly path: string;
  readonly body?: string | undefined;
}

export interface PaceReport {
  readonly seconds: number;
  readonly answered: number;
  /** By status or error: replies other than 200. */
  readonly unexpected: Readonly<Record<string, number>>;
}

const TICK_MILLISECONDS = 5;
/** More connections than a browser opens, so that requests do not wait for each other. */
const CONNECTIONS = 20;

function keepPace({ port, perSecond, key, requests }: PaceOptions): () => PaceReport {
  // In turn, so that none is idle for so long that the server closes it.
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS, scheduling: 'fifo' });
  const unexpected: Record<string, number> = {};
  const startedAt = performance.now();
  let sent = 0;
  let answered = 0;

  function send({ path, body }: PacedRequest): void {
    const headers = {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    };
    const options = { agent, port, host: '127.0.0.1', path, headers, method: body === undefined ? 'GET' : 'POST' };
    const outgoing = request(options, (reply) => {
      answered++;
      if (reply.statusCode !== 200) note(String(reply.statusCode));
      reply.resume();
    });
    outgoing.once('error', ({ message }) => {
      // The server closed the idle connection; like every HTTP client, try again.
      if (outgoing.reusedSocket) send({ path, body });
      else note(message);
    });
    outgoing.end(body);
  }

  function note(what: string): void {
    unexpected[what] = (unexpected[what] ?? 0) + 1;
  }

  setInterval(() => {
    const due = ((performance.now() - startedAt) / 1000) * perSecond;
    while (sent < due) send(requests[sent++ % requests.length] as PacedRequest);
  }, TICK_MILLISECONDS);
  return () => ({ seconds: (performance.now() - startedAt) / 1000, answered, unexpected });
}

onStop(keepPace(JSON.parse(process.argv[2] ?? '{}') as PaceOptions));
reportRunning();
