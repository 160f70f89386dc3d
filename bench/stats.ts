/** The statistics of the bench. */

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return sorted[middle] as number;
  return ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** Ratios by round: figures of one round were measured under the same conditions. */
export function ratios(ours: readonly number[], theirs: readonly number[]): number[] {
  const rounds = Math.min(ours.length, theirs.length);
  return Array.from({ length: rounds }, (_, index) => (ours[index] as number) / (theirs[index] as number));
}

export function medianOfRatios(ours: readonly number[], theirs: readonly number[]): number {
  return median(ratios(ours, theirs));
}

/** @returns the list, starting with another element in each round, so that no element is always first */
export function rotated<T>(list: readonly T[], round: number): T[] {
  const shift = list.length === 0 ? 0 : round % list.length;
  return [...list.slice(shift), ...list.slice(0, shift)];
}
