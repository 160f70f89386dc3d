import type { Behavior } from '../../contract/behavior.ts';
import type { ErrorId } from '../../contract/errors.ts';
import { badRequest, expressPage, problem, type Reply } from '../../contract/reply.ts';
import type { Pool } from '../../lib/budget.ts';
import { freeBytes } from '../../lib/bytes.ts';
import { DEEPEST_JSON } from '../../lib/guards.ts';
import { excessOf } from '../../lib/json-extent.ts';
import type { Turns } from '../../lib/turns.ts';
import type { Json } from '../../contract/contract.ts';
import type { ServedOperation } from '../context.ts';
import type { BodyLimits, SentBody, SentBytes, StubRequest } from '../request.ts';

/** What came of reading a body: its text and value, or why it cannot be taken. */
export interface ReadBody {
  /** As it was sent, decoded; undefined when there was none. */
  readonly text: string | undefined;
  readonly value: unknown;
  readonly reply?: Reply;
}

const NO_BODY: ReadBody = Object.freeze({ text: undefined, value: undefined });
/** As Express's parser leaves it. */
const EMPTY_BODY: ReadBody = Object.freeze({ text: undefined, value: Object.freeze({}) });
/** Bytes of a body that have room as long as its connection has; nearly all use cases are shorter. */
const FREE_BYTES = 16_384;
/** Bytes that each piece of a body takes besides its own. */
const PIECE_BYTES = 256;
/** Bytes of a long body that are decoded at a time. */
const DECODED_AT_ONCE = 2_097_152;
/** Values that a body may have, so that it takes milliseconds to parse and to validate. */
const MOST_VALUES = 20_000;
/** Characters of a body that the journal keeps. */
export const LONGEST_TEXT = 16_384;

/**
 * Reads, unpacks, decodes and parses the body of one request, once; a second read gets the same answer. A class: an
 * object literal with a getter has a hidden class of its own each time, which kept every request alive until V8's next
 * full collection.
 */
export class BodyReader {
  /** The body as text, once it has been read. After `release` only as much as the journal keeps. */
  text: string | undefined;
  /** Whether there is more than the journal keeps. */
  isLong = false;
  private reading: Promise<ReadBody> | undefined;
  private readonly request: StubRequest;
  private readonly hasBody: boolean;
  private readonly maxBytes: number;
  private readonly pool: Pool;
  private readonly owner: string;
  private readonly turns: Turns;
  private readonly behavior: Behavior;
  private held = 0;

  /**
   * @param operation only operations that take a body read one
   * @param maxBytes most bytes that a body may have, once unpacked
   * @param pool has room for bodies under way
   * @param owner whose room that is, and whose turns
   * @param behavior what is made of bodies that are missing, or no JSON
   */
  constructor(
    request: StubRequest,
    operation: ServedOperation,
    maxBytes: number,
    {
      pool,
      turns,
      owner,
      behavior,
    }: { readonly pool: Pool; readonly turns: Turns; readonly owner: string; readonly behavior: Behavior },
  ) {
    this.behavior = behavior;
    this.request = request;
    this.turns = turns;
    this.hasBody = operation.body !== null;
    this.maxBytes = maxBytes;
    this.pool = pool;
    this.owner = owner;
  }

  read(): Promise<ReadBody> {
    this.reading ??= this.hasBody ? this.readOnce(false) : Promise.resolve(NO_BODY);
    return this.reading;
  }

  /** Reads the body for the journal alone; the rest of a long one is not even decoded. */
  skim(): Promise<ReadBody> {
    this.reading ??= this.hasBody ? this.readOnce(true) : Promise.resolve(NO_BODY);
    return this.reading;
  }

  /** Lets the body go, once the reply is made: nothing of it is held while the reply waits. */
  release(): void {
    this.reading = undefined;
    if (this.text !== undefined) this.text = cut(this.text, LONGEST_TEXT);
    if (this.held > 0) this.pool.give(this.owner, this.held);
    this.held = 0;
  }

