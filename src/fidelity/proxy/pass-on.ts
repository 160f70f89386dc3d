/** Passes requests on to a service and its replies back, unchanged and as they come, and keeps bounded copies of both. */
import { request as httpRequest, type Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { problem } from '../../contract/reply.ts';
import { reasonOf } from '../../lib/remote.ts';

/** What of a body was kept: its bytes, or why they were not: it has too many, or others took all the room that there is. */
export type BodyCopy = Buffer | 'too-large' | 'no-room';

/** A reply as the service sent it. */
export interface PassedReply {
  readonly status: number;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  /** As it was sent, which may be compressed. */
  readonly body: BodyCopy;
}

/** Why a request has no whole reply of the service. */
export interface Failure {
  readonly kind: 'unreachable' | 'slow' | 'cut' | 'client-gone' | 'stopped';
  readonly message: string;
}

/** A request that was passed on, and what came of it. */
export interface Passed {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly rawHeaders: readonly string[];
  readonly body: BodyCopy;
  readonly address: string | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly milliseconds: number;
  /** Whether a request that may change something was under way with the same key at the same time. */
  readonly isOverlapped: boolean;
  readonly reply?: PassedReply;
  readonly failure?: Failure;
}

export interface PassOnOptions {
  /** Base URL of the service. */
  readonly url: URL;
  /** Keeps the connections to the service. */
  readonly agent: Agent;
  /** Milliseconds in which the head of a reply must come once the request was sent. */
  readonly timeout: number;
  /** Bytes of a body that are kept. */
  readonly maxBody: number;
  /** Bytes of all copies that are kept at the same time. */
  readonly mostCopied: number;
  /** Is told of each request when its reply has been passed on. */
  readonly onPassed: (passed: Passed) => void;
}

export interface PassOn {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Ends the requests that are under way, since the proxy stops. */
  cut(): void;
  /** Resolves when no request is under way, and `onPassed` was told of all. */
  idle(): Promise<void>;
}

/** Headers that are about one connection (RFC 9110, section 7.6.1). */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  // Node has answered it.
  'expect',
]);
/** Says where a body ends, so that `connection` cannot take it away: what follows would be read as another request. */
const FRAMING = 'content-length';
const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const LONGEST_HEAD = 64 * 1024;

