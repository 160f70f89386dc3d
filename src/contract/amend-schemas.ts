/**
 * What each alternative of an assumption means for the schemas of the contract: one row for each, and nothing else in the
 * stub says it. The same amendments are made to the schemas that validate and to the document that is served.
 */
import type { AssumptionChoices } from './assumptions.ts';
import type { Node } from './compile.ts';

/** A schema that is being amended. */
type Draft = Record<string, unknown>;
/** The schemas of the contract's components, by name. */
type Drafts = Readonly<Record<string, Draft>>;

const LISTS = {
  extract_with_ai: 'ExtractParameter',
  classification_tags: 'ClassificationTag',
  sample_labels: 'SampleLabel',
};
const ITEMS = [...Object.values(LISTS), 'Hook', 'HookHeader'];
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** By choice. Those that are not here are about HTTP, not about values. */
const amendments: Readonly<Record<string, (schemas: Drafts) => void>> = {
  'max-duration-default=absent': (schemas) => delete inCreate(schemas, 'max_duration_mins')['default'],
  'language-default=absent': (schemas) => delete inCreate(schemas, 'language')['default'],
  'other-defaults=filled': (schemas) => {
    for (const [name, { type }] of Object.entries(fieldsOf(schemas))) {
      const types = [type].flat();
      if (types.includes('boolean')) inCreate(schemas, name)['default'] = false;
      if (types.includes('array')) inCreate(schemas, name)['default'] = [];
    }
  },
  'name-required=taken': (schemas) => {
    for (const part of schema(schemas, 'UseCaseCreate')['allOf'] as Draft[]) delete part['required'];
  },
  'name-empty=taken': (schemas) => delete field(schemas, 'name')['minLength'],
  'name-blank=refused': (schemas) => set(field(schemas, 'name'), { pattern: '^$|\\S' }),
  'transfer-number=e164': (schemas) => set(field(schemas, 'transfer_number'), { pattern: '^\\+[1-9]\\d{6,14}$' }),
  'work-hours=HH:mm': (schemas) => setHours(schemas, '^\\d\\d:\\d\\d$', '08:00'),
  'work-hours=HH:mm:ss': (schemas) => setHours(schemas, '^\\d\\d:\\d\\d:\\d\\d$', '08:00:00'),
  'work-hours-sense=refused': (schemas) => refineBodies(schemas, 'work-hours-sense'),
  'detailed-work-hours=weekdays': (schemas) => {
    const day = { type: ['object', 'null'], required: ['start', 'end'], properties: { start: TEXT, end: TEXT } };
    const properties = Object.fromEntries(WEEKDAYS.map((name) => [name, structuredClone(day)]));
    set(field(schemas, 'detailed_work_hours'), { properties, additionalProperties: false });
  },
  'timezone=iana': (schemas) => set(field(schemas, 'timezone'), { 'x-refine': ['timezone'] }),
  'extract-type=known': (schemas) => enumerate(property(schemas, 'ExtractParameter', 'type')),
  'label-color=known': (schemas) => enumerate(property(schemas, 'SampleLabel', 'color')),
  'item-name=required': (schemas) => {
    for (const name of Object.values(LISTS)) schema(schemas, name)['required'] = ['name'];
  },
  'item-names-unique=refused': (schemas) => {
    for (const name of Object.keys(LISTS)) set(field(schemas, name), { 'x-refine': ['item-names-unique'] });
  },
  'keyword-blank=refused': (schemas) => set(field(schemas, 'keywords')['items'] as Draft, { pattern: '\\S' }),
  'hook-url-required=required': (schemas) => set(schema(schemas, 'Hook'), { required: ['url'] }),
  'hook-url=url': (schemas) => set(property(schemas, 'Hook', 'url'), { format: 'uri' }),
  'hook-header=token': (schemas) => set(property(schemas, 'HookHeader', 'key'), { pattern: "^[\\w!#$%&'*+.^`|~-]+$" }),
  'params-name=refused': (schemas) => set(field(schemas, 'params'), { 'x-refine': ['params-name'] }),
  'max-duration-range=positive': (schemas) => set(field(schemas, 'max_duration_mins'), { exclusiveMinimum: 0 }),
  'amd-set=present': (schemas) =>
    set(conditionOf(schemas)['if'] as Draft, { properties: { amd: { type: 'boolean' } } }),
  'amd-issue=beside-others': (schemas) => set(conditionOf(schemas), { 'x-issue': 'beside-others' }),
  'amd-issue=at-root': (schemas) => set(conditionOf(schemas), { 'x-issue': 'at-root' }),
  'amd-issue=as-required': (schemas) => set(conditionOf(schemas), { 'x-issue': 'as-required' }),
  'amd-messages-keys=languages': (schemas) =>
    set(field(schemas, 'amd_messages'), {
      propertyNames: { type: 'string', enum: schema(schemas, 'Language')['enum'] },
    }),
  'amd-sense=refused': (schemas) => refineBodies(schemas, 'amd-sense'),
};

