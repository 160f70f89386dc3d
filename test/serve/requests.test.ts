import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { ExpectationError, type JournalEntry, type RequestQuery, type SharedJournal } from '../../src/index.ts';
import { startStub, type RunningStub } from '../helpers/stub.ts';

/** What a check of a test says: nothing, or the message of what is not as expected. */
type Told = string | undefined;

/** The same questions, in a program and over HTTP. */
interface Asker {
  requests(query?: RequestQuery): Promise<JournalEntry[]>;
  mark(): Promise<number>;
  wait(request: RequestQuery, within: number): Promise<JournalEntry | Told>;
  received(request: RequestQuery, times?: number): Promise<Told>;
  inOrder(queries: RequestQuery[]): Promise<Told>;
}

const told = async (check: Promise<unknown>): Promise<Told> => {
  try {
    await check;
    return undefined;
  } catch (error) {
    assert.ok(error instanceof ExpectationError, String(error));
    return error.message;
  }
};

const ways: Record<string, (stub: RunningStub) => Asker> = {
  'in a program': ({ stub }) => ({
    requests: (query) => stub.requests('key', query),
    mark: () => stub.mark('key'),
    async wait(query, within) {
      let entry: JournalEntry | undefined;
      const message = await told(stub.waitForRequest('key', query, { within }).then((each) => (entry = each)));
      return entry ?? message;
    },
    received: (query, times) => told(stub.expect('key').toHaveReceived(query, times === undefined ? {} : { times })),
    inOrder: (queries) => told(stub.expect('key').toHaveReceivedInOrder(queries)),
  }),
  'over HTTP': ({ send }) => {
    const post = async (route: string, body: object) => {
      const { status, body: reply } = await send('POST', `/__stub/requests/${route}`, { body });
      assert.ok([200, 204, 409].includes(status), JSON.stringify(reply));
      return status === 409 ? (reply as { message: string }).message : status === 204 ? undefined : (reply as never);
    };
    return {
      requests: (query = {}) => post('search', query) as Promise<never>,
      mark: async () => ((await send('GET', '/__stub/requests/mark')).body as { mark: number }).mark,
      wait: (request, within) => post('wait', { request, within }),
      received: (request, times) => post('expect', { request, ...(times !== undefined && { times }) }),
      inOrder: (inOrder) => post('expect', { inOrder }),
    };
  },
};

/** A stub that has been asked three times. */
async function started(t: TestContext): Promise<RunningStub> {
  const stub = await startStub(t);
  await stub.send('POST', '/use-cases', {
    body: { name: 'Night desk', tags: ['a', 'b'] },
    headers: { 'x-app': 'web' },
  });
  await stub.send('POST', '/use-cases', { body: { name: 7, language: 'en-US' } });
  await stub.send('GET', '/use-cases');
  return stub;
}

const type = (value: unknown) => ({ 'pact:matcher:type': 'type', value });
const regex = (pattern: string) => ({ 'pact:matcher:type': 'regex', regex: pattern });

/** Which of the three requests each query finds. */
const queries: readonly [RequestQuery, number[]][] = [
  [{}, [1, 2, 3]],
  [{ operation: 'createUseCase' }, [1, 2]],
  [{ verdict: 'refused' }, [2]],
  [{ status: 200 }, [1, 3]],
  [{ since: 2 }, [3]],
  [{ headers: { 'X-App': 'web' } }, [1]],
  [{ headers: { 'x-app': regex('^w') } }, [1]],
  [{ body: { name: 'Night desk' } }, [1]],
  [{ body: { name: type('any text') } }, [1]],
  [{ body: { name: { 'pact:matcher:type': 'integer' } } }, [2]],
  [{ body: { tags: ['a'] } } as object, []],
  [{ body: { tags: { 'pact:matcher:type': 'arrayContains', variants: ['b'] } } } as object, [1]],
  [{ body: { tags: { 'pact:matcher:type': 'type', value: ['x'], min: 3 } } } as object, []],
];

