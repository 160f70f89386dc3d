/** Every path with every method, with and without a body, and paths that are none: how long an answer takes. */
import assert from 'node:assert/strict';
import { adminContract } from '../src/contract/admin-contract.ts';
import { builtInContract } from '../src/contract/built-in.ts';
import { bytesOf, converse, partsOf, type RawRequest } from './converse.ts';
import { count, headers, kill, serve } from './servers.ts';
import { Stopwatch } from './stopwatch.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];
/** Milliseconds. */
const LONGEST = 50;
const { authorization } = headers;
/** Answers as long as somebody listens. */
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
    // Whoever comes first also waits for the compiler, and for what is loaded when it is first needed.
    for (const request of requests()) await converse(url, bytesOf(url, request));
    for (let round = 0; round < rounds; round++) {
      for (const { what, ...request } of requests()) {
        const bytes = bytesOf(url, request);
        const { status, body } = partsOf(await stopwatch.time(what, () => converse(url, bytes)));
        assert.ok(status >= 200 && status < 500, `${what}: ${status} ${body}`);
        assert.doesNotMatch(body.slice(0, 2_000), /<!doctype|<html|<pre|node_modules|node:internal/i, what);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
    }
  } finally {
    await kill(server);
  }
  const figures = `${count(stopwatch.times)} requests to every path with every method: ${JSON.stringify(statuses)}, ${stopwatch.inWords()}`;
  assert.ok(stopwatch.isFine, figures);
  return figures;
}
