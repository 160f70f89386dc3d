import type { UseCaseFacts } from '../contract/use-case-facts.ts';
import type { Fields, UseCase, UseCaseFields, Warning } from '../contract/types.ts';
import type { Beginnings } from '../organizations/initial-data.ts';
import type { Fakes } from './fakes/fakes.ts';
import { OrganizationFull, replyToFull } from '../organizations/organization-full.ts';
import type { Organization } from '../organizations/organizations.ts';
import { notFound, refusal, success, type Reply } from '../contract/reply.ts';
import { documentedWarning, issueOfWarning, type RuleBook, type ValidationLevel } from './rules/rule-book.ts';
import type { ScenarioStore, UseCaseStore } from '../store/port.ts';
import type { KeyedMutex } from '../lib/keyed-mutex.ts';

/** What a handler gets: plain data, already held against the contract. */
export interface UseCaseRequest {
  readonly organization: Organization;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** The body without unknown properties. */
  readonly fields: Fields;
  readonly validation: ValidationLevel;
  /** Whether to fill what the client left out with realistic values. */
  readonly dynamic: boolean;
  /** What has been found so far; handlers add to it. */
  readonly warnings: Warning[];
}

/** What handlers work with. */
export interface UseCaseServices extends UseCaseFacts {
  readonly store: UseCaseStore;
  readonly scenarios: ScenarioStore;
  /** Updates of one use case wait for each other here; only those of other replicas collide in the store. */
  readonly mutex: KeyedMutex;
  readonly ruleBook: RuleBook;
  readonly fakes: Fakes;
  /** What organizations start with. */
  readonly beginnings: Beginnings;
  /** Most use cases that an organization may create. */
  readonly maxUseCases: number;
}

/** Each attempt fails only because another one succeeded; so many in a row mean that the store is broken. */
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
      // The number is how many have been created, those that were removed included.
      if (number >= maxUseCases) throw new OrganizationFull(maxUseCases);
      return { id: freeId(organization, number, services), organization_id: organization.id, ...fill(number) };
    });
    return success(useCase);
  } catch (error) {
    return replyToFull(error);
  }
}

/** A fixture may have an id that was once copied from a created use case. It must not be lost to the next such one. */
function freeId(organization: Organization, number: number, { beginnings }: UseCaseServices): string {
  const id = organization.ids.idOf(number);
  return beginnings.isTaken(organization, id) ? organization.ids.idOfText(`created/${number}`) : id;
}

async function getUseCase(request: UseCaseRequest, services: UseCaseServices): Promise<Reply> {
  const id = request.pathParameters['id'] as string;
  const stored = await find(request.organization, id, services);
  return stored ? success(stored.useCase) : noSuchUseCase(request);
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
    if (stored === undefined) return noSuchUseCase(request);
    const merged = { ...stored.useCase, ...fields } as UseCase;
    const refused =
      holdAgainstContract(request, services, stored.useCase, merged) ?? examine(request, services, merged);
    if (refused) return refused;
    if (await services.store.replace(organization.id, merged, stored.version)) return success(merged);
    // Somebody else's change came in between. It is not overwritten: theirs first, then ours on top.
    warnings.length = foundSoFar;
  }
  throw new Error(`the use case ${id} changed ${MOST_ATTEMPTS} times while one update was being made`);
}

async function listUseCases({ organization }: UseCaseRequest, services: UseCaseServices): Promise<Reply> {
  return success(await listAll(organization, services));
}

/** By `operationId`: the operations that are written by hand. Prism mocks the others. */
const handlers: Readonly<Record<string, { readonly handle: Handler; readonly needsId: boolean }>> = {
  createUseCase: { handle: createUseCase, needsId: false },
  getUseCase: { handle: getUseCase, needsId: true },
  updateUseCase: { handle: updateUseCase, needsId: true },
  listUseCases: { handle: listUseCases, needsId: false },
};

/** What must be known of an operation to tell whether a handler fits it. */
interface HandledOperation {
  readonly operationId: string;
  readonly secured: boolean;
  readonly pathParameters: Readonly<Record<string, unknown>>;
}