  private async readOnce(isSkimmed: boolean): Promise<ReadBody> {
    const hold: BodyLimits['hold'] = (size, pieces) => {
      const more = size + PIECE_BYTES * pieces - FREE_BYTES - this.held;
      if (more <= 0) return;
      this.pool.take(this.owner, more);
      this.held += more;
    };
    const { behavior } = this;
    const sent = await readSent(this.request, this.maxBytes, hold, behavior);
    if (sent === NO_BODY) return behavior.isMissingBodyEmpty ? EMPTY_BODY : NO_BODY;
    if (!('bytes' in sent)) return this.noted(sent);
    if (sent.bytes.length <= FREE_BYTES) {
      const body = bodyOf(sent.bytes, behavior);
      return this.noted(body instanceof Promise ? await body : body);
    }
    return this.noted(isSkimmed ? skimmed(sent.bytes) : await this.readLong(sent));
  }

  /** Others have their turn before each part of the work. */
  private async readLong({ bytes, isOurs }: SentBytes): Promise<ReadBody> {
    const long = new TextDecoder('utf-8', STRICT);
    let text = '';
    try {
      for (let at = 0; at < bytes.length; at += DECODED_AT_ONCE) {
        await this.turns.next(this.owner);
        text += long.decode(bytes.subarray(at, at + DECODED_AT_ONCE), { stream: true });
      }
      text += long.decode();
    } catch {
      return undecodable(this.behavior);
    }
    if (isOurs) freeBytes(bytes);
    await this.turns.next(this.owner);
    const parsed = await parse(text, this.behavior);
    await this.turns.next(this.owner);
    return parsed;
  }

  private noted(read: ReadBody): ReadBody {
    this.text = read.text;
    this.isLong = (read.text?.length ?? 0) > LONGEST_TEXT;
    return read;
  }
}

/** A slice would keep the whole text alive in V8; a copy does not. */
export function cut(text: string, length: number): string {
  return text.length > length ? new TextDecoder().decode(new TextEncoder().encode(text.slice(0, length))) : text;
}

/** @returns the bytes of a body, or what came of it where that is clear without them */
async function readSent(
  request: StubRequest,
  maxBytes: number,
  hold: BodyLimits['hold'],
  behavior: Behavior,
): Promise<SentBytes | ReadBody> {
  const declared = request.header('content-length');
  if (declared === '0' || (declared === undefined && request.header('transfer-encoding') === undefined)) return NO_BODY;
  const unsupported = checkContentType(request.header('content-type'));
  if (unsupported?.error === 'media-type-unsupported' && behavior.isOtherMediaMissing) return NO_BODY;
  if (unsupported) return refused(unsupported);
  const encoding = request.header('content-encoding')?.toLowerCase() ?? 'identity';
  const sent = await request.readBody({ maxBytes, encoding: encoding === 'x-gzip' ? 'gzip' : encoding, hold });
  if (sent === 'none') return NO_BODY;
  if (typeof sent === 'string') return refused(refusalOf(sent, maxBytes, behavior));
  return 'bytes' in sent ? sent : bodyOfParsed(sent.parsed, behavior);
}

function refused(reply: Reply, text?: string): ReadBody {
  return { text, value: undefined, reply };
}

function refusalOf(sent: Exclude<Extract<SentBody, string>, 'none'>, maxBytes: number, behavior: Behavior): Reply {
  switch (sent) {
    case 'too-large':
      // The rest of the body is not read, so this connection cannot carry another request.
      return problem('body-too-large', `The body is larger than ${maxBytes} bytes`, { connection: 'close' });
    case 'unreadable':
      return malformed('body-undecodable', 'The body cannot be unpacked or ended early', behavior);
    case 'unsupported':
      return problem('encoding-unsupported', 'Send the body unpacked, or as gzip, deflate or br');
  }
}

