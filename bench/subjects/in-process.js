/** Creates of `stub.fetch` without a socket. Usage: node in-process.js BODY_FILE SECONDS; prints creates per second. */
import { readFileSync } from 'node:fs';
import { createStub } from '../../dist/fetch.js';

const [bodyFile, seconds] = process.argv.slice(2);
const body = readFileSync(bodyFile, 'utf8');
// One API key creates more than its share of the memory would have room for.
const stub = createStub({ maxUseCases: 10_000_000, maxMemory: 8 * 1_073_741_824 });
const headers = { authorization: 'Bearer bench-key', accept: 'application/json', 'content-type': 'application/json' };

async function createFor(milliseconds) {
  const startedAt = performance.now();
  let creates = 0;
  while (performance.now() - startedAt < milliseconds) {
    const reply = await stub.fetch(new Request('http://localhost/api/v1/use-cases', { method: 'POST', headers, body }));
    if (reply.status !== 200) throw new Error(`${reply.status} ${await reply.text()}`);
    await reply.text();
    creates++;
  }
  return (creates * 1000) / (performance.now() - startedAt);
}

await createFor(Number(seconds) * 500);
console.log(await createFor(Number(seconds) * 1000));
