/** Generated requests to the API, most of them right, many wrong at several places. */
import fc from 'fast-check';
import { anyBody, validFields } from '../helpers/arbitraries.ts';

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

/** A create with this text as its body. */
export function create(text: string, headers = {}): Generated {
  const all = { authorization: 'Bearer KEY', 'content-type': 'application/json', ...headers };
  return { method: 'POST', at: { path: '/use-cases' }, headers: all, text };
}
