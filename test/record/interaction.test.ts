import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { builtInContract } from '../../src/contract/built-in.ts';
import { wholeDocument } from '../../src/contract/whole-document.ts';
import { createStub, type JournalEntry } from '../../src/index.ts';
import { distinct } from '../../src/record/distinct.ts';
import { interactionOf, type Interaction } from '../../src/record/interaction.ts';

const key = 'a-consumer';
const stub = createStub({ seedCount: 2 });
let document: unknown;

before(async () => {
  document = await wholeDocument(builtInContract());
});
after(() => stub.close());

async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const request = new Request(`http://stub/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...type, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const response = await stub.fetch(request);
  return (await response.json()) as { id: string };
}

/** The interactions of the requests that some code sends. */
async function recorded(code: () => Promise<unknown>): Promise<readonly Interaction[]> {
  await stub.reset(key);
  await code();
  return stub.journal(key).map(made);
}

function made(entry: JournalEntry): Interaction {
  const interaction = interactionOf(entry, document);
  assert.ok(!('why' in interaction), 'why' in interaction ? interaction.why : '');
  return interaction;
}

describe('a recorded request needs the state', () => {
  it('"a use case exists" with the fields that it reads, where it reads what nothing has created', async () => {
    const [only] = await recorded(async () => {
      await stub.setState(key, 'a use case exists', {
        id: '66f2a1d05b3c9e7a41d80c99',
        name: 'Night desk',
        hooks: null,
      });
      await send('GET', '/use-cases/66f2a1d05b3c9e7a41d80c99');
    });
    assert.deepEqual(only?.given, { name: 'a use case exists', parameters: { name: 'Night desk', hooks: null } });
    assert.deepEqual(only?.reply, { like: 'useCase', args: [{ name: 'Night desk', hooks: null }] });
    assert.equal(only?.request.isOfState, true);
  });

  it('with the fields before an update, whose reply is expected to have what was sent', async () => {
    const [, update] = await recorded(async () => {
      const { id } = await send('POST', '/use-cases', { name: 'Night desk', hidden: true });
      await send('PATCH', `/use-cases/${id}`, { hidden: false, max_duration_mins: 3 });
    });
    assert.deepEqual(update?.given?.parameters, { name: 'Night desk' });
    assert.deepEqual(update?.reply, { like: 'useCase', args: [{ hidden: false, max_duration_mins: 3 }] });
  });

  it('that has caused its error, with what the reply tells of it', async () => {
    const all = await recorded(async () => {
      const scenarios = [{ status: 429, headers: { 'retry-after': '9' } }, { status: 503 }, { status: 401 }] as const;
      for (const scenario of scenarios) {
        await using _ = await stub.scenario(key, scenario);
        await send('GET', '/use-cases');
      }
      await send('GET', '/use-cases/66f2a1d05b3c9e7a41d80c00');
    });
    assert.deepEqual(
      all.map(({ given, status, retryAfter }) => [status, given, retryAfter]),
      [
        [429, { name: 'the API is rate limiting', parameters: { retry_after: 9 } }, 9],
        [503, { name: 'the API is failing', parameters: { status: 503 } }, undefined],
        [401, { name: 'the API key is not known' }, undefined],
        [404, { name: 'no use cases exist' }, undefined],
      ],
    );
  });

  it('none, where it has no API key, or creates', async () => {
    await stub.fetch(new Request('http://stub/api/v1/use-cases'));
    const anonymous = made(stub.journal().at(-1) as JournalEntry);
    assert.deepEqual([anonymous.given, anonymous.request.isAnonymous], [undefined, true]);
    const [create] = await recorded(() => send('POST', '/use-cases', { name: 'Night desk' }));
    assert.deepEqual([create?.given, create?.reply], [undefined, { like: 'useCase', args: [{ name: 'Night desk' }] }]);
  });
});

describe('recorded requests', () => {
  it('are in the pact once for each kind, in the same order whatever the order of the run', async () => {
    const all = await recorded(async () => {
      for (const name of ['one', 'two']) await send('POST', '/use-cases', { name });
      await send('POST', '/use-cases', { name: 'three', keywords: ['a'] });
      await send('POST', '/use-cases', { name: 'four', keywords: ['b', 'c'] });
      await send('GET', '/use-cases');
      await send('POST', '/use-cases', { name: '' });
      await send('POST', '/use-cases', { name: '', hidden: 1 });
      await stub.setState(key, 'several use cases exist', { count: 3 });
      await send('GET', '/use-cases');
      await stub.setState(key, 'no use cases exist');
      await send('GET', '/use-cases');
    });
    const once = distinct(all);
    assert.deepEqual(
      once.map(({ description, given }) => [description, given?.parameters?.['count']]),
      [
        ['a request to list use cases', undefined],
        ['a request to list use cases', 3],
        ['a request to create a use case', undefined],
        ['a request to create a use case (2)', undefined],
        ['a request to create a use case with a mistake in name', undefined],
        ['a request to create a use case with a mistake in name, hidden', undefined],
      ],
    );
    for (const other of [all.toReversed(), [...all, ...all]]) assert.deepEqual(distinct(other), once);
  });
});
