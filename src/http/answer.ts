import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Reply } from '../use-cases/reply.ts';
import { preflight } from './cors.ts';
import { problem } from './errors.ts';
import { openExchange, type Exchange } from './exchange.ts';
import type { Journals } from './journal.ts';
import { log, recordInJournal, type Logger } from './record.ts';
import { respond, type Surroundings } from './respond.ts';
import { send } from './send.ts';

export interface AnswerOptions {
  readonly around: Surroundings;
  readonly journals: Journals;
  readonly logger: Logger | undefined;
  readonly cors: boolean;
  /** Aborted when the stub closes, so that nobody waits for a delayed reply. */
  readonly closing: AbortSignal;
}

const HEALTH = '/__stub/health';

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
      health(exchange) ?? (options.cors ? preflight(incoming) : undefined) ?? (await respond(exchange, options.around));
  } catch (error) {
    reply = internalError(error, options.logger);
  }
  if (exchange.preferences.delay !== undefined) await delay(exchange, options.closing);
  const { sent, text } = sendOrApologise(response, exchange, reply, options);
  if (exchange.path === HEALTH || incoming.readableAborted) return;
  const milliseconds = performance.now() - exchange.startedAt;
  recordInJournal(exchange, sent, text, options.journals, milliseconds);
  if (options.logger) log(exchange, sent, options.logger, milliseconds);
}

/** A reply that cannot be written must not leave the client waiting, nor show it Express's page with a stack. */
function sendOrApologise(response: ServerResponse, exchange: Exchange, reply: Reply, { cors, logger }: AnswerOptions) {
  try {
    return { sent: reply, text: send(response, exchange, reply, cors) };
  } catch (error) {
    exchange.applied.length = 0;
    exchange.warnings.length = 0;
    const apology = internalError(error, logger);
    if (!response.headersSent) return { sent: apology, text: send(response, exchange, apology, cors) };
    response.destroy();
    return { sent: apology, text: undefined };
  }
}

/** The stub's own routes stand beside the API, where no path of the API can be. */
function health({ path, method }: Exchange): Reply | undefined {
  if (path !== HEALTH) return undefined;
  if (method === 'GET' || method === 'HEAD') return { status: 200, body: { status: 'ok' } };
  return problem('method-not-allowed', `${method} is not possible on ${path}`, { allow: 'GET, HEAD' });
}

async function delay(exchange: Exchange, closing: AbortSignal): Promise<void> {
  const milliseconds = exchange.preferences.delay as number;
  exchange.applied.push(`delay=${milliseconds}`);
  const { setTimeout: wait } = await import('node:timers/promises');
  await wait(milliseconds, undefined, { signal: closing }).catch(() => undefined);
}

/** Whatever went wrong in here is our fault: the log gets the details, the client only that it happened. */
function internalError(error: unknown, logger: Logger | undefined): Reply {
  logger?.error({ err: error }, 'the stub failed to answer a request');
  return problem('internal-error', 'The stub failed; its log says why');
}