/**
 * The handler of an operation, if there is one that fits: a document given by a user may use the same ids for
 * something else, without API key or id.
 */
export function handlerOf({ operationId, secured, pathParameters }: HandledOperation): Handler | undefined {
  const entry = Object.hasOwn(handlers, operationId) ? handlers[operationId] : undefined;
  return entry && secured && entry.needsId === Object.hasOwn(pathParameters, 'id') ? entry.handle : undefined;
}

/**
 * After a change the whole must still be a use case that create would take. What was wrong before is not held
 * against a change that does not touch it; a use case made at a lenient level could not be mended otherwise.
 */
function holdAgainstContract(
  { validation, warnings }: UseCaseRequest,
  { contractIssues }: UseCaseServices,
  before: Fields,
  merged: Fields,
): Reply | undefined {
  if (validation === 'off') return undefined;
  const found = contractIssues(merged);
  if (found.length === 0) return undefined;
  const known = new Set([...contractIssues(before), ...warnings].map(({ path }) => path.join('\u0000')));
  const issues = found.filter(({ path }) => !known.has(path.join('\u0000')));
  if (issues.length > 0 && validation !== 'warn') return refusal(issues);
  warnings.push(...issues.map(documentedWarning));
  return undefined;
}

/** Holds a whole use case against the assumed rules; only the strict level refuses by them. */
function examine(request: UseCaseRequest, { ruleBook }: UseCaseServices, whole: Fields): Reply | undefined {
  if (request.validation === 'off') return undefined;
  const { warnings } = request;
  warnings.push(...ruleBook.examine(whole, request.fields));
  if (request.validation !== 'strict' || warnings.length === 0) return undefined;
  return refusal(warnings.map(issueOfWarning));
}

function withDefaults(fields: Fields, defaults: Fields): UseCaseFields {
  const filled: Record<string, unknown> = { ...fields };
  for (const name in defaults) filled[name] ??= defaults[name];
  return filled;
}

/** What an organization starts with comes to be when somebody first asks for it; creates cost no generating. */
async function find(organization: Organization, id: string, services: UseCaseServices) {
  const look = () => services.store.find(organization.id, id);
  if (!services.beginnings.mayHave(organization, id)) return look();
  return onceBegun(organization, services, look, (stored) => stored === undefined);
}

/** All use cases of an organization, those included that it begins with. */
export function listAll(organization: Organization, services: UseCaseServices): Promise<readonly UseCase[]> {
  const look = () => services.store.list(organization.id);
  return onceBegun(organization, services, look, ({ length }) => length === 0);
}

/**
 * Looks for something once an organization has begun. A reset may come between the two, whereupon there would seem to
 * be nothing; so who finds nothing looks again if it has to begin anew.
 */
export async function onceBegun<Found>(
  organization: Organization,
  services: UseCaseServices,
  look: () => Promise<Found>,
  isNothing: (found: Found) => boolean,
): Promise<Found> {
  let beginning = await ensureBegun(organization, services);
  for (let attempt = 1; ; attempt++) {
    const found = await look();
    if (!isNothing(found) || attempt === MOST_ATTEMPTS) return found;
    const latest = await ensureBegun(organization, services);
    if (latest === beginning) return found;
    beginning = latest;
  }
}

/** Gives an organization what it starts with, if it has not got it yet. @returns which beginning it is */
async function ensureBegun(organization: Organization, { store, beginnings }: UseCaseServices): Promise<unknown> {
  const startingUseCases = beginnings.of(organization);
  return startingUseCases && store.begin(organization.id, startingUseCases);
}

function noSuchUseCase({ pathParameters, validation, warnings }: UseCaseRequest): Reply {
  if (validation === 'off' || /^[0-9a-f]{24}$/i.test(pathParameters['id'] as string)) return notFound();
  warnings.push({ rule: 'id-hexadecimal', path: ['id'], message: "not 24 hexadecimal digits, so nobody's id" });
  return validation === 'strict' ? refusal(warnings.map(issueOfWarning)) : notFound();
}
