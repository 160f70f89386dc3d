/** Says of the findings of requests, and of refusals, how far they can be trusted. */
import {
  isUnmatched,
  readAssumptionChoices,
  valuesOf,
  type AssumptionId,
  type RefusalForm,
  type ReplyForm,
} from '../contract/assumptions.ts';
import { withChoices, type InForce } from '../contract/behavior.ts';
import { assumptionRules, plainErrors, refusalForms, replyForms } from '../contract/generated/assumptions.ts';
import { contractData } from '../contract/generated/use-cases/data.ts';
import { follows, isAmendedOwn, isOurs } from '../contract/amend-own.ts';
import type { Operation } from '../contract/contract.ts';
import type { Issue, Trust, Warning } from '../contract/types.ts';
import { asObject, isObject, parseJson } from '../lib/guards.ts';
import { toFieldName } from '../lib/json-pointer.ts';
import type { Cause, JournalEntry, JournalReader } from '../store/port.ts';
import { rules } from '../use-cases/rules/table.ts';

/** What a refusal is like, as far as that tells what it rests on. */
export interface Refused {
  /** Id in the catalogue of errors. */
  readonly error?: string | undefined;
  readonly status: number;
  readonly method: string;
  /** What was asked for, as the journal shows it. Undefined: something of the API. */
  readonly url?: string | undefined;
  readonly operationId?: string | undefined;
  /** The operation itself, which may be one of a user's own document. Undefined: one of ours has the id. */
  readonly operation?: Operation | undefined;
  /** The request's body, as text. */
  readonly body?: string | undefined;
  /** What decided on the reply, when it is not the operation's own. */
  readonly cause?: Cause | undefined;
}

type Form = RefusalForm & { readonly assumption: AssumptionId };

/** By rule, the assumption that it warns of. */
const assumptionOf: ReadonlyMap<string, AssumptionId> = new Map(
  (Object.entries(assumptionRules) as [AssumptionId, readonly string[]][]).flatMap(([id, rules]) =>
    rules.map((rule): [string, AssumptionId] => [rule, id]),
  ),
);
/** A form with how much it says: of several that a refusal has, the one that says most tells. */
interface RankedForm {
  readonly form: Form;
  readonly rank: number;
  /** What its place begins with. Undefined: the place is given as a whole, or there is none. */
  readonly prefix: string | undefined;
}

/** A place tells more than anything that is said of every place. */
const ranked: readonly RankedForm[] = refusalForms.map((form: Form) => {
  const { isDocumented: _, ...says } = form;
  const prefix = form.at?.endsWith('*') ? form.at.slice(0, -1) : undefined;
  return { form, prefix, rank: Object.keys(says).length + (form.at === '*' ? 0 : 100) };
});
const NONE: readonly RankedForm[] = [];
const formsOfErrors = Map.groupBy(ranked, ({ form }) => form.error);
/** By code; those without one are of every code. */
const formsOfIssues = formsByCode(ranked.filter(({ form }) => form.at !== undefined));
/** Of other operations, which a user's own document describes, nothing is assumed. */
const ourOperations: ReadonlySet<string> = new Set([
  ...contractData.operations.map(({ operationId }) => operationId),
  'deleteUseCase',
]);

/** Rules with a check of their own; of the others, another stage tells. */
const checkedRules: ReadonlySet<string> = new Set(rules.flatMap(({ id, check }) => (check === undefined ? [] : [id])));

/** Errors that imitate the API in the one way that is known. What no assumption decides is about the stub, or HTTP. */
const assumedErrors: ReadonlySet<string> = new Set(plainErrors);
/** By operation and status, or by status alone. */
const assumptionOfReply: ReadonlyMap<string, AssumptionId> = new Map(
  replyForms.map((form: ReplyForm & { readonly assumption: AssumptionId }) => [
    form.operation === undefined ? `${form.status}` : `${form.operation} ${form.status}`,
    form.assumption,
  ]),
);

/** What is documented. */
export const DOCUMENTED: Trust = { standing: 'documented' };
const ASSUMED: Trust = { standing: 'assumed' };
const UNKNOWN: Trust = {};

function formsByCode(forms: readonly RankedForm[]): ReadonlyMap<string | undefined, readonly RankedForm[]> {
  const byCode = Map.groupBy(forms, ({ form }) => form.code);
  const always = byCode.get(undefined) ?? [];
  return new Map([...byCode].map(([code, some]) => [code, code === undefined ? some : [...some, ...always]]));
}

/** @returns the assumption of a rule; undefined for one that rests on none */
export function assumptionOfRule(rule: string): AssumptionId | undefined {
  return assumptionOf.get(rule);
}

