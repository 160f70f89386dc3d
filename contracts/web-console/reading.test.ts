import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromProviderState, knownId, like } from 'use-case-stub/pact';
import { authorization, base, clientAt, pact } from './pact.ts';

const path = fromProviderState(`${base}/use-cases/\${id}`, `${base}/use-cases/${knownId}`);

describe('the list of use cases', () => {
  it('shows the names and languages of all', async () => {
    await pact
      .addInteraction()
      .given('several use cases exist', { count: 3 })
      .uponReceiving('a request for all use cases')
      .withRequest('GET', `${base}/use-cases`, (request) => request.headers({ authorization }))
      .willRespondWith(200, (reply) => reply.jsonBody(like.useCases(3, { name: 'Carrier Sales', language: 'en-US' })))
      .executeTest(async (mock) => {
        const result = await clientAt(mock).list();
        assert.ok(result.ok);
        assert.equal(new Set(result.value.map(({ id }) => id)).size, 3);
        assert.deepEqual([result.value[0]?.name, result.value[0]?.language], ['Carrier Sales', 'en-US']);
      });
  });

  it('is empty for an organization that has none', async () => {
    await pact
      .addInteraction()
      .given('no use cases exist')
      .uponReceiving('a request for all use cases')
      .withRequest('GET', `${base}/use-cases`, (request) => request.headers({ authorization }))
      .willRespondWith(200, (reply) => reply.jsonBody(like.useCases(0)))
      .executeTest(async (mock) => assert.deepEqual(await clientAt(mock).list(), { ok: true, value: [] }));
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
    await pact
      .addInteraction()
      .given('a use case exists', fields)
      .uponReceiving('a request for a use case that leaves messages')
      .withRequest('GET', path, (request) => request.headers({ authorization }))
      .willRespondWith(200, (reply) => reply.jsonBody(like.useCase(fields)))
      .executeTest(async (mock) => {
        const result = await clientAt(mock).get(knownId);
        assert.ok(result.ok);
        const { amd_behavior, amd_messages } = result.value;
        assert.deepEqual(
          { amd_behavior, amd_messages },
          { amd_behavior: 'Message', amd_messages: fields.amd_messages },
        );
      });
  });

  it('shows webhooks with their headers', async () => {
    const hooks = [
      { url: 'https://hooks.harbor-freight.example/calls', headers: [{ key: 'X-Environment', value: 'sandbox' }] },
    ];
    await pact
      .addInteraction()
      .given('a use case exists', { name: 'Carrier Sales', hooks })
      .uponReceiving('a request for a use case with webhooks')
      .withRequest('GET', path, (request) => request.headers({ authorization }))
      .willRespondWith(200, (reply) => reply.jsonBody(like.useCase({ hooks })))
      .executeTest(async (mock) => {
        const result = await clientAt(mock).get(knownId);
        assert.ok(result.ok);
        assert.deepEqual(result.value.hooks, hooks);
      });
  });

  it('shows a use case without webhooks', async () => {
    await pact
      .addInteraction()
      .given('a use case exists', { name: 'Carrier Sales', hooks: null })
      .uponReceiving('a request for a use case without webhooks')
      .withRequest('GET', path, (request) => request.headers({ authorization }))
      .willRespondWith(200, (reply) => reply.jsonBody(like.useCase({ hooks: null })))
      .executeTest(async (mock) => {
        const result = await clientAt(mock).get(knownId);
        assert.ok(result.ok);
        assert.equal(result.value.hooks, null);
      });
  });
});
