import { badRequest, problem, type Reply } from '../../contract/reply.ts';
import type { ServedOperation } from '../context.ts';
import type { SentBody, StubRequest } from '../request.ts';

/** What came of reading a body: its text and value, or why it cannot be taken. */
export interface ReadBody {
  /** As it was sent, decoded; undefined when there was none. */
  readonly text: string | undefined;
  readonly value: unknown;
  readonly reply?: Reply;
}

const NO_BODY: ReadBody = Object.freeze({ text: undefined, value: undefined });
/** Deeper than any use case; JSON.stringify would run out of stack at some thousands. */
const DEEPEST = 512;

/**
 * Reads, unpacks, decodes and parses the body of one request, once; a second read gets the same answer. A class: an
 * object literal with a getter has a hidden class of its own each time, which kept every request alive until V8's next
 * full collection.
 */
export class BodyReader {
  /** The body as text, once it has been read. */
  text: string | undefined;
  private reading: Promise<ReadBody> | undefined;
  private readonly request: StubRequest;
  private readonly hasBody: boolean;
  private readonly maxBytes: number;

  /**
   * @param operation only operations that take a body read one
   * @param maxBytes most bytes that a body may have, once unpacked
   */
  constructor(request: StubRequest, operation: ServedOperation, maxBytes: number) {
    this.request = request;
    this.hasBody = operation.body !== null;
    this.maxBytes = maxBytes;
  }

  read(): Promise<ReadBody> {
    this.reading ??= this.hasBody ? this.readOnce() : Promise.resolve(NO_BODY);
    return this.reading;
  }

  private async readOnce(): Promise<ReadBody> {
    const done = await read(this.request, this.maxBytes);
    this.text = done.text;
    return done;
  }
}

async function read(request: StubRequest, maxBytes: number): Promise<ReadBody> {
  const declared = request.header('content-length');
  if (declared === '0' || (declared === undefined && request.header('transfer-encoding') === undefined)) return NO_BODY;
  const unsupported = checkContentType(request.header('content-type'));
  if (unsupported) return refused(unsupported);
  const encoding = request.header('content-encoding')?.toLowerCase() ?? 'identity';
  const sent = await request.readBody({ maxBytes, encoding: encoding === 'x-gzip' ? 'gzip' : encoding });
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
    return isDeeperThan(DEEPEST, parsed) ? refused(tooDeep()) : { text: JSON.stringify(parsed), value: parsed };
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
  if (mayBeDeeperThan(DEEPEST, text) && isDeeperThan(DEEPEST, value)) {
    return refused(tooDeep(), text);
  }
  return { text, value };
}

function tooDeep(): Reply {
  return badRequest('body-too-deep', `The body nests more than ${DEEPEST} levels deep`);
}

/**
 * Whether a text has more brackets than a limit. Hardly any body has; to measure its depth took 18 of a create's 150
 * microseconds.
 */
function mayBeDeeperThan(limit: number, text: string): boolean {
  // A level takes two characters at least.
  if (text.length <= 2 * limit) return false;
  let brackets = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if ((code === 123 || code === 91) && ++brackets > limit) return true;
  }
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
