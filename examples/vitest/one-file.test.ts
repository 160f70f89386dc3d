import { createStub, type UseCase } from 'use-case-stub';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

const stub = createStub({ seedCount: 3 });
beforeAll(() => stub.listen());
beforeEach(() => stub.reset());
afterAll(() => stub.close());

test('a screen shows the use cases of its organization', async () => {
  const response = await fetch(`${stub.url}/use-cases`, { headers: { authorization: 'Bearer my-test' } });
  const useCases = (await response.json()) as UseCase[];
  expect(useCases).toHaveLength(3);
  await stub.expect('my-test').toHaveReceivedOnce({ operation: 'listUseCases', verdict: 'accepted' });
});
