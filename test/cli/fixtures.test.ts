import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import { createStub, FixtureError, loadContract, loadFixtures, type UseCase } from '../../src/index.ts';
import { banner } from '../../src/cli/output/banner.ts';
import { bannerSettings, run, start } from '../helpers/cli.ts';
import { directoryWith } from '../helpers/files.ts';

async function names(url: string, key = 'k') {
  const response = await fetch(`${url}/use-cases`, { headers: { authorization: `Bearer ${key}` } });
  return ((await response.json()) as UseCase[]).map(({ name }) => name);
}

describe('--fixtures', () => {
  it('takes JSON and YAML, files and directories, several and in order', async (t) => {
    const cwd = directoryWith(t, {
      'one.json': [{ name: 'one' }],
      'more/b.yaml': 'all:\n  - name: b\norganizations:\n  web:\n    - name: for the web\n',
      'more/a.yml': '- name: a',
      'more/C.JSON': '\ufeff[{ "name": "C" }]',
      'more/.hidden.yaml': '- nonsense: true',
      'more/b.yaml~': '- nonsense: true',
      'more/README.md': '# nonsense',
      'more/deeper/d.yaml': '- name: d',
      'two.yaml': '[]',
    });
    const { url } = await start(
      t,
      ['--fixtures', 'one.json', '--fixtures', 'more,two.yaml', '--api-key', 'k,secret=web'],
      {
        cwd,
      },
    );
    assert.deepEqual(await names(url), ['one', 'C', 'a', 'b']);
    assert.deepEqual(await names(url, 'secret'), ['one', 'C', 'a', 'b', 'for the web']);
  });

  it('is a key of the configuration file, with paths that begin there', async (t) => {
    const directory = directoryWith(t, {
      'use-case-stub.config.json': { fixtures: ['fixtures/one.json', 'fixtures/two.yaml'] },
      'fixtures/one.json': [{ name: 'one' }],
      'fixtures/two.yaml': '- name: two',
      'package.json': {},
      'package/here': '',
    });
    const { url } = await start(t, [], { cwd: join(directory, 'package') });
    assert.deepEqual(await names(url), ['one', 'two']);
    const { stdout } = run(['config'], { cwd: join(directory, 'package') });
    assert.match(stdout, /^fixtures +\.\.\/fixtures\/one\.json,\.\.\/fixtures\/two\.yaml +file /m);
  });

  it('is checked by what is chosen, as are scenarios', async (t) => {
    const cwd = directoryWith(t, { 'kept.json': [{ name: 'kept', colour: 'red' }] });
    const assume = ['--assume', 'unknown-properties=kept,delete=exists'];
    const scenario = ['--scenario', '--operation deleteUseCase --status 500'];
    const { url } = await start(t, ['--fixtures', 'kept.json', ...assume, ...scenario], { cwd });
    assert.deepEqual(await names(url), ['kept']);
    assert.equal(run(['--fixtures', 'kept.json'], { cwd }).status, exitCodes.spec.code);
    assert.equal(run(scenario, { cwd }).status, exitCodes.usage.code);
  });

  it('takes what "fake" prints, whole or as bodies', async (t) => {
    for (const bodies of [[], ['--bodies']]) {
      const { stdout } = run(['fake', '--count', '3', ...bodies]);
      const { url } = await start(t, ['--fixtures', 'fake.json'], { cwd: directoryWith(t, { 'fake.json': stdout }) });
      const printed = JSON.parse(stdout) as UseCase[];
      assert.deepEqual(
        await names(url),
        printed.map(({ name }) => name),
      );
    }
  });

  it('leaves a store that has begun as it is', async (t) => {
    const cwd = directoryWith(t, { 'a.yaml': '- name: first', 'b.yaml': '- name: second' });
    const store = `sqlite:${join(cwd, 'stub.db')}`;
    for (const file of ['a.yaml', 'b.yaml']) {
      const { url, child, exited } = await start(t, ['--fixtures', file, '--store', store], { cwd });
      assert.deepEqual(await names(url), ['first']);
      child.kill('SIGTERM');
      await exited;
    }
  });

  it('that cannot be taken end the start, each mistake with file, line, place and reason', (t) => {
    const files = {
      'bad.yaml':
        'all:\n  - name: fine\n  - nmae: wrong\n    hooks:\n      - url: 12\norganizations:\n  secret:\n    - 7\n',
      'bad.json': '[\n  {\n    "language": "english"\n  }\n]',
      'not.json': '[\n  { "name": }\n]',
      'not.yaml': 'all: [',
      'digits.yaml': '- id: 123456789012345678901234',
      'twice/a.yaml': '- name: x\n- id: 66f2a1d05b3c9e7a41d80c12',
      'twice/b.yaml': '\n\n- id: 66f2a1d05b3c9e7a41d80c12',
      'nothing/README.md': '',
    };
    const cwd = directoryWith(t, files);
    const cases: [path: string, said: RegExp][] = [
      [
        'bad.yaml',
        new RegExp(
          [
            '^use-case-stub: bad\\.yaml:3 at /all/1/nmae: is not known here; did you mean "name"\\?',
            'bad\\.yaml:5 at /all/1/hooks/0/url: Expected string, received number',
            'bad\\.yaml:8 at /organizations/\\*\\*\\*/0: must be a use case: an object of its fields\n$',
          ].join('\n'),
        ),
      ],
      ['bad.json', /^use-case-stub: bad\.json:3 at \/0\/language: Invalid enum value\. [^\n]*\n$/],
      ['not.json', /^use-case-stub: not\.json:2:13: not JSON: value expected\n$/],
      ['not.yaml', /^use-case-stub: not\.yaml:1:\d+: [^\n]*\n$/],
      ['digits.yaml', /digits\.yaml:1 at \/0\/id: must be 24 hexadecimal digits, in quotation marks/],
      [
        'twice',
        /twice\/b\.yaml:3 at \/0: has the same id 66f2a1d05b3c9e7a41d80c12 as another fixture: twice\/a\.yaml:2 at \/1\n$/,
      ],
      ['nothing', /nothing: there is no \.json, \.yaml or \.yml file in this directory/],
      ['none.yaml', /none\.yaml: there is no such file or directory/],
    ];
    for (const [path, said] of cases) {
      const { status, stderr, stdout } = run(['--port', '0', '--fixtures', path], { cwd });
      assert.equal(status, exitCodes.spec.code, stderr);
      assert.match(stderr.replaceAll('\\', '/'), said);
      assert.equal(stdout, '');
    }
    const { stderr } = run(['--port', '0', '--fixtures', 'bad.yaml', '--api-key', 'k=web'], { cwd });
    assert.match(stderr, /bad\.yaml:7 at \/organizations\/\*\*\*: is neither an accepted API key nor the name of one/);
    assert.equal(run(['--fixtures', 'a.yaml,,b.yaml'], { cwd }).status, exitCodes.usage.code);
  });
});

