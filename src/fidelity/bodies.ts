/** The parts of a probe about what Express decides before a use case is looked at, and about lists and deletes. */
import { failureOf, type Part, type ProbeContext } from './context.ts';
import { isRefused, isTaken, listIn, shownReply, useCaseIn, type Issue, type Reply } from './reply.ts';
import { isZod, one } from './reading.ts';

const CREATE = { method: 'POST', path: '/use-cases' } as const;
const JSON_TYPE = { 'content-type': 'application/json' };

export const bodyParts: readonly Part[] = [
  one(
    'missing-body',
    { ...CREATE, about: 'without a body' },
    // Without its name it is taken only where a name is not required.
    (reply) => {
      if (isZod(reply)) return 'undefined';
      return isZod(reply, 'name') || useCaseIn(reply) !== undefined ? 'empty' : undefined;
    },
    false,
  ),
  { settles: ['media-type'], isReading: false, run: mediaType },
  { settles: ['malformed-json', 'json-root'], isReading: false, run: notJson },
  one(
    'other-method',
    { method: 'PUT', path: '/use-cases', about: 'a method that the path does not know' },
    ({ status, form }) => {
      if (status === 405) return form === 'message' ? '405' : undefined;
      return status === 404 ? 'unknown-path' : undefined;
    },
    false,
  ),
  { settles: ['list-order'], isReading: false, run: listOrder },
  { settles: ['delete'], isReading: false, run: deletion },
];

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
  const isMissing = missing === 'undefined' ? isZod(reply) : isZod(reply, 'name') || useCaseIn(reply) !== undefined;
  if (isMissing) context.settle('media-type', 'ignored', [reply]);
  else context.noneFits('media-type', 'the reply fits no way that is known', [reply]);
}

async function notJson(context: ProbeContext): Promise<void> {
  const ask = (about: string, text: string) => context.ask({ ...CREATE, about, text, headers: JSON_TYPE });
  const malformed = await ask('a body that is not JSON', '{"name"');
  const failure = failureOf(malformed);
  const form = isZod(malformed) ? 'zod' : malformed.form;
  if (failure !== undefined) context.leaveOpen('malformed-json', failure, [malformed]);
  else if (malformed.status === 400 && (form === 'html' || form === 'message' || isZod(malformed)))
    context.settle('malformed-json', `400-${form}`, [malformed]);
  else context.noneFits('malformed-json', 'the reply fits no way that is known', [malformed]);
  const number = await ask('JSON that is a number', '7');
  const seen = [number, malformed];
  const why = failure ?? failureOf(number);
  if (why !== undefined) return context.leaveOpen('json-root', why, seen);
  const isValidated =
    number.status === 400 && number.issues.some((each) => each.code === 'invalid_type' && isRoot(each));
  const isAlike = signature(number) === signature(malformed);
  if (isValidated && isAlike)
    return context.leaveOpen('json-root', 'JSON that is malformed is answered in the same way', seen);
  if (isValidated) return context.settle('json-root', 'validated', seen);
  if (isAlike && isRefused(number)) return context.settle('json-root', 'malformed', seen);
  context.noneFits('json-root', 'the reply fits no way that is known', seen);
}

function isRoot({ path }: Issue): boolean {
  return path.length === 0;
}

function signature({ status, form, issues }: Reply): string {
  return JSON.stringify([status, form, issues]);
}

async function listOrder(context: ProbeContext): Promise<void> {
  await context.plain();
  if (context.created.length < 2) await context.create('another one, to see the order of the list');
  const reply = await context.ask({ method: 'GET', path: '/use-cases' });
  const failure = failureOf(reply);
  if (failure !== undefined) return context.leaveOpen('list-order', failure, [reply]);
  const listed = (listIn(reply) ?? []).map(({ id }) => id);
  const places = context.created.map((id) => listed.indexOf(id)).filter((place) => place >= 0);
  if (places.length < 2)
    return context.leaveOpen('list-order', 'the list does not show two use cases that the probe created', [reply]);
  const rising = places.every((place, index) => index === 0 || place > (places[index - 1] as number));
  const falling = places.every((place, index) => index === 0 || place < (places[index - 1] as number));
  if (rising) context.settle('list-order', 'oldest-first', [reply]);
  else if (falling) context.settle('list-order', 'newest-first', [reply]);
  else context.noneFits('list-order', 'the order is neither that of creation nor the reverse one', [reply]);
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
  if (!isTaken(reply) && isTaken(read)) return context.settle('delete', 'none', seen);
  if (!isTaken(reply) || read.status !== 404)
    return context.noneFits('delete', `it is answered so, and then the use case so: ${shownReply(read)}`, seen);
  context.settle('delete', 'exists', seen);
  context.forget(String(id));
  for (const each of [...context.created]) if (isTaken(await remove(each))) context.forget(each);
}
