/** What coverage is measured in, and how much of it is demanded. */

/**
 * `operations`: operations of the contract. `replies`: statuses that it documents for each operation. `request-fields`:
 * properties and query parameters that each operation takes. `response-fields`: properties of its replies below 400.
 */
export const coverageUnits = ['operations', 'replies', 'request-fields', 'response-fields'] as const;

/** The name of a unit. */
export type CoverageUnit = (typeof coverageUnits)[number];

/** One thing that may be covered. */
export interface CoverageItem {
  readonly operationId: string;
  /** Such as `404` or `hooks[].url`; empty for the operation itself. */
  readonly name: string;
  readonly isCovered: boolean;
}

/** How much of a unit is covered. */
export interface UnitCoverage {
  readonly unit: CoverageUnit;
  readonly covered: number;
  readonly total: number;
  /** The percentage that is demanded. */
  readonly required?: number;
  readonly isEnough: boolean;
  /** What is not covered, by operation. */
  readonly missing: readonly MissingItems[];
}

/** What of one operation is not covered. */
export interface MissingItems {
  readonly operationId: string;
  /** Statuses or fields; empty for the operation itself. */
  readonly names: readonly string[];
}

/** The percentages that are demanded, by unit. */
export type RequiredCoverage = Readonly<Partial<Record<CoverageUnit, number>>>;

/** Counts what is covered of a unit. */
export function measure(
  unit: CoverageUnit,
  items: readonly CoverageItem[],
  required: number | undefined,
): UnitCoverage {
  const covered = items.filter(({ isCovered }) => isCovered).length;
  const total = items.length;
  const open = Map.groupBy(
    items.filter(({ isCovered }) => !isCovered),
    ({ operationId }) => operationId,
  );
  return {
    unit,
    covered,
    total,
    ...(required !== undefined && { required }),
    isEnough: required === undefined || covered * 100 >= required * total,
    missing: [...open].map(([operationId, each]) => ({
      operationId,
      names: each.map(({ name }) => name).filter((name) => name !== ''),
    })),
  };
}

/**
 * Reads what is demanded: `80%` of every unit, or `replies=80%` of one.
 *
 * @param units those that can be measured
 * @param earlier what was demanded before
 * @throws Error with a sentence that says what is wanted
 */
export function readRequirement(
  text: string,
  units: readonly CoverageUnit[],
  earlier: RequiredCoverage = {},
): RequiredCoverage {
  const [, name, digits] = /^(?:([a-z-]+)=)?(\d{1,3}(?:\.\d+)?) ?%?$/.exec(text.trim()) ?? [];
  const percentage = Number(digits);
  if (digits === undefined || percentage > 100)
    throw new Error('It must be a percentage of every unit, such as 80%, or of one, such as replies=80%.');
  const meant = name === undefined ? units : units.filter((unit) => unit === name);
  if (meant.length === 0) throw new Error(`There is no unit "${name}"; there are ${units.join(', ')}.`);
  return { ...earlier, ...Object.fromEntries(meant.map((unit) => [unit, percentage])) };
}
