import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { Worker } from 'node:worker_threads';
import { createStub, type Stub } from '../src/index.ts';
import type { WorkerTask } from './helpers/parallel-worker.ts';

const WORKERS = 8;
const keyOf = (number: number) => `worker-${number}`;

/** Runs the workers to their end, and lets them wait for each other on the way. */
async function runWorkers(context: TestContext, url: string): Promise<string[]> {
  let here = 0;
  const workers = Array.from({ length: WORKERS }, (_, number) => {
    const workerData: WorkerTask = { number, url, apiKey: keyOf(number) };
    return new Worker(new URL('./helpers/parallel-worker.ts', import.meta.url), { workerData });
  });
  context.after(() => Promise.all(workers.map((worker) => worker.terminate())));
  const meet = () => {
    if (++here < WORKERS) return;
    here = 0;
    for (const worker of workers) worker.postMessage('all are here');
  };
  return Promise.all(
    workers.map(
      (worker) =>
        new Promise<string>((resolve, reject) => {
          worker.once('error', reject);
          worker.on('message', (message: 'here' | { organization: string }) => {
            if (message === 'here') meet();
            else resolve(message.organization);
          });
        }),
    ),
  );
}

/** How many requests with an API key were answered 503. */
function failuresOf(stub: Stub, number: number): number {
  return stub.journal(keyOf(number)).filter(({ status }) => status === 503).length;
}

describe('parallel workers with an API key each', () => {
  it('never see the use cases or the states of each other', async (t) => {
    const stub = createStub({ seedCount: 0 });
    t.after(() => stub.close());

    const organizations = await runWorkers(t, await stub.listen());

    assert.equal(new Set(organizations).size, WORKERS);
    for (let number = 0; number < WORKERS; number++) {
      // In six rounds each was twice in the state of a failing API, and asked five times.
      assert.equal(failuresOf(stub, number), 10);
    }
    assert.deepEqual(stub.journal(), []);
  });
});
