import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { AliasFileError, readAliases } from '../../../src/pact/verify/aliases.ts';
import { readPact } from '../../../src/pact/verify/pact-document.ts';
import { verifyPacts } from '../../../src/pact/verify/verify.ts';
import {
  findingsOf,
  interactionsOf,
  pactFile,
  pactOf,
  temporaryDirectory,
  type InteractionSketch,
} from '../../helpers/pacts.ts';

const gone = { states: ['no use cases exist'], request: { path: '/use-cases/66f2a1d05b3c9e7a41d80c12' } };
const json = { authorization: 'Bearer k', 'content-type': 'application/json' };

async function verified(t: TestContext, interactions: readonly InteractionSketch[]) {
  return verifyPacts({ pacts: [await pactFile(t, pactOf(interactions))] });
}

describe('odd pacts', () => {
  it('with malformed matching rules do not prevent the verification of other pacts', async (t) => {
    for (const rule of [null, 5, { matchers: null }, { matchers: {} }, { matchers: [null] }, { matchers: 'type' }]) {
      const response = { status: 404, body: { message: 'x' }, matchingRules: { body: { '$.message': rule } } };
      const report = await verifyPacts({
        pacts: [await pactFile(t, pactOf([{ ...gone, response }])), await pactFile(t, pactOf([{}]))],
      });
      assert.equal(report.pacts.length + report.problems.length, 2, JSON.stringify(rule));
      assert.equal(report.pacts.at(-1)?.verdict, 'passed');
    }
  });

  it('get a finding about exact texts for errors only, also where a rule demands equality', async (t) => {
    const exact = { body: { '$.message': { matchers: [{ match: 'equality' }] } } };
    const report = await verified(t, [
      { ...gone, response: { status: 404, body: { message: 'Use case not found' }, matchingRules: exact } },
      {
        states: [{ name: 'a use case exists', params: { params: { message: 'hi' } } }],
        response: { body: [{ params: { message: 'hi' } }] },
      },
    ]);
    assert.deepEqual(
      interactionsOf(report).map(({ findings }) => findings.map(({ id }) => id)),
      [['exact-text'], []],
    );
  });

  it('with malformed states or parameters are refused, with the place', async (t) => {
    const problemOf = async (states: unknown) => {
      const pact = pactOf([{}]) as { interactions: { providerStates: unknown }[] };
      (pact.interactions[0] as { providerStates: unknown }).providerStates = states;
      const { problems } = await verifyPacts({ pacts: [await pactFile(t, pact)] });
      return problems.map(({ id, pointer }) => `${id} ${pointer}`).join();
    };
    assert.equal(await problemOf({ name: 'x' }), 'not-a-pact /interactions/0/providerStates');
    assert.equal(
      await problemOf([{ name: 'the API is failing', params: 'status=503' }]),
      'not-a-pact /interactions/0/providerStates/0/params',
    );
    assert.equal(await problemOf([{ name: 'no use cases exist', params: [] }]), '', 'PHP writes an empty map so');
  });

  it('with headers and queries of mixed forms are compared with the contract', async (t) => {
    const headers = { ...json, accept: ['application/json'] };
    const request = { method: 'POST', headers, query: { a: ['b'], d: '' }, body: { name: 'x', language: 'xx-YY' } };
    const found = findingsOf(await verified(t, [{ request, response: { status: 200 } }]));
    const finding = found.find(({ severity }) => severity === 'error');
    assert.deepEqual([finding?.id, finding?.pactPointer], ['not-promised', '/interactions/0/request/body/language']);
  });

  it('testing for 415 is no mistake of a consumer', async (t) => {
    const headers = { authorization: 'Bearer k', 'content-type': 'text/plain' };
    const report = await verified(t, [
      { request: { method: 'POST', headers, body: 'x' }, response: { status: 415 } },
      { request: { method: 'DELETE' }, response: { status: 405 } },
    ]);
    assert.deepEqual(findingsOf(report), []);
    // But a method that is there does not answer 405.
    assert.equal((await verified(t, [{ response: { status: 405 } }])).pacts[0]?.verdict, 'failed');
  });

  it('an expression without braces is looked up as a whole', async (t) => {
    const withExpression = (expression: string) => ({
      states: ['a use case exists'],
      request: {
        headers: { ...json, 'x-a': 'b' },
        generators: { header: { 'x-a': { type: 'ProviderState', expression } } },
      },
    });
    const ids = async (expression: string) =>
      findingsOf(await verified(t, [withExpression(expression)])).map(({ id }) => id);
    assert.ok((await ids('nonsense')).includes('value-not-given'));
    assert.ok(!(await ids('id')).includes('value-not-given'));
  });

  it('show the recorded exchange of the same interaction, also when it named no operation', async (t) => {
    const report = await verified(t, [
      { request: { method: 'POST', headers: json, body: {} }, response: { status: 200 } },
      { request: { path: '/use-case' }, response: { status: 200 } },
    ]);
    assert.deepEqual(
      interactionsOf(report).map(({ seen }) => seen?.request),
      ['POST /use-cases', 'GET /use-case'],
    );
  });

  it('with a status that only JavaScript reads as a whole number are refused', () => {
    const text = JSON.stringify(pactOf([{}])).replace('"status":200', '"status":2e2');
    assert.throws(() => readPact('p', text, 'use-cases-api'), /a status code, as a whole number, is wanted here/);
  });

  it('lose their byte order mark before Pact reads them', () => {
    assert.equal(readPact('p', `\uFEFF${JSON.stringify(pactOf([{}]))}`, 'use-cases-api').text[0], '{');
  });

  it('that are not UTF-8 are refused, and UTF-16 is named', async (t) => {
    const directory = await temporaryDirectory(t);
    const text = JSON.stringify(pactOf([{}]), null, 2);
    const latin1 = Buffer.from(text.replace('Test Consumer', 'Büro'), 'latin1');
    const cases: [string, Buffer, RegExp][] = [
      ['mark.json', Buffer.from(`\uFEFF${text}`, 'utf16le'), /^not-json: the file is UTF-16; write it as UTF-8$/],
      ['none.json', Buffer.from(text, 'utf16le'), /^not-json: the file is UTF-16; write it as UTF-8$/],
      ['latin.json', latin1, /^not-json 3: the file is not UTF-8; write it as UTF-8$/],
    ];
    for (const [name, bytes, said] of cases) {
      await writeFile(join(directory, name), bytes);
      const { problems } = await verifyPacts({ pacts: [join(directory, name)] });
      assert.match(problems.map(({ id, line, message }) => `${id}${line ? ` ${line}` : ''}: ${message}`).join(), said);
    }
    await writeFile(join(directory, 'mark.json'), Buffer.from(`\uFEFF${text}`));
    assert.equal((await verifyPacts({ pacts: [join(directory, 'mark.json')] })).pacts[0]?.verdict, 'passed');
  });

  it('that the core cannot read are named by their own file, not by a temporary one', async (t) => {
    const typeless = pactOf([{}], { metadata: { pactSpecification: { version: '4.0' } } });
    const report = await verifyPacts({ pacts: [await pactFile(t, typeless)] });
    const [first] = findingsOf(report);
    assert.match(first?.message ?? '', /no type attribute. It will be ignored.$/);
    assert.doesNotMatch(JSON.stringify(report), /use-case-stub-verify-/);
  });

  it('that need a plugin are refused before Pact could fetch it', async (t) => {
    const plugins = [{ name: 'protobuf', version: '0.3.14', configuration: {} }];
    const metadata = { pactSpecification: { version: '4.0' }, plugins };
    const configured = pactOf([{}]) as { interactions: object[] };
    Object.assign(configured.interactions[0] as object, { pluginConfiguration: { csv: { columns: 2 } } });
    const listed = pactOf([{}]) as { interactions: object[] };
    Object.assign(listed.interactions[0] as object, { pluginConfiguration: ['csv'] });
    for (const [pact, pointer, name] of [
      [pactOf([{}], { metadata }), '/metadata/plugins', '"protobuf"'],
      [pactOf([{}], { metadata: { ...metadata, plugins: 'protobuf' } }), '/metadata/plugins', '"protobuf"'],
      [pactOf([{}], { metadata: { ...metadata, plugins: { avro: {} } } }), '/metadata/plugins', '"avro"'],
      [configured, '/interactions/0/pluginConfiguration', '"csv"'],
      [listed, '/interactions/0/pluginConfiguration', '"0"'],
    ] as const) {
      const { problems, pacts } = await verifyPacts({ pacts: [await pactFile(t, pact)] });
      assert.equal(pacts.length, 0);
      assert.deepEqual([problems[0]?.id, problems[0]?.pointer], ['plugins', pointer]);
      assert.ok(problems[0]?.message.startsWith(`the pact needs the plugin ${name}; no plugin of Pact is loaded`));
    }
  });
});

