/** Holds a JSON value against a part that it must contain, in which matchers of Pact may stand for values. */
import { isObject, type UnknownRecord } from '../lib/guards.ts';
import type { JsonPath } from '../lib/json-pointer.ts';
import { short } from '../lib/plain-text.ts';

/** A matcher of Pact, as its kits write it: `{ "pact:matcher:type": "type", "value": "any text" }`. */
export interface RequestMatcher {
  readonly 'pact:matcher:type': string;
  readonly value?: unknown;
  readonly regex?: unknown;
  /** How many items a list has, for `type`. */
  readonly min?: unknown;
  readonly max?: unknown;
  /** What a list must contain, for `arrayContains`. */
  readonly variants?: unknown;
}

/** A place where a value is not as it was expected. */
export interface Mismatch {
  readonly path: JsonPath;
  /** What was expected there, in words or as JSON. */
  readonly expected: string;
  /** What was there, as JSON; absent when nothing was. */
  readonly received?: string;
}

/** The matchers that can be used, by name. */
export const matcherNames = [
  'type',
  'regex',
  'integer',
  'decimal',
  'number',
  'boolean',
  'null',
  'equality',
  'include',
  'notEmpty',
  'arrayContains',
] as const;

/** A matcher before it has been checked. */
interface GivenMatcher extends UnknownRecord {
  readonly 'pact:matcher:type': unknown;
}

/** Whether a value is a matcher. */
export function isMatcher(value: unknown): value is GivenMatcher {
  return isObject(value) && Object.hasOwn(value, 'pact:matcher:type');
}

/**
 * Compares a value with the part that it must contain. Objects may have more properties; lists must have the same
 * length, unless a matcher says otherwise.
 *
 * @returns every place that is not as expected; empty when the value contains the part
 */
export function mismatches(expected: unknown, received: unknown, path: JsonPath = []): readonly Mismatch[] {
  if (isMatcher(expected)) return matcherMismatches(expected, received, path);
  if (Array.isArray(expected)) {
    if (!Array.isArray(received)) return [mismatch(path, short(expected), received)];
    if (received.length !== expected.length)
      return [mismatch(path, `${expected.length} items: ${short(expected)}`, received)];
    return expected.flatMap((item, index) => mismatches(item, received[index], [...path, index]));
  }
  if (!isObject(expected)) return expected === received ? [] : [mismatch(path, quoted(expected), received)];
  if (!isObject(received)) return [mismatch(path, short(expected), received)];
  return Object.entries(expected)
    .filter(([, value]) => value !== undefined)
    .flatMap(([name, value]) =>
      mismatches(value, Object.hasOwn(received, name) ? received[name] : undefined, [...path, name]),
    );
}

function matcherMismatches(matcher: GivenMatcher, received: unknown, path: JsonPath): readonly Mismatch[] {
  const { value } = matcher;
  switch (matcher['pact:matcher:type']) {
    case 'equality':
      return mismatches(value, received, path);
    case 'type':
      return typeMismatches(matcher, received, path);
    case 'arrayContains':
      return containsMismatches(matcher, received, path);
    default:
      return fits(matcher, received) ? [] : [mismatch(path, describeMatcher(matcher), received)];
  }
}

function fits(matcher: GivenMatcher, received: unknown): boolean {
  switch (matcher['pact:matcher:type']) {
    case 'regex':
      return typeof received === 'string' && new RegExp(String(matcher['regex'])).test(received);
    case 'integer':
      return Number.isInteger(received);
    case 'decimal':
    case 'number':
      return typeof received === 'number';
    case 'boolean':
      return typeof received === 'boolean';
    case 'null':
      return received === null;
    case 'include':
      return typeof received === 'string' && received.includes(String(matcher.value));
    case 'notEmpty':
      return Array.isArray(received) || typeof received === 'string' ? received.length > 0 : received != null;
    default:
      return false;
  }
}

/** The type of the example, and inside an object or a list the type of each of its parts. */
function typeMismatches(matcher: GivenMatcher, received: unknown, path: JsonPath): readonly Mismatch[] {
  const { value, min = 0, max = Infinity } = matcher;
  if (Array.isArray(value)) {
    if (!Array.isArray(received)) return [mismatch(path, describeMatcher(matcher), received)];
    if (received.length < Number(min) || received.length > Number(max))
      return [mismatch(path, describeMatcher(matcher), received)];
    if (value.length === 0) return [];
    return received.flatMap((item, index) => mismatches(asType(value[index] ?? value[0]), item, [...path, index]));
  }
  if (isObject(value)) {
    if (!isObject(received)) return [mismatch(path, describeMatcher(matcher), received)];
    const parts = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, asType(part)]));
    return mismatches(parts, received, path);
  }
  const isSame = typeof value === typeof received && (value === null) === (received === null);
  return isSame ? [] : [mismatch(path, describeMatcher(matcher), received)];
}

function asType(value: unknown): unknown {
  return isMatcher(value) ? value : { 'pact:matcher:type': 'type', value };
}

function containsMismatches(matcher: GivenMatcher, received: unknown, path: JsonPath): readonly Mismatch[] {
  if (!Array.isArray(received)) return [mismatch(path, describeMatcher(matcher), received)];
  const variants = Array.isArray(matcher['variants']) ? (matcher['variants'] as unknown[]) : [];
  return variants
    .filter((variant) => !received.some((item) => mismatches(variant, item).length === 0))
    .map((variant) => mismatch(path, `an item like ${short(variant)}`, received));
}

/** What a matcher accepts, in words. */
function describeMatcher(matcher: GivenMatcher): string {
  const { value, min, max } = matcher;
  switch (matcher['pact:matcher:type']) {
    case 'regex':
      return `a text that matches ${short(matcher['regex'])}`;
    case 'include':
      return `a text that includes ${quoted(value)}`;
    case 'integer':
      return 'a whole number';
    case 'decimal':
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    case 'notEmpty':
      return 'a value that is not empty';
    case 'arrayContains':
      return 'a list that contains certain items';
    default:
      if (Array.isArray(value)) {
        const bounds = [min !== undefined && `at least ${short(min)}`, max !== undefined && `at most ${short(max)}`];
        return ['a list', bounds.filter(Boolean).join(' and ')].filter(Boolean).join(' of ');
      }
      return value === null ? 'null' : `a value of type ${typeof value}`;
  }
}

function mismatch(path: JsonPath, expected: string, received: unknown): Mismatch {
  return { path, expected, ...(received !== undefined && { received: quoted(received) }) };
}

/** A value as JSON on one line. */
export function quoted(value: unknown): string {
  return short(JSON.stringify(value) ?? 'nothing', 120);
}

/**
 * The received value as far as it was asked for, for a diff that shows nothing but what differs. Where a matcher accepts a
 * value, both sides show that value.
 */
export function sideBySide(expected: unknown, received: unknown): { expected: unknown; received: unknown } {
  if (isMatcher(expected)) {
    const isFine = mismatches(expected, received).length === 0;
    const words = matcherMismatches(expected, undefined, [])[0]?.expected ?? describeMatcher(expected);
    return { expected: isFine ? received : `<${words}>`, received };
  }
  if (!isObject(expected) || !isObject(received)) return { expected, received };
  const sides = { expected: {} as Record<string, unknown>, received: {} as Record<string, unknown> };
  for (const [name, part] of Object.entries(expected)) {
    const both = sideBySide(part, Object.hasOwn(received, name) ? received[name] : undefined);
    sides.expected[name] = both.expected;
    if (both.received !== undefined) sides.received[name] = both.received;
  }
  return sides;
}
