import { operationsOf, type Node } from '../contract/compile.ts';
import { asObject } from '../lib/guards.ts';
import { escapeStep } from '../lib/json-pointer.ts';
import { basePathOf } from '../pact/verify/contract-to-verify.ts';
import { compareSchemas } from './compare-schemas.ts';
import { credentialsOf, satisfies, type Credentials } from './credentials.ts';
import { rules, type Level, type RuleId, type Subject } from './rules.ts';
import { at, target } from './schema-view.ts';

/** An operation, as both documents name it if both have it. */
export interface ChangedOperation {
  readonly operationId: string;
  /** In capital letters. */
  readonly method: string;
  readonly path: string;
}

/** The part of an operation that a change is about. */
export type ChangedPart = 'operation' | 'query' | 'header' | 'path' | 'cookie' | 'body' | 'status';

/** One change of one operation. */
export interface RawChange {
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
  readonly operation: ChangedOperation;
  readonly side: 'request' | 'response';
  /** Of a reply: a status, a range such as `4XX`, or `default`. */
  readonly status?: string;
  /** What had a description of its own, where the status is a range or `default`. */
  readonly exceptStatuses?: readonly string[];
  readonly part: ChangedPart;
  /** Of a body, when the change is about all of it in this media type. */
  readonly mediaType?: string;
  /** From the root of the part; `*` is any item of a list, or any property without a name. */
  readonly keys: readonly string[];
  /** Of a change of credentials: those that the operation takes now. */
  readonly credentials?: readonly Credentials[];
  readonly old?: string;
  readonly new?: string;
}

interface PlacedOperation extends ChangedOperation {
  readonly pointer: string;
  readonly node: Node;
}

interface Documents {
  readonly old: Node;
  readonly new: Node;
}

/** One operation in both documents, and where its changes are collected. */
interface Comparison {
  readonly documents: Documents;
  readonly old: PlacedOperation;
  readonly new: PlacedOperation;
  readonly add: (change: Omit<RawChange, 'operation'>) => void;
}

/**
 * Finds what has changed between two OpenAPI documents of one API.
 *
 * @returns the changes of each operation, in the order of the old document, then what is new
 * @throws ContractError for a path that is malformed
 */
export function compareContracts(old: Node, now: Node): RawChange[] {
  const documents = { old, new: now };
  const [before, after] = [listOperations(old), listOperations(now)];
  const changes: RawChange[] = [];
  const say = (operation: ChangedOperation, rule: RuleId, message: string, places: Pick<RawChange, 'old' | 'new'>) =>
    changes.push({ ...levelled(rule), message, operation, side: 'request', part: 'operation', keys: [], ...places });
  const [oldBase, newBase] = [basePathOf(old), basePathOf(now)];
  for (const [key, each] of before) {
    const other = after.get(key);
    const { operationId, method, path } = each;
    const operation = { operationId, method, path };
    if (oldBase !== newBase)
      say(operation, 'api-base-path-changed', `the base path is ${newBase || '/'}, was ${oldBase || '/'}`, {
        old: '/servers',
        new: '/servers',
      });
    if (other === undefined) {
      const rule = each.node['deprecated'] === true ? 'with' : 'without';
      say(operation, `api-removed-${rule}-deprecation`, `${method} ${path} is gone`, {
        old: each.pointer,
        new: '/paths',
      });
      continue;
    }
    const places = { old: each.pointer, new: other.pointer };
    if (operationId !== other.operationId)
      say(operation, 'api-operation-id-changed', `the operation is ${other.operationId} now`, places);
    if (each.node['deprecated'] !== true && other.node['deprecated'] === true)
      say(operation, 'endpoint-deprecated', `${method} ${path} is deprecated`, places);
    const comparison: Comparison = {
      documents,
      old: each,
      new: other,
      add: (change) => changes.push({ ...change, operation }),
    };
    compareSecurity(comparison);
    compareParameters(comparison);
    compareBody(comparison);
    compareReplies(comparison);
  }
  for (const [key, { operationId, method, path, pointer }] of after)
    if (!before.has(key))
      say({ operationId, method, path }, 'endpoint-added', `${method} ${path} is new`, { old: '/paths', new: pointer });
  return changes;
}

function levelled(rule: RuleId): { readonly rule: RuleId; readonly level: Level } {
  return { rule, level: rules[rule].level };
}

/** By method and path; how a path parameter is called makes no difference. */
function listOperations(document: Node): Map<string, PlacedOperation> {
  return new Map(
    [...operationsOf(document)].map(({ method, path, node, pointer }) => [
      `${method} ${path.replace(/\{[^}]*\}/g, '{}')}`,
      { operationId: String(node['operationId']), method: method.toUpperCase(), path, node, pointer },
    ]),
  );
}