for (const [way, asker] of Object.entries(ways)) {
  describe(`what a client sent, asked ${way}`, () => {
    it('is found by operation, verdict, status, headers, body and mark', async (t) => {
      const ask = asker(await started(t));
      for (const [query, numbers] of queries) {
        const entries = await ask.requests(query);
        assert.deepEqual(
          entries.map(({ number }) => number),
          numbers,
          JSON.stringify(query),
        );
      }
      assert.equal(await ask.mark(), 3);
    });

    it('is expected at all, so many times, never, and in order', async (t) => {
      const ask = asker(await started(t));
      const create = { operation: 'createUseCase' };
      const list = { operation: 'listUseCases' };
      assert.equal(await ask.received(create), undefined);
      assert.equal(await ask.received(create, 2), undefined);
      assert.equal(await ask.received({ operation: 'getUseCase' }, 0), undefined);
      assert.equal(await ask.inOrder([create, list]), undefined);
      assert.match(
        (await ask.received(create, 1)) ?? '',
        /^Expected exactly one request: createUseCase\nReceived 2:\n {2}#1 /,
      );
      assert.match((await ask.received(create, 0)) ?? '', /^Expected no request: createUseCase\nReceived 2:/);
      assert.match(
        (await ask.inOrder([list, create])) ?? '',
        /^Expected 2 requests in order; number 2 did not come after #3: createUseCase\nIt came earlier: #1, #2\n/,
      );
    });

    it('is shown with the nearest misses, their places, and what came instead', async (t) => {
      const ask = asker(await started(t));
      const query = { operation: 'createUseCase', verdict: 'accepted', body: { name: 'Day desk' } } as const;
      assert.equal(
        await ask.received(query),
        `Expected a request: createUseCase, accepted, body {"name":"Day desk"}

Nearest:
  #1 POST /api/v1/use-cases createUseCase: 200 accepted
       body /name: expected "Day desk", received "Night desk"
  #2 POST /api/v1/use-cases createUseCase: 400 refused
       verdict: expected "accepted", received "refused"
       body /name: expected "Day desk", received 7

The client sent (3):
  #1 POST /api/v1/use-cases createUseCase: 200 accepted
       /tags is not part of the contract and was dropped (assumed: unknown-properties=stripped)
  #2 POST /api/v1/use-cases createUseCase: 400 refused
       /name Expected string, received number (documented)
  #3 GET /api/v1/use-cases listUseCases: 200 accepted`,
      );
    });

    it('is waited for, whether it has come already or comes later', async (t) => {
      const stub = await started(t);
      const ask = asker(stub);
      const there = await ask.wait({ operation: 'listUseCases' }, 0);
      assert.equal((there as JournalEntry).number, 3);
      const coming = ask.wait({ since: await ask.mark(), operation: 'listUseCases' }, 60_000);
      await stub.send('POST', '/use-cases', { body: { name: 'Another' } });
      await stub.send('GET', '/use-cases');
      assert.equal(((await coming) as JournalEntry).number, 5);
      assert.match(
        (await ask.wait({ since: 5 }, 1)) as string,
        /^Expected a request within 1 ms: any request\n\nThe client sent no request\.$/,
      );
    });

    it('is waited for by reading of the journal only what is new', async (t) => {
      const entries: JournalEntry[] = [];
      let readEntries = 0;
      const sharedJournal: SharedJournal = {
        add: (_, { entry }) => void entries.push({ ...entry(), number: entries.length + 1 }),
        read(_, { after = 0, most = Infinity } = {}) {
          const some = entries.filter(({ number }) => number > after).slice(-most);
          readEntries += some.length;
          return { entries: some, latest: entries.length, emptied: 0 };
        },
        empty: () => undefined,
        statusCounts: async () => ({ counts: new Map() }),
        organizations: async () => [],
        trouble: async () => undefined,
      };
      const stub = await startStub(t, { sharedJournal });
      const list = () => stub.send('GET', '/use-cases');
      for (let count = 0; count < 5; count++) await list();
      const coming = asker(stub).wait({ operation: 'createUseCase' }, 60_000);
      for (let count = 0; count < 5; count++) await list();
      await stub.send('POST', '/use-cases', { body: { name: 'x' } });
      assert.equal(((await coming) as JournalEntry).number, 11);
      assert.equal(readEntries, 11);
    });

    it('is waited for until the stub closes', async (t) => {
      const running = await startStub(t);
      const waiting = asker(running).wait({}, 60_000);
      // The route listens once it has read the request, which this one follows.
      await running.send('GET', '/__stub/about');
      await Promise.all([running.stub.close(), assert.doesNotReject(waiting)]);
      assert.match((await waiting) as string, /The client sent no request/);
    });
  });
}

