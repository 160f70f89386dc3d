/** Hostile inputs must get the same replies from every engine, and leave the same data behind. */
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { requestBytes, sendBytes, parseReply, type RawRequest } from '../../soak/raw-http.ts';
import { hostileInputs } from '../../soak/hostile-inputs.ts';
import { createStub, openStore } from '../../src/index.ts';
import { sharedPostgres } from '../helpers/postgres.ts';

/** Errors that the stub has logged. */
const faults: unknown[] = [];
const error = ({ err, reason }: { err?: unknown; reason?: string }) =>
  void ((err ?? reason) && faults.push(err ?? reason));
const logger = { info: () => undefined, warn: () => undefined, error };

/** URLs of the stubs by engine. */
const urls: Record<string, string> = {};
const undo: (() => unknown)[] = [];

async function start(engine: string, name: string): Promise<void> {
  const store = await openStore(name);
  undo.unshift(() => store.close());
  const stub = createStub({ seedCount: 0, store: store.useCases, scenarios: store.scenarios, logger });
  undo.unshift(() => stub.close());
  urls[engine] = new URL('/', await stub.listen()).href;
}

before(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-'));
  undo.unshift(() => rmSync(directory, { recursive: true }));
  const postgres = await sharedPostgres();
  undo.unshift(() => postgres.remove());
  await start('memory', 'memory');
  await start('SQLite', `sqlite:${join(directory, 'stub.db')}`);
  await start('PostgreSQL', await postgres.database());
});
after(async () => {
  for (const each of undo) await each();
});

const LONGEST = 2_000;

/** Sends a request. @returns the reply without what may differ: times, ports, and the random ids of scenarios */
async function ask(url: string, request: RawRequest) {
  const { status, head, body } = parseReply(await sendBytes(url, requestBytes(url, request)));
  const length = head.find((line) => /^content-length:/i.test(line))?.replace(/^.*: */, '');
  // Long lists from a database come in chunks.
  const isChunked = head.some((line) => /^transfer-encoding:/i.test(line));
  if (!isChunked) assert.equal(Number(length ?? 0), body.length, `the body has the length that ${request.path} says`);
  const varying = /(?<="(time|startedAt|milliseconds|host)":"?)[^,"}]+|(?<="id":")[0-9a-f]+(?=","left":)/g;
  const text = body.replace(varying, '*');
  // Long bodies are compared by a hash, so that failures stay readable.
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}... ${hash('sha256', text)}` : text;
  return { status, head: head.filter((line) => !/^(date|content-length):/i.test(line)), body: short };
}

/** Sends the requests of an input to one engine. @returns the replies, and what can be read afterwards */
async function sendInput(url: string, requests: readonly (RawRequest & { expect: number })[], key: string) {
  const own = { authorization: `Bearer ${key}`, 'x-request-id': 'the-same' };
  const made = await ask(url, {
    method: 'POST',
    path: '/use-cases',
    headers: { ...own, 'content-type': 'application/json' },
    body: '{"name":"victim"}',
  });
  const { id } = JSON.parse(made.body) as { id: string };
  const answers = [];
  for (const { expect, ...request } of requests) {
    const path = request.path.replace('{id}', id);
    const answer = await ask(url, { ...request, path, headers: { ...own, ...request.headers } });
    const about = `${request.method} ${path} ${String(request.body).slice(0, 300)}: ${answer.body.slice(0, 300)}`;
    assert.equal(answer.status, expect, about);
    answers.push({ about, ...answer });
  }
  const left = [];
  for (const [method, path, expect] of [
    ['GET', '/__stub/scenarios', 200],
    ['GET', '/__stub/requests', 200],
    // Running scenarios would change the following replies.
    ['DELETE', '/__stub/scenarios', 204],
    ['GET', '/use-cases', 200],
    ['GET', `/use-cases/${id}`, 200],
  ] as const) {
    const { status, body } = await ask(url, { method, path, headers: own });
    assert.equal(status, expect, body);
    left.push(body);
  }
  return { answers, left };
}

describe('every engine', () => {
  for (const [index, { name, requests }] of hostileInputs.entries()) {
    const statuses = [...new Set(requests.map(({ expect }) => expect))].join(' or ');
    it(`answers ${name} with ${statuses}, and stores the same`, async () => {
      const [memory, ...others] = Object.entries(urls);
      assert.ok(memory && others.length === 2);
      const wanted = await sendInput(memory[1], requests, `key-${index}`);
      for (const [engine, url] of others) {
        const found = await sendInput(url, requests, `key-${index}`);
        for (const [at, answer] of found.answers.entries()) assert.deepEqual(answer, wanted.answers[at], engine);
        assert.deepEqual(found.left, wanted.left, engine);
      }
      assert.deepEqual(faults.splice(0), [], 'the stub logs no error');
      assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    });
  }
});
