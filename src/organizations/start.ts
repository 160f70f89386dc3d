/** What organizations start with besides use cases: states and scenarios, which a reset brings back. */
import type { Contract, Path } from '../contract/contract.ts';
import type { UseCaseFacts } from '../contract/use-case-facts.ts';
import { isObject } from '../lib/guards.ts';
import { toPointer } from '../lib/json-pointer.ts';
import { createMemoryScenarios } from '../store/memory/scenarios.ts';
import { createMemoryStore } from '../store/memory/use-cases.ts';
import type { Beginning, Delay } from '../store/port.ts';
import type { UseCaseServices } from '../use-cases/handlers.ts';
import type { Organization } from './organizations.ts';
import { initialUseCasesOf, ofLatest, type NamedState, type Start } from './initial-state.ts';
import { MOST_SCENARIOS, readScenario } from './scenario-check.ts';
import { startedNow } from './scenarios.ts';
import { leaveStates, putIntoState, stateRefusal } from './states/enter-state.ts';

/** What states and scenarios are checked against. */
export interface StartContext {
  readonly facts: UseCaseFacts;
  readonly contract: Contract;
}

/**
 * Checks states and scenarios that organizations are to start with.
 *
 * @param given lists; undefined: none
 * @param path where each list stands, for the reports
 * @param report gets the place and the reason of each mistake
 */
export function readStart(
  given: { readonly states?: unknown; readonly scenarios?: unknown },
  path: { readonly states: Path; readonly scenarios: Path },
  { facts, contract }: StartContext,
  report: (path: Path, reason: string) => void,
): Start {
  const itemsAt = (name: 'states' | 'scenarios'): unknown[] => {
    const { [name]: list = [] } = given;
    if (Array.isArray(list)) return list;
    report(path[name], `must be a list of ${name}`);
    return [];
  };
  const states = itemsAt('states').flatMap((item, index) => {
    const at = [...path.states, index];
    const state = typeof item === 'string' ? { name: item } : item;
    if (!isObject(state) || typeof state['name'] !== 'string') {
      report(at, 'must be the name of a state, or { name, params }');
      return [];
    }
    const { name, params, ...others } = state as { name: string; params?: object };
    for (const other of Object.keys(others)) report([...at, other], 'is not known here; a state has name and params');
    const refused = stateRefusal(name, params, facts);
    const place = refused?.error === 'state-unknown' ? at : [...at, 'params'];
    for (const issue of refused?.issues ?? []) report([...place, ...issue.path], issue.message);
    return refused ? [] : [{ name, ...(params && { params }) }];
  });
  const items = itemsAt('scenarios');
  if (items.length > MOST_SCENARIOS) report(path.scenarios, `has more than ${MOST_SCENARIOS} scenarios`);
  const reasons = new Map<string, number>();
  const scenarios = items.flatMap((item, index) => {
    const { scenario, issues = [] } = readScenario(item, contract);
    for (const issue of issues) report([...path.scenarios, index, ...issue.path], issue.message);
    if (scenario === undefined) return [];
    const same = reasons.get(scenario.because);
    if (same !== undefined) report([...path.scenarios, index], replaces(same, scenario.because));
    reasons.set(scenario.because, index);
    return scenario;
  });
  return { states, scenarios };
}

function replaces(earlier: number, because: string): string {
  return `would replace number ${earlier + 1}, whose reason is the same: ${JSON.stringify(because)}; give it a "because" of its own`;
}

/** The settings that say what organizations start with. */
export interface StartSettings {
  readonly state?: readonly NamedState[] | undefined;
  readonly scenario?: readonly object[] | undefined;
  readonly delay?: Delay | undefined;
}

/**
 * What the settings `state`, `scenario` and `delay` say.
 *
 * @throws StartError with the setting and the reason of each mistake
 */
export function startOfSettings({ state, scenario, delay }: StartSettings, context: StartContext): Start {
  const mistakes: string[] = [];
  const own = readStart(
    { states: state, scenarios: scenario },
    { states: ['state'], scenarios: ['scenario'] },
    context,
    ([name, index, ...rest], reason) =>
      mistakes.push(`${String(name)}${index === undefined ? '' : ` ${Number(index) + 1}`}${inside(rest)}: ${reason}`),
  );
  const slow = delay === undefined ? undefined : readScenario({ because: EVERY_REPLY, delay }, context.contract);
  for (const issue of slow?.issues ?? [])
    mistakes.push(`${['delay', ...issue.path.slice(1)].join('/')}: ${issue.message}`);
  if (mistakes.length > 0) throw new StartError(mistakes.join('\n'));
  return { states: own.states, scenarios: [...(slow?.scenario ? [slow.scenario] : []), ...own.scenarios] };
}

