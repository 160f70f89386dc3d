import type { Issue, UseCase, UseCaseFields } from '../contract/types.ts';
import type { Fakes } from './fakes/fakes.ts';
import type { Organization } from './organizations.ts';
import { notFound, refusal, success, type Reply } from './reply.ts';
import { documentedWarning, issueOfWarning, type RuleBook, type ValidationLevel } from './rules/rule-book.ts';
import type { Fields, Warning } from './rules/rule.ts';
import type { UseCaseStore } from './store.ts';

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
export interface UseCaseServices {
  readonly store: UseCaseStore;
  readonly ruleBook: RuleBook;
  readonly fakes: Fakes;
  /** How many use cases an organization starts with. */
  readonly seedCount: number;
  /** Documented defaults of fields that a create leaves out. */
  readonly defaults: Fields;
  /** What the contract has against a whole use case: the rules of create. */
  readonly contractIssues: (fields: Fields) => readonly Issue[];
}

export type Handler = (request: UseCaseRequest, services: UseCaseServices) => Promise<Reply>;

async function createUseCase(request: UseCaseRequest, services: UseCaseServices): Promise<Reply> {
  const { organization, fields, dynamic } = request;
  const refused = examine(request, services, fields);
  if (refused) return refused;
  const fill = dynamic
    ? await services.fakes.completer(fields, organization.id)
    : () => withDefaults(fields, services.defaults);
  const useCase = await services.store.create(organization.id, (number) => ({
    id: organization.ids.idOf(number),
    organization_id: organization.id,
    ...fill(number),
  }));
  return success(useCase);
}

async function getUseCase(
  { organization, pathParameters, warnings }: UseCaseRequest,
  services: UseCaseServices,
): Promise<Reply> {
  const id = pathParameters['id'] as string;
  const stored = await find(organization, id, services);
  return stored ? success(stored.useCase) : noSuchUseCase(id, warnings);
}

async function updateUseCase(request: UseCaseRequest, services: UseCaseServices): Promise<Reply> {
  const { organization, pathParameters, fields, warnings } = request;
  const id = pathParameters['id'] as string;
  const foundSoFar = warnings.length;
  for (;;) {
    const stored = await find(organization, id, services);
    if (stored === undefined) return noSuchUseCase(id, warnings);
    const merged = { ...stored.useCase, ...fields } as UseCase;
    const refused = holdAgainstContract(request, services, merged) ?? examine(request, services, merged);
    if (refused) return refused;
    if (await services.store.replace(organization.id, merged, stored.version)) return success(merged);
    // Somebody else's change came in between. It is not overwritten: theirs first, then ours on top.
    warnings.length = foundSoFar;
  }
}

async function listUseCases({ organization }: UseCaseRequest, services: UseCaseServices): Promise<Reply> {
  await ensureSeeded(organization, services);
  return success(await services.store.list(organization.id));
}

/** By `operationId`: the operations that are written by hand. Prism mocks the others. */
export const handlers: Readonly<Record<string, Handler>> = { createUseCase, getUseCase, updateUseCase, listUseCases };

/** Whether the stub itself answers an operation. */
export function isWritten(operation: { readonly operationId: string }): boolean {
  return Object.hasOwn(handlers, operation.operationId);
}

/** After a change the whole must still be a use case that create would take. */
function holdAgainstContract(
  { validation, warnings }: UseCaseRequest,
  services: UseCaseServices,
  merged: Fields,
): Reply | undefined {
  if (validation === 'off') return undefined;
  const issues = services.contractIssues(merged);
  if (issues.length === 0) return undefined;
  if (validation !== 'warn') return refusal(issues);
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

/** A generated use case comes to be when somebody first asks for it; creates and strangers' ids cost no generating. */
async function find(organization: Organization, id: string, services: UseCaseServices) {
  const number = organization.ids.numberOf(id);
  if (number !== undefined && number < 0) await ensureSeeded(organization, services);
  return services.store.find(organization.id, id);
}

function ensureSeeded(
  organization: Organization,
  { store, fakes, seedCount }: UseCaseServices,
): Promise<void> | undefined {
  if (seedCount === 0) return undefined;
  organization.seeding ??= fakes
    .startingUseCases(organization.id, seedCount)
    .then((useCases) => store.seed(organization.id, useCases))
    .catch((error: unknown) => {
      delete organization.seeding;
      throw error;
    });
  return organization.seeding;
}

function noSuchUseCase(id: string, warnings: Warning[]): Reply {
  if (!/^[0-9a-f]{24}$/i.test(id)) {
    warnings.push({ rule: 'id-hexadecimal', path: ['id'], message: "not 24 hexadecimal digits, so nobody's id" });
  }
  return notFound();
}
