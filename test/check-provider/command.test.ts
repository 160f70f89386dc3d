import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import { checkProvider } from '../../src/check-provider/check-provider.ts';
import { terminalReport } from '../../src/check-provider/output/terminal.ts';
import { asObject, parseJson } from '../../src/lib/guards.ts';
import { cli } from '../helpers/cli.ts';
import { directoryWith } from '../helpers/files.ts';
import { startPlantedProvider } from '../helpers/planted-provider.ts';

type Provider = Awaited<ReturnType<typeof startPlantedProvider>>;

let good: Provider;
let bad: Provider;
let careless: Provider;

before(async () => {
  [good, bad, careless] = await Promise.all([
    startPlantedProvider(),
    startPlantedProvider(['language-free', 'hooks-crash', 'list-page']),
    startPlantedProvider(['list-page']),
  ]);
});
after(() => Promise.all([good, bad, careless].map((each) => each.close())));

/** Not spawnSync: the provider is in this process. */
async function runCommand(...args: string[]) {
  const child = spawn(process.execPath, [cli, 'check-provider', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { stdout, stderr, code };
}

const key = ['--header', 'authorization: Bearer the-secret-key'];

describe('use-case-stub check-provider', () => {
  it('passes a provider that keeps the contract, and says what it created', async () => {
    const { stdout, stderr, code } = await runCommand('--provider-url', `${good.url}/`, ...key);
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /^Provider http:\/\/127\.0\.0\.1:\d+, held against the contract with seed 1\. /);
    assert.match(stdout, /\n7 use cases created: "check-provider 1: …"\. The API has no delete;/);
    assert.match(stdout, /\n\d+ requests; nothing found\.\n$/);
  });

  it('reports what it found at 80 columns and as JUnit, errors first, without the key', async (t) => {
    const junit = join(directoryWith(t, {}), 'results.xml');
    const { stdout, code } = await runCommand('--provider-url', bad.url, ...key, '--junit', junit);
    assert.equal(code, 5);
    assert.match(stdout, /^✗ invalid-accepted: create with "language" outside its values$/m);
    assert.match(stdout, /^✗ server-error: update "hooks" as null$/m);
    assert.match(stdout, /^! not-listed: list what was created$/m);
    assert.ok(stdout.indexOf('! not-listed') > stdout.lastIndexOf('✗ '));
    assert.match(stdout, /^ {4}source {4}sibling, documented$/m);
    assert.match(stdout, /^ {4}curl -X PATCH '/m);
    // Only what a shell must be able to run may be longer.
    const lines = stdout.replace(/^ {4}curl [^]*?\n\n/gm, '').split('\n');
    assert.deepEqual(
      lines.filter(({ length }) => length > 80),
      [],
    );
    const xml = await readFile(junit, 'utf8');
    const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(xml) as {
      testsuites: { testsuite: { '@_name': string; '@_failures': string }[] };
    };
    const failures = Object.fromEntries(testsuites.testsuite.map((each) => [each['@_name'], each['@_failures']]));
    assert.deepEqual(failures, { listUseCases: '0', getUseCase: '0', createUseCase: '1', updateUseCase: '2' });
    assert.ok(!`${stdout}${xml}`.includes('the-secret-key'));
  });

  it('fails for what is only assumed when it is to be strict', async () => {
    const args = ['--provider-url', careless.url, ...key];
    assert.equal((await runCommand(...args)).code, 0);
    assert.equal((await runCommand(...args, '--strict')).code, 5);
  });

  it('says why it could not test', async () => {
    const gone = await startPlantedProvider();
    await gone.close();
    const [none, refused, unreachable] = await Promise.all([
      runCommand(),
      runCommand('--provider-url', good.url),
      runCommand('--provider-url', gone.url),
    ]);
    assert.equal(none.code, 2);
    assert.match(none.stderr, /say which provider to test: --provider-url/);
    assert.equal(refused.code, 2);
    assert.match(refused.stdout, /Stopped early: the provider answers 401/);
    assert.match(refused.stderr, /give the key of the provider by --header/);
    assert.equal(unreachable.code, 8);
    assert.match(unreachable.stdout, /Stopped early: the first request got no reply: nothing listens there/);
  });

  it('shows in a dry run what it would send', async () => {
    const { stdout, code } = await runCommand('--provider-url', 'https://provider.example/v1', '--dry-run');
    assert.equal(code, 0);
    assert.match(stdout, /^ {2}createUseCase {2}create with all fields$/m);
    assert.match(stdout, /\d+ requests; none was sent\.\n$/);
    const idle = await runCommand('--provider-url', 'https://provider.example/v1', '--dry-run', '--strict');
    assert.deepEqual([idle.code, idle.stdout], [2, '']);
    assert.match(idle.stderr, /have no effect with --dry-run/);
  });
});

describe('a test of a provider that misbehaves', () => {
  const secret = 'the/secret+key';

  /** Each reply is made from the request. @returns the report, and what was asked, as `METHOD path` */
  async function checked(answer: (asked: string, body: { name?: string }) => Response) {
    const asked: string[] = [];
    const report = await checkProvider({
      providerUrl: 'http://provider.example/v1',
      headers: { authorization: `Bearer ${secret}` },
      readOnly: false,
      dryRun: false,
      strict: false,
      seed: 1,
      requests: 500,
      timeout: 30_000,
      send: async (url, { method, body }) => {
        asked.push(`${method} ${new URL(url).pathname}`);
        return answer(asked.at(-1) ?? '', asObject(parseJson(typeof body === 'string' ? body : '')) ?? {});
      },
    });
    return { report, asked, writes: asked.filter((each) => /^(PATCH|PUT|DELETE)/.test(each)) };
  }

  it('ends at the first reply where another server answers, before anything is written', async () => {
    for (const reply of [
      () => new Response('<html></html>', { headers: { 'content-type': 'text/html; charset=utf-8' } }),
      () => new Response(null, { status: 308, headers: { location: 'https://other.example/' } }),
      () => Response.json({}, { status: 404 }),
    ]) {
      const { report, asked } = await checked(reply);
      assert.deepEqual([report.verdict, asked], ['unreachable', ['GET /v1/use-cases']]);
      assert.match(report.stopped ?? '', /this is not the API/);
    }
  });

  it('writes to nothing that it did not create, whatever ids a provider answers', async () => {
    for (const useCase of [
      { id: 'aaaaaaaaaaaaaaaaaaaaaaaa' },
      { id: 'bbbbbbbbbbbbbbbbbbbbbbbb', name: 'of another user' },
      { id: '..' },
      { id: '' },
      { id: 'x'.repeat(1_000_000) },
    ]) {
      const { report, writes } = await checked((asked, { name }) =>
        Response.json(asked === 'GET /v1/use-cases' ? [{ id: 'aaaaaaaaaaaaaaaaaaaaaaaa' }] : { name, ...useCase }),
      );
      assert.deepEqual(writes, [], JSON.stringify(useCase));
      assert.ok(!report.created.some(({ id }) => id.startsWith('a')));
      // No address that is as long as an id can be.
      assert.ok(report.requests.every(({ curl }) => curl.length < 10_000));
      assert.ok(terminalReport(report, false).length < 100_000);
    }
  });

  it('asks again after a 429, whether Retry-After is a number or a date, and counts that', async () => {
    const waits = ['0', new Date(Date.now() - 1_000).toUTCString()];
    const { report } = await checked((asked) => {
      const wait = waits.shift();
      if (wait !== undefined) return Response.json({}, { status: 429, headers: { 'retry-after': wait } });
      return asked === 'GET /v1/use-cases' ? Response.json([]) : Response.json({}, { status: 404 });
    });
    assert.deepEqual([waits, report.counts.retries, report.stopped], [[], 2, undefined]);
    assert.match(terminalReport(report, false), /\d+ requests, and 2 sent again after 429; /);
    const { report: ended } = await checked(() =>
      Response.json({}, { status: 429, headers: { 'retry-after': 'tomorrow' } }),
    );
    assert.match(ended.stopped ?? '', /limits the rate: it answers 429 with Retry-After: tomorrow/);
  });

  it('shows the key nowhere, also where a provider repeats it in every place', async () => {
    const { report } = await checked((asked, { name }) =>
      Response.json(asked === 'GET /v1/use-cases' ? [] : { id: secret, name, [secret]: secret, message: secret }),
    );
    assert.ok(report.findings.length > 0);
    assert.equal(
      report.requests.some(({ curl }) => curl.includes('/use-cases/***')),
      true,
    );
    for (const shown of [secret, encodeURIComponent(secret)]) assert.ok(!JSON.stringify(report).includes(shown));
  });
});
