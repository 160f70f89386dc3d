/** Requests as clients and their mistakes send them, and what comes of them at the stub and at the provider. */
import fc from 'fast-check';
import { anyBody, validFields } from '../helpers/arbitraries.ts';
import type { Client, RawReply } from '../helpers/requests.ts';
import { differences, isSame, type Exchange } from './differences.ts';

const unknownId = '0'.repeat(24);

/** A request as it is generated: `use` counts the use cases that both have created so far. */
export interface Generated {
  readonly method: string;
  readonly at: { readonly use: number } | { readonly id: string } | { readonly path: string };
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | undefined;
}

const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
const at = fc.oneof(
  often(
    12,
    fc.nat({ max: 50 }).map((use) => ({ use })),
  ),
  often(
    1,
    fc.string({ minLength: 22, maxLength: 26, unit: fc.constantFrom(...'0123456789abcdefz') }).map((id) => ({ id })),
  ),
  often(
    1,
    fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }).map((id) => ({ id: id.toWellFormed() })),
  ),
  often(
    1,
    fc
      .constantFrom(
        '/',
        '/use-cases/',
        '/Use-Cases',
        '/use-cases/%zz',
        '/use-cases/a/b',
        '/use-case',
        '/use-cases?page=2',
      )
      .map((path) => ({ path })),
  ),
);
const authorization = fc.oneof(
  often(20, fc.constantFrom('Bearer KEY', 'bearer KEY')),
  often(1, fc.constantFrom(undefined, '', 'key', 'Basic a2V5', 'Bearer', 'Bearer a b')),
);
const contentType = fc.oneof(
  often(20, fc.constantFrom('application/json', 'application/json; charset=utf-8', 'application/problem+json')),
  often(1, fc.constantFrom(undefined, 'text/plain', 'application/x-www-form-urlencoded')),
);
/** Fields of the wrong type at many places at once. */
const full = fc.record({ ...validFields, disable_end_call_after_n_reminders: fc.boolean() }, { requiredKeys: [] });
const scattered = fc
  .tuple(
    full,
    fc.array(fc.tuple(fc.nat(), fc.constantFrom<unknown>(null, true, 1.5, 'x', '', [], {}, [[]], [{}])), {
      maxLength: 4,
    }),
  )
  .map(([body, mistakes]) => {
    const names = Object.keys(validFields);
    const wrong: Record<string, unknown> = { ...body };
    for (const [index, value] of mistakes) wrong[names[index % names.length] as string] = value;
    return wrong;
  });
const json = fc.oneof(often(6, anyBody), often(3, scattered)).map((body) => JSON.stringify(body));
const text = fc.oneof(
  often(30, json),
  often(1, fc.constant(undefined)),
  often(1, fc.constantFrom('', ' ', '{', '[1', 'null', '{"name":"a","name":5}')),
  often(
    1,
    fc.tuple(json, fc.nat({ max: 40 })).map(([whole, end]) => whole.slice(0, end)),
  ),
);
export const anyRequest: fc.Arbitrary<Generated> = fc
  .record({
    method: fc.oneof(
      often(5, fc.constantFrom('POST', 'PATCH', 'PATCH')),
      often(1, fc.constantFrom('GET', 'GET', 'GET', 'PUT', 'DELETE', 'HEAD')),
    ),
    at,
    inCollection: fc.nat({ max: 9 }),
    authorization,
    contentType,
    text,
  })
  .map(({ method, at, inCollection, authorization, contentType, text }) => {
    const hasBody = method === 'POST' || method === 'PATCH';
    const isCollection = 'use' in at && (method === 'POST' || (method !== 'PATCH' && inCollection < 4));
    return {
      method,
      at: isCollection ? { path: '/use-cases' } : at,
      headers: {
        ...(authorization !== undefined && { authorization }),
        ...(hasBody && contentType !== undefined && { 'content-type': contentType }),
      },
      text: hasBody ? text : undefined,
    };
  });

/** What the two made of some requests. */
export interface Comparison {
  /** Names of the differences that were met. */
  readonly explained: Set<string>;
  readonly unexplained: string[];
  /** How often the stub answered each status. */
  readonly statuses: Map<number, number>;
}

export function newComparison(): Comparison {
  return { explained: new Set(), unexplained: [], statuses: new Map() };
}

/** Sends requests to both, one after the other, with an API key of their own. */
export async function compareReplies(
  stub: Client,
  provider: Client,
  key: string,
  requests: readonly Generated[],
  { explained, unexplained, statuses }: Comparison,
): Promise<void> {
  const ids: { ours: string; theirs: string }[] = [];
  for (const { method, at, headers: generated, text } of requests) {
    const { authorization, ...others } = generated;
    const headers = {
      ...others,
      ...(authorization !== undefined && { authorization: authorization.replace('KEY', key) }),
    };
    const use = 'use' in at ? ids[at.use % Math.max(ids.length, 1)] : undefined;
    const pathAt = (side: 'ours' | 'theirs') =>
      'path' in at ? at.path : `/use-cases/${'id' in at ? encodeURIComponent(at.id) : (use?.[side] ?? unknownId)}`;
    const send = (client: Client, side: 'ours' | 'theirs') =>
      client.send({ method, path: pathAt(side), headers, ...(text !== undefined && { text }) });
    const [ours, theirs] = await Promise.all([send(stub, 'ours'), send(provider, 'theirs')]);
    statuses.set(ours.status, (statuses.get(ours.status) ?? 0) + 1);
    if (method === 'POST' && ours.status === 200 && theirs.status === 200)
      ids.push({ ours: idIn(ours), theirs: idIn(theirs) });
    if (isSame(ours, theirs)) continue;
    const exchange: Exchange = { text, ours, theirs };
    const difference = differences.find((each) => each.explains(exchange));
    if (difference) explained.add(difference.name);
    else unexplained.push(`${method} ${pathAt('ours')} ${JSON.stringify(headers)} ${inWords(exchange)}`);
  }
}

function idIn({ text }: RawReply): string {
  return (JSON.parse(text) as { id: string }).id;
}

function inWords({ text, ours, theirs }: Exchange): string {
  const reply = ({ status, headers, text }: RawReply) => `${status} ${headers['content-type']} ${text}`;
  return `${text}\n   stub:    ${reply(ours)}\n   ts-rest: ${reply(theirs)}`;
}