function compareSecurity({ documents, old, new: now, add }: Comparison): void {
  const before = credentialsOf(documents.old, old.node);
  const after = credentialsOf(documents.new, now.node);
  const isListed = (one: Credentials, all: readonly Credentials[]) =>
    all.some((each) => each.schemes.length === one.schemes.length && satisfies(one, [each]));
  const isLost = before.some((each) => !satisfies(each, after));
  const isGained = after.some((each) => !isListed(each, before));
  const place = ({ node, pointer }: PlacedOperation) =>
    node['security'] === undefined ? '/security' : `${pointer}/security`;
  const words = (all: readonly Credentials[]) => all.map(({ name }) => name).join(', or ');
  const message = `the operation takes ${words(after)}; it took ${words(before)}`;
  const places = { old: place(old), new: place(now) };
  const change = { message, side: 'request', part: 'operation', keys: [], credentials: after, ...places } as const;
  if (isLost) add({ ...levelled('api-security-changed'), ...change });
  else if (isGained) add({ ...levelled('api-security-alternative-added'), ...change });
}

interface Parameter {
  readonly kind: 'query' | 'header' | 'path' | 'cookie';
  readonly name: string;
  readonly isRequired: boolean;
  readonly pointer: string;
}

/** Parameters of the path and of the operation, by kind and name; those in the path by their position. */
function parametersOf(document: Node, { pointer, path }: PlacedOperation): Map<string, Parameter> {
  const holder = pointer.slice(0, pointer.lastIndexOf('/'));
  const found = new Map<string, Parameter>();
  for (const place of [holder, pointer]) {
    const listed = at(document, `${place}/parameters`);
    for (const index of Array.isArray(listed) ? listed.keys() : []) {
      const where = target(document, `${place}/parameters/${index}`);
      const { in: kind, name, required } = asObject(at(document, where)) ?? {};
      if (typeof kind !== 'string' || typeof name !== 'string') continue;
      const position = [...path.matchAll(/\{([^}]*)\}/g)].findIndex(([, each]) => each === name);
      const key = kind === 'path' ? `path ${position}` : `${kind} ${kind === 'header' ? name.toLowerCase() : name}`;
      found.set(key, { kind: kind as Parameter['kind'], name, isRequired: required === true, pointer: where });
    }
  }
  return found;
}

function compareParameters({ documents, old, new: now, add }: Comparison): void {
  const [before, after] = [parametersOf(documents.old, old), parametersOf(documents.new, now)];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(key), after.get(key)];
    const { kind, name } = (was ?? is) as Parameter;
    const places = { old: was?.pointer ?? old.pointer, new: is?.pointer ?? now.pointer };
    const common = { side: 'request', part: kind, keys: [name], ...places } as const;
    const say = (rule: RuleId, message: string) => add({ ...levelled(rule), message, ...common });
    if (was === undefined)
      say(
        `new-${is?.isRequired ? 'required' : 'optional'}-request-parameter`,
        is?.isRequired ? 'is new and has to be sent' : 'is new',
      );
    else if (is === undefined) say('request-parameter-removed', 'is gone');
    else {
      if (!was.isRequired && is.isRequired) say('request-parameter-became-required', 'has to be sent now');
      if (was.isRequired && !is.isRequired) say('request-parameter-became-optional', 'may be left out now');
      compareSchemas(
        {
          documents,
          side: 'request',
          subject: 'parameter',
          report: (change) => add({ ...placed(change), side: 'request', part: kind, keys: [name, ...change.keys] }),
        },
        { old: [`${was.pointer}/schema`], new: [`${is.pointer}/schema`] },
      );
    }
  }
}

/** Without places that are not known. */
function placed<Change extends { readonly old: string | undefined; readonly new: string | undefined }>({
  old,
  new: now,
  ...change
}: Change) {
  return { ...change, ...(old !== undefined && { old }), ...(now !== undefined && { new: now }) };
}

function compareBody({ documents, old, new: now, add }: Comparison): void {
  const body = (document: Node, { node, pointer }: PlacedOperation) => {
    if (node['requestBody'] === undefined) return undefined;
    const place = target(document, `${pointer}/requestBody`);
    return { place, isRequired: asObject(at(document, place))?.['required'] === true };
  };
  const [was, is] = [body(documents.old, old), body(documents.new, now)];
  const places = { old: was?.place ?? old.pointer, new: is?.place ?? now.pointer };
  const say = (rule: RuleId, message: string) =>
    add({ ...levelled(rule), message, side: 'request', part: 'body', keys: [], ...places });
  if (was === undefined) {
    if (is?.isRequired) say('request-body-added-required', 'has to be sent now');
    else if (is !== undefined) say('request-body-added-optional', 'may be sent now');
    return;
  }
  if (is === undefined) return say('request-body-removed', 'is not taken any more');
  if (!was.isRequired && is.isRequired) say('request-body-became-required', 'has to be sent now');
  if (was.isRequired && !is.isRequired) say('request-body-became-optional', 'may be left out now');
  compareContent(
    documents,
    { old: was.place, new: is.place },
    {
      side: 'request',
      removed: 'request-body-media-type-removed',
      added: 'request-body-media-type-added',
      add: (change) => add({ ...change, side: 'request', part: 'body' }),
    },
  );
}

