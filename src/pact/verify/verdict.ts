import type { UnitCoverage } from '../../coverage/units.ts';
import type { PactReport, VerificationCounts, VerificationReport, Verdict } from './verification-report.ts';

/** What is counted and judged. */
type Results = Pick<VerificationReport, 'pacts' | 'problems' | 'skipped'>;

/** Whether a pact breaks the verification: it fails, and the broker does not call it pending. */
export function isBrokenPact({ verdict, pending }: PactReport): boolean {
  return verdict === 'failed' && !pending;
}

/** The most serious of what happened. */
export function verdictOf({ pacts, problems }: Results, units: readonly UnitCoverage[]): Verdict {
  const ids = new Set(problems.map(({ id }) => id));
  if (ids.has('unreachable')) return 'unreachable';
  if (pacts.some(isBrokenPact)) return 'broken';
  if (ids.has('broker-refused')) return 'refused';
  const notFound = ids.delete('not-found');
  if (ids.size > 0) return 'unreadable';
  if (notFound) return 'not-found';
  return units.every(({ isEnough }) => isEnough) ? 'passed' : 'uncovered';
}

export function countsOf({ pacts, problems, skipped }: Results): VerificationCounts {
  const count = <Item>(items: readonly Item[], matches: (item: Item) => boolean) => items.filter(matches).length;
  const interactions = pacts.flatMap((pact) =>
    pact.interactions.map(({ verdict }) => (verdict === 'failed' && pact.pending ? 'pending' : verdict)),
  );
  const findings = pacts.flatMap((pact) => pact.interactions.flatMap((each) => each.findings));
  return {
    pacts: {
      total: pacts.length,
      passed: count(pacts, ({ verdict }) => verdict === 'passed'),
      broken: count(pacts, isBrokenPact),
      pending: count(pacts, ({ verdict, pending }) => verdict === 'failed' && pending),
    },
    interactions: {
      total: interactions.length,
      passed: count(interactions, (verdict) => verdict === 'passed'),
      failed: count(interactions, (verdict) => verdict === 'failed'),
      pending: count(interactions, (verdict) => verdict === 'pending'),
    },
    findings: {
      errors: count(findings, ({ severity }) => severity === 'error'),
      warnings: count(findings, ({ severity }) => severity === 'warning'),
    },
    problems: problems.length,
    skipped: skipped.length,
  };
}
