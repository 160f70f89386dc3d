/** The parts of a probe about the rule that amd needs an amd_behavior. */
import { failureOf, type Part, type ProbeContext } from './context.ts';
import { isRefused, isTaken, useCaseIn, type Reply } from './reply.ts';

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
  await context.plain();
  const alone = await context.create('amd without amd_behavior', { amd: true });
  if (isTaken(alone)) return context.settle('amd-issue', 'not-enforced', [alone]);
  if (!isRefused(alone)) return context.leaveOpen('amd-issue', whyOpen(alone), [alone]);
  if (isAt(alone, 'amd_behavior', 'invalid_type')) return context.settle('amd-issue', 'as-required', [alone]);
  if (isAt(alone, '', 'custom')) return context.settle('amd-issue', 'at-root', [alone]);
  if (!isAt(alone, 'amd_behavior', 'custom'))
    return context.noneFits('amd-issue', 'it is refused with an issue that is not known', [alone]);
  const beside = await context.create('amd without amd_behavior, beside a wrong type', {
    amd: true,
    keywords: 'probe',
  });
  if (!isRefused(beside)) return context.leaveOpen('amd-issue', whyOpen(beside), [alone, beside]);
  const value = isAt(beside, 'amd_behavior', 'custom') ? 'beside-others' : 'refinement';
  context.settle('amd-issue', value, [alone, beside]);
}

async function isSet(context: ProbeContext): Promise<void> {
  const rule = context.known('amd-issue');
  if (rule === 'not-enforced') return context.leaveOpen('amd-set', NOT_ENFORCED);
  await context.plain();
  const reply = await context.create('amd: false without amd_behavior', { amd: false });
  if (isTaken(reply)) return context.settle('amd-set', 'true', [reply]);
  if (!isRefused(reply)) return context.leaveOpen('amd-set', whyOpen(reply), [reply]);
  context.settle('amd-set', 'present', [reply]);
}

async function onUpdate(context: ProbeContext): Promise<void> {
  const rule = context.known('amd-issue');
  if (rule === 'not-enforced') return context.leaveOpen('amd-on-update', NOT_ENFORCED);
  const { id } = await context.plain();
  const update = (to: string, about: string, body: object) =>
    context.ask({ method: 'PATCH', path: '/use-cases/{id}', id: to, about, body });
  const without = await update(String(id), 'amd alone, where none is stored', { amd: true });
  if (isTaken(without)) return context.settle('amd-on-update', 'none', [without]);
  if (!isRefused(without)) return context.leaveOpen('amd-on-update', whyOpen(without), [without]);
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
