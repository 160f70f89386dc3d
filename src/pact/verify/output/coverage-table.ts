import { short } from '../../../lib/plain-text.ts';
import type { CoverageRow } from '../verification-report.ts';

/** Which consumers rely on which status of which operation, as cells of a table. */
export interface CoverageTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What the cells mean. */
  readonly legend: readonly string[];
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * A table of operations and statuses: a letter for each consumer that relies on them, `·` for no consumer, empty where
 * the contract has no such status. With more consumers than letters, it has the numbers of consumers.
 */
export function coverageTable(coverage: readonly CoverageRow[]): CoverageTable {
  const consumers = [...new Set(coverage.flatMap((row) => row.consumers))].sort();
  const statuses = [...new Set(coverage.map(({ status }) => status))].sort();
  const operations = [...new Set(coverage.map(({ operationId }) => operationId))];
  const rows = operations.map((operationId) => [
    operationId,
    ...statuses.map((status) => {
      const row = coverage.find((each) => each.operationId === operationId && each.status === status);
      return row === undefined ? '' : formatConsumers(row.consumers, consumers);
    }),
  ]);
  const letters = consumers.map((name, index) => `${LETTERS[index]} ${short(name, 60)}`);
  const named = consumers.length > LETTERS.length ? ['numbers of consumers'] : letters;
  return { head: ['', ...statuses], rows, legend: [...named, '· no consumer'] };
}

function formatConsumers(consumers: readonly string[], all: readonly string[]): string {
  if (consumers.length === 0) return '·';
  if (all.length > LETTERS.length) return String(consumers.length);
  return consumers.map((name) => LETTERS[all.indexOf(name)]).join('');
}
