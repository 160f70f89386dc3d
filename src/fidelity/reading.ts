/** The parts of a probe that change nothing. */
import type { AssumptionId } from '../contract/assumptions.ts';
import { isObject } from '../lib/guards.ts';
import { failureOf, type Part, type ProbeContext, type Question } from './context.ts';
import { isTaken, listIn, otherStatus, shownReply, type Reply } from './reply.ts';

const LIST = { method: 'GET', path: '/use-cases' } as const;

/** Parts in the order in which they are sent. The first one shows whether the API is there at all. */
export const readingParts: readonly Part[] = [
  { settles: ['list-form'], isReading: true, run: listForm },
  one('missing-key', { ...LIST, about: 'without an API key', anonymous: true }, (reply) => {
    if (reply.status === 401 && reply.form === 'message') return '401';
    return isZod(reply, 'authorization') ? '400-zod' : undefined;
  }),
  { settles: ['malformed-key'], isReading: true, run: malformedKey },
  { settles: ['id-not-hexadecimal'], isReading: true, run: idNotHexadecimal },
  { settles: ['not-found'], isReading: true, run: notFound },
  one('malformed-path', { method: 'GET', path: '/use-cases/%zz', about: 'a path that is no UTF-8' }, (reply) => {
    if (isZod(reply, 'id')) return '400-zod';
    return reply.status === 400 && reply.form === 'html' ? '400-html' : undefined;
  }),
  one('unknown-path', { method: 'GET', path: '/use-case', about: 'a path that does not exist' }, ({ status, form }) =>
    status === 404 && (form === 'message' || form === 'html') ? form : undefined,
  ),
  { settles: ['path-form'], isReading: true, run: pathForm },
];

export const NONE_FITS = 'the reply fits no way that is known';

/** A part of one read. @param judge the way that a reply fits, if there is one */
function one(id: AssumptionId, question: Question, judge: (reply: Reply) => string | undefined): Part {
  return {
    settles: [id],
    isReading: true,
    async run(context) {
      const reply = await context.ask(question);
      const value = judge(reply);
      if (value !== undefined) return context.settle(id, value, [reply]);
      // These refusals are what some parts ask for.
      const isAnswer = question.anonymous === true && (reply.status === 401 || reply.status === 403);
      const failure = isAnswer ? undefined : failureOf(reply);
      if (failure !== undefined) return context.leaveOpen(id, failure, [reply]);
      context.noneFits(id, NONE_FITS, [reply]);
    },
  };
}

/** Whether a reply is a ZodError with an issue about one part of the request. */
export function isZod({ status, form, issues }: Reply, ...path: readonly string[]): boolean {
  return status === 400 && form === 'zod' && issues.some((issue) => issue.path.join('/') === path.join('/'));
}

async function malformedKey(context: ProbeContext): Promise<void> {
  const id = 'malformed-key';
  const about = 'with a header that is no bearer token';
  const reply = await context.ask({ ...LIST, about, headers: { authorization: 'Basic a2V5' } });
  const { status, form } = reply;
  if (status === 401 || status === 403)
    return form === 'message' ? context.settle(id, String(status), [reply]) : context.noneFits(id, NONE_FITS, [reply]);
  const failure = failureOf(reply);
  if (failure !== undefined) return context.leaveOpen(id, failure, [reply]);
  // Then authorization may be a header that is not looked at.
  if (isTaken(reply) && context.credentials.some((name) => name !== 'authorization'))
    return context.leaveOpen(id, 'another header that was given may have the key', [reply]);
  context.noneFits(id, NONE_FITS, [reply]);
}

async function listForm(context: ProbeContext): Promise<void> {
  const reply = await context.list();
  const { body } = reply;
  if (Array.isArray(body)) return context.settle('list-form', 'array', [reply]);
  const isPage =
    isObject(body) && Array.isArray(body['items']) && ['count', 'currentPage'].every((name) => name in body);
  if (isPage) return context.settle('list-form', 'page', [reply]);
  context.noneFits('list-form', 'the list has a form that is not known', [reply]);
}

const UNKNOWN_ID = {
  method: 'GET',
  path: '/use-cases/000000000000000000000000',
  about: 'an id that does not exist',
} as const;

