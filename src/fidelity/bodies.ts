/** The parts of a probe about what Express decides before a use case is looked at, and about lists and deletes. */
import { failureOf, type Part, type ProbeContext } from './context.ts';
import { isObject } from '../lib/guards.ts';
import { isRefused, isTaken, listIn, shownReply, useCaseIn, type Issue, type Reply } from './reply.ts';
import { isZod, listQuery, NONE_FITS } from './reading.ts';

const CREATE = { method: 'POST', path: '/use-cases' } as const;
const JSON_TYPE = { 'content-type': 'application/json' };

export const bodyParts: readonly Part[] = [
  { settles: ['missing-body'], isReading: false, run: missingBody },
  { settles: ['media-type'], isReading: false, run: mediaType },
  { settles: ['malformed-json', 'json-root'], isReading: false, run: notJson },
  { settles: ['other-method'], isReading: false, run: otherMethod },
  { settles: ['list-query'], isReading: true, run: listQuery },
  { settles: ['list-order'], isReading: false, run: listOrder },
  { settles: ['delete'], isReading: false, run: deletion },
];

async function missingBody(context: ProbeContext): Promise<void> {
  const id = 'missing-body';
  const reply = await context.ask({ ...CREATE, about: 'without a body' });
  const failure = failureOf(reply);
  if (failure !== undefined) return context.leaveOpen(id, failure, [reply]);
  if (isZod(reply)) return context.settle(id, 'undefined', [reply]);
  const isAsEmpty = isLikeEmpty(context, reply);
  if (isAsEmpty === undefined)
    return context.leaveOpen(id, 'it is not known how {} is answered (name-required)', [reply]);
  if (isAsEmpty) context.settle(id, 'empty', [reply]);
  else context.noneFits(id, NONE_FITS, [reply]);
}

/** Whether a create is answered as one with the body {} is; undefined: that is not known. */
function isLikeEmpty(context: ProbeContext, reply: Reply): boolean | undefined {
  const isWithoutName = isZod(reply, 'name');
  if (!isWithoutName && useCaseIn(reply) === undefined) return false;
  const way = context.known('name-required');
  return way === undefined ? undefined : isWithoutName === (way === 'refused');
}

async function otherMethod(context: ProbeContext): Promise<void> {
  const id = 'other-method';
  const about = 'a method that the path does not know';
  const reply = await context.ask({ method: 'PUT', path: '/use-cases', about });
  const { status, form } = reply;
  const failure = failureOf(reply);
  if (failure !== undefined) return context.leaveOpen(id, failure, [reply]);
  if (status === 405 && form === 'message') return context.settle(id, '405', [reply]);
  if (status !== 404) return context.noneFits(id, NONE_FITS, [reply]);
  const unknown = context.known('unknown-path');
  if (unknown === undefined)
    return context.leaveOpen(id, 'it is not known how an unknown path is answered (unknown-path)', [reply]);
  if (form === unknown) context.settle(id, 'unknown-path', [reply]);
  else context.noneFits(id, 'it gets 404, but not as an unknown path does', [reply]);
}

async function mediaType(context: ProbeContext): Promise<void> {
  const text = JSON.stringify({ name: context.mark, hidden: true });
  const headers = { 'content-type': 'text/plain' };
  const reply = await context.ask({ ...CREATE, about: 'JSON that is sent as text/plain', text, headers });
  const failure = failureOf(reply);
  if (failure !== undefined) return context.leaveOpen('media-type', failure, [reply]);
  if (reply.status === 415)
    return reply.form === 'message'
      ? context.settle('media-type', '415', [reply])
      : context.noneFits('media-type', 'the body of 415 has a form that is not known', [reply]);
  if (useCaseIn(reply)?.['name'] === context.mark)
    return context.noneFits('media-type', 'it is read as JSON all the same', [reply]);
  const missing = context.known('missing-body');
  if (missing === undefined)
    return context.leaveOpen('media-type', 'it is not known how a missing body is answered (missing-body)', [reply]);
  const isMissing = missing === 'undefined' ? isZod(reply) && !isAboutText(reply) : isLikeEmpty(context, reply);
  if (isMissing === true) context.settle('media-type', 'ignored', [reply]);
  else context.noneFits('media-type', NONE_FITS, [reply]);
}

/** Whether the body was read as a text, which is refused at the same place as a missing one. */
function isAboutText({ body }: Reply): boolean {
  const issues = isObject(body) && Array.isArray(body['issues']) ? (body['issues'] as unknown[]) : [];
  return issues.some((issue) => isObject(issue) && issue['received'] === 'string');
}

