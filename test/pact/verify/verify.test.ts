import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { verifyPacts } from '../../../src/pact/verify/verify.ts';
import { findingsOf, fixtures, interactionsOf, pactFile, pactOf, temporaryDirectory } from '../../helpers/pacts.ts';
import { createRecorder } from '../../helpers/recorder.ts';

const json = { authorization: 'Bearer k', 'content-type': 'application/json' };
const create = { method: 'POST', headers: json };
const byId = { generators: { path: { type: 'ProviderState', expression: '/use-cases/${id}' } } };

describe('pacts made elsewhere', () => {
  it('are verified, whatever language and version of the specification wrote them', async () => {
    const report = await verifyPacts({ pacts: [`${fixtures}good`] });
    assert.deepEqual(report.problems, []);
    assert.equal(report.pacts.length, readdirSync(`${fixtures}good`).length);
    assert.deepEqual(
      findingsOf(report).filter(({ severity }) => severity === 'error'),
      [],
    );
    assert.deepEqual([...new Set(report.pacts.map(({ specification }) => specification))].sort(), [1, 2, 3, 4]);
  });

  it('fail when they expect another status than the stub answers', async (t) => {
    const { default: pact } = (await import(`${fixtures}good/jvm-v3.json`, { with: { type: 'json' } })) as {
      default: { interactions: { response: { status: number } }[] };
    };
    const turned = structuredClone(pact);
    for (const { response } of turned.interactions) response.status = response.status === 200 ? 404 : 200;
    const report = await verifyPacts({ pacts: [await pactFile(t, turned)] });
    assert.deepEqual([...new Set(interactionsOf(report).map(({ verdict }) => verdict))], ['failed']);
  });
});

