import { textTable } from '../lib/text-table.ts';
import { wrapText } from '../lib/wrap-text.ts';
import type { KnownWay } from '../contract/behavior.ts';
import type { StubCoverage } from './suite.ts';
import type { MissingItems, UnitCoverage } from './units.ts';

const names = {
  operations: 'operations',
  replies: 'documented replies',
  'request-fields': 'request fields',
  'response-fields': 'response fields',
} as const;

/** How much of each unit is covered, and of those that are not covered enough, what is missing; 80 columns wide. */
export function formatUnits(units: readonly UnitCoverage[]): string[] {
  const parts = units.map(({ unit, covered, total }) => `${covered} of ${total} ${names[unit]}`);
  return [
    wrapText(`Covered: ${parts.join(', ')}.`),
    ...units.flatMap((each) => formatShortfall(each).map((line, index) => (index === 0 ? `✗ ${line}` : line))),
  ];
}

/** What a unit lacks, if it lacks anything that is required. */
export function formatShortfall({ unit, covered, total, required, isEnough, missing }: UnitCoverage): string[] {
  if (isEnough) return [];
  const percentage = Math.floor((covered * 100) / total);
  return [
    `${unit}: ${percentage}% covered, ${required}% required; not covered:`,
    ...missing.map((each) => wrapText(formatMissing(each), '    ', '      ')),
  ];
}

function formatMissing({ operationId, names: all }: MissingItems): string {
  return all.length === 0 ? operationId : `${operationId}: ${all.join(', ')}`;
}

const UNSEEN = wrapText(
  'Which fields of replies a client reads, no stub can see; of pacts, "verify --require-coverage" tells it.',
);

/** What the clients of a stub have covered, 80 columns wide: how often each operation replied with each status. */
export function suiteText({ operations, assumptions }: StubCoverage, units: readonly UnitCoverage[]): string {
  const statuses = [...new Set(operations.flatMap((each) => each.statuses.map(({ status }) => status)))].sort(
    (one, other) => one - other,
  );
  const rows = operations.map((each) => [
    each.operationId,
    ...statuses.map((status) => {
      const found = each.statuses.find((one) => one.status === status);
      return found === undefined ? '' : found.seen === 0 ? '·' : String(found.seen);
    }),
  ]);
  const table = textTable([['', ...statuses.map(String)], ...rows]);
  return [...table, '', ...formatUnits(units), UNSEEN, ...formatWays(assumptions)].join('\n');
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
