/** Compares a reply of the service with what the stub would have answered, and says where they differ. */
import { isDeepStrictEqual } from 'node:util';
import { isObject, parseJson, type UnknownRecord } from '../../lib/guards.ts';
import { toPointer, type JsonPath } from '../../lib/json-pointer.ts';

/** A reply as it is compared. */
export interface ComparedReply {
  readonly status: number;
  readonly contentType: string | undefined;
  /** Unpacked. */
  readonly text: string;
}

/** A place where two replies differ. */
export interface Difference {
  /** `order`: the use cases of a list come in another order. */
  readonly at: 'status' | 'content-type' | 'body' | 'order';
  /** JSON pointer into the body; `*` stands for any item of a list. */
  readonly pointer?: string;
  readonly message: string;
  /** What the service answered there. Absent: nothing. */
  readonly real?: unknown;
  /** What the stub would have answered there. Absent: nothing. */
  readonly stub?: unknown;
  /** In how many items of a list. */
  readonly times: number;
}

/** What is known of a request besides the two replies. */
export interface Situation {
  /** HEAD: there is no body to compare. */
  readonly isHead: boolean;
  /** Ids of the use cases that had been seen before: only their order can be compared. */
  readonly known: ReadonlySet<string>;
}

/** Differences of one reply that are told. */
const MOST = 50;

/** @returns where they differ, each place once; times, and ids that each server gives itself, are compared by their form */
export function compareReplies(real: ComparedReply, stub: ComparedReply, situation: Situation): Difference[] {
  if (real.status !== stub.status)
    return [
      {
        at: 'status',
        message: `the service answered ${real.status}, the stub would have answered ${stub.status}`,
        real: real.status,
        stub: stub.status,
        times: 1,
      },
    ];
  const found = new Map<string, Difference>();
  const add: Add = (at, path, message, values) => {
    const pointer = path && toPointer(path).replace(/\/\d+(?=\/|$)/g, '/*');
    const key = `${at} ${pointer} ${message}`;
    const earlier = found.get(key);
    if (earlier) found.set(key, { ...earlier, times: earlier.times + 1 });
    else if (found.size < MOST)
      found.set(key, { at, ...(pointer !== undefined && { pointer }), message, ...values, times: 1 });
  };
  const types = [mediaType(real.contentType), mediaType(stub.contentType)];
  if (types[0] !== types[1])
    add(
      'content-type',
      undefined,
      `the service sends ${types[0] ?? 'no content-type'}, the stub ${types[1] ?? 'none'}`,
      {
        real: types[0],
        stub: types[1],
      },
    );
  if (!situation.isHead) compareBodies(real, stub, situation, add);
  return [...found.values()];
}

/** Whether two differences are about the same place. */
export function isSameDifference(one: Difference, other: Difference): boolean {
  return one.at === other.at && one.pointer === other.pointer && one.message === other.message;
}

/** The use cases in the body of a list: a bare array, or the items of a page. Undefined: it is no list. */
export function itemsOf(body: unknown): readonly UnknownRecord[] | undefined {
  const items = Array.isArray(body) ? (body as unknown[]) : isObject(body) ? body['items'] : undefined;
  return Array.isArray(items) ? items.filter(isObject) : undefined;
}

/** Whether a list is only a part of what there is. */
export function isPartial(body: unknown): boolean {
  return isObject(body) && typeof body['count'] === 'number' && body['count'] > (itemsOf(body)?.length ?? 0);
}

type Add = (
  at: Difference['at'],
  path: JsonPath | undefined,
  message: string,
  values: { readonly real?: unknown; readonly stub?: unknown },
) => void;

function compareBodies(real: ComparedReply, stub: ComparedReply, { known }: Situation, add: Add): void {
  const [ours, theirs] = [parseJson(stub.text), parseJson(real.text)];
  if (theirs === undefined || ours === undefined) {
    const isSame = theirs === ours && (real.text === '') === (stub.text === '');
    const said = (text: string, value: unknown) =>
      value !== undefined ? 'JSON' : text === '' ? 'no body' : 'a body that is not JSON';
    if (!isSame) add('body', [], `the service sends ${said(real.text, theirs)}, the stub ${said(stub.text, ours)}`, {});
    return;
  }
  if (real.status >= 400) return compareErrors(theirs, ours, add);
  const items = itemsOf(theirs);
  const stubs = itemsOf(ours);
  // A use case has no items of its own.
  if (items === undefined || stubs === undefined || (isObject(ours) && 'id' in ours))
    return compareValues(theirs, ours, [], add);
  if (Array.isArray(theirs) !== Array.isArray(ours)) {
    const form = (body: unknown) =>
      Array.isArray(body) ? 'a bare array' : `an object with ${Object.keys(body as object).join(', ')}`;
    add('body', [], `the service sends the list as ${form(theirs)}, the stub as ${form(ours)}`, {});
  } else if (isObject(theirs) && isObject(ours)) compareKeys(theirs, ours, [], add);
  const ids = items.map(({ id }) => String(id));
  const byId = new Map(stubs.map((item) => [String(item['id']), item]));
  items.forEach((item, index) => {
    const same = byId.get(ids[index] as string);
    if (same) compareValues(item, same, [index], add);
  });
  const listed = new Set(ids);
  if (!isPartial(theirs))
    for (const id of byId.keys())
      if (!listed.has(id))
        add('body', [], 'the service does not list a use case that it had answered before', { stub: id });
  const isShared = (id: string) => known.has(id) && listed.has(id) && byId.has(id);
  if (!isDeepStrictEqual(ids.filter(isShared), [...byId.keys()].filter(isShared)))
    add('order', [], 'the service lists the use cases in another order than the stub', {});
}

