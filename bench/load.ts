/**
 * The load generator: keeps a number of keep-alive connections busy with one prebuilt request each, and reads only
 * status and length of a reply, or its last bytes if it comes in chunks. It shares a machine with its subjects, so it must be much faster than the fastest server,
 * and time single requests in microseconds.
 *
 * Run as `node load.ts FILE` (JSON, see LoadOptions); prints a LoadResult as JSON.
 */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { connect, type Socket } from 'node:net';

export interface LoadOptions {
  readonly port: number;
  readonly connections: number;
  /** Requests as text, sent in turn. */
  readonly requests: readonly string[];
  /** The only status that counts as success. */
  readonly expect: number;
  /** Ends after so many seconds ... */
  readonly seconds?: number;
  /** ... or after so many replies. */
  readonly count?: number;
  /** How many of the first replies' ids to report. */
  readonly keepIds?: number;
}

export interface LoadResult {
  readonly replies: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Share of the time in which the generator's event loop was busy, or its CPU time if that is more. */
  readonly busy: number;
  /** CPU seconds that the generator used while it measured. */
  readonly cpuSeconds: number;
  /** By status: replies that were not as expected. */
  readonly unexpected: Readonly<Record<string, number>>;
  readonly ids: readonly string[];
}

/** Latencies are counted by the microsecond; longer ones are counted as this. */
const LONGEST_MICROSECONDS = 2_000_000;
const BUFFER_BYTES = 256 * 1024;
const LAST_CHUNK = '0\r\n\r\n';

class Tally {
  readonly latencies = new Uint32Array(LONGEST_MICROSECONDS + 1);
  readonly unexpected: Record<string, number> = {};
  readonly ids: string[] = [];
  replies = 0;
  sent = 0;
  isOver = false;

  percentile(share: number): number {
    const wanted = Math.ceil(this.replies * share);
    let seen = 0;
    for (let microseconds = 0; microseconds < this.latencies.length; microseconds++) {
      seen += this.latencies[microseconds] ?? 0;
      if (seen >= wanted) return microseconds / 1000;
    }
    return 0;
  }
}

/** One connection: sends a request, waits for the whole reply, sends the next. */
function drive(options: LoadOptions, requests: readonly Buffer[], tally: Tally): Promise<void> {
  return new Promise((resolve, reject) => {
    const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
    let startedAt = 0;
    /** Infinity in a reply that comes in chunks, until the last one. */
    let missingBytes = 0;
    /** The last bytes of such a reply so far. */
    let tail = '';
    let pending = '';
    const socket: Socket = connect({
      port: options.port,
      host: '127.0.0.1',
      onread: {
        buffer,
        callback: (size) => {
          read(size);
          return true;
        },
      },
    });
    socket.setNoDelay(true);
    socket.once('connect', send);
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the server closed a connection under load')));

    function send(): void {
      if (tally.isOver || (options.count !== undefined && tally.sent >= options.count)) {
        socket.removeAllListeners('close');
        socket.destroy();
        resolve();
        return;
      }
      startedAt = performance.now();
      socket.write(requests[tally.sent++ % requests.length] as Buffer);
    }

    function read(size: number): void {
      if (missingBytes > 0) {
        if (missingBytes === Infinity) readChunks(size);
        else missingBytes -= size;
        if (pending !== '') pending += buffer.toString('latin1', 0, size);
      } else {
        begin(size);
      }
      if (missingBytes === 0) finish();
      else if (missingBytes < 0) socket.destroy(new Error('a reply is longer than it says'));
    }

    function begin(size: number): void {
      const end = buffer.indexOf('\r\n\r\n');
      if (end < 0 || end >= size) {
        socket.destroy(new Error('a reply whose head comes in pieces'));
        return;
      }
      const head = buffer.toString('latin1', 0, end);
      const length = /\r\ncontent-length: *(\d+)/i.exec(head);
      const status = Number(head.slice(9, 12));
      if (status !== options.expect) tally.unexpected[status] = (tally.unexpected[status] ?? 0) + 1;
      if (length !== null) {
        missingBytes = end + 4 + Number(length[1]) - size;
      } else if (/\r\ntransfer-encoding: *chunked/i.test(head)) {
        missingBytes = Infinity;
        tail = '';
        readChunks(size);
      } else {
        socket.destroy(new Error(`a reply of unknown length: ${head}`));
        return;
      }
      if (tally.ids.length < (options.keepIds ?? 0)) pending = buffer.toString('latin1', end + 4, size);
    }

    /** JSON has no empty lines, so one ends the reply. */
    function readChunks(size: number): void {
      tail = (tail + buffer.toString('latin1', Math.max(0, size - LAST_CHUNK.length), size)).slice(-LAST_CHUNK.length);
      if (tail === LAST_CHUNK) missingBytes = 0;
    }

    function finish(): void {
      if (socket.destroyed) return;
      const microseconds = Math.round((performance.now() - startedAt) * 1000);
      const place = Math.min(microseconds, LONGEST_MICROSECONDS);
      tally.latencies[place] = (tally.latencies[place] ?? 0) + 1;
      tally.replies++;
      if (pending !== '') {
        const id = /"id": *"([^"]+)"/.exec(pending)?.[1];
        if (id !== undefined) tally.ids.push(id);
        pending = '';
      }
      send();
    }
  });
}

export async function generateLoad(options: LoadOptions): Promise<LoadResult> {
  const tally = new Tally();
  const requests = options.requests.map((request) => Buffer.from(request, 'utf8'));
  const timer =
    options.seconds === undefined ? undefined : setTimeout(() => (tally.isOver = true), options.seconds * 1000);
  const loopBefore = performance.eventLoopUtilization();
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  try {
    await Promise.all(Array.from({ length: options.connections }, () => drive(options, requests, tally)));
  } finally {
    clearTimeout(timer);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  const cpuSeconds = (cpu.user + cpu.system) / 1e6;
  return {
    replies: tally.replies,
    seconds,
    perSecond: tally.replies / seconds,
    p50: tally.percentile(0.5),
    p99: tally.percentile(0.99),
    busy: Math.max(performance.eventLoopUtilization(loopBefore).utilization, cpuSeconds / seconds),
    cpuSeconds,
    unexpected: tally.unexpected,
    ids: tally.ids,
  };
}

if (import.meta.main) {
  const result = await generateLoad(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as LoadOptions);
  console.log(JSON.stringify(result));
}
