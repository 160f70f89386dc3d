/** Sends generated requests and checks each reply against the contract. CI sends some, the soak many. */
import fc from 'fast-check';
import { createStub, type UseCase } from '../src/index.ts';
import { loadJudge, type Judge } from '../test/helpers/judge.ts';
import { anyRequest, checkReply, createClient } from '../test/helpers/requests.ts';

/**
 * Requests for each stub. Every fifth reply lists all use cases that were created before, so the time of a single stub
 * would grow with the square of the number of requests.
 */
const PER_STUB = 1_000;
const headers = { authorization: 'Bearer key', 'content-type': 'application/json' };

/**
 * @param seed every number gives other requests
 * @returns the number of replies by status
 * @throws Error with the shortest request whose reply differs from what the contract requires
 */
export async function sendGeneratedRequests(requests: number, seed: number): Promise<Record<number, number>> {
  const judge = await loadJudge();
  const counts: Record<number, number> = {};
  for (let put = 0; put < requests; put += PER_STUB) {
    const numRuns = Math.min(PER_STUB, requests - put);
    for (const status of await sendSome({ numRuns, seed: seed + put }, judge))
      counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

async function sendSome(parameters: { numRuns: number; seed: number }, judge: Judge): Promise<number[]> {
  await using stub = createStub({ seedCount: 0 });
  const client = createClient(await stub.listen());
  const existing = new Set<string>();
  const statuses: number[] = [];
  try {
    for (const text of ['{"name":"a"}', '{"name":"b"}', '{"name":"c"}']) {
      const made = await client.send({ method: 'POST', path: '/use-cases', headers, text });
      existing.add((JSON.parse(made.text) as UseCase).id);
    }
    const property = fc.asyncProperty(anyRequest([...existing]), async (request) => {
      const reply = await client.send(request);
      checkReply(request, reply, existing, judge);
      statuses.push(reply.status);
    });
    await fc.assert(property, parameters);
  } finally {
    client.close();
  }
  return statuses;
}
