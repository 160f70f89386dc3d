import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { MatchersV3 } from '@pact-foundation/pact';
import {
  like,
  startPactRun,
  useCasePact,
  verifyPacts,
  type UseCaseInteraction,
  type UseCasePact,
  type VerifyOptions,
} from '../../../src/pact/index.ts';

const modules = {
  main: new URL('../../../src/index.ts', import.meta.url).href,
  pact: new URL('../../../src/pact/index.ts', import.meta.url).href,
};
const authorization = 'Bearer consumer';

// Pact writes its own files here; at the end none of them may be left.
const temporary = mkdtempSync(join(tmpdir(), 'use-case-pact-test-'));
process.env['TMPDIR'] = temporary;
after(() => rmSync(temporary, { recursive: true }));

function emptyDirectory(context: TestContext): string {
  const dir = mkdtempSync(join(temporary, 'pacts-'));
  context.after(() => rmSync(dir, { recursive: true }));
  return dir;
}

async function run(program: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--disable-warning=ExperimentalWarning', '-e', program, ...args],
    { env: { ...process.env, NODE_TEST_CONTEXT: undefined, ...env } },
  );
  return stdout;
}

/** Describes a request for the list, and makes it. */
function list(interaction: UseCaseInteraction, description: string, count = 1): Promise<unknown> {
  return interaction
    .uponReceiving(description)
    .withRequest('GET', '/api/v1/use-cases', (request) => request.headers({ authorization }))
    .willRespondWith(200, (reply) => reply.jsonBody(like.useCases(count)))
    .executeTest(async ({ url }) => (await fetch(`${url}/api/v1/use-cases`, { headers: { authorization } })).json());
}

const fileIn = (dir: string, consumer = 'console') => join(dir, `${consumer}-use-cases-api.json`);
const bytesIn = (dir: string, consumer?: string) => readFileSync(fileIn(dir, consumer), 'utf8');
const descriptionsIn = (dir: string, consumer?: string) => {
  const { interactions } = JSON.parse(bytesIn(dir, consumer)) as { interactions: { description: string }[] };
  return interactions.map(({ description }) => description);
};

describe('a state that an interaction is given', () => {
  const given = (name: string, parameters?: object) => (context: TestContext) =>
    useCasePact({ consumer: 'console', dir: emptyDirectory(context) })
      .addInteraction()
      .given(name as 'a use case exists', parameters);

  const refused: [string, (context: TestContext) => unknown, RegExp][] = [
    ['a name', given('a use case exist'), /^"a use case exist" is not a state; the nearest is "a use case exists"$/],
    ['a parameter', given('several use cases exist', { cuont: 2 }), /: cuont is not a parameter .*mean "count"\?$/],
    ['a field', given('a use case exists', { nmae: 'x' }), /: nmae is not a parameter .*did you mean "name"\?$/],
    ['a field inside', given('a use case exists', { sample_labels: [{ colour: '' }] }), /colour .*mean "color"\?$/],
    ['a value', given('a use case exists', { amd: true }), /: amd_behavior amd_behavior is required when amd is true$/],
    ['a parameter of a state that takes none', given('no use cases exist', { hidden: true }), /it has none$/],
  ];
  for (const [what, begin, message] of refused) {
    it(`is refused when it is not in the catalogue: ${what}`, (t) =>
      assert.throws(() => begin(t), { name: 'TypeError', message }));
  }

  it('does not compile when it is not in the catalogue', (t) => {
    const pact = useCasePact({ consumer: 'console', dir: emptyDirectory(t) });
    const wrong = [
      // @ts-expect-error a misspelt name
      () => pact.addInteraction().given('a use case exist'),
      // @ts-expect-error a misspelt parameter
      () => pact.addInteraction().given('several use cases exist', { cuont: 2 }),
      // @ts-expect-error a count is a number
      () => pact.addInteraction().given('several use cases exist', { count: '2' }),
      // @ts-expect-error a misspelt field
      () => pact.addInteraction().given('a use case exists', { nmae: 'x' }),
      // @ts-expect-error a state that takes nothing
      () => pact.addInteraction().uponReceiving('x').given('no use cases exist', { really: true }),
    ];
    for (const each of wrong) assert.throws(each, TypeError);
  });

  it('is written with its parameters; none and no parameters are the same', async (t) => {
    const dir = emptyDirectory(t);
    const pact = useCasePact({ consumer: 'console', dir });
    const some = () => pact.addInteraction().given('several use cases exist', { count: 2 });
    await list(some().given('a use case exists', { name: 'Night desk', hooks: null }).given('no use cases exist'), 'x');
    const { interactions } = JSON.parse(bytesIn(dir)) as { interactions: { providerStates: object[] }[] };
    assert.deepEqual(interactions[0]?.providerStates, [
      { name: 'several use cases exist', params: { count: 2 } },
      { name: 'a use case exists', params: { hooks: null, name: 'Night desk' } },
      { name: 'no use cases exist' },
    ]);
    await list(pact.addInteraction().given('a use case exists'), 'y');
    await list(pact.addInteraction().given('a use case exists', {}), 'y');
    assert.equal(descriptionsIn(dir).length, 2);
  });
});

