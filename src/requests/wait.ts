/** Waits for a request, without asking the journal again and again. */
/* eslint-disable no-restricted-syntax -- `within` is real time, since a frozen clock would never let it end. */
import { wait, type Client } from '../lib/wait.ts';
import type { JournalEntry, JournalReader } from '../store/port.ts';
import { found, unmet, type UnmetExpectation } from './expectation.ts';
import type { RequestQuery } from './query.ts';

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

/** What a wait ended with: the request, or why there was none. */
export type WaitResult =
  | { readonly request: JournalEntry; readonly why?: undefined }
  | { readonly request?: undefined; readonly why: UnmetExpectation };

/**
 * Waits for a request of a client. The time is real time, whatever the clock of the stub says. Of the journal it only
 * reads what is new, and all of it once no request has come.
 *
 * @param within milliseconds
 * @param closing ends the wait
 * @param client ends the wait when it hangs up
 * @returns the first request that is as the query says, or why there is none
 */
export async function waitForRequest(
  organizationId: string,
  query: RequestQuery,
  within: number,
  { reader, onRequest, isShared }: WatchedJournal,
  closing: AbortSignal,
  client: Client,
): Promise<WaitResult> {
  const { since = 0 } = query;
  const end = performance.now() + within;
  let last = since;
  for (;;) {
    const news = new AbortController();
    const stop = () => news.abort();
    // Listens before it reads, so that no request comes between the two.
    const forget = onRequest(organizationId, stop);
    closing.addEventListener('abort', stop);
    try {
      const { entries, latest } = await reader.read(organizationId, { after: last });
      const [request] = found(query, entries);
      if (request !== undefined) return { request };
      // Numbers start again where the journal was dropped to save memory; what came then may not have been read.
      const isAnew = latest < last && last > since;
      last = isAnew ? since : Math.max(latest, since);
      if (isAnew) continue;
      const left = end - performance.now();
      if (left <= 0 || closing.aborted || client.isGone) {
        const all = await reader.read(organizationId);
        const why = unmet({ request: query }, all.entries, within);
        return why === undefined ? { request: found(query, all.entries)[0] as JournalEntry } : { why };
      }
      await wait(isShared ? Math.min(left, SHARED_EVERY) : left, news.signal, client);
    } finally {
      forget();
      closing.removeEventListener('abort', stop);
    }
  }
}
