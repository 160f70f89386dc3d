import type { Behavior } from '../contract/behavior.ts';
import type { Json } from '../contract/contract.ts';
import type { Origin } from '../store/port.ts';

/** A request as the stages see it: read-only, and the same whatever platform it came in on. */
export interface StubRequest {
  /** In upper case. */
  readonly method: string;
  /** The target as the client sent it: path and query, or a whole URL. Below a mount point, the rest of it. */
  readonly target: string;
  /** @param name in lower case; a header that was sent several times is one text, joined by commas */
  header(name: string): string | undefined;
  /** Names and values in turn, as they were sent. */
  readonly rawHeaders: readonly string[];
  /** Network address of the client; undefined where there is no network in between. */
  readonly address: string | undefined;
  /** Reads the body. The walk calls this once at most. */
  readBody(limits: BodyLimits): Promise<SentBody>;
  /** Whether the client has hung up. */
  readonly isGone: boolean;
  /** Whether the client hung up before the whole request had arrived. */
  readonly isIncomplete: boolean;
  /** Calls a listener once the client hangs up. @returns what takes the listener away again */
  onGone(listener: () => void): () => void;
}

/** How a body may be read. */
export interface BodyLimits {
  /** Most bytes that it may have once it is unpacked. */
  readonly maxBytes: number;
  /** How it was packed: `identity`, `gzip`, `deflate` or `br`. */
  readonly encoding: string;
  /**
   * Counts what has come so far.
   *
   * @param size bytes
   * @param pieces in how many pieces; each takes memory of its own
   * @throws OverBudget when there is no room for it; what has come is then to be dropped, and the rest not kept
   */
  hold(size: number, pieces: number): void;
}

/** The bytes of a body, unpacked. */
export interface SentBytes {
  readonly bytes: Uint8Array;
  /** Whether nothing else uses them, so that their memory may be freed once they are decoded. */
  readonly isOurs: boolean;
}

/** What came of reading a body. */
export type SentBody =
  | SentBytes
  /** Something before the stub has parsed it: a body parser of the application that the stub is mounted into. */
  | { readonly parsed: Json | undefined }
  /** There was none after all, where nothing says so beforehand. */
  | 'none'
  | 'too-large'
  /** It broke off, or it cannot be unpacked. */
  | 'unreadable'
  /** The platform cannot unpack this encoding. */
  | 'unsupported';

/** What a request's target names. */
export interface Target {
  /** The API, or the stub's own routes below `/__stub`. */
  readonly area: 'api' | 'admin';
  /** Path below the area's base, percent-encoded, without query and without a slash at the end. */
  readonly path: string;
  /** The query string, without its question mark. */
  readonly query: string;
  /**
   * Whether it lies below `/__stub`. Only there an organization's id may stand for its API key, so that a proxy that
   * passes on what is below the API's base path passes on nothing more than the API.
   */
  readonly isOwn: boolean;
}

const BASE_PATH = '/api/v1';
/** The stub's own routes stand beside the API, where no path of the API can be. */
export const OWN_PATH = '/__stub';

/**
 * The API is served below its real base path and, for convenience, at the root; for the console also below
 * `/__stub/api/v1`. The stub's own routes are at the root only.
 *
 * @param form which slashes and capital letters of the API's paths make no difference
 */
export function targetOf(sent: string, form: Behavior['paths'] = 'slash-free'): Target {
  const url = withoutOrigin(sent);
  const mark = url.indexOf('?');
  let path = mark < 0 ? url : url.slice(0, mark);
  const query = mark < 0 ? '' : url.slice(mark + 1);
  const isOwn = isWithin(path, OWN_PATH);
  let area: Target['area'] = 'api';
  if (isOwn && isWithin(path, BASE_PATH, OWN_PATH.length)) path = path.slice(OWN_PATH.length + BASE_PATH.length);
  else if (isOwn) {
    area = 'admin';
    path = path.slice(OWN_PATH.length);
  } else {
    const based =
      form === 'lenient' ? path.slice(0, BASE_PATH.length).toLowerCase() + path.slice(BASE_PATH.length) : path;
    if (isWithin(based, BASE_PATH) && !isWithin(path, OWN_PATH, BASE_PATH.length)) path = path.slice(BASE_PATH.length);
  }
  const isSlashFree = form !== 'exact' || area === 'admin';
  if (isSlashFree && path.length > 1 && path.charCodeAt(path.length - 1) === 47) path = path.slice(0, -1);
  return { area, path: path || '/', query, isOwn };
}

/** Whether `path` is, from an index on, another path or below it. */
function isWithin(path: string, other: string, from = 0): boolean {
  const end = from + other.length;
  return path.startsWith(other, from) && (path.length === end || path[end] === '/');
}

/** Path and query of a target. Proxies send the whole URL as the request's target (RFC 9112, absolute-form). */
export function withoutOrigin(target: string): string {
  if (target.charCodeAt(0) === 47) return target;
  if (!URL.canParse(target)) return '/' + target;
  const url = new URL(target);
  return url.pathname + url.search;
}

/** The name that a client or a proxy gave the request, if it can do no harm in a log; otherwise a new one. */
export function requestIdOf(request: StubRequest): string {
  const given = request.header('x-request-id');
  return given !== undefined && /^[\w.:@/+=-]{1,128}$/.test(given) ? given : newRequestId();
}

/** Browsers offer `randomUUID` only to pages with TLS and to those of the same machine. */
export function newRequestId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The address of the client that a request came from; undefined where no network is in between, or the proxies name
 * something else than an address.
 *
 * @param proxies how many stand in front. Each appends the address that it was asked from to `x-forwarded-for`; what
 *   stands further left, the client could have written itself.
 */
export function clientAddress(request: StubRequest, proxies: number): string | undefined {
  const { address } = request;
  if (address === undefined) return undefined;
  const found = proxies === 0 ? address : forwardedFor(request, address, proxies);
  const plain = found.startsWith('::ffff:') ? found.slice(7) : found;
  return /^[\da-fA-F.:[\]%]{2,64}$/.test(plain) ? plain : undefined;
}

function forwardedFor(request: StubRequest, address: string, proxies: number): string {
  const forwarded = request.header('x-forwarded-for')?.split(',') ?? [];
  const [found = address] = [...forwarded.map((each) => each.trim()), address].slice(-1 - proxies);
  return found;
}

/** Files that browsers look for by themselves. */
const BROWSERS_OWN: ReadonlySet<string> = new Set([
  '/favicon.ico',
  '/apple-touch-icon.png',
  '/apple-touch-icon-precomposed.png',
  '/.well-known/appspecific/com.chrome.devtools.json',
]);

/**
 * Where a request came from, when it was not a client's own: the console says so in `stub-from`, and a browser asks for
 * pages that people enter in its address bar, which carry no API key, and for icons.
 */
export function originOf(request: StubRequest, { path }: Target): Origin | undefined {
  if (request.header('stub-from') === 'console') return 'console';
  if (request.method !== 'GET' || request.header('authorization') !== undefined) return undefined;
  const isPage = request.header('sec-fetch-mode') === 'navigate' || request.header('accept')?.startsWith('text/html');
  return isPage === true || BROWSERS_OWN.has(path) ? 'browser' : undefined;
}
