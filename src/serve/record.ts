import type { Issue, Warning } from '../contract/types.ts';
import type { JournalEntry, Verdict } from '../store/port.ts';
import type { Reply } from '../contract/reply.ts';
import { OWN_PATH, type Exchange } from './exchange.ts';
import type { Journals } from '../store/memory/journal.ts';
import { jsonPointer } from './warnings-header.ts';

/** Where log lines go. pino's loggers fit. */
export interface Logger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Bodies are cut to so many characters in the journal, so that its size is bounded by its number of entries. */
const LONGEST_TEXT = 16_384;
/** Messages and names repeat what was sent; of those so much is enough. */
const LONGEST_WORD = 300;

/** Last stage: writes a request and its reply into the organization's journal. */
export function recordInJournal(
  exchange: Exchange,
  reply: Reply,
  replyText: string | undefined,
  journals: Journals,
  milliseconds: number,
): void {
  const { incoming, operation, bodyText, warnings } = exchange;
  journals.add(exchange.organization?.id, {
    at: Date.now() - milliseconds,
    requestId: exchange.requestId,
    method: exchange.method,
    url: exchange.own ? (incoming.url ?? '').slice(OWN_PATH.length) : (incoming.url ?? ''),
    ...(operation && { operationId: operation.operationId }),
    verdict: verdictOf(reply),
    status: reply.status,
    ...(reply.error !== undefined && { error: reply.error }),
    ...plansOf(exchange),
    milliseconds,
    issues: cutAll(reply.issues ?? [], bodyText),
    warnings: cutAll(warnings, bodyText),
    rawHeaders: incoming.rawHeaders,
    ...(bodyText !== undefined && { body: cut(bodyText, LONGEST_TEXT) }),
    ...(replyText !== undefined && { reply: cut(replyText, LONGEST_TEXT) }),
  });
}

/** What tells an answer that was meant to be odd, or that nobody waited for, from others. */
function plansOf({
  misbehaving,
  fault,
  clientGone,
}: Exchange): Pick<JournalEntry, 'misbehaving' | 'fault' | 'clientGone'> {
  return {
    ...(misbehaving !== undefined && { misbehaving }),
    ...(fault !== undefined && { fault }),
    ...(clientGone && { clientGone }),
  };
}

/** A slice would keep the whole text alive in V8; a copy does not. */
function cut(text: string, length: number): string {
  return text.length > length ? Buffer.from(text.slice(0, length)).toString() : text;
}

/** Only a long body can lead to long findings. */
function cutAll<Finding>(findings: readonly Finding[], bodyText: string | undefined): readonly Finding[] {
  if (findings.length === 0 || (bodyText?.length ?? 0) <= LONGEST_TEXT) return findings;
  const short = (_: string, value: unknown) => (typeof value === 'string' ? cut(value, LONGEST_WORD) : value);
  return JSON.parse(JSON.stringify(findings.slice(0, 100), short)) as Finding[];
}

/** The journal has all of them. */
const MOST_LOGGED = 20;

/**
 * The log line of a request. It names the organization, never the API key, and leaves the query out, where people
 * put what they should not.
 */
export function log(exchange: Exchange, reply: Reply, logger: Logger, milliseconds: number): void {
  const { organization, operation, warnings } = exchange;
  const details = {
    requestId: exchange.requestId,
    method: exchange.method,
    path: exchange.path,
    status: reply.status,
    ms: Math.round(milliseconds * 100) / 100,
    ...(operation && { operation: operation.operationId }),
    ...(organization && { organization: organization.name ?? organization.id }),
    ...(reply.error !== undefined && { error: reply.error }),
    ...plansOf(exchange),
    ...(reply.issues && { issues: reply.issues.slice(0, MOST_LOGGED).map(issueInWords) }),
    ...(warnings.length > 0 && { warnings: warnings.slice(0, MOST_LOGGED).map(warningInWords) }),
  };
  const message = `${exchange.method} ${exchange.path} ${reply.status}`;
  if (reply.status >= 500) logger.error(details, message);
  else if (reply.status >= 400 || warnings.length > 0) logger.warn(details, message);
  else logger.info(details, message);
}

/** Whether an answer is as somebody planned it. A failure of the stub's own is not, even if it is broken as planned. */
export function isPlanned({ planned, fault }: Exchange, reply: Reply): boolean {
  return planned || (fault !== undefined && verdictOf(reply) !== 'failed');
}

export function verdictOf({ status }: Reply): Verdict {
  return status < 400 ? 'accepted' : status < 500 ? 'refused' : 'failed';
}

function issueInWords({ path, message }: Issue): string {
  return cut(`${jsonPointer(path) || 'body'}: ${message}`, LONGEST_WORD);
}

function warningInWords({ rule, path, message, suggestion }: Warning): string {
  const hint = suggestion === undefined ? '' : `; did you mean "${suggestion}"?`;
  return cut(`${jsonPointer(path) || 'body'}: ${message}${hint} (${rule})`, LONGEST_WORD);
}
