/**
 * What choices mean for operations of a document that a user has given. The document is a source, so what it says of
 * bodies and fields holds. Choices about every operation, and about what the stub's handlers answer, hold here as well.
 */
import { isObject } from '../lib/guards.ts';
import { isAmended, keyReplies, pageOf, pageSchema, type OwnReply } from './amended-operation.ts';
import { replaces } from './assemble.ts';
import type { AssumptionChoices, AssumptionId } from './assumptions.ts';
import { isBuiltIn } from './built-in.ts';
import type { Contract, Json, Operation, OperationData, OperationValidators, SchemaValidator } from './contract.ts';
import { contractData } from './generated/use-cases/data.ts';
import { bodyIssues, refusesProperty, unrecognizedKeys } from './issues.ts';
import { stripUnknownOf } from './strip-unknown.ts';
import type { Issue } from './types.ts';
import { zodValidator, type IssueValidator } from './zod-check.ts';

/** Choices that hold for every operation of a contract, or for none in particular, such as an unknown path. */
const FOR_ALL: ReadonlySet<AssumptionId> = new Set<AssumptionId>([
  ...(['missing-key', 'malformed-key', 'missing-body', 'media-type', 'malformed-json', 'json-root'] as const),
  ...(['malformed-path', 'other-method', 'unknown-path', 'path-form', 'delete'] as const),
]);
/** Choices that hold where a handler of the stub answers. */
const FOR_HANDLED: ReadonlySet<AssumptionId> = new Set<AssumptionId>([
  ...(['list-form', 'list-order', 'list-query', 'unknown-properties'] as const),
]);

/** Whether an operation is of the stub's contract, amended or not, and not of a document that a user has given. */
export function isOurs(operation: Operation): boolean {
  return isAmended(operation) || isBuiltIn(operation);
}

/** Whether an operation does as an assumption says: of a user's operations, only what its document leaves open. */
export function follows(operation: Operation, assumption: AssumptionId): boolean {
  return isOurs(operation) || FOR_ALL.has(assumption) || (FOR_HANDLED.has(assumption) && isOfHandler(operation));
}

/** Whether the stub's rules look at the bodies of an operation: where a handler of the stub stores them. */
export function isRuled(operation: Operation): boolean {
  return isOurs(operation) || isOfHandler(operation);
}

/** An operation of a user's document with what has been amended of its replies. */
interface OwnOperation extends Operation {
  readonly ownReplies: Readonly<Record<string, OwnReply>>;
}

/** Whether choices have amended an operation of a user's document. */
export function isAmendedOwn(operation: Operation): operation is OwnOperation {
  return 'ownReplies' in operation;
}

/** Whether the choice of what becomes of unknown properties has been followed in an operation. */
export function followsUnknownProperties(operation: Operation): boolean {
  return isAmended(operation) || (isAmendedOwn(operation) && isOfHandler(operation));
}

/** Amends an operation of a user's document, as far as choices are about it. */
export function amendOwnOperation(operation: Operation, choices: AssumptionChoices): Operation {
  const ownReplies: Record<string, OwnReply> = {};
  if (operation.secured && operation.responses['401'] !== undefined) {
    if (choices['missing-key'] !== undefined) ownReplies['400'] = { kind: 'also', ...keyReplies.missing };
    if (choices['malformed-key'] !== undefined) ownReplies['403'] = { kind: 'also', ...keyReplies.malformed };
  }
  if (choices['not-found'] !== undefined && hasMessageForm(operation))
    ownReplies['404'] = { kind: 'instead', schema: ERROR, change: errorOf };
  const isHandled = isOfHandler(operation);
  if (isHandled && operation.operationId === 'listUseCases') {
    const isPage = choices['list-form'] !== undefined && hasListForm(operation);
    const inOrder = (items: Json[]) => (choices['list-order'] === undefined ? items : items.toReversed());
    const change = (value: Json) => listOf(value, (items) => (isPage ? pageOf(inOrder(items)) : inOrder(items)));
    if (isPage) ownReplies['200'] = { kind: 'within', schema: pageSchema, change };
    else if (choices['list-order'] !== undefined) ownReplies['200'] = { kind: 'examples', change };
  }
  const fate = isHandled && operation.body !== null ? choices['unknown-properties'] : undefined;
  if (Object.keys(ownReplies).length === 0 && fate === undefined) return operation;
  const replies = Object.entries(ownReplies).map(([status, reply]) => [status, amendReply(operation, status, reply)]);
  return {
    ...operation,
    ...(fate === 'kept' && { stripUnknown: keeping(operation) }),
    responses: { ...operation.responses, ...(Object.fromEntries(replies) as Operation['responses']) },
    validators: {
      ...operation.validators,
      ...(fate === 'refused' && { body: refusing(operation) }),
      replies: { ...operation.validators.replies, ...replyValidators(operation, ownReplies) },
    },
    ownReplies,
  } as OwnOperation;
}

