import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir, readFile, watch, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { progressOn } from '../../src/cli/output/progress.ts';
import type { VerificationReport } from '../../src/pact/verify/verification-report.ts';
import { createFakeBroker } from '../helpers/fake-broker.ts';
import { fixtures, pactFile, pactOf, temporaryDirectory, version4 } from '../helpers/pacts.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const good = `${fixtures}good/go-v2.json`;
const bad = `${fixtures}bad/unpromised.json`;

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Not spawnSync: a broker or a stub in this process has to be able to answer. */
function verify(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [cli, 'verify', ...args], {
    env: { ...process.env, GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '', PACT_BROKER_BASE_URL: '', ...env },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

describe('use-case-stub verify', () => {
  it('exits with a code for each outcome, and says on stdout what it was', async (t) => {
    const empty = await temporaryDirectory(t);
    const outcomes: [args: string[], code: number, said: RegExp][] = [
      [[good], 0, /1 pact with 3 interactions verified; none broken/],
      [[bad], 5, /1 broken: Hopeful Reader/],
      [[bad, `${fixtures}bad/not-json.json`], 5, /1 not verified; 1 broken/],
      [[empty], 6, /not-found: no \.json file in the directory/],
      [[good, 'no-such-file.json'], 6, /no-such-file\.json {2}not-found: no such file or directory/],
      [[good, `${fixtures}bad/not-json.json`], 7, /not-json\.json:15:9 {2}not-json/],
      [[`${fixtures}bad/no-interactions.json`], 7, /no-interactions: the pact has no interactions/],
      [[good, '--require-coverage', 'replies=100%'], 11, /too little is covered: replies/],
      [[bad, '--require-coverage', '100'], 5, /1 broken: Hopeful Reader; too little is covered/],
      [[good, '--provider-url', 'http://127.0.0.1:1/api/v1'], 8, /unreachable: .* cannot be reached/],
    ];
    for (const [args, code, said] of outcomes) {
      const ended = await verify(args);
      assert.equal(ended.code, code, `${args.join(' ')}: ${ended.stdout}${ended.stderr}`);
      assert.match(ended.stdout, said);
      assert.equal(ended.stderr, '');
    }
  });

  it('says what is wrong with its arguments, with exit code 2', async (t) => {
    const notAliases = await pactFile(t, 'a state: no use cases exist', 'states.yaml');
    const broker = ['--broker-url', 'http://127.0.0.1:1'];
    const mistakes: [args: string[], said: RegExp][] = [
      [[], /say which pacts to verify/],
      [[good, '--provider-url', 'localhost:4010'], /It must be a URL such as/],
      [[good, '--header', 'no colon'], /form "name: value"/],
      [[good, '--selector', '{'], /JSON object such as/],
      [[good, '--wip-since', 'yesterday'], /YYYY-MM-DD/],
      [
        [good, '--publish'],
        /--publish has no effect without a broker; name it by --broker-url or PACT_BROKER_BASE_URL/,
      ],
      [[good, '--pending', '--wip-since', '2026-01-01'], /--pending, --wip-since have no effect without a broker/],
      [[good, '--broker-url', 'http://127.0.0.1:1', '--selector', '{}'], /--selector selects pacts of the broker, but/],
      [
        [good, '--broker-url', 'http://127.0.0.1:1', '--publish', '--provider-version', '1'],
        /--publish needs pacts of the broker: name URLs below http:\/\/127\.0\.0\.1:1, or no pact at all/,
      ],
      [
        ['http://127.0.0.1:2/p', '--broker-url', 'http://127.0.0.1:1', '--publish', '--provider-version', '1'],
        /--publish needs pacts of the broker/,
      ],
      [[good, '--broker-url', 'http://127.0.0.1:1'], /--broker-url has no effect on these pacts, none of which/],
      [[good, '--broker-token', 'x'], /--broker-token has no effect without a broker/],
      [[...broker, '--build-url', 'https://ci.example/1'], /--build-url has no effect without --publish/],
      [[...broker, '--provider-version', '1'], /--provider-version has no effect without --publish/],
      [[...broker, '--publish', '--provider-version', ''], /'--provider-version <version>' .* It must not be empty/],
      [[...broker, '--publish', '--provider-version', '1', '--build-url', 'job 7'], /It must be a URL such as/],
      [[...broker, '--broker-password', 'x'], /--broker-password has no effect without --broker-username/],
      [[...broker, '--broker-token', 'x', '--broker-username', 'y'], /--broker-username has no effect beside a token/],
      [[...broker, '--selector', '[]'], /JSON object such as/],
      [[good, '--provider', ' '], /It must not be empty/],
      [['--broker-url', 'http://127.0.0.1:1', '--publish'], /--publish needs --provider-version/],
      [[good, '--state-url', 'http://127.0.0.1:1'], /--state-url has no effect without --provider-url/],
      [[good, '--states', notAliases], /"a state" must be \{ state: NAME/],
      [[good, '--states', 'no-such-file.yaml'], /there is no such file/],
      [[good, '--junit', '/dev/null/results.xml'], /--junit .* cannot be written/],
      [[good, '--require-coverage', 'statuses=3'], /There is no unit "statuses"; there are operations, replies/],
      [[good, '--jsn'], /Did you mean --json/],
    ];
    for (const [args, said] of mistakes) {
      const { code, stderr } = await verify(args);
      assert.equal(code, 2, args.join(' '));
      assert.match(stderr, said);
    }
  });

  it('prints what was expected, what came, where, and the likely fix', async () => {
    const { stdout } = await verify([bad]);
    assert.match(stdout, /✗ a request for all use cases, given several use cases exist/);
    assert.match(stdout, /not-promised: the contract has no "status" here/);
    assert.match(stdout, /at +\S+unpromised\.json:28 {2}\/interactions\/0\/response\/body\/0\/status/);
    assert.match(stdout, /contract +\/components\/schemas\/UseCase\n/);
    assert.match(stdout, /fix +do not rely on this header/);
    assert.match(stdout, /the stub got GET \/use-cases and answered 200/);
    assert.match(stdout, /getUseCase +· +· +· +A +·/);
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(stdout, /\u001b/, 'colours only on a terminal');
  });

  it('prints the whole report as JSON, and nothing else, with --json', async () => {
    const { stdout, stderr, code } = await verify([`${fixtures}good`, bad, '--json']);
    const report = JSON.parse(stdout) as VerificationReport;
    assert.equal(report.pacts.length, 12);
    assert.equal(report.against, 'a fresh stub');
    assert.equal(code, 5);
    // Where it takes long, it says how far it has come.
    assert.equal(stderr.replace(/^verifying pact .*\n/gm, ''), '');
  });

  it('writes JUnit XML that parses, whatever names the pacts have', async (t) => {
    const file = join(await temporaryDirectory(t), 'results.xml');
    await verify([`${fixtures}bad`, '--junit', file]);
    const xml = await readFile(file, 'utf8');
    assert.equal(XMLValidator.validate(xml), true);
    const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(xml) as {
      testsuites: { testsuite: { '@_name': string; '@_failures': string; '@_errors': string }[] };
    };
    const suite = (name: string) => testsuites.testsuite.find((each) => each['@_name'].startsWith(name));
    assert.equal(suite('Hopeful Reader')?.['@_failures'], '1');
    assert.equal(suite('not verified')?.['@_errors'], '5');
    assert.ok(suite('Odd Consumer'));
  });

  it('annotates the places in the pacts when GitHub Actions runs it, relative to the repository', async (t) => {
    const summary = join(await temporaryDirectory(t), 'summary.md');
    const workspace = join(fixtures, '..');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: workspace, GITHUB_STEP_SUMMARY: summary };
    const { stderr, stdout } = await verify([`${fixtures}bad`, '--json'], env);
    assert.match(
      stderr,
      /^::error file=pacts\/bad\/not-json\.json,line=15,title=Pact%3A not-json::the file is not JSON/m,
    );
    // GitHub shows ten of each level, and would drop the others without a word.
    const errors = stderr.match(/^::error .*$/gm) ?? [];
    assert.equal(errors.length, 10);
    const { counts } = JSON.parse(stdout) as VerificationReport;
    const left = counts.findings.errors + counts.problems - 9;
    assert.equal(errors.at(-1), `::error title=Pact::${left} more errors are in the log and in the summary of the job`);
    assert.match(stderr, /^::warning file=pacts\/bad\/unpromised\.json,line=59,title=Pact%3A exact-text::/m);
    // A name in a pact must not be able to give commands of its own.
    assert.doesNotMatch(stderr, /^::error::no error at all/m);
    const markdown = await readFile(summary, 'utf8');
    assert.match(markdown, /^### Pacts with use-cases-api: \d+ verified, \d+ broken, \d+ not verified, 3 skipped$/m);
    assert.match(markdown, /^\| ❌ \| Hopeful Reader \| 1 of 2 failed \| pacts\/bad\/unpromised\.json \|$/m);
    assert.match(
      markdown,
      /^\| not-promised \| pacts\/bad\/unpromised\.json:28 \| .*the contract has no "status" here \(documented\) \|$/m,
    );
    assert.match(markdown, /^\| {2}\| 200 \| 400 \| 401 \|/m);
    assert.match(markdown, /^\| updateUseCase \|( [A-Z·]* \|){10}$/m);
  });

  it('annotates no file that the repository does not have, and names it instead', async (t) => {
    const elsewhere = await pactFile(t, '{');
    const { stderr } = await verify([elsewhere], { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: fixtures });
    assert.match(stderr, /^::error title=Pact%3A not-json::\/\S+pact\.json: the file is not JSON/m);
  });

  it('a name in a pact cannot steer the terminal', async () => {
    const { stdout } = await verify([`${fixtures}bad/weird-names.json`]);
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u202e]/);
    assert.doesNotMatch(stdout, /^::error/m);
  });

  it('takes names that a team has for states from a file', async (t) => {
    const pact = await pactFile(t, pactOf([{ states: ['the list is empty'], response: { body: [] } }]));
    assert.equal((await verify([pact])).code, 5);
    const states = await pactFile(t, 'the list is empty: { state: no use cases exist }', 'states.yaml');
    assert.equal((await verify([pact, '--states', states])).code, 0);
  });

  it('leaves the broker of the environment alone when pacts are named, and asks it when none is', async (t) => {
    const broken = pactOf([{ response: { status: 201 } }]);
    const { url, requests } = await createFakeBroker(t, [{ consumer: 'x', content: broken, pending: true }], 'secret');
    const env = { PACT_BROKER_BASE_URL: url, PACT_BROKER_TOKEN: 'secret' };
    assert.equal((await verify([good], env)).code, 0);
    assert.equal(requests.length, 0);
    const pending = await verify(['--pending'], env);
    assert.equal(pending.code, 0, 'a pending pact may fail');
    assert.match(pending.stdout, /! Test Consumer {2}1 of 1 interaction failed, pending/);
    assert.ok(!(pending.stdout + pending.stderr).includes('secret'));
    const published = await verify(['--publish', '--provider-version', 'abc', '--provider-branch', 'main'], env);
    assert.match(published.stdout, /Published to http:\/\/127\.0\.0\.1:\d+\/pacts\/0\/results/);
    assert.equal((await verify([], { ...env, PACT_BROKER_TOKEN: 'wrong' })).code, 8);
  });

  it('verifies the pact that a webhook names, and publishes its result only', async (t) => {
    const pacts = ['One', 'Two'].map((consumer) => ({
      consumer,
      content: pactOf([{}], { consumer: { name: consumer } }),
    }));
    const { url, requests } = await createFakeBroker(t, pacts, 'secret');
    const env = { PACT_BROKER_TOKEN: 'secret' };
    const args = [`${url}/pacts/1`, '--publish', '--provider-version', 'abc', '--provider-branch', 'main'];
    for (const extra of [{}, { PACT_BROKER_BASE_URL: url }]) {
      const before = requests.length;
      const { code, stdout } = await verify(args, { ...env, ...extra });
      assert.equal(code, 0, stdout);
      assert.match(stdout, /1 pact with 1 interactions? verified/);
      assert.deepEqual(
        requests.slice(before).map(({ method, path }) => `${method} ${path}`),
        [
          'GET /pacts/1',
          'GET /pacticipants/use-cases-api',
          'PUT /pacticipants/use-cases-api/branches/main/versions/abc',
          'POST /pacts/1/results',
        ],
      );
    }
  });

  it('sends the token of the environment to no address that was not said to be a broker', async (t) => {
    const { url, requests } = await createFakeBroker(t, [{ consumer: 'One', content: pactOf([{}]) }]);
    const { code } = await verify([`${url}/pacts/0`], { PACT_BROKER_TOKEN: 'secret' });
    assert.equal(code, 0);
    assert.deepEqual(
      requests.map(({ headers }) => headers['authorization']),
      [undefined],
    );
  });

  it('says what a broker says of a selector that it does not know, with exit code 2', async (t) => {
    const { url } = await createFakeBroker(t, []);
    const { code, stdout } = await verify(['--broker-url', url, '--selector', '{"bogus":true}']);
    assert.equal(code, 2);
    assert.match(stdout, /broker-refused: the broker answers 400 to POST .*unknown key \\?"bogus/);
  });

  it('skips pacts with other providers in a directory, and says so', async (t) => {
    const directory = await temporaryDirectory(t);
    const billing = JSON.stringify(pactOf([{}], { provider: { name: 'billing-api' } }));
    await writeFile(join(directory, 'billing.json'), billing);
    const alone = await verify([directory]);
    assert.equal(alone.code, 6);
    assert.match(alone.stdout, /- \S+billing\.json {2}skipped: this pact is between "Test Consumer" and "billing-api"/);
    await writeFile(join(directory, 'ours.json'), JSON.stringify(pactOf([{}])));
    const both = await verify([directory]);
    assert.equal(both.code, 0);
    assert.match(both.stdout, /1 pact with 1 interaction verified, 1 skipped; none broken/);
    assert.equal((await verify([join(directory, 'billing.json')])).code, 7);
  });

  it('skips JSON of other kinds in a directory, and refuses it when it is named', async (t) => {
    const directory = await temporaryDirectory(t);
    await writeFile(join(directory, 'ours.json'), JSON.stringify(pactOf([{}])));
    await writeFile(join(directory, 'package.json'), '{"name":"app"}');
    const { code, stdout } = await verify([directory]);
    assert.equal(code, 0);
    assert.match(
      stdout,
      /- \S+package\.json {2}skipped: a pact has consumer, provider, interactions; this file has none/,
    );
    assert.equal((await verify([join(directory, 'package.json')])).code, 7);
    await writeFile(join(directory, 'damaged.json'), '{"consumer":{"name":"app"}}');
    assert.equal((await verify([directory])).code, 7);
  });

  it('gives no check mark for a pact whose pending interaction fails', async (t) => {
    const whole = pactOf([{ request: { body: { x: 1 } } }], version4);
    const [interaction] = (whole as { interactions: object[] }).interactions;
    const pact = await pactFile(t, { ...whole, interactions: [{ ...interaction, pending: true }] });
    const { code, stdout } = await verify([pact]);
    assert.equal(code, 0);
    assert.match(stdout, /! Test Consumer {2}1 interaction, 1 failed but pending/);
    assert.match(stdout, /verified; none broken; 1 interaction failed but pending\./);
    assert.doesNotMatch(stdout, /✓/);
  });

  it('says alike in JUnit and in the summary of the job what fails but is pending, after what breaks', async (t) => {
    const directory = await temporaryDirectory(t);
    const [junit, summary] = [join(directory, 'results.xml'), join(directory, 'summary.md')];
    const request = { body: { x: 1 } };
    const whole = pactOf(
      [
        { request, description: 'later' },
        { request, description: 'now' },
      ],
      version4,
    );
    const [later, now] = (whole as { interactions: object[] }).interactions;
    const pact = await pactFile(t, { ...whole, interactions: [{ ...later, pending: true }, now] });
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
    assert.equal((await verify([pact, '--junit', junit], env)).code, 5);
    assert.match(await readFile(junit, 'utf8'), / tests="2" failures="1" errors="0" skipped="1" /);
    const markdown = await readFile(summary, 'utf8');
    assert.match(markdown, /^### .*: 1 verified, 1 broken, 1 failed but pending$/m);
    assert.match(markdown, /\| now: the contract[^\n]*\n\| unknown-property \|[^|]*\| later \(pending\): the contract/);
  });

  it('talks only to the stub: no usage report, no proxy', async (t) => {
    const contacts: string[] = [];
    const proxy = createServer((socket) => {
      socket.once('data', (chunk) => {
        contacts.push(chunk.toString().split('\r\n', 1)[0] ?? '');
        socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    t.after(() => proxy.close());
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const env = {
      HTTP_PROXY: address,
      HTTPS_PROXY: address,
      http_proxy: address,
      https_proxy: address,
      ALL_PROXY: address,
    };
    // The README of Pact says to set this to 1, which does not work.
    const { code } = await verify([good], { ...env, PACT_DO_NOT_TRACK: '1', CI: 'true' });
    assert.equal(code, 0);
    assert.deepEqual(contacts, []);
  });

  it('takes its temporary files away when it is stopped', async (t) => {
    const temporary = await temporaryDirectory(t);
    const slow = pactOf([{ states: [{ name: 'the API is slow', params: { ms: 60_000 } }] }]);
    const child = spawn(process.execPath, [cli, 'verify', await pactFile(t, slow)], {
      env: { ...process.env, TMPDIR: temporary },
      stdio: 'ignore',
    });
    const exited = new Promise((resolve) => child.once('exit', resolve));
    for await (const { filename } of watch(temporary, { recursive: true })) if (filename?.endsWith('pact.json')) break;
    child.kill('SIGTERM');
    assert.equal(await exited, 130);
    // Node keeps its compiled code there as well.
    assert.deepEqual(
      (await readdir(temporary)).filter((name) => name.startsWith('use-case-stub')),
      [],
    );
  });

  it('says so when there is no room for temporary files', async (t) => {
    const { code, stderr } = await verify([good], { TMPDIR: await pactFile(t, 'no directory') });
    assert.equal(code, 1);
    assert.match(stderr, /no room for temporary files; set TMPDIR/);
  });

  it('says how far it has come, now and then, on stderr', () => {
    let time = 0;
    const told = (isTTY: boolean) => {
      const lines: string[] = [];
      const progress = progressOn({ isTTY, columns: 40, write: (text: string) => lines.push(text) }, () => time);
      for (const interactions of [1, 2, 3]) {
        time += 3_000;
        progress({ source: 'pacts/long-name.json', done: 0, pacts: 2, interactions });
      }
      return lines;
    };
    assert.deepEqual(told(false), ['verifying pact 1 of 2, 2 interactions done: pacts/long-name.json\n']);
    assert.deepEqual(told(true)[2], 'verifying pact 1 of 2, 3 interactions d\u001b[K\r');
  });
});
