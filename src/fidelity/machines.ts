/** The parts of a probe about the rule that amd needs an amd_behavior. */
import { failureOf, type Part, type ProbeContext } from './context.ts';
import { isRefused, isTaken, otherStatus, useCaseIn, type Reply } from './reply.ts';

export const machineParts: readonly Part[] = [
  { settles: ['amd-issue'], isReading: false, run: issue },
  { settles: ['amd-set'], isReading: false, run: isSet },
  { settles: ['amd-on-update'], isReading: false, run: onUpdate },
];

const NOT_ENFORCED = 'without the rule itself this does not show: amd is taken without amd_behavior (amd-issue)';

function isAt(reply: Reply, path: string, code: string): boolean {
  return reply.issues.some((each) => each.code === code && each.path.join('/') === path);
}

async function issue(context: ProbeContext): Promise<void> {
  const id = 'amd-issue';
  await context.plain();
  const alone = await askAlone(context);
  if (isTaken(alone)) return isIgnored(context, alone);
  if (!isRefused(alone)) return context.leaveOpen(id, whyOpen(alone), [alone]);
  const status = otherStatus(alone);
  if (status !== undefined) return context.noneFits(id, status, [alone]);
  if (isAt(alone, 'amd_behavior', 'invalid_type')) return context.settle(id, 'as-required', [alone]);
  if (isAt(alone, '', 'custom')) return context.settle(id, 'at-root', [alone]);
  if (!isAt(alone, 'amd_behavior', 'custom'))
    return context.noneFits(id, 'it is refused with an issue that is not known', [alone]);
  const wrong = { keywords: 'probe', evaluation_models: 'probe' };
  const beside = await context.create('amd without amd_behavior, beside two wrong types', { amd: true, ...wrong });
  const seen = [alone, beside];
  if (!isRefused(beside)) return context.leaveOpen(id, whyOpen(beside), seen);
  if (isAt(beside, 'amd_behavior', 'custom')) return context.settle(id, 'beside-others', seen);
  // Otherwise a service that tells the first issue alone would look the same.
  const tellsAll = Object.keys(wrong).every((name) => beside.issues.some(({ path }) => path[0] === name));
  if (tellsAll) context.settle(id, 'refinement', seen);
  else context.leaveOpen(id, 'beside two wrong types the refusal does not tell both of them', seen);
}

/** A create with amd and without amd_behavior. What is refused creates nothing, so it may be asked again. */
async function askAlone(context: ProbeContext): Promise<Reply> {
  return (context.amdAlone ??= await context.create('amd without amd_behavior', { amd: true }));
}

/** Tells whether amd is stored, where it is taken without amd_behavior. */
async function isIgnored(context: ProbeContext, alone: Reply): Promise<void> {
  const id = useCaseIn(alone)?.['id'] as string | undefined;
  const read = id === undefined ? undefined : await readBack(context, id);
  const stored = read && useCaseIn(read);
  const seen = read === undefined ? [alone] : [alone, read];
  if (stored === undefined) return context.leaveOpen('amd-issue', 'what was stored cannot be read', seen);
  if (stored['amd'] === true && stored['amd_behavior'] === undefined)
    return context.settle('amd-issue', 'not-enforced', seen);
  context.noneFits('amd-issue', 'it is taken, but not stored as it was sent', seen);
}

function readBack(context: ProbeContext, id: string): Promise<Reply> {
  return context.ask({ method: 'GET', path: '/use-cases/{id}', id });
}

/** How the rule refuses a create; without such a refusal the rest of the rule does not show. */
async function refusalOf(context: ProbeContext): Promise<Reply | string> {
  if (context.known('amd-issue') === 'not-enforced') return NOT_ENFORCED;
  await context.plain();
  const alone = await askAlone(context);
  if (isTaken(alone)) return NOT_ENFORCED;
  return isRefused(alone) ? alone : whyOpen(alone);
}

/** Whether it is the same refusal. An update may be refused for something else. */
function isSame(one: Reply, other: Reply): boolean {
  const signature = ({ status, form, issues }: Reply) => JSON.stringify([status, form, issues]);
  return signature(one) === signature(other);
}

async function isSet(context: ProbeContext): Promise<void> {
  const refusal = await refusalOf(context);
  if (typeof refusal === 'string') return context.leaveOpen('amd-set', refusal);
  const reply = await context.create('amd: false without amd_behavior', { amd: false });
  const seen = [refusal, reply];
  if (isTaken(reply)) return context.settle('amd-set', 'true', seen);
  if (!isRefused(reply)) return context.leaveOpen('amd-set', whyOpen(reply), seen);
  if (isSame(refusal, reply)) context.settle('amd-set', 'present', seen);
  else context.noneFits('amd-set', 'it is refused otherwise than amd: true', seen);
}

async function onUpdate(context: ProbeContext): Promise<void> {
  const refusal = await refusalOf(context);
  if (typeof refusal === 'string') return context.leaveOpen('amd-on-update', refusal);
  const { id } = await context.plain();
  const update = (to: string, about: string, body: object) =>
    context.ask({ method: 'PATCH', path: '/use-cases/{id}', id: to, about, body });
  const without = await update(String(id), 'amd alone, where none is stored', { amd: true });
  if (isTaken(without)) return context.settle('amd-on-update', 'none', [refusal, without]);
  if (!isRefused(without)) return context.leaveOpen('amd-on-update', whyOpen(without), [without]);
  if (!isSame(refusal, without))
    return context.noneFits('amd-on-update', 'it is refused otherwise than a create', [refusal, without]);
  const other = context.withBehavior ?? (await createWithBehavior(context));
  if (other === undefined)
    return context.leaveOpen('amd-on-update', 'there is no use case with amd_behavior to update', [without]);
  const besideStored = await update(other, 'amd alone, where amd_behavior is stored', { amd: true });
  const seen = [without, besideStored];
  if (isTaken(besideStored)) return context.settle('amd-on-update', 'merged', seen);
  if (!isRefused(besideStored)) return context.leaveOpen('amd-on-update', whyOpen(besideStored), seen);
  // It could be that each update of it is refused.
  const control = await update(other, 'hidden alone', { hidden: true });
  if (isTaken(control)) return context.settle('amd-on-update', 'body', [...seen, control]);
  context.leaveOpen('amd-on-update', 'other updates are refused as well', [...seen, control]);
}

async function createWithBehavior(context: ProbeContext): Promise<string | undefined> {
  const reply = await context.create('amd with amd_behavior', { amd: true, amd_behavior: 'Hangup' });
  return useCaseIn(reply)?.['id'] as string | undefined;
}

function whyOpen(reply: Reply): string {
  return failureOf(reply) ?? `it is answered with ${reply.status}`;
}
