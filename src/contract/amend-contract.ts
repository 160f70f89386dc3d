/** The contract of an API that behaves otherwise than the stub assumes: what it takes, and what it answers. */
import type { AmendedOperation, AmendedReply } from './amended-operation.ts';
import { isAmended, keyReplies, pageOf, pageSchema } from './amended-operation.ts';
import { amendOwnOperation, isAmendedOwn, unfollowedChoices, withoutIds } from './amend-own.ts';
import { isObject } from '../lib/guards.ts';
import { amendSchemas } from './amend-schemas.ts';
import { takesSame } from './assemble.ts';
import type { AssumptionChoices } from './assumptions.ts';
import { isBuiltIn } from './built-in.ts';
import type { Node } from './compile.ts';
import type { Contract, Json, Operation, OperationValidators, SchemaValidator } from './contract.ts';
import { schemas as plainSchemas } from './generated/use-cases/schemas.ts';
import { stripUnknownOf } from './strip-unknown.ts';
import { shapeOfSchema, zodValidator, type Refine } from './zod-check.ts';

/** The operation that an API with a delete has. */
const DELETE = { operationId: 'deleteUseCase', method: 'DELETE', path: '/use-cases/{id}' } as const;

/**
 * Makes the contract of an API that behaves as chosen. What that means for operations of a user's document is in
 * amend-own.ts. What is amended already stays as it is.
 *
 * @param choices without defaults
 * @param refine what rules say of a value that an alternative refuses by them
 */
export function amendContract(contract: Contract, choices: AssumptionChoices, refine: Refine): Contract {
  if (Object.keys(choices).length === 0) return contract;
  const schemas = amendSchemas(plainSchemas, choices);
  const isDone = (each: Operation) => contract.operations.includes(each) && (isAmended(each) || isAmendedOwn(each));
  const amendOne = (operation: Operation) => {
    if (isBuiltIn(operation)) return amendOperation(operation, choices, schemas, refine);
    return isDone(operation) ? operation : amendOwnOperation(operation, choices);
  };
  const operations = contract.operations.map(amendOne);
  // A contract of several documents knows its operations by identity.
  const before = new Map(operations.map((operation, index) => [operation, contract.operations[index] as Operation]));
  const get = operations.find((each) => each.operationId === 'getUseCase');
  const hasDelete = contract.operations.some((each) => takesSame(DELETE, each));
  if (choices.delete === 'exists' && get !== undefined && isAmended(get) && !hasDelete)
    operations.push(deleteLike(get));
  const documents = new Map<object, Promise<object>>();
  const amend = async (plain: Node, isOfUser: boolean) => {
    const { amendDocument, amendOwnDocument } = await import('./amend-document.ts');
    const unfollowed = unfollowedChoices(contract, choices);
    return isOfUser
      ? amendOwnDocument(plain, { choices, unfollowed }, operations.filter(isAmendedOwn))
      : amendDocument(plain, { choices, unfollowed }, operations.filter(isAmended));
  };
  return {
    operations,
    async loadDocument(operation) {
      const old = before.get(operation) ?? operation;
      const plain = await contract.loadDocument(old);
      if (old === operation && isDone(operation)) return plain;
      // The same document each time, by which Prism's mocks and the joining of documents know it.
      const amended = documents.get(plain) ?? amend(plain as Node, !isAmended(operation));
      documents.set(plain, amended);
      return amended;
    },
  };
}

const bodies: Readonly<Record<string, string>> = { createUseCase: 'UseCaseCreate', updateUseCase: 'UseCaseUpdate' };

function amendOperation(
  operation: Operation,
  choices: AssumptionChoices,
  schemas: Readonly<Record<string, Node>>,
  refine: Refine,
): AmendedOperation {
  const { operationId, body, validators } = operation;
  const isKept = choices['unknown-properties'] === 'kept';
  const validatorOf = (schema: Node) => zodValidator(schema, schemas, refine);
  const responses = amendReplies(operation, choices);
  const name = bodies[operationId];
  const bodySchema = name === undefined ? undefined : { $ref: name };
  // When it is first needed, since a request that prefers other ways pays for all that is made here.
  let strip: Operation['stripUnknown'] | undefined;
  const shapeOf = () => (bodySchema === undefined ? null : shapeOfSchema(bodySchema, schemas));
  const makeStrip = () => (isKept ? withoutIds(stripUnknownOf(shapeOf(), true)) : stripUnknownOf(shapeOf()));
  const isIdHexadecimal = choices['id-not-hexadecimal'] === '400-zod' && 'id' in operation.pathParameters;
  const replies: Record<string, SchemaValidator> = { ...validators.replies };
  for (const [status, { schema }] of Object.entries(responses)) {
    const wanted = schema ?? plainReply(operationId, status);
    if (wanted !== undefined) replies[status] = validatorOf(wanted);
  }
  const amended: OperationValidators = {
    ...validators,
    replies,
    ...(bodySchema && { body: validatorOf(bodySchema) }),
    ...(isIdHexadecimal && { path: validatorOf({ type: 'object', properties: { id: HEXADECIMAL } }) }),
  };
  return {
    ...operation,
    responses,
    validators: amended,
    ...(body &&
      bodySchema && {
        body: {
          ...body,
          get shape() {
            return shapeOf();
          },
          defaults: defaultsOf(schemas),
        },
      }),
    stripUnknown: (...given) => (strip ??= makeStrip())(...given),
    issuesOfChange: changeCheck(choices, schemas, refine),
    keepsUnknown: isKept,
  };
}

