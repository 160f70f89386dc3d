import { EventEmitter } from 'node:events';
import { fstatSync } from 'node:fs';
import { Writable } from 'node:stream';
import { plain } from '../../lib/plain-text.ts';
import type { Logger } from '../../serve/context.ts';
import type { SettingValue } from '../../settings/settings.ts';

/** A logger that may buffer lines. */
export interface Log {
  readonly logger: Logger;
  /** Writes the lines that are buffered, if possible. Nothing may be logged afterwards. */
  flush(): void;
}

const STDERR = 2;
/** Bytes of lines that are kept while the disk is full or the reader of a pipe stalls. */
const MOST_WAITING = 1_048_576;
/** Lines are written together, when they have this many bytes, and at the latest after so many milliseconds. */
const GATHERED = { bytes: 16_000, milliseconds: 200 };

/** @returns undefined when nothing is to be logged */
export async function createLog(style: SettingValue<'log'>): Promise<Log | undefined> {
  if (style === 'off') return undefined;
  return style === 'pretty' || (style === 'auto' && process.stderr.isTTY) ? prettyLog() : jsonLog();
}

/** A line for each request, and one for each of its issues and warnings. */
async function prettyLog(): Promise<Log> {
  const [{ pino }, { default: pretty }] = await Promise.all([import('pino'), import('pino-pretty')]);
  const pipe = isPipe() ? new Pipe(process.stderr) : undefined;
  const stream = pretty({
    destination: pipe ? withoutBackpressure(pipe) : STDERR,
    sync: true,
    colorize: process.stderr.isTTY && !process.env['NO_COLOR'],
    translateTime: 'SYS:HH:MM:ss',
    hideObject: true,
    // By default pino-pretty also takes `error`, here an id, for an object with a stack.
    errorLikeObjectKeys: ['err'],
    messageFormat: (line) => formatRequest(line),
  });
  const logger = pino({ base: null }, stream);
  return pipe ? surviving(logger, pipe) : { logger, flush: () => undefined };
}

async function jsonLog(): Promise<Log> {
  const { pino, destination, stdTimeFunctions } = await import('pino');
  const { bytes, milliseconds } = GATHERED;
  // A worker thread was measured to be no faster.
  const target = isPipe()
    ? new Pipe(process.stderr)
    : destination({ dest: STDERR, sync: true, maxLength: MOST_WAITING, minLength: bytes, periodicFlush: milliseconds });
  return surviving(pino({ base: null, timestamp: stdTimeFunctions.isoTime }, target), target);
}

/** Whether the log goes to a pipe or a socket, as in containers. */
function isPipe(): boolean {
  try {
    const stderr = fstatSync(STDERR);
    return stderr.isFIFO() || stderr.isSocket();
  } catch {
    return false;
  }
}

/**
 * Gathers lines for a pipe whose reader may stall. A synchronous write would wait for the reader, and all clients with
 * it; here lines wait, and are dropped when there are too many.
 */
class Pipe extends EventEmitter {
  readonly #stream: NodeJS.WritableStream;
  #text = '';
  #writing = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(stream: NodeJS.WritableStream) {
    super();
    this.#stream = stream.on('error', () => undefined);
  }

  write(line: string): void {
    if (this.#text.length + this.#writing + line.length > MOST_WAITING) {
      this.emit('drop');
      return;
    }
    this.#text += line;
    if (this.#text.length >= GATHERED.bytes) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), GATHERED.milliseconds).unref();
  }

  /** A pipe with room takes the lines at once, so that they are out before the process ends. */
  end(): void {
    this.#writing = 0;
    this.#send();
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#writing > 0 || this.#text === '') return;
    const text = this.#text;
    this.#text = '';
    this.#writing = text.length;
    this.#stream.write(text, () => {
      this.#writing = 0;
      this.emit('drain');
      this.#send();
    });
  }
}

/** pino-pretty would keep all lines while its destination has no room. */
function withoutBackpressure(pipe: Pipe): Writable {
  return new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      pipe.write(chunk.toString());
      done();
    },
  });
}

/** The part of pino's destination that is used here. */
interface Target {
  on(event: 'error' | 'drop' | 'drain', listener: () => void): unknown;
  end(): void;
}

/** Keeps the stub alive when lines cannot be written: they wait, and are dropped when there are too many. */
function surviving(logger: Logger, target: Target): Log {
  let lost = 0;
  target.on('error', () => undefined);
  target.on('drop', () => lost++);
  target.on('drain', () => {
    if (lost === 0) return;
    const count = lost;
    lost = 0;
    logger.warn({ lost: count }, `${count} lines of the log could not be written and are lost`);
  });
  // Not flushSync(), which tries until it succeeds.
  return { logger, flush: () => target.end() };
}

/** What `serve/record.ts` logs about a request or a failure. */
interface LogLine {
  readonly msg?: string;
  readonly ms?: number;
  readonly operation?: string;
  readonly organization?: string;
  readonly issues?: readonly string[];
  readonly warnings?: readonly string[];
  readonly misbehaving?: string;
  readonly fault?: string;
  readonly clientGone?: boolean;
  readonly cause?: { readonly kind: string; readonly because?: string };
  readonly err?: { readonly stack: string };
}

/** Names, reasons and messages repeat what clients sent: their control characters could forge lines of the log. */
function formatRequest({ issues = [], warnings = [], err, ...line }: LogLine): string {
  const { msg, ms, operation, organization, misbehaving, fault, clientGone, cause } = line;
  const head = [
    msg,
    ms !== undefined && `${ms} ms`,
    operation,
    organization && `for ${organization}`,
    misbehaving && `planned: ${misbehaving}`,
    cause?.kind === 'preference' && `preferred: ${cause.because}`,
    fault && `broken: ${fault}`,
    clientGone && 'the client had gone',
  ];
  const refused = issues.map((each) => `    refused  ${plain(each)}`);
  const warned = warnings.map((each) => `    warned   ${plain(each)}`);
  const stack = err?.stack.split('\n').map((each) => `    ${plain(each)}`) ?? [];
  return [plain(head.filter(Boolean).join('  ')), ...refused, ...warned, ...stack].join('\n');
}
