import type { Reply } from '../contract/reply.ts';
import type { Client } from '../lib/wait.ts';
import { ANONYMOUS, type Fault } from '../store/port.ts';
import type { Context } from './context.ts';
import { corsHeaders } from './cors.ts';
import { standingsOf, type Outcome, type Standings } from './outcome.ts';
import { quoted, standingHeader, warningsHeader } from './warnings-header.ts';

/** A reply that is ready to be written, by whatever platform. */
export interface Message {
  readonly status: number;
  /** Without `content-length`, which the platform knows. */
  readonly headers: Record<string, string>;
  /** A text, bytes as they are, a long text in pieces, pieces as they come, or nothing. */
  readonly body: string | Uint8Array | Iterable<string> | AsyncIterable<string> | undefined;
  /** Whether the status never has a body, nor says how long it is (RFC 9110). */
  readonly isBodiless: boolean;
  /** Whether the client asked for the head only. */
  readonly isHeadOnly: boolean;
  /** How the platform breaks the connection, if at all. */
  readonly fault: Exclude<Fault, 'malformed'> | undefined;
  /** As much of the body as gets to the client, for the journal. */
  readonly recorded: string | undefined;
  /** What its headers say of how far the findings can be trusted, for the log as well. */
  readonly standings: Standings | undefined;
  /** About how many bytes are held until the client has read them; 0 for what is short. */
  readonly held: number;
  /** Whose room in the budget they take. */
  readonly owner: string;
}

/** Statuses whose replies have no body (RFC 9110). */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

/** Turns an outcome into the message that goes out. @throws when the body is too long for a string */
export function prepare(outcome: Outcome, context: Context): Message {
  const { reply, request } = outcome;
  const isBodiless = BODILESS.has(reply.status);
  const hasBody = reply.body !== undefined && !isBodiless;
  const fault = faultOf(outcome);
  const hasFindings = reply.error !== undefined || outcome.warnings.length > 0;
  const standings = hasFindings ? standingsOf(outcome, context.behavior.inForce) : undefined;
  const headers = headersOf(outcome, fault, standings, context);
  const owner = outcome.organization?.id ?? ANONYMOUS;
  const head = { status: reply.status, headers, isBodiless, isHeadOnly: request.method === 'HEAD', standings, owner };
  if (reply.stream !== undefined) return messageOf(head, reply.stream, undefined, undefined);
  if (reply.pages !== undefined) {
    headers['content-type'] ??= JSON_TYPE;
    const { first, rest } = reply.pages;
    const start = `[${first.join(',')}`;
    const pieces = piecesOfPages(start, reported(rest, outcome, context), fault, () => context.turns.next(owner));
    const body = fault === 'slow' ? piecesSlowly(pieces, context, request) : pieces;
    const broken = fault === 'reset' || fault === 'empty' ? fault : undefined;
    return messageOf(head, body, broken, start, HELD_FOR_PAGES);
  }
  if (reply.body instanceof Uint8Array) return messageOf(head, reply.body, undefined, undefined);
  if (!hasBody) {
    const broken = fault === 'reset' || fault === 'empty' ? fault : undefined;
    return messageOf(head, undefined, broken, undefined);
  }
  const list = Array.isArray(reply.body) && reply.body.length > SHORT_LIST ? longList(reply.body, fault) : undefined;
  if (list) headers['content-type'] ??= JSON_TYPE;
  if (list?.pieces) {
    const body = fault === 'slow' ? piecesSlowly(list.pieces, context, request) : list.pieces;
    const ending = fault === 'truncated' ? fault : undefined;
    return messageOf(head, body, ending, list.start, list.held);
  }
  const text = list?.start ?? textOf(reply, headers, context);
  const held = text.length > LONG_TEXT ? 2 * text.length : 0;
  switch (fault) {
    case 'malformed':
      return messageOf(head, halfOf(text), undefined, halfOf(text), held);
    case 'truncated':
      return messageOf(head, text, fault, halfOf(text), held);
    case 'reset':
    case 'empty':
      return messageOf(head, undefined, fault, undefined, held);
    default:
      return messageOf(head, text, fault, text, held);
  }
}

type Head = Omit<Message, 'body' | 'fault' | 'recorded' | 'held'>;

