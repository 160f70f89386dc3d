import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import pg from 'pg';
import { createStub, type StubOptions, type UseCase } from '../../src/index.ts';

import { openStore } from '../../src/store/open-store.ts';
import type { PostgresOptions } from '../../src/store/sql/postgres.ts';
import { sharedPostgres, startPostgres, type SharedPostgres } from '../helpers/postgres.ts';

const headers = { authorization: 'Bearer key', 'content-type': 'application/json' };

/** Three stubs over one database of a server that ends with the test. @returns their base URLs */
async function startReplicas(t: TestContext, server: SharedPostgres): Promise<string[]> {
  return (await startStubs(t, server)).urls;
}

async function startStubs(
  t: TestContext,
  server: SharedPostgres,
  options: StubOptions = {},
  postgres: PostgresOptions = {},
) {
  const database = await server.database();
  const replicas = await Promise.all(
    [1, 2, 3].map(async () => {
      const store = await openStore(database, { postgres });
      return {
        store,
        stub: createStub({
          store: store.useCases,
          scenarios: store.scenarios,
          ...(store.journal && { sharedJournal: store.journal }),
          journal: 20,
          seedCount: 3,
          consoleKey: 'of-the-console',
          ready: store.ready,
          ...options,
        }),
      };
    }),
  );
  t.after(async () => {
    for (const { stub, store } of replicas) {
      await stub.close();
      await store.close();
    }
    await server.remove();
  });
  return { database, urls: await Promise.all(replicas.map(({ stub }) => stub.listen())) };
}

async function send(method: string, url: string, body?: object, more: Record<string, string> = {}) {
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...more },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : undefined) as UseCase };
}

