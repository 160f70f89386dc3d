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

/** `unjudged`: replies are not checked. With validation off, a reply repeats an invalid body. */
interface StartOptions extends StubOptions {
  readonly unjudged?: boolean;
}

export async function startStub(
  context: TestContext,
  { unjudged, ...options }: StartOptions = {},
): Promise<RunningStub> {
  const store = await openTestStore();
  const stub = createStub({
    seedCount: 0,
    ...(store && { store: store.useCases, scenarios: store.scenarios }),
    ...options,
  });
  await stub.listen();
  context.after(async () => {
    await stub.close();
    await store?.remove();
  });
  const judge = await loadJudge();

  async function send(method: string, path: string, { body, key = 'key', prefer, headers = {} }: SendOptions = {}) {
    // The stub's own routes are not below the base path of the API.
    const base = path.startsWith('/__stub') ? new URL('/', stub.url).origin : stub.url;
    const request = (supertest(base) as unknown as Record<string, (path: string) => Test>)[method.toLowerCase()]?.(
      path,
    ) as Test;
    if (key !== null) request.set('authorization', `Bearer ${key}`);
    if (prefer !== undefined) request.set('prefer', prefer);
    if (body !== undefined) request.set('content-type', 'application/json');
    const response = await request.set(headers).send(body as object);
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
