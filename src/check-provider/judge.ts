/** Holds replies against the contract, and gathers what does not agree. */
import { isDeepStrictEqual } from 'node:util';
import type { Operation, SchemaError } from '../contract/contract.ts';
import type { Fields } from '../contract/types.ts';
import { isObject } from '../lib/guards.ts';
import { fromPointer, toPointer, type JsonPath } from '../lib/json-pointer.ts';
import type { Exchange } from './client.ts';
import { severityOf, type ProviderFinding, type ProviderFindingId } from './report.ts';
import type { ContractSources, Rule } from './sources.ts';

/** What a request should be answered with. */
export interface Expected {
  readonly status: number;
  /** The rule that the request breaks or obeys; default: the rule of the status. */
  readonly rule?: Rule;
  /** Where the wrong value of a request that should be refused is. */
  readonly path?: JsonPath;
}

type Details = Pick<ProviderFinding, 'message'> &
  Rule &
  Partial<Pick<ProviderFinding, 'pointer' | 'expected' | 'actual'>>;

export interface Judge {
  readonly findings: readonly ProviderFinding[];
  add(id: ProviderFindingId, exchange: Exchange, details: Details): void;
  /**
   * Judges status, headers and body of a reply.
   *
   * @returns whether the reply has the expected status
   */
  expect(exchange: Exchange, expected: Expected): boolean;
  /** Judges that a reply has the fields that were sent, with the same values. */
  expectFields(exchange: Exchange, sent: Fields, reply: Fields): void;
  /** Judges that a use case is as it was answered before. @param except fields that may have changed */
  expectSame(id: ProviderFindingId, exchange: Exchange, before: Fields, now: Fields, rule: Rule, except?: Fields): void;
}

/** Kinds of findings that are one for each place in a body. Of the others, one stands for all of an operation. */
const BY_PLACE: ReadonlySet<ProviderFindingId> = new Set([
  'valid-refused',
  'invalid-accepted',
  'schema',
  'value-differs',
  'default-missing',
]);
/** Schema errors of one reply that are reported. */
const MOST_ERRORS = 20;

