import type { Notice } from '../admin/notices.ts';
import type { Contract } from '../contract/contract.ts';
import { FidelityError, readFidelity, type Fidelity } from '../contract/fidelity.ts';
import { isObject } from '../lib/guards.ts';
import type { StubSettings } from './stub-settings.ts';
import type { Fixtures, FixtureSet } from '../organizations/fixtures/fixture.ts';
import type { Metrics } from '../serve/metrics.ts';
import type { Logger } from '../serve/context.ts';
import { SettingError } from './kinds.ts';
import { unknownSetting } from './names.ts';
import {
  settingNames,
  settingOf,
  stubSettingNames,
  type SettingName,
  type SettingValues,
  type StubSettingValues,
} from './settings.ts';
import type { ScenarioStore, SharedJournal, UseCaseStore } from '../store/port.ts';

/** Parts that only a program can give to a stub. The command line makes them from what its flags name. */
export interface StubParts {
  /** Gets a line for each request. Default: none. */
  readonly logger?: Logger;
  /** What to serve; see `loadContract`. Default: the built-in contract. */
  readonly contract?: Contract;
  /**
   * Use cases that organizations start with in place of generated ones: plain data, or files by `loadFixtures`.
   * Default: none.
   */
  readonly fixtures?: Fixtures | FixtureSet;
  /** What a probe found out about the real API: the content of a fidelity file, to do as that API does. Default: nothing. */
  readonly fidelity?: Fidelity;
  /** Where use cases are kept; see `openStore`. Default: in memory. */
  readonly store?: UseCaseStore;
  /** Where scenarios are kept; see `openStore`. Default: in memory. */
  readonly scenarios?: ScenarioStore;
  /** Where requests are recorded as well, so that replicas see each other's. Default: nowhere. */
  readonly sharedJournal?: SharedJournal;
  /** Rejects with the reason while the store cannot be reached; `GET /__stub/ready` asks it. */
  readonly ready?: () => Promise<void>;
  /** Keeps figures about requests; see `createMetrics`. Default: none are kept. */
  readonly metrics?: Metrics;
  /** What is wrong with files that are followed; the stub's own routes show it. Default: nothing. */
  readonly notices?: () => readonly Notice[];
}

/** What `createStub` takes: settings, and parts that only a program can give. */
export interface StubOptions extends StubSettings, StubParts {}

/** What each part is at run time, for programs that no compiler checks. */
const partTypes = {
  logger: 'object',
  contract: 'object',
  // These are checked with all that is in them.
  fixtures: undefined,
  fidelity: undefined,
  store: 'object',
  scenarios: 'object',
  sharedJournal: 'object',
  ready: 'function',
  metrics: 'object',
  notices: 'function',
} as const satisfies Record<keyof StubParts, 'object' | 'function' | undefined>;

/**
 * Checks the options of `createStub`, reads the settings among them, and fills in their defaults.
 *
 * @throws TypeError that names an option that does not exist, or one with a value that it cannot have
 */
export function readStubOptions(options: StubOptions): StubSettingValues & StubParts {
  if (!isObject(options)) throw new TypeError('createStub takes an object of settings');
  const known = [...stubSettingNames, ...Object.keys(partTypes)];
  for (const [name, value] of Object.entries(options)) {
    if (!known.includes(name)) throw new TypeError(`createStub: "${name}" ${unknownOption(name, known)}`);
    if (value instanceof Promise) throw new TypeError(`createStub: ${name} is a promise; await it first`);
    const type = Object.hasOwn(partTypes, name) ? partTypes[name as keyof StubParts] : undefined;
    if (type !== undefined && value !== undefined && (typeof value !== type || value === null))
      throw new TypeError(`createStub: ${name} must be ${type === 'object' ? 'an object' : 'a function'}`);
  }
  const {
    logger,
    contract,
    fixtures,
    fidelity: found,
    store,
    scenarios,
    sharedJournal,
    ready,
    metrics,
    notices,
  } = options;
  const fidelity = found === undefined ? undefined : readFidelityOption(found);
  const parts = { logger, contract, fixtures, fidelity, store, scenarios, sharedJournal, ready, metrics, notices };
  return { ...(parts as StubParts), ...readStubSettings(options) };
}

function readFidelityOption(given: unknown): Fidelity {
  try {
    return readFidelity(given);
  } catch (error) {
    throw error instanceof FidelityError
      ? new TypeError(`createStub: fidelity ${error.message}`, { cause: error })
      : error;
  }
}

function unknownOption(name: string, known: readonly string[]): string {
  const setting = settingNames.find((each) => each === name);
  if (setting === undefined) return unknownSetting(name, known);
  return `is a setting of the command line; ${settingOf(setting).inPrograms ?? 'a program has no need of it'}`;
}

/**
 * Reads the settings that a program gives to `createStub`, and fills in the defaults.
 *
 * @param given may have other options as well, which are left alone
 * @throws TypeError that names a setting with a value that it cannot have
 */
export function readStubSettings(given: StubSettings): StubSettingValues {
  const values: Record<string, unknown> = {};
  for (const name of stubSettingNames) {
    values[name] = readOption(name, given[name]);
    const { notWith, needs } = settingOf(name);
    if (needs !== undefined && given[name] !== undefined && given[needs] === false)
      throw new TypeError(`createStub: ${name} has no effect while ${needs} is off; leave out the one or the other`);
    if (notWith !== undefined && given[name] !== undefined && given[notWith] !== undefined)
      throw new TypeError(`createStub: ${name} has no effect beside ${notWith}; leave out the one or the other`);
  }
  return values as StubSettingValues;
}

/** The settings among all of them that `createStub` takes. */
export function stubSettingsOf(values: SettingValues): StubSettings {
  const given = stubSettingNames.filter((name) => values[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, values[name]]));
}

function readOption(name: SettingName, given: unknown): unknown {
  const { kind, default: standard } = settingOf(name);
  if (given === undefined) return standard;
  try {
    return kind.read(given);
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    const isShown = !kind.isSecret && ['string', 'number', 'boolean'].includes(typeof given);
    const value = isShown ? `, not ${given as string}` : '';
    throw new TypeError(`createStub: ${name} ${error.message}${value}`, { cause: error });
  }
}
