import assert from 'node:assert/strict';
import { it } from 'node:test';
import { MatchersV3, type Pact, type PactOptions } from '@pact-foundation/pact';
import type * as ours from '../../../src/pact/consumer/pact-types.ts';
import type { UseCaseInteraction } from '../../../src/pact/index.ts';

type Interaction = ReturnType<Pact['addInteraction']>;

/** Compiles only when every `Theirs` can be used as `Ours`. */
type Same<Ours, Theirs extends Ours> = [Ours, Theirs];

/** `npm run types` is what checks this; each line fails to compile when Pact's types and ours part. */
export type Checks = [
  Same<ours.DescribeRequest, Interaction['withRequest']>,
  // With the types of bodies that the contract gives, where Pact has none.
  Same<Parameters<UseCaseInteraction['withRequest']>[1], Parameters<Interaction['withRequest']>[1]>,
  Same<(config: ours.PluginConfig) => object, Interaction['usingPlugin']>,
  Same<Parameters<Interaction['withRequest']>, Parameters<ours.DescribeRequest>>,
  Same<Parameters<Interaction['comment']>, Parameters<UseCaseInteraction['comment']>>,
  Same<Parameters<Interaction['reference']>, Parameters<UseCaseInteraction['reference']>>,
  Same<Parameters<Interaction['pending']>, Parameters<UseCaseInteraction['pending']>>,
  Same<keyof PactOptions, keyof ours.MockServerOptions>,
  Same<Pick<PactOptions, keyof ours.MockServerOptions>, ours.MockServerOptions>,
  Same<ours.RegexMatcher, MatchersV3.V3RegexMatcher>,
  Same<MatchersV3.V3RegexMatcher, ours.RegexMatcher>,
  Same<MatchersV3.ProviderStateInjectedValue<string>, ours.ProviderStateValue<string>>,
  Same<ours.ProviderStateValue<string>, MatchersV3.ProviderStateInjectedValue<string>>,
  Same<`${MatchersV3.HTTPResponseStatusClass}`, ours.StatusClass>,
  Same<ours.StatusClass, `${MatchersV3.HTTPResponseStatusClass}`>,
  Same<ours.MockServer, MatchersV3.V3MockServer>,
];

it('a matcher made by Pact itself may stand in a description', () => {
  const path: ours.PathTemplate = MatchersV3.regex('^/use-cases/[0-9a-f]{24}$', '/use-cases/66f2a1d05b3c9e7a41d80c99');
  const status: ours.StatusMatcher = MatchersV3.matchStatus(200, [200, 304]);
  assert.equal(path['pact:matcher:type'], 'regex');
  assert.deepEqual(status.status, [200, 304]);
});
