/** Makes the bodies that are sent: realistic ones, unusual ones, and one for each way to break the contract. */
import type { Fields } from '../contract/types.ts';
import { isObject } from '../lib/guards.ts';
import type { JsonPath } from '../lib/json-pointer.ts';
import { pick, type Random } from '../lib/random.ts';
import type { ContractSources, Place, Rule } from './sources.ts';

/** A body that breaks exactly one rule of the contract. */
export interface Breach {
  /** How it differs from a valid body, such as `"amd" as a text`. */
  readonly title: string;
  /** The fields that make the breach, or that are left out. */
  readonly change: (valid: Fields) => unknown;
  /** Where the wrong value is. */
  readonly path: JsonPath;
  readonly rule: Rule;
}

/** Fields with values that are allowed but rare. */
export interface UnusualFields {
  readonly title: string;
  readonly fields: Fields;
}

/** Levels of objects and lists inside a body that are broken. */
const DEEPEST = 3;

const WRONG: Readonly<Record<string, readonly unknown[]>> = {
  string: [7, true, { text: 'an object' }],
  number: ['ten', true, [10]],
  integer: ['ten', 1.5],
  boolean: ['yes', 1, 'true'],
  array: ['one, two', { first: 1 }],
  object: ['a text', [1, 2], 7],
};

/**
 * Lists a breach for each rule of a body's schema: types, null, enumerations, lengths, required properties, and the
 * conditions of `if` and `then`.
 *
 * @param random chooses among the wrong values
 */
export function breachesOf(sources: ContractSources, schema: readonly Place[], random: Random): Breach[] {
  return [
    ...requiredBreaches(sources, schema),
    ...conditionBreaches(sources, schema),
    ...[...sources.properties(schema)].flatMap(([name, property]) =>
      valueBreaches(sources, property, [name], random).map(({ value, path, title, rule }) => ({
        title,
        path,
        rule,
        change: (valid: Fields) => ({ ...valid, [name]: value }),
      })),
    ),
    {
      title: 'a list as the body',
      path: [],
      rule: sources.rule(schema, 'shape'),
      change: (valid) => [valid],
    },
  ];
}

function requiredBreaches(sources: ContractSources, schema: readonly Place[]): Breach[] {
  const properties = sources.properties(schema);
  return schema.flatMap(({ node }) =>
    ((node['required'] ?? []) as string[]).map((name) => ({
      title: `"${name}" left out`,
      path: [name],
      // The schema that demands the property says so nearest to it.
      rule: sources.rule([...(properties.get(name) ?? []), ...schema], 'required', 'shape'),
      change: ({ [name]: _left, ...rest }: Fields) => rest,
    })),
  );
}

/** For `if` that some properties have some values, `then` that others are required. */
function conditionBreaches(sources: ContractSources, schema: readonly Place[]): Breach[] {
  const properties = sources.properties(schema);
  return schema.flatMap((place) => {
    const condition = place.node['if'] as { properties?: Record<string, { const?: unknown }> } | undefined;
    const { required = [] } = (place.node['then'] ?? {}) as { required?: string[] };
    const given = Object.entries(condition?.properties ?? {}).map(([name, { const: value }]) => [name, value] as const);
    return required.map((name) => ({
      title: `${given.map(([key, value]) => `"${key}" as ${JSON.stringify(value)}`).join(' and ')} without "${name}"`,
      path: [name],
      rule: sources.rule(properties.get(name) ?? schema, 'rule', 'shape'),
      change: ({ [name]: _left, ...rest }: Fields) => ({ ...rest, ...Object.fromEntries(given) }),
    }));
  });
}

interface WrongValue {
  readonly value: unknown;
  readonly path: JsonPath;
  readonly title: string;
  readonly rule: Rule;
}

