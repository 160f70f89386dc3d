import type { Issue, Language } from '../contract/types.ts';
import type { UseCaseServices } from '../use-cases/handlers.ts';
import { nearestName } from '../use-cases/nearest.ts';
import type { Organization } from '../use-cases/organizations.ts';
import { refusal, type Reply } from '../use-cases/reply.ts';
import { rules } from '../use-cases/rules/table.ts';
import { delayOf, type Scenario } from '../use-cases/scenarios.ts';
import { stateNames, states } from '../use-cases/states/catalogue.ts';
import { leaveStates, putIntoState, stateRefusal } from '../use-cases/states/put-into-state.ts';
import { errorCatalogue, type ErrorId } from '../use-cases/errors.ts';

/** How the stub is: whether it takes requests and, if not, why. */
export interface Condition {
  readonly status: 'ready' | 'draining' | 'store-unavailable';
  readonly message?: string;
}

/** What a handler gets: plain data, already held against the admin contract. */
export interface AdminRequest {
  /** Undefined for routes that are about the stub as a whole. */
  readonly organization: Organization | undefined;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What handlers work with. */
export interface AdminServices extends UseCaseServices {
  /** The organization's journal, oldest first. */
  readonly requestsOf: (organizationId: string) => readonly JournalRow[];
  readonly forgetRequests: (organizationId: string) => void;
  readonly condition: () => Promise<Condition>;
  /** Metrics in the format of Prometheus; undefined when none are kept. */
  readonly metrics: (() => Promise<string>) | undefined;
  /** Ids of the API's operations, with the statuses that each can be made to answer. */
  readonly statusesOf: ReadonlyMap<string, readonly number[]>;
}

/** What is looked at of a journal's entry. */
interface JournalRow {
  readonly operationId?: string;
  readonly status: number;
  readonly verdict: string;
}

type AdminHandler = (request: AdminRequest, services: AdminServices) => Reply | Promise<Reply>;

const done: Reply = { status: 204 };

/** By `operationId` of openapi/admin.yaml. */
export const adminHandlers: Readonly<Record<string, AdminHandler>> = {
  getHealth: () => ({ status: 200, body: { status: 'ok' } }),
  async getReadiness(_, { condition }) {
    const body = await condition();
    return { status: body.status === 'ready' ? 200 : 503, body };
  },
  async getMetrics(_, { metrics }) {
    if (metrics === undefined) return failure('unknown-path', 'This stub keeps no metrics');
    return {
      status: 200,
      headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
      body: await metrics(),
    };
  },
  listRules: () => ({
    status: 200,
    body: rules.map(({ id, source, fields, explanation, always = false }) => ({
      id,
      source,
      fields,
      explanation,
      enforced: always,
    })),
  }),
  listStates: () => ({ status: 200, body: stateNames.map(describeState) }),
  listRequests,
  forgetRequests(request, { forgetRequests }) {
    forgetRequests(organizationOf(request).id);
    return done;
  },
  enterState,
  async leaveStates(request, services) {
    await leaveStates({ organization: organizationOf(request), services });
    return done;
  },
  async listScenarios(request, { scenarios }) {
    return { status: 200, body: await scenarios.list(organizationOf(request).id) };
  },
  startScenario,
  async endScenarios(request, { scenarios }) {
    await scenarios.end(organizationOf(request).id);
    return done;
  },
  async endScenario(request, { scenarios }) {
    const id = request.pathParameters['id'] as string;
    const ended = await scenarios.end(organizationOf(request).id, id);
    return ended > 0 ? done : failure('scenario-unknown', `There is no scenario ${id.slice(0, 50)}`);
  },
  async resetOrganization(request, services) {
    const organization = organizationOf(request);
    await leaveStates({ organization, services });
    services.forgetRequests(organization.id);
    return done;
  },
  seedOrganization,
};

async function enterState(request: AdminRequest, services: AdminServices): Promise<Reply> {
  const name = request.pathParameters['name'] as string;
  const wrong = stateRefusal(name, request.body, services);
  if (wrong?.error === 'state-unknown') return failure(wrong.error, wrong.issues[0]?.message ?? '');
  if (wrong) return refusal(wrong.issues, wrong.error);
  const world = { organization: organizationOf(request), services };
  return { status: 200, body: await putIntoState(world, name, request.body) };
}

async function seedOrganization(request: AdminRequest, services: AdminServices): Promise<Reply> {
  const { count = 12, language } = (request.body ?? {}) as { count?: number; language?: Language };
  const empty = count === 0;
  const state = empty ? 'no use cases exist' : 'several use cases exist';
  const parameters = empty ? {} : { count, ...(language !== undefined && { language }) };
  const wrong = stateRefusal(state, parameters, services);
  if (wrong) return refusal(wrong.issues, 'validation-failed');
  const values = await putIntoState({ organization: organizationOf(request), services }, state, parameters);
  return { status: 200, body: empty ? { ids: [], count: 0 } : values };
}

function listRequests(request: AdminRequest, { requestsOf }: AdminServices): Reply {
  const { limit = '100', operation, status, verdict } = request.query;
  if (!/^\d+$/.test(limit) || Number(limit) < 1 || Number(limit) > 1_000) {
    return refusal([{ code: 'custom', path: ['limit'], message: 'must be a whole number from 1 to 1000' }]);
  }
  const wanted = (entry: JournalRow) =>
    (operation === undefined || entry.operationId === operation) &&
    (status === undefined || String(entry.status) === status) &&
    (verdict === undefined || entry.verdict === verdict);
  const entries = requestsOf(organizationOf(request).id).filter(wanted);
  return { status: 200, body: entries.slice(-Number(limit)).reverse() };
}

async function startScenario(request: AdminRequest, services: AdminServices): Promise<Reply> {
  const scenario = { because: 'a scenario', ...(request.body as object) } as Scenario;
  const issues = scenarioIssues(scenario, services.statusesOf);
  if (issues.length > 0) return refusal(issues);
  return { status: 201, body: await services.scenarios.start(organizationOf(request).id, scenario) };
}

/** What the schema cannot say of a scenario. */
function scenarioIssues(
  { match, status, delay, fault }: Scenario,
  statusesOf: AdminServices['statusesOf'],
): readonly Issue[] {
  const issues: Issue[] = [];
  const issue = (path: Issue['path'], message: string) => issues.push({ code: 'custom', path, message });
  const operations = [...statusesOf.keys()];
  const { operation } = match ?? {};
  if (operation !== undefined && !statusesOf.has(operation)) {
    const meant = nearestName(operation, operations);
    const hint = meant === undefined ? `these are: ${operations.join(', ')}` : `did you mean "${meant}"?`;
    issue(['match', 'operation'], `is not an operation; ${hint}`);
  }
  const statuses = [...new Set(operation === undefined ? [...statusesOf.values()].flat() : statusesOf.get(operation))];
  if (status !== undefined && statuses.length > 0 && !statuses.includes(status)) {
    issue(['status'], `is not a status of the contract; these are: ${statuses.sort().join(', ')}`);
  }
  if (delay !== undefined && !(delayOf(delay, () => 0.5) >= 0)) {
    const wanted = { fixed: 'ms', uniform: 'from and to', 'log-normal': 'median and sigma' }[delay.distribution];
    issue(['delay'], `a ${delay.distribution} delay wants ${wanted}`);
  }
  if (status === undefined && delay === undefined && fault === undefined) {
    issue([], 'says nothing of what to do: give a status, a delay or a fault');
  }
  return issues;
}

function describeState(name: (typeof stateNames)[number]): object {
  const { description, parameters, values } = states[name];
  const described = Object.entries(parameters).map(([parameter, { type, meaning }]) => [
    parameter,
    { type, ...(meaning && { meaning }) },
  ]);
  return { name, description, parameters: Object.fromEntries(described) as object, values };
}

function organizationOf({ organization }: AdminRequest): Organization {
  if (organization === undefined) throw new Error('a request without an organization passed authentication');
  return organization;
}

function failure(error: ErrorId, message: string): Reply {
  return { status: errorCatalogue[error].status, body: { message }, error };
}
