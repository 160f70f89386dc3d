import { wrapText } from '../lib/wrap-text.ts';
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