describe('the pact file', () => {
  it('is written by a test that passes, and the same when it passes again', async (t) => {
    const dir = emptyDirectory(t);
    const pact = useCasePact({ consumer: 'console', dir });
    const answer = await list(pact.addInteraction(), 'the list', 2);
    assert.equal((answer as unknown[]).length, 2);
    const bytes = bytesIn(dir);
    const { metadata, consumer, provider } = JSON.parse(bytes) as Record<string, object>;
    assert.deepEqual(Object.keys(metadata ?? {}), ['pact-js', 'pactRust', 'pactSpecification']);
    assert.deepEqual([consumer, provider], [{ name: 'console' }, { name: 'use-cases-api' }]);
    // Two examples of one kind have one rule.
    assert.equal(bytes.match(/\^\.\{24\}\$/g)?.length, 1);
    await list(pact.addInteraction(), 'the list', 2);
    assert.equal(bytesIn(dir), bytes);
    assert.deepEqual(readdirSync(dir), ['console-use-cases-api.json']);
  });

  it('is left as it is by a test that fails in any way', async (t) => {
    const dir = emptyDirectory(t);
    const pact = useCasePact({ consumer: 'console', dir });
    const describeOne = () =>
      pact.addInteraction().uponReceiving('another').withRequest('GET', '/a').willRespondWith(200);
    await assert.rejects(
      describeOne().executeTest(async () => undefined),
      /Test failed for the following reasons/,
    );
    assert.deepEqual(readdirSync(dir), []);
    await list(pact.addInteraction(), 'the list');
    const bytes = bytesIn(dir);
    const fail = async ({ url }: { url: string }) => {
      await fetch(`${url}/a`);
      throw new Error('not what I wanted');
    };
    await assert.rejects(describeOne().executeTest(fail), /not what I wanted/);
    assert.equal(bytesIn(dir), bytes);
  });

  it('has nothing of an incomplete description, which does not disturb the next test', async (t) => {
    const dir = emptyDirectory(t);
    const pact = useCasePact({ consumer: 'console', dir });
    assert.throws(() =>
      pact
        .addInteraction()
        .uponReceiving('broken')
        .given('nothing' as 'no use cases exist'),
    );
    const wrong = { nmae: 'x' } as object;
    const request = () => pact.addInteraction().uponReceiving('broken as well').withRequest('GET', '/a');
    assert.throws(() => request().willRespondWith(200, (reply) => reply.jsonBody(like.useCase(wrong))));
    await list(pact.addInteraction(), 'whole');
    assert.deepEqual(descriptionsIn(dir), ['whole']);
  });

  it('has every interaction of tests that run at the same time, and of a test with several', async (t) => {
    const dir = emptyDirectory(t);
    const pact = useCasePact({ consumer: 'console', dir });
    await Promise.all(['a', 'c', 'b'].map((description) => list(pact.addInteraction(), description)));
    pact.addInteraction().uponReceiving('e').withRequest('GET', '/e').willRespondWith(200);
    const last = pact.addInteraction().uponReceiving('d').withRequest('GET', '/d').willRespondWith(200);
    await last.executeTest(async ({ url }) => Promise.all([fetch(`${url}/d`), fetch(`${url}/e`)]));
    assert.deepEqual(descriptionsIn(dir), ['a', 'b', 'c', 'd', 'e']);
  });

  it('is the same from eight processes at once as from one, and keeps what differs in parameters only', async (t) => {
    const program = `
      const { like, useCasePact } = await import(${JSON.stringify(modules.pact)});
      const [dir, ...counts] = process.argv.slice(1);
      const pact = useCasePact({ consumer: 'console', dir });
      for (const count of counts.map(Number)) {
        const interaction = pact.addInteraction();
        if (count > 0) interaction.given('several use cases exist', { count });
        await interaction.uponReceiving('a request for all').withRequest('GET', '/use-cases')
          .willRespondWith(200, (reply) => reply.jsonBody(like.useCases(count)))
          .executeTest(({ url }) => fetch(url + '/use-cases'));
      }`;
    const [together, alone] = [emptyDirectory(t), emptyDirectory(t)];
    const counts = Array.from({ length: 32 }, (_, index) => String(index));
    const shares = Array.from({ length: 8 }, (_, share) => counts.filter((each) => Number(each) % 8 === share));
    await Promise.all(shares.map((share) => run(program, [together, ...share])));
    await run(program, [alone, ...counts.toReversed()]);
    assert.equal(descriptionsIn(together).length, 32);
    assert.equal(bytesIn(together), bytesIn(alone));
    assert.deepEqual(readdirSync(together), ['console-use-cases-api.json']);
  });

  it('gets the newer description of an interaction that an earlier run wrote', async (t) => {
    const dir = emptyDirectory(t);
    const pact = useCasePact({ consumer: 'console', dir });
    await list(pact.addInteraction(), 'the list');
    const newer = bytesIn(dir);
    writeFileSync(fileIn(dir), newer.replace('"status": 200', '"status": 204'));
    await list(pact.addInteraction(), 'the list');
    assert.equal(bytesIn(dir), newer);
  });

  it('cannot have two descriptions of one interaction from one run', async (t) => {
    const dir = emptyDirectory(t);
    const pact = useCasePact({ consumer: 'console', dir });
    const given = () => pact.addInteraction().given('several use cases exist', { count: 3 });
    await list(given(), 'the list', 3);
    const bytes = bytesIn(dir);
    await assert.rejects(
      list(given(), 'the list', 2),
      /Two tests describe the interaction "the list" \(given "several use cases exist" \{"count":3\}\) differently, first at \/response\/body\/content\/2: \{.* and nothing/,
    );
    assert.equal(bytesIn(dir), bytes);
  });

  const strangers: [string, string, RegExp][] = [
    ['not JSON', '{\n  "consumer": ?', /:2:15: not JSON: /],
    ['no pact', '{"name":"package"}', /is not a pact: it has no interactions/],
    [
      'a pact of others',
      '{"interactions":[],"consumer":{"name":"x"},"provider":{}}',
      /between "x" and an unnamed party, not/,
    ],
    [
      'of an older specification',
      '{"interactions":[],"consumer":{"name":"console"},"provider":{"name":"use-cases-api"},"metadata":{"pactSpecification":{"version":"3.0.0"}}}',
      /is a pact of specification 3\.0\.0, not 4\.0\. It was left as it is/,
    ],
  ];
  for (const [what, text, message] of strangers) {
    it(`is left as it is, with an error, when it is ${what}`, async (t) => {
      const dir = emptyDirectory(t);
      writeFileSync(fileIn(dir), text);
      const pact: UseCasePact = useCasePact({ consumer: 'console', dir });
      await assert.rejects(list(pact.addInteraction(), 'the list'), message);
      assert.equal(bytesIn(dir), text);
    });
  }

  it('leaves nothing in the directory for temporary files', () => {
    assert.deepEqual(readdirSync(temporary), []);
  });
});

describe('Pact itself', () => {
  it('is loaded by useCasePact only, prints nothing, and never reports its use', async (t) => {
    const program = `
      import { registerHooks } from 'node:module';
      let loaded = false;
      registerHooks({ load(url, context, next) { loaded ||= url.includes('@pact-foundation'); return next(url, context); } });
      await import(${JSON.stringify(modules.main)});
      const { like, useCasePact } = await import(${JSON.stringify(modules.pact)});
      like.useCase({ name: 'x' });
      const before = loaded;
      const pact = useCasePact({ consumer: 'console', dir: process.argv[1] });
      await pact.addInteraction().uponReceiving('x').withRequest('GET', '/x').willRespondWith(200)
        .executeTest(({ url }) => fetch(url + '/x'));
      console.log(JSON.stringify({ before, loaded, ...process.env }));`;
    // A level that Pact does not know makes its logger throw; "1" does not keep Pact from reporting.
    const env = { LOG_LEVEL: 'verbose', PACT_DO_NOT_TRACK: '1' };
    const stdout = await run(program, [emptyDirectory(t)], env);
    const { before, loaded, LOG_LEVEL, PACT_DO_NOT_TRACK } = JSON.parse(stdout) as Record<string, unknown>;
    assert.deepEqual([before, loaded, LOG_LEVEL, PACT_DO_NOT_TRACK], [false, true, 'verbose', 'true']);
  });

  it('is refused in a worker thread, which cannot keep it from reporting', async (t) => {
    const program = `
      import { isMainThread, Worker } from 'node:worker_threads';
      const source = \`import(${JSON.stringify(modules.pact)}).then(({ useCasePact }) => useCasePact({ consumer: 'x', dir: '.' })).then(() => console.log('taken'), ({ message }) => console.log(message))\`;
      new Worker(source, { eval: true });`;
    const dir = emptyDirectory(t);
    assert.match(await run(program, [dir], { PACT_DO_NOT_TRACK: undefined }), /PACT_DO_NOT_TRACK=true/);
    assert.equal(await run(program, [dir], { PACT_DO_NOT_TRACK: 'true' }), 'taken\n');
  });

  it('is not loaded for options that are wrong', () => {
    assert.throws(
      () => useCasePact({ consumer: 'a/b', dir: '.' }),
      /consumer is a name that the pact file is named after/,
    );
    assert.throws(() => useCasePact({ consumer: '', dir: '.' }), /consumer is a name/);
    assert.throws(
      () => useCasePact({ consumer: 'a' } as { consumer: string; dir: string }),
      /dir must be the path of the directory/,
    );
    const mistyped = { consumer: 'a', dir: '.', loglevel: 'info' };
    assert.throws(() => useCasePact(mistyped), {
      name: 'TypeError',
      message: 'useCasePact: there is no option loglevel; did you mean "logLevel"?',
    });
  });

  it('does not verify with options that are wrong', async () => {
    const wrong: [object, RegExp][] = [
      [{ pacts: [], providerURL: 'http://localhost' }, /^verifyPacts: there is no option providerURL; .*"providerUrl"/],
      [{ pacts: 'pacts/' }, /^verifyPacts: pacts must be a list/],
      [{ pacts: [], broker: { urll: '' } }, /^verifyPacts: broker: there is no option urll; .*"url"/],
    ];
    for (const [options, message] of wrong) {
      await assert.rejects(verifyPacts(options as VerifyOptions), { name: 'TypeError', message });
    }
  });
});

describe('a test that forgets executeTest', () => {
  it('is named when the next test fails because of it', async (t) => {
    const pact = useCasePact({ consumer: 'console', dir: emptyDirectory(t) });
    pact.addInteraction().uponReceiving('forgotten').withRequest('GET', '/a').willRespondWith(200);
    await assert.rejects(
      list(pact.addInteraction(), 'the next'),
      /^Error: "forgotten" \(.*use-case-pact\.test\.ts:\d+:\d+\) was described, but not run: its test forgets executeTest/,
    );
    await list(pact.addInteraction(), 'the one after');
  });

  it('is named at the end of the process, which fails, when no test follows', async (t) => {
    const program = `
      const { useCasePact } = await import(${JSON.stringify(modules.pact)});
      const pact = useCasePact({ consumer: 'console', dir: process.argv[1] });
      const request = () => pact.addInteraction().uponReceiving('forgotten').withRequest('GET', '/a');
      if (process.argv[2] === 'complete') request().willRespondWith(200);
      else request();`;
    await assert.rejects(run(program, [emptyDirectory(t), 'complete']), (error: { code: number; stderr: string }) => {
      assert.equal(error.code, 1);
      assert.match(error.stderr, /^useCasePact: "forgotten" \(.*:4:\d+\) was described, but not run: its test forgets/);
      return true;
    });
    // An incomplete description belongs to a test that failed, which has said so.
    assert.equal(await run(program, [emptyDirectory(t), 'incomplete']), '');
  });

  it('is not suspected when a test with one interaction sends nothing', async (t) => {
    const pact = useCasePact({ consumer: 'console', dir: emptyDirectory(t) });
    const only = pact.addInteraction().uponReceiving('only').withRequest('GET', '/a').willRespondWith(200);
    await assert.rejects(
      only.executeTest(async () => undefined),
      /^Error: Test failed for the following reasons/,
    );
  });
});

describe('the body of a request', () => {
  const create = (pact: UseCasePact, body: object, status = 200) =>
    pact
      .addInteraction()
      .uponReceiving('a create')
      .withRequest('POST', '/api/v1/use-cases', (request) => request.jsonBody(body as never))
      .willRespondWith(status);

  it('does not compile with what the contract does not have', (t) => {
    const pact = useCasePact({ consumer: 'console', dir: emptyDirectory(t) });
    const request = () => pact.addInteraction().uponReceiving('x');
    const path = '/use-cases';
    const name = MatchersV3.string('x');
    const wrong = [
      // @ts-expect-error a misspelt property
      () => request().withRequest('POST', path, (it) => it.jsonBody({ name, langauge: 'de-DE' })),
      // @ts-expect-error a misspelt property of a webhook
      () => request().withRequest('PATCH', path, (it) => it.jsonBody({ hooks: [{ url: 'https://a.b', nam: 'x' }] })),
      // @ts-expect-error no such language
      () => request().withRequest('PATCH', path, (it) => it.jsonBody({ language: 'de-DD' })),
      // @ts-expect-error a create needs a name
      () => request().withRequest('POST', path, (it) => it.jsonBody({ language: 'de-DE' })),
    ];
    assert.equal(wrong.length, 4);
    const right = request().withRequest('POST', path, (it) => it.jsonBody({ name, language: 'de-DE', hooks: [] }));
    right
      .willRespondWith(200)
      .executeTest(async () => undefined)
      .catch(() => undefined);
  });

  const refused: [string, object, RegExp][] = [
    ['a misspelt property', { name: 'x', langauge: 'de-DE' }, /"a create" .*: \/langauge is not .*mean "language"\?/],
    ['a nested one', { name: 'x', hooks: [{ url: 'https://a.b', nam: 1 }] }, /\/hooks\/0\/nam is not a property/],
    [
      'what the API refuses',
      { name: 5 },
      /\/name: Expected string, received number\. If that is meant, expect status 400/,
    ],
    ["a matcher's example", { name: MatchersV3.string('') }, /\/name: /],
  ];
  for (const [what, body, message] of refused) {
    it(`is refused in plain JavaScript: ${what}`, (t) => {
      const pact = useCasePact({ consumer: 'console', dir: emptyDirectory(t) });
      assert.throws(() => create(pact, body), { name: 'TypeError', message });
      assert.throws(() => create(pact, body, 429), { name: 'TypeError', message });
    });
  }

  it('may be wrong when the API is expected to refuse it', async (t) => {
    const pact = useCasePact({ consumer: 'console', dir: emptyDirectory(t) });
    await create(pact, { name: 5 }, 400).executeTest(({ url }) =>
      fetch(`${url}/api/v1/use-cases`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"name":5}',
      }),
    );
  });
});