/** Choices whose amendments rest on those of others, in the order in which they are made. */
const lastAmendments: Readonly<Record<string, (schemas: Drafts) => void>> = {
  'amd-on-update=body': (schemas) => {
    const { if: condition, then, 'x-message': words, 'x-issue': form } = conditionOf(schemas);
    const rule = { if: condition, then, 'x-message': words, ...(form !== undefined && { 'x-issue': form }) };
    set(schema(schemas, 'UseCaseUpdate'), structuredClone(rule));
  },
  'amd-issue=not-enforced': (schemas) => {
    for (const part of [conditionOf(schemas), schema(schemas, 'UseCaseUpdate')])
      for (const key of ['if', 'then', 'x-message']) delete part[key];
  },
  'unknown-properties=kept': (schemas) => {
    for (const each of [schema(schemas, 'UseCaseFields'), ...innerObjects(schemas)])
      each['additionalProperties'] = true;
  },
  'unknown-properties=refused': (schemas) => {
    for (const name of ['UseCaseCreate', 'UseCaseUpdate']) schema(schemas, name)['unevaluatedProperties'] = false;
    for (const each of innerObjects(schemas)) each['additionalProperties'] = false;
  },
  'nulls=taken': (schemas) => {
    for (const [name, node] of Object.entries(fieldsOf(schemas))) if (name !== 'name') takeNull(node, schemas);
    for (const owner of ['UseCaseSettings', ...ITEMS]) {
      const { properties, required = [] } = schema(schemas, owner) as { properties: Drafts; required?: string[] };
      for (const [name, node] of Object.entries(properties)) if (!required.includes(name)) takeNull(node, schemas);
    }
  },
};

const TEXT = { type: 'string' };

/** The codes of issues that the contract does not have, since nothing is refused for that unless it is chosen. */
const REFUSING_KEYS = ['unknown-properties=refused', 'list-query=refused', 'detailed-work-hours=weekdays'];

/**
 * Amends the schemas of the contract's components.
 *
 * @param schemas by name; they stay as they are
 */
export function amendSchemas(
  schemas: Readonly<Record<string, Node>>,
  choices: AssumptionChoices,
): Record<string, Node> {
  const drafts = structuredClone(schemas) as Record<string, Draft>;
  const made = Object.entries(choices).map(([id, value]) => `${id}=${value}`);
  for (const choice of made) amendments[choice]?.(drafts);
  for (const [choice, amend] of Object.entries(lastAmendments)) if (made.includes(choice)) amend(drafts);
  if (made.some((choice) => REFUSING_KEYS.includes(choice)))
    (property(drafts, 'Issue', 'code')['enum'] as string[]).push('unrecognized_keys');
  return drafts;
}

function schema(schemas: Drafts, name: string): Draft {
  const found = schemas[name];
  if (found === undefined) throw new Error(`the contract has no schema ${name}`);
  return found;
}

function property(schemas: Drafts, owner: string, name: string): Draft {
  return schema(schema(schemas, owner)['properties'] as Drafts, name);
}

const fieldsOf = (schemas: Drafts) => schema(schemas, 'UseCaseFields')['properties'] as Drafts;
const field = (schemas: Drafts, name: string) => property(schemas, 'UseCaseFields', name);

/** What a create alone says of a field. */
function inCreate(schemas: Drafts, name: string): Draft {
  const parts = schema(schemas, 'UseCaseCreate')['allOf'] as Draft[];
  const properties = parts.find((part) => part['properties'] !== undefined)?.['properties'] as Record<string, Draft>;
  return (properties[name] ??= {});
}

/** The part of a create that has the rule about answering machines. */
function conditionOf(schemas: Drafts): Draft {
  const parts = schema(schemas, 'UseCaseCreate')['allOf'] as Draft[];
  return parts.find((part) => part['properties'] !== undefined) as Draft;
}

/** The objects within a use case, also those that another amendment has described. */
function innerObjects(schemas: Drafts): Draft[] {
  const days = (field(schemas, 'detailed_work_hours')['properties'] ?? {}) as Drafts;
  return [...ITEMS.map((name) => schema(schemas, name)), ...Object.values(days)];
}

function set(draft: Draft, values: Draft): void {
  Object.assign(draft, values);
}

function setHours(schemas: Drafts, pattern: string, example: string): void {
  for (const name of ['work_start', 'work_end']) set(field(schemas, name), { pattern, examples: [example] });
}

function enumerate(draft: Draft): void {
  set(draft, { enum: draft['x-assumed-values'] });
}

/** Two bodies, since what depends on several fields is looked at in what a request sends. */
function refineBodies(schemas: Drafts, assumption: string): void {
  for (const name of ['UseCaseCreate', 'UseCaseUpdate']) {
    const draft = schema(schemas, name);
    draft['x-refine'] = [...((draft['x-refine'] as string[] | undefined) ?? []), assumption];
  }
}

function takeNull(draft: Draft, schemas: Drafts): void {
  const reference = draft['$ref'];
  const target = typeof reference === 'string' ? schema(schemas, reference.split('/').at(-1) as string) : draft;
  const types = [target['type']].flat();
  if (types.includes('null')) return;
  target['type'] = [...types, 'null'];
  if (target['enum'] !== undefined) target['enum'] = [...(target['enum'] as unknown[]), null];
}
