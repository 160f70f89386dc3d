/**
 * Judges what went through the proxy: the request by the stub's own validators, the reply by the contract, and both by
 * what the stub would have answered. Afterwards the stub beside the service knows what the service answered.
 */
import { createJudge as createContractJudge } from '../../check-provider/judge.ts';
import { readSources, type ContractSources } from '../../check-provider/sources.ts';
import type { AssumptionChoices, AssumptionId } from '../../contract/assumptions.ts';
import type { InForce } from '../../contract/behavior.ts';
import { amendContract } from '../../contract/amend-contract.ts';
import { builtInContract } from '../../contract/built-in.ts';
import type { Node } from '../../contract/compile.ts';
import type { Operation } from '../../contract/contract.ts';
import { standingInBrackets } from '../../contract/standing.ts';
import type { Issue, UseCase, Warning } from '../../contract/types.ts';
import { isObject, parseJson } from '../../lib/guards.ts';
import { joinHeaders } from '../../lib/headers.ts';
import { fromPointer } from '../../lib/json-pointer.ts';
import { maskedUrl } from '../../lib/secrets.ts';
import { trustOfError, trustOfIssue, trustOfReply, trustOfWarning } from '../../requests/trust.ts';
import { cut, LONGEST_TEXT } from '../../serve/stages/read-body.ts';
import type { JournalNote } from '../../store/memory/journal.ts';
import { createRefine } from '../../use-cases/rules/refine.ts';
import type { Verdict } from '../../store/port.ts';
import { compareReplies, isPartial, itemsOf, type ComparedReply } from './compare-replies.ts';
import { contradicted, explain, type Drift, type Explained, type Trial } from './explain.ts';
import type { ContractFinding, Judged } from './judged.ts';
import type { Learner } from './learn.ts';
import type { Passed } from './pass-on.ts';
import { unpack, type SeenRequest } from './seen-request.ts';
import type { Asked, Shadow } from './shadow.ts';

/** What the proxy does with what was judged. */
export interface Observed {
  readonly judged: Judged;
  /** The use cases that the reply tells of. */
  readonly useCases: readonly UseCase[];
  readonly organizationId: string | undefined;
}

export interface JudgeOptions {
  readonly shadow: Shadow;
  /** Base path of the service. */
  readonly basePath: string;
  /** Bytes that a body may have once it is unpacked. */
  readonly maxBody: number;
  /** Takes down what the replies say of the assumptions. */
  readonly learner?: Learner | undefined;
}

export interface ExchangeJudge {
  /** Requests have to come one after the other, in the order of their replies. */
  judge(passed: Passed): Promise<Observed>;
}

/** A reply as it was before packing. */
interface ReadReply extends ComparedReply {
  readonly body: unknown;
  readonly headers: ReadonlyMap<string, string>;
}

/** Statuses by which a service says that it is busy or fails, whatever the request is like. */
const NOT_ABOUT_THE_REQUEST: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);
/** What only a stub refuses, to protect itself. */
const LIMITS_OF_STUBS: ReadonlySet<string> = new Set([
  'body-too-deep',
  'body-too-many-values',
  'body-too-large',
  'key-over-share',
  'stub-full',
  'organization-full',
]);

/** Use cases of one list that are compared: each of the stubs that are tried answers it anew, and requests wait meanwhile. */
const MOST_LISTED = 2_000;

