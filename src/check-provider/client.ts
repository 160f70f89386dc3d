/** Sends the requests of a test, one after the other, within its bounds. */
import { parseJson } from '../lib/guards.ts';
import { reasonOf } from '../lib/remote.ts';
import { short } from '../lib/plain-text.ts';
import { isCredential } from '../lib/secrets.ts';

/** Sends a request. The same as the platform's `fetch`, which tests and `--dry-run` replace. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

/** A request as a check wants it. */
export interface Wanted {
  readonly operationId: string;
  /** What it is about, for people. */
  readonly check: string;
  readonly method: string;
  /** Path behind the URL of the provider. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, instead of a body. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Leaves out what may be a credential of the given headers. */
  readonly anonymous?: true;
}

/** A request and what came of it. */
export interface Exchange extends Wanted {
  readonly curl: string;
  readonly milliseconds: number;
  readonly reply?: {
    readonly status: number;
    readonly headers: Headers;
    readonly text: string;
    readonly body: unknown;
  };
  /** Why there is no reply. */
  readonly failure?: string;
}

/** Ends a test early. */
export class TestStopped extends Error {
  override readonly name = 'TestStopped';
  readonly reason: 'bound' | 'refused' | 'unreachable' | 'interrupted';

  constructor(reason: TestStopped['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

export interface ClientOptions {
  /** Base URL, without credentials and without a slash at its end. */
  readonly url: string;
  /** Base URL that requests are really sent to, where that is another one. */
  readonly sentTo?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds that one request may take. */
  readonly timeout: number;
  /** Most requests of a test. */
  readonly most: number;
  /** Most milliseconds that a reply may ask to wait. Default: as long as a request may take. */
  readonly longestPause?: number;
  /** Waits also for a reply of 503 that has a `Retry-After`, as it does for each of 429. */
  readonly waitsFor503?: true;
  /** Is told before it waits. */
  readonly onPause?: ((status: number, milliseconds: number) => void) | undefined;
  readonly send: Send;
  /** Waits between two requests. Default: by the clock. */
  readonly pause?: (milliseconds: number) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
  readonly onRequest?: ((sent: number) => void) | undefined;
}

export interface Client {
  /** @throws TestStopped when the bound is reached, the provider has stopped to answer, or a signal came */
  send(wanted: Wanted): Promise<Exchange>;
  readonly exchanges: readonly Exchange[];
  /** How often a request was sent again after a reply that asked to wait. */
  readonly retries: number;
}

/** A test ends after so many requests in turn without a reply. */
const MOST_FAILURES = 3;
/** How often a request is sent again that was answered with 429, or with 503 and Retry-After. */
const MOST_RETRIES = 3;
/** Longest reply that is read: 16 MiB. */
const LONGEST_REPLY = 16 * 1024 * 1024;

export function createClient(options: ClientOptions): Client {
  const { headers: given, timeout, most, send, signal, onRequest } = options;
  const exchanges: Exchange[] = [];
  let sent = 0;
  let failures = 0;
  let repeated = 0;

  async function attempt(wanted: Wanted, init: RequestInit): Promise<Pick<Exchange, 'reply' | 'failure'>> {
    if (signal?.aborted) throw new TestStopped('interrupted', 'a signal ended it');
    if (sent >= most) throw new TestStopped('bound', `${most} requests were sent, as many as --requests allows`);
    sent++;
    onRequest?.(sent);
    const time = AbortSignal.timeout(timeout);
    try {
      const response = await send((options.sentTo ?? options.url) + wanted.path, {
        ...init,
        // Another server would get the key.
        redirect: 'manual',
        signal: signal ? AbortSignal.any([time, signal]) : time,
      });
      const text = await readText(response);
      return { reply: { status: response.status, headers: response.headers, text, body: parseJson(text) } };
    } catch (error) {
      if (signal?.aborted) throw new TestStopped('interrupted', 'a signal ended it');
      return { failure: time.aborted ? `no reply within ${timeout} ms` : reasonOf(error) };
    }
  }

  return {
    exchanges,
    get retries() {
      return repeated;
    },
    async send(wanted) {
      const { method, body, text, anonymous } = wanted;
      const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
      const kept = Object.entries(given).filter(([name]) => !(anonymous && isCredential(name)));
      const headers = {
        ...Object.fromEntries(kept),
        ...(content !== undefined && { 'content-type': 'application/json' }),
        ...wanted.headers,
      };
      const began = performance.now();
      let outcome: Pick<Exchange, 'reply' | 'failure'>;
      let isBusy: boolean;
      for (let retries = 0; ; retries++) {
        outcome = await attempt(wanted, { method, headers, ...(content !== undefined && { body: content }) });
        isBusy = asksToWait(outcome.reply, options);
        // One that goes on is a failure like any other: it may be about this request alone.
        if (!isBusy || (outcome.reply?.status === 503 && retries >= MOST_RETRIES)) break;
        await pauseFor(outcome.reply as ReceivedReply, retries, options);
        repeated++;
      }
      const curl = curlOf(options.url, wanted, headers, given, content);
      const exchange = { ...wanted, curl, milliseconds: performance.now() - began, ...outcome };
      exchanges.push(exchange);
      failures = outcome.failure === undefined && !isBusy ? 0 : failures + 1;
      if (failures >= MOST_FAILURES) {
        const why = outcome.failure ?? 'it goes on answering 503';
        throw new TestStopped('unreachable', `${failures} requests in turn got no reply: ${why}`);
      }
      return exchange;
    },
  };
}

type ReceivedReply = NonNullable<Exchange['reply']>;

function asksToWait(reply: ReceivedReply | undefined, { waitsFor503 }: ClientOptions): boolean {
  if (reply?.status === 429) return true;
  return waitsFor503 === true && reply?.status === 503 && reply.headers.has('retry-after');
}

/** Waits as long as a reply asks for; a provider that asks for more than the longest pause ends the test. */
async function pauseFor({ status, headers }: ReceivedReply, retries: number, options: ClientOptions): Promise<void> {
  const { timeout, signal, longestPause = timeout } = options;
  const retryAfter = headers.get('retry-after');
  const milliseconds = retryAfter === null ? 1_000 : millisecondsOf(retryAfter);
  if (retries >= MOST_RETRIES || !(milliseconds <= longestPause)) {
    const wish = retryAfter === null ? 'without a Retry-After' : `with Retry-After: ${short(retryAfter, 60)}`;
    const what = status === 429 ? 'the provider limits the rate' : 'the provider is not available';
    throw new TestStopped('unreachable', `${what}: it answers ${status} ${wish}`);
  }
  options.onPause?.(status, milliseconds);
  if (options.pause) return options.pause(milliseconds);
  const { setTimeout: pause } = await import('node:timers/promises');
  await pause(milliseconds, undefined, { ...(signal && { signal }) }).catch(() => undefined);
}

/**
 * The two forms of `Retry-After` (RFC 9110, 10.2.3): seconds, or a date. NaN for anything else. A date that is over
 * tells that the clocks differ, so it says no more than "later".
 */
function millisecondsOf(retryAfter: string): number {
  return /^\d+$/.test(retryAfter.trim())
    ? Number(retryAfter) * 1_000
    : Math.max(1_000, Date.parse(retryAfter) - Date.now());
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > LONGEST_REPLY) throw new Error(`the body of the reply is longer than ${LONGEST_REPLY} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** The request for a shell. A secret that the user gave stands in it as a variable named after its header. */
function curlOf(
  url: string,
  { method, path }: Wanted,
  headers: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
  content: string | undefined,
): string {
  const lines = [`curl -X ${method} ${quoted(url + path)}`];
  for (const [name, value] of Object.entries(headers)) {
    const isSecret = isCredential(name) && given[name] === value;
    lines.push(
      `-H ${isSecret ? `"${name}: $${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}"` : quoted(`${name}: ${value}`)}`,
    );
  }
  if (content !== undefined) lines.push(`-d ${quoted(content.length > LONGEST_LINE ? indented(content) : content)}`);
  return lines.join(' \\\n  ');
}

/** Characters of a body that stand on one line. */
const LONGEST_LINE = 66;

function indented(content: string): string {
  const value = parseJson(content);
  return value === undefined ? content : JSON.stringify(value, null, 2);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
