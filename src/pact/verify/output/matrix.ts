import { short } from '../../../lib/plain-text.ts';
import type { CoverageRow } from '../report.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * Operations and statuses, and who relies on which: a letter for each consumer, `·` for nobody, nothing where the
 * contract has no such status. Beyond as many consumers as there are letters, their number.
 */
export function coverageMatrix(
  coverage: readonly CoverageRow[],
  faint: (text: string) => string = (text) => text,
): string {
  const consumers = [...new Set(coverage.flatMap((row) => row.consumers))].sort();
  const statuses = [...new Set(coverage.map(({ status }) => status))].sort();
  const operations = [...new Set(coverage.map(({ operationId }) => operationId))];
  const cells = operations.map((operationId) =>
    statuses.map((status) => {
      const row = coverage.find((each) => each.operationId === operationId && each.status === status);
      return row === undefined ? '' : cellOf(row.consumers, consumers);
    }),
  );
  const widths = statuses.map((status, index) =>
    Math.max(status.length, ...cells.map((row) => row[index]?.length ?? 0)),
  );
  const first = Math.max(...operations.map(({ length }) => length));
  const line = (head: string, row: readonly string[]) =>
    `  ${head.padEnd(first)}  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}`.trimEnd();
  const legend = consumers.slice(0, LETTERS.length).map((name, index) => `${LETTERS[index]} ${short(name, 60)}`);
  return [
    '',
    'Who relies on what:',
    faint(line('', statuses)),
    ...operations.map((operation, index) => line(operation, cells[index] ?? [])),
    faint(
      consumers.length > LETTERS.length
        ? `  (numbers of consumers)  · nobody`
        : `  ${[...legend, '· nobody'].join('   ')}`,
    ),
  ].join('\n');
}

function cellOf(consumers: readonly string[], all: readonly string[]): string {
  if (consumers.length === 0) return '·';
  if (all.length > LETTERS.length) return String(consumers.length);
  return consumers.map((name) => LETTERS[all.indexOf(name)]).join('');
}
