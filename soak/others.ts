/**
 * Another client of a stub under attack, in a process of its own so that the attack does not delay it. Run by `fork`
 * with the stub's URL: it creates and reads all the time, and answers each message with what it has measured since the
 * last one.
 */
import { createClient } from '../test/helpers/requests.ts';

/** What another client got, and how long it took in milliseconds. */
export interface OthersFigures {
  readonly requests: number;
  /** Replies that were not 200, by status; 0 for a connection that broke. */
  readonly failed: Readonly<Record<string, number>>;
  readonly median: number;
  readonly p99: number;
}

/** Milliseconds between two requests. */
const PAUSE = 5;

if (import.meta.main) {
  const client = createClient(process.argv[2] ?? '');
  const headers = { authorization: 'Bearer another', 'content-type': 'application/json' };
  let times: number[] = [];
  let failed: Record<string, number> = {};
  const share = (sorted: readonly number[], part: number) => sorted[Math.floor(sorted.length * part)] ?? 0;
  process.on('message', () => {
    const sorted = times.sort((one, other) => one - other);
    process.send?.({ requests: sorted.length, failed, median: share(sorted, 0.5), p99: share(sorted, 0.99) });
    times = [];
    failed = {};
  });
  for (let number = 0; ; number++) {
    const startedAt = performance.now();
    const isCreate = number % 20 === 0;
    const request = isCreate ? { method: 'POST', text: '{"name":"x"}' } : { method: 'GET', text: '' };
    const path = isCreate ? '/use-cases' : '/use-cases/000000000000000000000000';
    const status = await client.send({ ...request, path, headers }).then(
      (reply) => reply.status,
      () => 0,
    );
    times.push(performance.now() - startedAt);
    if (status !== (isCreate ? 200 : 404)) failed[status] = (failed[status] ?? 0) + 1;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
