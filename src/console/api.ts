/** The stub's admin API and the API itself, with types from openapi/admin.yaml. */
import type { components, paths } from '../contract/generated/admin/types.ts';
import { ANONYMOUS } from '../store/port.ts';

type Schemas = components['schemas'];
export type ActiveState = Schemas['ActiveState'];
export type About = Schemas['About'];
export type Assumption = Schemas['Assumption'];
export type Coverage = Schemas['Coverage'];
export type JournalEntry = Schemas['JournalEntry'];
export type JournalIssue = Schemas['JournalIssue'];
export type JournalWarning = Schemas['JournalWarning'];
export type Notice = Schemas['Notice'];
export type OrganizationSummary = Schemas['OrganizationSummary'];
export type Rule = Schemas['Rule'];
export type RunningScenario = Schemas['RunningScenario'];
export type Scenario = Schemas['Scenario'];
export type State = Schemas['State'];

type Method = 'get' | 'put' | 'post' | 'delete';
type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P][M] extends { responses: unknown } ? P : never;
}[keyof paths];
type Body<Response> = Response extends { content: { 'application/json': infer Json } } ? Json : undefined;
type Answer<Operation> = Operation extends { responses: infer Responses }
  ? { [Status in keyof Responses & (200 | 201 | 204)]: Body<Responses[Status]> }[keyof Responses & (200 | 201 | 204)]
  : never;
type Sent<Operation> = Operation extends { requestBody?: { content: { 'application/json': infer Json } } }
  ? Json
  : undefined;

/** Parameters, query and body of a call to the admin API. */
export interface CallOptions<Json = unknown> {
  /** Values of the path's parameters, by name. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: Json;
  readonly signal?: AbortSignal;
}

/** A request to the API itself, as a client would send it. */
export interface ApiRequest {
  readonly method: string;
  /** Under `/api/v1` or not, query included, as it stands in the journal's `url`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Sent instead of the chosen organization's credentials. */
  readonly apiKey?: string;
}

/** What the API answered, whatever the status. */
export interface ApiReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The stub refused a call. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  /** Id in the catalogue of errors, from `stub-error`. */
  readonly error: string | undefined;
  /** The mistakes in the request, each with its place. */
  readonly issues: readonly JournalIssue[];

  constructor(status: number, error: string | undefined, message: string, issues: readonly JournalIssue[] = []) {
    super(message);
    this.status = status;
    this.error = error;
    this.issues = issues;
  }
}

/** The stub cannot be reached. */
class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** All that the console asks of the stub. */
export interface Api {
  get<P extends PathOf<'get'>>(path: P, options?: CallOptions): Promise<Answer<paths[P]['get']>>;
  put<P extends PathOf<'put'>>(path: P, options?: CallOptions<Sent<paths[P]['put']>>): Promise<Answer<paths[P]['put']>>;
  post<P extends PathOf<'post'>>(
    path: P,
    options?: CallOptions<Sent<paths[P]['post']>>,
  ): Promise<Answer<paths[P]['post']>>;
  remove<P extends PathOf<'delete'>>(path: P, options?: CallOptions): Promise<Answer<paths[P]['delete']>>;
  /** The stream of requests, once the stub has begun to send it. */
  stream(after: number, signal: AbortSignal): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
  /**
   * Sends a request to the API in the name of the chosen organization. Resolves whatever the status is; rejects when
   * the path is not below the API, or when a browser would change it.
   */
  send(request: ApiRequest): Promise<ApiReply>;
}

/**
 * @param page address of the console, with a slash at its end
 * @param credentials headers that name the chosen organization, and the admin key if there is one
 * @param onRefused called with every refusal, so that the admin key is asked for in one place
 */
export function createApi(
  page: URL,
  credentials: () => Record<string, string>,
  onRefused: (error: ApiError) => void = () => undefined,
): Api {
  async function request(method: string, path: string, options: CallOptions<unknown> = {}): Promise<Response> {
    const { params = {}, query = {}, body, signal } = options;
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
    const url = new URL(`.${filled}`, page);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
    }
    const headers = { ...credentials(), ...(body !== undefined && { 'content-type': 'application/json' }) };
    const response = await reach(url, {
      method: method.toUpperCase(),
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    if (response.ok) return response;
    const error = await errorOf(response, 'stub-admin-key' in headers);
    onRefused(error);
    throw error;
  }

  const call = async (method: Method, path: string, options?: CallOptions<unknown>) => {
    const response = await request(method, path, options);
    return (response.status === 204 ? undefined : await response.json()) as never;
  };

  return {
    get: (path, options) => call('get', path, options),
    put: (path, options) => call('put', path, options),
    post: (path, options) => call('post', path, options),
    remove: (path, options) => call('delete', path, options),
    async stream(after, signal) {
      const response = await request('get', '/requests/stream', { query: { after }, signal });
      return response.body as ReadableStream<Uint8Array<ArrayBuffer>>;
    },
    async send({ method, path, headers = {}, body, apiKey }) {
      const own = credentials();
      const isOrganization = 'authorization' in own || (own['stub-organization'] ?? ANONYMOUS) !== ANONYMOUS;
      // Without an organization, or with a key of its own, a request goes where any client sends it.
      const isPlain = apiKey !== undefined || !isOrganization;
      const url = apiAddress(path, new URL(isPlain ? '../api/v1' : './api/v1', page));
      const response = await reach(url, {
        method,
        headers: {
          ...headers,
          // The journal tells what people try in the console from what clients send.
          'stub-from': 'console',
          ...(!isPlain && own),
          ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
        },
        ...(body !== undefined && { body }),
      });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
  };
}

/**
 * The address that a request of the console goes to. It is below the stub's own routes, because only there an id can
 * name the organization. A path that a browser would change is refused: it could become one of the stub's own routes.
 *
 * @param path as the journal has it, with `/api/v1` or without
 * @param base address of the API
 */
export function apiAddress(path: string, base: URL): URL {
  const below = path.replace(/^\/api\/v1(?=[/?]|$)/, '');
  const [given = ''] = below.split('?');
  if (/^\/__stub(\/|$)/.test(given)) throw new Error("This is one of the stub's own routes; use curl");
  const url = new URL(base.href + below);
  const isBelow = url.origin === base.origin && (given === '' || given.startsWith('/'));
  if (!isBelow || url.pathname !== base.pathname + given || url.hash !== '') {
    throw new Error('The browser would change this path; use curl');
  }
  return url;
}

/** `fetch` that throws `Unreachable` when there is no reply. An aborted request throws its own error. */
async function reach(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, cache: 'no-store', credentials: 'omit', redirect: 'error' });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Unreachable('The stub cannot be reached, or it broke the connection', { cause: error });
  }
}

async function errorOf(response: Response, hadAdminKey: boolean): Promise<ApiError> {
  const id = response.headers.get('stub-error') ?? undefined;
  if (id === 'admin-key-wrong') {
    // The stub's own message is about headers, which this page does not show.
    return new ApiError(response.status, id, `The stub ${hadAdminKey ? 'does not take this' : 'wants its'} admin key`);
  }
  try {
    const body = (await response.json()) as { message?: string; issues?: JournalIssue[] };
    const issues = body.issues ?? [];
    const words = issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')} ${message}`));
    return new ApiError(response.status, id, body.message ?? words.join('; '), issues);
  } catch {
    return new ApiError(response.status, id, `The stub answered ${response.status}`);
  }
}
