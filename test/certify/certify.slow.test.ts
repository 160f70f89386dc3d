import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { certify, NothingMeant, type Certification, type CertifyOptions } from '../../src/certify/certify.ts';
import { htmlReport } from '../../src/certify/output/page.ts';
import { junitReport } from '../../src/certify/output/junit.ts';
import { terminalReport } from '../../src/certify/output/grid.ts';
import { SuiteNotStarted } from '../../src/suite/run-suite.ts';
import { run } from '../helpers/cli.ts';
import { directoryWith } from '../helpers/files.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const suite = fileURLToPath(new URL('../fixtures/suites/client.mjs', import.meta.url));
// A run that ends takes a second on a busy machine.
const options = { apiKey: 'a', parallel: 2, timeLimit: 30_000, delay: 50, allow: 0 };

/** Certifies a client that behaves as one word says. */
function certified(behaviour: string, more: Partial<CertifyOptions> = {}): Promise<Certification> {
  return certify({ ...options, command: [process.execPath, suite, behaviour], ...more });
}

const verdicts = ({ runs }: Certification) =>
  Object.fromEntries(runs.map(({ operation, what, verdict }) => [`${operation} ${what}`, verdict]));

describe('certify', () => {
  it('finds no weakness in a sound client, whatever is tried, and tells the suite its variables', async () => {
    const variables = { MY_ADDRESS: '{url} {key}' };
    const report = await certified('sound', { variables });
    assert.deepEqual([report.verdict, report.weaknesses, report.operations], ['passed', 0, ['listUseCases']]);
    assert.equal(report.runs.length, 7 + 10 + 6);
    assert.deepEqual(new Set(report.runs.map(({ verdict }) => verdict)), new Set(['held', 'noticed']));
    const {
      'listUseCases 503': failing,
      'listUseCases late': late,
      'listUseCases empty list': empty,
    } = verdicts(report);
    assert.deepEqual([failing, late, empty], ['noticed', 'held', 'held']);
  });

  it('tells a suite that it notices nothing', async () => {
    const report = await certified('blind', { only: ['503', 'reset', 'unknown field'] });
    assert.equal(report.verdict, 'blind');
    assert.match(terminalReport(report), /it notices nothing/);
    assert.deepEqual(verdicts(report), {
      'listUseCases 503': 'unnoticed',
      'listUseCases unknown field': 'held',
      'listUseCases reset': 'unnoticed',
    });
  });

  it('lets a client wait and ask again', async () => {
    const { runs } = await certified('patient', { only: ['Retry-After'] });
    assert.deepEqual(
      runs.map(({ verdict, retries }) => [verdict, retries]),
      [['held', 1]],
    );
  });

  it('names what fails where all is given, and what crashes, with the request and the line that says why', async () => {
    const strict = await certified('strict', { only: ['unknown field', 'other order'] });
    assert.deepEqual(verdicts(strict), {
      'listUseCases unknown field': 'failed',
      'listUseCases other order': 'held',
    });
    const [run] = strict.runs;
    assert.deepEqual(run?.request, { method: 'GET', url: '/api/v1/use-cases', status: 200 });
    assert.match(run?.reason ?? '', /^AssertionError: there is a field that the test does not know/);
    const aborting = await certified('aborting', { only: ['500'] });
    assert.deepEqual(verdicts(aborting), { 'listUseCases 500': 'crashed' });
    const allowed = await certified('strict', { only: ['unknown field'], allow: 1 });
    assert.deepEqual([allowed.verdict, allowed.weaknesses], ['passed', 1]);
  });

  it('gives every run the use cases of a file, and refuses a file that is wrong', async (t) => {
    const directory = directoryWith(t);
    const program = join(directory, 'suite.mjs');
    writeFileSync(
      program,
      `const { USE_CASE_STUB_CLIENT_URL: url, USE_CASE_STUB_CLIENT_API_KEY: key } = process.env;
       const reply = await fetch(url + '/use-cases', { headers: { authorization: 'Bearer ' + key } });
       const names = (await reply.json()).map(({ name }) => name);
       if (names.join() !== 'Night desk') { console.error('AssertionError: ' + names); process.exitCode = 1; }`,
    );
    const fixtures = join(directory, 'fixtures.yaml');
    writeFileSync(fixtures, '- name: Night desk\n');
    const command = ['--only', 'other order', '--json', '--', process.execPath, program];
    const certifiedBy = (...args: string[]) => run(['certify', ...args, ...command]);
    const [given, none] = [certifiedBy('--fixtures', fixtures), certifiedBy()];
    assert.deepEqual([given.status, none.status], [0, 22], given.stderr);
    writeFileSync(fixtures, '- nam: Night desk\n');
    const wrong = certifiedBy('--fixtures', fixtures);
    assert.deepEqual([wrong.status, wrong.stdout], [4, '']);
    assert.match(wrong.stderr, /fixtures\.yaml:1 at \/0\/nam: .*did you mean "name"/);
  });

  it('stops at a suite that fails undisturbed, or that asks the stub nothing', async () => {
    const failing = await certified('failing');
    assert.deepEqual([failing.verdict, failing.runs, failing.undisturbed.exitCode], ['failing', [], 1]);
    assert.match(terminalReport(failing), /wrong from the start[^]*The suite fails as it is \(exit code 1\)/);
    const silent = await certified('silent');
    assert.deepEqual([silent.verdict, silent.runs, silent.undisturbed.requests], ['silent', [], 0]);
  });

  it('ends a suite that hangs at the time limit, with all that it has started', async () => {
    const report = await certified('hanging', { timeLimit: 6_000 });
    assert.deepEqual([report.verdict, report.undisturbed.end], ['failing', 'hung']);
    const pid = Number(/child (\d+)/.exec(report.undisturbed.output ?? '')?.[1]);
    assert.ok(pid > 0);
    await gone(pid);
  });

  it('refuses what it cannot run, and a word that means nothing', async () => {
    await assert.rejects(certify({ ...options, command: ['./no-such-program'] }), SuiteNotStarted);
    await assert.rejects(certified('sound', { only: ['504'] }), NothingMeant);
  });
});