export async function createExchangeJudge({
  shadow,
  basePath,
  maxBody,
  learner,
}: JudgeOptions): Promise<ExchangeJudge> {
  const contract = amendContract(builtInContract(), shadow.choices, createRefine());
  const { operations } = contract;
  const sources = readSources((await contract.loadDocument(operations[0] as Operation)) as Node);

  async function read({ reply, failure }: Passed): Promise<ReadReply | string> {
    if (reply === undefined || failure !== undefined) return failure?.message ?? 'there was no reply';
    const headers = joinHeaders(reply.rawHeaders);
    const bytes =
      typeof reply.body === 'string'
        ? reply.body
        : await unpack(reply.body, headers.get('content-encoding') ?? '', maxBody);
    if (typeof bytes === 'string') return whyUnread('reply', bytes);
    const text = new TextDecoder().decode(bytes);
    return { status: reply.status, headers, contentType: headers.get('content-type'), text, body: parseJson(text) };
  }

  async function judge(passed: Passed): Promise<Observed> {
    const request: SeenRequest = {
      ...passed,
      target: BASE + passed.target.slice(basePath.length),
      body: typeof passed.body === 'string' ? NO_BYTES : passed.body,
    };
    const reply = await read(passed);
    const first = await shadow.ask(request);
    const owner = first.organizationId;
    const operation = operations.find(({ operationId }) => operationId === first.note.operationId);
    const id = operation?.pathParameters['id'] && idIn(request.target);
    const told = typeof reply === 'string' || reply.status >= 300 ? [] : useCasesIn(reply.body);
    const isTooLong = told.length > MOST_LISTED;
    const useCases = isTooLong ? [] : told;
    const isKnown = async (each: string) => owner !== undefined && (await shadow.seen.find(owner, each)) !== undefined;
    const hasKnownId = id === undefined || (await isKnown(id));
    // Only those of the reply: a client may have thousands.
    const known = new Set<string>();
    for (const each of useCases) if (await isKnown(each.id)) known.add(each.id);
    const isCreate = operation?.method === 'POST';
    if (owner !== undefined && !isCreate)
      await shadow.remember(
        owner,
        useCases.filter((each) => !known.has(each.id)),
      );
    const createdId = isCreate ? useCases[0]?.id : undefined;
    const asked = await shadow.ask(request, createdId);
    const notCompared = whyNotCompared(passed, reply, asked, hasKnownId || passed.method === 'GET', isTooLong);
    const trialOf = (answer: Asked): Trial => {
      const situation = { isHead: passed.method === 'HEAD', known };
      return { answer, differences: compareReplies(reply as ReadReply, answer.reply, situation) };
    };
    const attempt = async (others: AssumptionChoices) => {
      // Requests that are passed on meanwhile do not wait for all of them.
      await new Promise(setImmediate);
      return trialOf(await shadow.ask(request, createdId, others));
    };
    const base = notCompared === undefined ? trialOf(asked) : { answer: asked, differences: [] };
    const { drift, choices } = await explain(shadow.choices, base, attempt);
    const ruledOut: (readonly [AssumptionId, string])[] = [];
    if (learner !== undefined && notCompared === undefined && choices !== undefined)
      for (const [other, value] of learner.open()) {
        if (choices[other] !== undefined) continue;
        const { differences } = await attempt({ ...choices, [other]: value });
        if (differences.length > 0) ruledOut.push([other, value]);
      }
    if (owner !== undefined && !isTooLong)
      await follow({ reply, useCases, owner, id, operation, method: passed.method });
    const findings =
      operation === undefined || typeof reply === 'string' || passed.method === 'HEAD'
        ? []
        : contractFindings(operation, operations, sources, reply);
    const judged: Judged = {
      time: new Date(passed.at).toISOString(),
      method: passed.method,
      url: maskedUrl(passed.target),
      ...(operation && { operationId: operation.operationId }),
      ...(passed.reply && { status: passed.reply.status }),
      milliseconds: Math.round(passed.milliseconds * 100) / 100,
      warnings: typeof passed.body === 'string' ? [] : warningsOf(asked, shadow.inForce),
      findings,
      drift: drift.map((each) => withStanding(each, asked, shadow.inForce)),
      ...(notCompared !== undefined && { notCompared }),
      ...(passed.failure && { failure: passed.failure }),
    };
    for (const [assumption, value] of ruledOut) learner?.ruleOut(assumption, value, judged);
    learner?.see(judged);
    const note = noteOf(passed, reply, asked, judged);
    shadow.core.context().journals.add(owner, note, asked.counted);
    return { judged, useCases: told, organizationId: owner };
  }

  /** Lets the stub beside the service have what the service has. */
  async function follow({ reply, useCases, owner, id, operation, method }: Followed): Promise<void> {
    const { seen } = shadow;
    // What a request without a readable reply has changed is not known.
    if (typeof reply === 'string') {
      if (id !== undefined && method !== 'GET' && method !== 'HEAD') await seen.remove(owner, id);
      return;
    }
    await shadow.remember(owner, useCases);
    if (id !== undefined && (reply.status === 404 || (method === 'DELETE' && reply.status < 300)))
      await seen.remove(owner, id);
    if (operation?.operationId !== 'listUseCases' || reply.status !== 200 || itemsOf(reply.body) === undefined) return;
    const isReversed = shadow.choices['list-order'] === 'newest-first';
    const order = isReversed ? useCases.toReversed() : useCases;
    const stored = await seen.list(owner);
    const listed = new Set(order.map((each) => each.id));
    const rest = isPartial(reply.body) ? stored.filter((each) => !listed.has(each.id)) : [];
    const isSame = stored.length === order.length && stored.every((each, index) => each.id === order[index]?.id);
    if (!isSame) await shadow.replaceAll(owner, [...rest, ...order]);
  }

  return { judge };
}

