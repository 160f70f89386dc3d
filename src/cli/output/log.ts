import { plain } from '../../lib/plain-text.ts';
import type { Logger } from '../../serve/context.ts';
import type { SettingValue } from '../../settings/settings.ts';
import { causeInWords } from '../../store/cause.ts';
import type { Cause } from '../../store/port.ts';
import { gatherLines } from './log-lines.ts';

/** A logger that may buffer lines. */
export interface Log {
  readonly logger: Logger;
  /** Writes the lines that are buffered, if possible. */
  flush(): void;
}

type Level = keyof Logger;
/** Turns what is logged into a line. */
type Format = (level: Level, details: LogDetails, message: string) => string;

/** @returns undefined when nothing is to be logged */
export function createLog(style: SettingValue<'log'>): Log | undefined {
  if (style === 'off') return undefined;
  const isPretty = style === 'pretty' || (style === 'auto' && process.stderr.isTTY);
  const format = isPretty ? prettyFormat(process.stderr.isTTY && !process.env['NO_COLOR']) : jsonFormat();
  const log = (level: Level) => (details: object, message: string) => lines.write(format(level, details, message));
  const logger = { info: log('info'), warn: log('warn'), error: log('error') };
  const lines = gatherLines((lost) =>
    logger.warn({ lost }, `${lost} lines of the log could not be written and are lost`),
  );
  return { logger, flush: () => lines.flush() };
}

/** Levels as pino and bunyan number them, which programs that read such logs expect. */
const levels = { info: 30, warn: 40, error: 50 };

/** A JSON object for each request, in the form that pino writes. pino's own functions were 8 % of a read's profile. */
function jsonFormat(): Format {
  const time = createTime();
  return (level, details, message) => {
    const { err } = details;
    const text = JSON.stringify(err === undefined ? details : { ...details, err: describeError(err) });
    const inner = text === '{}' ? '' : `${text.slice(1, -1)},`;
    return `{"level":${levels[level]},"time":"${time()}",${inner}"msg":${JSON.stringify(message)}}\n`;
  };
}

/** The time as ISO 8601. The part up to the second is kept, since a busy stub logs thousands of lines in one. */
function createTime(): () => string {
  let second = Number.NaN;
  let upToSecond = '';
  return () => {
    const now = Date.now();
    const milliseconds = now % 1_000;
    if (now - milliseconds !== second) {
      second = now - milliseconds;
      upToSecond = new Date(second).toISOString().slice(0, -4);
    }
    return `${upToSecond}${String(milliseconds).padStart(3, '0')}Z`;
  };
}

function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  return { type: error.name, message: error.message, stack: stackOf(error) };
}

function stackOf(error: Error): string {
  const { cause } = error;
  return (error.stack ?? error.message) + (cause instanceof Error ? `\ncaused by: ${stackOf(cause)}` : '');
}

/** A line for each request, and one for each of its issues and warnings. */
function prettyFormat(isColored: boolean): Format {
  const paint = (color: number, text: string) => (isColored ? `\u001b[${color}m${text}\u001b[39m` : text);
  const words = { info: paint(32, 'INFO'), warn: paint(33, 'WARN'), error: paint(31, 'ERROR') };
  return (level, details, message) => {
    const [head = '', ...rest] = formatRequest(details, message);
    const time = new Date().toTimeString().slice(0, 8);
    return `${[`[${time}] ${words[level]}: ${paint(36, head)}`, ...rest].join('\n')}\n`;
  };
}

/** What `serve/record.ts` logs about a request or a failure. */
interface LogDetails {
  readonly ms?: number;
  readonly operation?: string;
  /** How far a refusal can be trusted. */
  readonly standing?: string;
  readonly organization?: string;
  readonly issues?: readonly string[];
  readonly warnings?: readonly string[];
  readonly from?: string;
  readonly cause?: Cause;
  readonly err?: unknown;
}

/** Names, reasons and messages repeat what clients sent: their control characters could forge lines of the log. */
function formatRequest({ issues = [], warnings = [], err, ...details }: LogDetails, message: string): string[] {
  const { ms, operation, standing, organization, from, cause } = details;
  const head = [
    message,
    ms !== undefined && `${ms} ms`,
    operation,
    standing,
    organization && `for ${organization}`,
    from && `from the ${from}`,
    cause && causeInWords(cause),
  ];
  const refused = issues.map((each) => `    refused  ${plain(each)}`);
  const warned = warnings.map((each) => `    warned   ${plain(each)}`);
  const stack =
    err instanceof Error
      ? stackOf(err)
          .split('\n')
          .map((each) => `    ${plain(each)}`)
      : [];
  return [plain(head.filter(Boolean).join('  ')), ...refused, ...warned, ...stack];
}