export function createPassOn({ url, agent, timeout, maxBody, mostCopied, onPassed }: PassOnOptions): PassOn {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const underWay = new Set<UnderWay>();
  let copied = 0;
  /** Requests that `onPassed` has not been told of. */
  let open = 0;
  const waiting: (() => void)[] = [];

  /** Copies what a message carries, until that is more than may be kept. */
  function copy(message: IncomingMessage): () => BodyCopy {
    let chunks: Buffer[] = [];
    let size = 0;
    let lacking: Exclude<BodyCopy, Buffer> | undefined;
    const drop = () => {
      copied -= size;
      size = 0;
      chunks = [];
    };
    message.on('data', (chunk: Buffer) => {
      if (lacking !== undefined) return;
      if (size + chunk.length > maxBody) lacking = 'too-large';
      else if (copied + chunk.length > mostCopied) lacking = 'no-room';
      if (lacking !== undefined) return drop();
      size += chunk.length;
      copied += chunk.length;
      chunks.push(chunk);
    });
    return () => {
      const whole = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
      drop();
      return lacking ?? whole;
    };
  }

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const { method = 'GET', url: target = '/', rawHeaders, socket } = request;
    open++;
    const own = enter(underWay, method, request.headers.authorization, () => {
      failure ??= { kind: 'stopped', message: 'the proxy was stopped before the reply was whole' };
      response.destroy();
    });
    const began = performance.now();
    const at = Date.now();
    const sent = copy(request);
    const isChunked = request.headers['transfer-encoding'] !== undefined;
    const hasBody = isChunked || request.headers['content-length'] !== undefined;
    let reply: { status: number; rawHeaders: readonly string[]; body: ReturnType<typeof copy> } | undefined;
    let failure: Failure | undefined;
    let timer: NodeJS.Timeout | undefined = setTimeout(giveUp, timeout);
    let outgoing = begin(false);

    function begin(isRetry: boolean) {
      const started = send({
        agent,
        protocol: url.protocol,
        hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'),
        port: url.port,
        method,
        path: target,
        setHost: false,
        maxHeaderSize: LONGEST_HEAD,
      });
      const headers = endToEnd(rawHeaders, 'host');
      for (const [name, values] of grouped(headers)) started.setHeader(name, values.length === 1 ? values[0]! : values);
      started.setHeader('Host', url.host);
      // Otherwise Node would invent a body for a POST without one.
      started.useChunkedEncodingByDefault = isChunked;
      // With what it names besides: the body is passed on as it is packed.
      if (isChunked) started.setHeader('Transfer-Encoding', request.headers['transfer-encoding'] as string);
      started.on('upgrade', (_incoming, taken) => {
        taken.destroy();
        fail({ kind: 'unreachable', message: 'it answers with another protocol, which was not asked for' });
      });
      started.on('response', (incoming) => {
        try {
          passBack(incoming);
        } catch (error) {
          // A status that HTTP does not have.
          fail({ kind: 'unreachable', message: `its reply cannot be passed on: ${(error as Error).message}` });
        }
      });
      started.on('error', (error: NodeJS.ErrnoException) => {
        if (started !== outgoing || failure !== undefined) return;
        // The service had closed a connection that was kept open; nothing of this request has reached it.
        if (!isRetry && started.reusedSocket && READS.has(method) && !hasBody && reply === undefined) {
          outgoing = begin(true);
          outgoing.end();
          return;
        }
        fail({ kind: reply === undefined ? 'unreachable' : 'cut', message: reasonOf(error) });
      });
      return started;
    }

    function passBack(incoming: IncomingMessage): void {
      clearTimeout(timer);
      timer = undefined;
      const { statusCode: status = 502, statusMessage = '', rawHeaders: replyHeaders } = incoming;
      reply = { status, rawHeaders: replyHeaders, body: copy(incoming) };
      response.sendDate = false;
      response.writeHead(status, statusMessage, endToEnd(replyHeaders).flat());
      let hasBegun = false;
      incoming.once('data', () => (hasBegun = true));
      incoming.once('end', () => (hasBegun = true));
      // The head of a stream that says nothing yet; of a short reply, head and body go out together.
      setImmediate(() => hasBegun || response.destroyed || response.flushHeaders());
      incoming.on('error', () => fail({ kind: 'cut', message: 'the service cut the connection within its reply' }));
      incoming.pipe(response);
    }

    function giveUp(): void {
      fail({ kind: 'slow', message: `no reply within ${timeout} ms` });
    }

    function fail(reason: Failure): void {
      // Where the connection to the client is gone, what follows from that is no failure of the service.
      if (failure !== undefined || response.writableFinished || socket.destroyed) return;
      failure = reason;
      outgoing.destroy();
      if (response.headersSent) return void response.destroy();
      request.unpipe();
      // The rest of a body is read, so that the client gets to the reply.
      request.resume();
      writeFailure(response, reason, url);
    }

    request.on('data', () => timer?.refresh());
    request.on('end', () => timer?.refresh());
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    response.on('close', () => {
      clearTimeout(timer);
      underWay.delete(own);
      if (!response.writableFinished) {
        failure ??= { kind: 'client-gone', message: 'the client closed the connection before the reply was whole' };
        outgoing.destroy();
      }
      const passed: Passed = {
        method,
        target,
        rawHeaders,
        body: sent(),
        address: socket.remoteAddress,
        at,
        milliseconds: performance.now() - began,
        isOverlapped: own.isOverlapped,
        ...(reply && { reply: { ...reply, body: reply.body() } }),
        ...(failure && { failure }),
      };
      setImmediate(() => {
        onPassed(passed);
        if (--open === 0) for (const resolve of waiting.splice(0)) resolve();
      });
    });
    // The head does not wait for a body that comes later.
    if (hasBody) setImmediate(() => outgoing.destroyed || outgoing.headersSent || outgoing.flushHeaders());
    request.pipe(outgoing);
  }

  return {
    handle,
    cut() {
      for (const { cut } of underWay) cut();
    },
    idle: async () => (open === 0 ? undefined : new Promise((resolve) => waiting.push(resolve))),
  };
}

/** A request between its head and the end of its reply. */
interface UnderWay {
  readonly key: string | undefined;
  readonly isRead: boolean;
  isOverlapped: boolean;
  readonly cut: () => void;
}

function enter(underWay: Set<UnderWay>, method: string, key: string | undefined, cut: () => void): UnderWay {
  const own: UnderWay = { key, isRead: READS.has(method), isOverlapped: false, cut };
  for (const other of underWay) {
    if (other.key !== key) continue;
    if (!own.isRead) other.isOverlapped = true;
    if (!other.isRead) own.isOverlapped = true;
  }
  underWay.add(own);
  return own;
}

/** Headers that are for the other end, as pairs. @param except another one that is left out */
function endToEnd(rawHeaders: readonly string[], except?: string): [string, string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    pairs.push([rawHeaders[index] as string, rawHeaders[index + 1] as string]);
  const named = new Set(
    pairs.flatMap(([name, value]) =>
      name.toLowerCase() === 'connection' ? value.split(',').map((each) => each.trim().toLowerCase()) : [],
    ),
  );
  return pairs.filter(([name]) => {
    const lower = name.toLowerCase();
    return lower !== except && !HOP_BY_HOP.has(lower) && (lower === FRAMING || !named.has(lower));
  });
}

function grouped(pairs: readonly [string, string][]): Map<string, string[]> {
  const groups = new Map<string, [string, string[]]>();
  for (const [name, value] of pairs) {
    const group = groups.get(name.toLowerCase());
    if (group) group[1].push(value);
    else groups.set(name.toLowerCase(), [name, [value]]);
  }
  return new Map(groups.values());
}

/** Answers in place of the service, in the form of the stub's own errors. */
function writeFailure(response: ServerResponse, { kind, message }: Failure, { origin }: URL): void {
  const said = kind === 'slow' ? `${origin} is too slow: ${message}` : `${origin} cannot be reached: ${message}`;
  const { status, headers, body, error = '' } = problem(kind === 'slow' ? 'service-slow' : 'service-unreachable', said);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers, 'stub-error': error });
  response.end(JSON.stringify(body));
}
