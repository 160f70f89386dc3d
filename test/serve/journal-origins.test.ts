import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JournalEntry } from '../../src/index.ts';
import { startStub, withConsoleKey } from '../helpers/stub.ts';

describe('where a request came from', () => {
  it('stands in the journal, can be asked for, and keeps it out of coverage unless it was a client', async (t) => {
    const { send, stub } = await startStub(t);
    await send('GET', '/use-cases');
    await send('GET', '/use-cases', { headers: { 'stub-from': 'console', ...withConsoleKey } });
    const numbers = async (query: string) =>
      ((await send('GET', `/__stub/requests${query}`)).body as JournalEntry[]).map(({ number }) => number);
    assert.deepEqual(
      [await numbers(''), await numbers('?from=client'), await numbers('?from=console')],
      [[1, 2], [1], [2]],
    );
    const [mine, console] = stub.journal('key');
    assert.deepEqual([mine?.from, console?.from], [undefined, 'console']);
    for (const name of ['stub-from', 'stub-admin-key'])
      assert.equal(console?.headers[name], undefined, 'a copy of the request is as a client sends it');
    const { body } = await send('GET', '/__stub/coverage');
    const { operations } = body as { operations: { operationId: string; statuses: { seen: number }[] }[] };
    assert.equal(operations.find(({ operationId }) => operationId === 'listUseCases')?.statuses[0]?.seen, 1);
  });

  it('is the browser for a page or an icon that it asks for by itself, which shows no organization', async (t) => {
    const { send, stub } = await startStub(t, { admin: true });
    await send('GET', '/favicon.ico', { key: null });
    await send('GET', '/use-cases', { key: null, headers: { 'sec-fetch-mode': 'navigate', accept: 'text/html,*/*' } });
    assert.deepEqual(
      stub.journal().map(({ from }) => from),
      ['browser', 'browser'],
    );
    const listed = await send('GET', '/__stub/organizations', { key: null, headers: withConsoleKey });
    assert.deepEqual(listed.body, []);
    await send('GET', '/use-cases', { key: null });
    assert.equal(stub.journal()[2]?.from, undefined);
  });
});

describe('the journal', () => {
  it('has the headers of replies, with secrets masked, and none where the connection was closed first', async (t) => {
    const { send, stub } = await startStub(t, { apiKey: ['key'] });
    const sent = await send('GET', '/use-cases');
    await send('GET', '/use-cases', { key: 'wrong' });
    await assert.rejects(send('GET', '/use-cases', { prefer: 'fault=reset' }));
    const [first, second] = stub.journal('key');
    for (const name of ['content-type', 'content-length', 'x-request-id'])
      assert.equal(first?.replyHeaders?.[name], sent.headers[name]);
    assert.equal(second?.replyHeaders, undefined);
    assert.equal(stub.journal()[0]?.replyHeaders?.['www-authenticate'], 'Bearer');
  });

  it('is oldest first by the route as in the program, and can be read on from a number', async (t) => {
    const { send, stub } = await startStub(t);
    for (let index = 0; index < 5; index++) await send('GET', '/use-cases');
    const numbers = async (query: string) =>
      ((await send('GET', `/__stub/requests${query}`)).body as JournalEntry[]).map(({ number }) => number);
    assert.deepEqual(
      stub.journal('key').map(({ number }) => number),
      await numbers(''),
    );
    assert.deepEqual(await numbers('?limit=2'), [4, 5]);
    assert.deepEqual(await numbers('?limit=2&after=1'), [2, 3]);
  });

  it('is emptied by every reset, of one organization and of all', async (t) => {
    const { send, stub } = await startStub(t);
    await send('GET', '/use-cases');
    await send('GET', '/use-cases', { key: 'other' });
    await stub.reset('key');
    assert.deepEqual([stub.journal('key').length, stub.journal('other').length], [0, 1]);
    await stub.reset();
    assert.deepEqual(stub.journal('other'), []);
  });
});

describe('a parameter of the query that the contract does not have', () => {
  it('gets a warning in reply and journal, and is refused when strict', async (t) => {
    const { send, stub } = await startStub(t);
    const { status, headers } = await send('GET', '/use-cases?limit=2&page=1&__code=200');
    assert.deepEqual(
      [status, headers['stub-warnings']],
      [200, 'unknown-parameter;at="/limit", unknown-parameter;at="/page"'],
    );
    assert.deepEqual(
      stub.journal('key')[0]?.warnings.map(({ rule, path }) => [rule, ...path]),
      [
        ['unknown-parameter', 'limit'],
        ['unknown-parameter', 'page'],
      ],
    );
    assert.equal((await send('GET', '/use-cases?limit=2', { prefer: 'validation=strict' })).status, 400);
    assert.equal(
      (await send('GET', '/use-cases?limit=2', { prefer: 'validation=off' })).headers['stub-warnings'],
      undefined,
    );
  });
});

describe('the API key of an organization', () => {
  it('is told to clients that have the key of the console, and to none where there is an admin key', async (t) => {
    const key = 'sk_test_0123456789abcdef';
    const { send } = await startStub(t);
    await send('GET', '/use-cases', { key });
    const headers = withConsoleKey;
    const { body } = await send('GET', '/__stub/organizations', { key: null, headers });
    assert.ok(!JSON.stringify(body).includes(key));
    const path = `/__stub/organizations/${(body as { id: string }[])[0]?.id}/key`;
    const told = await send('GET', path, { key: null, headers });
    assert.deepEqual([told.body, told.headers['cache-control']], [{ key }, 'no-store']);
    const shared = await startStub(t, { adminKey: 'master' });
    await shared.send('GET', '/use-cases', { key });
    const answers = [
      await shared.send('GET', path, { key: null, headers: { 'stub-admin-key': 'master' } }),
      await shared.send('GET', path, { key: null }),
      await send('GET', '/__stub/organizations/0123456789abcdef01234567/key', { key: null, headers }),
    ];
    assert.deepEqual(
      answers.map((answer) => [answer.status, answer.headers['stub-error']]),
      [
        [403, 'keys-hidden'],
        [401, 'admin-key-wrong'],
        [404, 'organization-unknown'],
      ],
    );
  });
});
