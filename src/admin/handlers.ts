import { loadAssumptions } from '../contract/assumptions.ts';
import type { Language } from '../contract/types.ts';
import { replyToFull } from '../organizations/organizations.ts';
import { problem, refusal, type Reply } from '../contract/reply.ts';
import { TooManyScenarios } from '../store/port.ts';
import { readScenario, startWithinBounds } from '../organizations/scenario-check.ts';
import { stateNames, stateOf } from '../organizations/states/catalogue.ts';
import type { State } from '../organizations/states/state.ts';
import { misbehaviour } from '../organizations/scenarios.ts';
import { activeStates, leaveStates, putIntoState, stateRefusal } from '../organizations/states/enter-state.ts';
import { describeAssumption, describeRules } from './assumptions.ts';
import { clockHandlers } from './clock.ts';
import { stubCoverage } from '../coverage/suite.ts';
import { organizationOf, type AdminRequest, type AdminServices, type OrganizationSummary } from './request.ts';
import { requestHandlers, takePlace } from './requests.ts';
import { streamOf } from './stream.ts';
import { fakeUseCase, removeUseCase, searchUseCases } from './use-cases.ts';

type AdminHandler = (request: AdminRequest, services: AdminServices) => Reply | Promise<Reply>;

const NO_CONTENT: Reply = { status: 204 };

/** By `operationId` of openapi/admin.yaml. */
export const adminHandlers: Readonly<Record<string, AdminHandler>> = {
  getHealth: () => ({ status: 200, body: { status: 'ok' } }),
  async getReadiness(_, { readiness }) {
    const body = await readiness();
    return { status: body.status === 'ready' ? 200 : 503, body };
  },
  async getMetrics(_, { metrics }) {
    if (metrics === undefined) return problem('unknown-path', 'This stub collects no metrics');
    return {
      status: 200,
      headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
      body: await metrics(),
    };
  },
  listRules: (_, { behavior }) => ({ status: 200, body: describeRules(behavior) }),
  async listAssumptions(_, { behavior }) {
    const rows = await loadAssumptions();
    return { status: 200, body: rows.map((row) => describeAssumption(row, behavior)) };
  },
  listStates: () => ({ status: 200, body: stateNames.map(describeState) }),
  describeStub: (_, { about }) => ({ status: 200, body: about }),
  async describeContract(_, { contract }) {
    const { wholeDocument } = await import('../contract/whole-document.ts');
    return { status: 200, body: await wholeDocument(contract) };
  },
  async listOrganizations(_, { organizations }) {
    return { status: 200, body: latestOf(await organizations()) };
  },
  revealKey(request, { keyOf }) {
    const id = request.pathParameters['id'] as string;
    const key = keyOf(id);
    if (key === undefined)
      return problem('organization-unknown', `No request of ${id.slice(0, 50)} has come with its API key`);
    return { status: 200, headers: { 'cache-control': 'no-store' }, body: { key } };
  },
  ...clockHandlers,
  listNotices: (_, { notices }) => ({ status: 200, body: notices() }),
  listRequests,
  async forgetRequests(request, { journal }) {
    await journal.empty(organizationOf(request).id);
    return NO_CONTENT;
  },
  streamRequests,
  ...requestHandlers,
  async getCoverage(request, { about, behavior, contract, statusCounts }) {
    const { since = about.startedAt, counts } = await statusCounts(organizationOf(request).id);
    return { status: 200, body: stubCoverage(contract, behavior.inForce, { since, counts }) };
  },
  searchUseCases,
  removeUseCase,
  fakeUseCase,
  async listActiveStates(request, { scenarios }) {
    return { status: 200, body: activeStates(await scenarios.list(organizationOf(request).id)) };
  },
  enterState,
  async leaveStates(request, services) {
    await leaveStates({ organization: organizationOf(request), services });
    return NO_CONTENT;
  },
  async listScenarios(request, { scenarios }) {
    return { status: 200, body: misbehaviour(await scenarios.list(organizationOf(request).id)) };
  },
  startScenario,
  async endScenarios(request, { scenarios }) {
    const { id } = organizationOf(request);
    for (const each of misbehaviour(await scenarios.list(id))) await scenarios.end(id, each.id);
    return NO_CONTENT;
  },
  async endScenario(request, { scenarios }) {
    const id = request.pathParameters['id'] as string;
    const ended = await scenarios.end(organizationOf(request).id, id);
    return ended > 0 ? NO_CONTENT : problem('scenario-unknown', `There is no scenario ${id.slice(0, 50)}`);
  },
  async resetOrganization(request, services) {
    const organization = organizationOf(request);
    await leaveStates({ organization, services });
    await services.journal.empty(organization.id);
    services.forgetRate(organization.id);
    return NO_CONTENT;
  },
  seedOrganization,
};

