import type { UseCase } from 'use-case-stub';
import { expect, test } from './stub.ts';

test('a list has what was created and nothing else', async ({ request }) => {
  for (const name of ['Carrier Sales', 'Check Calls']) await request.post('use-cases', { data: { name } });
  const listed = (await (await request.get('use-cases')).json()) as UseCase[];
  expect(listed.map(({ name }) => name)).toEqual(['Carrier Sales', 'Check Calls']);
});

test('the API fails for this worker alone', async ({ request }) => {
  await request.put('/__stub/states/the API is failing', { data: { status: 503 } });
  expect((await request.get('use-cases')).status()).toBe(503);
});
