import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import type { UseCase } from 'use-case-stub';
import { fromProviderState, knownId, like, useCasePact } from 'use-case-stub/pact';

/** Your client. */
async function getUseCase(baseUrl: string, id: string): Promise<UseCase> {
  const headers = { authorization: 'Bearer YOUR_API_KEY' };
  return (await (await fetch(`${baseUrl}/use-cases/${id}`, { headers })).json()) as UseCase;
}

const pact = useCasePact({ consumer: 'my-app', dir: process.env['PACT_DIR'] ?? 'pacts' });
const path = fromProviderState('/api/v1/use-cases/${id}', `/api/v1/use-cases/${knownId}`);

test('a use case is read', () =>
  pact
    .addInteraction()
    .given('a use case exists', { name: 'Night desk' })
    .uponReceiving('a request for a use case')
    .withRequest('GET', path, (request) => request.headers({ authorization: 'Bearer YOUR_API_KEY' }))
    .willRespondWith(200, (reply) => reply.jsonBody(like.useCase({ name: 'Night desk' })))
    .executeTest(async ({ url }) => equal((await getUseCase(`${url}/api/v1`, knownId)).name, 'Night desk')));