function warningsOf({ note }: Asked, inForce: InForce): Judged['warnings'] {
  const { operationId, method, status, body } = note;
  const request = { operationId, method, status, body };
  return note.warnings.map((warning) => ({ ...warning, ...trustOfWarning(warning, inForce, request) }));
}

/** What no assumption explains speaks against what the stub answered. */
function withStanding(drift: Explained, { note }: Asked, inForce: InForce): Drift {
  const { operationId, method, status, error, issues, body, cause } = note;
  if (drift.because.length > 0) return { ...drift, against: contradicted(drift.because, inForce) };
  const refused = { operationId, method, status, error, body, cause };
  const trusts =
    error === undefined
      ? [trustOfReply(operationId ?? '', status, inForce, (drift.pointer ?? '') === '')]
      : [trustOfError(refused, inForce), ...issues.map((issue) => trustOfIssue(issue, refused, inForce))];
  return { ...drift, against: trusts.filter(({ standing }) => standing !== undefined).slice(0, 1) };
}

interface Followed {
  readonly reply: ReadReply | string;
  readonly useCases: readonly UseCase[];
  readonly owner: string;
  readonly id: string | undefined;
  readonly operation: Operation | undefined;
  readonly method: string;
}

const BASE = '/api/v1';
const NO_BYTES = new Uint8Array();

function whyUnread(what: 'request' | 'reply', reason: 'too-large' | 'no-room' | 'unreadable' | 'unsupported'): string {
  const why = {
    'too-large': 'is larger than --max-body',
    'no-room': 'found no room: more came than could be judged',
    unreadable: 'cannot be unpacked',
    unsupported: 'is packed in a way that is not known here',
  }[reason];
  return `not judged: the body of the ${what} ${why}`;
}

function whyNotCompared(
  passed: Passed,
  reply: ReadReply | string,
  asked: Asked,
  isKnown: boolean,
  isTooLong: boolean,
): string | undefined {
  const { method, body, isOverlapped } = passed;
  if (typeof reply === 'string') return reply;
  if (typeof body === 'string') return whyUnread('request', body);
  if (isTooLong) return `the list has more than ${MOST_LISTED.toLocaleString('en')} use cases`;
  if (method === 'OPTIONS') return 'the service decides which pages may ask it';
  if (NOT_ABOUT_THE_REQUEST.has(reply.status))
    return `the service answers ${reply.status}, whatever the request is like`;
  // Any key is good enough for the stub.
  if (asked.organizationId !== undefined && (reply.status === 401 || reply.status === 403))
    return 'the service does not accept the API key';
  if (LIMITS_OF_STUBS.has(asked.reply.error ?? ''))
    return `the stub refuses it to protect itself (${asked.reply.error})`;
  if (!isKnown && asked.reply.status === 404 && reply.status !== 404)
    return 'the use case has not been seen before, so the stub does not have it';
  if (isOverlapped) return 'another request that may change something was under way with the same key';
  return undefined;
}

