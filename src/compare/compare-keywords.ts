/** Compares what two schemas say about a value itself: its type, its values, its bounds and its conditions. */
import { short } from '../lib/plain-text.ts';
import type { SchemaRuleName } from './rules.ts';
import { forms, lowerBounds, upperBounds, type SchemaView } from './schema-view.ts';

/** Where a keyword stands; default: where the schema does. */
export interface Where {
  readonly old?: string | undefined;
  readonly new?: string | undefined;
}

/** Says what has changed at a value. @param name end of the rule's id, where it differs from that of its row in the table of rules */
export type Say = (rule: SchemaRuleName, message: string, where?: Where, name?: string) => void;

/** Compares everything but what is about the parts of a value, and about alternatives. */
export function compareOwnKeywords(old: SchemaView, now: SchemaView, say: Say): void {
  compareTypes(old, now, say);
  compareValues(old, now, say);
  compareBounds(old, now, say);
  compareConstraints(old, now, say);
}

function compareTypes(old: SchemaView, now: SchemaView, say: Say): void {
  const words = ({ types }: SchemaView) => (types === undefined ? 'any type' : [...types].join(' or '));
  const message = `the type is ${words(now)}, was ${words(old)}`;
  const [widened, narrowed] = [!includesTypes(old, now), !includesTypes(now, old)];
  if (widened && narrowed) say('type-changed', message);
  else if (widened) say('type-generalized', message);
  else if (narrowed) say('type-specialized', message);
  // What allows anything allows null as well: the type has told it.
  const isTold = ({ types, values }: SchemaView) => types !== undefined || values !== undefined;
  if (!isTold(old) || !isTold(now) || old.isNullable === now.isNullable) return;
  if (now.isNullable) say('became-nullable', 'may be null now');
  else say('became-not-nullable', 'may not be null any more');
}

/** Whether every type of the second one is a type of the first one. */
function includesTypes(all: SchemaView, some: SchemaView): boolean {
  if (all.types === undefined) return true;
  const known = all.types;
  return (
    some.types !== undefined &&
    [...some.types].every((type) => known.has(type) || (type === 'integer' && known.has('number')))
  );
}

function compareValues(old: SchemaView, now: SchemaView, say: Say): void {
  const listed = (values: readonly unknown[]) => short(values.map((each) => JSON.stringify(each)).join(', '), 120);
  if (old.values === undefined && now.values === undefined) return;
  if (old.values === undefined) return say('became-enum', `only these values are left: ${listed(now.values ?? [])}`);
  if (now.values === undefined) return say('became-not-enum', 'any value may stand here');
  const without = (some: readonly unknown[], others: readonly unknown[]) => {
    const known = new Set(others.map((each) => JSON.stringify(each)));
    return some.filter((each) => each !== null && !known.has(JSON.stringify(each)));
  };
  const [added, removed] = [without(now.values, old.values), without(old.values, now.values)];
  if (added.length > 0) say('enum-value-added', `new values: ${listed(added)}`);
  if (removed.length > 0) say('enum-value-removed', `values are gone: ${listed(removed)}`);
}

/** A keyword in the words of oasdiff: `maxLength` is `max-length`, `maximum` is `max`. */
function ruleName(keyword: string): string {
  return keyword.replace(/imum$/i, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function compareBounds(old: SchemaView, now: SchemaView, say: Say): void {
  for (const keyword of new Set([...old.keywords.keys(), ...now.keywords.keys()])) {
    const [before, after] = [old.keywords.get(keyword), now.keywords.get(keyword)];
    const where = { old: before?.pointer, new: after?.pointer };
    if (JSON.stringify(before?.value) === JSON.stringify(after?.value)) continue;
    const [was, is] = [before, after].map((each) => (each === undefined ? 'none' : short(each.value, 80)));
    const message = `${keyword} is ${is}, was ${was}`;
    const name = ruleName(keyword);
    if (keyword === 'default') say('default-value-changed', message, where);
    else if (forms.has(keyword)) {
      const end = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
      say(`form-${end}`, message, where, `${name}-${end}`);
    } else if (upperBounds.has(keyword) || lowerBounds.has(keyword)) {
      // Nothing is shorter than nothing.
      const bound = (value: unknown) =>
        lowerBounds.has(keyword) && /^min(L|I|P)/.test(keyword) && value === 0 ? undefined : value;
      const [from, to] = [bound(before?.value), bound(after?.value)];
      if (from === to) continue;
      if (from === undefined) say('limit-set', message, where, `${name}-set`);
      else if (to === undefined) say('limit-unset', message, where, `${name}-unset`);
      else {
        const isLarger = Number(to) > Number(from);
        const isTighter = isLarger === lowerBounds.has(keyword);
        say(
          isTighter ? 'limit-tightened' : 'limit-loosened',
          message,
          where,
          `${name}-${isLarger ? 'increased' : 'decreased'}`,
        );
      }
    }
  }
}

function compareConstraints(old: SchemaView, now: SchemaView, say: Say): void {
  // The three are one condition.
  const name = (keyword: string) => (['if', 'then', 'else'].includes(keyword) ? 'if' : keyword);
  for (const keyword of new Set([...old.constraints.keys(), ...now.constraints.keys()].map(name))) {
    const parts = keyword === 'if' ? ['if', 'then', 'else'] : [keyword];
    const text = (view: SchemaView) => JSON.stringify(parts.map((part) => view.constraints.get(part)?.value));
    const place = (view: SchemaView) =>
      parts.map((part) => view.constraints.get(part)?.pointer).find((each) => each !== undefined);
    const [before, after] = [place(old), place(now)];
    if (text(old) === text(now)) continue;
    const words = keyword === 'if' ? 'if and then' : keyword;
    const where = { old: before, new: after };
    if (before === undefined) say('constraint-added', `a new condition: ${words}`, where);
    else if (after === undefined) say('constraint-removed', `a condition is gone: ${words}`, where);
    else say('constraint-changed', `a condition is another one: ${words}`, where);
  }
}