/** Choices that hold nowhere but in the built-in contract, with the operations of a user's document that they miss. */
export function unfollowedChoices(
  { operations }: Contract,
  choices: AssumptionChoices,
): readonly { readonly assumption: AssumptionId; readonly operations: readonly string[] }[] {
  const builtIn = contractData.operations;
  const own = operations.filter((each) => !isOurs(each));
  const replacing = own.filter((each) => builtIn.some((old) => replaces(each, old)));
  const missed = (assumption: AssumptionId): Operation[] => {
    if (FOR_ALL.has(assumption)) return [];
    if (assumption === 'not-found')
      return own.filter((each) => each.responses['404'] !== undefined && !hasMessageForm(each) && !isAmendedOwn(each));
    if (FOR_HANDLED.has(assumption)) {
      if (assumption === 'unknown-properties')
        return replacing.filter((each) => each.body !== null && !isOfHandler(each));
      return replacing.filter(
        (each) => replaces(each, LIST) && (!isOfHandler(each) || (assumption === 'list-form' && hasOtherPage(each))),
      );
    }
    if (assumption === 'id-not-hexadecimal')
      return choices[assumption] === '400-zod' ? replacing.filter((each) => 'id' in each.pathParameters) : [];
    return replacing.filter(({ body }) => body !== null);
  };
  return (Object.keys(choices) as AssumptionId[])
    .map((assumption) => ({ assumption, operations: missed(assumption).map(({ operationId }) => operationId) }))
    .filter((each) => each.operations.length > 0);
}

/**
 * Says in words where a user's document keeps choices from holding.
 *
 * @param name of the document
 * @returns a sentence for each set of operations; none where everything holds
 */
export function unfollowedInWords(name: string, contract: Contract, choices: AssumptionChoices): string[] {
  const unfollowed = unfollowedChoices(contract, choices);
  // The stub answers this one as chosen, so that it is the reply that is not as described.
  const isAnswered = ({ assumption, operations }: (typeof unfollowed)[number]) =>
    assumption === 'list-form' &&
    contract.operations.some((each) => operations.includes(each.operationId) && isOfHandler(each));
  const byOperations = Map.groupBy(
    unfollowed.filter((each) => !isAnswered(each)),
    ({ operations }) => operations.join(', '),
  );
  const unheld = [...byOperations].map(([operations, missed]) => {
    const names = missed.map(({ assumption }) => `${assumption}=${choices[assumption]}`);
    return `${name} describes ${operations} itself, so ${names.join(', ')} ${names.length === 1 ? 'does' : 'do'} not hold there`;
  });
  const answered = unfollowed.filter(isAnswered).map(({ operations, assumption }) => {
    const page = Object.keys(pageSchema({})['properties'] as object).join(', ');
    return `${name} describes another reply of ${operations.join(', ')} than the stub's { ${page} }, which ${assumption}=${choices[assumption]} means`;
  });
  return [...unheld, ...answered];
}

/** As `handlerOf` decides: an operation that is named like one of the stub's, and has as much in its path. */
function isOfHandler({ operationId, secured, pathParameters }: Operation): boolean {
  const own = contractData.operations.find((each) => each.operationId === operationId);
  return own !== undefined && secured && 'id' in own.pathParameters === 'id' in pathParameters;
}

/** Whether the 404 of an operation is as the stub's: an object with a message, and nothing else. */
function hasMessageForm({ responses, validators }: Operation): boolean {
  const examples = Object.values(responses['404']?.examples ?? {});
  const isMessage = (value: Json) => isObject(value) && Object.keys(value).join() === 'message';
  if (responses['404'] === undefined || !examples.every(isMessage)) return false;
  const validate = validators.replies?.['404'];
  return validate === undefined ? examples.length > 0 : validate({ message: 'a' }) && !validate({});
}

/** Whether the document has the list as a list: it may have it as a page already. */
function hasListForm({ validators }: Operation): boolean {
  return validators.replies?.['200']?.([]) ?? true;
}

