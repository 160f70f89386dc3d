import type { Logger } from '../http/record.ts';
import type { LogStyle } from './options.ts';

/** A logger that may hold lines back. */
export interface Log {
  readonly logger: Logger;
  /** Writes out what is held back. */
  flush(): void;
}

const STDERR = 2;

/** @returns undefined when nothing is to be logged */
export async function createLog(style: LogStyle): Promise<Log | undefined> {
  if (style === 'off') return undefined;
  const { pino, destination, stdTimeFunctions } = await import('pino');
  if (style === 'pretty' || (style === 'auto' && process.stderr.isTTY)) {
    const { default: pretty } = await import('pino-pretty');
    const colorize = process.stderr.isTTY && !process.env['NO_COLOR'];
    const shownAlready = 'pid,hostname,method,path,status';
    const stream = pretty({
      destination: STDERR,
      sync: true,
      colorize,
      ignore: shownAlready,
      translateTime: 'SYS:HH:MM:ss',
      singleLine: true,
    });
    return { logger: pino({}, stream), flush: () => undefined };
  }
  // Lines are gathered and written every fifth of a second: a write for each would cost a quarter of the throughput.
  const stream = destination({ dest: STDERR, sync: false, minLength: 8_192, periodicFlush: 200 });
  const logger = pino({ base: null, timestamp: stdTimeFunctions.isoTime }, stream);
  return { logger, flush: () => stream.flushSync() };
}
