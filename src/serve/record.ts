import type { Issue, Warning } from '../contract/types.ts';
import { toPointer } from '../lib/json-pointer.ts';
import { maskedUrl } from '../lib/secrets.ts';
import type { Context, Logger } from './context.ts';
import { verdictOf } from './cause.ts';
import type { Message } from './deliver.ts';
import type { Outcome } from './outcome.ts';
import { clientAddress } from './request.ts';
import { cut, LONGEST_TEXT } from './stages/read-body.ts';

/** Characters of a message or a name that are kept, since both repeat what the client sent. */
const LONGEST_WORD = 300;
/** Findings in a log line; the journal has all of them. */
const MOST_LOGGED = 20;

/**
 * Writes a request and its reply into the journal of its organization, the metrics and the log.
 *
 * @param message what the reply became
 */
export function record(outcome: Outcome, message: Message, context: Context): void {
  const { request, policy } = outcome;
  if (!policy.isRecorded || request.isIncomplete) return;
  // eslint-disable-next-line no-restricted-syntax -- metrics and log have real durations
  const milliseconds = performance.now() - outcome.startedAt;
  const client = clientAddress(request, context.trustProxy);
  writeJournal(outcome, message, client, context.journals, milliseconds);
  context.metrics?.observe(metricOf(outcome), milliseconds);
  if (context.logger) writeLog(outcome, message, client, context.logger, context.knownIssues, milliseconds);
}

function writeJournal(
  outcome: Outcome,
  { headers, fault, recorded }: Message,
  client: string | undefined,
  journals: Context['journals'],
  milliseconds: number,
): void {
  const { request, operation, pathOperations, warnings, reply, from, cause } = outcome;
  const counted = operation ? [operation] : pathOperations;
  const { text: bodyText, isLong = false } = outcome.body ?? {};
  const note = {
    at: outcome.arrivedAt,
    requestId: outcome.requestId,
    method: request.method,
    url: outcome.url,
    operationId: operation?.operationId,
    verdict: verdictOf(outcome),
    status: reply.status,
    error: reply.error,
    from,
    client,
    cause,
    milliseconds,
    issues: cutAll(reply.issues ?? [], isLong),
    warnings: cutAll(warnings, isLong),
    rawHeaders: request.rawHeaders,
    body: bodyText,
    // Neither of these faults lets a header through.
    replyHeaders: fault === 'reset' || fault === 'empty' ? undefined : headers,
    reply: recorded === undefined ? undefined : cut(recorded, LONGEST_TEXT),
  };
  journals.add(
    outcome.organization?.id,
    note,
    counted.map(({ operationId }) => operationId),
  );
}

/** Only a long body can lead to long findings. */
function cutAll<Finding>(findings: readonly Finding[], isLong: boolean): readonly Finding[] {
  if (findings.length === 0 || !isLong) return findings;
  const short = (_: string, value: unknown) => (typeof value === 'string' ? cut(value, LONGEST_WORD) : value);
  return JSON.parse(JSON.stringify(findings.slice(0, 100), short)) as Finding[];
}

/** What the metrics count of a request. */
function metricOf(outcome: Outcome) {
  const { operation, reply, warnings, isPlanned, cause } = outcome;
  // A failure of the stub's own is not planned, even if it is broken as planned.
  const planned = isPlanned || (cause?.fault !== undefined && reply.status < 500);
  return { operationId: operation?.operationId, reply, verdict: verdictOf(outcome), planned, warnings };
}

/**
 * The log line of a request. It names the organization, never the API key, and leaves the query out, where people
 * put what they should not.
 */
function writeLog(
  outcome: Outcome,
  { standings }: Message,
  client: string | undefined,
  logger: Logger,
  knownIssues: Context['knownIssues'],
  milliseconds: number,
): void {
  const { request, target, organization, operation, warnings, reply, from, cause } = outcome;
  // What is not a path of the API may be a whole address, with a password.
  const path = operation === undefined ? maskedUrl(target.path) : target.path;
  const details = {
    requestId: outcome.requestId,
    method: request.method,
    path,
    status: reply.status,
    ms: Math.round(milliseconds * 100) / 100,
    ...(operation && { operation: operation.operationId }),
    ...(organization && { organization: organization.name ?? organization.id }),
    ...(reply.error !== undefined && { error: reply.error }),
    ...(standings && standings.whole !== '' && { standing: standings.whole }),
    ...(from !== undefined && { from }),
    ...(client !== undefined && { client }),
    ...(cause && { cause }),
    ...(reply.issues && {
      issues: reply.issues
        .slice(0, MOST_LOGGED)
        .map((issue, index) => formatIssue(issue, knownIssues.pointerOf(issue), standings?.issues[index])),
    }),
    ...(warnings.length > 0 && {
      warnings: warnings
        .slice(0, MOST_LOGGED)
        .map((warning, index) => formatWarning(warning, standings?.warnings[index])),
    }),
  };
  const message = `${request.method} ${path} ${reply.status}`;
  if (reply.status >= 500) logger.error(details, message);
  else if (reply.status >= 400 || warnings.length > 0) logger.warn(details, message);
  else logger.info(details, message);
}

function formatIssue({ message }: Issue, pointer: string, standing = ''): string {
  const text = cut(`${pointer || 'body'}: ${message}`, LONGEST_WORD);
  return standing === '' ? text : `${text} (${standing})`;
}

function formatWarning({ rule, path, message, suggestion }: Warning, standing = ''): string {
  const hint = suggestion === undefined ? '' : `; did you mean "${suggestion}"?`;
  const known = [rule !== 'documented' && rule, standing].filter(Boolean).join('; ');
  return cut(`${toPointer(path) || 'body'}: ${message}${hint}`, LONGEST_WORD) + ` (${known})`;
}
