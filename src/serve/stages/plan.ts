import type { IncomingHttpHeaders } from 'node:http';
import type { Reply } from '../../contract/reply.ts';
import { delayOf, LONGEST_DELAY, scenariosFor } from '../../organizations/scenarios.ts';
import type { RunningScenario, ScenarioStore } from '../../store/port.ts';
import { unknownKey } from './authorize.ts';
import type { Exchange } from '../exchange.ts';
import { firstExample } from './mock.ts';
import { readBody } from './read-body.ts';
import { quoted } from '../warnings-header.ts';

/** Fourth stage: lets the API fail as the organization's scenarios want it, whatever the request is like. */
export async function misbehave(exchange: Exchange, store: ScenarioStore, maxBody: number): Promise<Reply | undefined> {
  const { organization, operation, incoming } = exchange;
  if (organization === undefined) return undefined;
  const scenarios = await scenariosFor(
    organization.id,
    {
      operationId: operation?.operationId,
      header: (name) => headerOf(incoming.headers, name.toLowerCase()),
      // What is wrong with a body that cannot be read, a later stage says.
      body: async () => ((await readBody(exchange, maxBody)) ? undefined : exchange.body),
    },
    store,
  );
  return scenarios.length === 0 ? undefined : answerOf(scenarios, exchange);
}

function answerOf(scenarios: readonly RunningScenario[], exchange: Exchange): Reply | undefined {
  exchange.misbehaving = scenarios.map(({ because }) => quoted(because)).join(', ');
  const delays = scenarios.map(({ delay }) => (delay ? delayOf(delay, Math.random) : 0));
  exchange.delay = Math.min(
    delays.reduce((sum, each) => sum + each, 0),
    LONGEST_DELAY,
  );
  exchange.fault = scenarios.findLast(({ fault }) => fault !== undefined)?.fault;
  if (scenarios.some(({ keyUnknown }) => keyUnknown)) return unknownKey();
  // The latest one has the say.
  const failing = scenarios.findLast(({ status }) => status !== undefined);
  const { operation } = exchange;
  // A scenario about all operations may name a status that this one cannot have.
  if (failing?.status === undefined || operation?.responses[String(failing.status)] === undefined) return undefined;
  const example = firstExample(operation, failing.status);
  return { ...example, headers: { ...example.headers, ...failing.headers } };
}

/** Headers are a plain object, which has more than what was sent. */
function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  return Object.hasOwn(headers, name) ? headers[name]?.toString() : undefined;
}