describe('a mistake in a pact is reported at its place', () => {
  const expected: Record<string, [finding: string, pactPointer: RegExp, line: number]> = {
    'bad-regex.json': ['not-verifiable', /response\/body\/id$/, 22],
    'bad-rule-path.json': ['not-verifiable', /^\/interactions\/0$/, 9],
    'catastrophic-regex.json': ['expression-too-slow', /matchingRules\/.*\/regex$/, 33],
    'old-go-rule-paths.json': ['not-verifiable', /^\/interactions\/0$/, 6],
    'partial-regex.json': ['answer-differs', /response\/body\/id$/, 25],
    'state-parameters.json': ['state-parameters-invalid', /providerStates\/0\/params\/count$/, 43],
    'unknown-state.json': ['state-unknown', /interactions\/0\/providerState$/, 11],
    'unpromised.json': ['not-promised', /response\/headers\/x-total-count$/, 22],
    'unresolved-expression.json': ['value-not-given', /request\/generators$/, 35],
    'wrong-answer.json': ['not-promised', /response\/status$/, 23],
  };
  for (const [file, [id, pointer, line]] of Object.entries(expected)) {
    it(`${file}: ${id}`, async () => {
      const report = await verifyPacts({ pacts: [`${fixtures}bad/${file}`] });
      assert.equal(report.pacts[0]?.verdict, 'failed');
      const found = findingsOf(report).find((each) => each.id === id);
      assert.match(found?.pactPointer ?? '', pointer);
      assert.equal(found?.line, line);
    });
  }

  it('an interaction that makes the core fail does not change the verdict of the others', async (t) => {
    const slow = { match: 'regex', regex: '^(([A-Za-z ]+)+)+\\d$' };
    const pact = pactOf([
      {
        description: 'before',
        states: ['a use case exists'],
        request: { path: '/use-cases/66f2a1d05b3c9e7a41d80c12' },
      },
      {
        description: 'makes the core fail',
        states: ['several use cases exist'],
        response: { body: [{ name: 'x' }], matchingRules: { body: { '$[*].name': { matchers: [slow] } } } },
      },
      {
        description: 'after',
        states: [{ name: 'the API is failing', params: { status: 503 } }],
        response: { status: 503 },
      },
    ]);
    const report = await verifyPacts({ pacts: [await pactFile(t, pact)] });
    assert.deepEqual(
      interactionsOf(report).map(({ description, verdict }) => [description, verdict]),
      [
        ['before', 'passed'],
        ['makes the core fail', 'failed'],
        ['after', 'passed'],
      ],
    );
  });

  it('a value outside the contract, even if the stub accepts it', async (t) => {
    // The stub drops unknown properties and takes any header, so the core has nothing to complain about.
    const pact = pactOf([
      { request: { ...create, body: { name: 'x', max_duration_mins: 'ten' } }, response: { status: 400 } },
      {
        request: { ...create, body: { name: 'x', language: 'en-US' } },
        response: { headers: { 'x-powered-by': 'y' } },
      },
    ]);
    const report = await verifyPacts({ pacts: [await pactFile(t, pact)] });
    assert.deepEqual(
      interactionsOf(report).map(({ verdict }) => verdict),
      ['passed', 'failed'],
    );
    const [first] = findingsOf(report);
    assert.equal(first?.contractPointer, '/paths/~1use-cases/post/responses/200');
  });

  it('the wording of an error is doubtful, unless a rule lets any wording pass', async (t) => {
    const gone = (matchingRules: object) => ({
      states: ['no use cases exist'],
      request: { path: '/use-cases/66f2a1d05b3c9e7a41d80c12' },
      response: { status: 404, body: { message: 'Use case not found' }, matchingRules },
    });
    const type = { matchers: [{ match: 'type' }] };
    const pact = pactOf([gone({}), gone({ body: { '$.message': type } }), gone({ body: { $: type } })]);
    const report = await verifyPacts({ pacts: [await pactFile(t, pact)] });
    assert.deepEqual(
      interactionsOf(report).map(({ verdict, findings }) => [verdict, findings.map(({ id }) => id)]),
      [
        ['passed', ['exact-text']],
        ['passed', []],
        ['passed', []],
      ],
    );
  });

  it('testing for 405 and for an id of the wrong length is no mistake of a consumer', async (t) => {
    const pact = pactOf([
      { request: { method: 'DELETE' }, response: { status: 405 } },
      { request: { path: '/use-cases/short' }, response: { status: 400 } },
    ]);
    assert.deepEqual(findingsOf(await verifyPacts({ pacts: [await pactFile(t, pact)] })), []);
  });

  it('with a probable fix', async (t) => {
    const pact = pactOf([
      { request: { headers: {} } },
      { request: { path: '/use-cases/66f2a1d05b3c9e7a41d80c12' } },
      {
        states: [{ name: 'a use case exists', params: { name: 'x' } }],
        request: { path: '/use-cases/ffffffffffffffffffffffff' },
      },
      { response: { status: 429 } },
      { request: { ...create, body: { nmae: 'x' } } },
      { request: { method: 'POST', body: { name: 'x' } } },
    ]);
    const report = await verifyPacts({ pacts: [await pactFile(t, pact)] });
    const fixes = interactionsOf(report).map(
      ({ findings }) => findings.find(({ id }) => id === 'answer-differs')?.fix ?? '',
    );
    assert.match(fixes[0] ?? '', /send the header "authorization: Bearer API_KEY"/);
    assert.match(fixes[1] ?? '', /give the interaction the state "a use case exists"/);
    assert.match(fixes[2] ?? '', /fromProviderState\('\/use-cases\/\$\{id\}'/);
    assert.match(fixes[3] ?? '', /give it the state "the API is rate limiting"/);
    assert.match(fixes[4] ?? '', /\/name: Required/);
    assert.match(fixes[5] ?? '', /content-type: application\/json/);
  });

  it('free-form objects may hold what they like', async (t) => {
    const params = { company_name: 'Harbor Freight Brokers' };
    const pact = pactOf([
      { states: [{ name: 'a use case exists', params: { params } }], response: { body: [{ params }] } },
    ]);
    assert.deepEqual(findingsOf(await verifyPacts({ pacts: [await pactFile(t, pact)] })), []);
  });

  it('together with the exchange that the stub recorded', async (t) => {
    const pact = pactOf([{ states: ['no use cases exist'], request: { path: '/use-cases/ffffffffffffffffffffffff' } }]);
    const [interaction] = interactionsOf(await verifyPacts({ pacts: [await pactFile(t, pact)] }));
    assert.deepEqual(interaction?.seen, {
      request: 'GET /use-cases/ffffffffffffffffffffffff',
      status: 404,
      reply: '{"message":"Use case not found"}',
      assumption: 'not-found',
      value: 'message',
      standing: 'assumed',
    });
  });
});

describe('states of a pact', () => {
  it('are set up for each interaction anew, and leave nothing to the next', async (t) => {
    const empty = { response: { body: [] } };
    const pact = pactOf([
      {
        states: ['several use cases exist'],
        response: {
          body: [{}, {}, {}].map(() => ({ id: 'f'.repeat(24) })),
          matchingRules: { body: { '$[*].id': { matchers: [{ match: 'type' }] } } },
        },
      },
      empty,
      { states: ['the API is failing'], response: { status: 500 } },
      empty,
      { request: { ...create, body: { name: 'left behind' } } },
      empty,
    ]);
    const report = await verifyPacts({ pacts: [await pactFile(t, pact)] });
    assert.deepEqual(findingsOf(report), []);
  });

  it('may be several, of the same name even, and give values to the request', async (t) => {
    const pact = pactOf([
      {
        states: [
          { name: 'a use case exists', params: { name: 'First' } },
          { name: 'a use case exists', params: { name: 'Second' } },
        ],
        request: { path: '/use-cases/000000000000000000000000', ...byId },
        response: { body: { name: 'Second' } },
      },
    ]);
    assert.deepEqual(findingsOf(await verifyPacts({ pacts: [await pactFile(t, pact)] })), []);
  });

  it('of a version that cannot pass parameters rely on the documented id', async (t) => {
    const old = {
      consumer: { name: 'Old Consumer' },
      provider: { name: 'use-cases-api' },
      interactions: [
        {
          description: 'a request',
          provider_state: 'a use case exists',
          request: {
            method: 'get',
            path: '/use-cases/66f2a1d05b3c9e7a41d80c12',
            headers: { Authorization: 'Bearer k' },
          },
          response: { status: 200, body: { id: '66f2a1d05b3c9e7a41d80c12', name: 'Carrier Sales' } },
        },
      ],
      metadata: { pactSpecificationVersion: '1.0.0' },
    };
    const report = await verifyPacts({ pacts: [await pactFile(t, old)] });
    assert.deepEqual(findingsOf(report), []);
    assert.equal(report.pacts[0]?.specification, 1);
  });

  it('that are unknown are reported with an alias to paste, which works once it is pasted', async (t) => {
    const file = await pactFile(t, pactOf([{ states: ['three campaigns are there'], response: { body: [] } }]));
    const [finding] = findingsOf(await verifyPacts({ pacts: [file] }));
    assert.match(finding?.fix ?? '', /--states: "three campaigns are there": \{ "state": ".+", "parameters": \{\} \}/);
    const aliases = { 'three campaigns are there': { state: 'no use cases exist' } };
    assert.deepEqual(findingsOf(await verifyPacts({ pacts: [file], aliases })), []);
  });

  it('an alias may stand for several states of the catalogue', async (t) => {
    const file = await pactFile(t, pactOf([{ states: ['bad luck'], response: { status: 503 } }]));
    const failing = { state: 'the API is failing', parameters: { status: 503 } };
    const aliases = { 'bad luck': [{ state: 'no use cases exist' }, failing] };
    assert.deepEqual(findingsOf(await verifyPacts({ pacts: [file], aliases })), []);
  });

  it('an alias may rename parameters, leave some out, add others, and stand for nothing at all', async (t) => {
    const states = [
      { name: 'the user is logged in', params: { role: 'admin' } },
      { name: 'a campaign exists', params: { campaign: 'Night desk', tenant: 7 } },
    ];
    const response = { body: [{ name: 'Night desk', language: 'de-DE' }] };
    const file = await pactFile(t, pactOf([{ states, response }]));
    const parameters = { language: 'de-DE' };
    const aliases = {
      'the user is logged in': [],
      'a campaign exists': { state: 'a use case exists', rename: { campaign: 'name', tenant: null }, parameters },
    };
    const report = await verifyPacts({ pacts: [file], aliases });
    assert.deepEqual(findingsOf(report), []);
  });

  it('a renamed parameter with a wrong value is reported at its place in the pact', async (t) => {
    const states = [{ name: 'n campaigns', params: { number: 'many' } }];
    const file = await pactFile(t, pactOf([{ states }]));
    const aliases = { 'n campaigns': { state: 'several use cases exist', rename: { number: 'count' } } };
    const [finding] = findingsOf(await verifyPacts({ pacts: [file], aliases }));
    assert.match(finding?.message ?? '', /parameter number must be a whole number/);
    assert.equal(finding?.pactPointer, '/interactions/0/providerStates/0/params/number');
  });

  it('with wrong parameters in an alias are reported', async (t) => {
    const file = await pactFile(t, pactOf([{ states: ['bad luck'], response: { status: 503 } }]));
    const aliases = { 'bad luck': { state: 'the API is failing', parameters: { status: 1 } } };
    const [finding] = findingsOf(await verifyPacts({ pacts: [file], aliases }));
    assert.match(finding?.message ?? '', /parameter status must be one of 500, 503/);
  });
});

describe('sources of pacts', () => {
  it('that are bad do not prevent the verification of the good ones', async (t) => {
    const directory = await temporaryDirectory(t);
    const { writeFile } = await import('node:fs/promises');
    await writeFile(`${directory}/a-bad.json`, '{');
    await writeFile(`${directory}/b-good.json`, JSON.stringify(pactOf([{}])));
    await writeFile(`${directory}/notes.txt`, 'not looked at');
    const report = await verifyPacts({ pacts: [directory] });
    assert.deepEqual(
      report.problems.map(({ id, line, column }) => [id, line, column]),
      [['not-json', 1, 2]],
    );
    assert.deepEqual(
      report.pacts.map(({ verdict }) => verdict),
      ['passed'],
    );
  });

  it('may be patterns; a file that two arguments name is verified once', async () => {
    const report = await verifyPacts({ pacts: [`${fixtures}good/go-*.json`, `${fixtures}good/go-v2.json`] });
    assert.equal(report.pacts.length, 3);
  });

  it('files that are no pacts with this API are reported with the reason and the place', async () => {
    const { problems, pacts } = await verifyPacts({
      pacts: [
        'array',
        'deep',
        'messages-v3',
        'no-interactions',
        'not-a-pact',
        'not-json',
        'other-provider',
        'status-as-text',
      ].map((name) => `${fixtures}bad/${name}.json`),
    });
    assert.deepEqual(pacts, []);
    assert.deepEqual(
      problems.map(({ id }) => id),
      [
        'other-json',
        'not-a-pact',
        'messages',
        'no-interactions',
        'other-json',
        'not-json',
        'other-provider',
        'not-a-pact',
      ],
    );
    assert.match(problems[2]?.message ?? '', /"a use case was renamed"/);
    assert.match(problems[6]?.message ?? '', /between "Billing Console" and "billing-api"/);
    assert.equal(problems[7]?.line, 20);
  });

  it('a file of 50 MB is refused without being read', async (t) => {
    const file = await pactFile(t, '');
    const { truncate } = await import('node:fs/promises');
    await truncate(file, 50_000_000);
    const { problems } = await verifyPacts({ pacts: [file] });
    assert.deepEqual(problems[0]?.id, 'too-large');
    assert.match(problems[0]?.message ?? '', /the file has 48 MiB; at most 16 MiB are taken/);
  });

  it('a URL is downloaded, in capitals as well; one that does not answer is named', async (t) => {
    const recorder = await createRecorder(t, () => ({ status: 200, body: pactOf([{}]) }));
    const report = await verifyPacts({
      pacts: [`${recorder.url.replace('http', 'HTTP')}/pact.json`, 'http://127.0.0.1:9/pact.json'],
    });
    assert.equal(report.pacts[0]?.verdict, 'passed');
    assert.deepEqual(
      report.problems.map(({ id, source }) => [id, source]),
      [['unreadable', 'http://127.0.0.1:9/pact.json']],
    );
  });

  it('a byte order mark and an interaction with a number that JavaScript would write otherwise are kept', async (t) => {
    const text = JSON.stringify(pactOf([{ request: { ...create, body: { name: 'x', max_duration_mins: 77 } } }]));
    const file = await pactFile(t, `\uFEFF${text.replace('77', '77.0')}`);
    assert.deepEqual(findingsOf(await verifyPacts({ pacts: [file] })), []);
  });
});

it('pacts are held against the ways of assumptions that are chosen', async (t) => {
  const response = { body: { items: [], count: 0, currentPage: 1 } };
  const file = await pactFile(t, pactOf([{ states: ['no use cases exist'], response }]));
  const usual = await verifyPacts({ pacts: [file] });
  assert.equal(usual.pacts[0]?.verdict, 'failed');
  const chosen = await verifyPacts({ pacts: [file], assume: { 'list-form': 'page' } });
  assert.equal(chosen.pacts[0]?.verdict, 'passed');
  assert.equal(chosen.against, 'a fresh stub with list-form=page');
});

describe('coverage', () => {
  it('names the consumers of each operation and status, and none for what no consumer covers', async () => {
    const { coverage } = await verifyPacts({ pacts: [`${fixtures}good/go-v2.json`, `${fixtures}good/jvm-v3.json`] });
    const consumersOf = (operation: string, status: string) =>
      coverage.find((row) => row.operationId === operation && row.status === status)?.consumers;
    assert.deepEqual(consumersOf('getUseCase', '404'), ['Dispatch Console (Java)', 'Number Porting Worker (Go)']);
    assert.deepEqual(consumersOf('updateUseCase', '413'), []);
    assert.equal(consumersOf('getUseCase', '413'), undefined);
  });
});
