import type { Faker } from '@faker-js/faker';
import type { Behavior } from '../../contract/behavior.ts';
import type { Fields, Language, UseCaseFields } from '../../contract/types.ts';
import { asObject } from '../../lib/guards.ts';
import { chance, digits, integer, pick, type Random } from '../../lib/random.ts';
import { text } from '../rules/rule.ts';
import { WEEKDAYS } from '../rules/work-hours.ts';
import { archetypes, type Archetype, type ArchetypeId, type ExampleKind } from './archetypes/catalogue.ts';
import { countries, type Country } from './countries.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The texts of any archetype. */
interface Words {
  readonly name: string;
  readonly extract: Readonly<Record<string, { readonly description: string; readonly example?: string }>>;
  readonly tags: Readonly<Record<string, { readonly name: string; readonly description: string }>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly keywords: readonly string[];
  readonly afterHours: string;
  readonly voicemail: string;
}

/** The ways of the assumptions that decide what generated values look like. */
export type FakeForm = Pick<Behavior, 'hasSeconds' | 'isAmdFalseSet'>;

/** Everything that the value of a field may depend on. */
interface ComposeContext {
  readonly given: Fields;
  readonly form: FakeForm;
  readonly language: Language;
  readonly archetype: Archetype;
  readonly words: Words;
  readonly country: Country;
  readonly random: Random;
  readonly faker: Faker;
  readonly company: string;
}

const EVALUATION_MODELS = ['gpt-4o', 'gpt-4o-mini', 'gpt-4.1', 'claude-3-5-sonnet', 'gemini-1.5-pro'];

/**
 * Generates a consistent use case around the fields that are given.
 *
 * @param given fields that stay as they are; generated values agree with them
 * @param archetypeId the archetype, unless the given name suggests another one
 * @param form how the API wants what is generated
 * @returns all fields of a use case except those that would contradict the given ones
 */
export function composeUseCase(
  given: Fields,
  language: Language,
  { texts, fakerFor }: Vocabulary,
  random: Random,
  archetypeId: ArchetypeId,
  form: FakeForm,
): UseCaseFields & { name: string } {
  const id = archetypeOfName(text(given, 'name')) ?? archetypeId;
  const faker = fakerFor(random);
  const country = countries[language];
  const base = {
    given,
    form,
    language,
    archetype: archetypes[id] as Archetype,
    words: texts[id] as Words,
    country,
    random,
    faker,
  };
  const params = asObject(given['params']);
  const company = (params && text(params, 'company_name')) ?? companyIn(country, faker, random);
  const context: ComposeContext = { ...base, company };
  const made = {
    name: `${base.words.name} – ${cityIn(country, faker, random)}`,
    transfer_number: phone(context),
    extract_with_ai: extraction(context),
    classification_tags: base.archetype.tags.map((tag) => ({ ...base.words.tags[tag] })),
    language,
    ...workHours(context),
    timezone: pick(random, country.timeZones),
    generic_after_hours_message: base.words.afterHours.replaceAll('[[company]]', () => company),
    keywords: someOf(random, base.words.keywords, 4),
    hooks: chance(random, 0.6) ? [hook(context)] : null,
    sample_labels: Object.entries(base.archetype.labels).map(([label, color]) => ({
      name: base.words.labels[label],
      color,
    })),
    hidden: chance(random, 0.1),
    evaluation_models: someOf(random, EVALUATION_MODELS, 1),
    max_duration_mins: pick(random, base.archetype.maxDurationMins),
    recorded_message_inbound: chance(random, 0.7),
    recorded_message_outbound: chance(random, 0.5),
    show_original_caller_id: chance(random, 0.5),
  };
  const callback_number = text(given, 'transfer_number') ?? made.transfer_number;
  const ownParams = { company_name: company, callback_number, ...paramsOf(context) };
  const detection = machineDetection(context, ownParams);
  return { ...made, params: ownParams, ...detection, ...given } as UseCaseFields & { name: string };
}

/** @returns the archetype that a name chosen by a client suggests */
function archetypeOfName(name: string | undefined): ArchetypeId | undefined {
  const lower = name?.toLowerCase();
  const ids = Object.keys(archetypes) as ArchetypeId[];
  return ids.find((id) => lower !== undefined && archetypes[id].nameHints.some((hint) => lower.includes(hint)));
}

function extraction({ archetype, words, ...rest }: ComposeContext) {
  return archetype.extract.map(({ name, type, required, example }) => ({
    name,
    description: words.extract[name]?.description,
    type,
    example: example === undefined ? words.extract[name]?.example : exampleOf(example, { archetype, words, ...rest }),
    required,
  }));
}

function paramsOf(context: ComposeContext): Record<string, string> {
  const params = Object.entries(context.archetype.params);
  return Object.fromEntries(params.map(([name, kind]) => [name, exampleOf(kind, context)]));
}

