/** The web console's client against a stub, through the same situations as in its pact. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { UseCaseCreate, UseCaseUpdate } from 'use-case-stub';
import { knownId } from 'use-case-stub/pact';
import type { Problem, Result } from '../client.ts';
import { client, given } from './stub.ts';

const operations: Readonly<Record<string, () => Promise<Result<unknown>>>> = {
  list: () => client.list(),
  create: () => client.create({ name: 'Night desk' }),
  get: () => client.get(knownId),
  update: () => client.update(knownId, { hidden: true }),
};

async function shows(ask: () => Promise<Result<unknown>>, problem: Problem): Promise<void> {
  assert.deepEqual(await ask(), { ok: false, problem });
}

describe('the list of use cases', () => {
  it('shows all, each with an id of its own', async () => {
    await given('several use cases exist', { count: 3 });
    const result = await client.list();
    assert.ok(result.ok);
    assert.equal(new Set(result.value.map(({ id }) => id)).size, 3);
  });

  it('is empty for an organization that has none', async () => {
    await given('no use cases exist', {});
    assert.deepEqual(await client.list(), { ok: true, value: [] });
  });
});

describe('the page of a use case', () => {
  it('shows what happens when a machine answers', async () => {
    const fields = {
      name: 'Carrier Sales',
      params: { company_name: 'Harbor Freight Brokers' },
      amd: true,
      amd_behavior: 'Message',
      amd_messages: { 'en-US': 'Hi, this is {{company_name}}.' },
    } as const;
    await given('a use case exists', { id: knownId, ...fields });
    const result = await client.get(knownId);
    assert.ok(result.ok);
    assert.deepEqual(result.value.amd_messages, fields.amd_messages);
  });

  it('shows webhooks with their headers', async () => {
    const hooks = [
      { url: 'https://hooks.harbor-freight.example/calls', headers: [{ key: 'X-Environment', value: 'sandbox' }] },
    ];
    await given('a use case exists', { id: knownId, name: 'Carrier Sales', hooks });
    const result = await client.get(knownId);
    assert.ok(result.ok);
    assert.deepEqual(result.value.hooks, hooks);
  });

  it('shows a use case without webhooks', async () => {
    await given('a use case exists', { id: knownId, name: 'Carrier Sales', hooks: null });
    const result = await client.get(knownId);
    assert.ok(result.ok);
    assert.equal(result.value.hooks, null);
  });
});

describe('a form', () => {
  it('creates a use case', async () => {
    const fields: UseCaseCreate = {
      name: 'Carrier Sales',
      language: 'en-US',
      max_duration_mins: 12,
      keywords: ['dry van', 'reefer'],
      classification_tags: [{ name: 'Booked', description: 'The carrier took the load at an agreed rate' }],
    };
    await given('no use cases exist', {});
    const result = await client.create(fields);
    assert.ok(result.ok);
    assert.partialDeepStrictEqual(result.value, fields);
  });

  it('changes a use case', async () => {
    const changes: UseCaseUpdate = { name: 'Carrier Sales West', amd: true, amd_behavior: 'Hangup' };
    await given('a use case exists', { id: knownId, name: 'Carrier Sales' });
    const result = await client.update(knownId, changes);
    assert.ok(result.ok);
    assert.partialDeepStrictEqual(result.value, changes);
  });

  it('shows mistakes at their fields', async () => {
    await given('a use case exists', { id: knownId, name: 'Carrier Sales' });
    const hooks = [{ url: 7 as unknown as string }];
    const wrong = [
      [await client.create({ name: '', amd: true }), ['name', 'amd_behavior']],
      [await client.update(knownId, { hooks }), ['hooks']],
      [await client.get('66f2a1d0'), ['id']],
    ] as const;
    for (const [result, fields] of wrong) {
      assert.ok(!result.ok && result.problem.kind === 'invalid');
      assert.deepEqual(Object.keys(result.problem.fields), fields);
    }
  });
});

for (const [name, ask] of Object.entries(operations)) {
  it(`${name} reports what went wrong`, async () => {
    await given('the API key is not known', {});
    await shows(ask, { kind: 'signed-out' });
    await given('the API is rate limiting', { retry_after: 7 });
    await shows(ask, { kind: 'busy', retryAfter: 7 });
    await given('the API is failing', { status: 500 });
    await shows(ask, { kind: 'unavailable' });
    await given('the API is failing', { status: 503 });
    await shows(ask, { kind: 'unavailable' });
  });
}

for (const name of ['get', 'update'])
  it(`${name} says that there is no such use case`, async () => {
    await given('no use cases exist', {});
    await shows(operations[name] as () => Promise<Result<unknown>>, { kind: 'not-found' });
  });