/** Written out: to spread one object into another takes V8 several times the memory. */
function messageOf(
  { status, headers, isHeadOnly, standings, owner, isBodiless: isStatusBodiless }: Head,
  body: Message['body'],
  fault: Message['fault'],
  recorded: string | undefined,
  held = 0,
): Message {
  // Streams, pages and bytes are sent whatever the status.
  const isBodiless = isStatusBodiless && body === undefined;
  return { status, headers, body, isBodiless, isHeadOnly, fault, recorded, standings, held, owner };
}

/** How the fault `slow` sends a body: in how many parts, and the milliseconds between two of them. */
const SLOW_BODY = { parts: 10, pause: 100 };

/**
 * Cuts a body into the parts that the fault `slow` sends. Each comes when it is due by the clock of the stub, so that one
 * advance of a frozen clock can bring all of them.
 */
export async function* slowly(
  body: Uint8Array,
  { clock, closing }: Context,
  client: Client,
): AsyncGenerator<Uint8Array> {
  const size = Math.ceil(body.length / SLOW_BODY.parts) || 1;
  const startedAt = clock.elapsed();
  for (let part = 1, sent = 0; sent < body.length; part++, sent += size) {
    await clock.wait(startedAt + part * SLOW_BODY.pause - clock.elapsed(), closing, client);
    if (client.isGone) return;
    yield body.subarray(sent, sent + size);
  }
}

/** The half of a text that gets through before the connection breaks. */
export function halfOf(text: string): string {
  return text.slice(0, Math.ceil(text.length / 2));
}

/** How a reply is broken after all. Of one without a body only the connection can be broken. */
export function faultOf({ plan, reply }: Outcome): Fault | undefined {
  const fault = plan?.fault;
  if (fault === undefined) return undefined;
  const hasText = (reply.body !== undefined || reply.pages !== undefined) && !BODILESS.has(reply.status);
  return hasText || fault === 'reset' || fault === 'empty' ? fault : undefined;
}

function headersOf(
  outcome: Outcome,
  fault: Fault | undefined,
  standings: Standings | undefined,
  context: Context,
): Record<string, string> {
  const { cors, dynamic, clock, knownIssues } = context;
  const { request, policy, plan, reply, warnings, rateHeaders } = outcome;
  const headers: Record<string, string> = {
    ...(cors && policy.isCrossOrigin && corsHeaders(request)),
    ...rateHeaders,
    ...reply.headers,
  };
  headers['x-request-id'] = outcome.requestId;
  // Otherwise the platform's own, if it sends one.
  if (clock.isMoved) headers['date'] = new Date(clock.now()).toUTCString();
  if (warnings.length > 0) headers['stub-warnings'] = warningsHeader(warnings, standings?.warnings);
  const applied = outcome.applied.filter((name) => name !== 'fault' || fault !== undefined);
  if (applied.length > 0) {
    // Whole, since the journal reads it; it is made of names that the stub knows, each once.
    const assume = outcome.assumed === undefined ? undefined : `"${outcome.assumed}"`;
    const preferences = { dynamic, ...plan?.preferences, assume };
    headers['preference-applied'] = applied.map((name) => `${name}=${String(preferences[name])}`).join(', ');
  }
  const scenarios = plan?.scenarios ?? [];
  if (scenarios.length > 0) headers['stub-state'] = stateHeader(scenarios);
  if (reply.error !== undefined) {
    headers['stub-error'] = reply.error;
    const standing = standings && standingHeader(standings, reply, knownIssues);
    if (standing !== undefined) headers['stub-standing'] = standing;
  }
  return headers;
}

/** Characters of the header that names scenarios: proxies refuse replies whose headers are longer than some kilobytes. */
const LONGEST_STATE = 2_000;

/** The reasons of scenarios; of many, the first ones and how many more there are. */
function stateHeader(scenarios: readonly { readonly because: string }[]): string {
  let header = '';
  for (const [index, { because }] of scenarios.entries()) {
    const next = `${header}${index === 0 ? '' : ', '}${quoted(because)}`;
    if (index > 0 && next.length > LONGEST_STATE) return `${header}, ${quoted(`${scenarios.length - index} more`)}`;
    header = next;
  }
  return header;
}

