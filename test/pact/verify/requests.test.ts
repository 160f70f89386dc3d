import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { standingInWords } from '../../../src/contract/standing.ts';
import { knownId } from '../../../src/organizations/states/catalogue.ts';
import { githubAnnotations, githubSummary } from '../../../src/pact/verify/output/github.ts';
import { junitReport } from '../../../src/pact/verify/output/junit.ts';
import { terminalReport } from '../../../src/pact/verify/output/terminal.ts';
import { verifyPacts, type VerifyOptions } from '../../../src/pact/verify/verify.ts';
import { fidelityWith } from '../../helpers/fidelity.ts';
import { findingsOf, interactionsOf, pactFile, pactOf, version4, type InteractionSketch } from '../../helpers/pacts.ts';

const json = { authorization: 'Bearer k', 'content-type': 'application/json' };
const create = (body: unknown, rest: object = {}) => ({ method: 'POST', headers: json, body, ...rest });

async function verified(
  t: TestContext,
  interactions: readonly InteractionSketch[],
  options: Partial<VerifyOptions> = {},
) {
  const report = await verifyPacts({ pacts: [await pactFile(t, pactOf(interactions))], ...options });
  const found = findingsOf(report).map(({ id, pactPointer }) => `${id} ${pactPointer}`);
  return { report, verdicts: interactionsOf(report).map(({ verdict }) => verdict), found };
}

