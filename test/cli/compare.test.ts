import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { compare } from '../../src/compare/compare.ts';
import { createStub } from '../../src/index.ts';
import { comparisonText } from '../../src/compare/terminal.ts';
import { run } from '../helpers/cli.ts';
import { fixtures, pactFile, temporaryDirectory } from '../helpers/pacts.ts';

const contract = fileURLToPath(new URL('../../openapi/use-cases.yaml', import.meta.url));
const pacts = fileURLToPath(new URL('../../contracts/pacts', import.meta.url));

describe('use-case-stub compare', () => {
  it('exits with a code for each outcome, and says on stdout what it was', async (t) => {
    const directory = await temporaryDirectory(t);
    const text = await readFile(contract, 'utf8');
    const write = async (name: string, draft: string) => {
      await writeFile(join(directory, name), draft);
      return join(directory, name);
    };
    const breaking = await write('breaking.yaml', text.replace('required: [id, organization_id]', 'required: [id]'));
    const harmless = await write(
      'harmless.yaml',
      text.replace('        hidden:\n', '        shown: { type: boolean }\n        hidden:\n'),
    );
    const noReader = await write(
      'no-reader.yaml',
      text.replace(
        'minLength: 24\n          maxLength: 24\n        example',
        'minLength: 24\n          maxLength: 23\n        example',
      ),
    );
    const broken = await write(
      'broken.yaml',
      text.replace("'#/components/schemas/Language'", "'#/components/schemas/Tongue'"),
    );
    const list = await pactFile(t, {
      consumer: { name: 'Lister' },
      provider: { name: 'use-cases-api' },
      interactions: [
        {
          description: 'a list',
          request: { method: 'GET', path: '/use-cases', headers: { authorization: 'Bearer x' } },
          response: { status: 200 },
        },
      ],
    });
    const outcomes: [args: string[], code: number, said: RegExp][] = [
      [[harmless, pacts], 0, /Nothing breaks, and no interaction is touched \(1 pact with 28/],
      [[breaking, pacts], 5, /touches web-console, 6 interactions[^]*Do not ship it yet: 6 interactions of 1 consumer/],
      [[noReader, list], 10, /1 change breaks, but no interaction is touched \(1 pact with 1 interaction\)/],
      [[contract, breaking], 10, /1 change breaks\. Name pacts, and this says which consumers that touches/],
      [[breaking, `${fixtures}bad/not-json.json`], 7, /not every pact could be read/],
      [[breaking, 'no-such-directory'], 6, /not-found: no such file or directory/],
    ];
    for (const [args, code, said] of outcomes) {
      const ended = run(['compare', ...args]);
      assert.equal(ended.status, code, `${args.join(' ')}: ${ended.stdout}${ended.stderr}`);
      assert.match(ended.stdout.replace(/\s+/g, ' '), new RegExp(said.source.replaceAll('[^]*', '.*')));
      assert.equal(ended.stderr, '');
    }
    const hollow = text.replace(
      "items:\n            $ref: '#/components/schemas/Issue'",
      "items:\n            $ref: '#/components/schemas/Tissue'",
    );
    assert.notEqual(hollow, text);
    const inReply = run(['verify', pacts, '--spec', await write('hollow.yaml', hollow)]);
    assert.equal(inReply.status, 4, inReply.stderr);
    assert.match(inReply.stderr, /hollow\.yaml:\d+ at .*"#\/components\/schemas\/Tissue" leads nowhere/);
    const bad = run(['compare', broken, pacts]);
    assert.deepEqual([bad.status, bad.stdout], [4, '']);
    assert.match(bad.stderr, /broken\.yaml:\d+ at .*"#\/components\/schemas\/Tongue" leads nowhere/);
  });

  it('is 80 columns wide, and has no colours but on a terminal', async (t) => {
    const file = join(await temporaryDirectory(t), 'draft.yaml');
    const draft = (await readFile(contract, 'utf8'))
      .replace('enum: [Hangup, Continue, Message]', 'enum: [Hangup, Message]')
      .replace("'404':\n          $ref: '#/components/responses/NotFound'\n        '405'", "'405'");
    await writeFile(file, draft);
    const report = await compare({ new: file, pacts: [pacts] });
    const text = comparisonText({ ...report, new: { file: 'draft.yaml', version: '1' } }, false);
    const long = text.split('\n').filter((line) => line.length > 80 && line.trim().includes(' '));
    assert.deepEqual(
      long.filter((line) => !line.includes(pacts)),
      [],
    );
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(text, /\u001b/);
    // eslint-disable-next-line no-control-regex
    assert.match(comparisonText(report, true), /\u001b\[31m✗/);
  });

  it('compares with the built-in contract as it is in force, and says which that is', async (t) => {
    const amended = ['--assume', 'delete=exists,not-found=error'];
    const outcome = (args: readonly string[], env = {}) => {
      const { status, stdout, stderr } = run(['compare', ...args], { env });
      return { status, text: stdout + stderr };
    };
    // The plain contract has no delete, so a draft that is like it lacks one.
    const bare = outcome([...amended, contract, pacts]);
    assert.equal(bare.status, 10, bare.text);
    assert.match(
      bare.text,
      /^The contract assumes otherwise:\n {2}not-found=error {2}chosen\n {2}delete=exists {4}chosen/m,
    );
    assert.match(bare.text, /deleteUseCase/);
    assert.match(bare.text, /body error was in every reply and is gone/);
    const directory = await temporaryDirectory(t);
    const stub = createStub({ assume: { delete: 'exists', 'not-found': 'error' } });
    const served = await stub.fetch(new Request('http://stub/__stub/contract'));
    const draft = join(directory, 'draft.json');
    await writeFile(draft, await served.text());
    assert.match(outcome([...amended, draft, pacts]).text, /Nothing breaks, and no interaction is touched/);
    assert.match(outcome([draft, pacts], { USE_CASE_STUB_ASSUME: amended[1] }).text, /Nothing breaks/);
    // Two documents say themselves what the API does; a variable may be there for other commands.
    const idle = outcome([...amended, contract, draft]);
    assert.deepEqual([idle.status, /--assume has no effect beside OLD/.test(idle.text)], [2, true], idle.text);
    assert.doesNotMatch(outcome([contract, draft], { USE_CASE_STUB_ASSUME: amended[1] }).text, /assumes otherwise/);
    await assert.rejects(compare({ old: contract, new: draft, pacts: [], assume: { delete: 'exists' } }), /beside old/);
  });
});