describe('odd directories', () => {
  it('are walked in order, without node_modules, pipes and circles', async (t) => {
    const directory = await temporaryDirectory(t);
    const named = (name: string) => JSON.stringify(pactOf([{}], { consumer: { name } }));
    for (const name of ['z', 'a', 'sub/m', 'node_modules/no']) {
      await mkdir(join(directory, name, '..'), { recursive: true });
      await writeFile(join(directory, `${name}.json`), named(name));
    }
    await symlink(directory, join(directory, 'sub/circle'));
    spawnSync('mkfifo', [join(directory, 'pipe.json')]);
    const { pacts } = await verifyPacts({ pacts: [directory] });
    assert.deepEqual(
      pacts.map(({ consumer }) => consumer),
      ['a', 'sub/m', 'z'],
    );
  });

  it('that cannot be read are named', { skip: process.getuid?.() === 0 && 'root may read everything' }, async (t) => {
    const directory = await temporaryDirectory(t);
    await mkdir(join(directory, 'locked'));
    await writeFile(join(directory, 'good.json'), JSON.stringify(pactOf([{}])));
    await chmod(join(directory, 'locked'), 0);
    const { pacts, problems } = await verifyPacts({ pacts: [directory] });
    assert.equal(pacts.length, 1);
    assert.deepEqual(
      problems.map(({ id }) => id),
      ['unreadable'],
    );
  });
});