/** Wrong values of one property, and wrong values inside it. */
function valueBreaches(
  sources: ContractSources,
  schema: readonly Place[],
  path: JsonPath,
  random: Random,
): WrongValue[] {
  const types = [sources.keyword(schema, 'type') ?? []].flat() as string[];
  const [type = ''] = types;
  const shown = `"${path.map(String).join('.')}"`;
  const shape = sources.rule(schema, 'shape');
  const wrong: WrongValue[] = [];
  const add = (value: unknown, title: string, rule = shape) => wrong.push({ value, path, title, rule });
  const values = WRONG[type];
  if (values !== undefined) {
    const value = pick(random, values);
    add(value, `${shown} as ${nameOfType(value)}`);
    if (!types.includes('null')) add(null, `${shown} as null`, sources.rule(schema, 'nullable', 'shape'));
  }
  if (sources.keyword(schema, 'enum') !== undefined)
    add('no such value', `${shown} outside its values`, sources.rule(schema, 'rule', 'shape'));
  const least = sources.keyword(schema, 'minLength');
  if (typeof least === 'number')
    add('x'.repeat(least - 1), `${shown} shorter than ${least}`, sources.rule(schema, 'rule', 'shape'));
  if (path.length >= DEEPEST * 2) return wrong;
  return [...wrong, ...innerBreaches(sources, schema, path, random)];
}

function innerBreaches(
  sources: ContractSources,
  schema: readonly Place[],
  path: JsonPath,
  random: Random,
): WrongValue[] {
  const items = sources.inner(schema, 'items');
  if (items !== undefined)
    return valueBreaches(sources, items, [...path, 0], random).map((each) => ({ ...each, value: [each.value] }));
  const values = sources.inner(schema, 'additionalProperties');
  const entries = values === undefined ? [...sources.properties(schema)] : [['en-US', values] as const];
  return entries.flatMap(([name, property]) =>
    valueBreaches(sources, property, [...path, name], random)
      // One wrong value for each property inside an object: that null is refused is the same code for all.
      .filter(({ value, path: at }) => value !== null || at.length > path.length + 1)
      .map((each) => ({ ...each, value: { [name]: each.value } })),
  );
}

function nameOfType(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  return { string: 'a text', number: 'a number', boolean: 'true' }[typeof value as string] ?? typeof value;
}

/** Every value of each enumeration, as one field. */
export function enumeratedFields(sources: ContractSources, schema: readonly Place[]): UnusualFields[] {
  return [...sources.properties(schema)].flatMap(([name, property]) =>
    ((sources.keyword(property, 'enum') ?? []) as string[]).map((value) => ({
      title: `"${name}" as ${value}`,
      fields: { [name]: value },
    })),
  );
}

/**
 * Values that the contract allows and that implementations are known to trip over.
 *
 * @param mark begins every name
 */
export function unusualFields(mark: string): UnusualFields[] {
  return [
    {
      title: 'a name with quotes, signs and letters of other scripts',
      fields: { name: `${mark}: "Übung" \\ 配車 <b>🚚` },
    },
    { title: 'a long name', fields: { name: `${mark}: ${'long '.repeat(40).trim()}` } },
    { title: 'a text of several lines', fields: { generic_after_hours_message: `${mark}\n\tsecond line\n` } },
    { title: 'empty lists', fields: { keywords: [], classification_tags: [], extract_with_ai: [] } },
    { title: '"hooks" as null', fields: { hooks: null } },
    { title: '"keywords" out of order', fields: { keywords: ['zebra', 'apple', 'Zebra', 'apple pie'] } },
    {
      title: '"params" with values of every kind',
      fields: { params: { text: 'ß', number: -1.5, yes: true, no: null, list: [1, [2]], deep: { er: { est: '' } } } },
    },
    { title: 'empty "params"', fields: { params: {}, amd: false } },
    { title: '"max_duration_mins" as a fraction', fields: { max_duration_mins: 2.5 } },
    { title: 'switches off', fields: { hidden: false, recorded_message_inbound: false } },
    { title: 'switches on', fields: { hidden: true, recorded_message_inbound: true } },
  ];
}