/** Waits until a process has ended. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await setTimeout(20);
  }
}

describe('the example consumer', () => {
  /** A copy below the package, with other code in place of some of its own. */
  function planted(t: TestContext, changes: readonly (readonly [string, string])[]): string {
    const directory = join(root, 'test-results/certify', String(process.pid));
    t.after(() => rmSync(directory, { recursive: true, force: true }));
    mkdirSync(directory, { recursive: true });
    cpSync(join(root, 'contracts/web-console'), directory, { recursive: true });
    const file = join(directory, 'client.ts');
    let text = readFileSync(file, 'utf8');
    for (const [before, after] of changes) {
      assert.ok(text.includes(before), before);
      text = text.replace(before, after);
    }
    writeFileSync(file, text);
    return join(directory, 'on-a-stub/screens.test.ts');
  }

  it('shows two planted weaknesses, each where it is, and none that is not there', async (t) => {
    const file = planted(t, [
      // A field that the contract lets the API leave out.
      [
        "resultOf(await api.GET('/use-cases/{id}', { params: at(id) })),",
        "{ const answer = await api.GET('/use-cases/{id}', { params: at(id) }); answer.data?.name!.trim(); return resultOf(answer); },",
      ],
      // Asks again for ever.
      [
        "resultOf(await api.GET('/use-cases')),",
        "{ for (;;) try { return resultOf(await api.GET('/use-cases')); } catch { await new Promise((resolve) => setTimeout(resolve, 50)); } },",
      ],
    ]);
    const report = await certify({
      ...options,
      timeLimit: 15_000,
      command: [process.execPath, file],
      only: ['fields left out', 'reset'],
    });
    assert.equal(report.undisturbed.exitCode, 0, report.undisturbed.output);
    const found = report.runs.filter(({ verdict }) => verdict !== 'held' && verdict !== 'noticed');
    assert.deepEqual(
      found.map(({ operation, what, verdict }) => [operation, what, verdict]),
      [
        ['listUseCases', 'reset', 'hung'],
        ['getUseCase', 'fields left out', 'crashed'],
      ],
    );
    assert.match(found[1]?.reason ?? '', /^TypeError: Cannot read properties of undefined \(reading 'trim'\)/);
    assert.equal(report.verdict, 'weak');
    assert.equal(report.runs.length, 8);

    const text = terminalReport(report);
    const grid = text.slice(0, text.indexOf('\n\nheld'));
    for (const line of grid.split('\n').slice(2)) assert.ok(line.length <= 80, line);
    assert.match(
      text,
      /CRASHED {2}getUseCase: fields left out\n {2}GET \/api\/v1\/use-cases\/\w+, answered with 200\n {2}TypeError/,
    );
    const xml = junitReport(report);
    assert.equal(xml.match(/<failure /g)?.length, 2);
    assert.equal(xml.match(/<testcase /g)?.length, 9);
    const page = htmlReport(report);
    assert.equal(page.match(/<td class="weak"/g)?.length, 2);
    assert.doesNotMatch(page, /<script|https?:\/\/|<link|<img/);
  });
});
