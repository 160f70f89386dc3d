import { isObject } from '../lib/guards.ts';
import { compareOwnKeywords, type Say, type Where } from './compare-keywords.ts';
import { rules, schemaRules, type Level, type RuleId, type Subject } from './rules.ts';
import { at, schemaView, target, written, type SchemaView } from './schema-view.ts';

/** Two schemas that are compared, each in its document. */
export interface SchemaPair {
  readonly old: readonly string[];
  readonly new: readonly string[];
}

/** Says what has changed. */
export interface SchemaReport {
  (change: {
    readonly rule: string;
    readonly level: Level;
    readonly message: string;
    readonly keys: readonly string[];
    readonly old: string | undefined;
    readonly new: string | undefined;
  }): void;
}

/** What a comparison of schemas needs. */
export interface SchemaComparison {
  readonly documents: { readonly old: object; readonly new: object };
  /** Whether clients send the value, or get it. */
  readonly side: 'request' | 'response';
  /** What the schema describes; what is below a body is a property. */
  readonly subject: Subject;
  readonly report: SchemaReport;
}

interface Place {
  readonly keys: readonly string[];
  /** The pairs around this one: a schema may contain itself. */
  readonly within: readonly string[];
}

/** A comparison under way. */
interface Walk extends SchemaComparison {
  /** Compares a pair after all that are nearer to the root. */
  readonly later: (pair: SchemaPair, place: Place) => void;
}

/** Places of one value at which the same pair is compared. Schemas that contain each other have countless ones. */
const MOST_PLACES = 20;

/**
 * Compares what two documents say about one value, and about everything in it.
 *
 * @param pair pointers to what describes the value, in the old and in the new document; none: any value
 */
export function compareSchemas(comparison: SchemaComparison, pair: SchemaPair): void {
  const queue = [{ pair, place: { keys: [], within: [] } as Place }];
  const visits = new Map<string, number>();
  const walk: Walk = { ...comparison, later: (next, place) => queue.push({ pair: next, place }) };
  const { old, new: now } = comparison.documents;
  // The queue grows meanwhile.
  for (const { pair: each, place } of queue) {
    const places = (document: object, pointers: readonly string[]) => pointers.map((one) => target(document, one));
    const key = `${places(old, each.old).join()} ${places(now, each.new).join()}`;
    const visited = visits.get(key) ?? 0;
    if (place.within.includes(key) || visited >= MOST_PLACES) continue;
    visits.set(key, visited + 1);
    compareAt(walk, each, { ...place, within: [...place.within, key] });
  }
}

function compareAt(walk: Walk, pair: SchemaPair, place: Place): void {
  const old = schemaView(walk.documents.old, pair.old);
  const now = schemaView(walk.documents.new, pair.new);
  const say = sayerOf(walk, place.keys, old, now);
  if (compareWithUnion(walk, pair, { old, new: now }, place, say)) return;
  compareOwnKeywords(old, now, say);
  compareAlternatives(walk, old, now, place, say);
  compareProperties(walk, old, now, place);
  compareAdditional(walk, old, now, place, say);
  if (old.items.length > 0 || now.items.length > 0)
    walk.later({ old: old.items, new: now.items }, { ...place, keys: [...place.keys, '*'] });
}

function sayerOf(
  { side, subject, report }: SchemaComparison,
  keys: readonly string[],
  old: SchemaView,
  now: SchemaView,
): Say {
  const named = subject === 'body' && keys.length > 0 ? 'property' : subject;
  return (rule, message, where = {}, name = rule) =>
    report({
      rule: `${side}-${named}-${name}`,
      level: schemaRules[rule][side],
      message,
      keys,
      old: where.old ?? old.pointer,
      new: where.new ?? now.pointer,
    });
}

/** The keyword of a schema that consists of alternatives and of nothing else. */
function unionOf({ types, values, alternatives, ...view }: SchemaView): Union | undefined {
  const { keywords, required, properties, items, additional, constraints } = view;
  const isMore = [...keywords.keys(), ...constraints.keys()].some(
    (key) => key !== 'default' && key !== 'discriminator',
  );
  const isBound = types !== undefined || values !== undefined || additional !== true || isMore;
  if (isBound || required.size + properties.size + items.length > 0) return undefined;
  return onlyUnion({ alternatives });
}

/** The keyword of a schema's alternatives, if it is one. */
function onlyUnion({ alternatives }: Pick<SchemaView, 'alternatives'>): Union | undefined {
  const [keyword, ...others] = UNIONS.filter((each) => alternatives[each].length > 0);
  return others.length > 0 ? undefined : keyword;
}