async function notJson(context: ProbeContext): Promise<void> {
  const ask = (about: string, text: string) => context.ask({ ...CREATE, about, text, headers: JSON_TYPE });
  const malformed = await ask('a body that is not JSON', '{"name"');
  const failure = failureOf(malformed);
  const form = isZod(malformed) ? 'zod' : malformed.form;
  if (failure !== undefined) context.leaveOpen('malformed-json', failure, [malformed]);
  else if (malformed.status === 400 && (form === 'html' || form === 'message' || isZod(malformed)))
    context.settle('malformed-json', `400-${form}`, [malformed]);
  else context.noneFits('malformed-json', NONE_FITS, [malformed]);
  const number = await ask('JSON that is a number', '7');
  const seen = [number, malformed];
  const why = failure ?? failureOf(number);
  if (why !== undefined) return context.leaveOpen('json-root', why, seen);
  const isValidated = isZod(number) && number.issues.some((each) => each.code === 'invalid_type' && isRoot(each));
  const isAlike = signature(number) === signature(malformed);
  if (isValidated && isAlike)
    return context.leaveOpen('json-root', 'JSON that is malformed is answered in the same way', seen);
  if (isValidated) return context.settle('json-root', 'validated', seen);
  if (!isAlike || !isRefused(number)) return context.noneFits('json-root', NONE_FITS, seen);
  // It could be that each refusal looks like this.
  const other = await context.ask({ ...CREATE, about: 'a name that is a number', body: { name: 7 } });
  if (isRefused(other) && signature(other) !== signature(number))
    return context.settle('json-root', 'malformed', [...seen, other]);
  context.leaveOpen('json-root', failureOf(other) ?? 'a wrong type is answered in the same way', [...seen, other]);
}

function isRoot({ path }: Issue): boolean {
  return path.length === 0;
}

function signature({ status, form, issues }: Reply): string {
  return JSON.stringify([status, form, issues]);
}

/** Creates that are sent at most until the orders can be told apart. */
const MOST_CREATES = 4;

async function listOrder(context: ProbeContext): Promise<void> {
  const id = 'list-order';
  const { id: plainId } = await context.plain();
  for (let created = 0; ; created++) {
    const reply = await context.ask({ method: 'GET', path: '/use-cases' });
    const failure = failureOf(reply);
    if (failure !== undefined) return context.leaveOpen(id, failure, [reply]);
    const listed = (listIn(reply) ?? []).filter((each) => context.created.includes(String(each['id'])));
    if (listed.length < Math.min(2, context.created.length))
      return context.leaveOpen(id, 'the list does not show two use cases that the probe created', [reply]);
    const orders = ordersOf(context, listed);
    const seen = listed.map((each) => String(each['id'])).join();
    const fitting = Object.keys(orders).filter((name) => orders[name]?.join() === seen);
    const [only, another] = fitting;
    if (only === undefined)
      return context.noneFits(id, 'the order is neither that of creation nor the reverse one', [reply]);
    if (another === undefined)
      return only === 'oldest-first' || only === 'newest-first'
        ? context.settle(id, only, [reply])
        : context.noneFits(id, `the order is ${only}`, [reply]);
    if (created === MOST_CREATES) return context.leaveOpen(id, `it could be ${fitting.join(', or ')}`, [reply]);
    await context.create('another one, to see the order of the list');
    if (created === 0) await changeOne(context, String(plainId));
  }
}

/** An earlier one is changed after a later one. Where amd is stored without amd_behavior, each change may be refused. */
async function changeOne({ ask, mark, withBehavior }: ProbeContext, plainId: string): Promise<void> {
  const about = 'change an earlier one, to see the order of the list';
  for (const id of [plainId, withBehavior]) {
    if (id === undefined) continue;
    const reply = await ask({ method: 'PATCH', path: '/use-cases/{id}', id, about, body: { name: `${mark} 500` } });
    if (isTaken(reply)) return;
  }
}

/** The orders in which a list may have use cases, by what they are called: their ids. */
function ordersOf(
  { created, changed }: ProbeContext,
  listed: readonly Readonly<Record<string, unknown>>[],
): Readonly<Record<string, readonly string[]>> {
  const byCreation = listed.toSorted((one, other) => created.indexOf(idOf(one)) - created.indexOf(idOf(other)));
  // An earlier part of the probe, which was stopped, may have changed what is not known to be changed.
  const byChange = byCreation.toSorted((one, other) => changed.indexOf(idOf(one)) - changed.indexOf(idOf(other)));
  const nameOf = ({ name }: Readonly<Record<string, unknown>>) => (typeof name === 'string' ? name : '');
  const byName = byCreation.toSorted((one, other) => compare(nameOf(one), nameOf(other)));
  const ids = (useCases: typeof listed) => useCases.map(idOf);
  return {
    'oldest-first': ids(byCreation),
    'newest-first': ids(byCreation.toReversed()),
    'by name': ids(byName),
    'by name, backwards': ids(byName.toReversed()),
    'the last change last': ids(byChange),
    'the last change first': ids(byChange.toReversed()),
  };
}

function idOf(useCase: Readonly<Record<string, unknown>>): string {
  return String(useCase['id']);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The last part: where there is a delete, the probe removes what it has created. */
async function deletion(context: ProbeContext): Promise<void> {
  const { id } = await context.plain();
  const remove = (each: string) => context.ask({ method: 'DELETE', path: '/use-cases/{id}', id: each });
  const reply = await remove(String(id));
  const failure = failureOf(reply);
  if (failure !== undefined) return context.leaveOpen('delete', failure, [reply]);
  const read = await context.ask({ method: 'GET', path: '/use-cases/{id}', id: String(id), about: 'after the delete' });
  const seen = [reply, read];
  if ([404, 405].includes(reply.status) && isTaken(read)) return context.settle('delete', 'none', seen);
  if (!isTaken(reply) || read.status !== 404)
    return context.noneFits('delete', `it is answered so, and then the use case so: ${shownReply(read)}`, seen);
  context.settle('delete', 'exists', seen);
  context.forget(String(id));
  for (const each of [...context.created]) if (isTaken(await remove(each))) context.forget(each);
}
