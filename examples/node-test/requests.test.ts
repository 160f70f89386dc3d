import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createStub, type UseCase } from 'use-case-stub';

// A stub of its own, since its clock stands still.
const stub = createStub({ seedCount: 0, clock: 'frozen', rateLimit: '2/min' });
before(() => stub.listen());
after(() => stub.close());

/** The client under test. It waits as long as `Retry-After` says. */
function createClient(apiKey: string, pause: (milliseconds: number) => Promise<void>) {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  async function send(init: RequestInit = {}): Promise<Response> {
    const response = await fetch(`${stub.url}/use-cases`, { ...init, headers });
    if (response.status !== 429) return response;
    await pause(Number(response.headers.get('retry-after')) * 1_000);
    return send(init);
  }
  return {
    save: (name: string) => send({ method: 'POST', body: JSON.stringify({ name }) }),
    list: async () => (await (await send()).json()) as UseCase[],
  };
}

test('what is saved is sent once, and the list is read afterwards', async () => {
  const client = createClient('saving', () => Promise.resolve());
  // As a click in a page, of which the test does not know when it is over.
  void client.save('Carrier Sales').then(client.list);

  const saved = await stub.waitForRequest('saving', { operation: 'createUseCase' });
  assert.deepEqual(JSON.parse(saved.body ?? ''), { name: 'Carrier Sales' });
  await stub.waitForRequest('saving', { operation: 'listUseCases' });
  const { toHaveReceivedOnce, toHaveReceivedInOrder } = stub.expect('saving');
  await toHaveReceivedOnce({ operation: 'createUseCase', body: { name: 'Carrier Sales' } });
  await toHaveReceivedInOrder([{ operation: 'createUseCase' }, { operation: 'listUseCases' }]);
});

test('a client that has to wait comes back when it may', async () => {
  // The pauses of the client move the clock of the stub, so nothing sleeps.
  const pauses: number[] = [];
  const client = createClient('patient', async (milliseconds) => {
    pauses.push(milliseconds);
    await stub.clock.advance(milliseconds);
  });

  for (let count = 1; count <= 3; count++) assert.deepEqual(await client.list(), []);

  assert.deepEqual(pauses, [60_000]);
  await stub.expect('patient').toHaveReceivedInOrder([{ status: 200 }, { status: 429 }, { status: 200 }]);
});
