import type { Fields, Language } from '../../contract/types.ts';
import { isObject } from '../../lib/guards.ts';

/**
 * Reports a finding of a rule. A suggestion that takes time to find is given as a function, which is only called for
 * findings that are shown.
 */
export type Report = (
  path: readonly (string | number)[],
  message: string,
  suggestion?: string | (() => string | undefined),
) => void;

/** What rules know besides the use case. */
export interface RuleContext {
  readonly languages: readonly Language[];
  readonly extractTypes: readonly string[];
  readonly labelColors: readonly string[];
  /** Whether hours are written as 08:00:00 in place of 08:00. */
  readonly hasSeconds: boolean;
  /** Whether a name is that of an IANA time zone. */
  readonly isTimeZone: (name: string) => boolean;
}

/** A row of the rule table. */
export interface Rule {
  readonly id: string;
  /** Where the rule comes from: an id of the contract's `x-sources`. */
  readonly source: 'assumed' | 'framework';
  /** The fields that it checks. On update the rule only runs when one of them was sent. */
  readonly fields: readonly string[];
  /** What the rule requires and why, in one or two sentences. */
  readonly explanation: string;
  /** Enforced at every level, although it is not documented. */
  readonly always?: true;
  /** Absent when another step of the request reports the finding; `explanation` names it. */
  readonly check?: (fields: Fields, report: Report, context: RuleContext) => void;
}

/** The rules that are not documented. The documentation's table is generated from this one. */
export type RuleTable = readonly Rule[];

/** @returns a field's value when it is a string */
export function text(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
}

/** Visits the objects in a list; other values have none. As a generator it was 2.5 % of a create's profile. */
export function eachObject(value: unknown, visit: (item: Fields, index: number) => void): void {
  if (!Array.isArray(value)) return;
  for (let index = 0; index < value.length; index++) {
    const item: unknown = value[index];
    if (isObject(item)) visit(item, index);
  }
}
