import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import { assumptionIds, valuesOf } from '../../src/contract/assumptions.ts';
import { assumptionsInForce, type Fidelity } from '../../src/contract/fidelity.ts';
import { readFidelityFile } from '../../src/fidelity/fidelity-file.ts';
import { createStub } from '../../src/index.ts';
import { directoryWith } from '../helpers/files.ts';
import { join } from 'node:path';
import { run, start } from '../helpers/cli.ts';

const name = 'use-case-stub.fidelity.json';
const checkedAt = '2026-11-26T20:00:00.000Z';
const fidelity: Fidelity = {
  version: 1,
  tool: '0.2.0',
  service: 'https://provider.example/api/v1',
  startedAt: checkedAt,
  finishedAt: checkedAt,
  readOnly: false,
  mark: 'use-case-stub probe 2026-11-26',
  created: [],
  assumptions: {
    'missing-key': { result: 'refuted', value: '400-zod', checkedAt },
    timezone: { result: 'confirmed', value: 'any', checkedAt, seen: ['POST /use-cases: 200'] },
    'amd-set': { result: 'undecided', because: 'the rule is not enforced', checkedAt },
    delete: { result: 'refuted', because: '202 fits no way that is known', checkedAt },
  },
};

describe('a fidelity file', () => {
  it('says which way of each assumption is in force, and since when it is known', () => {
    const inForce = assumptionsInForce(fidelity);
    assert.deepEqual(inForce['missing-key'], { value: '400-zod', standing: 'refuted', checkedAt });
    assert.deepEqual(inForce['timezone'], { value: 'any', standing: 'confirmed', checkedAt });
    assert.deepEqual(inForce['amd-set'], { value: 'true', standing: 'assumed' });
    assert.deepEqual(inForce['delete'], { value: 'none', standing: 'refuted', checkedAt }, 'no known way fits');
    assert.deepEqual(Object.keys(inForce), [...assumptionIds]);
    for (const id of assumptionIds)
      assert.deepEqual(assumptionsInForce(undefined)[id], { value: valuesOf(id)[0], standing: 'assumed' });
  });

  it('is refused with line, place and reason when something is wrong in it', async (t) => {
    const wrong: [object, RegExp][] = [
      [
        { ...fidelity, version: 2 },
        /f\.json:2: \/version is 2: a newer use-case-stub wrote it; this one reads version 1$/,
      ],
      [{ ...fidelity, service: 'ftp://a' }, /f\.json:4: \/service must be an http\(s\) URL$/],
      [{ ...fidelity, created: [1] }, /f\.json:9: \/created must be a list of texts$/],
      [{ ...fidelity, startedAt: 'today' }, /\/startedAt must be a date and time/],
      [
        { ...fidelity, assumptions: { 'mising-key': {} } },
        /\/assumptions\/mising-key is no assumption; did you mean "missing-key"\?$/,
      ],
      [
        { ...fidelity, assumptions: { nulls: { result: 'true' } } },
        /\/assumptions\/nulls\/result must be confirmed, refuted or undecided$/,
      ],
      [
        { ...fidelity, assumptions: { nulls: { result: 'refuted', value: 'takn', checkedAt } } },
        /\/assumptions\/nulls\/value must be refused or taken; did you mean "taken"\?$/,
      ],
      [
        { ...fidelity, assumptions: { nulls: { result: 'refuted' } } },
        /\/assumptions\/nulls\/checkedAt must be a date/,
      ],
      [[], /f\.json:1: must be what "use-case-stub probe" writes/],
    ];
    for (const [content, message] of wrong) {
      const directory = directoryWith(t, { 'f.json': JSON.stringify(content, null, 2) });
      await assert.rejects(readFidelityFile(join(directory, 'f.json')), { name: 'FidelityFileError', message });
    }
    const broken = directoryWith(t, { 'f.json': '{ "version"' });
    await assert.rejects(readFidelityFile(join(broken, 'f.json')), /f\.json:1:12: not JSON/);
    await assert.rejects(readFidelityFile(join(broken, 'g.json')), /g\.json: there is no such file/);
  });

  it('is read by serve where it is named, or lies beside the configuration', async (t) => {
    const files = {
      'use-case-stub.config.json': { seed: 1 },
      [name]: fidelity,
      'other.json': { version: 9 },
      'package.json': {},
    };
    const cwd = directoryWith(t, files);
    const { line, says } = await start(t, ['--json'], { cwd });
    // What fits no way that is known is said, since the stub cannot do it.
    await says(/in delete; there the stub does what is assumed/);
    assert.equal((JSON.parse(line) as { fidelityFile?: string }).fidelityFile, name);
    const other = run(['--port', '0', '--fidelity', 'other.json'], { cwd });
    assert.equal(other.status, exitCodes.usage.code);
    assert.match(other.stderr, /^use-case-stub: other\.json:1: \/version is 9: a newer use-case-stub/);
  });

  it('is taken by createStub as an object, and checked', async () => {
    await using stub = createStub({ fidelity });
    assert.equal(typeof stub.fetch, 'function');
    assert.throws(() => createStub({ fidelity: { ...fidelity, version: 7 } as never }), {
      name: 'TypeError',
      message: /^createStub: fidelity \/version is 7/,
    });
  });
});
