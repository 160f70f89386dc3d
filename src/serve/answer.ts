import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorCatalogue } from '../contract/errors.ts';
import { badRequest, problem, type Reply } from '../contract/reply.ts';
import { administer, isAdministrative, type AdminSurroundings } from './administer.ts';
import { preflight } from './cors.ts';
import { openExchange, type Exchange } from './exchange.ts';
import type { Journals } from '../store/memory/journal.ts';
import type { Metrics } from './metrics.ts';
import { log, recordInJournal, type Logger } from './record.ts';
import { respond, type Surroundings } from './respond.ts';
import { send } from './send.ts';

export interface AnswerOptions {
  readonly around: Surroundings;
  readonly admin: AdminSurroundings;
  readonly journals: Journals;
  readonly logger: Logger | undefined;
  readonly metrics: Metrics | undefined;
  readonly cors: boolean;
  /** Aborted when the stub closes, so that nobody waits for a delayed reply. */
  readonly closing: AbortSignal;
}

const FAILED = 'The stub failed; its log says why';
const LAST_HEADERS = { 'content-type': 'application/json; charset=utf-8', connection: 'close' };

/** The way of a request through the stub, from Node's request to Node's response. Never rejects. */
export async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  options: AnswerOptions,
): Promise<void> {
  try {
    await serve(incoming, response, options);
  } catch (error) {
    giveUp(response, error, options.logger);
  }
}

async function serve(incoming: IncomingMessage, response: ServerResponse, options: AnswerOptions): Promise<void> {
  const exchange = openExchange(incoming);
  let reply: Reply;
  try {
    reply =
      refuseTwoHosts(incoming) ??
      // Before CORS: pages of other origins may use the API, not the stub's own routes.
      (await administer(exchange, options.around, options.admin)) ??
      (options.cors ? preflight(incoming) : undefined) ??
      (await respond(exchange, options.around));
  } catch (error) {
    reply = replyTo(error, exchange, options.logger);
  }
  if (exchange.delay > 0 || exchange.preferences.delay !== undefined) await delay(exchange, response, options.closing);
  // A stub that is about to stop wants its connections back.
  if (options.closing.aborted) response.shouldKeepAlive = false;
  exchange.clientGone = response.destroyed;
  const { sent, text } = sendOrApologise(response, exchange, reply, options);
  if (exchange.organization) options.around.organizations.keep(exchange.organization);
  // A request that never came as a whole is none.
  if (isAdministrative(exchange) || (incoming.readableAborted && !incoming.complete)) return;
  const milliseconds = performance.now() - exchange.startedAt;
  recordInJournal(exchange, sent, text, options.journals, milliseconds);
  options.metrics?.observe(exchange, sent, milliseconds);
  if (options.logger) log(exchange, sent, options.logger, milliseconds);
}

/** Of two hosts, Node tells of the first, and others may go by the second (RFC 9112, section 3.2). */
function refuseTwoHosts({ rawHeaders }: IncomingMessage): Reply | undefined {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string;
    if (name.length === 4 && name.toLowerCase() === 'host') hosts++;
  }
  return hosts > 1 ? badRequest('host-repeated', 'Send one Host header') : undefined;
}

/** A reply that cannot be written must not leave the client waiting, nor show it Express's page with a stack. */
function sendOrApologise(
  response: ServerResponse,
  exchange: Exchange,
  reply: Reply,
  { cors: allowed, logger }: AnswerOptions,
) {
  const cors = allowed && !isAdministrative(exchange);
  try {
    return { sent: reply, text: send(response, exchange, reply, cors) };
  } catch (error) {
    exchange.applied.length = 0;
    exchange.warnings.length = 0;
    Object.assign(exchange, { misbehaving: undefined, fault: undefined, planned: false });
    const apology = internalError(error, exchange, logger);
    if (!response.headersSent) return { sent: apology, text: send(response, exchange, apology, cors) };
    response.destroy();
    return { sent: apology, text: undefined };
  }
}

/** Ends early when the stub closes or the client goes: what came with the request would be kept for nobody. */
async function delay(exchange: Exchange, response: ServerResponse, closing: AbortSignal): Promise<void> {
  const { delay: preferred } = exchange.preferences;
  if (preferred !== undefined) exchange.applied.push(`delay=${preferred}`);
  if (response.destroyed) return;
  const gone = new AbortController();
  const goOn = () => gone.abort();
  response.once('close', goOn);
  const { setTimeout: wait } = await import('node:timers/promises');
  const signal = AbortSignal.any([closing, gone.signal]);
  await wait(exchange.delay + (preferred ?? 0), undefined, { signal }).catch(() => undefined);
  response.off('close', goOn);
}

function replyTo(error: unknown, exchange: Exchange, logger: Logger | undefined): Reply {
  return isStoreUnavailable(error) ? storeUnavailable(error, exchange, logger) : internalError(error, exchange, logger);
}

/** Known by its name: a program may bring a store of its own. */
function isStoreUnavailable(error: unknown): error is Error {
  return error instanceof Error && error.name === 'StoreUnavailable';
}

/** Not our fault, and it may pass. A stack would tell an operator nothing that the sentence does not. */
function storeUnavailable({ message }: Error, { requestId }: Exchange, logger: Logger | undefined): Reply {
  logger?.error({ requestId, reason: message }, `the store is unavailable: ${message}`);
  return problem('store-unavailable', errorCatalogue['store-unavailable'].explanation, { 'retry-after': '1' });
}

/** Whatever went wrong in here is our fault: the log gets the details, the client only that it happened. */
function internalError(error: unknown, { requestId }: Exchange, logger: Logger | undefined): Reply {
  logger?.error({ requestId, err: error }, 'the stub failed to answer a request');
  return problem('internal-error', FAILED);
}

/** Nothing that has gone wrong so far may be relied on, so it is done with Node's own means. */
function giveUp(response: ServerResponse, error: unknown, logger: Logger | undefined): void {
  try {
    if (!response.headersSent) response.writeHead(500, LAST_HEADERS).end(JSON.stringify({ message: FAILED }));
    // A reply that is on its way is not to blame for a log that cannot be written.
    else if (!response.writableEnded) response.destroy();
    logger?.error({ err: error }, 'the stub failed to answer a request');
  } catch {
    // It may be the logger that fails.
  }
}
