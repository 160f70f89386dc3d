const { expect, test } = require('@jest/globals');
const { frozenUrl, headers } = require('./stub.cjs');

/** Asks the stub itself, as tests in every language can. */
async function ask(path, body) {
  const response = await fetch(new URL(path, frozenUrl), {
    method: 'POST',
    headers: { ...headers, 'stub-admin-key': 'of these tests' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error((await response.json()).message);
  return response.status === 204 ? undefined : response.json();
}

/** The client under test. It waits as long as `Retry-After` says. */
function createClient(pause) {
  async function send(init = {}) {
    const response = await fetch(`${frozenUrl}/use-cases`, { ...init, headers });
    if (response.status !== 429) return response;
    await pause(Number(response.headers.get('retry-after')) * 1_000);
    return send(init);
  }
  return {
    save: (name) => send({ method: 'POST', body: JSON.stringify({ name }) }),
    list: async () => (await send()).json(),
  };
}

test('what is saved is sent once, the list is read afterwards, and a client that has to wait comes back', async () => {
  // The pauses of the client move the clock of the stub, so nothing sleeps.
  const pauses = [];
  const client = createClient(async (ms) => {
    pauses.push(ms);
    await ask('/__stub/clock/advance', { ms });
  });
  // As a click in a page, of which the test does not know when it is over.
  void client.save('Carrier Sales').then(client.list).then(client.list);

  const saved = await ask('/__stub/requests/wait', { request: { operation: 'createUseCase' } });
  expect(JSON.parse(saved.body)).toEqual({ name: 'Carrier Sales' });
  const [limited, list] = [{ status: 429 }, { operation: 'listUseCases', verdict: 'accepted' }];
  const { number } = await ask('/__stub/requests/wait', { request: limited });
  await ask('/__stub/requests/wait', { request: { ...list, since: number } });
  await ask('/__stub/requests/expect', { request: { operation: 'createUseCase' }, times: 1 });
  await ask('/__stub/requests/expect', { inOrder: [{ operation: 'createUseCase' }, list, limited, list] });
  expect(pauses).toEqual([60_000]);
});
