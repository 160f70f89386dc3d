import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readRequirement, coverageUnits } from '../../src/coverage/units.ts';
import { suiteCoverage } from '../../src/coverage/suite.ts';
import { suiteText } from '../../src/coverage/text.ts';
import { junitReport } from '../../src/pact/verify/output/junit.ts';
import { githubSummary } from '../../src/pact/verify/output/github.ts';
import { terminalReport } from '../../src/pact/verify/output/terminal.ts';
import { unusedFields } from '../../src/pact/verify/pact-coverage.ts';
import { verifyPacts } from '../../src/pact/verify/verify.ts';
import { createStub } from '../../src/stub.ts';

const webConsole = fileURLToPath(new URL('../../contracts/pacts', import.meta.url));

describe('what is required', () => {
  it('is a percentage of every unit, or of one, and the last one counts', () => {
    assert.deepEqual(readRequirement('80%', ['operations', 'replies']), { operations: 80, replies: 80 });
    assert.deepEqual(readRequirement('replies=99.5', coverageUnits, { operations: 5, replies: 1 }), {
      operations: 5,
      replies: 99.5,
    });
  });

  it('and nothing else', () => {
    for (const text of ['', '101', '-1%', 'replies', 'replies=', '80%%', 'Replies=80'])
      assert.throws(() => readRequirement(text, coverageUnits), /must be a percentage/, text);
    assert.throws(
      () => readRequirement('statuses=80', ['operations']),
      /There is no unit "statuses"; there are operations/,
    );
  });
});

describe('the example consumer', () => {
  it('is held to what it covers: operations, replies, and the fields that it sends and reads', async () => {
    const report = await verifyPacts({ pacts: [webConsole], requiredCoverage: { operations: 100, replies: 90 } });
    assert.equal(report.verdict, 'uncovered');
    const [operations, replies, sent, read] = report.units;
    assert.deepEqual([operations?.covered, operations?.isEnough], [4, true]);
    assert.deepEqual([replies?.isEnough, replies?.required], [false, 90]);
    assert.deepEqual(replies?.missing[0], { operationId: 'listUseCases', names: ['400', '405'] });
    assert.ok(sent?.isEnough && read?.isEnough, 'nothing is required of these');
    const consumersOf = (operationId: string, part: string, field: string) =>
      report.fields.find((row) => row.operationId === operationId && row.part === part && row.field === field)
        ?.consumers;
    assert.deepEqual(consumersOf('createUseCase', 'request', 'name'), ['web-console']);
    assert.deepEqual(consumersOf('listUseCases', 'response', 'id'), ['web-console']);
    assert.deepEqual(consumersOf('listUseCases', 'response', 'hooks[].url'), []);
    const unread = unusedFields(report.fields, 'response');
    assert.ok(unread.includes('evaluation_models') && !unread.includes('name'), unread.join());
    assert.ok(unread.includes('extract_with_ai') && !unread.includes('extract_with_ai[].name'), unread.join());

    const text = terminalReport(report, false);
    assert.match(text, /^✗ replies: 73% covered, 90% required; not covered:\n {4}listUseCases: 400, 405$/m);
    assert.match(text, /^No consumer reads: .*evaluation_models/ms);
    assert.deepEqual(
      text.split('\n').filter((line) => line.length > 82 && !line.includes(webConsole)),
      [],
    );
    assert.match(junitReport(report), /<testsuite name="coverage" tests="2" failures="1"/);
    assert.match(githubSummary(report, { directory: '/', workspace: '/' }), /replies: 73% covered, 90% required/);
  });
});