/** Whether the document has the list neither as a list, of which a page can be made, nor as the stub's page. */
function hasOtherPage(operation: Operation): boolean {
  return !hasListForm(operation) && operation.validators.replies?.['200']?.(pageOf([])) === false;
}

const LIST = contractData.operations.find(({ operationId }) => operationId === 'listUseCases') as OperationData;
const ERROR = { type: 'object', required: ['error'], properties: { error: { type: 'string' } } };

function errorOf(value: Json): Json {
  return isObject(value) && 'message' in value ? { error: value['message'] } : value;
}

function listOf(value: Json, change: (items: Json[]) => Json): Json {
  return Array.isArray(value) ? change(value as Json[]) : value;
}

function amendReply({ responses }: Operation, status: string, reply: OwnReply): Operation['responses'][string] {
  const { description = '', headers = {}, examples = {} } = responses[status] ?? {};
  if (reply.kind === 'also')
    return { description: description || reply.description, headers, examples: { ...examples, ...reply.examples } };
  const changed = Object.entries(examples).map(([name, value]) => [name, reply.change(value)]);
  return { description, headers, examples: Object.fromEntries(changed) as Record<string, Json> };
}

function replyValidators(
  { responses, validators }: Operation,
  own: Readonly<Record<string, OwnReply>>,
): NonNullable<OperationValidators['replies']> {
  const entries = Object.entries(own).flatMap(([status, reply]): [string, SchemaValidator][] => {
    const old = validators.replies?.[status];
    switch (reply.kind) {
      case 'also': {
        const also = zodValidator(reply.schema, {}, () => true);
        if (old !== undefined) return [[status, either(also, old)]];
        return responses[status] === undefined ? [[status, also]] : [];
      }
      case 'instead':
        return [[status, zodValidator(reply.schema, {}, () => true)]];
      case 'within':
        return old === undefined ? [] : [[status, ofItems(old)]];
      case 'examples':
        return [];
    }
  });
  return Object.fromEntries(entries);
}

/** Takes what one of both takes; the other one says what is wrong. */
function either(one: SchemaValidator, other: SchemaValidator): SchemaValidator {
  const validator: SchemaValidator = (value) => {
    const isRight = one(value) || other(value);
    validator.errors = isRight ? null : (other.errors ?? null);
    return isRight;
  };
  return validator;
}

/** Takes pages whose items the validator of a list takes. */
function ofItems(list: SchemaValidator): SchemaValidator {
  const page = zodValidator(pageSchema({ type: 'array' }), {}, () => true);
  const issuesOf = (value: unknown): readonly Issue[] => {
    const issues = page.issuesOf(value);
    if (issues.length > 0 || list((value as { items: unknown }).items)) return issues;
    return [{ code: 'custom', path: ['items'], message: list.errors?.[0]?.message ?? 'does not conform' }];
  };
  return Object.assign((value: unknown) => issuesOf(value).length === 0, { issuesOf });
}

/** Where unknown properties are kept, a client must not choose the id, nor the organization. */
function keeping({ body }: Operation): Operation['stripUnknown'] {
  return withoutIds(stripUnknownOf(body?.shape ?? null, true));
}

/** Leaves out of a body what only the API sets. */
export function withoutIds(strip: Operation['stripUnknown']): Operation['stripUnknown'] {
  return (value, unknown, path) => {
    const stripped = strip(value, unknown, path);
    if (!isObject(stripped)) return stripped;
    const { id: _id, organization_id: _organization, ...kept } = stripped;
    return kept;
  };
}

function refusing(operation: Operation): IssueValidator {
  const issuesOf = (value: unknown, later?: Issue[]) => {
    const unknown: { readonly path: Issue['path'] }[] = [];
    operation.stripUnknown(value, unknown as never);
    const issues = bodyIssues(operation, value, later);
    // Its document may refuse some of them by itself.
    const left = unknown.filter(({ path }) => !refusesProperty(issues, path));
    const byOwner = Map.groupBy(left, ({ path }) => JSON.stringify(path.slice(0, -1)));
    const refused = [...byOwner.values()].map((all) =>
      unrecognizedKeys(
        all.map(({ path }) => String(path.at(-1))),
        (all[0]?.path ?? []).slice(0, -1),
      ),
    );
    return [...issues, ...refused];
  };
  return Object.assign((value: unknown) => issuesOf(value).length === 0, { issuesOf });
}