/** Lists up to this length are always written in one piece. */
const SHORT_LIST = 50;
/** Characters above which a reply is worth counting, and a list is sent in pieces. */
const LONG_TEXT = 65_536;
const JSON_TYPE = 'application/json; charset=utf-8';

/** Once a reply has begun, only the log can say why it breaks off. */
async function* reported<Page>(
  pages: AsyncIterable<Page>,
  { requestId }: Outcome,
  { logger }: Context,
): AsyncGenerator<Page, void> {
  try {
    yield* pages;
  } catch (error) {
    logger?.error({ requestId, err: error }, 'a list breaks off, since the rest of it cannot be read');
    throw error;
  }
}

/** About how many bytes the pages take that are under way. */
const HELD_FOR_PAGES = 4 * LONG_TEXT;

/**
 * The text of a list that is read in pages. Others have their turn before each. Where it is to be broken, the first page
 * gets through.
 */
async function* piecesOfPages(
  start: string,
  rest: AsyncIterable<readonly string[]>,
  fault: Fault | undefined,
  turn: () => Promise<void>,
): AsyncGenerator<string, void> {
  yield start;
  if (fault === 'malformed') return;
  if (fault === 'truncated') {
    // By then the start is on its way.
    await turn();
    throw new TypeError('terminated: the stub broke the connection as planned');
  }
  for await (const page of rest) {
    await turn();
    yield `,${page.join(',')}`;
  }
  yield ']';
}

/** The pieces of a long list; each of the first ones comes when it is due by the clock of the stub. */
async function* piecesSlowly(
  pieces: Iterable<string> | AsyncIterable<string>,
  { clock, closing }: Context,
  client: Client,
): AsyncGenerator<string> {
  let sent = 0;
  for await (const piece of pieces) {
    if (++sent <= SLOW_BODY.parts) await clock.wait(SLOW_BODY.pause, closing, client);
    if (client.isGone) return;
    yield piece;
  }
}

/** What a long list starts with and, if that is not the whole, all pieces and the bytes that they hold. */
type LongList =
  | { readonly start: string; readonly pieces?: undefined }
  | { readonly start: string; readonly pieces: Iterable<string>; readonly held: number };

/**
 * The text of a list: whole when it is not long, and otherwise in pieces that are made when they are sent, so that
 * other requests have their turn in between.
 */
function longList(list: readonly unknown[], fault: Fault | undefined): LongList {
  const making = piecesOf(list);
  const { value: start = '' } = making.next();
  const second = making.next();
  if (second.done === true) return { start };
  const isHalf = fault === 'malformed' || fault === 'truncated';
  const pieces = isHalf ? piecesOf(list, Math.ceil(list.length / 2)) : resume([start, second.value], making);
  return { start, pieces, held: LONG_TEXT + 8 * list.length };
}

function* resume(made: readonly string[], rest: Iterable<string>): Generator<string, undefined> {
  yield* made;
  yield* rest;
}

/** @param most breaks off after so many items */
function* piecesOf(list: readonly unknown[], most = list.length): Generator<string, undefined> {
  let piece = '[';
  for (let index = 0; index < most; index++) {
    // What has no JSON is null within a list.
    piece += (index === 0 ? '' : ',') + ((JSON.stringify(list[index]) as string | undefined) ?? 'null');
    if (piece.length < LONG_TEXT) continue;
    yield piece;
    piece = '';
  }
  if (most === list.length) yield `${piece}]`;
  else if (piece !== '') yield piece;
}

/** JSON, unless a mocked operation answers in a text format. */
function textOf({ body, issues }: Reply, headers: Record<string, string>, { knownIssues }: Context): string {
  const type = (headers['content-type'] ??= JSON_TYPE);
  if (typeof body === 'string' && !/json/i.test(String(type))) return body;
  const isRefusal = issues !== undefined && issues.length <= FEW_ISSUES && issuesIn(body) === issues;
  if (!isRefusal) return JSON.stringify(body);
  let items = '';
  for (const issue of issues) items += (items === '' ? '' : ',') + knownIssues.jsonOf(issue);
  return `{"issues":[${items}],"name":"ZodError"}`;
}

/** Of more issues, hardly any is known. */
const FEW_ISSUES = 20;

function issuesIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'issues' in body ? body.issues : undefined;
}
