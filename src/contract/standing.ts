/** How far something can be trusted, in words: those of the log, of replies, of reports and of the console. */
import { textTable } from '../lib/text-table.ts';
import { wrapText } from '../lib/wrap-text.ts';
import type { KnownWay } from './behavior.ts';
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

/** Which ways of assumptions the contract follows, and since when that is known; 80 columns wide. */
export function formatWays(ways: readonly KnownWay[]): string[] {
  const others = ways.filter((each) => !each.isDefault);
  const confirmed = ways.filter(({ standing }) => standing === 'confirmed');
  const unmatched = ways.filter(({ isDefault, standing }) => isDefault && standing === 'refuted');
  const dates = confirmed.flatMap(({ checkedAt }) => checkedAt ?? []).sort();
  return [
    ...(others.length > 0 ? ['The contract assumes otherwise:', ...textTable(others.map(wayRow))] : []),
    ...(dates.length > 0
      ? [
          wrapText(
            `Confirmed by the real API: ${confirmed.length} assumption${confirmed.length === 1 ? '' : 's'}, ${span(dates)}.`,
          ),
        ]
      : []),
    ...(unmatched.length > 0
      ? [
          'Refuted by the real API, and no known way fits:',
          ...textTable(unmatched.map(({ assumption, checkedAt }) => [`  ${assumption}`, seenOn(checkedAt)])),
        ]
      : []),
  ];
}

function wayRow({ assumption, value, standing, checkedAt }: KnownWay): string[] {
  return [`  ${assumption}=${value}`, standing === 'chosen' ? 'chosen' : seenOn(checkedAt)];
}

function seenOn(checkedAt = ''): string {
  return `seen at the real API on ${checkedAt.slice(0, 10)}`;
}

/** @param dates in ascending order */
function span(dates: readonly string[]): string {
  const [first, last] = [dates[0], dates.at(-1)].map((each) => each?.slice(0, 10));
  return first === last ? `on ${first}` : `from ${first} to ${last}`;
}
