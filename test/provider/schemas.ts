/**
 * The use case in zod's words, from the public reference. Nothing of the stub's code is imported here: this is the
 * second opinion that the stub is held against.
 */
import { z, type ZodRawShape, type ZodTypeAny } from 'zod';
import type { Positions } from './assumptions.ts';

type Fields = Readonly<Record<string, unknown>>;

const languages = ['en-US', 'en-GB', 'es-MX', 'es-ES', 'pt-PT', 'de-DE', 'fr-FR', 'pl-PL', 'ro-RO', 'it-IT'] as const;
const behaviors = ['Hangup', 'Continue', 'Message'] as const;
const extractTypes = ['string', 'number', 'boolean'] as const;
/** Tailwind's palette. */
const colors = (
  'slate gray zinc neutral stone red orange amber yellow lime green emerald teal cyan sky blue indigo violet purple ' +
  'fuchsia pink rose'
).split(' ') as [string, ...string[]];
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** The fields of a create, in the reference's order. */
function fieldsOf(positions: Positions): ZodRawShape {
  const is = (id: string, value: string) => positions[id] === value;
  const optional = (type: ZodTypeAny) => (is('nulls', 'taken') ? type.nullish() : type.optional());
  const object = (shape: ZodRawShape) => unknownOf(z.object(shape), positions);
  const text = (pattern?: RegExp | false) => optional(pattern ? z.string().regex(pattern) : z.string());
  const flag = () => optional(z.boolean());
  const open = () => z.object({}).passthrough();
  const hour = () =>
    text(is('work-hours', 'HH:mm') ? /^\d\d:\d\d$/ : is('work-hours', 'HH:mm:ss') && /^\d\d:\d\d:\d\d$/);
  const itemName = is('item-name', 'required') ? z.string() : text();
  const items = (shape: ZodRawShape) => {
    const list = z.array(object({ name: itemName, ...shape }));
    return optional(is('item-names-unique', 'refused') ? list.refine(haveOwnNames) : list);
  };
  const day = object({ start: z.string(), end: z.string() }).nullable().optional();
  const week = z.object(Object.fromEntries(weekdays.map((name) => [name, day]))).strict();
  const address = is('hook-url', 'url') ? z.string().url() : z.string();
  return {
    name: nameOf(positions),
    transfer_number: text(is('transfer-number', 'e164') && /^\+[1-9]\d{6,14}$/),
    extract_with_ai: items({
      description: text(),
      type: is('extract-type', 'known') ? optional(z.enum(extractTypes)) : text(),
      example: text(),
      required: flag(),
    }),
    classification_tags: items({ description: text() }),
    language: optional(z.enum(languages)),
    detailed_work_hours: optional(is('detailed-work-hours', 'weekdays') ? week : open()),
    work_start: hour(),
    work_end: hour(),
    timezone: is('timezone', 'iana') ? optional(z.string().refine(isTimeZone)) : text(),
    generic_after_hours_message: text(),
    enable_detailed_work_hours: flag(),
    keywords: optional(z.array(is('keyword-blank', 'refused') ? z.string().regex(/\S/) : z.string())),
    hooks: z
      .array(
        object({
          url: is('hook-url-required', 'required') ? address : optional(address),
          headers: optional(
            z.array(object({ key: text(is('hook-header', 'token') && /^[\w!#$%&'*+.^`|~-]+$/), value: text() })),
          ),
        }),
      )
      .nullish(),
    params: optional(is('params-name', 'refused') ? open().refine(haveNoBlankName) : open()),
    amd: flag(),
    amd_behavior: optional(z.enum(behaviors)),
    amd_messages: optional(
      is('amd-messages-keys', 'languages') ? z.record(z.enum(languages), z.string()) : z.record(z.string()),
    ),
    sample_labels: items({ color: is('label-color', 'known') ? optional(z.enum(colors)) : text() }),
    hidden: flag(),
    evaluation_models: optional(z.array(z.string())),
    max_duration_mins: optional(is('max-duration-range', 'positive') ? z.number().positive() : z.number()),
    recorded_message_inbound: flag(),
    recorded_message_outbound: flag(),
    show_original_caller_id: flag(),
  };
}

function nameOf(positions: Positions): ZodTypeAny {
  const name = positions['name-empty'] === 'taken' ? z.string() : z.string().min(1);
  return positions['name-blank'] === 'refused' ? name.regex(/^$|\S/) : name;
}

function unknownOf(object: z.AnyZodObject, positions: Positions): z.AnyZodObject {
  if (positions['unknown-properties'] === 'kept') return object.passthrough();
  return positions['unknown-properties'] === 'refused' ? object.strict() : object;
}

function haveOwnNames(items: Fields[]): boolean {
  const names = items.map(({ name }) => name).filter((name) => typeof name === 'string' && name !== '');
  return new Set(names).size === names.length;
}

function haveNoBlankName(params: object): boolean {
  return Object.keys(params).every((name) => name.trim() !== '');
}

function isTimeZone(name: string): boolean {
  // Intl also takes offsets, which are no names.
  if (!/^[a-z]/i.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The body of a create. */
export function createSchema(positions: Positions): ZodTypeAny {
  const shape = fieldsOf(positions);
  if (positions['name-required'] === 'taken') shape['name'] = shape['name']?.optional() as ZodTypeAny;
  return withAmdRule(withSense(unknownOf(z.object(shape), positions), positions), positions);
}

/** What a create stores for fields that were left out. */
export function defaultsOf(positions: Positions): Fields {
  const defaults: Record<string, unknown> = {};
  if (positions['language-default'] === 'stored') defaults['language'] = 'en-US';
  if (positions['max-duration-default'] === 'stored') defaults['max_duration_mins'] = 10;
  if (positions['other-defaults'] === 'filled')
    for (const [name, schema] of Object.entries(fieldsOf(positions))) {
      if (schema.safeParse(false).success) defaults[name] = false;
      else if (schema.safeParse([]).success) defaults[name] = [];
    }
  return defaults;
}

/** The body of an update: everything is optional, and there is one field more. */
export function updateSchema(positions: Positions): ZodTypeAny {
  const flag = positions['nulls'] === 'taken' ? z.boolean().nullish() : z.boolean().optional();
  const fields = z.object(fieldsOf(positions)).partial().extend({ disable_end_call_after_n_reminders: flag });
  const update = withSense(unknownOf(fields, positions), positions);
  return positions['amd-on-update'] === 'body' ? withAmdRule(update, positions) : update;
}

/** Refuses fields that are right one by one, but not together. */
function withSense(object: ZodTypeAny, positions: Positions): ZodTypeAny {
  let sensible = object;
  if (positions['work-hours-sense'] === 'refused') sensible = sensible.refine(haveSensibleHours);
  if (positions['amd-sense'] === 'refused') sensible = sensible.refine(haveSensibleMachineDetection);
  return sensible;
}

function haveSensibleHours(fields: Fields): boolean {
  const { work_start: start, work_end: end, detailed_work_hours: detailed } = fields;
  if ((start === undefined) !== (end === undefined)) return false;
  if (isTime(start) && isTime(end) && start >= end) return false;
  return fields['enable_detailed_work_hours'] !== true || Object.keys(detailed ?? {}).length > 0;
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(value);
}

function haveSensibleMachineDetection(fields: Fields): boolean {
  const { amd, amd_behavior: behavior, amd_messages: messages, params } = fields;
  const texts = Object.values((messages ?? {}) as Record<string, string>);
  const used = texts.flatMap((text) =>
    [...text.matchAll(/\{\{\s*([\w.-]{1,64})\s*\}\}/g)].map(([, name = '']) => name),
  );
  const isOn = behavior === undefined || amd === true;
  return (
    isOn && (behavior === 'Message') === texts.length > 0 && used.every((name) => Object.hasOwn(params ?? {}, name))
  );
}

/** Whether a use case breaks the rule that amd needs an amd_behavior. */
export function breaksAmdRule(fields: Fields, positions: Positions): boolean {
  if (positions['amd-issue'] === 'not-enforced') return false;
  const isSet = positions['amd-set'] === 'true' ? fields['amd'] === true : typeof fields['amd'] === 'boolean';
  return isSet && fields['amd_behavior'] === undefined;
}

/** The issue for it. */
export function amdIssue(positions: Positions): z.ZodIssue {
  switch (positions['amd-issue']) {
    case 'at-root':
      return { code: 'custom', path: [], message: 'Invalid input' };
    case 'as-required': {
      const expected = behaviors.map((each) => `'${each}'`).join(' | ') as 'string';
      return { code: 'invalid_type', expected, received: 'undefined', path: ['amd_behavior'], message: 'Required' };
    }
    default:
      return { code: 'custom', path: ['amd_behavior'], message: 'amd_behavior is required when amd is true' };
  }
}

function withAmdRule(object: ZodTypeAny, positions: Positions): ZodTypeAny {
  if (positions['amd-issue'] !== 'beside-others')
    return object.superRefine((fields: Fields, context) => {
      if (breaksAmdRule(fields, positions)) context.addIssue(amdIssue(positions));
    });
  // A refinement of the object would wait for its types to be right.
  return z.any().transform((body: unknown, context) => {
    const result = object.safeParse(body);
    if (!result.success) for (const issue of result.error.issues) context.addIssue(issue);
    const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
    if (isObject && breaksAmdRule(body as Fields, positions)) context.addIssue(amdIssue(positions));
    return result.data as unknown;
  });
}
