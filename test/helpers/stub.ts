import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import supertest, { type Response, type Test } from 'supertest';
import type { UseCase } from '../../src/index.ts';
import { createStub, type Stub, type StubOptions } from '../../src/index.ts';
import { loadJudge } from './judge.ts';
import { openTestStore } from './test-store.ts';

/** A stub on a free port, with a client whose replies are checked by the judge. */
export interface RunningStub {
  readonly stub: Stub;
  /** Sends one request; `key` is the API key, null for none. */
  send(method: string, path: string, options?: SendOptions): Promise<Response>;
  /** Creates a use case and returns it. Fails unless it is accepted. */
  create(body: object, options?: SendOptions): Promise<UseCase>;
}

export interface SendOptions {
  readonly body?: unknown;
  readonly key?: string | null;
  readonly prefer?: string;
  readonly headers?: Record<string, string>;
}

/** The key of the console of every stub in tests, unless it has an admin key or no admin routes. */
const consoleKey = 'console-key-of-tests';
/** A header that lets a client see all organizations of a stub. */
export const withConsoleKey = { 'stub-admin-key': consoleKey };

/** `unjudged`: replies are not checked. With validation off, a reply repeats an invalid body. */
interface StartOptions extends StubOptions {
  readonly unjudged?: boolean;
}

/** How requests reach the stub: over a socket unless this says `express` or `fetch`. */
const transport = process.env['USE_CASE_STUB_TEST_TRANSPORT'];

export async function startStub(
  context: TestContext,
  { unjudged, ...options }: StartOptions = {},
): Promise<RunningStub> {
  const store = await openTestStore();
  const stub = createStub({
    seedCount: 0,
    ...(options.adminKey === undefined && options.admin !== false && { consoleKey }),
    ...(store && { store: store.useCases, scenarios: store.scenarios }),
    ...options,
  });
  // With something registered, every request goes through Express.
  if (transport === 'express') stub.app.use((_request, _response, next) => next());
  await stub.listen();
  context.after(async () => {
    await stub.close();
    await store?.remove();
  });
  const judge = await loadJudge();

  async function send(method: string, path: string, { body, key = 'key', prefer, headers = {} }: SendOptions = {}) {
    // The stub's own routes are not below the base path of the API.
    const base = path.startsWith('/__stub') ? new URL('/', stub.url).origin : stub.url;
    if (transport === 'fetch') {
      const sent = { ...(prefer !== undefined && { prefer }), ...headers };
      const response = await sendByFetch(stub, method, base + path, { body, key, headers: sent });
      return judged(method, path, response);
    }
    const request = (supertest(base) as unknown as Record<string, (path: string) => Test>)[method.toLowerCase()]?.(
      path,
    ) as Test;
    if (key !== null) request.set('authorization', `Bearer ${key}`);
    if (prefer !== undefined) request.set('prefer', prefer);
    if (body !== undefined) request.set('content-type', 'application/json');
    return judged(method, path, await request.set(headers).send(body as object));
  }

  function judged(method: string, path: string, response: Response): Response {
    if (!unjudged && method !== 'HEAD' && method !== 'OPTIONS') {
      const { status, headers: replyHeaders } = response;
      const reply = { status, headers: replyHeaders as Record<string, string>, body: response.body as unknown };
      assert.deepEqual(judge.reply(method, path.split('?')[0] ?? path, reply), [], 'Prism finds mistakes in the reply');
    }
    return response;
  }

  async function create(body: object, sendOptions: SendOptions = {}): Promise<UseCase> {
    const response = await send('POST', '/use-cases', { ...sendOptions, body });
    assert.equal(response.status, 200, response.text);
    return response.body as UseCase;
  }

  return { stub, send, create };
}

/** Sends a request by `stub.fetch`. @returns what the tests read of supertest's response */
async function sendByFetch(
  stub: Stub,
  method: string,
  url: string,
  { body, key, headers }: Pick<SendOptions, 'body' | 'key' | 'headers'>,
): Promise<Response> {
  const sent = new Headers({
    ...(key != null && { authorization: `Bearer ${key}` }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  });
  for (const [name, value] of Object.entries(headers ?? {})) sent.set(name, value);
  const text = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
  const response = await stub.fetch(new Request(url, { method, headers: sent, body: text }));
  const received = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    // As supertest has it.
    text: method === 'HEAD' && received === '' ? undefined : received,
    body: isJson && received !== '' ? (JSON.parse(received) as unknown) : {},
  } as unknown as Response;
}

/** @returns the paths of a refusal's issues as JSON pointers */
export function placesOf(response: Response): string[] {
  const { issues } = response.body as { issues: { path: (string | number)[] }[] };
  return issues.map(({ path }) => path.map((key) => `/${key}`).join(''));
}

/** @returns the ids of the rules in a reply's `stub-warnings` header */
export function warnedRules(response: Response): string[] {
  const header = (response.headers as Record<string, string>)['stub-warnings'] ?? '';
  return [...header.matchAll(/(?:^|, )([\w-]+);at="/g)].map(([, rule]) => rule as string);
}