describe('what a consumer sends', () => {
  it('breaks the pact when the API would drop it, at any depth', async (t) => {
    const request = create({ name: 'x', langauge: 'de-DE', hooks: [{ url: 'https://a.example', nam: 'x' }] });
    const { verdicts, found, report } = await verified(t, [{ request }]);
    assert.deepEqual(verdicts, ['failed']);
    assert.deepEqual(found, [
      'unknown-property /interactions/0/request/body/langauge',
      'unknown-property /interactions/0/request/body/hooks/0/nam',
    ]);
    assert.equal(findingsOf(report)[0]?.fix, 'did you mean "language"?');
    assert.deepEqual((await verified(t, [{ request }], { allowUnknown: true })).verdicts, ['passed']);
  });

  it('is warned of when it breaks an assumed rule; an update only when it sends what the rule is about', async (t) => {
    const states = ['a use case exists'];
    const path = `/use-cases/${knownId}`;
    const { verdicts, found, report } = await verified(t, [
      { request: create({ name: 'x', timezone: 'Mars/Base', amd_messages: { 'xx-XX': 'hi' } }) },
      { states, request: { method: 'PATCH', path, headers: json, body: { amd_messages: { 'en-US': 'hi' } } } },
    ]);
    assert.deepEqual(verdicts, ['passed', 'passed']);
    const body = 'assumed-rule /interactions/0/request/body';
    assert.deepEqual(found, [`${body}/timezone`, `${body}/amd_behavior`, `${body}/amd_messages/xx-XX`]);
    const [{ assumption, standing } = {}] = findingsOf(report);
    assert.deepEqual([assumption, standing], ['timezone', 'assumed']);
  });

  it('is held against rules whose standing is said, in each form of the report', async (t) => {
    const fidelity = fidelityWith({
      confirmed: { 'name-required': 'refused', 'list-form': 'array' },
      refuted: { 'hook-url': 'url' },
      unmatched: ['label-color'],
    });
    const sample_labels = [{ name: 'a', color: 'magenta' }];
    const body = {
      language: 'xx',
      transfer_number: '5',
      hooks: [{ url: 'calls' }],
      timezone: 'Mars/Base',
      nmae: 'x',
      sample_labels,
    };
    const { report } = await verified(
      t,
      [
        { request: create(body) },
        { request: { path: '/use-cases' }, response: { body: { items: [] } } },
        { request: { path: `/use-cases/${'0'.repeat(24)}` }, response: { status: 404, body: { error: 'none' } } },
      ],
      { fidelity, assume: { 'transfer-number': 'e164' } },
    );
    const text = terminalReport(report, false);
    const standings = findingsOf(report).map((each) => standingInWords(each));
    for (const wanted of [
      'documented',
      'assumed: timezone=any',
      'assumed: unknown-properties=stripped',
      'assumed: not-found=message',
      'chosen: transfer-number=e164',
      'confirmed on 2026-11-26: name-required=refused',
      'confirmed on 2026-11-26: list-form=array',
      'refuted on 2026-11-26: hook-url=url holds instead',
      'refuted on 2026-11-26: label-color, no known way fits',
    ]) {
      assert.ok(standings.includes(wanted), `${wanted} is not among ${standings.join(', ')}`);
      assert.ok(text.includes(`standing  ${wanted}\n`), text);
      assert.ok(junitReport(report).includes(`standing: ${wanted}\n`), wanted);
    }
    const directories = { directory: '/repo', workspace: '/repo' };
    const annotated = githubAnnotations(report, directories).join('\n');
    assert.match(annotated, /Required \(confirmed on 2026-11-26: name-required=refused\)/);
    assert.match(githubSummary(report, directories), /Required \(confirmed on 2026-11-26: name-required=refused\)/);
  });

  it('is judged as the API does that was chosen: what it keeps, refuses, and what that leaves', async (t) => {
    const request = create({ name: 'x', colour: 'red', hooks: [{ url: 'ftp://calls' }] });
    const body = '/interactions/0/request/body';
    const foundWith = async (assume: NonNullable<VerifyOptions['assume']>) => {
      const { found, verdicts, report } = await verified(t, [{ request }], { assume });
      const { assumption, standing } = findingsOf(report).at(-1) ?? {};
      return [...verdicts, ...found, assumption, standing];
    };
    const left = [`assumed-rule ${body}/hooks/0/url`, 'hook-url', 'assumed'];
    const kept = ['passed', `not-described ${body}/colour`, ...left];
    assert.deepEqual(await foundWith({ 'unknown-properties': 'kept', 'hook-url': 'url' }), kept);
    const refused = await foundWith({ 'unknown-properties': 'refused', 'hook-url': 'url' });
    assert.equal(refused[0], 'failed');
    assert.deepEqual(
      refused.filter((each) => /^(not-promised|unknown-property|not-described) /.test(String(each))),
      [`not-promised ${body}`],
    );
  });

  it('may be wrong on purpose where the status is about it, and not elsewhere', async (t) => {
    const wrong = create({ name: 5 });
    const limited = ['the API is rate limiting'];
    const { verdicts } = await verified(t, [
      { description: 'invalid', request: wrong, response: { status: 400 } },
      { description: 'limited', states: limited, request: wrong, response: { status: 429 } },
      {
        description: 'limited, as text',
        states: limited,
        request: create('x', { headers: { ...json, 'content-type': 'text/plain' } }),
        response: { status: 429 },
      },
      {
        description: 'failing',
        states: ['the API is failing'],
        request: { path: '/use-cases/1' },
        response: { status: 500 },
      },
      { description: 'limited, in order', states: limited, request: create({ name: 'x' }), response: { status: 429 } },
    ]);
    assert.deepEqual(verdicts, ['passed', 'failed', 'failed', 'failed', 'passed']);
  });

  it('cannot make the stub answer as the pact expects', async (t) => {
    const { verdicts, found } = await verified(t, [
      {
        description: 'header',
        request: { headers: { authorization: 'Bearer k', Prefer: 'code=503' } },
        response: { status: 503 },
      },
      { description: 'query', request: { query: { __code: ['503'] } }, response: { status: 503 } },
      {
        description: 'other preference',
        request: { headers: { authorization: 'Bearer k', prefer: 'return=minimal' } },
      },
    ]);
    assert.deepEqual(verdicts, ['failed', 'failed', 'passed']);
    assert.deepEqual(
      found.filter((each) => !each.startsWith('not-described')),
      [
        'stub-feature /interactions/0/request/headers/Prefer',
        'answer-differs /interactions/0/response/status',
        'stub-feature /interactions/1/request/query/__code',
        'answer-differs /interactions/1/response/status',
      ],
    );
  });

  it('cannot make the stub answer so by what a generator puts into it', async (t) => {
    const state = { name: 'several use cases exist', params: { count: 3 } };
    const one = `/use-cases/${knownId}`;
    const fromState = (expression: string) => ({ type: 'ProviderState', expression });
    const response = { status: 503 };
    const { found } = await verified(t, [
      {
        states: [state],
        request: {
          headers: { authorization: 'Bearer k', Prefer: 'x' },
          generators: { header: { Prefer: fromState('code=50${count}') } },
        },
        response,
      },
      {
        states: ['a use case exists'],
        request: { path: one, generators: { path: fromState('/use-cases/${id}?__code=503') } },
        response,
      },
      {
        request: {
          query: { __code: ['1'] },
          generators: { query: { '$.__code[0]': { type: 'RandomInt', min: 503, max: 503 } } },
        },
        response,
      },
    ]);
    const differs = (index: number) => `answer-differs /interactions/${index}/response/status`;
    assert.deepEqual(found, [
      'stub-feature /interactions/0/request/generators/header/Prefer',
      differs(0),
      'stub-feature /interactions/1/request/generators/path/expression',
      differs(1),
      'stub-feature /interactions/2/request/query/__code',
      'stub-feature /interactions/2/request/generators/query/$.__code[0]',
      differs(2),
    ]);
  });

  it('as another kind of JSON gives a warning, as the contract does not say that the API reads it', async (t) => {
    const headers = { ...json, 'content-type': 'application/vnd.api+json; charset=utf-8' };
    const { found, verdicts } = await verified(t, [{ request: create({ name: 'x' }, { headers }) }]);
    assert.deepEqual([found, verdicts], [['not-described /interactions/0/request/headers/content-type'], ['passed']]);
  });

  it('keeps the rest of a query that has a preference, whatever else it contains', async (t) => {
    const { found } = await verified(t, [
      { description: 'query', request: { query: 'flag&__code=503&page=1' } },
      { description: 'path', request: { path: '/use-cases?%5F_code=503' } },
      { description: 'header', request: { headers: { authorization: 'Bearer k', Prefer: 'example=my__x, code=503' } } },
    ]);
    assert.deepEqual(
      found.filter((each) => !each.startsWith('not-described')).map((each) => each.split(' ')[0]),
      ['stub-feature', 'stub-feature', 'stub-feature'],
      'each was answered with 200',
    );
  });

  it('is not excused by a generator for the items of what is wrong itself', async (t) => {
    const generators = { body: { '$.keywords[*]': { type: 'RandomString', size: 5 } } };
    const { found } = await verified(t, [{ request: create({ name: 'x', keywords: 5 }, { generators }) }]);
    assert.ok(found.includes('not-promised /interactions/0/request/body/keywords'), found.join());
  });

  it('breaks the pact when it is a body that the operation does not take', async (t) => {
    const body = { name: 'x' };
    const headers = json;
    const { found, verdicts } = await verified(t, [
      { request: { headers, body } },
      { request: { headers, body: null } },
    ]);
    assert.deepEqual(verdicts, ['failed', 'passed']);
    assert.deepEqual(found, ['unknown-property /interactions/0/request/body']);
    const allowed = await verified(t, [{ request: { headers, body } }], { allowUnknown: true });
    assert.deepEqual(allowed.verdicts, ['passed']);
  });

  it('has to begin with one base path', async (t) => {
    const { found, verdicts } = await verified(t, [{}, { request: { path: '/api/v1/use-cases' } }, {}]);
    assert.deepEqual(verdicts, ['passed', 'failed', 'passed']);
    assert.deepEqual(found, ['base-path-mixed /interactions/1/request/path']);
  });

  it('with a method that a path does not have counts for the operations of the path', async (t) => {
    const { report } = await verified(t, [{ request: { method: 'DELETE' }, response: { status: 405 } }]);
    const covered = report.coverage.filter(({ consumers }) => consumers.length > 0);
    assert.deepEqual(covered.map(({ operationId, status }) => `${operationId} ${status}`).sort(), [
      'createUseCase 405',
      'listUseCases 405',
    ]);
  });

  it('with such a method gets a reply that is compared with the contract', async (t) => {
    const any = { matchers: [{ match: 'regex', regex: '.*' }] };
    const headers = { 'stub-error': 'x', allow: 'x' };
    const { found } = await verified(t, [
      {
        request: { method: 'DELETE' },
        response: { status: 405, headers, matchingRules: { header: { 'stub-error': any, allow: any } } },
      },
    ]);
    assert.deepEqual(found, ['not-promised /interactions/0/response/headers/stub-error']);
  });
});

