import { isAmended } from '../contract/amended-operation.ts';
import type { Behavior } from '../contract/behavior.ts';
import type { UseCaseFacts } from '../contract/use-case-facts.ts';
import type { Fields, UseCase, UseCaseFields, Warning } from '../contract/types.ts';
import { initialUseCasesOf, type InitialData } from '../organizations/initial-state.ts';
import type { Fakes } from './fakes/fakes.ts';
import { OrganizationFull, replyToFull, type Organization } from '../organizations/organizations.ts';
import { failedLookUp, notFound, refusal, success, type Reply } from '../contract/reply.ts';
import { documentedWarning, issueOfWarning, type RuleBook, type ValidationLevel } from './rules/rule-book.ts';
import type { ScenarioStore, UseCaseStore } from '../store/port.ts';
import type { Budget } from '../lib/budget.ts';
import type { KeyedMutex } from '../lib/keyed-mutex.ts';

/** What a handler gets: plain data that the contract has validated. */
export interface UseCaseRequest {
  readonly organization: Organization;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** The body without unknown properties. */
  readonly fields: Fields;
  readonly validation: ValidationLevel;
  /** Whether to fill what the client left out with realistic values. */
  readonly dynamic: boolean;
  /** The warnings so far. Handlers add to them. */
  readonly warnings: Warning[];
}

/** What handlers work with. */
export interface UseCaseServices extends UseCaseFacts {
  readonly store: UseCaseStore;
  /** What may be held in memory. */
  readonly budget: Budget;
  readonly scenarios: ScenarioStore;
  /** The stub's clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** Updates of one use case run one after the other; only those of other replicas can collide in the store. */
  readonly mutex: KeyedMutex;
  readonly ruleBook: RuleBook;
  readonly behavior: Behavior;
  readonly fakes: Fakes;
  /** The latest, also for a request that began before it. */
  readonly initialData: InitialData;
  /** Gives an organization what it starts with, and returns the mark of that. Undefined: use cases at most, and later. */
  readonly begin: ((organization: Organization) => Promise<unknown>) | undefined;
  /** How many use cases an organization may create. */
  readonly maxUseCases: number;
}

/** An attempt only fails when another change succeeded. After this many failures the store must be broken. */
const MOST_ATTEMPTS = 1_000;

export type Handler = (request: UseCaseRequest, services: UseCaseServices) => Promise<Reply>;

async function createUseCase(request: UseCaseRequest, services: UseCaseServices): Promise<Reply> {
  const { organization, fields, dynamic } = request;
  const refused = examine(request, services, fields);
  if (refused) return refused;
  const fill = dynamic
    ? await services.fakes.completer(fields, organization.id)
    : () => withDefaults(fields, services.defaults);
  const { maxUseCases } = services;
  try {
    const useCase = await services.store.create(organization.id, (number) => {
      // The number counts the created use cases, including removed ones.
      if (number >= maxUseCases) throw new OrganizationFull(maxUseCases);
      return { id: freeId(organization, number, services), organization_id: organization.id, ...fill(number) };
    });
    return success(useCase);
  } catch (error) {
    return replyToFull(error);
  }
}

/** The id of a created use case. A fixture may have been copied from one and have its id; a create must not replace it. */
function freeId(organization: Organization, number: number, { initialData }: UseCaseServices): string {
  const id = organization.ids.idOf(number);
  return initialData.isReserved(organization, id) ? organization.ids.idOfText(`created/${number}`) : id;
}

async function getUseCase(request: UseCaseRequest, services: UseCaseServices): Promise<Reply> {
  const id = request.pathParameters['id'] as string;
  const stored = await find(request.organization, id, services);
  return stored ? success(stored.useCase) : noSuchUseCase(request, services);
}

function updateUseCase(request: UseCaseRequest, services: UseCaseServices): Promise<Reply> {
  const id = request.pathParameters['id'] as string;
  return services.mutex.run(`${request.organization.id}/${id}`, () => update(request, services, id));
}

