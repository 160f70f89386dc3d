import type { Logger } from '../../serve/context.ts';
import type { SettingValue } from '../../settings/settings.ts';

/** A logger that may buffer lines. */
export interface Log {
  readonly logger: Logger;
  /** Writes the lines that are buffered, if possible. Nothing may be logged afterwards. */
  flush(): void;
}

const STDERR = 2;
/** Bytes of lines that are kept while the disk is full. */
const MOST_WAITING = 1_048_576;

/** @returns undefined when nothing is to be logged */
export async function createLog(style: SettingValue<'log'>): Promise<Log | undefined> {
  if (style === 'off') return undefined;
  return style === 'pretty' || (style === 'auto' && process.stderr.isTTY) ? prettyLog() : jsonLog();
}

/** A line for each request, and one for each of its issues and warnings. */
async function prettyLog(): Promise<Log> {
  const [{ pino }, { default: pretty }] = await Promise.all([import('pino'), import('pino-pretty')]);
  const stream = pretty({
    destination: STDERR,
    sync: true,
    colorize: process.stderr.isTTY && !process.env['NO_COLOR'],
    translateTime: 'SYS:HH:MM:ss',
    hideObject: true,
    // By default pino-pretty also takes `error`, here an id, for an object with a stack.
    errorLikeObjectKeys: ['err'],
    messageFormat: (line) => formatRequest(line),
  });
  return { logger: pino({ base: null }, stream), flush: () => undefined };
}

async function jsonLog(): Promise<Log> {
  const { pino, destination, stdTimeFunctions } = await import('pino');
  // Lines are written together, at the latest after a fifth of a second. A worker thread was measured to be no faster.
  const gathering = { minLength: 16_000, periodicFlush: 200 };
  const target = destination({ dest: STDERR, sync: true, maxLength: MOST_WAITING, ...gathering });
  return surviving(pino({ base: null, timestamp: stdTimeFunctions.isoTime }, target), target);
}

/** The part of pino's destination that is used here. */
interface Target {
  on(event: 'error' | 'drop' | 'drain', listener: () => void): unknown;
  end(): void;
}

/** Keeps the stub alive when the disk is full: lines wait, and are dropped when there are too many. */
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
  const refused = issues.map((each) => `\n    refused  ${each}`);
  const warned = warnings.map((each) => `\n    warned   ${each}`);
  return head.filter(Boolean).join('  ') + [...refused, ...warned].join('') + (err ? `\n${err.stack}` : '');
}
