import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { createStub, type StubOptions, type UseCase } from '../../../src/index.ts';
import { verifyPacts } from '../../../src/pact/verify/verify.ts';
import { findingsOf, fixtures, interactionsOf, pactFile, pactOf } from '../../helpers/pacts.ts';
import { createRecorder, type Recorded } from '../../helpers/recorder.ts';

async function deployedStub(t: TestContext, options: StubOptions = {}) {
  const stub = createStub(options);
  const url = await stub.listen();
  t.after(() => stub.close());
  return { stub, url };
}

const namesFor = async (url: string, key: string) => {
  const response = await fetch(`${url}/use-cases`, { headers: { authorization: `Bearer ${key}` } });
  return ((await response.json()) as UseCase[]).map(({ name }) => name);
};

describe('a deployed stub', () => {
  it('is put into states by its own routes, with any form of its URL', async (t) => {
    const { url } = await deployedStub(t);
    for (const providerUrl of [url, `${url}/`, new URL(url).origin]) {
      const report = await verifyPacts({ pacts: [`${fixtures}good`], providerUrl });
      assert.deepEqual(report.problems, []);
      assert.deepEqual(
        findingsOf(report).filter(({ severity }) => severity === 'error'),
        [],
        providerUrl,
      );
    }
  });

  it('keeps the use cases of other organizations', async (t) => {
    const { stub, url } = await deployedStub(t);
    await stub.setState('others', 'a use case exists', { name: 'Theirs' });
    const before = await namesFor(url, 'others');
    await verifyPacts({ pacts: [`${fixtures}good/jvm-v3.json`], providerUrl: url });
    assert.deepEqual(await namesFor(url, 'others'), before);
  });

  it('that knows certain keys gets the credentials of the user, except where 401 is expected', async (t) => {
    const { url } = await deployedStub(t, { apiKey: ['real-key'] });
    const pact = pactOf([
      { description: 'let in', states: ['no use cases exist'], response: { body: [] } },
      { description: 'wrong key', request: { headers: { Authorization: 'Bearer wrong' } }, response: { status: 401 } },
      { description: 'no key', request: { headers: {} }, response: { status: 401 } },
    ]);
    const file = await pactFile(t, pact);
    const without = await verifyPacts({ pacts: [file], providerUrl: url });
    assert.deepEqual(
      interactionsOf(without).map(({ verdict }) => verdict),
      ['failed', 'passed', 'passed'],
    );
    assert.match(findingsOf(without)[0]?.message ?? '', /answers 401/);
    const headers = { authorization: 'Bearer real-key' };
    assert.deepEqual(findingsOf(await verifyPacts({ pacts: [file], providerUrl: url, headers })), []);
  });

  it('is left without states, not in that of the last interaction', async (t) => {
    const { url } = await deployedStub(t);
    const file = await pactFile(t, pactOf([{ states: ['the API is failing'], response: { status: 500 } }]));
    assert.deepEqual(findingsOf(await verifyPacts({ pacts: [file], providerUrl: url })), []);
    assert.equal((await namesFor(url, 'consumer')).length, 12);
  });

  it('behind a gateway gets the headers that are given, also when it is put into states', async (t) => {
    const { stub } = await deployedStub(t);
    const gateway = await createRecorder(t, async ({ method, path, headers, body }) => {
      if (headers['x-gateway'] !== 'let-me-in') return { status: 403 };
      const response = await fetch(new URL(stub.url).origin + path, {
        method,
        headers: headers as Record<string, string>,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, ...(text && { body: JSON.parse(text) as unknown }) };
    });
    const file = await pactFile(t, pactOf([{ states: ['no use cases exist'], response: { body: [] } }]));
    const headers = { 'x-gateway': 'let-me-in' };
    assert.deepEqual(findingsOf(await verifyPacts({ pacts: [file], providerUrl: gateway.url, headers })), []);
  });

  it('cannot be put into a state for a request without a key, which is reported', async (t) => {
    const { url } = await deployedStub(t);
    const noKey = { states: ['no use cases exist'], request: { headers: {} } };
    const pact = pactOf([noKey, { ...noKey, response: { status: 401 } }]);
    const report = await verifyPacts({ pacts: [await pactFile(t, pact)], providerUrl: url });
    assert.deepEqual(
      interactionsOf(report).map(({ findings }) => findings.map(({ id }) => id).filter((id) => id.startsWith('state'))),
      [['state-failed'], []],
    );
  });

  it('that stops during the run is a problem of the run', async (t) => {
    const { stub, url } = await deployedStub(t);
    const dying = await createRecorder(t, async ({ path }) => {
      if (path === '/use-cases') {
        dying.close();
        await stub.close();
      }
      const response = await fetch(new URL(url).origin + path).catch(() => undefined);
      return { status: 200, body: await response?.json() };
    });
    const report = await verifyPacts({ pacts: [await pactFile(t, pactOf([{}]))], providerUrl: dying.url });
    assert.deepEqual(
      report.problems.map(({ id }) => id),
      ['unreachable'],
    );
  });

  it('that cannot be reached is a problem of the run, not of the pacts', async (t) => {
    const { stub, url } = await deployedStub(t);
    await stub.close();
    const report = await verifyPacts({ pacts: [`${fixtures}good`], providerUrl: url });
    assert.deepEqual(report.pacts, []);
    assert.deepEqual(
      report.problems.map(({ id }) => id),
      ['unreachable'],
    );
    assert.match(report.problems[0]?.message ?? '', /nothing listens there/);
  });
});

/** An API that is no stub: it has no states, and lists one use case to clients with the right key. */
const realApi = ({ path, headers }: Recorded) => {
  if (path !== '/api/v1/use-cases') return { status: 404, body: { message: 'no such page' } };
  if (headers['authorization'] !== 'Bearer real-key') return { status: 401, body: { message: 'who are you?' } };
  return { status: 200, body: [{ id: 'f'.repeat(24), organization_id: 'org' }] };
};

describe('an API that is no stub', () => {
  const pact = pactOf([
    { description: 'below the base', states: ['several use cases exist'] },
    { description: 'without states' },
  ]);

  it('is verified without states, which are reported as skipped', async (t) => {
    const api = await createRecorder(t, realApi);
    const report = await verifyPacts({
      pacts: [await pactFile(t, pact)],
      providerUrl: `${api.url}/api/v1`,
      headers: { Authorization: 'Bearer real-key', 'x-tenant': 'mine' },
    });
    assert.equal(report.pacts[0]?.verdict, 'passed');
    assert.deepEqual(
      findingsOf(report).map(({ id, message }) => [id, message]),
      [['state-skipped', 'the provider was not put into the state "several use cases exist"']],
    );
    const [last] = api.requests.slice(-1);
    assert.equal(last?.headers['x-tenant'], 'mine');
  });

  it('lets a consumer rely on what a skipped state gives, or may give', async (t) => {
    const useCase = { id: '66f2a1d05b3c9e7a41d80c12', organization_id: 'o', language: 'de-DE' };
    const api = await createRecorder(t, () => ({ status: 200, body: [useCase] }));
    const german = {
      body: [{ language: 'de-DE' }],
      matchingRules: { body: { '$[0].language': { matchers: [{ match: 'regex', regex: 'de-DE' }] } } },
    };
    const report = await verifyPacts({
      pacts: [
        await pactFile(
          t,
          pactOf([
            { states: [{ name: 'a use case exists', params: { language: 'de-DE' } }], response: german },
            { states: ['the German campaign exists'], response: german },
            { response: german },
            { response: { body: [{ language: 'de-DE' }] } },
          ]),
        ),
      ],
      providerUrl: `${api.url}/api/v1`,
    });
    assert.deepEqual(
      interactionsOf(report).map(({ findings }) => findings.map(({ id }) => id)),
      [['state-skipped'], ['state-skipped'], ['narrower'], []],
    );
  });

  it('breaks a pact although its states are skipped', async (t) => {
    const api = await createRecorder(t, () => ({ status: 500, body: { message: 'broken' } }));
    const report = await verifyPacts({ pacts: [await pactFile(t, pact)], providerUrl: `${api.url}/api/v1` });
    assert.deepEqual(
      interactionsOf(report).map(({ verdict }) => verdict),
      ['failed', 'failed'],
    );
  });

  it('that does not answer in time is reported as slow', async (t) => {
    const api = await createRecorder(t, ({ path }) =>
      path.endsWith('/use-cases') && !path.includes('__stub')
        ? new Promise<never>(() => undefined)
        : { status: 404, body: {} },
    );
    const file = await pactFile(t, pactOf([{}]));
    const report = await verifyPacts({ pacts: [file], providerUrl: `${api.url}/api/v1`, timeout: 500 });
    assert.match(findingsOf(report)[0]?.message ?? '', /did not answer: it took longer than 500 ms/);
  });

  it('gets paths that begin with the base path only once below it', async (t) => {
    const api = await createRecorder(t, realApi);
    const whole = pactOf([{ request: { path: '/api/v1/use-cases' } }]);
    const report = await verifyPacts({
      pacts: [await pactFile(t, whole)],
      providerUrl: `${api.url}/api/v1`,
      headers: { authorization: 'Bearer real-key' },
    });
    assert.deepEqual(findingsOf(report), []);
  });

  it('is put into states by the address that is given, and its values are used', async (t) => {
    const paths: string[] = [];
    const api = await createRecorder(t, ({ path }) => {
      paths.push(path);
      return { status: 200, body: { id: 'f'.repeat(24), organization_id: 'org' } };
    });
    const states = await createRecorder(t, () => ({ status: 200, body: { id: 'e'.repeat(24) } }));
    const read = pactOf([
      {
        states: ['a use case exists'],
        request: {
          path: '/use-cases/000000000000000000000000',
          generators: { path: { type: 'ProviderState', expression: '/use-cases/${id}' } },
        },
      },
    ]);
    const report = await verifyPacts({
      pacts: [await pactFile(t, read)],
      providerUrl: `${api.url}/api/v1`,
      stateUrl: `${states.url}/states`,
    });
    assert.deepEqual(findingsOf(report), []);
    assert.deepEqual(paths.slice(-1), [`/api/v1/use-cases/${'e'.repeat(24)}`]);
    assert.deepEqual(
      states.requests.map(({ body }) => body),
      [{ action: 'setup', state: 'a use case exists', params: {} }],
    );
  });

  it('has its failed state changes reported after one attempt', async (t) => {
    const api = await createRecorder(t, () => ({ status: 200, body: [] }));
    const states = await createRecorder(t, () => ({ status: 500, body: { message: 'broken' } }));
    const report = await verifyPacts({
      pacts: [await pactFile(t, pact)],
      providerUrl: `${api.url}/api/v1`,
      stateUrl: states.url,
    });
    assert.deepEqual(
      findingsOf(report).map(({ id }) => id),
      ['state-failed'],
    );
    assert.equal(states.requests.length, 1);
  });
});