describe('stub.coverage', () => {
  it('counts the replies of one organization, and so says what a suite leaves out', async (t) => {
    const stub = createStub();
    t.after(() => stub.close());
    const send = (path: string, key: string) =>
      stub.fetch(new Request(`http://stub/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } }));
    for (const path of ['/use-cases', '/use-cases', '/use-cases/66f2a1d0']) await send(path, 'mine');
    await send('/use-cases', 'other');
    const covered = stub.coverage('mine');
    const { operations } = covered;
    const seen = operations.flatMap(({ operationId, statuses }) =>
      statuses.filter((each) => each.seen > 0).map(({ status, seen: times }) => [operationId, status, times]),
    );
    assert.deepEqual(seen, [
      ['listUseCases', 200, 2],
      ['getUseCase', 400, 1],
    ]);
    const [ofOperations, ofReplies] = suiteCoverage(operations, { operations: 50, replies: 50 });
    assert.deepEqual([ofOperations?.covered, ofOperations?.isEnough], [2, true]);
    assert.deepEqual([ofReplies?.covered, ofReplies?.isEnough], [2, false]);
    const text = suiteText(covered, suiteCoverage(operations, {}));
    assert.match(text, /^getUseCase +· +1 /m);
    assert.match(
      text,
      /\nWhich fields of replies a client reads, no stub can see; of pacts, "verify\n--require-coverage" tells/,
    );
    assert.ok(text.split('\n').every(({ length }) => length <= 80));
    assert.throws(() => stub.coverage('with space'), /An API key is a text without white space/);
  });

  it('is of the contract that is in force, and says which that is, and since when it is known', async (t) => {
    const at = (day: number) => `2026-11-${day}T08:00:00.000Z`;
    const seen = {
      'missing-key': { result: 'refuted', value: '400-zod', checkedAt: at(26) },
      'list-form': { result: 'confirmed', value: 'array', checkedAt: at(20) },
      'list-order': { result: 'confirmed', value: 'oldest-first', checkedAt: at(26) },
      'path-form': { result: 'refuted', because: 'no known way fits', checkedAt: at(26) },
    } as const;
    const head = { version: 1, tool: '0.2.0', service: 'https://api.example', startedAt: at(20) } as const;
    const fidelity = { ...head, readOnly: false, mark: 'probe', created: [], assumptions: seen } as const;
    const stub = createStub({ fidelity, assume: 'delete=exists,malformed-key=403' });
    t.after(() => stub.close());
    await stub.fetch(new Request('http://stub/api/v1/use-cases', { headers: { authorization: 'Bearer mine' } }));
    const covered = stub.coverage('mine');
    assert.deepEqual(covered.assumptions, [
      { assumption: 'missing-key', value: '400-zod', isDefault: false, standing: 'refuted', checkedAt: at(26) },
      { assumption: 'malformed-key', value: '403', isDefault: false, standing: 'chosen' },
      { assumption: 'list-form', value: 'array', isDefault: true, standing: 'confirmed', checkedAt: at(20) },
      { assumption: 'list-order', value: 'oldest-first', isDefault: true, standing: 'confirmed', checkedAt: at(26) },
      { assumption: 'delete', value: 'exists', isDefault: false, standing: 'chosen' },
      { assumption: 'path-form', value: 'slash-free', isDefault: true, standing: 'refuted', checkedAt: at(26) },
    ]);
    const units = suiteCoverage(covered.operations, {});
    assert.equal(units[0]?.total, 5, 'a delete counts where it is chosen');
    const text = suiteText(covered, units);
    assert.match(text, /^ +200 +400 +401 +403 /, 'as does the status of a malformed key');
    const told = text.slice(text.indexOf('The contract assumes otherwise:'));
    assert.deepEqual(told.split('\n'), [
      'The contract assumes otherwise:',
      '  missing-key=400-zod  seen at the real API on 2026-11-26',
      '  malformed-key=403    chosen',
      '  delete=exists        chosen',
      'Confirmed by the real API: 2 assumptions, from 2026-11-20 to 2026-11-26.',
      'Refuted by the real API, and no known way fits:',
      '  path-form  seen at the real API on 2026-11-26',
    ]);
    const response = await stub.fetch(
      new Request('http://stub/__stub/coverage', { headers: { authorization: 'Bearer mine' } }),
    );
    assert.deepEqual(await response.json(), covered);
  });
});