async function idNotHexadecimal(context: ProbeContext): Promise<void> {
  const id = 'id-not-hexadecimal';
  const about = 'an id that is no hexadecimal number';
  const reply = await context.ask({ method: 'GET', path: '/use-cases/zzzzzzzzzzzzzzzzzzzzzzzz', about });
  if (reply.status === 404) return context.settle(id, '404', [reply]);
  if (isZod(reply, 'id')) return context.settle(id, '400-zod', [reply]);
  if (reply.status === 500 && reply.form === 'message') {
    // It could be that each read fails.
    const control = await context.ask(UNKNOWN_ID);
    if (control.status < 500 && control.status > 0) return context.settle(id, '500-message', [reply, control]);
  }
  const failure = failureOf(reply);
  if (failure !== undefined) return context.leaveOpen(id, failure, [reply]);
  context.noneFits(id, NONE_FITS, [reply]);
}

async function notFound(context: ProbeContext): Promise<void> {
  const reply = await context.ask(UNKNOWN_ID);
  const failure = failureOf(reply);
  if (failure !== undefined) return context.leaveOpen('not-found', failure, [reply]);
  if (reply.status !== 404)
    return context.noneFits('not-found', `an id that does not exist is answered with ${reply.status}`, [reply]);
  const { body } = reply;
  const [name, another] = isObject(body) ? Object.keys(body) : [];
  const isText = isObject(body) && another === undefined && typeof body[name as string] === 'string';
  if (isText && (name === 'message' || name === 'error')) return context.settle('not-found', name, [reply]);
  context.noneFits('not-found', 'the body of 404 has a form that is not known', [reply]);
}

/** Late, since a list with nothing in it tells nothing. */
export async function listQuery(context: ProbeContext): Promise<void> {
  const first = await context.list();
  const plain = idsIn(first).length === 0 && context.created.length > 0 ? await context.ask(LIST) : first;
  const reply = await context.ask({
    method: 'GET',
    path: '/use-cases?page=2',
    about: 'with a parameter that is not documented',
  });
  const failure = failureOf(reply);
  if (failure !== undefined) return context.leaveOpen('list-query', failure, [reply]);
  if (reply.issues.some(({ code }) => code === 'unrecognized_keys') && otherStatus(reply) === undefined)
    return context.settle('list-query', 'refused', [reply]);
  if (!isList(reply))
    return context.noneFits('list-query', `it is answered with ${reply.status}, and no list`, [reply]);
  const [one, other] = [idsIn(plain), idsIn(reply)];
  if (one.length === 0 && other.length === 0)
    return context.leaveOpen('list-query', 'the list is empty, and so would be its second page', [plain, reply]);
  // What others create or remove meanwhile is no difference.
  const isAnother = one.length > 0 && !one.some((id) => other.includes(id));
  if (isAnother) return context.noneFits('list-query', 'the parameter changes what is listed', [plain, reply]);
  context.settle('list-query', 'ignored', [plain, reply]);
}

function isList(reply: Reply): boolean {
  return isTaken(reply) && listIn(reply) !== undefined;
}

function idsIn(reply: Reply): string[] {
  return (listIn(reply) ?? []).map(({ id }) => String(id));
}

async function pathForm(context: ProbeContext): Promise<void> {
  const slash = await context.ask({ method: 'GET', path: '/use-cases/', about: 'a slash at the end' });
  const capitals = await context.ask({ method: 'GET', path: '/Use-Cases', about: 'capital letters' });
  const seen = [slash, capitals];
  const failure = failureOf(slash) ?? failureOf(capitals);
  if (failure !== undefined) return context.leaveOpen('path-form', failure, seen);
  const strange = seen.find(({ status }) => status >= 300 && status < 400);
  if (strange !== undefined) return context.noneFits('path-form', `it is a redirect: ${shownReply(strange)}`, seen);
  if (seen.some((reply) => !isList(reply) && reply.status !== 404))
    return context.noneFits('path-form', 'it is answered neither with the list nor with 404', seen);
  if (!isList(slash) && isList(capitals))
    return context.noneFits('path-form', 'capital letters make no difference, but a slash does', seen);
  context.settle('path-form', isList(capitals) ? 'lenient' : isList(slash) ? 'slash-free' : 'exact', seen);
}