const HEXADECIMAL = { type: 'string', minLength: 24, maxLength: 24, pattern: '^[0-9a-fA-F]*$' };

/** Schemas of replies that are made of amended components. */
function plainReply(operationId: string, status: string): Node | undefined {
  if (status === '400') return { $ref: 'ValidationError' };
  if (status !== '200') return undefined;
  return operationId === 'listUseCases' ? { type: 'array', items: { $ref: 'UseCase' } } : { $ref: 'UseCase' };
}

/** The part of a create that is not shared with an update. */
function ownOfCreate(schemas: Readonly<Record<string, Node>>): Node {
  return (schemas['UseCaseCreate'] as { readonly allOf: readonly Node[] }).allOf.at(-1) as Node;
}

function defaultsOf(schemas: Readonly<Record<string, Node>>): Record<string, Json> {
  const properties = Object.entries(ownOfCreate(schemas)['properties'] as Record<string, { readonly default?: Json }>);
  return Object.fromEntries(
    properties.flatMap(([name, { default: value }]) => (value === undefined ? [] : [[name, value]])),
  );
}

function changeCheck(
  { 'amd-on-update': onUpdate = 'merged' }: AssumptionChoices,
  schemas: Readonly<Record<string, Node>>,
  refine: Refine,
): AmendedOperation['issuesOfChange'] {
  if (onUpdate !== 'merged') return () => [];
  // Of the rules for a create, only what a body cannot break alone.
  const { properties: _properties, required: _required, ...rule } = ownOfCreate(schemas);
  const issuesOf = zodValidator(rule, schemas, refine).issuesOf;
  return (before, merged) => {
    const found = issuesOf(merged);
    // Only a lenient level lets a use case come to be that has amd without a behavior.
    const isOld = (before as { readonly amd?: unknown }).amd === true && issuesOf(before).length > 0;
    return isOld ? [] : found;
  };
}

function amendReplies(operation: Operation, choices: AssumptionChoices): Record<string, AmendedReply> {
  const replies: Record<string, AmendedReply> = { ...operation.responses };
  const change = (status: string, changed: Partial<AmendedReply>) => {
    const { description = '', headers = {}, examples = {} } = replies[status] ?? {};
    replies[status] = { description, headers, examples, ...replies[status], ...changed };
  };
  const examplesOf = (status: string) => replies[status]?.examples ?? {};
  if (operation.operationId === 'listUseCases' && (choices['list-form'] ?? choices['list-order']) !== undefined) {
    const listed = (value: Json) => {
      const items = choices['list-order'] === undefined ? (value as Json[]) : (value as Json[]).toReversed();
      return choices['list-form'] === undefined ? items : pageOf(items);
    };
    change('200', {
      examples: mapped(examplesOf('200'), listed),
      schema: choices['list-form'] === undefined ? LIST : pageSchema(LIST),
    });
  }
  if (choices['work-hours'] === 'HH:mm:ss') change('200', { examples: mapped(examplesOf('200'), withSeconds) });
  if (choices['not-found'] !== undefined && replies['404'] !== undefined)
    change('404', {
      schema: textIn('error'),
      examples: mapped(examplesOf('404'), (value) => ({ error: (value as { message: Json }).message })),
    });
  if (choices['missing-key'] !== undefined) {
    const { key_missing: _missing, ...others } = examplesOf('401');
    change('401', { schema: textIn('message'), examples: others });
    change('400', {
      schema: { $ref: '#/components/schemas/ValidationError' },
      examples: { ...examplesOf('400'), ...keyReplies.missing.examples },
    });
  }
  if (choices['malformed-key'] !== undefined) change('403', keyReplies.malformed);
  if (choices['malformed-json'] === '400-message' && operation.body !== null)
    change('400', {
      schema: { type: 'object', properties: { issues: { type: 'array' }, name: TEXT, message: TEXT } },
      examples: { ...examplesOf('400'), malformed: { message: 'The body is not JSON' } },
    });
  return replies;
}

const TEXT = { type: 'string' };
const LIST = { type: 'array', items: { $ref: '#/components/schemas/UseCase' } };

function textIn(property: string): Node {
  return { type: 'object', required: [property], properties: { [property]: TEXT } };
}

/** Use cases, or a list or page of them, with hours such as 08:00:00 where they have 08:00. */
export function withSeconds<Value>(value: Value): Value;
export function withSeconds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => withSeconds(each));
  if (!isObject(value)) return value;
  const changed = Object.entries(value).map(([name, each]) => {
    if (name === 'items') return [name, withSeconds(each)];
    const isHour = ['work_start', 'work_end'].includes(name) && /^\d\d:\d\d$/.test(String(each));
    return [name, isHour ? `${String(each)}:00` : each];
  });
  return Object.fromEntries(changed) as unknown;
}

function mapped(examples: Readonly<Record<string, Json>>, change: (value: Json) => Json): Record<string, Json> {
  return Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, change(value)]));
}

/** A delete answers as a read does, but for an empty object. */
function deleteLike(get: AmendedOperation): AmendedOperation {
  const removed = {
    description: 'The use case is removed.',
    headers: {},
    schema: { type: 'object' },
    examples: { removed: {} },
  };
  return { ...get, ...DELETE, summary: 'Delete a use case', responses: { ...get.responses, '200': removed } };
}
