import { badRequest, problem, type Reply } from '../../contract/reply.ts';
import type { Pool } from '../../lib/budget.ts';
import { DEEPEST_JSON } from '../../lib/guards.ts';
import type { ServedOperation } from '../context.ts';
import type { BodyLimits, SentBody, StubRequest } from '../request.ts';

/** What came of reading a body: its text and value, or why it cannot be taken. */
export interface ReadBody {
  /** As it was sent, decoded; undefined when there was none. */
  readonly text: string | undefined;
  readonly value: unknown;
  readonly reply?: Reply;
}

const NO_BODY: ReadBody = Object.freeze({ text: undefined, value: undefined });
/** Bytes of a body that have room as long as its connection has; nearly all use cases are shorter. */
const FREE_BYTES = 16_384;
/** Bytes that each piece of a body takes besides its own. */
const PIECE_BYTES = 256;
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
  private held = 0;

  /**
   * @param operation only operations that take a body read one
   * @param maxBytes most bytes that a body may have, once unpacked
   * @param pool has room for bodies under way
   * @param owner whose room that is
   */
  constructor(request: StubRequest, operation: ServedOperation, maxBytes: number, pool: Pool, owner: string) {
    this.request = request;
    this.hasBody = operation.body !== null;
    this.maxBytes = maxBytes;
    this.pool = pool;
    this.owner = owner;
  }

  read(): Promise<ReadBody> {
    this.reading ??= this.hasBody ? this.readOnce() : Promise.resolve(NO_BODY);
    return this.reading;
  }

  /** Lets the body go, once the reply is made: nothing of it is held while the reply waits. */
  release(): void {
    this.reading = undefined;
    if (this.text !== undefined) this.text = cut(this.text, LONGEST_TEXT);
    if (this.held > 0) this.pool.give(this.owner, this.held);
    this.held = 0;
  }

  private async readOnce(): Promise<ReadBody> {
    const hold: BodyLimits['hold'] = (size, pieces) => {
      const more = size + PIECE_BYTES * pieces - FREE_BYTES - this.held;
      if (more <= 0) return;
      this.pool.take(this.owner, more);
      this.held += more;
    };
    const done = await read(this.request, this.maxBytes, hold);
    this.text = done.text;
    this.isLong = (done.text?.length ?? 0) > LONGEST_TEXT;
    return done;
  }
}

/** A slice would keep the whole text alive in V8; a copy does not. */
export function cut(text: string, length: number): string {
  return text.length > length ? new TextDecoder().decode(new TextEncoder().encode(text.slice(0, length))) : text;
}

async function read(request: StubRequest, maxBytes: number, hold: BodyLimits['hold']): Promise<ReadBody> {
  const declared = request.header('content-length');
  if (declared === '0' || (declared === undefined && request.header('transfer-encoding') === undefined)) return NO_BODY;
  const unsupported = checkContentType(request.header('content-type'));
  if (unsupported) return refused(unsupported);
  const encoding = request.header('content-encoding')?.toLowerCase() ?? 'identity';
  const sent = await request.readBody({ maxBytes, encoding: encoding === 'x-gzip' ? 'gzip' : encoding, hold });
  if (sent === 'none') return NO_BODY;
  return typeof sent === 'string' ? refused(refusalOf(sent, maxBytes)) : bodyOf(sent);
}

function refused(reply: Reply, text?: string): ReadBody {
  return { text, value: undefined, reply };
}

function refusalOf(sent: Exclude<Extract<SentBody, string>, 'none'>, maxBytes: number): Reply {
  switch (sent) {
    case 'too-large':
      // The rest of the body is not read, so this connection cannot carry another request.
      return problem('body-too-large', `The body is larger than ${maxBytes} bytes`, { connection: 'close' });
    case 'unreadable':
      return badRequest('body-undecodable', 'The body cannot be unpacked or ended early');
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

/** Strict, and a byte-order mark is kept, which JSON does not allow. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

async function bodyOf(sent: Exclude<SentBody, string>): Promise<ReadBody> {
  if (!(sent instanceof Uint8Array)) {
    const { parsed } = sent;
    if (parsed === undefined)
      return refused(badRequest('body-undecodable', 'Something before the stub has read the body'));
    return isDeeperThan(DEEPEST_JSON, parsed) ? refused(tooDeep()) : { text: JSON.stringify(parsed), value: parsed };
  }
  let text: string;
  try {
    text = decoder.decode(sent);
  } catch {
    return refused(badRequest('body-undecodable', 'The body is not UTF-8'));
  }
  return parse(text);
}

async function parse(text: string): Promise<ReadBody> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser that finds the place of a mistake is loaded by the first mistake.
    const { jsonMistake } = await import('../../lib/json-mistake.ts');
    const { reason, line, column } = jsonMistake(text);
    const where = reason === undefined ? '' : `: ${reason} at line ${line}, column ${column}`;
    return refused(badRequest('body-malformed', `The body is not JSON${where}`), text);
  }
  if (mayBeDeeperThan(DEEPEST_JSON, text) && isDeeperThan(DEEPEST_JSON, value)) {
    return refused(tooDeep(), text);
  }
  return { text, value };
}

function tooDeep(): Reply {
  return badRequest('body-too-deep', `The body nests more than ${DEEPEST_JSON} levels deep`);
}

/** Whether a text has more brackets than a limit. Hardly any body has; to measure the depth of all costs more. */
function mayBeDeeperThan(limit: number, text: string): boolean {
  // A level takes two characters at least.
  if (text.length <= 2 * limit) return false;
  let brackets = 0;
  for (const bracket of ['{', '['])
    // Not character by character, which takes milliseconds for a megabyte.
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1))
      if (++brackets > limit) return true;
  return false;
}

/** Without recursion, since depth is what is in doubt. */
function isDeeperThan(limit: number, root: unknown): boolean {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
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
