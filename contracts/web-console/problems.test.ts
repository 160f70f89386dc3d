import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { knownId, like, type UseCaseInteraction } from 'use-case-stub/pact';
import type { Problem, Result, UseCases } from './client.ts';
import { authorization, base, clientAt, pact } from './pact.ts';

const list = `${base}/use-cases`;
const one = `${list}/${knownId}`;

/** For each operation: the request in the pact, and the call of the client. */
const operations = {
  list: {
    request: (interaction: UseCaseInteraction) =>
      interaction
        .uponReceiving('a request for all use cases')
        .withRequest('GET', list, (request) => request.headers({ authorization })),
    ask: (client: UseCases) => client.list(),
  },
  create: {
    request: (interaction: UseCaseInteraction) =>
      interaction
        .uponReceiving('a request to create a use case')
        .withRequest('POST', list, (request) => request.headers({ authorization }).jsonBody({ name: 'Night desk' })),
    ask: (client: UseCases) => client.create({ name: 'Night desk' }),
  },
  get: {
    request: (interaction: UseCaseInteraction) =>
      interaction
        .uponReceiving('a request for a use case')
        .withRequest('GET', one, (request) => request.headers({ authorization })),
    ask: (client: UseCases) => client.get(knownId),
  },
  update: {
    request: (interaction: UseCaseInteraction) =>
      interaction
        .uponReceiving('a request to change a use case')
        .withRequest('PATCH', one, (request) => request.headers({ authorization }).jsonBody({ hidden: true })),
    ask: (client: UseCases) => client.update(knownId, { hidden: true }),
  },
} as const;

type Operation = (typeof operations)[keyof typeof operations];

const everyOperation = Object.entries(operations);
const onOneUseCase = everyOperation.filter(([name]) => name === 'get' || name === 'update');

/** Checks that the client turns a reply into the problem that the screen shows. */
async function shows(
  { request, ask }: Operation,
  given: UseCaseInteraction,
  status: number,
  body: object,
  problem: Problem,
  headers: Parameters<Reply['headers']>[0] = {},
): Promise<void> {
  await request(given)
    .willRespondWith(status, (reply) => reply.headers(headers).jsonBody(body))
    .executeTest(async (mock) => {
      const result: Result<unknown> = await ask(clientAt(mock));
      assert.deepEqual(result, { ok: false, problem });
    });
}

type Builder = Parameters<ReturnType<UseCaseInteraction['withRequest']>['willRespondWith']>[1];
type Reply = Parameters<NonNullable<Builder>>[0];

for (const [name, operation] of everyOperation) {
  describe(`${name} reports the problem`, () => {
    it('when the API key is not known', async () => {
      const given = pact.addInteraction().given('the API key is not known');
      await shows(operation, given, 401, like.unauthorized(), { kind: 'signed-out' });
    });

    it('when there were too many requests, and how long to wait', async () => {
      const given = pact.addInteraction().given('the API is rate limiting', { retry_after: 7 });
      const problem = { kind: 'busy', retryAfter: 7 } as const;
      await shows(operation, given, 429, like.tooManyRequests(), problem, {
        'retry-after': like.header('retry-after', 7),
      });
    });

    it('when the API fails', async () => {
      const given = pact.addInteraction().given('the API is failing', { status: 500 });
      await shows(operation, given, 500, like.serverError(), { kind: 'unavailable' });
    });

    it('when the API is unavailable', async () => {
      const given = pact.addInteraction().given('the API is failing', { status: 503 });
      await shows(operation, given, 503, like.unavailable(), { kind: 'unavailable' });
    });
  });
}

for (const [name, operation] of onOneUseCase) {
  it(`${name} says that there is no such use case`, async () => {
    const given = pact.addInteraction().given('no use cases exist');
    await shows(operation, given, 404, like.notFound(), { kind: 'not-found' });
  });
}

it('an id of the wrong length is a mistake in that field', async () => {
  await pact
    .addInteraction()
    .uponReceiving('a request for a use case by an id that is too short')
    .withRequest('GET', `${list}/66f2a1d0`, (request) => request.headers({ authorization }))
    .willRespondWith(400, (reply) => reply.jsonBody(like.validationError('id')))
    .executeTest(async (mock) => {
      const result = await clientAt(mock).get('66f2a1d0');
      assert.deepEqual(result, { ok: false, problem: { kind: 'invalid', fields: { id: ['Required'] } } });
    });
});
