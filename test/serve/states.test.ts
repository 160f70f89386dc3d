import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import supertest from 'supertest';
import type { UseCase } from '../../src/index.ts';
import { createStub } from '../../src/index.ts';
import { knownId, stateNames } from '../../src/organizations/states/catalogue.ts';
import { placesOf, startStub, type RunningStub } from '../helpers/stub.ts';

const stateUrl = (name: string) => `/__stub/states/${encodeURIComponent(name)}`;

async function put({ send }: RunningStub, name: string, body?: object, key = 'key') {
  const response = await send('PUT', stateUrl(name), { key, ...(body && { body }) });
  assert.equal(response.status, 200, response.text);
  return response.body as Record<string, unknown>;
}

const messageOf = (body: unknown) => (body as { message: string }).message;

const names = async ({ send }: RunningStub, key = 'key') =>
  ((await send('GET', '/use-cases', { key })).body as UseCase[]).map(({ name }) => name);

describe('an organization can be put into a state', () => {
  it('"no use cases exist": not even those that it started with', async (t) => {
    const stub = await startStub(t, { seedCount: 3 });
    assert.equal((await names(stub)).length, 3);
    assert.deepEqual(await put(stub, 'no use cases exist'), {});
    assert.deepEqual(await names(stub), []);
  });

  it('"a use case exists" without parameters: the one of the contract, with its id', async (t) => {
    const stub = await startStub(t);
    const { id, organization_id } = await put(stub, 'a use case exists');
    assert.equal(id, knownId);
    assert.equal(id, '66f2a1d05b3c9e7a41d80c12');
    const { body } = await stub.send('GET', `/use-cases/${knownId}`);
    assert.deepEqual([(body as UseCase).name, (body as UseCase).organization_id], ['Carrier Sales', organization_id]);
  });

  it('"a use case exists" with fields: those, the defaults of create, and an id of its own', async (t) => {
    const stub = await startStub(t);
    const fields = { name: 'Night desk', hooks: null, disable_end_call_after_n_reminders: true };
    const { id, organization_id } = await put(stub, 'a use case exists', fields);
    assert.match(String(id), /^[0-9a-f]{24}$/);
    assert.notEqual(id, knownId);
    const { body } = await stub.send('GET', `/use-cases/${String(id)}`);
    assert.deepEqual(body, { id, organization_id, ...fields, language: 'en-US', max_duration_mins: 10 });
  });

  it('doing so twice is the same as doing so once', async (t) => {
    const stub = await startStub(t);
    const first = await put(stub, 'a use case exists', { name: 'Once' });
    assert.deepEqual(await put(stub, 'a use case exists', { name: 'Once' }), first);
    await put(stub, 'a use case exists', { id: 'f'.repeat(24), name: 'Before' });
    await put(stub, 'a use case exists', { id: 'f'.repeat(24), name: 'After' });
    assert.deepEqual(await names(stub), ['Once', 'After']);
  });

  it('"several use cases exist": so many, in the language that is asked for, and no others', async (t) => {
    const stub = await startStub(t, { seedCount: 5 });
    await stub.create({ name: 'Gone' });
    const { ids, count } = await put(stub, 'several use cases exist', { count: 4, language: 'pl-PL' });
    const { body } = await stub.send('GET', '/use-cases');
    assert.deepEqual(
      (body as UseCase[]).map(({ id }) => id),
      ids,
    );
    assert.equal(count, 4);
    assert.deepEqual([...new Set((body as UseCase[]).map(({ language }) => language))], ['pl-PL']);
    assert.deepEqual((await put(stub, 'several use cases exist')).id, knownId);
    assert.equal((await names(stub)).length, 3);
  });

  it('"the API key is not known": 401, until the states are ended', async (t) => {
    const stub = await startStub(t);
    await put(stub, 'the API key is not known');
    const refused = await stub.send('GET', '/use-cases');
    assert.equal(refused.status, 401);
    assert.equal(refused.headers['stub-error'], 'api-key-unknown');
    assert.equal(refused.headers['stub-state'], '"the API key is not known"');
    assert.equal((await stub.send('DELETE', '/__stub/states')).status, 204);
    assert.equal((await stub.send('GET', '/use-cases')).status, 200);
  });

  it('"the API is rate limiting": 429 and how long to wait', async (t) => {
    const stub = await startStub(t);
    assert.deepEqual(await put(stub, 'the API is rate limiting'), { retry_after: 30 });
    assert.equal((await stub.send('GET', '/use-cases')).headers['retry-after'], '30');
    await put(stub, 'the API is rate limiting', { retry_after: 7 });
    const { status, headers } = await stub.send('POST', '/use-cases', { body: { broken: true } });
    assert.deepEqual([status, headers['retry-after']], [429, '7']);
  });

  it('"the API is failing": so often, then no more', async (t) => {
    const stub = await startStub(t);
    await put(stub, 'the API is failing', { status: 503, times: 2 });
    const statuses = [];
    for (let count = 0; count < 3; count++) statuses.push((await stub.send('GET', '/use-cases')).status);
    assert.deepEqual(statuses, [503, 503, 200]);
  });

  it('"the API is slow": the answer waits', async (t) => {
    const stub = await startStub(t);
    await put(stub, 'the API is slow', { ms: 60_000 });
    const waiting = stub.send('GET', '/use-cases');
    // Closing ends delays; a request that had been answered at once would not show that.
    const answered = await Promise.race([waiting.then(() => 'answered'), Promise.resolve('waiting')]);
    assert.equal(answered, 'waiting');
    await put(stub, 'the API is slow', { ms: 1 });
    assert.equal((await stub.send('GET', '/use-cases')).headers['stub-state'], '"the API is slow"');
    await stub.stub.close();
    assert.equal((await waiting).status, 200);
  });

  it('of two that fail, the latest has the say', async (t) => {
    const stub = await startStub(t);
    await put(stub, 'the API is failing');
    await put(stub, 'the API is rate limiting');
    assert.equal((await stub.send('GET', '/use-cases')).status, 429);
  });

  it('states add up', async (t) => {
    const stub = await startStub(t);
    await put(stub, 'several use cases exist', { count: 2 });
    await put(stub, 'a use case exists');
    await put(stub, 'the API is failing', { times: 1 });
    assert.equal((await stub.send('GET', '/use-cases')).status, 500);
    assert.equal((await names(stub)).length, 3);
  });

  it('GET /__stub/states/active lists those that it is in, since when, what is left, and what they gave', async (t) => {
    const stub = await startStub(t);
    const active = async () =>
      (await stub.send('GET', '/__stub/states/active')).body as { name: string; since: string; left: number | null }[];
    assert.deepEqual(await active(), []);
    await put(stub, 'the API is failing', { times: 2 });
    await put(stub, 'several use cases exist');
    await stub.send('GET', '/use-cases');
    const [failing, several, ...others] = await active();
    assert.deepEqual(others, []);
    assert.ok(Math.abs(Date.parse(failing?.since ?? '') - Date.now()) < 60_000, failing?.since);
    assert.deepEqual(failing, { ...failing, name: 'the API is failing', left: 1, values: { status: 500 } });
    assert.deepEqual(several, {
      ...several,
      name: 'several use cases exist',
      left: null,
      values: { id: knownId, count: 3 },
    });
    // A later change to the use cases takes the place of the earlier one.
    await put(stub, 'a use case exists');
    assert.deepEqual(
      (await active()).map(({ name }) => name),
      ['the API is failing', 'a use case exists'],
    );
    // What only changed use cases is no scenario: it neither shows up among them nor ends with them.
    assert.equal(((await stub.send('GET', '/__stub/scenarios')).body as unknown[]).length, 1);
    await stub.send('DELETE', '/__stub/scenarios');
    assert.deepEqual(
      (await active()).map(({ name }) => name),
      ['a use case exists'],
    );
    assert.equal((await stub.send('GET', '/use-cases')).status, 200);
    await stub.send('DELETE', '/__stub/states');
    assert.deepEqual(await active(), []);
  });

  it('a state affects no other organization', async (t) => {
    const stub = await startStub(t, { seedCount: 2 });
    const before = await names(stub, 'other');
    for (const name of stateNames.filter((each) => each !== 'the API is slow')) await put(stub, name);
    assert.equal((await stub.send('GET', '/use-cases')).status, 401);
    assert.deepEqual(await names(stub, 'other'), before);
  });
});

