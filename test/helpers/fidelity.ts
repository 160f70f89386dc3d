import type { AssumptionChoices, AssumptionId } from '../../src/contract/assumptions.ts';
import type { Fidelity } from '../../src/contract/fidelity.ts';

/** The day on which every assumption of a fidelity file of the tests was checked. */
export const checkedOn = '2026-11-26';

/**
 * A fidelity file as a probe writes it.
 *
 * @param results by result, the ways that the service was found to follow; `unmatched` are refuted, and no known way fits
 */
export function fidelityWith(results: {
  readonly confirmed?: AssumptionChoices;
  readonly refuted?: AssumptionChoices;
  readonly unmatched?: readonly AssumptionId[];
}): Fidelity {
  const checkedAt = `${checkedOn}T08:00:01.000Z`;
  const known = (['confirmed', 'refuted'] as const).flatMap((result) =>
    (Object.entries(results[result] ?? {}) as [AssumptionId, string][]).map(([id, value]) => [
      id,
      { result, value, checkedAt },
    ]),
  );
  const unmatched = (results.unmatched ?? []).map((id) => [
    id,
    { result: 'refuted', because: 'no known way fits', checkedAt },
  ]);
  return {
    version: 1,
    tool: '0.2.0',
    service: 'https://api.example/api/v1',
    startedAt: checkedAt,
    readOnly: false,
    mark: 'probe',
    created: [],
    assumptions: Object.fromEntries([...known, ...unmatched]) as Fidelity['assumptions'],
  };
}