describe('a pact with HTTP and messages', () => {
  const event = { type: 'Asynchronous/Messages', description: 'a call has ended', contents: {} };
  const metadata = { pactSpecification: { version: '4.0' } };
  const pact = (status: number) => {
    const whole = pactOf([{ description: 'the list', response: { status } }], { metadata }) as {
      interactions: object[];
    };
    const http = whole.interactions.map((each) => ({ ...each, type: 'Synchronous/HTTP' }));
    return { ...whole, interactions: [event, ...http] };
  };

  it('is verified as far as it is HTTP; its messages are named', async (t) => {
    for (const [status, verdict] of [
      [200, 'passed'],
      [404, 'failed'],
    ] as const) {
      const { pacts, problems } = await verifyPacts({ pacts: [await pactFile(t, pact(status))] });
      assert.deepEqual(problems, []);
      assert.equal(pacts[0]?.verdict, verdict);
      assert.deepEqual(pacts[0]?.notices, ['not verified, as the API has no messages: "a call has ended"']);
      const [only, ...others] = pacts[0]?.interactions ?? [];
      assert.deepEqual([only?.description, only?.pactPointer, others], ['the list', '/interactions/1', []]);
    }
  });

  it('gets the likely fix for a wrong base path, a misspelt error body, and a list without a state', async (t) => {
    const type = { matchers: [{ match: 'type' }] };
    const fewest = { matchers: [{ match: 'type', min: 1 }] };
    const error = { body: { mesage: 'x' }, matchingRules: { body: { '$.mesage': type } } };
    const list = { body: [{ id: knownId }], matchingRules: { body: { $: fewest } } };
    const { report } = await verified(t, [
      { request: { path: '/v1/use-cases' } },
      {
        states: ['no use cases exist'],
        request: { path: `/use-cases/${knownId}` },
        response: { status: 404, ...error },
      },
      { response: list },
    ]);
    const said = interactionsOf(report).map(({ findings }) => findings.map(({ message, fix }) => fix ?? message));
    assert.equal(said[0]?.[0], 'the base path is /api/v1: write /use-cases, or /api/v1/use-cases');
    assert.equal(said[1]?.[0], 'the contract has no "mesage" here; did you mean "message"?');
    assert.match(said[2]?.[0] ?? '', /^give the interaction the state "several use cases exist"/);
    assert.ok(
      !said.flat().some((each) => /only id and organization_id|"a use case exists"/.test(each)),
      said.join('\n'),
    );
  });
});

describe('an interaction that a pact marks as pending', () => {
  it('may fail from version 4 on, and then counts for nothing', async (t) => {
    for (const [rest, verdict, pactVerdict] of [
      [{}, 'failed', 'failed'],
      [version4, 'pending', 'passed'],
    ] as const) {
      const whole = pactOf([{ request: { body: { x: 1 } } }], rest);
      const [interaction] = (whole as { interactions: object[] }).interactions;
      const pact = { ...whole, interactions: [{ ...interaction, pending: true }] };
      const { pacts, counts, coverage } = await verifyPacts({ pacts: [await pactFile(t, pact)] });
      assert.deepEqual(
        pacts.map((each) => [each.verdict, each.interactions[0]?.verdict]),
        [[pactVerdict, verdict]],
      );
      assert.equal(counts.interactions.passed, 0);
      assert.ok(coverage.every(({ consumers }) => consumers.length === 0));
    }
  });
});