describe('asking for requests', () => {
  it('refuses queries that cannot be meant, in a program and over HTTP', async (t) => {
    const { stub, send } = await startStub(t);
    const wrong: [object, RegExp][] = [
      [{ operation: 'createUsecase' }, /operation is not an operation; did you mean "createUseCase"\?/],
      [{ statsu: 200 }, /statsu is not known.*did you mean "status"\?/],
      [
        { body: { name: { 'pact:matcher:type': 'regexp' } } },
        /is not a matcher that can be used here; did you mean "regex"\?/,
      ],
      [{ body: { name: regex('(a+)+$') } }, /regex must not repeat a group/],
      [{ body: { name: regex('(') } }, /regex is not a regular expression/],
      [{ body: { name: regex(`^${'(a|aa)'.repeat(30)}[bc]`) } }, /regex must not have more than 4 choices/],
      [{ body: { name: regex('a*a*[bc]') } }, /regex must not have more than one repetition/],
      [{ body: { name: regex('(a*)\\1\\1[bc]') } }, /regex must not refer to a group/],
      [{ headers: { 'x-app': 7 } }, /headers\/x-app must be a text or a matcher/],
      [{ headers: { Authorization: 'Bearer key' } }, /headers\/Authorization is masked in the journal/],
    ];
    for (const [query, message] of wrong) {
      await assert.rejects(stub.requests('key', query), { name: 'TypeError', message });
      const response = await send('POST', '/__stub/requests/search', { body: query });
      assert.equal(response.status, 400);
      const [issue] = (response.body as { issues: { path: string[]; message: string }[] }).issues;
      assert.match(`/${issue?.path.join('/')} ${issue?.message}`, message);
    }
  });

  it('refuses what would make a check pass or fail whatever the client sends', async (t) => {
    const { stub, send } = await started(t);
    const { toHaveReceived, toHaveReceivedNever, toHaveReceivedInOrder } = stub.expect('key');
    const careless = (value: unknown) => value as never;
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    const wrong: [() => Promise<unknown>, RegExp][] = [
      [() => toHaveReceived({ operation: 'createUseCase' }, careless({ time: 7 })), /did you mean "times"\?/],
      [() => toHaveReceived({ operation: 'createUseCase' }, careless(7)), /the options must be an object/],
      [() => toHaveReceived({}, careless({ since: 1 })), /since has no effect here; it belongs into the request/],
      [() => toHaveReceivedInOrder([{}], careless({ times: 7 })), /times has no effect/],
      [() => stub.waitForRequest('key', {}, careless({ whithin: 1 })), /did you mean "within"\?/],
      [() => toHaveReceivedNever(careless(undefined)), /needs either "request" or "inOrder"/],
      [
        () => toHaveReceivedNever({ body: { name: careless(/^Night/) } }),
        /name is a RegExp, which JSON does not have.*matcher/,
      ],
      [
        () => toHaveReceivedNever({ body: careless(new Map([['name', 'x']])) }),
        /body is a Map, which JSON does not have/,
      ],
      [() => toHaveReceivedNever({ body: careless({ name: 1n }) }), /name is a bigint, which JSON does not have/],
      [() => toHaveReceivedNever({ body: careless(circular) }), /nests more than 512 levels deep/],
      [() => stub.expect('Bearer key').toHaveReceivedNever({}), /An API key is a text without white space/],
      [() => stub.requests(careless(undefined)), /An API key is a text without white space/],
    ];
    for (const [check, message] of wrong) await assert.rejects(check, { name: 'TypeError', message }, String(check));
    for (const body of [{ request: {}, since: 1 }, { inOrder: [{}], times: 7 }, { times: 7 }])
      assert.equal((await send('POST', '/__stub/requests/expect', { body })).status, 400, JSON.stringify(body));
  });

  it('says that it shows the last ones of many requests', async (t) => {
    const { stub, send } = await startStub(t);
    for (let count = 0; count < 12; count++) await send('GET', '/use-cases');
    await assert.rejects(stub.expect('key').toHaveReceivedOnce({}), {
      message: /^Expected exactly one request: any request\nReceived 12, the last 10 of them:\n {2}#3 /,
    });
  });

  it('looks for requests in order only behind the mark of each', async (t) => {
    const { stub } = await started(t);
    await assert.rejects(stub.expect('key').toHaveReceivedInOrder([{ operation: 'createUseCase', since: 2 }]), {
      name: 'ExpectationError',
      message: /number 1 did not come: createUseCase\n\nThe client sent/,
    });
    await stub.expect('key').toHaveReceivedInOrder([{ since: 1 }, { operation: 'listUseCases', since: 2 }]);
  });

  it('finds what came after a mark, also when all organizations were reset in between', async (t) => {
    const { stub, send } = await started(t);
    const [mark, other] = [await stub.mark('key'), await stub.mark('another-key')];
    await stub.reset();
    await send('GET', '/use-cases');
    await send('GET', '/use-cases', { key: 'another-key' });
    assert.equal((await stub.requests('key', { since: mark })).length, 1);
    assert.equal((await stub.requests('another-key', { since: other })).length, 1);
  });

  it('takes matchers as they are written in a program', async (t) => {
    const { stub } = await started(t);
    const body = { name: { 'pact:matcher:type': 'regex', regex: '^Night' } };
    await stub.expect('key').toHaveReceivedOnce({ body });
    await stub.expect('key').toHaveReceivedOnce({ body: { name: { 'pact:matcher:type': 'regex', regex: '^Night' } } });
  });

  it('gives test runners two sides that differ only where the request does', async (t) => {
    const { stub } = await started(t);
    const body = { name: 'Day desk', tags: type(['x']) };
    await assert.rejects(stub.expect('key').toHaveReceivedOnce({ operation: 'createUseCase', body }), {
      name: 'ExpectationError',
      code: 'ERR_ASSERTION',
      expected: { operation: 'createUseCase', body: { name: 'Day desk', tags: ['a', 'b'] } },
      actual: { operation: 'createUseCase', body: { name: 'Night desk', tags: ['a', 'b'] } },
    });
    await stub.expect('key').toHaveReceivedNever({ operation: 'updateUseCase' });
  });

  it('ends a wait when its signal is aborted', async (t) => {
    const { stub } = await startStub(t);
    const controller = new AbortController();
    const waiting = stub.waitForRequest('key', {}, { within: 60_000, signal: controller.signal });
    controller.abort(new Error('enough'));
    await assert.rejects(waiting, /^Error: enough$/);
  });

  it('leaves out what the console sends', async (t) => {
    const { stub, send } = await startStub(t);
    await send('GET', '/use-cases', { headers: { 'stub-from': 'console' } });
    assert.deepEqual(await stub.requests('key'), []);
  });
});
