/**
 * A stub without a platform: what it knows, and the context that requests are answered in. `stub.ts` puts Node around
 * it, `fetch.ts` nothing but the web's own objects.
 */
import { createAdminServices, shownKey } from './admin/services.ts';
import { amendContract } from './contract/amend-contract.ts';
import { behaviorBy } from './contract/behavior.ts';
import { builtInContract } from './contract/built-in.ts';
import type { Contract } from './contract/contract.ts';
import { KnownIssues } from './contract/known-issues.ts';
import { useCaseFacts } from './contract/use-case-facts.ts';
import { stubCoverage, type StubCoverage } from './coverage/suite.ts';
import { createBudget } from './lib/budget.ts';
import { createClock, type StubClock } from './lib/clock.ts';
import { isObject } from './lib/guards.ts';
import { createKeyedMutex } from './lib/keyed-mutex.ts';
import { createTurns } from './lib/turns.ts';
import { wait } from './lib/wait.ts';
import type { Fixtures, FixtureSet } from './organizations/fixtures/fixture.ts';
import { followFixtures } from './organizations/fixtures/follow.ts';
import { checkFixturesOption } from './organizations/fixtures/check.ts';
import type { InitialData, Start } from './organizations/initial-state.ts';
import { createInitialData } from './organizations/initial-data.ts';
import {
  createOrganizations,
  organizationIdOf,
  type KnownKey,
  type Organization,
} from './organizations/organizations.ts';
import type { OperationId, PlannedScenario, StartedScenario } from './organizations/planned-scenario.ts';
import { tellTrust, withTrust } from './requests/trust.ts';
import { createTestApi, type TestApi } from './requests/test-api.ts';
import type { WatchedJournal } from './requests/wait.ts';
import { createRateLimiter } from './organizations/rate-limit.ts';
import { formatScenarioIssues, readScenario, startWithinBounds } from './organizations/scenario-check.ts';
import {
  beginOrganization,
  followStart,
  StartError,
  startOfSettings,
  type StartContext,
} from './organizations/start.ts';
import type { StateName, StateParameters, StateValues } from './organizations/states/catalogue.ts';
import { formatStateRefusal, leaveStates, putIntoState, stateRefusal } from './organizations/states/enter-state.ts';
import { adminArea, apiArea } from './serve/areas.ts';
import type { AccessPolicy, Context } from './serve/context.ts';
import { followPreferences } from './serve/following.ts';
import { createMocks, type LoadMock } from './serve/mocks.ts';
import type { StubSettingValues } from './settings/settings.ts';
import { readStubOptions, type StubOptions } from './settings/stub-options.ts';
import { countChanges } from './store/changes.ts';
import { createJournals } from './store/memory/journal.ts';
import { createMemoryScenarios } from './store/memory/scenarios.ts';
import { createMemoryStore } from './store/memory/use-cases.ts';
import type { JournalEntry } from './store/port.ts';
import { createFakes } from './use-cases/fakes/fakes.ts';
import type { UseCaseServices } from './use-cases/handlers.ts';
import { createRefine, ruleBookFor } from './use-cases/rules/refine.ts';

