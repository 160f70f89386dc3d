import type { Fields, Language } from '../../contract/types.ts';

/**
 * How a rule reports what it finds. A suggestion that takes searching is given as a function, which is called only
 * for findings that anybody gets to see.
 */
export type Report = (
  path: readonly (string | number)[],
  message: string,
  suggestion?: string | (() => string | undefined),
) => void;

/** What rules may ask about the world. */
export interface RuleContext {
  readonly languages: readonly Language[];
  readonly extractTypes: readonly string[];
  readonly labelColors: readonly string[];
  /** Whether there is such an IANA time zone. */
  readonly isTimeZone: (name: string) => boolean;
}

/** A row of the rule table. */
export interface Rule {
  readonly id: string;
  /** Where the rule comes from: an id of the contract's `x-sources`. */
  readonly source: 'assumed' | 'framework';
  /** The fields that it looks at; on update it speaks up only when one of them was sent. */
  readonly fields: readonly string[];
  /** What the rule wants and why, in a sentence or two. */
  readonly explanation: string;
  /** Enforced although nobody wrote it down. */
  readonly always?: true;
  /** Absent where the finding falls out of another step; `explanation` then says of which. */
  readonly check?: (fields: Fields, report: Report, context: RuleContext) => void;
}

/** The rules of `api-facts` that are not documented; README's table is generated from this one. */
export type RuleTable = readonly Rule[];

/** A field's value when it is a string. */
export function text(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
}

/** A field's value when it is a plain object. */
export function object(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** The objects in a field that is a list, with their positions. */
export function* objects(value: unknown): Generator<[number, Fields]> {
  if (!Array.isArray(value)) return;
  for (const [index, item] of value.entries()) {
    const fields = object(item);
    if (fields) yield [index, fields];
  }
}
