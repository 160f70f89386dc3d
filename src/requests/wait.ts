/** Waits until a journal meets an expectation, without asking it again and again. */
/* eslint-disable no-restricted-syntax -- `within` is real time, since a frozen clock would never let it end. */
import { wait, type Client } from '../lib/wait.ts';
import type { JournalEntry, JournalReader } from '../store/port.ts';
import { unmet, type Expectation, type UnmetExpectation } from './expectation.ts';

/** The journal of a stub, and how it tells that it has grown. */
export interface WatchedJournal {
  readonly reader: JournalReader;
  /** Calls a listener after each request that this process answers. @returns what takes the listener away again */
  readonly onRequest: (organizationId: string, listener: () => void) => () => void;
  /** Whether other replicas write it too, of whose requests this process is not told. */
  readonly isShared: boolean;
}

/** Milliseconds until the requests of another replica are looked for. */
const SHARED_EVERY = 200;

/**
 * Waits until an expectation is met. The time is real time, whatever the clock of the stub says.
 *
 * @param within milliseconds
 * @param closing ends the wait
 * @param client ends the wait when it hangs up
 * @returns the journal at the end, and why it does not meet the expectation, if so
 */
export async function waitUntilMet(
  organizationId: string,
  expectation: Expectation,
  within: number,
  { reader, onRequest, isShared }: WatchedJournal,
  closing: AbortSignal,
  client: Client,
): Promise<{ readonly entries: readonly JournalEntry[]; readonly why?: UnmetExpectation }> {
  const end = performance.now() + within;
  for (;;) {
    const news = new AbortController();
    const stop = () => news.abort();
    // Listens before it reads, so that no request comes between the two.
    const forget = onRequest(organizationId, stop);
    closing.addEventListener('abort', stop);
    try {
      const { entries } = await reader.read(organizationId, {});
      const left = end - performance.now();
      const isOver = left <= 0 || closing.aborted || client.isGone;
      const why = unmet(expectation, entries, within);
      if (why === undefined) return { entries };
      if (isOver) return { entries, why };
      await wait(isShared ? Math.min(left, SHARED_EVERY) : left, news.signal, client);
    } finally {
      forget();
      closing.removeEventListener('abort', stop);
    }
  }
}
