import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type {
  CertifyOutput,
  CheckProviderOutput,
  CompareOutput,
  VerifyOutput,
} from '../../src/cli/output/json-outputs.ts';
import { isObject } from '../../src/lib/guards.ts';
import { cli, run, start } from '../helpers/cli.ts';
import { createFakeBroker } from '../helpers/fake-broker.ts';
import { fixtures, pactOf, temporaryDirectory } from '../helpers/pacts.ts';

const schemas = new Map<string, ValidateFunction>();
const directory = new URL('../../schemas/', import.meta.url);

/** Properties that a schema does not name are mistakes here, though a later version may add some. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (!isObject(schema)) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'properties' in schema && typeof schema['type'] === 'string'
    ? { additionalProperties: false, ...inner }
    : inner;
}

before(async () => {
  for (const file of await readdir(directory)) {
    const schema = JSON.parse(await readFile(new URL(file, directory), 'utf8')) as object;
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    assert.equal(ajv.validateSchema(schema), true);
    schemas.set(file.replace('.json', ''), ajv.compile(closed(schema) as object));
  }
});

function assertDescribed(command: string, output: unknown): void {
  const validate = schemas.get(command);
  assert.ok(validate, `schemas/${command}.json`);
  assert.ok(validate(output), JSON.stringify(validate.errors, null, 2));
}

/** Not spawnSync: a broker in this process has to be able to answer. */
async function outputOf(args: readonly string[], env: Record<string, string> = {}) {
  // What follows two dashes is the command of a suite.
  const own = args.includes('--') ? args.indexOf('--') : args.length;
  const child = spawn(process.execPath, [cli, ...args.toSpliced(own, 0, '--json')], {
    env: { ...process.env, GITHUB_ACTIONS: '', PACT_BROKER_BASE_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, output: JSON.parse(text) as unknown };
}

async function verified(args: readonly string[]): Promise<VerifyOutput> {
  const { code, output } = await outputOf(['verify', ...args]);
  assertDescribed('verify', output);
  const report = output as VerifyOutput;
  assert.equal(report.exitCode, code);
  return report;
}

async function mixedDirectory(t: TestContext): Promise<string> {
  const mixed = await temporaryDirectory(t);
  const other = pactOf([{}], { provider: { name: 'billing-api' } });
  for (const [name, pact] of Object.entries({ ours: pactOf([{}]), other }))
    await writeFile(join(mixed, `${name}.json`), JSON.stringify(pact));
  return mixed;
}

describe('what a command prints with --json is as its schema says:', () => {
  it('verify, with pacts that are broken, unreadable, skipped or pending', async (t) => {
    const report = await verified([`${fixtures}bad`, await mixedDirectory(t)]);
    assert.equal(report.verdict, 'broken');
    const { pacts, interactions, findings, problems, skipped } = report.counts;
    assert.deepEqual(
      [pacts.total, problems, skipped],
      [report.pacts.length, report.problems.length, report.skipped.length],
    );
    assert.equal(pacts.passed + pacts.broken + pacts.pending, pacts.total);
    assert.equal(interactions.passed + interactions.failed + interactions.pending, interactions.total);
    assert.ok(findings.errors > 0 && findings.warnings > 0 && skipped > 0 && problems > 0);
    const contract = await readFile(new URL('../../openapi/use-cases.yaml', import.meta.url), 'utf8');
    const packageJson = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
    assert.equal(report.versions.contract, /^ {2}version: (\S+)$/m.exec(contract)?.[1]);
    assert.equal(report.versions.tool, (JSON.parse(packageJson) as { version: string }).version);
  });

  it('verify, with each verdict', async (t) => {
    const { url } = await createFakeBroker(t, []);
    const empty = await temporaryDirectory(t);
    const verdicts: [args: readonly string[], verdict: VerifyOutput['verdict'], code: number][] = [
      [[await mixedDirectory(t)], 'passed', 0],
      [[empty], 'not-found', 6],
      [['--broker-url', url], 'not-found', 6],
      [[`${fixtures}bad/not-json.json`], 'unreadable', 7],
      [['--broker-url', 'http://127.0.0.1:1'], 'unreachable', 8],
      [['--broker-url', url, '--selector', '{"bogus":true}'], 'refused', 2],
    ];
    const reports = await Promise.all(verdicts.map(async ([args]) => verified(args)));
    assert.deepEqual(
      reports.map(({ verdict, exitCode }) => [verdict, exitCode]),
      verdicts.map(([, verdict, code]) => [verdict, code]),
    );
  });

  it('verify, with pending pacts of a broker and published results', async (t) => {
    const content = pactOf([{ response: { status: 201 } }]);
    const { url } = await createFakeBroker(t, [{ consumer: 'x', content, pending: true }]);
    const args = ['--broker-url', url, '--pending', '--publish', '--provider-version', '1'];
    const { verdict, counts, published } = await verified(args);
    assert.equal(verdict, 'passed');
    assert.deepEqual(counts.pacts, { total: 1, passed: 0, broken: 0, pending: 1 });
    assert.equal(published.length, 1);
  });

  it('compare, with interactions that are touched, problems and skipped files', async (t) => {
    const contract = await readFile(new URL('../../openapi/use-cases.yaml', import.meta.url), 'utf8');
    const draft = join(await temporaryDirectory(t), 'draft.yaml');
    await writeFile(draft, contract.replace('  /use-cases/{id}:', '  /use-case/{id}:'));
    const pacts = ['good/go-v2.json', 'bad/not-json.json'].map((name) => `${fixtures}${name}`);
    const { code, output } = await outputOf(['compare', draft, ...pacts, await mixedDirectory(t)]);
    assertDescribed('compare', output);
    const { exitCode, verdict, changes, problems, skipped } = output as CompareOutput;
    assert.deepEqual([code, exitCode, verdict], [5, 5, 'touches']);
    assert.ok(changes.some(({ touches }) => touches.length > 0) && problems.length > 0 && skipped.length > 0);
  });

  it('every command that takes the flag', () => {
    const [, listed = ''] = run(['--help']).stdout.split('Commands:\n');
    const commands = [...listed.matchAll(/^ {2}([a-z-]+)/gm)].flatMap(([, name]) => name ?? []);
    // The flag of scenario stands at each command below it.
    const helps = (name: string) => run([name, ...(name === 'scenario' ? ['list'] : []), '--help']).stdout;
    const withJson = commands.filter((name) => name !== 'help' && /^ +--json\b/m.test(helps(name)));
    // One schema is that of a file.
    const printed = [...schemas.keys()].filter((name) => name !== 'fidelity-file');
    assert.deepEqual(withJson.sort(), printed.sort());
  });

  it('check-provider, with findings', async (t) => {
    const { url } = await start(t, ['--validation', 'warn']);
    // A stub that refuses nothing is a provider with mistakes.
    const args = ['check-provider', '--provider-url', url, '--header', 'authorization: Bearer demo'];
    const { code, output } = await outputOf(args);
    assertDescribed('check-provider', output);
    const { exitCode, verdict, findings } = output as CheckProviderOutput;
    assert.deepEqual([code, exitCode, verdict], [5, 5, 'broken']);
    assert.ok(findings.length > 10);
  });

  it('certify, with each verdict and exit code', async () => {
    const suite = fileURLToPath(new URL('../fixtures/suites/client.mjs', import.meta.url));
    const certified: [behaviour: string, only: string[], verdict: CertifyOutput['verdict'], code: number][] = [
      ['sound', ['other order'], 'passed', 0],
      ['strict', ['unknown field'], 'weak', 20],
      ['blind', ['503', 'reset'], 'blind', 21],
      ['failing', ['503'], 'failing', 22],
      ['silent', ['503'], 'silent', 6],
    ];
    for (const [behaviour, only, verdict, exitCode] of certified) {
      const words = only.flatMap((word) => ['--only', word]);
      const args = ['certify', ...words, '--', process.execPath, suite, behaviour];
      const { code, output } = await outputOf(args);
      assertDescribed('certify', output);
      const report = output as CertifyOutput;
      assert.deepEqual([report.verdict, report.exitCode, code], [verdict, exitCode, exitCode]);
    }
  });

  it('serve, config, fake, scenario, coverage and record', async (t) => {
    const { line, url } = await start(t, ['--json']);
    assertDescribed('serve', JSON.parse(line));
    const directory = await temporaryDirectory(t);
    const file = join(directory, 'use-case-stub.config.json');
    await writeFile(file, '{ "seed": 7 }');
    const commands: string[][] = [
      ['config', '--config', file, '--validation', 'strict', '--admin-key', 'secret'],
      ['fake', '--count', '30'],
      ['fake', '--bodies'],
      ['scenario', 'start', '--operation', 'createUseCase', '--status', '503', '--delay', '1-2', '--times', '2'],
      ['scenario', 'list'],
      ['scenario', 'end'],
      ['coverage', '--check', 'replies=50%'],
      ['record', '--url', url, '--consumer', 'x', '--output', join(directory, 'x.json')],
    ];
    const env = { USE_CASE_STUB_CLIENT_URL: url, USE_CASE_STUB_CLIENT_API_KEY: 'demo' };
    await (await fetch(`${url}/use-cases`, { headers: { authorization: 'Bearer demo' } })).text();
    for (const args of commands) {
      const { code, output } = await outputOf(args, env);
      assert.equal(code, args[0] === 'coverage' ? 11 : 0, args.join(' '));
      assertDescribed(args[0] ?? '', output);
    }
  });
});