describe('loadFixtures', () => {
  it('reads files for createStub, held against the contract that is given', async (t) => {
    const cwd = directoryWith(t, {
      'fixtures.yaml': '- name: from a file\n  priority: 1\n',
      'spec.yaml': SPEC,
    });
    const paths = join(cwd, 'fixtures.yaml');
    await assert.rejects(loadFixtures(paths), (error) => {
      assert.ok(error instanceof FixtureError);
      assert.match(error.message, /fixtures\.yaml:2 at \/0\/priority: is not known here; these are: /);
      return true;
    });
    const contract = await loadContract(join(cwd, 'spec.yaml'));
    const fixtures = await loadFixtures([paths], { contract });
    await using stub = createStub({ contract, fixtures });
    assert.deepEqual(await names(await stub.listen()), ['from a file']);
  });
});

describe('loadFixtures with assumptions', () => {
  it('takes what an API takes that does so', async (t) => {
    const file = join(directoryWith(t, { 'kept.json': [{ name: 'kept', colour: 'red' }] }), 'kept.json');
    await assert.rejects(loadFixtures(file), /colour: is not known here/);
    const assume = 'unknown-properties=kept';
    await using stub = createStub({ assume, fixtures: await loadFixtures(file, { assume }) });
    assert.deepEqual(await names(await stub.listen()), ['kept']);
  });
});

