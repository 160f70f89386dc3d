/**
 * The use case in zod's words, from the public reference. Nothing of the stub is imported here: this is the second
 * opinion that the stub is held against.
 */
import { z, type ZodRawShape, type ZodTypeAny } from 'zod';
import type { Positions } from './switches.ts';

const languages = ['en-US', 'en-GB', 'es-MX', 'es-ES', 'pt-PT', 'de-DE', 'fr-FR', 'pl-PL', 'ro-RO', 'it-IT'] as const;
const behaviors = ['Hangup', 'Continue', 'Message'] as const;
const extractTypes = ['string', 'number', 'boolean'] as const;
/** Tailwind's palette. */
const colors = (
  'slate gray zinc neutral stone red orange amber yellow lime green emerald teal cyan sky blue indigo violet purple ' +
  'fuchsia pink rose'
).split(' ') as [string, ...string[]];
const clocks = { any: undefined, 'HH:mm': /^\d\d:\d\d$/, 'HH:mm:ss': /^\d\d:\d\d:\d\d$/ };

export const amdWords = 'amd_behavior is required when amd is true';

/** The fields of a create, in the reference's order. */
function fieldsOf(positions: Positions): ZodRawShape {
  const optional = (type: ZodTypeAny) => (positions.nulls === 'taken' ? type.nullish() : type.optional());
  const object = (shape: ZodRawShape) => unknownOf(z.object(shape), positions);
  const itemName = positions['item-name'] === 'required' ? z.string() : optional(z.string());
  const clock = clocks[positions['work-hours']];
  const hour = () => optional(clock === undefined ? z.string() : z.string().regex(clock));
  const flag = () => optional(z.boolean());
  const text = () => optional(z.string());
  const duration = positions['max-duration-range'] === 'positive' ? z.number().positive() : z.number();
  return {
    name: positions['name-empty'] === 'taken' ? z.string() : z.string().min(1),
    transfer_number: text(),
    extract_with_ai: optional(
      z.array(
        object({
          name: itemName,
          description: text(),
          type: optional(positions['extract-type'] === 'known' ? z.enum(extractTypes) : z.string()),
          example: text(),
          required: flag(),
        }),
      ),
    ),
    classification_tags: optional(z.array(object({ name: itemName, description: text() }))),
    language: optional(z.enum(languages)),
    detailed_work_hours: optional(z.object({}).passthrough()),
    work_start: hour(),
    work_end: hour(),
    timezone: text(),
    generic_after_hours_message: text(),
    enable_detailed_work_hours: flag(),
    keywords: optional(z.array(z.string())),
    hooks: z
      .array(object({ url: text(), headers: optional(z.array(object({ key: text(), value: text() }))) }))
      .nullish(),
    params: optional(z.object({}).passthrough()),
    amd: flag(),
    amd_behavior: optional(z.enum(behaviors)),
    amd_messages: optional(
      positions['amd-messages-keys'] === 'languages' ? z.record(z.enum(languages), z.string()) : z.record(z.string()),
    ),
    sample_labels: optional(
      z.array(
        object({ name: itemName, color: optional(positions['label-color'] === 'known' ? z.enum(colors) : z.string()) }),
      ),
    ),
    hidden: flag(),
    evaluation_models: optional(z.array(z.string())),
    max_duration_mins: optional(duration),
    recorded_message_inbound: flag(),
    recorded_message_outbound: flag(),
    show_original_caller_id: flag(),
  };
}

function unknownOf(object: z.AnyZodObject, positions: Positions): z.AnyZodObject {
  if (positions['unknown-properties'] === 'kept') return object.passthrough();
  return positions['unknown-properties'] === 'refused' ? object.strict() : object;
}

/** The body of a create. */
export function createSchema(positions: Positions): ZodTypeAny {
  const shape = fieldsOf(positions);
  if (positions['name-required'] === 'taken') shape['name'] = shape['name']?.optional() as ZodTypeAny;
  return withAmdRule(unknownOf(z.object(shape), positions), positions);
}

/** What a create stores for fields that were left out. */
export function defaultsOf(positions: Positions): Readonly<Record<string, unknown>> {
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
  const flag = positions.nulls === 'taken' ? z.boolean().nullish() : z.boolean().optional();
  const fields = fieldsOf(positions);
  const update = z.object(fields).partial().extend({ disable_end_call_after_n_reminders: flag });
  const object = unknownOf(update, positions);
  return positions['amd-on-update'] === 'body' ? withAmdRule(object, positions) : object;
}

/** Whether a use case breaks the rule that amd needs an amd_behavior. */
export function breaksAmdRule(fields: Readonly<Record<string, unknown>>, positions: Positions): boolean {
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
      return { code: 'custom', path: ['amd_behavior'], message: amdWords };
  }
}

function withAmdRule(object: z.AnyZodObject, positions: Positions): ZodTypeAny {
  if (positions['amd-issue'] !== 'beside-others')
    return object.superRefine((fields, context) => {
      if (breaksAmdRule(fields, positions)) context.addIssue(amdIssue(positions));
    });
  // A refinement of the object would wait for its types to be right.
  return z.any().transform((body: unknown, context) => {
    const result = object.safeParse(body);
    if (!result.success) for (const issue of result.error.issues) context.addIssue(issue);
    const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
    if (isObject && breaksAmdRule(body as Record<string, unknown>, positions)) context.addIssue(amdIssue(positions));
    return result.data;
  });
}
