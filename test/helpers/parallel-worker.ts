/** One of the workers of test/parallel-workers.test.ts: a client with its own API key, in a thread of its own. */
import assert from 'node:assert/strict';
import { parentPort, workerData } from 'node:worker_threads';
import type { UseCase } from '../../src/index.ts';

/** The task of a worker. */
export interface WorkerTask {
  readonly number: number;
  readonly url: string;
  readonly apiKey: string;
}

const { number, url, apiKey } = workerData as WorkerTask;
const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
const CREATES = 50;

let organization: string | undefined;

async function send(method: string, path: string, body?: object): Promise<Response> {
  return fetch(new URL(path, url), { method, headers, ...(body && { body: JSON.stringify(body) }) });
}

async function accepted<Body>(method: string, path: string, body?: object): Promise<Body> {
  const response = await send(method, path, body);
  const text = await response.text();
  assert.equal(response.status, 200, `${apiKey}: ${method} ${path} answers ${response.status} ${text}`);
  assert.equal(response.headers.get('stub-state'), null);
  return JSON.parse(text) as Body;
}

const putIntoState = (name: string, parameters?: object) =>
  accepted<{ ids: string[] }>('PUT', `/__stub/states/${name}`, parameters);

async function list(): Promise<UseCase[]> {
  const useCases = await accepted<UseCase[]>('GET', '/use-cases');
  for (const { organization_id } of useCases) assert.equal(organization_id, (organization ??= organization_id));
  return useCases;
}

const namesIn = (useCases: readonly UseCase[]) => useCases.map(({ name }) => name).sort();

/** Waits until all workers have reached this point. */
async function meet(): Promise<void> {
  const together = new Promise((resolve) => parentPort?.once('message', resolve));
  parentPort?.postMessage('here');
  await together;
}

/** Creates, then updates, all at once. Lists in between must never show use cases of another worker. */
async function createAndUpdate(): Promise<void> {
  const numbers = Array.from({ length: CREATES }, (_, index) => index);
  const isOwn = (useCases: readonly UseCase[]) => useCases.every(({ name }) => name?.startsWith(`${apiKey} `));
  const created = await Promise.all(
    numbers.map(async (index) => {
      const useCase = await accepted<UseCase>('POST', '/use-cases', { name: `${apiKey} ${index}` });
      if (index % 5 === 0) assert.ok(isOwn(await list()));
      return useCase;
    }),
  );
  assert.deepEqual(namesIn(await list()), namesIn(created));
  await meet();
  const updated = await Promise.all(
    created.map(async ({ id, name }, index) => {
      if (index % 5 === 0) assert.ok(isOwn(await list()));
      return accepted<UseCase>('PATCH', `/use-cases/${id}`, { name: `${name} updated` });
    }),
  );
  assert.deepEqual(namesIn(await list()), namesIn(updated));
}

/** Each worker puts its organization into another state than its neighbours, then all of them read. */
async function beInAState(round: number): Promise<void> {
  const kind = (number + round) % 3;
  const count = number + 2;
  if (kind === 0) {
    await putIntoState('the API is failing', { status: 503 });
    await meet();
    for (const { status } of await Promise.all(Array.from({ length: 5 }, () => send('GET', '/use-cases')))) {
      assert.equal(status, 503);
    }
  } else if (kind === 1) {
    await putIntoState('no use cases exist');
    await meet();
    assert.deepEqual(await list(), []);
  } else {
    const { ids } = await putIntoState('several use cases exist', { count });
    await meet();
    assert.equal(ids.length, count);
    assert.deepEqual(
      (await list()).map(({ id }) => id),
      ids,
    );
  }
  await meet();
  assert.equal((await send('DELETE', '/__stub/states')).status, 204);
}

await meet();
await createAndUpdate();
for (let round = 0; round < 6; round++) await beInAState(round);
await createAndUpdate();
parentPort?.postMessage({ organization });
