import { showAssumptionChoices } from '../contract/assumptions.ts';
import { errorCatalogue } from '../contract/errors.ts';
import { problem, type Reply } from '../contract/reply.ts';
import { OverBudget } from '../lib/budget.ts';
import { memorySizeOf } from '../lib/memory-size.ts';
import { ANONYMOUS } from '../store/port.ts';
import { causeOf } from './cause.ts';
import type { Context } from './context.ts';
import { prepare, type Message } from './deliver.ts';
import { assumptionsPreferred } from './preferences.ts';
import { openOutcome, type Outcome } from './outcome.ts';
import { record } from './record.ts';
import { targetOf, type StubRequest } from './request.ts';
import { OrganizationFull, replyToFull } from '../organizations/organizations.ts';
import { authorize } from './stages/authorize.ts';
import { handle } from './stages/handle.ts';
import { limitRate } from './stages/limit-rate.ts';
import { match } from './stages/match.ts';
import { isExampleWanted, mock } from './stages/mock.ts';
import { makePlan, replyAsPlanned } from './stages/plan.ts';
import { BodyReader } from './stages/read-body.ts';
import { levelOf, validate } from './stages/validate.ts';

/** Hands a message to the platform. @throws when HTTP does not allow it, such as for a header's value */
export type Write = (message: Message, context: Context) => void;

/** The message of a 500; the log has the reason. */
export const FAILED = 'The stub failed; its log says why';

/**
 * The way of every request, to the API and to the stub's own routes alike:
 *
 *     match -> authorize -> limit rate -> plan -> read body -> validate -> mock or handle -> deliver -> record
 *
 * @throws when neither the reply nor a 500 can be written, or the journal or the log fails
 */
export async function walk(request: StubRequest, usual: Context, write: Write): Promise<void> {
  const chosen = assumptionsPreferred(request.header('prefer'));
  const context = chosen === undefined ? usual : usual.following(chosen);
  const target = targetOf(request.target, context.behavior.paths);
  const outcome = openOutcome(request, target, context.areas[target.area].policy, context.clock);
  if (chosen !== undefined && outcome.policy.isPlannable) {
    outcome.assumed = showAssumptionChoices(chosen);
    outcome.applied.push('assume');
  }
  let hasReply = false;
  try {
    outcome.reply = inOneShape(await answer(outcome, context));
    hasReply = true;
  } catch (error) {
    outcome.reply = replyToError(error, outcome, context);
    hasReply = true;
  } finally {
    // Also where the log fails, and the request with it.
    outcome.body?.release();
    if (!hasReply && outcome.isWaiting) context.budget.waiting.give(ownerOf(outcome), 1);
  }
  const owner = ownerOf(outcome);
  if (outcome.body?.isLong === true) {
    context.turns.markLong(owner);
    await context.turns.next(owner);
  }
  if (outcome.isWaiting) await waitAsPlanned(outcome, context);
  const { plan } = outcome;
  if (plan?.preferences.delay !== undefined) outcome.applied.push('delay');
  const wasGone = request.isGone;
  outcome.cause = causeOf(outcome, wasGone);
  const message = deliver(outcome, context, write);
  if (message.held > 0) context.turns.markLong(owner);
  if (outcome.organization) context.organizations.retain(outcome.organization);
  record(outcome, message, context);
}

/**
 * The same reply as an object of one shape. V8 reads those faster: once a stub has also refused, listed and shown its
 * journal, a read takes a tenth less CPU than with a shape for each kind of reply and of journal entry.
 */
function inOneShape({ status, headers, body, pages, stream, error, issues }: Reply): Reply {
  return { status, headers, body, pages, stream, error, issues };
}

/** Lets a reply wait. What a refusal repeats of its request counts as long as it does; a success is stored anyway. */
async function waitAsPlanned(outcome: Outcome, context: Context): Promise<void> {
  const { messages, waiting } = context.budget;
  const { request, reply, plan, warnings } = outcome;
  const owner = ownerOf(outcome);
  const size = outcome.body?.isLong === true ? memorySizeOf([reply.issues, reply.body, warnings]) : 0;
  let held = 0;
  try {
    if (reply.status >= 400 && size > 0) {
      messages.take(owner, size);
      held = size;
    }
    await context.clock.wait(plan?.delay ?? 0, context.closing, request);
  } catch (error) {
    outcome.reply = replyToError(error, outcome, context);
    outcome.plan = undefined;
  } finally {
    messages.give(owner, held);
    waiting.give(owner, 1);
  }
}

/** Whose room in the budget a request takes. Strangers together are one owner. */
function ownerOf({ organization }: Outcome): string {
  return organization?.id ?? ANONYMOUS;
}