/** A draft of the next version, in which use cases have another field. */
const SPEC = `
openapi: 3.1.0
info: { title: next, version: 2.0.0 }
security: [{ key: [] }]
paths:
  /use-cases:
    post:
      operationId: createUseCase
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }
      responses: { '200': { description: ok } }
  /use-cases/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    patch:
      operationId: updateUseCase
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }
      responses: { '200': { description: ok } }
components:
  securitySchemes: { key: { type: http, scheme: bearer } }
  schemas: { New: { type: object, properties: { name: { type: string }, priority: { type: number } } } }
`;

describe('--state, --scenario and --delay', () => {
  it('are shown by the banner, as is a frozen clock', () => {
    const shown = banner(
      'http://127.0.0.1:1/api/v1',
      {
        ...bannerSettings,
        clock: 'frozen',
        delay: { distribution: 'uniform', from: 100, to: 500 },
        state: [{ name: 'the API is slow', params: { ms: 5 } }],
        scenario: [{ status: 503, match: { header: { name: 'x-key', value: 'secret' } } }],
      },
      true,
    );
    assert.match(
      shown,
      / Delay: 100-500\. State: the API is slow \{"ms":5\}\. Scenario: status 503 on x-key\. The clock is frozen\.\n/,
    );
    assert.doesNotMatch(shown, /secret/);
  });

  const reasons = async (url: string) => {
    const headers = { authorization: 'Bearer k' };
    const response = await fetch(new URL('/__stub/scenarios', url), { headers });
    return ((await response.json()) as { because: string }[]).map(({ because }) => because);
  };

  it('come from flags, variables, the configuration file and fixtures alike', async (t) => {
    const cwd = directoryWith(t, {
      'use-case-stub.config.yaml':
        'state:\n  - name: the API is slow\n    params: { ms: 1 }\ndelay: 1-2\nfixtures: start.yaml\n',
      'start.yaml': 'useCases:\n  - name: One\nscenarios:\n  - because: by the file\n    status: 503\n    times: 1\n',
    });
    const env = { USE_CASE_STUB_SCENARIO: '--status 429 --because "a bad minute"\n{"fault":"reset","times":1}' };
    const { url } = await start(t, [], { cwd, env });
    const fromAll = ['the API is slow', 'by the file', 'every reply is delayed', 'a bad minute', 'fault reset'];
    assert.deepEqual(await reasons(url), fromAll);
    const flags = ['--state', 'no use cases exist', '--scenario', '--operation createUseCase --status 503 --times 2'];
    const other = await start(t, flags, { cwd });
    assert.deepEqual(await reasons(other.url), [
      'by the file',
      'every reply is delayed',
      'status 503 on createUseCase',
    ]);
    await fetch(`${other.url}/use-cases`, { headers: { authorization: 'Bearer k' } });
    assert.deepEqual(await names(other.url), []);
  });

  it('are refused with flag, file, line and what was probably meant', (t) => {
    const cwd = directoryWith(t, {
      'wrong.yaml': 'states:\n  - the API is slwo\nscenarios:\n  - status: 503\n  - status: 599\n',
      'use-case-stub.config.json':
        '{\n  "scenario": [{ "status": 503 }, { "match": { "operation": "gotUseCase" }, "status": 404 }]\n}',
    });
    const none = ['--config', 'off'];
    for (const [args, code, said] of [
      [
        [...none, '--fixtures', 'wrong.yaml'],
        'spec',
        /wrong\.yaml:2 at \/states\/0: .* the nearest is "the API is slow"\nwrong\.yaml:5 at \/scenarios\/1\/status: is not a status/,
      ],
      [
        [...none, '--state', 'the API is failing {"status":404}'],
        'usage',
        /: state 1 at \/params\/status: must be one of 500, 503/,
      ],
      [[...none, '--scenario', '--statu 503'], 'usage', /--scenario .*did you mean "--status"\?$/m],
      [
        [],
        'usage',
        /use-case-stub\.config\.json: scenario 2 at \/match\/operation: is not an operation; did you mean "getUseCase"\?/,
      ],
      [[...none, '--delay', 'long'], 'usage', /--delay <ms>.*must be milliseconds: 800, 100-500/],
      [[...none, '--clock', 'stopped'], 'usage', /must be one of running, frozen/],
    ] as const) {
      const { status, stderr } = run([...args], { cwd });
      assert.equal(status, exitCodes[code].code, stderr);
      assert.match(stderr, said);
    }
  });
});