function checkContentType(header: string | undefined): Reply | undefined {
  // Nearly every client sends exactly this.
  if (header === 'application/json') return undefined;
  const [type = '', ...parameters] = (header ?? '').toLowerCase().split(';');
  const media = type.trim();
  if (media !== 'application/json' && !/^application\/[\w.-]+\+json$/.test(media)) {
    const got = media === '' ? 'it has no content-type' : `not as ${media.slice(0, 60)}`;
    return problem('media-type-unsupported', `Send the body as application/json; ${got}`);
  }
  const charset = parameters.map((each) => /^\s*charset\s*=\s*"?([^"\s]+)/.exec(each)?.[1]).find(Boolean);
  if (charset === undefined || charset === 'utf-8' || charset === 'utf8') return undefined;
  return problem('charset-unsupported', `Send the body in UTF-8, not in ${charset.slice(0, 30)}`);
}

/** A byte-order mark is kept, which JSON does not allow. */
const STRICT = { fatal: true, ignoreBOM: true };
const decoder = new TextDecoder('utf-8', STRICT);

/** What Express's body parser has made of a body. */
function bodyOfParsed(parsed: Json | undefined, behavior: Behavior): ReadBody {
  if (parsed === undefined)
    return refused(malformed('body-undecodable', 'Something before the stub has read the body', behavior));
  if (isDeeperThan(DEEPEST_JSON, parsed)) return refused(tooDeep());
  const text = JSON.stringify(parsed);
  // A copy: the application may change its own later, and what is stored is not to change with it.
  return valueOf(text, JSON.parse(text) as Json, behavior);
}

function bodyOf(sent: Uint8Array, behavior: Behavior): ReadBody | Promise<ReadBody> {
  let text: string;
  try {
    text = decoder.decode(sent);
  } catch {
    return undecodable(behavior);
  }
  return parse(text, behavior);
}

function undecodable(behavior: Behavior): ReadBody {
  return refused(malformed('body-undecodable', 'The body is not UTF-8', behavior));
}

/** The refusal of a body that is no JSON, in the form that is chosen. */
function malformed(error: ErrorId, message: string, { malformedJson }: Behavior): Reply {
  if (malformedJson === '400-message') return { status: 400, body: { message }, error };
  return malformedJson === '400-html' ? expressPage(error, 400, 'Bad Request') : badRequest(error, message);
}

function valueOf(text: string, value: unknown, behavior: Behavior): ReadBody {
  const isJson = !behavior.isOnlyObjectJson || (typeof value === 'object' && value !== null);
  if (isJson) return { text, value };
  return refused(malformed('body-malformed', 'The body is neither an object nor a list', behavior), text);
}

/** As much of a long body as the journal keeps. A character that is cut in two does not matter. */
function skimmed(sent: Uint8Array): ReadBody {
  return { text: new TextDecoder().decode(sent.subarray(0, LONGEST_TEXT + 1)), value: undefined };
}

function parse(text: string, behavior: Behavior): ReadBody | Promise<ReadBody> {
  const excess = excessOf(text, { depth: DEEPEST_JSON, values: MOST_VALUES });
  if (excess !== undefined) return refused(excess === 'depth' ? tooDeep() : tooManyValues(), text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return mistaken(text, behavior);
  }
  return valueOf(text, value, behavior);
}

/** The parser that finds the place of a mistake is loaded by the first mistake. */
async function mistaken(text: string, behavior: Behavior): Promise<ReadBody> {
  const { jsonMistake } = await import('../../lib/json-mistake.ts');
  const { reason, line, column } = jsonMistake(text);
  const where = reason === undefined ? '' : `: ${reason} at line ${line}, column ${column}`;
  return refused(malformed('body-malformed', `The body is not JSON${where}`, behavior), text);
}

function tooDeep(): Reply {
  return badRequest('body-too-deep', `The body nests more than ${DEEPEST_JSON} levels deep`);
}

function tooManyValues(): Reply {
  return badRequest('body-too-many-values', `The body has more than ${MOST_VALUES.toLocaleString('en')} values`);
}

/** Without recursion, since depth is what is in doubt. */
function isDeeperThan(limit: number, root: unknown): boolean {
  let level: unknown[] = [root];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > limit) return true;
    const next: unknown[] = [];
    for (const value of level) {
      for (const key in value as object) {
        const inner = (value as Record<string, unknown>)[key];
        if (typeof inner === 'object' && inner !== null) next.push(inner);
      }
    }
    level = next;
  }
  return false;
}