/**
 * Compares a schema with alternatives of which it is one, as where null has become another one.
 *
 * @returns whether that is so
 */
function compareWithUnion(
  walk: Walk,
  pair: SchemaPair,
  views: { readonly old: SchemaView; readonly new: SchemaView },
  place: Place,
  say: Say,
): boolean {
  const [was, is] = [unionOf(views.old), unionOf(views.new)];
  const keyword = was ?? is;
  if (keyword === undefined || (was !== undefined && is !== undefined)) return false;
  const before = alternativesAt(walk.documents.old, was ? views.old.alternatives[was] : pair.old);
  const after = alternativesAt(walk.documents.new, is ? views.new.alternatives[is] : pair.new);
  // What several schemas describe together is no alternative.
  if ((was ? after : before).length !== 1) return false;
  if (!before.some((each) => after.some((other) => isSame(each, other)))) return false;
  pairAlternatives(walk, keyword, { before, after }, place, say);
  return true;
}

function compareAlternatives(walk: Walk, old: SchemaView, now: SchemaView, place: Place, say: Say): void {
  const [was, is] = [onlyUnion(old), onlyUnion(now)];
  if (was !== undefined && is !== undefined && was !== is) {
    const [before, after] = [old.alternatives[was], now.alternatives[is]];
    const where = { old: before[0], new: after[0] };
    if (is === 'oneOf') say('any-of-became-one-of', 'exactly one alternative has to fit now; several could', where);
    else say('one-of-became-any-of', 'several alternatives may fit now; exactly one had to', where);
    const pairs = {
      before: alternativesAt(walk.documents.old, before),
      after: alternativesAt(walk.documents.new, after),
    };
    return pairAlternatives(walk, is, pairs, place, say);
  }
  for (const keyword of UNIONS) {
    const before = alternativesAt(walk.documents.old, old.alternatives[keyword]);
    const after = alternativesAt(walk.documents.new, now.alternatives[keyword]);
    // Where there were no alternatives, the others are a bound; where there are none any more, a bound is gone.
    if (before.length === 0 && after.length === 0) continue;
    if (before.length === 0)
      say('constraint-added', `only one of ${after.length} alternatives is allowed now (${keyword})`, {
        new: after[0]?.pointer,
      });
    else if (after.length === 0)
      say('constraint-removed', `the alternatives are gone (${keyword})`, { old: before[0]?.pointer });
    else pairAlternatives(walk, keyword, { before, after }, place, say);
  }
}

/** Pairs alternatives that are the same, or have the same name; those that are left over are new or gone. */
function pairAlternatives(
  walk: Walk,
  keyword: Union,
  { before, after }: { readonly before: readonly Alternative[]; readonly after: readonly Alternative[] },
  place: Place,
  say: Say,
): void {
  const name = keyword === 'anyOf' ? 'any-of' : 'one-of';
  const left = [...after];
  const pairUp = (each: Alternative, other: Alternative) =>
    walk.later({ old: [each.pointer], new: [other.pointer] }, place);
  const gone = before.filter((each) => {
    const index = left.findIndex((other) => isSame(each, other));
    const [same] = index < 0 ? [] : left.splice(index, 1);
    if (same !== undefined) pairUp(each, same);
    return same === undefined;
  });
  const nullOf = (some: readonly Alternative[]) => some.find(({ isNull }) => isNull);
  const [lost, gained] = [nullOf(gone), nullOf(left)];
  if (lost !== undefined) say('became-not-nullable', 'may not be null any more', { old: lost.pointer });
  if (gained !== undefined) say('became-nullable', 'may be null now', { new: gained.pointer });
  const [others, news] = [gone.filter((each) => each !== lost), left.filter((each) => each !== gained)];
  if (others.length === news.length) {
    for (const [index, each] of others.entries()) pairUp(each, news[index] as Alternative);
    return;
  }
  for (const { pointer } of others) say(`${name}-removed`, `an alternative is gone (${keyword})`, { old: pointer });
  for (const { pointer } of news) say(`${name}-added`, `there is another alternative (${keyword})`, { new: pointer });
}

const UNIONS = ['anyOf', 'oneOf'] as const;
type Union = (typeof UNIONS)[number];

interface Alternative {
  readonly pointer: string;
  /** The name of its schema, if it has one, and all that it says. */
  readonly identities: readonly string[];
  readonly isNull: boolean;
}