async function update(request: UseCaseRequest, services: UseCaseServices, id: string): Promise<Reply> {
  const { organization, fields, warnings } = request;
  const foundSoFar = warnings.length;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const stored = await find(organization, id, services);
    if (stored === undefined) return noSuchUseCase(request, services);
    const merged = { ...stored.useCase, ...fields } as UseCase;
    const refused = checkContract(request, services, stored.useCase, merged) ?? examine(request, services, merged);
    if (refused) return refused;
    if (await services.store.replace(organization.id, merged, stored.version)) return success(merged);
    // Another replica changed the use case in the meantime. Its change stays, and this one is applied on top.
    warnings.length = foundSoFar;
  }
  throw new Error(`the use case ${id} changed ${MOST_ATTEMPTS} times while one update was being made`);
}

async function listUseCases({ organization }: UseCaseRequest, services: UseCaseServices): Promise<Reply> {
  const { isListPage, isNewestFirst } = services.behavior;
  if (isListPage || isNewestFirst) return listReply(await listAll(organization, services), services.behavior);
  if (services.store.pages === undefined) return success(await listAll(organization, services));
  const { first, second, rest } = await beginPages(organization, services);
  if (second === undefined) return success(first.map(parse));
  return { status: 200, pages: { first, rest: resume(second, rest) } };
}

/** The reply with a whole list, given in the order of creation. */
export function listReply(useCases: readonly UseCase[], { isListPage, isNewestFirst }: Behavior): Reply {
  const items = isNewestFirst ? useCases.toReversed() : useCases;
  return { status: 200, body: isListPage ? { items, count: items.length, currentPage: 1 } : items };
}

const parse = (json: string) => JSON.parse(json) as UseCase;

/** Reads the first pages, which are all that most lists have. */
function beginPages(organization: Organization, services: UseCaseServices) {
  const read = async () => {
    const rest = services.store.pages?.(organization.id) as AsyncGenerator<readonly string[], void>;
    const { value: first = [] } = await rest.next();
    const { value: second } = await rest.next();
    return { first, second: second ?? undefined, rest };
  };
  return withInitialData(organization, services, read, ({ first }) => first.length === 0);
}

async function* resume<Page>(read: Page, rest: AsyncIterable<Page>): AsyncGenerator<Page> {
  yield read;
  yield* rest;
}

/** Only where it is chosen that the API has such an operation. */
async function deleteUseCase(request: UseCaseRequest, services: UseCaseServices): Promise<Reply> {
  const { organization, pathParameters } = request;
  const remove = () => services.store.remove(organization.id, pathParameters['id'] as string);
  const isRemoved = await withInitialData(organization, services, remove, (removed) => !removed);
  return isRemoved ? { status: 200, body: {} } : noSuchUseCase(request, services);
}

/** By `operationId`: the operations that have a handler. Prism mocks the others. */
const handlers: Readonly<Record<string, { readonly handle: Handler; readonly needsId: boolean }>> = {
  createUseCase: { handle: createUseCase, needsId: false },
  getUseCase: { handle: getUseCase, needsId: true },
  updateUseCase: { handle: updateUseCase, needsId: true },
  listUseCases: { handle: listUseCases, needsId: false },
  deleteUseCase: { handle: deleteUseCase, needsId: true },
};

/** The part of an operation that decides whether a handler fits. */
interface HandledOperation {
  readonly operationId: string;
  readonly secured: boolean;
  readonly pathParameters: Readonly<Record<string, unknown>>;
}

/**
 * @returns the handler of an operation; undefined when there is none that fits. A user's own document may use the same
 *   `operationId` for something else, without API key or id.
 */
export function handlerOf(operation: HandledOperation): Handler | undefined {
  const { operationId, secured, pathParameters } = operation;
  // A user's own delete answers as the document says, which Prism knows.
  if (operationId === 'deleteUseCase' && !isAmended(operation)) return undefined;
  const entry = Object.hasOwn(handlers, operationId) ? handlers[operationId] : undefined;
  return entry && secured && entry.needsId === Object.hasOwn(pathParameters, 'id') ? entry.handle : undefined;
}

/**
 * A changed use case must be one that create would accept. Mistakes that it had before do not refuse a change that
 * does not touch them: otherwise a use case made at a lenient level could not be mended.
 */
function checkContract(
  { validation, warnings }: UseCaseRequest,
  { issuesOfChange }: UseCaseServices,
  before: Fields,
  merged: Fields,
): Reply | undefined {
  if (validation === 'off') return undefined;
  const found = issuesOfChange(before, merged);
  if (found.length === 0) return undefined;
  const known = new Set(warnings.map(({ path }) => path.join('\u0000')));
  const issues = found.filter(({ path }) => !known.has(path.join('\u0000')));
  if (issues.length > 0 && validation !== 'warn') return refusal(issues);
  warnings.push(...issues.map(documentedWarning));
  return undefined;
}

