import { formatWays } from '../contract/standing.ts';
import { textTable } from '../lib/text-table.ts';
import { wrapText } from '../lib/wrap-text.ts';
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