/** The id in the path of a use case, as the service is likely to have it. */
function idIn(target: string): string | undefined {
  const [, id] = /^[^?]*\/([^/?]+)\/?(?:\?|$)/.exec(target) ?? [];
  try {
    return id === undefined ? undefined : decodeURIComponent(id);
  } catch {
    return undefined;
  }
}

function useCasesIn(body: unknown): UseCase[] {
  const isUseCase = (value: unknown): value is UseCase => isObject(value) && typeof value['id'] === 'string';
  return isUseCase(body) ? [body] : (itemsOf(body) ?? []).filter(isUseCase);
}

/** What the contract does not allow in a reply. */
function contractFindings(
  { operationId, responses }: Operation,
  operations: readonly Operation[],
  sources: ContractSources,
  { status, headers, text, body }: ReadReply,
): ContractFinding[] {
  if (!Object.hasOwn(responses, status)) {
    const { source } = sources.operationRule(operationId, 'operation');
    const message = `answered with ${status}, which the contract does not list for ${operationId}`;
    return [{ severity: 'warning', message, source }];
  }
  const judge = createContractJudge(operations, sources);
  const reply = { status, headers: new Headers([...headers]), text, body };
  const exchange = { operationId, check: '', method: '', path: '', curl: '', milliseconds: 0, reply };
  judge.expect(exchange, { status });
  return judge.findings.map(({ severity, message, pointer, source }) => ({
    severity,
    message,
    ...(pointer !== undefined && { pointer }),
    source,
  }));
}

/** What the journal says of the request: the reply is the service's, the findings are ours. */
function noteOf(passed: Passed, reply: ReadReply | string, asked: Asked, judged: Judged): JournalNote {
  const { failure } = passed;
  const status = passed.reply?.status ?? (failure?.kind === 'slow' ? 504 : 502);
  const isGone = failure?.kind === 'client-gone' || failure?.kind === 'stopped';
  const isOurs = passed.reply === undefined && !isGone;
  return {
    ...asked.note,
    at: passed.at,
    url: passed.target,
    status,
    verdict: failure ? 'failed' : verdictOf(status),
    error: isOurs ? (failure?.kind === 'slow' ? 'service-slow' : 'service-unreachable') : undefined,
    cause: isOurs ? undefined : { kind: isGone ? 'client-gone' : 'real-api' },
    milliseconds: passed.milliseconds,
    issues: typeof reply === 'string' ? [] : issuesIn(reply.body),
    warnings: [...judged.warnings, ...remarksOf(judged)],
    replyHeaders: passed.reply && Object.fromEntries(joinHeaders(passed.reply.rawHeaders)),
    reply: typeof reply === 'string' ? undefined : cut(reply.text, LONGEST_TEXT),
  };
}

function verdictOf(status: number): Verdict {
  return status < 400 ? 'accepted' : status < 500 ? 'refused' : 'failed';
}

function issuesIn(body: unknown): Issue[] {
  const issues = isObject(body) ? body['issues'] : undefined;
  const isIssue = (each: unknown): each is Issue =>
    isObject(each) &&
    typeof each['code'] === 'string' &&
    Array.isArray(each['path']) &&
    typeof each['message'] === 'string';
  return Array.isArray(issues) ? issues.filter(isIssue).slice(0, 100) : [];
}

/** What was found, as the journal and the console show it. */
function remarksOf({ findings, drift, notCompared, failure }: Judged): Warning[] {
  return [
    ...findings.map(({ message, pointer = '', source }) => ({
      rule: 'reply-contract',
      path: fromPointer(pointer),
      message: `reply: ${message} (${source})`,
    })),
    ...drift.map(({ pointer = '', message, because, against }) => ({
      rule: 'drift',
      path: fromPointer(pointer),
      message: `drift: ${message}${because.length === 0 ? '' : `, as with ${because.join(' or ')}`}${against.map(standingInBrackets).join('')}`,
    })),
    ...(notCompared !== undefined && failure === undefined
      ? [{ rule: 'not-compared', path: [], message: notCompared }]
      : []),
  ];
}
