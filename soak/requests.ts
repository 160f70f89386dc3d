/** Many generated requests, and requests with long strings. */
import assert from 'node:assert/strict';
import { residentMemory } from '../bench/processes.ts';
import { createClient } from '../test/helpers/requests.ts';
import { sendGeneratedRequests } from './generated-requests.ts';
import { longStrings, placesInUseCases } from './long-strings.ts';
import { count, headers, kill, serve } from './servers.ts';
import { Stopwatch } from './stopwatch.ts';

/** @returns a summary; a failure names its seed @param requests how many to send */
export async function generatedRequests(requests: number): Promise<string> {
  // Other requests in each run.
  const seed = Math.floor(Math.random() * 2 ** 30);
  const memory = () => residentMemory(process.pid) ?? NaN;
  const tenth = requests / 10;
  const counts = await sendGeneratedRequests(tenth, seed);
  const early = memory();
  for (const [status, more] of Object.entries(await sendGeneratedRequests(requests - tenth, seed + tenth)))
    counts[Number(status)] = (counts[Number(status)] ?? 0) + more;
  const total = Object.values(counts).reduce((sum, each) => sum + each, 0);
  assert.equal(total, requests);
  return `${count(total)} requests (seed ${seed}), all answered as the contract requires: ${JSON.stringify(counts)}; ${early.toFixed(0)} MiB after ${count(tenth)}, ${memory().toFixed(0)} MiB at the end, stub, client and judge together`;
}

const LENGTH = 102_400;
/** Milliseconds that a reply may take. */
const LONGEST = 50;

export async function longStringsInEveryPlace(rounds: number): Promise<string> {
  const server = await serve('--seed-count', '0');
  const client = createClient(new URL('/', server.url).href);
  const stopwatch = new Stopwatch(LONGEST, server.child.pid);
  try {
    const strings = longStrings(LENGTH);
    // The first requests also wait for the compiler, and for modules that are loaded on first use.
    for (const request of placesInUseCases.values()) await client.send(request('warm up'));
    for (let round = 0; round < rounds; round++) {
      for (const [unit, text] of strings) {
        for (const [place, request] of placesInUseCases) {
          const prefer = `validation=${(stopwatch.times + round) % 2 === 0 ? 'strict' : 'standard'}`;
          const { headers: own, ...rest } = request(text);
          const send = () => client.send({ ...rest, headers: { ...own, prefer } });
          const { status } = await stopwatch.time(`${place}, ${unit}`, send);
          // 413: JSON escapes some characters as six, so two such strings exceed the limit.
          assert.ok([200, 400, 413].includes(status), `${place} ${unit}: ${status}`);
        }
        // Keeps the number of stored use cases out of the figures.
        await client.send({ method: 'POST', path: '/__stub/reset', headers });
      }
    }
  } finally {
    client.close();
    await kill(server);
  }
  const figures = `${count(stopwatch.times)} requests with strings of 100 KB in ${placesInUseCases.size} places: ${stopwatch.summary()}`;
  assert.ok(stopwatch.isFine, figures);
  return figures;
}