describe('a file of names for states', () => {
  const refusal = async (t: TestContext, text: string) => {
    const file = await pactFile(t, text, 'states.yaml');
    return readAliases(file).then(
      () => 'taken',
      (error: Error) => error.message.replace(file, 'FILE'),
    );
  };

  it('is checked when it is read, not when a pact wants one of them', async (t) => {
    assert.equal(await refusal(t, 'mine: { state: no use cases exist }'), 'taken');
    assert.match(
      await refusal(t, 'mine: { state: no use case exists }'),
      /FILE: "mine": .*nearest is "no use cases exist"/,
    );
    assert.match(
      await refusal(t, 'mine: { state: the API is failing, parameters: { status: 1 } }'),
      /FILE: "mine": state "the API is failing": status must be one of 500, 503/,
    );
    assert.equal(await refusal(t, 'mine: []'), 'taken');
    assert.match(await refusal(t, 'mine:'), /FILE: "mine" must be .*, or \[\] for a state that needs nothing/);
    assert.match(
      await refusal(t, 'mine: { state: a use case exists, rename: { campaign: nmae } }'),
      /"mine": rename: "nmae" is not a parameter of the state "a use case exists"; did you mean "name"\?/,
    );
    assert.match(await refusal(t, ''), /FILE: it is empty, or holds no mapping/);
    assert.match(await refusal(t, '- a'), /FILE: a mapping from names to states is wanted/);
    await assert.rejects(readAliases(await pactFile(t, 'mine: 5', 'states.yaml')), AliasFileError);
  });
});
