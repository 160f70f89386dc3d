/** Generated requests to the API, most of them wrong in some way, with the replies that they must get. */
import assert from 'node:assert/strict';
import { Agent, request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import fc from 'fast-check';
import { builtInContract } from '../../src/contract/built-in.ts';
import type { Operation } from '../../src/contract/contract.ts';
import { bodyIssues, pathIssues } from '../../src/contract/issues.ts';
import { anyBody } from './arbitraries.ts';
import type { Judge } from './judge.ts';

/** A request to the API. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  /** The id in the path, if there is one. */
  readonly id?: string;
  readonly headers: OutgoingHttpHeaders;
  readonly text?: string;
}

/** A reply as it was received. */
export interface RawReply {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** Names and values of the headers in turn, without the date. */
  readonly head: readonly string[];
  readonly text: string;
}

/** Sends requests over kept-alive connections. */
export interface Client {
  send(request: ApiRequest): Promise<RawReply>;
  close(): void;
}

/** Creates a client that does not change requests and replies, and is fast enough for 100,000 of them. */
export function createClient(baseUrl: string, maxSockets = 16): Client {
  const { hostname, port, pathname } = new URL(baseUrl);
  const agent = new Agent({ keepAlive: true, maxSockets });
  return {
    send: ({ method, path, headers, text }) =>
      new Promise((resolve, reject) => {
        const options = { agent, hostname, port, method, path: pathname.replace(/\/$/, '') + path };
        const length = text === undefined ? {} : { 'content-length': Buffer.byteLength(text) };
        const outgoing = httpRequest({ ...options, headers: { ...length, ...headers } }, (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            const { statusCode: status = 0, rawHeaders } = incoming;
            const head = rawHeaders.filter((_, index) => rawHeaders[index - (index % 2)]?.toLowerCase() !== 'date');
            const replyHeaders = incoming.headers as Record<string, string>;
            resolve({ status, headers: replyHeaders, head, text: Buffer.concat(chunks).toString() });
          });
        });
        outgoing.on('error', reject);
        outgoing.end(text);
      }),
    close: () => agent.destroy(),
  };
}

const often = <T>(arbitrary: fc.Arbitrary<T>) => ({ weight: 12, arbitrary });
const rarely = <T>(arbitrary: fc.Arbitrary<T>) => ({ weight: 1, arbitrary });
const hex = fc.string({ minLength: 22, maxLength: 26, unit: fc.constantFrom(...'0123456789abcdef') });
const segment = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }).filter((id) => id.isWellFormed());

const authorization = fc.oneof(
  often(fc.constant('Bearer key')),
  rarely(fc.constantFrom(undefined, 'key', 'Basic a2V5', 'Bearer')),
);
const contentType = fc.oneof(
  often(fc.constantFrom('application/json', 'application/json; charset=utf-8', 'application/problem+json')),
  rarely(fc.constantFrom(undefined, 'text/plain', 'multipart/form-data', 'application/json; charset=latin1')),
);
const bodyText = fc.oneof(
  often(anyBody.map((body) => JSON.stringify(body))),
  // Cut off somewhere: rarely still JSON, such as `12` of `123`.
  rarely(fc.tuple(anyBody, fc.nat({ max: 40 })).map(([body, end]) => JSON.stringify(body).slice(0, end))),
  rarely(fc.string({ maxLength: 30 })),
);

/** Generates requests. @param existing ids of use cases of the API key `key` */
export function anyRequest(existing: readonly string[]): fc.Arbitrary<ApiRequest> {
  const id = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...existing) },
    { weight: 1, arbitrary: hex },
    { weight: 1, arbitrary: segment },
  );
  const path = fc.oneof(
    { weight: 10, arbitrary: fc.constant({ path: '/use-cases' }) },
    { weight: 10, arbitrary: id.map((each) => ({ path: `/use-cases/${encodeURIComponent(each)}`, id: each })) },
    { weight: 1, arbitrary: segment.map((each) => ({ path: `/${encodeURIComponent(each)}` })) },
  );
  return fc
    .record({
      at: path,
      write: fc.boolean(),
      other: fc.oneof(often(fc.constant(undefined)), rarely(fc.constantFrom('PUT', 'DELETE', 'OPTIONS', 'TRACE'))),
      authorization,
      contentType,
      text: bodyText,
    })
    .map(({ at, write, other, authorization, contentType, text }) => {
      const method = other ?? (write ? ('id' in at ? 'PATCH' : 'POST') : 'GET');
      const hasBody = method === 'POST' || method === 'PATCH';
      return {
        method,
        ...at,
        headers: {
          ...(authorization !== undefined && { authorization }),
          ...(hasBody && contentType !== undefined && { 'content-type': contentType }),
        },
        ...(hasBody && { text }),
      };
    });
}

const operations = builtInContract().operations;
const operationOf = (id: string) => operations.find(({ operationId }) => operationId === id) as Operation;
const byMethod: Record<string, [collection: Operation | undefined, item: Operation | undefined]> = {
  GET: [operationOf('listUseCases'), operationOf('getUseCase')],
  POST: [operationOf('createUseCase'), undefined],
  PATCH: [undefined, operationOf('updateUseCase')],
};

/** @returns the status that a request must get, by the contract's validators and the order of the stages */
function expectedStatus({ method, path, id, headers, text }: ApiRequest, existing: ReadonlySet<string>): number {
  if (path !== '/use-cases' && id === undefined) return 404;
  if (method === 'OPTIONS') return 204;
  const operation = byMethod[method]?.[id === undefined ? 0 : 1];
  if (operation === undefined) return 405;
  if (headers['authorization'] !== 'Bearer key') return 401;
  let body: unknown;
  if (text !== undefined && text !== '') {
    if (!/^application\/(?!.*latin1)/.test(String(headers['content-type']))) return 415;
    try {
      body = JSON.parse(text);
    } catch {
      return 400;
    }
  }
  if (id !== undefined && pathIssues(operation, { id }).length > 0) return 400;
  if (bodyIssues(operation, body).length > 0) return 400;
  return id === undefined || existing.has(id) ? 200 : 404;
}

/** Fails unless a reply conforms to the contract, also in Prism's judgement. */
export function checkReply(request: ApiRequest, reply: RawReply, existing: ReadonlySet<string>, judge: Judge): void {
  const { method, path, text } = request;
  const about = `${method} ${path} ${JSON.stringify(request.headers)} ${text ?? ''}: ${reply.status} ${reply.text}`;
  const body = reply.text === '' ? undefined : (JSON.parse(reply.text) as { issues?: { path: string[] }[] });
  const expected = expectedStatus(request, existing);
  // An update can also be refused because of the merged result, which its own body does not show.
  const isMerge = method === 'PATCH' && reply.status === 400 && body?.issues?.map((each) => each.path.join()).join();
  assert.equal(expected === 200 && isMerge === 'amd_behavior' ? 200 : reply.status, expected, about);
  if (method === 'OPTIONS') return;
  assert.deepEqual(judge.reply(method, path, { status: reply.status, headers: reply.headers, body }), [], about);
}