/** The stages up to the reply: the first one that has a reply ends the walk. */
async function answer(outcome: Outcome, context: Context): Promise<Reply> {
  const { request, target, policy } = outcome;
  const { operation, pathOperations = [], pathParameters, reply: unmatched } = match(request, target, context);
  outcome.operation = operation;
  outcome.pathOperations = pathOperations;
  const { organization, reply: refused } = authorize(request, target, operation, context);
  outcome.organization = organization;
  if (unmatched) return unmatched;
  if (refused) return refused;
  if (operation === undefined) throw new Error('a request without an operation was not answered by match');

  const owner = ownerOf(outcome);
  const { budget, turns } = context;
  if (turns.isLong(owner)) await turns.next(owner);
  if (organization !== undefined && context.begin !== undefined) await context.begin(organization);
  const { behavior } = context;
  const reading = { pool: budget.messages, turns, owner, behavior };
  const body = new BodyReader(request, operation, context.maxBody, reading);
  outcome.body = body;
  let planned: Reply | undefined;
  if (policy.isPlannable) {
    const rate = limitRate(organization, context.rateLimiter);
    outcome.rateHeaders = rate?.headers;
    if (rate?.reply) return afterBody(rate.reply, body);
    const plan = await makePlan(request, target, operation, organization, body, context);
    if (plan.delay > 0) {
      // Before anything is stored: a request that may not wait has done nothing.
      budget.waiting.take(owner, 1);
      outcome.isWaiting = true;
    }
    outcome.plan = plan;
    outcome.applied.push(...plan.applied);
    planned = replyAsPlanned(plan, operation);
    // A failure comes whatever the request is like, a success only to one that is valid.
    if (planned && planned.status >= 400) return asPlanned(await afterBody(planned, body), outcome);
    if (plan.reply) return afterBody(plan.reply, body);
  }

  const { value, reply: unreadable } = await body.read();
  if (unreadable) return unreadable;

  const level = levelOf(outcome.plan, context);
  const call = { operation, organization, pathParameters, target, body: value, level };
  const { fields, reply: invalid } = validate(call, outcome, context);
  if (invalid) return invalid;

  if (planned) return asPlanned(planned, outcome);
  if (isExampleWanted(operation, outcome.plan)) {
    const mocked = await mock({ ...call, fields }, outcome, context);
    outcome.isPlanned = mocked.error !== 'preference-unavailable';
    return mocked;
  }
  return await handle({ ...call, fields }, outcome, context);
}

function asPlanned(reply: Reply, outcome: Outcome): Reply {
  outcome.isPlanned = true;
  return reply;
}

/**
 * Reads the body for the journal before a reply that does not depend on it. Where it is too large to be read to its
 * end, the connection cannot carry another request.
 */
async function afterBody(reply: Reply, body: BodyReader): Promise<Reply> {
  const { connection } = (await body.skim()).reply?.headers ?? {};
  return connection === undefined ? reply : { ...reply, headers: { ...reply.headers, connection } };
}

/** Writes the reply. When that fails, writes a 500 instead, so that the client is not left waiting. */
function deliver(outcome: Outcome, context: Context, write: Write): Message {
  try {
    const message = prepare(outcome, context);
    write(message, context);
    return message;
  } catch (error) {
    outcome.applied.length = 0;
    outcome.warnings.length = 0;
    Object.assign(outcome, { plan: undefined, isPlanned: false, cause: undefined });
    outcome.reply = error instanceof OverBudget ? noRoom(error) : internalError(error, outcome, context);
    const fallback = prepare(outcome, context);
    write(fallback, context);
    return fallback;
  }
}

function replyToError(error: unknown, outcome: Outcome, context: Context): Reply {
  outcome.isPlanned = false;
  if (error instanceof OverBudget) return noRoom(error);
  // A state that the organization starts in may want more use cases than it may have.
  if (error instanceof OrganizationFull) return replyToFull(error);
  return isStoreUnavailable(error) ? storeUnavailable(error, outcome, context) : internalError(error, outcome, context);
}

/** The rest of a body that has no room is not read, so the connection cannot carry another request. */
export function noRoom({ of, pool, message }: OverBudget): Reply {
  const headers = { 'retry-after': '1', ...(pool === 'messages' && { connection: 'close' }) };
  return problem(of === 'owner' ? 'key-over-share' : 'stub-full', message, headers);
}

/** Known by its name: a program may bring a store of its own. */
function isStoreUnavailable(error: unknown): error is Error {
  return error instanceof Error && error.name === 'StoreUnavailable';
}

/** A stack would tell an operator nothing that the sentence does not. */
function storeUnavailable({ message }: Error, { requestId }: Outcome, { logger }: Context): Reply {
  logger?.error({ requestId, reason: message }, `the store is unavailable: ${message}`);
  return problem('store-unavailable', errorCatalogue['store-unavailable'].explanation, { 'retry-after': '1' });
}

/** The log gets the details, the client only that something failed. */
function internalError(error: unknown, { requestId }: Outcome, { logger }: Context): Reply {
  logger?.error({ requestId, err: error }, 'the stub failed to answer a request');
  return problem('internal-error', FAILED);
}
