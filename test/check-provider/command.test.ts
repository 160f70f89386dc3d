import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
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
async function checkProvider(...args: string[]) {
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
    const { stdout, stderr, code } = await checkProvider('--provider-url', `${good.url}/`, ...key);
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /^Provider http:\/\/127\.0\.0\.1:\d+, held against the contract with seed 1\. /);
    assert.match(stdout, /\n7 use cases created: "check-provider 1: …"\. The API has no delete;/);
    assert.match(stdout, /\n\d+ requests; nothing found\.\n$/);
  });

  it('reports what it found at 80 columns and as JUnit, errors first, without the key', async (t) => {
    const junit = join(directoryWith(t, {}), 'results.xml');
    const { stdout, code } = await checkProvider('--provider-url', bad.url, ...key, '--junit', junit);
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
    assert.equal((await checkProvider(...args)).code, 0);
    assert.equal((await checkProvider(...args, '--strict')).code, 5);
  });

  it('says why it could not test', async () => {
    const gone = await startPlantedProvider();
    await gone.close();
    const [none, refused, unreachable] = await Promise.all([
      checkProvider(),
      checkProvider('--provider-url', good.url),
      checkProvider('--provider-url', gone.url),
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
    const { stdout, code } = await checkProvider('--provider-url', 'https://provider.example/v1', '--dry-run');
    assert.equal(code, 0);
    assert.match(stdout, /^ {2}createUseCase {2}create with all fields$/m);
    assert.match(stdout, /\d+ requests; none was sent\.\n$/);
    const idle = await checkProvider('--provider-url', 'https://provider.example/v1', '--dry-run', '--strict');
    assert.deepEqual([idle.code, idle.stdout], [2, '']);
    assert.match(idle.stderr, /have no effect with --dry-run/);
  });
});