/** What every stub can do, whatever platform it answers on. */
export interface StubControl extends TestApi {
  /** What clients see of time: delays, `Retry-After`, rate limits, and the times in the journal. */
  readonly clock: StubClock;
  /** The latest requests that came with an API key, oldest first; without one, those that had none or a wrong one. */
  journal(apiKey?: string): JournalEntry[];
  /**
   * How often the organization of an API key got each status of each operation since the stub was made.
   *
   * @throws TypeError for an API key that the stub does not know
   */
  coverage(apiKey: string): StubCoverage;
  /**
   * Puts the organization of an API key into a state of the catalogue, on top of those that it is in.
   *
   * @returns what a test needs to know of it, such as the ids of use cases
   * @throws TypeError that names what is wrong: the state, a parameter, or an API key that the stub does not know
   * @throws OrganizationFull when there would be more use cases than `maxUseCases`
   */
  setState<Name extends StateName>(
    apiKey: string,
    name: Name,
    parameters?: StateParameters<Name>,
  ): Promise<StateValues<Name>>;
  /**
   * Makes the API misbehave towards the organization of an API key, as `POST /__stub/scenarios` does.
   *
   *     await using _ = await stub.scenario('my-test', { match: { operation: 'createUseCase' }, status: 503, times: 2 });
   *
   * @returns what ends it, by hand or by `await using`
   * @throws TypeError that names what is wrong: a part of the scenario, or an API key that the stub does not know
   * @throws TooManyScenarios when a hundred are running
   */
  scenario<Id extends OperationId = OperationId>(
    apiKey: string,
    scenario: PlannedScenario<Id>,
  ): Promise<StartedScenario>;
  /** Serves another contract from now on. Requests under way go on with the one that they began with. */
  replaceContract(contract: Contract): void;
  /**
   * Gives organizations other fixtures from now on. Organizations that have their initial data get what has changed: a
   * fixture that is new or changed is put there, one that is gone is removed unless a client has changed it.
   *
   * @throws TypeError that says what is wrong with them; then nothing has changed
   */
  replaceFixtures(fixtures: Fixtures | FixtureSet): Promise<void>;
  /**
   * Puts every organization, or the one of an API key, back to what it started with: use cases, states and scenarios.
   * Empties their journals and begins to count anew for `rateLimit`. The clock stays as it is.
   */
  reset(apiKey?: string): Promise<void>;
}

/** A stub that a platform can put requests to. */
export interface Core extends StubControl {
  /** What a request that comes now is answered in. */
  context(): Context;
  /** Lets delayed replies and streams end. */
  beginClosing(): void;
  /** Takes requests as before. */
  reopen(): void;
}

/**
 * Puts the parts together. Nothing is read, compiled or generated here, so that a stub is made in less than a
 * millisecond.
 *
 * @param loadMock loads what mocks operations without a handler; undefined where there is nothing to load
 * @param memory bytes that everything may take where "maxMemory" does not say
 * @throws TypeError that names an option that does not exist, or one with a value that it cannot have
 */
