/** The public API of `use-case-stub/pact`. Importing it does not load Pact; `useCasePact` and `verifyPacts` do. */
import { refuseUnknownOptions } from './consumer/mistakes.ts';
import type { BrokerOptions } from './verify/broker.ts';
import type { VerificationReport } from './verify/verification-report.ts';
import type { VerifyOptions } from './verify/verify.ts';

export { like } from './consumer/like.ts';
export type { Expected, ExpectedFields, ExpectedIssue, FieldName, Place } from './consumer/like.ts';
export { fromProviderState, type AnyMatcher, type Template, type TemplateObject } from './consumer/matchers.ts';
export { startPactRun, type PactRunOptions, type StaleInteraction } from './consumer/pact-run.ts';
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
 * @throws TypeError for an option that does not exist or has no effect, or `pacts` that are not a list
 * @throws Error for a `spec` that cannot be read or compiled, and when temporary files cannot be written
 */
export async function verifyPacts(options: VerifyOptions): Promise<VerificationReport> {
  refuseUnknownOptions('verifyPacts', options, verifyOptionNames);
  if (options.broker) refuseUnknownOptions('verifyPacts: broker', options.broker, brokerOptionNames);
  if (!Array.isArray(options.pacts)) throw new TypeError('verifyPacts: pacts must be a list of files and URLs');
  for (const name of ['selectors', 'pending', 'wipSince'] as const) {
    if (options.pacts.length > 0 && options.broker?.[name] !== undefined)
      throw new TypeError(
        `verifyPacts: broker.${name} selects pacts of the broker, but pacts are named; leave one out`,
      );
  }
  const verify = await import('./verify/verify.ts');
  return verify.verifyPacts(options);
}

export type { StateAliases } from './verify/aliases.ts';
export type { BrokerOptions } from './verify/broker.ts';
export type {
  CoverageRow,
  FieldRow,
  Finding,
  FindingId,
  InteractionReport,
  PactReport,
  ProblemId,
  SourceProblem,
  VerificationReport,
} from './verify/verification-report.ts';
export type { CoverageUnit, MissingItems, RequiredCoverage, UnitCoverage } from '../coverage/units.ts';
export type { Progress, VerifyOptions } from './verify/verify.ts';

const verifyOptionNames = Object.keys({
  pacts: true,
  provider: true,
  providerUrl: true,
  stateUrl: true,
  headers: true,
  aliases: true,
  spec: true,
  fidelity: true,
  assume: true,
  allowUnknown: true,
  requiredCoverage: true,
  timeout: true,
  onProgress: true,
  broker: true,
} satisfies Record<keyof VerifyOptions, true>);

const brokerOptionNames = Object.keys({
  url: true,
  token: true,
  username: true,
  password: true,
  selectors: true,
  pending: true,
  wipSince: true,
  providerVersion: true,
  providerBranch: true,
  providerTags: true,
  publish: true,
  buildUrl: true,
} satisfies Record<keyof BrokerOptions, true>);
