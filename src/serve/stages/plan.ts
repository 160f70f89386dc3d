import type { Reply } from '../../contract/reply.ts';
import type { Organization } from '../../organizations/organizations.ts';
import { delayOf, LONGEST_DELAY, scenariosFor, type ScenarioSubject } from '../../organizations/scenarios.ts';
import type { RunningScenario } from '../../store/port.ts';
import type { Context, ServedOperation } from '../context.ts';
import type { Plan } from '../outcome.ts';
import { NO_PREFERENCES, readPreferences, type Preferences } from '../preferences.ts';
import type { StubRequest, Target } from '../request.ts';
import { unknownKey } from './authorize.ts';
import { exampleOf } from './mock.ts';
import type { BodyReader } from './read-body.ts';

const NO_SCENARIOS: readonly RunningScenario[] = Object.freeze([]);
const NO_NAMES: readonly (keyof Preferences)[] = Object.freeze([]);
const NO_PLAN: Plan = Object.freeze({
  delay: 0,
  fault: undefined,
  scenarios: NO_SCENARIOS,
  preferences: NO_PREFERENCES,
  applied: NO_NAMES,
  reply: undefined,
});

/** Finds out what the organization's scenarios and the client's preferences want of this request. */
export async function makePlan(
  request: StubRequest,
  target: Target,
  operation: ServedOperation,
  organization: Organization | undefined,
  body: BodyReader,
  context: Context,
): Promise<Plan> {
  const running = organization ? await context.scenarios.list(organization.id) : NO_SCENARIOS;
  const scenarios =
    organization === undefined || running.length === 0
      ? NO_SCENARIOS
      : await scenariosFor(
          organization.id,
          running,
          subjectOf(request, operation, body, organization, context),
          context.scenarios,
        );
  // A scenario that decides on the reply does so whatever the client prefers.
  const { preferences, reply } = scenarios.some((each) => decides(each, operation))
    ? { preferences: NO_PREFERENCES, reply: undefined }
    : readPreferences(request.header('prefer'), target.query);
  if (scenarios.length === 0 && preferences === NO_PREFERENCES && reply === undefined) return NO_PLAN;
  const delays = scenarios.map(({ delay }) => (delay ? delayOf(delay, Math.random) : 0));
  const delay = delays.reduce((sum, each) => sum + each, preferences.delay ?? 0);
  return {
    delay: Math.min(delay, LONGEST_DELAY),
    fault: preferences.fault ?? scenarios.findLast(({ fault }) => fault !== undefined)?.fault,
    scenarios,
    preferences,
    applied: preferences.fault === undefined ? NO_NAMES : ['fault'],
    reply,
  };
}

function subjectOf(
  request: StubRequest,
  { operationId }: ServedOperation,
  body: BodyReader,
  { id }: Organization,
  { turns }: Context,
): ScenarioSubject {
  return {
    operationId,
    header: (name: string) => request.header(name.toLowerCase()),
    // A body that cannot be read matches no scenario; a later stage refuses it.
    body: async () => {
      const { reply, value } = await body.read();
      return reply ? undefined : value;
    },
    turn: () => turns.next(id),
  };
}

/** The reply that a scenario gives in place of the operation's own. */
export function replyAsPlanned({ scenarios }: Plan, operation: ServedOperation): Reply | undefined {
  const deciding = decidingOf(scenarios, operation);
  if (deciding?.keyUnknown === true) return unknownKey();
  if (deciding?.status === undefined) return undefined;
  const { status, example, body, headers } = deciding;
  const fromContract = exampleOf(operation, status, example);
  return {
    ...fromContract,
    headers: { ...fromContract.headers, ...headers },
    ...(body !== undefined && { body }),
  };
}

/** Of the scenarios that decide on a reply, one about the API key counts; otherwise the latest one. */
export function decidingOf(
  scenarios: readonly RunningScenario[],
  operation: ServedOperation | undefined,
): RunningScenario | undefined {
  if (operation === undefined || scenarios.length === 0) return undefined;
  return scenarios.find(({ keyUnknown }) => keyUnknown) ?? scenarios.findLast((each) => decides(each, operation));
}

/** A scenario about all operations may name a status that this one cannot have; it then does not decide on the reply. */
function decides({ keyUnknown, status, outsideContract }: RunningScenario, { responses }: ServedOperation): boolean {
  if (keyUnknown === true) return true;
  return status !== undefined && (outsideContract === true || responses[String(status)] !== undefined);
}
