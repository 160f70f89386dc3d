import assert from 'node:assert/strict';
import { get, type IncomingMessage } from 'node:http';
import { describe, it, type TestContext } from 'node:test';
import { createStub, type JournalEntry, type UseCase } from '../../src/index.ts';
import { ANONYMOUS } from '../../src/store/port.ts';
import { startStub, withConsoleKey, type RunningStub } from '../helpers/stub.ts';

/** A server-sent event. */
interface Event {
  readonly name: string;
  readonly data: unknown;
}

/** Follows the requests until the test ends. @returns a function that waits for the next event of a name */
async function follow(t: TestContext, { stub }: RunningStub, query = '', headers = { authorization: 'Bearer key' }) {
  const response = await new Promise<IncomingMessage>((resolve) =>
    get(new URL(`/__stub/requests/stream${query}`, stub.url), { headers, agent: false }, resolve),
  );
  t.after(() => response.destroy());
  assert.equal(response.headers['content-type'], 'text/event-stream');
  const events: Event[] = [];
  let wake = () => {};
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const [, name] = /^event: (.*)$/m.exec(part) ?? [];
      const [, data = 'null'] = /^data: (.*)$/m.exec(part) ?? [];
      if (name !== undefined) events.push({ name, data: JSON.parse(data) });
    }
    wake();
  });
  const next = async <Data>(name: string): Promise<Data> => {
    for (;;) {
      const at = events.findIndex((event) => event.name === name);
      if (at >= 0) return events.splice(at, 1)[0]?.data as Data;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  return { next, ended: new Promise((resolve) => response.once('close', resolve)) };
}

const seen = async ({ send }: RunningStub) =>
  (await send('GET', '/__stub/organizations', { key: null, headers: withConsoleKey })).body as {
    id: string;
    key: string;
    name?: string;
  }[];

describe('the stream of requests', () => {
  it('brings what was there, then what comes, then what misbehaves', async (t) => {
    const stub = await startStub(t);
    await stub.send('GET', '/use-cases');
    const { next } = await follow(t, stub);
    assert.deepEqual(
      (await next<JournalEntry[]>('requests')).map(({ number }) => number),
      [1],
    );
    assert.deepEqual(await next('scenarios'), []);
    assert.deepEqual(await next('notices'), []);
    await stub.send('POST', '/use-cases', { body: { hidden: 1 } });
    const [entry] = await next<JournalEntry[]>('requests');
    assert.deepEqual([entry?.number, entry?.verdict, entry?.body], [2, 'refused', '{"hidden":1}']);
    await stub.send('POST', '/__stub/scenarios', { body: { status: 503, times: 2 } });
    assert.deepEqual(
      (await next<{ left: number }[]>('scenarios')).map(({ left }) => left),
      [2],
    );
    await stub.send('GET', '/use-cases');
    assert.deepEqual(
      (await next<{ left: number }[]>('scenarios')).map(({ left }) => left),
      [1],
    );
    await stub.send('DELETE', '/__stub/requests');
    assert.deepEqual(await next('cleared'), {});
    await stub.send('GET', '/use-cases');
    while ((await next<JournalEntry[]>('requests')).at(-1)?.number !== 4);
  });

  it('tells that use cases were changed without a request to the API, to the organization that has them', async (t) => {
    const stub = await startStub(t);
    const { id } = await stub.create({ name: 'Night desk' });
    const { next } = await follow(t, stub);
    const other = await follow(t, stub, '', { authorization: 'Bearer other' });
    await next('notices');
    await other.next('notices');
    await stub.send('DELETE', `/__stub/use-cases/${id}`);
    assert.deepEqual(await next('use-cases'), {});
    await stub.send('PUT', '/__stub/states/a%20use%20case%20exists', { body: {} });
    assert.deepEqual(await next('use-cases'), {});
    await stub.send('POST', '/__stub/reset');
    assert.deepEqual(await next('use-cases'), {});
    await stub.stub.reset();
    assert.deepEqual(await other.next('use-cases'), {});
  });

  it('goes on where a client has been, and begins anew when the journal has', async (t) => {
    const stub = await startStub(t);
    for (let index = 0; index < 3; index++) await stub.send('GET', '/use-cases');
    const later = await follow(t, stub, '?after=2');
    assert.deepEqual(
      (await later.next<JournalEntry[]>('requests')).map(({ number }) => number),
      [3],
    );
    const stale = await follow(t, stub, '?after=70');
    assert.deepEqual(await stale.next('cleared'), {});
    assert.equal((await stale.next<JournalEntry[]>('requests')).length, 3);
  });

  it('ends when the stub closes', async (t) => {
    const stub = await startStub(t);
    const { ended, next } = await follow(t, stub);
    await next('scenarios');
    await stub.stub.close();
    await ended;
  });

  it('says how many went by too fast to be shown', async (t) => {
    const stub = await startStub(t, { journal: 10 });
    const { next } = await follow(t, stub);
    await next('scenarios');
    await Promise.all(Array.from({ length: 60 }, () => stub.send('GET', '/use-cases')));
    let shown = 0;
    let skipped = 0;
    while (shown + skipped < 60) {
      const { count } = await Promise.race([
        next<{ count: number }>('skipped'),
        next<JournalEntry[]>('requests').then(({ length }) => {
          shown += length;
          return { count: 0 };
        }),
      ]);
      skipped += count;
    }
    assert.equal(shown + skipped, 60);
  });
});

describe('organizations', () => {
  it('are listed with masked keys, and may then be named by their ids', async (t) => {
    const stub = await startStub(t, { apiKey: [{ key: 'sk_live_0123456789abcdef', name: 'web' }] });
    await stub.create({ name: 'theirs' }, { key: 'sk_live_0123456789abcdef' });
    const [organization] = await seen(stub);
    assert.deepEqual([organization?.key, organization?.name], ['***cdef', 'web']);
    const headers = { ...withConsoleKey, 'stub-organization': organization?.id ?? '' };
    const { body } = await stub.send('GET', '/__stub/use-cases', { key: null, headers });
    assert.equal((body as { total: number }).total, 1);
    const { body: listed } = await stub.send('GET', '/__stub/api/v1/use-cases', { key: null, headers });
    assert.deepEqual(
      (listed as UseCase[]).map(({ name }) => name),
      ['theirs'],
    );
    assert.equal(stub.stub.journal('sk_live_0123456789abcdef').at(-1)?.url, '/api/v1/use-cases');
    const unknown = { key: null, headers: { ...withConsoleKey, 'stub-organization': 'a'.repeat(24) } };
    assert.equal((await stub.send('GET', '/__stub/api/v1/use-cases', unknown)).status, 401);
    const malformed = await stub.send('GET', '/__stub/use-cases', {
      key: null,
      headers: { ...withConsoleKey, 'stub-organization': 'x' },
    });
    assert.deepEqual([malformed.status, malformed.headers['stub-error']], [400, 'organization-malformed']);
  });

  it('are for clients that send the admin key, if there is one', async (t) => {
    const stub = await startStub(t, { adminKey: 'secret' });
    await stub.send('GET', '/use-cases');
    const ask = (path: string, headers: Record<string, string> = {}) => stub.send('GET', path, { key: null, headers });
    assert.equal((await ask('/__stub/organizations')).status, 401);
    assert.equal((await ask('/__stub/api/v1/use-cases', { 'stub-organization': 'a'.repeat(24) })).status, 401);
    const { status, body } = await ask('/__stub/organizations', { 'stub-admin-key': 'secret' });
    assert.equal(status, 200);
    // One of them stands for requests without a known key: one was refused just now.
    assert.equal((body as object[]).length, 2);
  });

  it("include one for requests without a known key; a wrong path is its own sender's", async (t) => {
    const stub = await startStub(t, { apiKey: ['one'] });
    await stub.send('GET', '/use-cases', { key: null });
    await stub.send('GET', '/use-case', { key: 'one', headers: {} });
    await stub.send('GET', '/use-cases', { key: 'wrong' });
    const anonymous = (await seen(stub)).find(({ key }) => key === 'no known API key');
    const headers = { ...withConsoleKey, 'stub-organization': anonymous?.id ?? '' };
    const { body } = await stub.send('GET', '/__stub/requests', { key: null, headers });
    const errors = (body as JournalEntry[]).map(({ error }) => error);
    assert.deepEqual(errors, ['api-key-missing', 'api-key-unknown']);
    assert.deepEqual(
      stub.stub.journal('one').map(({ error }) => error),
      ['unknown-path'],
    );
  });

  it('are hidden from clients on the same machine, too, without the key of the console: they may be a proxy', async (t) => {
    const stub = await startStub(t);
    await stub.send('GET', '/use-cases');
    const [organization] = await seen(stub);
    const id = organization?.id ?? '';
    const refused = { key: null, headers: { 'stub-organization': id } };
    const answers = [
      await stub.send('GET', '/__stub/organizations', { key: null }),
      await stub.send('GET', '/__stub/organizations', { key: null, headers: { 'stub-admin-key': 'wrong' } }),
      await stub.send('GET', `/__stub/organizations/${id}/key`, { key: null }),
      await stub.send('GET', '/__stub/requests', { key: null, headers: { 'stub-organization': ANONYMOUS } }),
    ];
    assert.deepEqual(
      answers.map(({ status, headers }) => [status, headers['stub-error']]),
      answers.map(() => [403, 'organizations-hidden']),
    );
    for (const [method, path] of [
      ['GET', '/__stub/requests'],
      ['GET', '/__stub/api/v1/use-cases'],
      ['POST', '/__stub/api/v1/use-cases'],
      ['POST', '/__stub/reset'],
    ] as const) {
      const { status, headers } = await stub.send(method, path, refused);
      assert.deepEqual([status, headers['stub-error']], [401, 'api-key-missing'], `${method} ${path}`);
    }
  });

  it('are opened by no key where a program gave none', async () => {
    await using stub = createStub();
    const url = new URL('/__stub/organizations', await stub.listen());
    for (const key of ['', 'undefined', 'x']) {
      const { status } = await fetch(url, { headers: { 'stub-admin-key': key } });
      assert.equal(status, 403);
    }
  });
});

describe('a page of another origin', () => {
  it('gets nothing from the own routes, whatever a browser may send for it', async (t) => {
    const { send, stub } = await startStub(t);
    const own = new URL(stub.url).origin;
    const attempt = async (headers: Record<string, string>) => {
      const { status, headers: reply } = await send('POST', '/__stub/reset', { headers });
      return [status, reply['stub-error'], reply['access-control-allow-origin']];
    };
    assert.deepEqual(await attempt({ origin: 'http://evil.example' }), [403, 'origin-foreign', undefined]);
    assert.deepEqual(await attempt({ origin: 'null' }), [403, 'origin-foreign', undefined]);
    assert.deepEqual(await attempt({ 'sec-fetch-site': 'cross-site' }), [403, 'origin-foreign', undefined]);
    assert.deepEqual(await attempt({ 'sec-fetch-site': 'same-site', origin: own }), [403, 'origin-foreign', undefined]);
    assert.deepEqual(await attempt({ host: 'evil.example' }), [403, 'host-foreign', undefined]);
    assert.deepEqual(await attempt({ origin: own }), [204, undefined, undefined]);
    assert.deepEqual(await attempt({ host: 'stub:4010' }), [204, undefined, undefined]);
    assert.deepEqual(await attempt({ host: '[::1]:4010' }), [204, undefined, undefined]);
    assert.deepEqual(await attempt({}), [204, undefined, undefined]);
  });

  it('cannot act for an organization at the API, either', async (t) => {
    const stub = await startStub(t);
    await stub.send('GET', '/use-cases');
    const [organization] = await seen(stub);
    const headers = { ...withConsoleKey, 'stub-organization': organization?.id ?? '', origin: 'http://evil.example' };
    for (const path of ['/use-cases', '/__stub/api/v1/use-cases']) {
      const { status, headers: reply } = await stub.send('GET', path, { key: null, headers });
      assert.deepEqual([status, reply['stub-error']], [401, 'api-key-missing']);
    }
  });

  it('gets no organization by its id where the API itself is, also through a proxy', async (t) => {
    const stub = await startStub(t);
    await stub.send('GET', '/use-cases');
    const [organization] = await seen(stub);
    const headers = { ...withConsoleKey, 'stub-organization': organization?.id ?? '' };
    assert.equal((await stub.send('GET', '/use-cases', { key: null, headers })).status, 401);
    assert.equal((await stub.send('GET', '/__stub/api/v1/use-cases', { key: null, headers })).status, 200);
  });

  it('is let in under a name that was allowed, and by the admin key under any', async (t) => {
    const { send } = await startStub(t, { allowHost: ['stub.example.com'] });
    assert.equal((await send('POST', '/__stub/reset', { headers: { host: 'stub.example.com:80' } })).status, 204);
    const guarded = await startStub(t, { adminKey: 'secret' });
    const headers = { host: 'anything.example', 'stub-admin-key': 'secret' };
    assert.equal((await guarded.send('POST', '/__stub/reset', { headers })).status, 204);
  });

  it('can make no simple request that changes anything', async (t) => {
    const { send } = await startStub(t);
    // All that a form or an image can send: no header of its own.
    for (const path of ['/__stub/reset', '/__stub/seed', '/__stub/scenarios']) {
      assert.equal((await send('POST', path, { key: null })).status, 401, path);
    }
  });
});

describe('use cases, for the console', () => {
  it('are found by what is in them, newest first, page by page, without a trace in the journal', async (t) => {
    const { stub, send, create } = await startStub(t);
    for (const name of ['one', 'two', 'Other']) await create({ name });
    const search = async (query: string) => {
      const { body } = await send('GET', `/__stub/use-cases${query}`);
      const { total, useCases } = body as { total: number; useCases: UseCase[] };
      return [total, ...useCases.map(({ name }) => name)];
    };
    assert.deepEqual(await search(''), [3, 'Other', 'two', 'one']);
    assert.deepEqual(await search('?text=OTHER'), [1, 'Other']);
    assert.deepEqual(await search('?limit=1&from=1'), [3, 'two']);
    assert.deepEqual(await search('?text=name'), [0]);
    assert.equal((await send('GET', '/__stub/use-cases?limit=0')).status, 400);
    assert.equal(stub.journal('key').length, 3);
  });

  it('can be removed', async (t) => {
    const { send, create } = await startStub(t, { seedCount: 2 });
    const { id } = await create({ name: 'x' });
    assert.equal((await send('DELETE', `/__stub/use-cases/${id}`)).status, 204);
    assert.equal((await send('GET', `/use-cases/${id}`)).status, 404);
    assert.equal((await send('DELETE', `/__stub/use-cases/${id}`)).status, 404);
    assert.equal(((await send('GET', '/use-cases')).body as UseCase[]).length, 2);
  });

  it('are made up in any language, such that a create takes them', async (t) => {
    const { send } = await startStub(t, { validation: 'strict' });
    const fake = async (query: string) => (await send('GET', `/__stub/fake${query}`, { key: null })).body as UseCase;
    assert.deepEqual(await fake('?number=7&language=pl-PL'), await fake('?number=7&language=pl-PL'));
    assert.equal((await fake('?language=es-MX')).language, 'es-MX');
    const { status } = await send('POST', '/use-cases', { body: await fake('') });
    assert.equal(status, 200);
    const refused = await send('GET', '/__stub/fake?language=tlh', { key: null });
    assert.match(refused.text, /must be one of/);
  });
});

describe('coverage', () => {
  it('counts what was answered, and shows what was not', async (t) => {
    const { send } = await startStub(t);
    await send('GET', '/use-cases');
    await send('POST', '/use-cases', { body: {} });
    await send('PUT', '/use-cases');
    await send('DELETE', '/__stub/requests');
    const { body } = await send('GET', '/__stub/coverage');
    const { operations } = body as {
      operations: { operationId: string; statuses: { status: number; seen: number; documented: boolean }[] }[];
    };
    const of = (id: string, status: number) =>
      operations.find(({ operationId }) => operationId === id)?.statuses.find((each) => each.status === status);
    assert.deepEqual([of('listUseCases', 200)?.seen, of('createUseCase', 400)?.seen], [1, 1]);
    // A method that the path does not have counts for the operations that it has.
    assert.deepEqual([of('listUseCases', 405)?.seen, of('createUseCase', 405)?.seen], [1, 1]);
    assert.equal(of('getUseCase', 405)?.seen, 0);
    assert.deepEqual([of('createUseCase', 200)?.seen, of('createUseCase', 200)?.documented], [0, true]);
    const { body: others } = await send('GET', '/__stub/coverage', { key: 'other' });
    assert.ok(!JSON.stringify(others).includes('"seen":1'));
  });
});

describe('the contract, as OpenAPI', () => {
  it('has every operation that is served, and its server is this stub', async (t) => {
    const { send } = await startStub(t);
    const { body } = await send('GET', '/__stub/contract', { key: null });
    const { paths, servers } = body as { paths: object; servers: object[] };
    assert.deepEqual(Object.keys(paths), ['/use-cases', '/use-cases/{id}']);
    assert.deepEqual(servers, [{ url: '../api/v1' }]);
  });
});

describe('a scenario without a reason', () => {
  it('is given one of its own, and any reason fits a header', async (t) => {
    const { send } = await startStub(t);
    await send('POST', '/__stub/scenarios', { body: { status: 503, match: { operation: 'createUseCase' } } });
    await send('POST', '/__stub/scenarios', { body: { status: 500 } });
    await send('POST', '/__stub/scenarios', { body: { fault: 'slow', because: 'a "slow"\r\nday, 日本' } });
    const { body } = await send('GET', '/__stub/scenarios');
    assert.deepEqual(
      (body as { because: string }[]).map(({ because }) => because),
      ['status 503 on createUseCase', 'status 500', 'a "slow"\r\nday, 日本'],
    );
    const { status, headers } = await send('GET', '/use-cases');
    assert.equal(status, 500);
    assert.equal(headers['stub-state'], '"status 500", "a \\"slow\\"%0D%0Aday, %E6%97%A5%E6%9C%AC"');
  });
});

describe('the address of the console', () => {
  it('is the same where a proxy sends the whole URL', async (t) => {
    const { stub } = await startStub(t);
    const { origin, port } = new URL(stub.url);
    const response = await new Promise<IncomingMessage>((resolve) =>
      get({ port, path: `${origin}/__stub`, headers: { accept: 'text/html' }, agent: false }, resolve),
    );
    response.resume();
    assert.deepEqual([response.statusCode, response.headers.location], [302, '__stub/']);
  });

  it('can only be read, and says so without speaking of a build', async (t) => {
    const { send } = await startStub(t);
    const { status, headers } = await send('POST', '/__stub/', { body: {} });
    assert.deepEqual([status, headers['stub-error']], [404, 'unknown-path']);
  });
});
