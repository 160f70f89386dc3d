/** The parts of a probe about what a create takes and stores. */
import { isDeepStrictEqual } from 'node:util';
import { asObject } from '../lib/guards.ts';
import type { Part, ProbeContext } from './context.ts';
import { concludeAll, settleOddities, type Settled } from './draft.ts';
import { fieldOddities, hoursWithoutSense, machinesWithoutSense, nameOddities } from './oddities.ts';
import { useCaseIn, type Reply } from './reply.ts';

/** Fields that are false or empty where a create fills in what was left out. The probe hides what it creates. */
const FLAGS = [
  'enable_detailed_work_hours',
  'amd',
  'recorded_message_inbound',
  'recorded_message_outbound',
  'show_original_caller_id',
];
const LISTS = ['extract_with_ai', 'classification_tags', 'keywords', 'hooks', 'sample_labels', 'evaluation_models'];

const fieldIds = [...new Set(fieldOddities.map(({ id }) => id))];

export const creatingParts: readonly Part[] = [
  { settles: ['max-duration-default', 'language-default', 'other-defaults'], isReading: false, run: defaults },
  { settles: nameOddities.map(({ id }) => id), isReading: false, run: names },
  { settles: fieldIds, isReading: false, run: fields },
  { settles: ['work-hours-sense'], isReading: false, run: hoursSense },
  { settles: ['amd-sense'], isReading: false, run: (context) => inTurn(context, machinesWithoutSense) },
];

async function defaults(context: ProbeContext): Promise<void> {
  const stored = await context.plain();
  if (!context.isPlainRead) {
    const because = 'what was created cannot be read, and its reply may leave something out';
    for (const id of ['max-duration-default', 'language-default', 'other-defaults'] as const)
      context.leaveOpen(id, because);
    return;
  }
  const show = (names: readonly string[]): Reply[] => [
    {
      asked: 'a use case that was created with nothing but a name',
      status: 200,
      form: 'json',
      issues: [],
      // Only the probe's own use case is told of.
      body: Object.fromEntries(names.filter((name) => name in stored).map((name) => [name, stored[name]])),
    },
  ];
  for (const [id, name, value] of [
    ['max-duration-default', 'max_duration_mins', 10],
    ['language-default', 'language', 'en-US'],
  ] as const) {
    if (!(name in stored)) context.settle(id, 'absent', show([name]));
    else if (stored[name] === value) context.settle(id, 'stored', show([name]));
    else context.noneFits(id, `stored is ${shownValue(stored[name])}`, show([name]));
  }
  const filled = [...FLAGS.map((name) => stored[name] === false), ...LISTS.map((name) => isEmptyList(stored[name]))];
  const all = [...FLAGS, ...LISTS];
  if (all.every((name) => !(name in stored))) context.settle('other-defaults', 'absent', show(all));
  else if (filled.every(Boolean)) context.settle('other-defaults', 'filled', show(all));
  else context.noneFits('other-defaults', 'some are stored otherwise, or not all of them', show(all));
}

/** No text of the service: a number, or a language. */
function shownValue(value: unknown): string {
  const isShown = typeof value === 'string' ? /^[a-z]{2,3}(-[A-Z]{2})?$/.test(value) : Object(value) !== value;
  return isShown
    ? JSON.stringify(value)
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'string'
        ? 'a text'
        : 'an object';
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

async function names(context: ProbeContext): Promise<void> {
  await context.plain();
  // They are different names of one field.
  await inTurn(
    context,
    nameOddities.map((each) => [each]),
  );
}

/** Settles groups of oddities one after the other, since they touch each other's fields. */
async function inTurn(context: ProbeContext, groups: readonly (typeof fieldOddities)[]): Promise<void> {
  await context.plain();
  const all: Settled[] = [];
  for (const group of groups) all.push(...(await settleOddities(context, group)));
  concludeAll(context, all);
}

async function fields(context: ProbeContext): Promise<void> {
  await context.plain();
  const all = await settleOddities(context, fieldOddities);
  const stored = new Map<string, Readonly<Record<string, unknown>> | undefined>();
  for (const { useCase } of all)
    if (useCase !== undefined && !stored.has(useCase))
      stored.set(useCase, useCaseIn(await context.ask({ method: 'GET', path: '/use-cases/{id}', id: useCase })));
  context.withBehavior = [...stored].find(([, useCase]) => useCase?.['amd'] === true && useCase['amd_behavior'])?.[0];
  concludeAll(
    context,
    all.map((each) => asStored(each, stored.get(each.useCase ?? ''))),
  );
}

/** What was taken may yet not be stored. */
function asStored(settled: Settled, stored: Readonly<Record<string, unknown>> | undefined): Settled {
  const { oddity, value, sent } = settled;
  if (sent === undefined || value === undefined) return settled;
  const isUnknown = oddity.id === 'unknown-properties';
  if (!isUnknown && oddity.field === undefined) return settled;
  const name = oddity.field ?? '';
  if (stored === undefined)
    // A value that is taken was not refused, whatever became of it.
    return isUnknown || sent[name] === null
      ? { ...settled, because: 'what was stored cannot be read', isOpen: true }
      : settled;
  if (isUnknown) return { ...settled, value: isKept(oddity.about, stored) ? 'kept' : 'stripped' };
  if (isDeepStrictEqual(stored[name], sent[name])) return settled;
  return withoutValue(settled, `it is taken, but not stored as it was sent: ${oddity.about}`);
}

function isKept(about: string, stored: Readonly<Record<string, unknown>>): boolean {
  if (!about.includes('classification_tags')) return 'probe_property' in stored;
  const tags = stored['classification_tags'];
  return Array.isArray(tags) && tags.some((tag: unknown) => asObject(tag)?.['probe_property'] !== undefined);
}

function withoutValue({ value: _value, ...settled }: Settled, because: string): Settled {
  return { ...settled, because };
}

async function hoursSense(context: ProbeContext): Promise<void> {
  const form = context.known('work-hours');
  if (form === undefined)
    return context.leaveOpen('work-hours-sense', 'it is not known in which form hours are taken (work-hours)');
  await inTurn(context, hoursWithoutSense(form));
}