/** Refusals are the same where their issues are; of a message only that there is one, since its words are not known. */
function compareErrors(theirs: unknown, ours: unknown, add: Add): void {
  if (!isObject(theirs) || !isObject(ours)) return compareValues(theirs, ours, [], add);
  compareKeys(theirs, ours, [], add);
  const [real, stub] = [theirs['issues'], ours['issues']];
  if (!Array.isArray(real) || !Array.isArray(stub)) return;
  const named = (issue: unknown) =>
    isObject(issue) ? `${String(issue['code'])} at ${JSON.stringify(issue['path'])}` : 'no issue';
  const [reals, stubs] = [real.map(named), stub.map(named)];
  if (!isDeepStrictEqual(reals, stubs)) {
    const isOrder = isDeepStrictEqual(reals.toSorted(), stubs.toSorted());
    const only = (some: string[], others: string[]) => some.filter((each) => !others.includes(each)).join('; ');
    const [more, fewer] = [only(reals, stubs), only(stubs, reals)];
    const message = isOrder
      ? 'the issues come in another order'
      : [more && `only the service has the issue ${more}`, fewer && `only the stub has the issue ${fewer}`]
          .filter(Boolean)
          .join('; ') || 'issues are repeated';
    return add('body', ['issues'], message, { real: reals, stub: stubs });
  }
  real.forEach((issue: unknown, index) => {
    const other: unknown = stub[index];
    if (!isObject(issue) || !isObject(other)) return;
    const { message: realMessage, ...realRest } = issue;
    const { message: stubMessage, ...stubRest } = other;
    compareValues(realRest, stubRest, ['issues', index], add);
    // The words of zod are known; those that the service chose itself are not.
    if (issue['code'] !== 'custom') compareValues(realMessage, stubMessage, ['issues', index, 'message'], add);
  });
}

/** Compares which keys two objects have, and the types of their values. */
function compareKeys(theirs: UnknownRecord, ours: UnknownRecord, path: JsonPath, add: Add): void {
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
    const [real, stub] = [theirs[key], ours[key]];
    if (typeOf(real) !== typeOf(stub)) differ(real, stub, [...path, key], add);
  }
}

function compareValues(real: unknown, stub: unknown, path: JsonPath, add: Add): void {
  if (isDeepStrictEqual(real, stub) || hasSameForm(real, stub, path)) return;
  if (isObject(real) && isObject(stub)) {
    for (const key of new Set([...Object.keys(real), ...Object.keys(stub)]))
      compareValues(own(real, key), own(stub, key), [...path, key], add);
  } else if (Array.isArray(real) && Array.isArray(stub) && real.length === stub.length) {
    real.forEach((item, index) => compareValues(item, stub[index], [...path, index], add));
  } else differ(real, stub, path, add);
}

function differ(real: unknown, stub: unknown, path: JsonPath, add: Add): void {
  const name = path.length === 0 ? 'the body' : `"${String(path.at(-1))}"`;
  const message =
    real === undefined
      ? `the service leaves ${name} out`
      : stub === undefined
        ? `the service has ${name}, the stub has not`
        : typeOf(real) === typeOf(stub)
          ? `${name} has another value`
          : `${name} is ${typeOf(real)}, with the stub ${typeOf(stub)}`;
  add('body', path, message, {
    ...(real !== undefined && { real: withoutSecrets(real, path) }),
    ...(stub !== undefined && { stub: withoutSecrets(stub, path) }),
  });
}

/** The headers of webhooks hold the keys of those who get the calls. */
function withoutSecrets(value: unknown, path: JsonPath): unknown {
  if (typeof value === 'string') return path.includes('headers') && path.at(-1) === 'value' ? '***' : value;
  if (Array.isArray(value)) return value.map((each, index) => withoutSecrets(each, [...path, index]));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutSecrets(each, [...path, key])]));
}

/** Ids that each server makes itself, and times, are never the same. That of a use case is: the stub gives it the service's. */
function hasSameForm(real: unknown, stub: unknown, path: JsonPath): boolean {
  if (typeof real !== 'string' || typeof stub !== 'string') return false;
  if (isTime(real) && isTime(stub)) return true;
  const name = String(path.at(-1));
  const isOwnId = name === 'id' && (path.length === 1 || (path.length === 2 && typeof path[0] === 'number'));
  return /(^|_)id$/i.test(name) && !isOwnId && ID.test(real) && ID.test(stub);
}

const ID = /^[0-9a-f]{24}$/i;

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/.test(text);
}

function own(record: UnknownRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function typeOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** The media type in one form of writing. That JSON is UTF-8 need not be said (RFC 8259). */
function mediaType(header: string | undefined): string | undefined {
  return header
    ?.toLowerCase()
    .replace(/[\s"]+/g, '')
    .replace(/^(application\/json);charset=utf-8$/, '$1');
}