describe('what a state is given is checked', () => {
  it('an unknown name is answered with the nearest one', async (t) => {
    const { send } = await startStub(t);
    const { status, body, headers } = await send('PUT', stateUrl('a use case exist'));
    assert.equal(status, 404);
    assert.equal(headers['stub-error'], 'state-unknown');
    assert.match(messageOf(body), /"a use case exist" is not a state; the nearest is "a use case exists"/);
  });

  it('an unknown name that is near none is answered with those that share a word, or with all', async (t) => {
    const { send } = await startStub(t);
    const shared = await send('PUT', stateUrl('rate limit reached'));
    assert.match(messageOf(shared.body), /nearest is "the API is rate limiting"/);
    const all = await send('PUT', stateUrl('xyz'));
    for (const name of stateNames) assert.ok(messageOf(all.body).includes(`"${name}"`));
  });

  it('parameters of the wrong shape are named', async (t) => {
    const { send } = await startStub(t);
    const refused = async (name: string, body: object) => {
      const response = await send('PUT', stateUrl(name), { body });
      assert.equal(response.status, 400);
      assert.equal(response.headers['stub-error'], 'state-parameters-invalid');
      return placesOf(response);
    };
    assert.deepEqual(await refused('several use cases exist', { count: 'three', langauge: 'en-US' }), [
      '/count',
      '/langauge',
    ]);
    assert.deepEqual(await refused('a use case exists', { amd: true }), ['/amd_behavior']);
    assert.deepEqual(await refused('a use case exists', { hooks: [{ ulr: '' }], hidden: 'no' }), [
      '/hooks/0/ulr',
      '/hidden',
    ]);
    assert.deepEqual(await refused('a use case exists', { id: 'short' }), ['/id']);
    assert.deepEqual(await refused('the API is failing', { status: 404 }), ['/status']);
    assert.deepEqual(await refused('no use cases exist', { really: true }), ['/really']);
    assert.deepEqual(placesOf(await send('PUT', stateUrl('the API is slow'), { body: [1] })), ['']);
  });

  it('without an API key there is no organization to put into a state', async (t) => {
    const { send } = await startStub(t);
    assert.equal((await send('PUT', stateUrl('no use cases exist'), { key: null })).status, 401);
    assert.equal((await send('DELETE', '/__stub/states', { key: null })).status, 401);
    assert.equal((await send('PUT', '/__stub/states/%E0%A4%A', {})).status, 400);
  });

  it('pages of other origins may use the API, but not put it into a state', async (t) => {
    const { stub } = await startStub(t);
    const preflight = (path: string) =>
      supertest(stub.url.replace('/api/v1', ''))
        .options(path)
        .set({ origin: 'http://elsewhere.example', 'access-control-request-method': 'PUT' });
    assert.equal((await preflight('/use-cases')).status, 204);
    const { headers } = await preflight(stateUrl('no use cases exist'));
    assert.deepEqual(
      Object.keys(headers as object).filter((name) => name.startsWith('access-control-')),
      [],
    );
  });

  it('GET /__stub/states lists them all', async (t) => {
    const { send } = await startStub(t);
    const { body } = await send('GET', '/__stub/states');
    const listed = body as { name: string; values: string[]; parameters: Record<string, { type: string }> }[];
    assert.deepEqual(
      listed.map(({ name }) => name),
      stateNames,
    );
    assert.deepEqual(listed[2]?.values, ['id', 'ids', 'count']);
    assert.equal(listed[2]?.parameters['count']?.type, 'whole number from 1 to 1000');
  });
});

describe('a program puts its stub into a state', () => {
  it('with setState, which gives what the test needs to know', async () => {
    const stub = createStub({ seedCount: 0 });
    const { id } = await stub.setState('mine', 'a use case exists', { name: 'Night desk' });
    const read = await supertest(stub.handler).get(`/use-cases/${id}`).set('authorization', 'Bearer mine');
    assert.equal((read.body as UseCase).name, 'Night desk');
    await stub.reset('mine');
    const gone = await supertest(stub.handler).get(`/use-cases/${id}`).set('authorization', 'Bearer mine');
    assert.equal(gone.status, 404);
  });

  it('wrong names and parameters do not compile, and throw', async () => {
    const stub = createStub({ apiKey: ['mine'] });
    // @ts-expect-error the name is misspelt
    await assert.rejects(stub.setState('mine', 'a use case exist'), /TypeError: .*the nearest is "a use case exists"/);
    await assert.rejects(
      // @ts-expect-error a count is a number
      stub.setState('mine', 'several use cases exist', { count: '3' }),
      /state "several use cases exist": count must be a whole number/,
    );
    await assert.rejects(stub.setState('theirs', 'no use cases exist'), /not among those that are let in/);
  });
});
