/** A request of the journal as a test that writes a pact, with the states and matchers of `use-case-stub/pact`. */
import type { JournalEntry } from '../api.ts';
import { isObject, parsed, type Json } from '../../lib/json.ts';
import { literal } from './literal.ts';
import { expectedReply, type ExpectedReply } from './pact-reply.ts';
import { headersToRepeat, isCut } from './request-code.ts';
import { operationsOf } from '../../contract/openapi-lookup.ts';

/** The code, or why there is none. */
export type PactCode = { readonly code: string } | { readonly why: string };

const BASE = '/api/v1';

/** @param contract the OpenAPI document that the stub serves */
export function pactCode(entry: JournalEntry, contract: unknown): PactCode {
  if (isCut(entry.body)) return { why: 'The body is longer than what the journal keeps' };
  // Pact's core does not send the body of such a request to the provider.
  if (!isDescribable(entry)) return { why: 'The body is not sent as JSON, which Pact cannot describe here' };
  const dropped = droppedBy(entry);
  if (dropped !== undefined) return { why: `The API drops ${dropped}, so the request is not one that a pact may have` };
  const expected = expectedReply(entry, contract);
  return 'why' in expected ? expected : { code: testOf(entry, contract, expected) };
}

/** The first property that the API does not know. A request that is refused may be wrong on purpose. */
function droppedBy({ warnings, status }: JournalEntry): string | undefined {
  if (status === 400) return undefined;
  const found = warnings.find(({ rule }) => rule === 'unknown-property');
  return found && `"${found.path.join('.')}"`;
}

function testOf(entry: JournalEntry, contract: unknown, expected: ExpectedReply): string {
  const request = requestOf(entry, expected);
  const names = ['like', 'useCasePact'].filter((name) => name !== 'like' || expected.body?.startsWith('like.'));
  if (request.fromState) names.unshift('fromProviderState', 'knownId');
  const words = inWords(entry, contract);
  return [
    `import { equal } from 'node:assert/strict';`,
    `import { test } from 'node:test';`,
    `import { ${names.join(', ')} } from 'use-case-stub/pact';`,
    '',
    `const pact = useCasePact({ consumer: 'my-app', dir: 'pacts' });`,
    ...(request.fromState
      ? [`const path = fromProviderState(${literal(`${BASE}/use-cases/\${id}`)}, \`${BASE}/use-cases/\${knownId}\`);`]
      : []),
    ...(request.body === undefined
      ? []
      : [`const body = ${request.body} ${entry.status === 400 ? 'as never' : 'as const'};`]),
    '',
    `test(${literal(`${words} is answered with ${entry.status}`)}, () =>`,
    '  pact',
    '    .addInteraction()',
    ...(expected.given === undefined ? [] : [`    .given(${expected.given})`]),
    `    .uponReceiving(${literal(words)})`,
    `    .withRequest(${literal(entry.method)}, ${request.path}, (request) => request${request.steps})`,
    expected.body === undefined
      ? `    .willRespondWith(${entry.status})`
      : `    .willRespondWith(${entry.status}, (reply) => reply.jsonBody(${expected.body}))`,
    '    .executeTest(async (mock) => {',
    '      // Call your own client here.',
    `      const response = await fetch(mock.url + ${request.url}, {`,
    ...request.options.map((line) => `        ${line}`),
    '      });',
    `      equal(response.status, ${entry.status});`,
    '    }));',
    '',
  ].join('\n');
}

interface RequestParts {
  /** Whether the id comes from the provider's state. */
  readonly fromState: boolean;
  readonly path: string;
  readonly url: string;
  readonly body?: string;
  /** Calls that describe headers, query and body. */
  readonly steps: string;
  /** Lines of fetch's second argument. */
  readonly options: readonly string[];
}

function requestOf(entry: JournalEntry, expected: ExpectedReply): RequestParts {
  const [target = '', search = ''] = entry.url.split('?');
  const path = target.startsWith(`${BASE}/`) ? target : BASE + target;
  const { prefer: _prefer, ...headers } = headersToRepeat(entry);
  const json = parsed(entry.body);
  // Pact adds the content type of a JSON body by itself.
  const { 'content-type': type = 'application/json', ...described } = headers;
  const query = queryOf(search);
  const steps = [
    ...(Object.keys(query).length === 0 ? [] : [`.query(${literal(query, 6)})`]),
    `.headers(${literal(described, 6)})`,
    ...(json === undefined ? [] : ['.jsonBody(body)']),
  ];
  return {
    fromState: expected.idFromState,
    path: expected.idFromState ? 'path' : literal(path),
    url: expected.idFromState
      ? `\`${BASE}/use-cases/\${knownId}${inTemplate(withQuery(query))}\``
      : literal(path + withQuery(query)),
    ...(json !== undefined && { body: literal(json) }),
    steps: steps.join(''),
    options: [
      `method: ${literal(entry.method)},`,
      `headers: ${literal({ ...described, ...(json !== undefined && { 'content-type': type }) }, 8)},`,
      ...(json === undefined ? [] : ['body: JSON.stringify(body),']),
    ],
  };
}

/** Whether there is no body, or a JSON body with the JSON media type. */
function isDescribable({ body, headers }: JournalEntry): boolean {
  if (body === undefined || body === '') return true;
  return parsed(body) !== undefined && /json/i.test(headers['content-type'] ?? 'json');
}

/** Leaves masked values out: the real ones are unknown. */
function queryOf(search: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...new URLSearchParams(search)].filter(([, value]) => value !== '***'));
}

function withQuery(query: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(query).toString();
  return search === '' ? '' : `?${search}`;
}

/** Inside a template literal. */
function inTemplate(text: string): string {
  return text.replace(/[\\`$]/g, '\\$&');
}

/** A description of the request, different for each interaction. */
function inWords(entry: JournalEntry, contract: unknown): string {
  const operation = operationsOf(contract).find(({ operationId }) => operationId === entry.operationId);
  const summary = operation?.summary ?? '';
  const [path = ''] = entry.url.split('?');
  const asked =
    summary === '' ? `${entry.method} ${path}` : `a request to ${summary.slice(0, 1).toLowerCase()}${summary.slice(1)}`;
  const wrong = entry.issues.map(({ path: place }) => place.join('.')).filter((place) => place !== '');
  if (entry.status === 400) return `${asked} with a mistake${wrong.length > 0 ? ` in ${wrong.join(', ')}` : ''}`;
  const body = parsed(entry.body);
  const sent = isObject(body) ? Object.keys(body as Json as object) : [];
  return entry.method === 'PATCH' && sent.length > 0 ? `${asked}: ${sent.join(', ')}` : asked;
}
