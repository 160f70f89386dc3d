import type { Coverage } from '../api.ts';

type Operation = Coverage['operations'][number];
type Status = Operation['statuses'][number];

/** A status of an operation that no request has got yet. */
export interface Gap {
  readonly operation: Operation;
  readonly statuses: readonly Status[];
}

/** What the grid shows. */
export interface CoverageGrid {
  readonly columns: readonly number[];
  /** Operations with the most gaps first. */
  readonly rows: readonly Operation[];
  readonly gaps: readonly Gap[];
  /** Number of documented pairs of operation and status. */
  readonly exercised: number;
  readonly documented: number;
}

export function coverageGrid({ operations }: Coverage): CoverageGrid {
  const gapsOf = ({ statuses }: Operation) => statuses.filter(({ documented, seen }) => documented && seen === 0);
  const all = operations.flatMap(({ statuses }) => statuses);
  const documented = all.filter((each) => each.documented);
  const rows = [...operations].sort((a, b) => gapsOf(b).length - gapsOf(a).length);
  return {
    columns: [...new Set(all.map(({ status }) => status))].sort((a, b) => a - b),
    rows,
    gaps: rows.flatMap((operation) => {
      const statuses = gapsOf(operation);
      return statuses.length === 0 ? [] : [{ operation, statuses }];
    }),
    exercised: documented.filter(({ seen }) => seen > 0).length,
    documented: documented.length,
  };
}
