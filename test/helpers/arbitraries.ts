/** Random bodies for create and update: mostly valid, with every kind of mistake among them. */
import fc from 'fast-check';
import { contractData } from '../../src/contract/generated/use-cases/data.ts';

const languages = contractData.enumerations.Language;

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('', '08:00', '+14155550134', 'America/Chicago', '__proto__'),
);
const wrong = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  text,
  fc.constant([]),
  fc.constant({}),
  fc.constant([1, null]),
);

function record(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> {
  return fc.record(fields, { requiredKeys: [] });
}

const items = (item: fc.Arbitrary<unknown>) => fc.array(item, { maxLength: 3 });
const lenient = (item: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 8, arbitrary: item }, { weight: 1, arbitrary: wrong });

/** By field: values of the documented type. */
export const validFields: Record<string, fc.Arbitrary<unknown>> = {
  name: fc.string({ minLength: 1, maxLength: 20 }),
  transfer_number: text,
  extract_with_ai: items(record({ name: text, description: text, type: text, example: text, required: fc.boolean() })),
  classification_tags: items(record({ name: text, description: text })),
  language: fc.constantFrom(...languages),
  detailed_work_hours: fc.dictionary(text, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
  work_start: text,
  work_end: text,
  timezone: text,
  generic_after_hours_message: text,
  enable_detailed_work_hours: fc.boolean(),
  keywords: items(text),
  hooks: fc.option(items(record({ url: text, headers: items(record({ key: text, value: text })) }))),
  params: fc.dictionary(text, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
  amd: fc.boolean(),
  amd_behavior: fc.constantFrom('Hangup', 'Continue', 'Message'),
  amd_messages: fc.dictionary(fc.constantFrom(...languages, 'xx'), text, { maxKeys: 3 }),
  sample_labels: items(record({ name: text, color: text })),
  hidden: fc.boolean(),
  evaluation_models: items(text),
  max_duration_mins: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
  recorded_message_inbound: fc.boolean(),
  recorded_message_outbound: fc.boolean(),
  show_original_caller_id: fc.boolean(),
};

/** By field: mostly values of the documented type, sometimes of any type, also inside lists. */
const anyFields: Record<string, fc.Arbitrary<unknown>> = {
  ...Object.fromEntries(Object.entries(validFields).map(([name, arbitrary]) => [name, lenient(arbitrary)])),
  language: lenient(fc.constantFrom<unknown>(...languages, 'nl-NL', 'en-us')),
  amd_behavior: lenient(fc.constantFrom('Hangup', 'Continue', 'Message', 'hangup')),
  hooks: lenient(
    fc.option(
      items(lenient(record({ url: lenient(text), headers: lenient(items(lenient(record({ key: lenient(text) })))) }))),
    ),
  ),
  extract_with_ai: lenient(
    items(lenient(record({ name: lenient(text), required: lenient(fc.boolean()), type: lenient(text) }))),
  ),
  keywords: lenient(items(lenient(text))),
  amd_messages: lenient(fc.dictionary(text, lenient(text), { maxKeys: 3 })),
  unknown_field: fc.jsonValue({ maxDepth: 1 }),
};

const startingWithName = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(fields, { requiredKeys: [] }).chain((body) => fc.constantFrom(body, { name: 'x', ...body }));

/** Valid bodies, bodies with mistakes, and a few values that are not objects. */
export const anyBody: fc.Arbitrary<unknown> = fc
  .oneof(
    { weight: 6, arbitrary: sparse(validFields) },
    { weight: 10, arbitrary: sparse(anyFields) },
    { weight: 1, arbitrary: wrong },
  )
  // As JSON transports it: without undefined, and with 0 for -0.
  .map((body) => JSON.parse(JSON.stringify(body)) as unknown);

/** Up to six of the fields, so that not every body has a mistake. */
function sparse(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> {
  return fc
    .subarray(Object.keys(fields), { maxLength: 6 })
    .chain((names) =>
      startingWithName(Object.fromEntries(names.map((name) => [name, fields[name] as fc.Arbitrary<unknown>]))),
    );
}

/** @returns texts of a length for which bad regular expressions take very long */
export function hostileStrings(length: number): string[] {
  return ['a', '0', ' ', '+1', '08:', 'America/', 'http://a.', 'a@', '-', '\u0000', 'é', '{{', '.a'].map(
    (unit) => `${unit.repeat(Math.ceil(length / unit.length)).slice(0, length - 1)}!`,
  );
}