/** A reader whose entries say how far their findings can be trusted. It is looked up when they are read. */
export function tellTrust(reader: JournalReader, inForce: InForce, operationOf: OperationOf): JournalReader {
  return {
    async read(organizationId, range) {
      const page = await reader.read(organizationId, range);
      return { ...page, entries: page.entries.map((entry) => withTrust(entry, inForce, operationOf)) };
    },
    empty: (organizationId) => reader.empty(organizationId),
  };
}

/** The operation that is served under an id. Entries have only the id, since they may be read from a database. */
type OperationOf = (operationId: string) => Operation | undefined;

/** An entry that says how far its refusal and its findings can be trusted. */
export function withTrust(entry: JournalEntry, usual: InForce, operationOf: OperationOf): JournalEntry {
  const { issues, warnings, error } = entry;
  if (issues.length + warnings.length === 0 && error === undefined) return entry;
  const inForce = inForceFor(entry, usual);
  const { operationId } = entry;
  const refused = { ...entry, operation: operationId === undefined ? undefined : operationOf(operationId) };
  return {
    ...entry,
    ...trustOfError(entry, inForce),
    issues: issues.map((issue) => ({ ...issue, ...trustOfIssue(issue, refused, inForce) })),
    warnings: warnings.map((warning) => ({ ...warning, ...trustOfWarning(warning, inForce, refused) })),
  };
}

/** What was in force for a request, which may have preferred other ways for itself. */
function inForceFor({ replyHeaders }: JournalEntry, usual: InForce): InForce {
  const preferred = /\bassume="([^"]+)"/.exec(replyHeaders?.['preference-applied'] ?? '')?.[1];
  if (preferred === undefined) return usual;
  try {
    return withChoices(usual, readAssumptionChoices(preferred));
  } catch {
    // Another version of the stub has written the entry.
    return usual;
  }
}

/** How far a refusal can be trusted; of one for its issues, these say it. */
export function trustOfError(refused: Refused, inForce: InForce): Trust {
  const { error } = refused;
  if (error === undefined || isDecided(refused)) return UNKNOWN;
  const trust = trustOfForms(formsOfErrors.get(error) ?? NONE, inForce, refused);
  return trust ?? (assumedErrors.has(error) ? ASSUMED : UNKNOWN);
}

/** How far an issue can be trusted. */
export function trustOfIssue(issue: Issue, refused: Refused, inForce: InForce): Trust {
  const { params, received } = issue as { readonly params?: unknown; readonly received?: unknown };
  if (params !== undefined && isObject(params) && typeof params['rule'] === 'string')
    return trustOfWarning({ rule: params['rule'] }, inForce);
  const { error, operationId, operation } = refused;
  const isOwn = operation !== undefined && !isOurs(operation);
  const isKnown = isOwn || (operationId !== undefined && ourOperations.has(operationId));
  const forms = isKnown ? (formsOfIssues.get(issue.code) ?? formsOfIssues.get(undefined) ?? NONE) : NONE;
  const place = forms.length === 0 ? '' : toFieldName(issue.path);
  const trust = trustOfForms(forms, inForce, refused, place, received);
  if (trust !== undefined) return trust;
  if (error !== undefined && error !== 'validation-failed') return trustOfError(refused, inForce);
  // What the real API said, or was made to be said, rests on no document.
  return isDecided(refused) ? UNKNOWN : DOCUMENTED;
}

/** Whether something else than the operation decided on the reply, such as a scenario or the real API. */
function isDecided({ cause }: Refused): boolean {
  return (
    cause !== undefined && cause.kind !== 'rate-limit' && (cause.kind === 'real-api' || cause.status !== undefined)
  );
}

/** How far the rule of a warning can be trusted. @param entry what the warning is about, if it may be about an issue */
export function trustOfWarning(warning: Pick<Warning, 'rule'> | Warning, inForce: InForce, entry?: Refused): Trust {
  const { rule } = warning;
  if (rule === 'documented')
    return entry !== undefined && 'path' in warning
      ? trustOfIssue(issueOf(warning), { ...entry, error: 'validation-failed', cause: undefined }, inForce)
      : DOCUMENTED;
  const assumption = assumptionOf.get(rule);
  if (assumption === undefined) return UNKNOWN;
  // What a rule finds beyond an alternative that the contract follows is no more than assumed.
  const isBeyond = checkedRules.has(rule) && inForce[assumption].value !== valuesOf(assumption)[0];
  return isBeyond ? { assumption, standing: 'assumed' } : trustOfAssumption(assumption, inForce);
}

function issueOf({ code = 'custom', path, message, received }: Warning): Issue {
  return { code, path: [...path], message, ...(received !== undefined && { received }) } as Issue;
}

/** How far an assumption can be trusted. */
export function trustOfAssumption(assumption: AssumptionId, inForce: InForce): Trust {
  const way = inForce[assumption];
  const { value, standing, checkedAt } = way;
  if (checkedAt === undefined) return { assumption, value, standing };
  return isUnmatched(assumption, way)
    ? { assumption, standing, checkedAt }
    : { assumption, value, standing, checkedAt };
}