/** Checks a whole use case against the assumed rules. They only refuse at the strict level. */
function examine(request: UseCaseRequest, { ruleBook }: UseCaseServices, whole: Fields): Reply | undefined {
  if (request.validation === 'off') return undefined;
  const { warnings } = request;
  warnings.push(...ruleBook.examine(whole, request.fields, warnings));
  if (request.validation !== 'strict' || warnings.length === 0) return undefined;
  return refusal(warnings.map(issueOfWarning));
}

function withDefaults(fields: Fields, defaults: Fields): UseCaseFields {
  const filled: Record<string, unknown> = { ...fields };
  for (const name in defaults) if (filled[name] === undefined) filled[name] = defaults[name];
  return filled;
}

/** Reads a use case. Initial use cases are only generated when the id may be one of them. */
async function find(organization: Organization, id: string, services: UseCaseServices) {
  const read = () => services.store.find(organization.id, id);
  if (!services.initialData.mayContain(organization, id)) return read();
  return withInitialData(organization, services, read, (stored) => stored === undefined);
}

function listAll(organization: Organization, services: UseCaseServices): Promise<readonly UseCase[]> {
  const read = () => services.store.list(organization.id);
  return withInitialData(organization, services, read, ({ length }) => length === 0);
}

/** Use cases that are looked at before other requests have their turn. */
const MOST_AT_ONCE = 500;

/**
 * All use cases of an organization, its initial ones first, some at a time: those in a database are never in memory as a
 * whole.
 */
export async function* useCasesOf(
  organization: Organization,
  services: UseCaseServices,
): AsyncGenerator<readonly UseCase[], void> {
  if (services.store.pages === undefined) {
    const all = await listAll(organization, services);
    for (let from = 0; from < all.length; from += MOST_AT_ONCE) yield all.slice(from, from + MOST_AT_ONCE);
    return;
  }
  const { first, second, rest } = await beginPages(organization, services);
  yield first.map(parse);
  if (second === undefined) return;
  for await (const page of resume(second, rest)) yield page.map(parse);
}

/**
 * Accesses an organization's use cases once the initial ones are in the store. A reset between the two steps would
 * make the organization look empty; so when nothing is found and there was a reset, the access is repeated.
 *
 * @param access reads or removes something
 * @param isNothing whether the result of `access` means that nothing was found
 * @returns the result of the last access
 */
export async function withInitialData<Found>(
  organization: Organization,
  services: UseCaseServices,
  access: () => Promise<Found>,
  isNothing: (found: Found) => boolean,
): Promise<Found> {
  let mark = await ensureInitialData(organization, services);
  for (let attempt = 1; ; attempt++) {
    const found = await access();
    if (!isNothing(found) || attempt === MOST_ATTEMPTS) return found;
    const latest = await ensureInitialData(organization, services);
    if (latest === mark) return found;
    mark = latest;
  }
}

/** Stores an organization's initial use cases unless they are there. @returns the mark of that initialization */
async function ensureInitialData(organization: Organization, services: UseCaseServices): Promise<unknown> {
  const { store, initialData, begin } = services;
  if (begin !== undefined) return begin(organization);
  if (initialData.of(organization) === undefined) return undefined;
  return store.initialize(organization.id, () => initialUseCasesOf(organization, services));
}

function noSuchUseCase({ pathParameters, validation, warnings }: UseCaseRequest, { behavior }: UseCaseServices): Reply {
  const isHexadecimal = /^[0-9a-f]+$/i.test(pathParameters['id'] as string);
  if (behavior.isIdFailing && !isHexadecimal) return failedLookUp();
  const missing = notFound(behavior.notFound);
  if (validation === 'off' || (isHexadecimal && pathParameters['id']?.length === 24)) return missing;
  warnings.push({
    rule: 'id-hexadecimal',
    path: ['id'],
    message: 'not 24 hexadecimal digits, so no use case has this id',
  });
  return validation === 'strict' ? refusal(warnings.map(issueOfWarning)) : missing;
}
