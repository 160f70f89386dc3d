/** How far something can be trusted, in words: those of the log, of replies, of reports and of the console. */
import type { Trust } from './types.ts';

/** A standing, and since when it is known. */
export interface DatedStanding {
  readonly standing?: string;
  readonly checkedAt?: string;
}

/** The standing alone, such as `assumed` or `confirmed on 2026-11-26`; empty where it is not known. */
export function shownStanding({ standing = '', checkedAt }: DatedStanding): string {
  return checkedAt === undefined ? standing : `${standing} on ${checkedAt.slice(0, 10)}`;
}

/**
 * The standing with what is in force, such as `refuted on 2026-11-26: hook-url=url holds instead`.
 *
 * @param trust with the `default` of the assumption, where its `value` may be a default that was refuted
 */
export function standingInWords(trust: Trust & { readonly default?: string }): string {
  const { assumption, value, standing } = trust;
  if (assumption === undefined) return shownStanding(trust);
  const head = `${shownStanding(trust)}: ${assumption}`;
  if (standing === 'refuted' && (value === undefined || value === trust.default)) return `${head}, no known way fits`;
  return `${head}${value === undefined ? '' : `=${value}`}${standing === 'refuted' ? ' holds instead' : ''}`;
}

/** The same behind a message: ` (documented)`; empty where it is not known. */
export function standingInBrackets(trust: Trust): string {
  const words = standingInWords(trust);
  return words === '' ? '' : ` (${words})`;
}