interface ContentComparison {
  readonly side: 'request' | 'response';
  readonly removed: RuleId;
  readonly added: RuleId;
  readonly add: (change: Omit<RawChange, 'operation' | 'side' | 'part' | 'status'>) => void;
}

/** Compares the media types of a body, and what each says of it. */
function compareContent(
  documents: Documents,
  places: { readonly old: string; readonly new: string },
  content: ContentComparison,
): void {
  const { side, removed, added, add } = content;
  const typesAt = (document: Node, place: string) => Object.keys(asObject(at(document, `${place}/content`)) ?? {});
  const [before, after] = [typesAt(documents.old, places.old), typesAt(documents.new, places.new)];
  for (const type of new Set([...before, ...after])) {
    const schema = (place: string) => [`${place}/content/${escapeStep(type)}/schema`];
    if (!after.includes(type))
      add({ ...levelled(removed), message: `${type} is gone`, mediaType: type, keys: [], ...places });
    else if (!before.includes(type))
      add({ ...levelled(added), message: `${type} is new`, mediaType: type, keys: [], ...places });
    else
      compareSchemas(
        {
          documents,
          side,
          subject: 'body',
          report: (change) => add(placed(change)),
        },
        { old: schema(places.old), new: schema(places.new) },
      );
  }
}

function compareReplies({ documents, old, new: now, add }: Comparison): void {
  const replies = ({ node }: PlacedOperation) => Object.keys(asObject(node['responses']) ?? {});
  const [before, after] = [replies(old), replies(now)];
  for (const status of new Set([...before, ...after])) {
    const place = (document: Node, { pointer }: PlacedOperation, name = status) =>
      target(document, `${pointer}/responses/${escapeStep(name)}`);
    const kind = /^[123]/.test(status) ? 'success' : 'non-success';
    const ofReply = { side: 'response', status, ...(!/^\d{3}$/.test(status) && { exceptStatuses: before }) } as const;
    const common = { ...ofReply, part: 'status', keys: [] } as const;
    const wider = widerStatus(status, after);
    if (!after.includes(status) && wider === undefined) {
      const places = { old: place(documents.old, old), new: `${now.pointer}/responses` };
      add({
        ...levelled(`response-${kind}-status-removed`),
        message: `the status ${status} is gone`,
        ...common,
        ...places,
      });
    } else if (!before.includes(status)) {
      const places = { old: `${old.pointer}/responses`, new: place(documents.new, now) };
      add({
        ...levelled(`response-${kind}-status-added`),
        message: `the status ${status} is new`,
        ...common,
        ...places,
      });
    } else {
      const places = { old: place(documents.old, old), new: place(documents.new, now, wider) };
      compareHeaders(documents, places, (change) => add({ ...change, ...ofReply, part: 'header' }));
      compareContent(documents, places, {
        side: 'response',
        removed: 'response-media-type-removed',
        added: 'response-media-type-added',
        add: (change) => add({ ...change, ...ofReply, part: 'body' }),
      });
    }
  }
}

/** What describes the replies of a status that has no description of its own (any more): its range, or `default`. */
function widerStatus(status: string, described: readonly string[]): string | undefined {
  if (described.includes(status)) return undefined;
  return described.find((each) => each === `${status.slice(0, 1)}XX`) ?? described.find((each) => each === 'default');
}

function compareHeaders(
  documents: Documents,
  places: { readonly old: string; readonly new: string },
  add: ContentComparison['add'],
): void {
  const headers = (document: Node, place: string) =>
    new Map(
      Object.keys(asObject(at(document, `${place}/headers`)) ?? {}).map((name) => {
        const pointer = target(document, `${place}/headers/${escapeStep(name)}`);
        return [name.toLowerCase(), { pointer, isRequired: asObject(at(document, pointer))?.['required'] === true }];
      }),
    );
  const [before, after] = [headers(documents.old, places.old), headers(documents.new, places.new)];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(name), after.get(name)];
    const where = { old: was?.pointer ?? places.old, new: is?.pointer ?? places.new };
    const say = (rule: RuleId, message: string) => add({ ...levelled(rule), message, keys: [name], ...where });
    if (was === undefined) say('response-header-added', 'is new');
    else if (is === undefined) say(`${was.isRequired ? 'required' : 'optional'}-response-header-removed`, 'is gone');
    else {
      if (was.isRequired && !is.isRequired) say('response-header-became-optional', 'may be missing now');
      if (!was.isRequired && is.isRequired) say('response-header-became-required', 'is in every reply now');
      compareSchemas(
        {
          documents,
          side: 'response',
          subject: 'header' satisfies Subject,
          report: (change) => add({ ...placed(change), keys: [name, ...change.keys] }),
        },
        { old: [`${was.pointer}/schema`], new: [`${is.pointer}/schema`] },
      );
    }
  }
}