function exampleOf(kind: ExampleKind, { random, faker, country, company, ...rest }: ComposeContext): string {
  switch (kind) {
    case 'load_number':
      return digits(random, 'LD-4#####');
    case 'mc_number':
      return digits(random, '7#####');
    case 'invoice_number':
      return digits(random, 'INV-2026-####');
    case 'amount':
      return String(integer(random, 180, 9400));
    case 'rate':
      return String(Math.round(integer(random, ...country.rates) / 50) * 50);
    case 'integer':
      return String(integer(random, 2, 24));
    case 'boolean':
      return String(chance(random, 0.5));
    case 'date':
      return `2026-${pad(integer(random, 1, 12))}-${pad(integer(random, 1, 28))}`;
    case 'time':
      return `${pad(integer(random, 6, 19))}:${pick(random, ['00', '15', '30', '45'])}`;
    case 'phone':
      return phone({ random, faker, country, company, ...rest });
    case 'person':
      return `${faker.person.firstName()} ${faker.person.lastName()}`;
    case 'city':
      return cityIn(country, faker, random);
    case 'company':
      return companyIn(country, faker, random);
    case 'email':
      return `${slug(faker.person.lastName())}@${slug(company)}.example`;
  }
}

function phone({ random, country }: ComposeContext): string {
  return digits(random, pick(random, country.phones));
}

/** A freight company. Faker's own companies are law firms and conglomerates. */
function companyIn(country: Country, faker: Faker, random: Random): string {
  return pick(random, country.companies).replace('{name}', () => faker.person.lastName());
}

/** A real city. `faker.location.city()` invents names in some languages. */
function cityIn(country: Country, faker: Faker, random: Random): string {
  const cities = country.cities ?? (faker.rawDefinitions.location?.city_name as readonly string[] | undefined);
  return cities ? pick(random, cities) : faker.location.city();
}

/** The .example domain is reserved (RFC 2606), so that generated webhooks never reach a server. */
function hook({ random, company }: ComposeContext) {
  return {
    url: `https://hooks.${slug(company)}.example/${pick(random, ['calls', 'voice/events', 'use-cases/calls'])}`,
    headers: [{ key: 'X-Webhook-Source', value: `${slug(company)}-${integer(random, 100, 999)}` }],
  };
}

/** Keeps a given start or end, and leaves out the other one when no time fits. */
function workHours({ given, form, archetype, random }: ComposeContext) {
  const usual = pick(random, archetype.hours);
  const seconds = form.hasSeconds ? ':00' : '';
  const [start, end] = [usual.start + seconds, usual.end + seconds];
  const [givenStart, givenEnd] = [text(given, 'work_start'), text(given, 'work_end')];
  const work_start = givenStart ?? (givenEnd === undefined || start < givenEnd ? start : earlier(givenEnd, seconds));
  const work_end = givenEnd ?? (givenStart === undefined || end > givenStart ? end : later(givenStart, seconds));
  const detailed =
    given['enable_detailed_work_hours'] ?? (given['detailed_work_hours'] !== undefined || chance(random, 0.4));
  const days = archetype.weekend ? WEEKDAYS : WEEKDAYS.slice(0, 5);
  const orderly = work_start !== undefined && work_end !== undefined && work_start < work_end;
  const inDetail = (hour: string) => (form.hasSeconds ? hour.slice(0, 5) : hour);
  const hours = orderly ? { start: inDetail(work_start), end: inDetail(work_end) } : usual;
  return {
    ...(detailed === true && { detailed_work_hours: Object.fromEntries(days.map((day) => [day, hours])) }),
    ...(work_start !== undefined && { work_start }),
    ...(work_end !== undefined && { work_end }),
    enable_detailed_work_hours: detailed === true,
  };
}

function later(start: string, seconds: string): string | undefined {
  const last = `23:59${seconds}`;
  return start < last ? last : undefined;
}

function earlier(end: string, seconds: string): string | undefined {
  const first = `00:00${seconds}`;
  return end > first ? first : undefined;
}

/** The three fields about answering machines, consistent with each other and with the given fields. */
function machineDetection(
  { given, form, language, archetype, words, random }: ComposeContext,
  ownParams: Record<string, string>,
) {
  const asked = given['amd_behavior'] ?? (given['amd_messages'] !== undefined ? 'Message' : undefined);
  const amd = given['amd'] ?? (asked !== undefined || chance(random, 0.75) || form.isAmdFalseSet);
  if (amd !== true) return { amd };
  const amd_behavior = asked ?? pick(random, archetype.amdBehaviors);
  if (amd_behavior !== 'Message') return { amd, amd_behavior };
  const declared = asObject(given['params']) ?? ownParams;
  return { amd, amd_behavior, amd_messages: { [language]: spellOutUndeclared(words.voicemail, declared, ownParams) } };
}

/** A message may only use parameters that the use case declares. Others are replaced by their values. */
function spellOutUndeclared(message: string, declared: Fields, values: Readonly<Record<string, string>>): string {
  return message.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) =>
    Object.hasOwn(declared, name) ? placeholder : (values[name] ?? placeholder),
  );
}

function someOf<Value>(random: Random, values: readonly Value[], least: number): Value[] {
  const count = integer(random, least, Math.min(values.length, least + 3));
  const drawn = new Set<Value>();
  while (drawn.size < count) drawn.add(pick(random, values));
  return values.filter((value) => drawn.has(value));
}

/** A name as part of a host name. */
function slug(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40)
      .replace(/-+$/, '') || 'company'
  );
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
