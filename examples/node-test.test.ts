import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createStub, type UseCase } from 'use-case-stub';

const stub = createStub({ seedCount: 0 });
before(() => stub.listen());
after(() => stub.close());

test('a new use case can be read back', async () => {
  const headers = { authorization: 'Bearer my-test', 'content-type': 'application/json' };
  const body = JSON.stringify({ name: 'Carrier Sales' });
  const response = await fetch(`${stub.url}/use-cases`, { method: 'POST', headers, body });
  const created = (await response.json()) as UseCase;
  const read = await (await fetch(`${stub.url}/use-cases/${created.id}`, { headers })).json();
  assert.deepEqual(read, created);
  await stub.expect('my-test').toHaveReceivedOnce({ operation: 'createUseCase', body: { name: 'Carrier Sales' } });
});