export function createCore(given: StubOptions, loadMock: LoadMock | undefined, memory = STANDARD_MEMORY): Core {
  const options = readStubOptions(given);
  const { scenarios = createMemoryScenarios(), logger, metrics } = options;
  const counted = countChanges(options.store ?? createMemoryStore(), (id) => options.sharedJournal?.countChange?.(id));
  const { changesOf } = counted;
  const { begin: _, ...withoutScenarios } = counted.store;
  const store = scenarios === options.store?.scenarios ? counted.store : withoutScenarios;
  const knownKeys = options.apiKey ?? [];
  const clock = createClock(options.clock === 'frozen', () => closing.signal);
  const budget = createBudget(
    options.maxMemory ?? memory,
    { largestBody: options.maxBody, journalBytes: options.journalBytes },
    (pool, message) => logger?.warn({ pool }, `the stub refuses what it has no room for: ${message}`),
    // eslint-disable-next-line no-restricted-syntax -- memory fills in real time
    () => performance.now(),
  );
  // eslint-disable-next-line no-restricted-syntax -- work takes real time
  const turns = createTurns(() => performance.now());
  metrics?.watchBudget?.(budget);
  const journals = createJournals(options.journal, budget.journals, options.sharedJournal, (id) =>
    shownKey(id, organizations.keyOf(id)),
  );
  const behavior = behaviorBy(options);
  const operationOf = (id: string) => contract.operations.find(({ operationId }) => operationId === id);
  const watched: WatchedJournal = {
    reader: tellTrust(options.sharedJournal ?? journals, behavior.inForce, operationOf),
    onRequest: journals.onAdded,
    isShared: options.sharedJournal !== undefined,
  };
  const rateLimiter = options.rateLimit && createRateLimiter(options.rateLimit, clock.elapsed);
  let forgotten = 0;
  let toldAt = -Infinity;
  /** Once a minute: an attack with ever new API keys must not fill the log. */
  function sayForgotten(organization: string): void {
    forgotten++;
    // eslint-disable-next-line no-restricted-syntax -- a log is read in real time
    const now = performance.now();
    if (now - toldAt < 60_000) return;
    toldAt = now;
    logger?.warn({ organization, forgotten }, store.forget ? FORGOTTEN : NOT_REMEMBERED);
  }
  const organizations = createOrganizations({
    seed: options.seed,
    knownKeys,
    most: Math.min(options.maxOrganizations, budget.organizations.limit),
    now: clock.now,
    onForgotten({ id }) {
      store.forget?.(id);
      scenarios.forget?.(id);
      journals.clear(id);
      rateLimiter?.forget(id);
      sayForgotten(id);
    },
  });
  for (const pool of [budget.useCases, budget.scenarios])
    // A little more than is missing, so that not every request has to look for it.
    pool.makeRoom = (missing, asking) =>
      organizations.forgetIdle(Math.max(missing, pool.limit / 64), asking, (id) => pool.heldBy(id));
  store.countIn?.(budget.useCases);
  scenarios.countIn?.(budget.scenarios);
  options.sharedJournal?.countIn?.(budget.unwritten);
  const lasting = {
    budget,
    store,
    scenarios,
    maxUseCases: options.maxUseCases,
    mutex: createKeyedMutex(),
    now: clock.now,
    fakes: createFakes(options.seed).inForm(behavior),
  };
  const access = accessPolicyOf(options);
  const startedAt = new Date(clock.now()).toISOString();
  const refine = createRefine();
  const amended = (plain: Contract) => amendContract(plain, behavior.choices, refine);
  let plainContract = options.contract ?? builtInContract();
  let contract = amended(plainContract);
  const startContext = () => ({ facts: useCaseFacts(contract), contract });
  let fixtures = checkFixturesOption(options.fixtures, { ...startContext(), knownKeys });
  const start = startOfOptions(options, startContext());
  let closing = new AbortController();
  let initialData: InitialData;
  let begin: UseCaseServices['begin'];
  let { services, context } = assemble();

  /**
   * A request keeps the context that it began with, so every change makes a new one. Only what organizations start with
   * is always the latest: an organization that begins does so once.
   */
  function assemble(): { services: UseCaseServices; context: Context } {
    const facts = useCaseFacts(contract);
    initialData = createInitialData({
      fakes: lasting.fakes,
      seedCount: options.seedCount,
      fixtures,
      start,
      idsOfOwner: (owner) => keysOf(owner, knownKeys).map(organizationIdOf),
      defaults: facts.defaults,
    });
    begin = initialData.hasStarts
      ? (organization: Organization) => beginOrganization(organization, services)
      : undefined;
    const ruleBook = ruleBookFor(behavior.choices);
    const latest = {
      get initialData() {
        return initialData;
      },
      get begin() {
        return begin;
      },
    };
    const services: UseCaseServices = Object.assign(latest, lasting, { ruleBook, behavior }, facts);
    const { validation, dynamic, maxBody, cors } = options;
    const served = contract;
    const adminServices = createAdminServices(
      services,
      {
        about: { startedAt, admin: access.access, validation },
        contract: served,
        journals,
        organizations,
        changesOf,
        watched,
        forgetRate: (id) => rateLimiter?.forget(id),
        clock,
        closing: () => closing.signal,
        async pause(milliseconds) {
          const { signal } = closing;
          await wait(milliseconds, signal);
          return !signal.aborted;
        },
      },
      options,
    );
    const context: Context = {
      clock,
      areas: {
        api: apiArea(served, services, createMocks(served, loadMock)),
        admin: adminArea(adminServices),
      },
      organizations,
      access,
      budget,
      turns,
      scenarios,
      get begin() {
        return begin;
      },
      fakes: lasting.fakes,
      ruleBook,
      knownIssues: new KnownIssues(),
      behavior,
      following: followPreferences(() => context, plainContract, services, refine, loadMock),
      validation,
      dynamic,
      maxBody,
      cors,
      trustProxy: options.trustProxy,
      rateLimiter,
      journals,
      logger,
      metrics,
      closing: closing.signal,
    };
    return { services, context };
  }

  function organizationOf(apiKey: string): Organization {
    // No client can send another one, so that a check for "never" would pass whatever happens.
    if (typeof apiKey !== 'string' || !/^[^ \t]+$/.test(apiKey))
      throw new TypeError('An API key is a text without white space, such as "my-test"; leave "Bearer" out');
    const organization = organizations.ofKey(apiKey);
    if (organization === undefined)
      throw new TypeError('This API key is not among those that are let in; give one that the option "apiKey" names');
    return organization;
  }

  const testApi = createTestApi({
    organizationIdOf: (apiKey) => organizationOf(apiKey).id,
    journal: watched,
    contract: () => contract,
    closing: () => closing.signal,
  });

  return {
    ...testApi,
    clock,
    context: () => context,
    beginClosing: () => closing.abort(),
    reopen() {
      closing = new AbortController();
      ({ services, context } = assemble());
    },
    journal(apiKey) {
      const organization = apiKey === undefined ? undefined : organizations.ofKey(apiKey);
      return apiKey !== undefined && organization === undefined
        ? []
        : journals.entries(organization?.id).map((entry) => withTrust(entry, behavior.inForce, operationOf));
    },
    coverage(apiKey) {
      const { since = startedAt, counts } = journals.statusCounts(organizationOf(apiKey).id);
      return stubCoverage(contract, behavior.inForce, { since, counts });
    },
    async setState<Name extends StateName>(apiKey: string, name: Name, parameters?: StateParameters<Name>) {
      const context = { organization: organizationOf(apiKey), services };
      if (typeof name !== 'string') throw new TypeError('stub.setState: the name of a state must be a text');
      const refused = stateRefusal(name, parameters, services);
      if (refused) throw new TypeError(formatStateRefusal(refused, name));
      await services.begin?.(context.organization);
      return (await putIntoState(context, name, parameters)) as StateValues<Name>;
    },
    async scenario(apiKey, wanted) {
      const organization = organizationOf(apiKey);
      if (!isObject(wanted)) throw new TypeError('stub.scenario: it must be an object, such as { status: 503 }');
      const { scenario, issues } = readScenario(wanted, contract);
      if (issues) throw new TypeError(`stub.scenario: ${formatScenarioIssues(issues)}`);
      await services.begin?.(organization);
      const { id, because } = await startWithinBounds(organization, scenario, lasting);
      const end = async () => void (await scenarios.end(organization.id, id));
      return { id, because, end, [Symbol.asyncDispose]: end };
    },
    replaceContract(other) {
      plainContract = other;
      contract = amended(other);
      ({ services, context } = assemble());
    },
    async replaceFixtures(others) {
      const checked = checkFixturesOption(others, { ...startContext(), knownKeys });
      await lasting.mutex.run('fixtures', async () => {
        const before = initialData;
        fixtures = checked;
        ({ services, context } = assemble());
        const seen = organizations.recent().map(({ organization }) => organization);
        await followFixtures(seen, before, services);
        await followStart(seen, before.startOf, services);
      });
    },
    async reset(apiKey) {
      if (apiKey !== undefined) {
        const organization = organizationOf(apiKey);
        await leaveStates({ organization, services });
        journals.empty(organization.id);
        await options.sharedJournal?.empty(organization.id);
        rateLimiter?.forget(organization.id);
        return;
      }
      // Scenarios first: an organization that begins anew once its use cases are gone starts scenarios.
      await scenarios.clear();
      await store.clear();
      organizations.clear();
      journals.clear();
      await options.sharedJournal?.empty();
      rateLimiter?.forget();
    },
  };
}