/** The reason of the setting `delay`, which is a scenario. */
const EVERY_REPLY = 'every reply is delayed';

function inside(path: Path): string {
  return path.length === 0 ? '' : ` at ${toPointer(path)}`;
}

/** States or scenarios that cannot be meant. Each line of the message is a setting with a reason. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Each but the first comes after a reset while the organization was beginning. */
const MOST_ATTEMPTS = 100;

/**
 * Gives an organization what it starts with, unless it has begun: use cases, then states, then scenarios. The store
 * remembers that it has, also for other replicas and after a restart, until it is reset.
 *
 * @returns the mark of the initialization; see `UseCaseStore`
 */
export async function beginOrganization(organization: Organization, services: UseCaseServices): Promise<unknown> {
  const { store, scenarios, mutex, now } = services;
  if (store.begin !== undefined)
    return store.begin(organization.id, () =>
      ofLatest(services, (initialData) => beginningOf(organization, { ...services, initialData })),
    );
  // One at a time, so that a second request does not go on before the scenarios have been started.
  return mutex.run(`${organization.id}/start`, async () => {
    let isRestLeft = false;
    for (let attempt = 1; ; attempt++) {
      let isNew = false;
      const mark = await store.initialize(organization.id, async (isAgain = false) => {
        // Use cases that were dropped to make room come again; states and scenarios were started and stay as they are.
        isNew = !isAgain || isRestLeft;
        return initialUseCasesOf(organization, services);
      });
      if (!isNew || attempt === MOST_ATTEMPTS) return mark;
      isRestLeft = true;
      // Of several replicas only the one whose mark was stored starts the rest.
      if ((await markOf(organization, services)) !== mark) continue;
      const start = services.initialData.startOf(organization);
      try {
        for (const { name, params } of start.states) await putIntoState({ organization, services }, name, params);
        for (const scenario of start.scenarios) await scenarios.start(organization.id, startedNow(scenario, now));
      } catch (error) {
        // The next request tries again.
        await leaveStates({ organization, services }).catch(() => undefined);
        throw error;
      }
      isRestLeft = false;
      // A state may have replaced the use cases, and the mark with them; or another replica has reset the organization.
    }
  });
}

/**
 * Makes what an organization begins with, in memory: a state changes use cases and starts scenarios one after the other,
 * but a store that other processes share must show them all at once.
 */
async function beginningOf(organization: Organization, services: UseCaseServices): Promise<Beginning> {
  const { initialData, now } = services;
  const [store, scenarios] = [createMemoryStore(), createMemoryScenarios()];
  const inMemory = { organization, services: { ...services, store, scenarios } };
  const { states, scenarios: planned } = initialData.startOf(organization);
  await store.initialize(organization.id, () => initialUseCasesOf(organization, services));
  for (const { name, params } of states) await putIntoState(inMemory, name, params);
  for (const scenario of planned) await scenarios.start(organization.id, startedNow(scenario, now));
  // Initial ones are listed first.
  const [all, putCount] = [await store.list(organization.id), await store.count(organization.id)];
  const initialCount = all.length - putCount;
  return {
    useCases: all.slice(0, initialCount),
    put: all.slice(initialCount),
    scenarios: (await scenarios.list(organization.id)).map(({ id: _id, left: _left, ...scenario }) => scenario),
  };
}

const NO_MARK = new Error('the organization has no initial use cases');

/** The mark that an organization has; undefined when it has not begun. */
async function markOf({ id }: Organization, { store }: UseCaseServices): Promise<unknown> {
  try {
    return await store.initialize(id, () => Promise.reject(NO_MARK));
  } catch (error) {
    if (error === NO_MARK) return undefined;
    throw error;
  }
}

/**
 * Brings changed scenarios into organizations that have begun: new and changed ones are started, and those that are gone
 * end. Changed states wait for the next reset, since to enter one may replace use cases.
 */
export async function followStart(
  organizations: readonly Organization[],
  before: (organization: Organization) => Start,
  { scenarios, initialData, begin, now }: UseCaseServices,
): Promise<void> {
  for (const organization of organizations) {
    const [then, latest] = [before(organization), initialData.startOf(organization)];
    if (JSON.stringify(then.scenarios) === JSON.stringify(latest.scenarios)) continue;
    // One that is beginning may be about to start the earlier ones.
    await begin?.(organization);
    const earlier = new Map(then.scenarios.map((each) => [each.because, JSON.stringify(each)]));
    for (const scenario of latest.scenarios) {
      const known = earlier.get(scenario.because);
      earlier.delete(scenario.because);
      if (known !== JSON.stringify(scenario)) await scenarios.start(organization.id, startedNow(scenario, now));
    }
    for (const { id, because } of await scenarios.list(organization.id))
      if (earlier.has(because)) await scenarios.end(organization.id, id);
  }
}
