import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { UseCaseCreate, UseCaseUpdate } from 'use-case-stub';
import { fromProviderState, knownId, like } from 'use-case-stub/pact';
import { authorization, base, clientAt, pact } from './pact.ts';

const path = fromProviderState(`${base}/use-cases/\${id}`, `${base}/use-cases/${knownId}`);

describe('a new use case', () => {
  it('comes back with its id', async () => {
    const fields: UseCaseCreate = {
      name: 'Carrier Sales',
      language: 'en-US',
      max_duration_mins: 12,
      keywords: ['dry van', 'reefer'],
      classification_tags: [{ name: 'Booked', description: 'The carrier took the load at an agreed rate' }],
    };
    await pact
      .addInteraction()
      .uponReceiving('a request to create a use case')
      .withRequest('POST', `${base}/use-cases`, (request) => request.headers({ authorization }).jsonBody(fields))
      .willRespondWith(200, (reply) => reply.jsonBody(like.useCase(fields)))
      .executeTest(async (mock) => {
        const result = await clientAt(mock).create(fields);
        assert.ok(result.ok);
        assert.equal(result.value.id.length, 24);
        assert.deepEqual({ ...result.value, ...fields }, result.value);
      });
  });

  it('that breaks rules is answered field by field', async () => {
    const fields: UseCaseCreate = { name: '', amd: true };
    await pact
      .addInteraction()
      .uponReceiving('a request to create a use case that breaks rules')
      .withRequest('POST', `${base}/use-cases`, (request) => request.headers({ authorization }).jsonBody(fields))
      .willRespondWith(400, (reply) =>
        reply.jsonBody(like.validationError('name', { path: 'amd_behavior', code: 'custom' })),
      )
      .executeTest(async (mock) => {
        const result = await clientAt(mock).create(fields);
        assert.ok(!result.ok && result.problem.kind === 'invalid');
        assert.deepEqual(Object.keys(result.problem.fields), ['name', 'amd_behavior']);
      });
  });
});

describe('a change', () => {
  it('comes back with the use case as it is then', async () => {
    const changes: UseCaseUpdate = { name: 'Carrier Sales West', amd: true, amd_behavior: 'Hangup' };
    await pact
      .addInteraction()
      .given('a use case exists', { name: 'Carrier Sales' })
      .uponReceiving('a request to change a use case')
      .withRequest('PATCH', path, (request) => request.headers({ authorization }).jsonBody(changes))
      .willRespondWith(200, (reply) => reply.jsonBody(like.useCase(changes)))
      .executeTest(async (mock) => {
        const result = await clientAt(mock).update(knownId, changes);
        assert.ok(result.ok);
        assert.deepEqual({ ...result.value, ...changes }, result.value);
      });
  });

  it('that breaks a rule is answered with the field', async () => {
    const changes: UseCaseUpdate = { hooks: [{ url: 7 as unknown as string }] };
    await pact
      .addInteraction()
      .given('a use case exists', { name: 'Carrier Sales' })
      .uponReceiving('a request to change a use case into one that breaks a rule')
      .withRequest('PATCH', path, (request) => request.headers({ authorization }).jsonBody(changes))
      .willRespondWith(400, (reply) => reply.jsonBody(like.validationError(['hooks', 0, 'url'])))
      .executeTest(async (mock) => {
        const result = await clientAt(mock).update(knownId, changes);
        assert.deepEqual(result, { ok: false, problem: { kind: 'invalid', fields: { hooks: ['Required'] } } });
      });
  });
});
