import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UseCase } from 'use-case-stub';
import { headers, url } from './stub.ts';

test('a list has what was created and nothing else', async () => {
  for (const name of ['Carrier Sales', 'Check Calls']) {
    await fetch(`${url}/use-cases`, { method: 'POST', headers, body: JSON.stringify({ name }) });
  }
  const listed = (await (await fetch(`${url}/use-cases`, { headers })).json()) as UseCase[];
  assert.deepEqual(
    listed.map(({ name }) => name),
    ['Carrier Sales', 'Check Calls'],
  );
});

test('the API fails for this file alone', async () => {
  await fetch(new URL('/__stub/states/the API is failing', url), { method: 'PUT', headers, body: '{"status":503}' });
  assert.equal((await fetch(`${url}/use-cases`, { headers })).status, 503);
});
