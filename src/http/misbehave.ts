import type { Reply } from '../use-cases/reply.ts';
import { nextScenarios } from '../use-cases/scenarios.ts';
import { unknownKey } from './authenticate.ts';
import type { Exchange } from './exchange.ts';
import { firstExample } from './mock-response.ts';

/** Third stage: lets the API fail as the organization's scenarios want it, whatever the request is like. */
export function misbehave(exchange: Exchange): Reply | undefined {
  const { organization, operation } = exchange;
  if (organization === undefined || organization.scenarios.length === 0) return undefined;
  const scenarios = nextScenarios(organization);
  exchange.misbehaving = scenarios.map(({ because }) => `"${because}"`).join(', ');
  exchange.delay = scenarios.reduce((sum, { delay = 0 }) => sum + delay, 0);
  if (scenarios.some(({ keyUnknown }) => keyUnknown)) return unknownKey();
  // The latest one has the say.
  const failing = scenarios.findLast(({ status }) => status !== undefined);
  if (failing?.status === undefined || operation === undefined) return undefined;
  const example = firstExample(operation, failing.status);
  return { ...example, headers: { ...example.headers, ...failing.headers } };
}