describe('three stubs over one PostgreSQL', () => {
  it('act as one: each shows what another created, updated or was put into', async (t) => {
    const [one, two, three] = (await startReplicas(t, await sharedPostgres())) as [string, string, string];
    const { body: created } = await send('POST', `${one}/use-cases`, { name: 'x' });
    assert.equal((await send('PATCH', `${two}/use-cases/${created.id}`, { name: 'y' })).status, 200);
    assert.equal((await send('GET', `${three}/use-cases/${created.id}`)).body.name, 'y');
    const lists = await Promise.all([one, two, three].map(async (url) => (await send('GET', `${url}/use-cases`)).body));
    assert.equal((lists[0] as unknown as UseCase[]).length, 4);
    assert.deepEqual(lists[1], lists[0]);
    assert.deepEqual(lists[2], lists[0]);
    const state = new URL('/__stub/states/the%20API%20is%20failing', one).href;
    await send('PUT', state, { times: 2 });
    const statuses = [];
    for (const url of [two, three, one]) statuses.push((await send('GET', `${url}/use-cases`)).status);
    assert.deepEqual(statuses, [500, 500, 200]);
  });

  it('find each other’s requests in one journal, numbered in turn', async (t) => {
    const urls = await startReplicas(t, await sharedPostgres());
    const sent = urls.flatMap((url) => Array.from({ length: 5 }, () => send('GET', `${url}/use-cases`)));
    await Promise.all(sent);
    const journal = async (url: string, method = 'GET') => {
      const response = await fetch(new URL('/__stub/requests', url), { method, headers });
      return method === 'GET' ? ((await response.json()) as { number: number; status: number }[]) : [];
    };
    // A replica writes its waiting entries when its journal is read.
    for (const url of urls) await journal(url);
    const numbers = (await journal(urls[1] as string)).map(({ number }) => number);
    assert.deepEqual(numbers, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    await Promise.all(Array.from({ length: 8 }, () => send('GET', `${urls[2]}/use-cases`)));
    const latest = await journal(urls[2] as string);
    assert.deepEqual([latest.length, latest.at(-1)?.number], [20, 23]);
    assert.doesNotMatch(JSON.stringify(latest), /Bearer key/);
    await journal(urls[0] as string, 'DELETE');
    for (const url of urls) assert.deepEqual(await journal(url), []);
  });

  it('list and find the initial use cases of an organization that is being reset all the time', async (t) => {
    const urls = await startReplicas(t, await sharedPostgres());
    const { body } = await send('GET', `${urls[0]}/use-cases`);
    const ids = (body as unknown as UseCase[]).map(({ id }) => id);
    assert.equal(ids.length, 3);
    let asking = true;
    const reset = async (url: string) => {
      while (asking) assert.equal((await send('POST', new URL('/__stub/reset', url).href)).status, 204);
    };
    const ask = async (url: string) => {
      const wrong: unknown[] = [];
      for (let count = 0; count < 30; count++) {
        const list = await send('GET', `${url}/use-cases`);
        if ((list.body as unknown as UseCase[]).length !== 3) wrong.push(list.body);
        const found = await send('GET', `${url}/use-cases/${ids[1]}`);
        if (found.status !== 200) wrong.push(found.status);
        const search = await send('GET', new URL('/__stub/use-cases', url).href);
        const { total } = search.body as unknown as { total: number };
        if (total !== 3) wrong.push(total);
      }
      return wrong;
    };
    const resets = urls.slice(1).map(reset);
    const wrong = await Promise.all(urls.map(ask)).finally(() => (asking = false));
    await Promise.all(resets);
    assert.deepEqual(wrong.flat(), []);
    assert.equal(((await send('GET', `${urls[0]}/use-cases`)).body as unknown as UseCase[]).length, 3);
  });

  it('begin with the states and scenarios of an organization together, whichever it asks first', async (t) => {
    const { urls } = await startStubs(t, await sharedPostgres(), {
      state: ['no use cases exist', { name: 'a use case exists', params: { name: 'Night desk' } }],
      scenario: [{ because: 'once', status: 503, times: 1 }],
    });
    for (let key = 0; key < 10; key++) {
      const all = await Promise.all(
        [...urls, ...urls].map((url) => send('GET', `${url}/use-cases`, undefined, { authorization: `Bearer ${key}` })),
      );
      const seen = all.map(({ status, body }) => (status === 200 ? (body as unknown as UseCase[]).length : status));
      assert.deepEqual(seen.sort(), [1, 1, 1, 1, 1, 503], `organization ${key}`);
    }
  });

  it('show the same organizations, coverage and requests, whichever answers', async (t) => {
    const { urls } = await startStubs(t, await sharedPostgres(), {
      apiKey: [{ key: 'key', name: 'web' }, { key: 'a-long-key-of-another-team' }],
    });
    for (const url of urls) {
      await send('GET', `${url}/use-cases`);
      await send('POST', `${url}/use-cases`, { name: 1 });
      await send('GET', `${url}/use-cases`, undefined, { authorization: 'Bearer unknown' });
    }
    const other = { authorization: 'Bearer a-long-key-of-another-team' };
    await send('GET', `${urls[1]}/use-cases`, undefined, other);
    const shown = async (url: string) => {
      const at = async (path: string, more = {}) => (await send('GET', new URL(path, url).href, undefined, more)).body;
      return {
        organizations: await at('/__stub/organizations', { 'stub-admin-key': 'of-the-console' }),
        coverage: await at('/__stub/coverage'),
        requests: await at('/__stub/requests'),
      };
    };
    // Each writes what waits when it is asked.
    for (const url of urls) await shown(url);
    const [one, two, three] = await Promise.all(urls.map(shown));
    assert.deepEqual(two, one);
    assert.deepEqual(three, one);
    const { organizations, coverage } = one as unknown as {
      organizations: { key: string; name?: string }[];
      coverage: { operations: { operationId: string; statuses: { status: number; seen: number }[] }[] };
    };
    // Two of them may have been seen in the same millisecond, so their order is not what it is about.
    assert.deepEqual(organizations.map(({ key, name }) => `${key} ${name ?? 'without a name'}`).sort(), [
      '*** web',
      '***team without a name',
      'no known API key without a name',
    ]);
    const seen = coverage.operations.flatMap(({ operationId, statuses }) =>
      statuses.filter((each) => each.seen > 0).map((each) => `${operationId} ${each.status} ${each.seen}`),
    );
    assert.deepEqual(seen.sort(), ['createUseCase 400 3', 'listUseCases 200 3']);
  });

  it('tell a console at one of them what was changed through another', async (t) => {
    const [one, two] = (await startReplicas(t, await sharedPostgres())) as [string, string];
    const leaving = new AbortController();
    const { signal } = leaving;
    const stream = await fetch(new URL('/__stub/requests/stream', two), { headers, signal });
    assert.ok(stream.body);
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of stream.body) {
      const isFirst = text === '';
      text += decoder.decode(chunk as Uint8Array);
      if (isFirst) await send('PUT', new URL('/__stub/states/no%20use%20cases%20exist', one).href);
      if (text.includes('event: use-cases')) break;
    }
    leaving.abort();
  });

  it('start a hundred scenarios together, and not one more', async (t) => {
    const urls = await startReplicas(t, await sharedPostgres());
    const start = (url: string, because: string) =>
      send('POST', new URL('/__stub/scenarios', url).href, {
        because,
        status: 503,
        match: { operation: 'getUseCase' },
      });
    const replies = await Promise.all(
      Array.from({ length: 105 }, (_, index) => start(urls[index % 3] as string, `number ${index}`)),
    );
    const started = replies.filter(({ status }) => status === 201);
    assert.equal(started.length, 100);
    for (const { status, body } of replies.filter((reply) => !started.includes(reply)))
      assert.match(`${status} ${JSON.stringify(body)}`, /^400 .*is one too many: 100 scenarios are running/);
    const same = (started[0]?.body as unknown as { because: string }).because;
    assert.equal((await start(urls[1] as string, same)).status, 201, 'it replaces the one with the same reason');
    const list = (await send('GET', new URL('/__stub/scenarios', urls[2]).href)).body as unknown as object[];
    assert.equal(list.length, 100);
  });

  it('answer while the tables of the journal are locked, and say so', async (t) => {
    const { urls, database } = await startStubs(t, await sharedPostgres(), {}, { timeout: 500 });
    const [one, two] = urls as [string, string];
    const other = new pg.Client(database);
    await other.connect();
    other.on('error', () => undefined);
    await other.query('BEGIN');
    await other.query('LOCK TABLE stub_journals, stub_requests, stub_coverage');
    for (let count = 0; count < 20; count++) assert.equal((await send('GET', `${one}/use-cases`)).status, 200);
    const ready = async (url: string) => {
      const { status, body } = await send('GET', new URL('/__stub/ready', url).href);
      return { status, journal: (body as { journal?: string }).journal };
    };
    const asked = await Promise.all([ready(one), ready(two)]);
    assert.deepEqual(
      asked.map(({ status }) => status),
      [200, 200],
    );
    for (const { journal } of asked) assert.match(journal ?? '', /journal/);
    const readings = Array.from({ length: 12 }, () => send('GET', new URL('/__stub/requests', two).href));
    const [listed, updated] = await Promise.all([
      send('GET', `${two}/use-cases`),
      send('POST', `${two}/use-cases`, { name: 'meanwhile' }),
    ]);
    assert.deepEqual([listed.status, updated.status], [200, 200]);
    await other.end();
    for (const { status } of await Promise.all(readings)) assert.ok([200, 503].includes(status));
    const numbers = async () => {
      for (const url of [one, two]) await send('GET', new URL('/__stub/requests', url).href);
      const { body } = await send('GET', new URL('/__stub/requests', one).href);
      return Array.isArray(body) ? (body as { number: number }[]).map(({ number }) => number) : [];
    };
    while ((await numbers()).at(-1) !== 22) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(
      await numbers(),
      Array.from({ length: 20 }, (_, index) => index + 3),
    );
    while ((await ready(one)).journal !== undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it('lose none of many concurrent updates of one use case', async (t) => {
    const urls = await startReplicas(t, await sharedPostgres());
    const { body: made } = await send('POST', `${urls[0]}/use-cases`, { name: 'x', params: {} });
    const fields = ['hidden', 'recorded_message_inbound', 'recorded_message_outbound', 'show_original_caller_id'];
    const updates = urls.flatMap((url) =>
      Array.from({ length: 100 }, (_, index) =>
        send('PATCH', `${url}/use-cases/${made.id}`, { [fields[index % 4] as string]: true }),
      ),
    );
    const replies = await Promise.all(updates);
    assert.deepEqual([...new Set(replies.map(({ status }) => status))], [200]);
    const { body } = await send('GET', `${urls[1]}/use-cases/${made.id}`);
    for (const field of fields) assert.equal(body[field as 'hidden'], true);
  });

  it('answer 503 while the database is gone, and continue when it is back', async (t) => {
    const server = await startPostgres();
    const urls = await startReplicas(t, server);
    await send('POST', `${urls[0]}/use-cases`, { name: 'kept' });
    await server.stop();
    for (const url of urls) {
      const { status, headers, body } = await send('GET', `${url}/use-cases`);
      assert.deepEqual(
        [status, headers.get('stub-error'), headers.get('retry-after')],
        [503, 'store-unavailable', '1'],
      );
      assert.deepEqual(body, { message: 'The store cannot be reached or cannot write; try again.' });
    }
    await server.start();
    for (const url of urls) {
      const { status, body } = await send('GET', `${url}/use-cases`);
      assert.equal(status, 200);
      assert.equal((body as unknown as UseCase[]).length, 4);
    }
  });
});
