import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorCatalogue } from '../use-cases/errors.ts';
import type { Reply } from '../use-cases/reply.ts';
import { administer, isAdministrative, type AdminSurroundings } from './administer.ts';
import { preflight } from './cors.ts';
import { problem } from './errors.ts';
import { openExchange, type Exchange } from './exchange.ts';
import type { Journals } from './journal.ts';
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

/** The way of a request through the stub, from Node's request to Node's response. Never rejects. */
export async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  options: AnswerOptions,
): Promise<void> {
  const exchange = openExchange(incoming);
  let reply: Reply;
  try {
    reply =
      // Before CORS: pages of other origins may use the API, not the stub's own routes.
      (await administer(exchange, options.around, options.admin)) ??
      (options.cors ? preflight(incoming) : undefined) ??
      (await respond(exchange, options.around));
  } catch (error) {
    reply = isStoreUnavailable(error) ? storeUnavailable(error, options.logger) : internalError(error, options.logger);
  }
  if (exchange.delay > 0 || exchange.preferences.delay !== undefined) await delay(exchange, options.closing);
  // A stub that is about to stop wants its connections back.
  if (options.closing.aborted) response.shouldKeepAlive = false;
  const { sent, text } = sendOrApologise(response, exchange, reply, options);
  if (exchange.organization) options.around.organizations.keep(exchange.organization);
  if (isAdministrative(exchange) || incoming.readableAborted) return;
  const milliseconds = performance.now() - exchange.startedAt;
  recordInJournal(exchange, sent, text, options.journals, milliseconds);
  options.metrics?.observe(exchange, sent, milliseconds);
  if (options.logger) log(exchange, sent, options.logger, milliseconds);
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
    exchange.misbehaving = undefined;
    const apology = internalError(error, logger);
    if (!response.headersSent) return { sent: apology, text: send(response, exchange, apology, cors) };
    response.destroy();
    return { sent: apology, text: undefined };
  }
}

async function delay(exchange: Exchange, closing: AbortSignal): Promise<void> {
  const { delay: preferred } = exchange.preferences;
  if (preferred !== undefined) exchange.applied.push(`delay=${preferred}`);
  const { setTimeout: wait } = await import('node:timers/promises');
  await wait(exchange.delay + (preferred ?? 0), undefined, { signal: closing }).catch(() => undefined);
}

/** Known by its name: a program may bring a store of its own. */
function isStoreUnavailable(error: unknown): error is Error {
  return error instanceof Error && error.name === 'StoreUnavailable';
}

/** Not our fault, and it may pass. A stack would tell an operator nothing that the sentence does not. */
function storeUnavailable({ message }: Error, logger: Logger | undefined): Reply {
  logger?.error({ reason: message }, `the store is unavailable: ${message}`);
  return problem('store-unavailable', errorCatalogue['store-unavailable'].explanation, { 'retry-after': '1' });
}

/** Whatever went wrong in here is our fault: the log gets the details, the client only that it happened. */
function internalError(error: unknown, logger: Logger | undefined): Reply {
  logger?.error({ err: error }, 'the stub failed to answer a request');
  return problem('internal-error', 'The stub failed; its log says why');
}
