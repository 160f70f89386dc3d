/** Measures the replies to every path with every method, with and without a body, and to invalid paths. */
import assert from 'node:assert/strict';
import { adminContract, builtInContract } from '../src/contract/built-in.ts';
import { requestBytes, sendBytes, parseReply, type RawRequest } from './raw-http.ts';
import { count, headers, kill, serve } from './servers.ts';
import { Stopwatch } from './stopwatch.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];
/** Milliseconds that a reply may take. */
const LONGEST = 50;
const { authorization } = headers;
/** Its reply only ends when the client disconnects. */
const ENDLESS = '/__stub/requests/stream';

const wrongPaths = [
  '%',
  '%ff',
  '%E0%A4%A',
  '..',
  '%2e%2e',
  '..%2f..%2fetc%2fpasswd',
  '%00',
  '%252e',
  'a'.repeat(8_000),
];

function* requests(): Generator<RawRequest & { readonly what: string }> {
  const templates = new Set([
    ...builtInContract().operations.map(({ path }) => path),
    ...adminContract().operations.map(({ path }) => `/__stub${path}`),
  ]);
  for (const template of templates) {
    const has = template.includes('{');
    for (const value of has ? ['a'.repeat(24), ...wrongPaths] : ['']) {
      const path = template.replace(/\{\w+\}/, value);
      for (const method of METHODS) {
        if (path === ENDLESS && method === 'GET') continue;
        const what = `${method} ${path.slice(0, 60)}`;
        yield { what, method, path, headers: { authorization } };
        for (const type of ['', 'text/plain', 'application/json; charset=latin1', 'application/json'])
          yield { what, method, path, headers: { authorization, 'content-type': type }, body: '{"name":"x"}' };
      }
    }
  }
  for (const path of wrongPaths) yield { what: path.slice(0, 60), method: 'GET', path: `/${path}`, headers };
}

export async function everyPath(rounds: number): Promise<string> {
  const server = await serve('--seed-count', '0');
  const url = new URL('/', server.url).href;
  const stopwatch = new Stopwatch(LONGEST, server.child.pid);
  const statuses: Record<number, number> = {};
  try {
    // The first requests also wait for the compiler, and for modules that are loaded on first use.
    for (const request of requests()) await sendBytes(url, requestBytes(url, request));
    for (let round = 0; round < rounds; round++) {
      for (const { what, ...request } of requests()) {
        const bytes = requestBytes(url, request);
        const { status, body } = parseReply(await stopwatch.time(what, () => sendBytes(url, bytes)));
        assert.ok(status >= 200 && status < 500, `${what}: ${status} ${body}`);
        assert.doesNotMatch(body.slice(0, 2_000), /<!doctype|<html|<pre|node_modules|node:internal/i, what);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
    }
  } finally {
    await kill(server);
  }
  const figures = `${count(stopwatch.times)} requests to every path with every method: ${JSON.stringify(statuses)}, ${stopwatch.summary()}`;
  assert.ok(stopwatch.isFine, figures);
  return figures;
}
