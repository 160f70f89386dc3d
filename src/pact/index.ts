/** The public API of `use-case-stub/pact`. Importing it does not load Pact; `useCasePact` and `verifyPacts` do. */
import type { VerificationReport } from './verify/verification-report.ts';
import type { VerifyOptions } from './verify/verify.ts';

export { like } from './consumer/like.ts';
export type { Expected, ExpectedFields, ExpectedIssue, FieldName, Place } from './consumer/like.ts';
export { fromProviderState, type AnyMatcher, type Template, type TemplateObject } from './consumer/matchers.ts';
export {
  useCasePact,
  type GivenParameters,
  type UseCaseInteraction,
  type UseCasePact,
  type UseCasePactOptions,
} from './consumer/use-case-pact.ts';
export { providerName, type LogLevel } from './load-pact.ts';
export { knownId } from '../organizations/states/catalogue.ts';

/**
 * Verifies pacts against a provider and against the contract, as `use-case-stub verify` does.
 *
 * @param options the pacts, and the provider to verify against; default: a fresh stub for each pact
 * @returns the findings. It does not throw for a broken pact or an unreadable file
 * @throws Error when temporary files cannot be written
 */
export async function verifyPacts(options: VerifyOptions): Promise<VerificationReport> {
  const verify = await import('./verify/verify.ts');
  return verify.verifyPacts(options);
}

export type { StateAliases } from './verify/aliases.ts';
export type { BrokerOptions } from './verify/broker.ts';
export type {
  CoverageRow,
  Finding,
  FindingId,
  InteractionReport,
  PactReport,
  ProblemId,
  SourceProblem,
  VerificationReport,
} from './verify/verification-report.ts';
export type { Progress, VerifyOptions } from './verify/verify.ts';
