import { randomUUID } from 'node:crypto';
import type { Fields, Warning } from '../contract/types.ts';
import type { IncomingMessage } from 'node:http';
import type { Method, Operation } from '../contract/contract.ts';
import type { Organization } from '../organizations/organizations.ts';
import type { Reply } from '../contract/reply.ts';
import type { Fault } from '../store/port.ts';
import type { ValidationLevel } from '../use-cases/rules/rule-book.ts';

/** What a client may prefer for one request (RFC 7240), in the terms that Prism's users know. */
export interface Preferences {
  /** Answer with this status and an example of it from the contract. */
  code?: number;
  /** Answer with this example from the contract. */
  example?: string;
  /** Fill what is left out with realistic values. */
  dynamic?: boolean;
  /** Wait this many milliseconds before answering. */
  delay?: number;
  validation?: ValidationLevel;
  /** Break the answer in this way. */
  fault?: Fault;
}

/** One request on its way through the stub. Each stage reads what earlier ones found out and adds its own. */
export interface Exchange {
  readonly incoming: IncomingMessage;
  /** Names the request in log and reply: the client's own name for it, if it sent one. */
  readonly requestId: string;
  readonly method: Method;
  /** Path below the API's base, percent-encoded, without query and without trailing slash. */
  readonly path: string;
  /**
   * Whether it came below `/__stub`: only there an organization's id may stand for its API key, so that whoever passes
   * on what is below the API's base path, a development server's proxy, say, passes on nothing more than the API.
   */
  readonly own: boolean;
  /** The query string, without its question mark. */
  readonly query: string;
  /** When it came in: milliseconds of a clock that only counts up. */
  readonly startedAt: number;
  operation: Operation | undefined;
  pathParameters: Readonly<Record<string, string>>;
  organization: Organization | undefined;
  /** How many requests the organization has left, if they are limited. */
  rateHeaders: Readonly<Record<string, string>> | undefined;
  preferences: Preferences;
  /** Milliseconds that the answer has to wait because of a scenario. */
  delay: number;
  /** How the answer is to be broken. */
  fault: Fault | undefined;
  /** Why the API misbehaves towards this request, when it does. */
  misbehaving: string | undefined;
  /** Whether the reply is not the operation's own, but what a scenario or a preference wants. */
  planned: boolean;
  /** Whether the client hung up before it was answered. */
  clientGone: boolean;
  /** Those preferences that made a difference, as `Preference-Applied` reports them. */
  readonly applied: string[];
  /** Set once the body is being read: why it cannot be taken, if it cannot. */
  reading: Promise<Reply | undefined> | undefined;
  /** The body as it was sent, decoded; undefined when there was none. */
  bodyText: string | undefined;
  /** The body, parsed. */
  body: unknown;
  /** The body without what the contract does not know. */
  fields: Fields;
  readonly warnings: Warning[];
}

const BASE_PATH = '/api/v1';
/** The stub's own routes stand beside the API, where no path of the API can be. */
export const OWN_PATH = '/__stub';
const NO_PREFERENCES: Preferences = Object.freeze({});
const NOTHING = Object.freeze({});

/** Opens the record of a request. */
export function openExchange(incoming: IncomingMessage): Exchange {
  const { path, query, own } = splitTarget(incoming.url ?? '/');
  return {
    incoming,
    requestId: requestIdOf(incoming),
    method: incoming.method as Method,
    path,
    own,
    query,
    startedAt: performance.now(),
    operation: undefined,
    pathParameters: NOTHING,
    organization: undefined,
    rateHeaders: undefined,
    preferences: NO_PREFERENCES,
    delay: 0,
    fault: undefined,
    misbehaving: undefined,
    planned: false,
    clientGone: false,
    applied: [],
    reading: undefined,
    bodyText: undefined,
    body: undefined,
    fields: NOTHING,
    warnings: [],
  };
}

/** What a client or a proxy has named a request by is kept, if it can do no harm in a log. */
function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:@/+=-]{1,128}$/.test(given) ? given : randomUUID();
}

/** Whether a path is another, or below it. */
export function isWithin(path: string, other: string, from = 0): boolean {
  const end = from + other.length;
  return path.startsWith(other, from) && (path.length === end || path[end] === '/');
}

/**
 * The API is served below its real base path and, for convenience, at the root; for the console also below our own
 * path. Our own routes are at the root only: whoever lets others have what is below the base path means the API.
 */
function splitTarget(target: string): { path: string; query: string; own: boolean } {
  const url = target.charCodeAt(0) === 47 ? target : withoutOrigin(target);
  const mark = url.indexOf('?');
  let path = mark < 0 ? url : url.slice(0, mark);
  const own = isWithin(path, OWN_PATH);
  if (own && isWithin(path, BASE_PATH, OWN_PATH.length)) path = path.slice(OWN_PATH.length + BASE_PATH.length) || '/';
  else if (isWithin(path, BASE_PATH) && !isWithin(path, OWN_PATH, BASE_PATH.length))
    path = path.slice(BASE_PATH.length);
  if (path.length > 1 && path.endsWith('/')) path = path.slice(0, -1);
  return { path: path || '/', own, query: mark < 0 ? '' : url.slice(mark + 1) };
}

/** Proxies send the whole URL as the request's target (RFC 9112, absolute-form). */
function withoutOrigin(target: string): string {
  const url = URL.parse(target);
  return url === null ? '/' + target : url.pathname + url.search;
}