/** Where there is no Node to tell how much there is. */
const STANDARD_MEMORY = 268_435_456;

const FORGOTTEN = 'idle organizations are forgotten to make room';
const NOT_REMEMBERED = 'idle organizations are remembered in the store only, to make room here';

/** @throws TypeError with each setting that cannot be meant */
function startOfOptions(options: StubSettingValues, context: StartContext): Start {
  try {
    const { withExamples, state = [] } = options;
    const examples: StateName = "the contract's examples exist";
    return startOfSettings(withExamples ? { ...options, state: [{ name: examples }, ...state] } : options, context);
  } catch (error) {
    throw error instanceof StartError ? new TypeError(`createStub: ${error.message}`) : error;
  }
}

function accessPolicyOf({ admin, adminKey, consoleKey, allowHost = [] }: StubSettingValues): AccessPolicy {
  const access = adminKey !== undefined ? 'key' : admin ? 'open' : 'off';
  return { access, key: adminKey ?? consoleKey, hosts: allowHost };
}

/** The API keys that the owner of fixtures stands for: those of that name, or the key itself. */
function keysOf(owner: string, knownKeys: readonly KnownKey[]): string[] {
  if (knownKeys.length === 0) return [owner];
  return knownKeys.filter(({ key, name }) => key === owner || name === owner).map(({ key }) => key);
}