function alternativesAt(document: object, pointers: readonly string[]): Alternative[] {
  return pointers.map((pointer) => {
    const named = target(document, pointer);
    const text = JSON.stringify(written(document, at(document, pointer)));
    const isNull = text === '{"type":"null"}' || text === '{"const":null}';
    return { pointer, identities: [...(named === pointer ? [] : [named]), text], isNull };
  });
}

function isSame(one: Alternative, other: Alternative): boolean {
  return (one.isNull && other.isNull) || one.identities.some((each) => other.identities.includes(each));
}

function compareProperties(walk: Walk, old: SchemaView, now: SchemaView, place: Place): void {
  const { side, documents } = walk;
  // What only a reply has is no part of a request, and the other way round.
  const hidden = side === 'request' ? 'readOnly' : 'writeOnly';
  const visible = (document: object, view: SchemaView) =>
    [...describedIn(view, old, now)].filter(([, pointers]) =>
      pointers.every((each) => {
        const node = at(document, target(document, each));
        return !isObject(node) || node[hidden] !== true;
      }),
    );
  const before = new Map(visible(documents.old, old));
  const after = new Map(visible(documents.new, now));
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [oldPointers, newPointers] = [before.get(name), after.get(name)];
    const keys = [...place.keys, name];
    const was = old.required.has(name);
    const is = now.required.has(name);
    const report = (rule: RuleId, message: string, where: Where = {}) =>
      walk.report({
        rule,
        level: rules[rule].level,
        message,
        keys,
        old: where.old ?? oldPointers?.[0] ?? old.pointer,
        new: where.new ?? newPointers?.[0] ?? now.pointer,
      });
    if (oldPointers === undefined) {
      const hasDefault = schemaView(documents.new, newPointers ?? []).keywords.has('default');
      if (side === 'response') report(`response-${is ? 'required' : 'optional'}-property-added`, 'is new');
      else if (!is) report('new-optional-request-property', 'is new');
      else if (hasDefault) report('new-required-request-property-with-default', 'is new, with a default');
      else report('new-required-request-property', 'is new and has to be sent');
      continue;
    }
    if (newPointers === undefined) {
      if (side === 'request') report('request-property-removed', 'is gone');
      else
        report(
          `response-${was ? 'required' : 'optional'}-property-removed`,
          was ? 'was in every reply and is gone' : 'is gone',
        );
      continue;
    }
    if (was !== is) {
      // Where a list of required properties lacks the name, the list is the place.
      const listOf = ({ required }: SchemaView) => required.get(name) ?? [...required.values()][0];
      const where = { old: listOf(old), new: listOf(now) };
      const hasDefault = schemaView(documents.new, newPointers).keywords.has('default');
      if (side === 'response')
        report(
          `response-property-became-${is ? 'required' : 'optional'}`,
          is ? 'is in every reply now' : 'may be missing now',
          where,
        );
      else if (!is) report('request-property-became-optional', 'may be left out now', where);
      else if (hasDefault)
        report('request-property-became-required-with-default', 'is required now, with a default', where);
      else report('request-property-became-required', 'has to be sent now', where);
    }
    walk.later({ old: oldPointers, new: newPointers }, { ...place, keys });
  }
}

/** What describes each property. Nothing describes one that is only required. */
function describedIn({ properties }: SchemaView, ...views: readonly SchemaView[]): Map<string, readonly string[]> {
  const isDeclared = (name: string) => views.some((each) => each.properties.has(name));
  const bare = views.flatMap(({ required }) => [...required.keys()]).filter((name) => !isDeclared(name));
  return new Map<string, readonly string[]>([...properties, ...bare.map((name) => [name, []] as const)]);
}

function compareAdditional(walk: Walk, old: SchemaView, now: SchemaView, place: Place, say: Say): void {
  const [before, after] = [old.additional, now.additional];
  if (before !== false && after === false)
    say('additional-properties-disallowed', 'properties without a name are not allowed any more');
  else if (before === false && after !== false)
    say('additional-properties-allowed', 'properties without a name are allowed now');
  else if (before !== false && after !== false && (Array.isArray(before) || Array.isArray(after))) {
    const pointers = (additional: boolean | readonly string[]) => (typeof additional === 'boolean' ? [] : additional);
    walk.later({ old: pointers(before), new: pointers(after) }, { ...place, keys: [...place.keys, '*'] });
  }
}