/** @returns at most a hundred, the latest request first; those of one millisecond by their ids, as every replica does */
function latestOf(organizations: readonly OrganizationSummary[]): readonly OrganizationSummary[] {
  return organizations
    .toSorted((one, other) => other.seenAt.localeCompare(one.seenAt) || one.id.localeCompare(other.id))
    .slice(0, 100);
}

async function enterState(request: AdminRequest, services: AdminServices): Promise<Reply> {
  const name = request.pathParameters['name'] as string;
  const refused = stateRefusal(name, request.body, services);
  if (refused?.error === 'state-unknown') return problem(refused.error, refused.issues[0]?.message ?? '');
  if (refused) return refusal(refused.issues, refused.error);
  const context = { organization: organizationOf(request), services };
  try {
    return { status: 200, body: await putIntoState(context, name, request.body) };
  } catch (error) {
    return replyToFull(error);
  }
}

async function seedOrganization(request: AdminRequest, services: AdminServices): Promise<Reply> {
  const { count = 12, language } = (request.body ?? {}) as { count?: number; language?: Language };
  const empty = count === 0;
  const state = empty ? 'no use cases exist' : 'several use cases exist';
  const parameters = empty ? {} : { count, ...(language !== undefined && { language }) };
  const refused = stateRefusal(state, parameters, services);
  if (refused) return refusal(refused.issues, 'validation-failed');
  const values = await putIntoState({ organization: organizationOf(request), services }, state, parameters);
  return { status: 200, body: empty ? { ids: [], count: 0 } : values };
}

async function listRequests(request: AdminRequest, { journal }: AdminServices): Promise<Reply> {
  const { limit, after, from, operation, status, verdict } = request.query;
  const range = after === undefined ? {} : { after: after as number };
  const { entries } = await journal.read(organizationOf(request).id, range);
  const wanted = entries.filter(
    (entry) =>
      (from === undefined || (entry.from ?? 'client') === from) &&
      (operation === undefined || entry.operationId === operation) &&
      (status === undefined || entry.status === status) &&
      (verdict === undefined || entry.verdict === verdict),
  );
  const most = limit as number;
  return { status: 200, body: after === undefined ? wanted.slice(-most) : wanted.slice(0, most) };
}

function streamRequests(request: AdminRequest, services: AdminServices): Reply {
  const { id } = organizationOf(request);
  const release = takePlace(id, services.budget.watchers);
  // The client may hang up before anything of the stream is read.
  request.client.onGone(release);
  return {
    status: 200,
    // nginx must pass events on at once instead of buffering them.
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
    stream: ending(streamOf(id, request.query['after'] as number, services), release),
  };
}

async function* ending(stream: AsyncIterable<string>, release: () => void): AsyncGenerator<string, void, void> {
  try {
    yield* stream;
  } finally {
    release();
  }
}

async function startScenario(request: AdminRequest, services: AdminServices): Promise<Reply> {
  const { scenario, issues } = readScenario(request.body, services.contract);
  if (issues) return refusal(issues);
  try {
    return { status: 201, body: await startWithinBounds(organizationOf(request), scenario, services) };
  } catch (error) {
    if (!(error instanceof TooManyScenarios)) throw error;
    return refusal([{ code: 'custom', path: [], message: error.message }]);
  }
}

function describeState(name: string): object {
  const { description, parameters, values, replacesUseCases = false } = stateOf(name) as State;
  const described = Object.entries(parameters).map(([parameter, { type, meaning }]) => [
    parameter,
    { type, ...(meaning && { meaning }) },
  ]);
  return { name, description, parameters: Object.fromEntries(described) as object, values, replacesUseCases };
}