describe('a run of all tests', () => {
  it('names the interactions that no test of any process wrote, and removes them when it is to', async (t) => {
    const dir = emptyDirectory(t);
    const code = process.exitCode;
    t.after(() => (process.exitCode = code));
    const pact = useCasePact({ consumer: 'console', dir });
    const write = (description: string) => list(pact.addInteraction(), description);
    for (const description of ['stale', 'kept by one', 'kept by another process']) await write(description);
    const elsewhere = `
      const { useCasePact, like } = await import(${JSON.stringify(modules.pact)});
      const headers = { authorization: '${authorization}' };
      await useCasePact({ consumer: 'console', dir: ${JSON.stringify(dir)} }).addInteraction()
        .uponReceiving('kept by another process')
        .withRequest('GET', '/api/v1/use-cases', (request) => request.headers(headers))
        .willRespondWith(200, (reply) => reply.jsonBody(like.useCases(1)))
        .executeTest(async ({ url }) => (await fetch(url + '/api/v1/use-cases', { headers })).text());`;
    const outcomes: unknown[] = [];
    for (const [prune, others] of [
      [
        true,
        () =>
          assert.rejects(
            pact
              .addInteraction()
              .uponReceiving('x')
              .withRequest('GET', '/api/v1/use-cases')
              .willRespondWith(200)
              .executeTest(() => Promise.reject(new Error('no'))),
          ),
      ],
      [false, () => write('kept by another process')],
      [true, () => run(elsewhere)],
    ] as const) {
      process.exitCode = undefined;
      const end = startPactRun({ prune });
      await write('kept by one');
      await others();
      const stale = await end();
      outcomes.push([stale.map(({ interaction }) => interaction), process.exitCode, descriptionsIn(dir)]);
    }
    const kept = ['kept by another process', 'kept by one'];
    assert.deepEqual(outcomes, [
      [[], undefined, [...kept, 'stale']],
      [['"stale"'], 1, [...kept, 'stale']],
      [['"stale"'], undefined, kept],
    ]);
  });
});
