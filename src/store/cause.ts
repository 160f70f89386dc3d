/** What the cause of a reply is called, the same in the log, the console and exported archives. */
import type { Cause, Fault } from './port.ts';

const FAULTS: Readonly<Record<Exclude<Fault, 'slow'>, string>> = {
  reset: 'connection reset',
  empty: 'connection closed without a reply',
  truncated: 'connection closed in the middle of the body',
  malformed: 'body cut, so that it is not JSON',
};

/**
 * Says in a few words why a reply is not the operation's own, such as `503 by state "the API is failing"`.
 *
 * @param cause of a journal entry or a log line
 * @returns a phrase without a full stop that reads on its own
 */
export function causeInWords(cause: Cause): string {
  const { kind, status, fault, delay } = cause;
  switch (kind) {
    case 'client-gone':
      return 'client hung up before the reply';
    case 'real-api':
      return 'from the real API';
    case 'prism':
      return 'mocked by Prism';
    case 'rate-limit':
      return `${status ?? 429} by the rate limit`;
    default:
  }
  const actor = actorOf(cause);
  if (fault === 'slow') return `body sent slowly by ${actor}`;
  if (fault !== undefined) return `broken by ${actor}: ${FAULTS[fault]}`;
  if (status !== undefined) return kind === 'preference' ? `${status} forced by ${actor}` : `${status} by ${actor}`;
  return delay === undefined ? `${actor} had no effect` : `delayed ${Math.round(delay)} ms by ${actor}`;
}

function actorOf({ kind, because = '' }: Cause): string {
  return kind === 'preference' ? `Prefer: ${because}` : `${kind} "${because}"`;
}
