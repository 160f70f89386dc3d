/** What a program may import from `use-case-stub`. */
import { amendContract } from './contract/amend-contract.ts';
import { behaviorBy } from './contract/behavior.ts';
import { builtInContract } from './contract/built-in.ts';
import type { Contract } from './contract/contract.ts';
import { useCaseFacts } from './contract/use-case-facts.ts';
import type { Metrics } from './serve/metrics.ts';
import { readStubSettings, type StubOptions, type StubParts } from './settings/stub-options.ts';
import type { StubConfig } from './settings/stub-settings.ts';
import type { FixtureSet } from './organizations/fixtures/fixture.ts';
import { createRefine } from './use-cases/rules/refine.ts';

export { createStub, type Stub } from './stub.ts';
export type { StubOptions, StubParts };
export { FixtureError } from './organizations/fixtures/fixture.ts';
export { SpecFileError } from './contract/contract.ts';
export type { StubConfig, StubSettings } from './settings/stub-settings.ts';
export { openStore, StoreNameError, type OpenStore, type OpenStoreOptions } from './store/open-store.ts';
export { StoreUnavailable } from './store/port.ts';
export type { Contract };

/**
 * The built-in contract, extended by the operations of an OpenAPI 3.1 document; give it to `createStub`.
 *
 * @param file path of a YAML or JSON file
 * @returns the contract, for the option `contract`
 * @throws SpecFileError in one line: file, place, reason
 */
export async function loadContract(file: string): Promise<Contract> {
  // Loaded here, so that other programs do not load a YAML parser and a compiler of JSON Schema.
  const specFile = await import('./contract/spec-file.ts');
  return specFile.loadContract(file);
}

/**
 * Use cases for organizations to start with, from JSON and YAML files; give them to `createStub`.
 *
 * @param paths files, and directories, of which every `.json`, `.yaml` and `.yml` file is taken
 * @param options the contract that checks them, default the built-in one, with the assumptions that it follows; and the API
 *   keys that they may name, default any
 * @returns the fixtures, for the option `fixtures`
 * @throws FixtureError whose lines name file, line, place and reason
 */
export async function loadFixtures(
  paths: string | readonly string[],
  options: Pick<StubOptions, 'contract' | 'apiKey' | 'assume' | 'fidelity'> = {},
): Promise<FixtureSet> {
  const { readFixtures } = await import('./organizations/fixtures/files.ts');
  const { contract: plain = builtInContract(), fidelity, ...settings } = options;
  const { apiKey: knownKeys = [], assume } = readStubSettings(settings);
  const { choices } = behaviorBy({ fidelity, assume });
  const contract = amendContract(plain, choices, createRefine());
  return readFixtures([paths].flat(), { facts: useCaseFacts(contract), contract, knownKeys });
}

/** Lets an editor complete and check a `use-case-stub.config.ts`. @returns the configuration, unchanged */
export function defineConfig(config: StubConfig): StubConfig {
  return config;
}

/**
 * Figures about requests and the process, for `createStub`'s `metrics`; `GET /__stub/metrics` answers them for
 * Prometheus.
 *
 * @param options a label `instance` of every figure, by which replicas can be told apart; default: none
 */
export async function createMetrics({ instance }: { readonly instance?: string } = {}): Promise<Metrics> {
  const [{ createMetrics: create }, { processFigures }] = await Promise.all([
    import('./serve/metrics.ts'),
    import('./serve/process-metrics.ts'),
  ]);
  return create(processFigures(), instance);
}

export type { Metrics };

export type {
  ErrorBody,
  Issue,
  Language,
  UseCase,
  UseCaseCreate,
  UseCaseUpdate,
  ValidationError,
  components,
  operations,
  paths,
} from './contract/types.ts';
export type { Fixture, FixtureDocument, FixtureStart, Fixtures, FixtureSet } from './organizations/fixtures/fixture.ts';
export { createNotices, type Notice, type Notices } from './admin/notices.ts';
export type { Logger } from './serve/context.ts';
export type { KnownKey } from './organizations/organizations.ts';
export type { RateLimit } from './organizations/rate-limit.ts';
export type { ValidationLevel } from './use-cases/rules/rule-book.ts';
export type { Warning } from './contract/types.ts';
export type {
  ExampleOf,
  OperationId,
  PlannedMatch,
  PlannedOutcome,
  PlannedScenario,
  ReplyBodyOf,
  StartedScenario,
  StatusOf,
} from './organizations/planned-scenario.ts';
export { ClockError, type AdvanceOptions, type StubClock } from './lib/clock.ts';
export { ExpectationError, type NearMiss } from './requests/expectation.ts';
export type { OperationCoverage, StatusCoverage, StubCoverage } from './coverage/suite.ts';
export type { RequestMatcher } from './requests/match.ts';
export type { Difference, Part, RequestQuery } from './requests/query.ts';
export type { RequestExpectations, TestApi, WaitOptions } from './requests/test-api.ts';
export type {
  StartState,
  StateName,
  StateParameters,
  StateValues,
  StateWithParameters,
} from './organizations/states/catalogue.ts';
export { TooManyScenarios } from './store/port.ts';
export type {
  JournalEntry,
  JournalReader,
  RunningScenario,
  Scenario,
  ScenarioOutcome,
  ScenarioStep,
  ScenarioStore,
  SeenOrganization,
  SharedJournal,
  SharedRequest,
  StatusCounts,
  StoredUseCase,
  UseCaseStore,
  Verdict,
} from './store/port.ts';