export function createJudge(operations: readonly Operation[], sources: ContractSources): Judge {
  const found = new Map<string, ProviderFinding>();

  function operationOf(id: string): Operation {
    const operation = operations.find(({ operationId }) => operationId === id);
    if (operation === undefined) throw new Error(`the contract has no operation ${id}`);
    return operation;
  }

  function add(id: ProviderFindingId, exchange: Exchange, details: Details): void {
    const { operationId, check, curl, reply } = exchange;
    const { pointer, contractPointer, source } = details;
    // The same place in another item of a list is the same place.
    const place = BY_PLACE.has(id) ? pointer?.replace(/\/\d+(?=\/|$)/g, '/*') : undefined;
    const key = [id, operationId, contractPointer, place].join(' ');
    const earlier = found.get(key);
    if (earlier !== undefined) {
      found.set(key, { ...earlier, times: earlier.times + 1 });
      return;
    }
    const common = { operationId, check, curl, ...(reply && { status: reply.status }), ...details };
    found.set(key, { id, severity: severityOf(source), ...common, times: 1 });
  }

  function judgeBody(exchange: Exchange, status: number): void {
    const { operationId, reply } = exchange;
    const schema = sources.bodySchema(operationId, status);
    if (reply === undefined || schema === undefined) return;
    const rule = sources.replyRule(operationId, status, 'body');
    const type = reply.headers.get('content-type');
    if (!/^application\/json\s*(;|$)/i.test(type ?? ''))
      add('content-type', exchange, {
        message: `the body is declared as ${type ?? 'nothing'}`,
        expected: 'application/json',
        ...rule,
      });
    if (reply.body === undefined) {
      add('not-json', exchange, { message: 'the body is not JSON', actual: reply.text.slice(0, 200), ...rule });
      return;
    }
    const validate = operationOf(operationId).validators.replies?.[String(status)];
    if (validate === undefined || validate(reply.body)) return;
    for (const error of (validate.errors ?? []).slice(0, MOST_ERRORS)) {
      const path = placeOf(error);
      const place = sources.schemaAt(schema, path);
      const isWhole = path.length === 0;
      const at = sources.rule(place, ...aspectsOf(error));
      add('schema', exchange, {
        message: `${isWhole ? 'the body' : toPointer(path)} ${error.message ?? 'does not conform'}`,
        pointer: toPointer(path),
        actual: valueAt(reply.body, path),
        ...(isWhole ? rule : at),
      });
    }
  }

  function judgeHeaders(exchange: Exchange, status: number): void {
    const { operationId, reply } = exchange;
    for (const name of Object.keys(operationOf(operationId).responses[status]?.headers ?? {}))
      if (reply?.headers.get(name) == null)
        add('header-missing', exchange, {
          message: `the reply has no header ${name}`,
          ...sources.replyRule(operationId, status, 'status'),
        });
  }

  function judgeIssues(exchange: Exchange, path: JsonPath): void {
    const { issues } = (exchange.reply?.body ?? {}) as { issues?: unknown };
    if (!Array.isArray(issues)) return;
    const paths = issues.map((each: unknown): unknown[] =>
      isObject(each) && Array.isArray(each['path']) ? (each['path'] as unknown[]) : [],
    );
    if (paths.some((each) => isDeepStrictEqual(each.map(String), path.map(String)))) return;
    add('field-not-named', exchange, {
      message: `no issue of the refusal has the path ${JSON.stringify(path)}`,
      pointer: toPointer(path),
      expected: path,
      actual: paths,
      ...sources.replyRule(exchange.operationId, 400, 'body'),
    });
  }

  function wrongStatus(exchange: Exchange, expected: Expected): void {
    const { operationId, reply } = exchange;
    const status = reply?.status ?? 0;
    const known = Object.hasOwn(operationOf(operationId).responses, status);
    const own = sources.replyRule(operationId, expected.status, 'status');
    const pointer = expected.path && toPointer(expected.path);
    const details = { expected: expected.status, actual: status, ...(pointer !== undefined && { pointer }) };
    const said = saidBy(exchange);
    if (status >= 500) add('server-error', exchange, { message: `answered with ${status}${said}`, ...details, ...own });
    else if (expected.status < 300 && status >= 400)
      add('valid-refused', exchange, {
        message: `refused with ${status}${said}`,
        ...details,
        ...(expected.rule ?? own),
      });
    else if (expected.status === 400 && status < 300)
      add('invalid-accepted', exchange, { message: `accepted with ${status}`, ...details, ...(expected.rule ?? own) });
    else if (expected.status === 401 && status < 300)
      add('key-ignored', exchange, { message: `answered with ${status}`, ...details, ...(expected.rule ?? own) });
    else
      add(known ? 'status-differs' : 'status-undocumented', exchange, {
        message: `answered with ${status}${known ? '' : `, which the contract does not list for ${operationId}`}`,
        ...details,
        ...own,
      });
    // Whatever the status says, its body has a schema. What was accepted wrongly is there in the reply as well.
    if (known && !(expected.status === 400 && status < 300)) judgeBody(exchange, status);
  }

  return {
    get findings() {
      return [...found.values()];
    },
    add,
    expect(exchange, expected) {
      const { reply, failure, operationId } = exchange;
      if (reply === undefined) {
        const rule = sources.operationRule(operationId, 'operation');
        add('no-answer', exchange, { message: failure ?? 'no reply', ...rule });
        return false;
      }
      if (reply.status !== expected.status) {
        wrongStatus(exchange, expected);
        return false;
      }
      judgeHeaders(exchange, reply.status);
      judgeBody(exchange, reply.status);
      if (expected.path !== undefined && reply.status === 400) judgeIssues(exchange, expected.path);
      return true;
    },
    expectFields(exchange, sent, reply) {
      const schema = sources.bodySchema(exchange.operationId) ?? [];
      for (const [name, value] of Object.entries(sent)) {
        if (isDeepStrictEqual(reply[name], value)) continue;
        add('value-differs', exchange, {
          message: `"${name}" ${reply[name] === undefined ? 'is missing' : 'comes back with another value'}`,
          pointer: toPointer([name]),
          expected: value,
          actual: reply[name],
          ...sources.rule(sources.schemaAt(schema, [name]), 'shape'),
        });
      }
    },
    expectSame(id, exchange, before, now, rule, except = {}) {
      for (const name of new Set([...Object.keys(before), ...Object.keys(now)])) {
        if (Object.hasOwn(except, name) || isDeepStrictEqual(before[name], now[name])) continue;
        add(id, exchange, {
          message: `"${name}" ${now[name] === undefined ? 'is gone' : before[name] === undefined ? 'has appeared' : 'has another value'}`,
          pointer: toPointer([name]),
          expected: before[name],
          actual: now[name],
          ...rule,
        });
      }
    },
  };
}

function placeOf({ instancePath, keyword, params }: SchemaError): JsonPath {
  const path = fromPointer(instancePath);
  return keyword === 'required' ? [...path, String(params['missingProperty'])] : path;
}

/** The keys of `x-source` that say where a keyword of the schema comes from. */
function aspectsOf({ keyword }: SchemaError): readonly string[] {
  if (keyword === 'required') return ['required', 'shape'];
  return keyword === 'type' ? ['shape'] : ['rule', 'shape'];
}

function valueAt(body: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>((value, key) => (value as Fields | undefined | null)?.[key], body);
}

/** What a refusal says, for the message of a finding. */
function saidBy({ reply }: Exchange): string {
  const { message, issues } = (isObject(reply?.body) ? reply.body : {}) as { message?: unknown; issues?: unknown };
  const [first] = Array.isArray(issues) ? (issues as unknown[]) : [];
  const issue = isObject(first) ? `${String(first['message'])} at ${JSON.stringify(first['path'])}` : undefined;
  const text = issue ?? (typeof message === 'string' ? message : undefined);
  return text === undefined ? '' : `: ${text.slice(0, 200)}`;
}
