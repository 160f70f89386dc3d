import { distance } from 'fastest-levenshtein';

/** Names longer than this are not typos of ours, and comparing them would take time. */
const LONGEST_NAME = 64;

/**
 * The name that was probably meant: the nearest one, if it is near enough (a third of its letters, at most three,
 * may differ, and always two where four letters are left: swapping two neighbours counts as two; case counts for nothing).
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = 4;
  for (const candidate of known) {
    const steps = distance(wanted, candidate.toLowerCase());
    if (steps < bestDistance && steps <= tolerance(candidate)) [best, bestDistance] = [candidate, steps];
  }
  return best;
}

/**
 * The hint that a message about an unknown name ends with.
 *
 * @param otherwise what it says when no known name is near
 * @returns such as `did you mean "count"?`
 */
export function didYouMean(
  name: string,
  known: readonly string[],
  otherwise: string = `these are: ${known.join(', ')}`,
): string {
  const meant = nearestName(name, known);
  return meant === undefined ? otherwise : `did you mean "${meant}"?`;
}

function tolerance({ length }: string): number {
  return length < 4 ? 1 : Math.max(2, length / 3);
}
