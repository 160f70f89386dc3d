const { expect, test } = require('@jest/globals');
const { headers, url } = require('./stub.cjs');

test('a list has what was created and nothing else', async () => {
  for (const name of ['Carrier Sales', 'Check Calls']) {
    await fetch(`${url}/use-cases`, { method: 'POST', headers, body: JSON.stringify({ name }) });
  }
  const listed = await (await fetch(`${url}/use-cases`, { headers })).json();
  expect(listed.map(({ name }) => name)).toEqual(['Carrier Sales', 'Check Calls']);
});

test('the API fails for this worker alone', async () => {
  await fetch(new URL('/__stub/states/the API is failing', url), { method: 'PUT', headers, body: '{"status":503}' });
  expect((await fetch(`${url}/use-cases`, { headers })).status).toBe(503);
});
