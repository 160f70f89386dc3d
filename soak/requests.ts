/** Many requests: generated ones, and such with long strings. */
import assert from 'node:assert/strict';
import { residentMemory } from '../bench/processes.ts';
import { createClient } from '../test/helpers/requests.ts';
import { putGeneratedRequests } from './generated-requests.ts';
import { longStrings, placesInUseCases } from './long-strings.ts';
import { count, headers, kill, serve } from './servers.ts';
import { Stopwatch } from './stopwatch.ts';

export async function generatedRequests(requests: number): Promise<string> {
  // Other ones each time; a failure names its own.
  const seed = Math.floor(Math.random() * 2 ** 30);
  const memory = () => residentMemory(process.pid) ?? NaN;
  const tenth = requests / 10;
  const counts = await putGeneratedRequests(tenth, seed);
  const early = memory();
  for (const [status, more] of Object.entries(await putGeneratedRequests(requests - tenth, seed + tenth)))
    counts[Number(status)] = (counts[Number(status)] ?? 0) + more;
  const total = Object.values(counts).reduce((sum, each) => sum + each, 0);
  assert.equal(total, requests);
  return `${count(total)} requests (seed ${seed}), all answered as the contract says: ${JSON.stringify(counts)}; ${early.toFixed(0)} MiB after ${count(tenth)}, ${memory().toFixed(0)} MiB at the end, stub, client and judge together`;
}

const LENGTH = 102_400;
/** Milliseconds. */
const LONGEST = 50;

export async function longStringsEverywhere(rounds: number): Promise<string> {
  const server = await serve('--seed-count', '0');
  const client = createClient(new URL('/', server.url).href);
  const stopwatch = new Stopwatch(LONGEST, server.child.pid);
  try {
    const strings = longStrings(LENGTH);
    // Whoever comes first also waits for the compiler, and for what is loaded when it is first needed.
    for (const request of placesInUseCases.values()) await client.send(request('warm up'));
    for (let round = 0; round < rounds; round++) {
      for (const [unit, text] of strings) {
        for (const [place, request] of placesInUseCases) {
          const prefer = `validation=${(stopwatch.times + round) % 2 === 0 ? 'strict' : 'standard'}`;
          const { headers: own, ...rest } = request(text);
          const send = () => client.send({ ...rest, headers: { ...own, prefer } });
          const { status } = await stopwatch.time(`${place}, ${unit}`, send);
          // 413: what JSON writes in six characters is too much if it is there twice.
          assert.ok([200, 400, 413].includes(status), `${place} ${unit}: ${status}`);
        }
        // Their number is no part of this.
        await client.send({ method: 'POST', path: '/__stub/reset', headers });
      }
    }
  } finally {
    client.close();
    await kill(server);
  }
  const figures = `${count(stopwatch.times)} requests with strings of 100 KB in ${placesInUseCases.size} places: ${stopwatch.inWords()}`;
  assert.ok(stopwatch.isFine, figures);
  return figures;
}