/**
 * How far it can be trusted what the replies of a status are like.
 *
 * @param operation an operation, or the id of one of ours
 * @param isWhole whether it is about the whole body
 */
export function trustOfReply(operation: Operation | string, status: number, inForce: InForce, isWhole: boolean): Trust {
  const operationId = typeof operation === 'string' ? operation : operation.operationId;
  // That a list is a list is assumed; what its items have is not.
  if (!ourOperations.has(operationId) || (status < 300 && !isWhole)) return DOCUMENTED;
  if (typeof operation !== 'string' && !isOurs(operation) && !isAmendedReply(operation, status)) return DOCUMENTED;
  const assumption = assumptionOfReply.get(`${operationId} ${status}`) ?? assumptionOfReply.get(String(status));
  if (assumption !== undefined) return trustOfAssumption(assumption, inForce);
  return status < 300 ? DOCUMENTED : ASSUMED;
}

/** Whether a choice, and not the user's document, says what a reply is like. */
function isAmendedReply(operation: Operation, status: number): boolean {
  return isAmendedOwn(operation) && operation.ownReplies[status] !== undefined;
}

/** What less is known of comes first, and before all others what is known to be wrong. */
const BY_KNOWLEDGE: readonly Trust['standing'][] = ['assumed', 'chosen', 'refuted', 'confirmed', 'documented'];
const rankOf = ({ assumption, value, standing }: Trust) =>
  standing === 'refuted' && assumption !== undefined && value === undefined ? -1 : BY_KNOWLEDGE.indexOf(standing);

/** How far it can be trusted why a request was refused: what is known least of decides. */
export function trustOfEntry({ issues, ...entry }: JournalEntry): Trust {
  const [least = {}] =
    entry.standing === undefined ? issues.toSorted((one, other) => rankOf(one) - rankOf(other)) : [entry];
  const { assumption, value, standing, checkedAt }: Trust = least;
  return {
    ...(assumption !== undefined && { assumption }),
    ...(value !== undefined && { value }),
    ...(standing !== undefined && { standing }),
    ...(checkedAt !== undefined && { checkedAt }),
  };
}

/** Of several forms, the one that says most tells; of several that say as much, none is named. */
function trustOfForms(
  forms: readonly RankedForm[],
  inForce: InForce,
  refused: Refused,
  place?: string,
  received?: unknown,
): Trust | undefined {
  let most = 0;
  let first: Form | undefined;
  let others: Form[] | undefined;
  for (const { form, rank, prefix } of forms) {
    const isThere = prefix === undefined ? form.at === place : place?.startsWith(prefix);
    if (!isThere || rank < most || (form.way !== undefined && form.way !== inForce[form.assumption].value)) continue;
    if (!isLike(form, refused, received)) continue;
    if (rank === most) (others ??= []).push(form);
    else [most, first, others] = [rank, form, undefined];
  }
  if (first === undefined) return undefined;
  const trust = trustOfAssumption(first.assumption, inForce);
  if (first.isDocumented === true && trust.standing === 'assumed') return DOCUMENTED;
  if (others === undefined || others.every(({ assumption }) => assumption === first.assumption)) return trust;
  const all = [first, ...others].map(({ assumption }) => inForce[assumption]);
  const { standing, checkedAt } = all.find((each) => each.standing === 'chosen') ?? inForce[first.assumption];
  return { standing, ...(checkedAt !== undefined && { checkedAt }) };
}

/** Whether a refusal is like all that a form says of it. @param received of the issue */
function isLike(form: Form, refused: Refused, received: unknown): boolean {
  if (form.received !== undefined && form.received !== received) return false;
  if (form.operation !== undefined && form.operation !== refused.operationId) return false;
  if (form.status !== undefined && form.status !== refused.status) return false;
  if (form.method !== undefined && form.method !== refused.method) return false;
  if (form.path !== undefined && refused.url !== undefined && !isBelow(form.path, refused.url)) return false;
  // What is said of issues need not hold for an operation of a user's own document.
  if (form.at !== undefined && refused.operation !== undefined && !follows(refused.operation, form.assumption))
    return false;
  return form.sent === undefined || hasSent(form.sent, refused);
}

/** Capital letters aside: a stub that tells them apart has no path of the API that differs in them alone. */
function isBelow(path: string, url: string): boolean {
  const asked = /^(?:https?:\/\/[^/?]*)?([^?]*)/i.exec(url)?.[1]?.toLowerCase() ?? '';
  return asked === path || asked.startsWith(`${path}/`);
}

function hasSent(sent: Readonly<Record<string, unknown>>, { body }: Refused): boolean {
  const fields = asObject(parseJson(body ?? '')) ?? {};
  return Object.entries(sent).every(([name, value]) => fields[name] === value);
}
