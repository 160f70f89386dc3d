import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import type { RecordOutput } from '../../src/cli/output/json-outputs.ts';
import { createStub } from '../../src/index.ts';
import { recordPact } from '../../src/record/record.ts';
import { cli } from '../helpers/cli.ts';

const contracts = fileURLToPath(new URL('../../contracts/', import.meta.url));
const suite = join(contracts, 'web-console/on-a-stub/screens.test.ts');

function temporaryDirectory(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'record-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Not spawnSync: a stub in this process has to be able to answer. */
async function record(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [cli, 'record', '--json', ...args], { env: { ...process.env, ...env } });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stderr, output: stdout === '' ? undefined : (JSON.parse(stdout) as RecordOutput) };
}

interface PactInteraction {
  readonly description: string;
  readonly request: object;
  readonly response: {
    readonly body: { readonly content: unknown };
    readonly matchingRules?: { readonly body?: object };
  };
}

const interactionsIn = (file: string) =>
  (JSON.parse(readFileSync(file, 'utf8')) as { interactions: PactInteraction[] }).interactions;

describe('record', () => {
  it("makes the example consumer's hand-written pact of a run of its tests, the same bytes each time", async (t) => {
    const file = join(temporaryDirectory(t), 'web-console.json');
    const args = ['--consumer', 'web-console', '--output', file, '--', process.execPath, suite];
    const { code, output, stderr } = await record(args);
    assert.equal(code, 0, stderr);
    assert.deepEqual([output?.passes, output?.requests, output?.leftOut], [true, 28, []]);
    const bytes = readFileSync(file, 'utf8');
    const recorded = interactionsIn(file).map(({ description: _, ...rest }) => rest);
    const written = interactionsIn(join(contracts, 'pacts/web-console-use-cases-api.json'));
    const others = written.filter(
      ({ description: _, ...rest }) => !recorded.some((each) => isDeepStrictEqual(each, rest)),
    );
    assert.deepEqual([recorded.length, written.length], [28, 28]);
    // What a run does not show: that the name is of no interest, which fields of a list are, and that a code is.
    assert.deepEqual(
      others.map(({ description }) => description),
      [
        'a request for a use case with webhooks',
        'a request for a use case without webhooks',
        'a request for all use cases',
        'a request to create a use case that breaks rules',
      ],
    );
    for (const { description: _, response: _response, ...rest } of others) {
      const same = recorded.filter(({ response: _ours, ...each }) => isDeepStrictEqual(each, rest));
      assert.equal(same.length, 1, JSON.stringify(rest));
    }
    await record(args);
    assert.equal(readFileSync(file, 'utf8'), bytes);
  });

  it('writes nothing when the tests fail, and passes on their exit code', async (t) => {
    const file = join(temporaryDirectory(t), 'pact.json');
    const { code, output, stderr } = await record([
      '--consumer',
      'x',
      '--output',
      file,
      '--',
      process.execPath,
      '-e',
      'process.exit(7)',
    ]);
    assert.deepEqual([code, output, existsSync(file)], [7, undefined, false]);
    assert.match(stderr, /the tests ended with 7, so no pact is written/);
  });

  it("leaves a file alone that is not the consumer's own pact, before any test runs", async (t) => {
    const file = join(temporaryDirectory(t), 'a.json');
    for (const [text, what] of [
      ['{"name":"precious"}', /is no pact, and would be replaced/],
      ['{"consumer":{"name":"y"},"interactions":[]}', /is the pact of y, and would be replaced/],
    ] as const) {
      writeFileSync(file, text);
      const { code, stderr } = await record(['--consumer', 'x', '--output', file, '--', './no-such-program']);
      assert.equal(code, 2);
      assert.match(stderr, what);
      assert.equal(readFileSync(file, 'utf8'), text);
    }
  });

  it('takes the requests that a running stub has', async (t) => {
    await using stub = createStub({ seedCount: 1 });
    const url = await stub.listen();
    const authorization = 'Bearer a-secret-key';
    await (await fetch(`${url}/use-cases`, { headers: { authorization } })).text();
    const file = join(temporaryDirectory(t), 'pact.json');
    const { code, output } = await record(['--consumer', 'x', '--output', file, '--url', url], {
      USE_CASE_STUB_CLIENT_API_KEY: 'a-secret-key',
    });
    assert.deepEqual(
      [code, output?.interactions.map(({ description }) => description)],
      [0, ['a request to list use cases']],
    );
    assert.doesNotMatch(readFileSync(file, 'utf8'), /a-secret-key/);
    const nothing = await record(['--consumer', 'x', '--output', file, '--url', url, '--api-key', 'another']);
    assert.deepEqual([nothing.code, nothing.output?.requests], [6, 0]);
  });

  it('says of each request that no pact can have why that is', async (t) => {
    await using stub = createStub();
    const send = async (path: string, body?: unknown) => {
      const headers = { authorization: 'Bearer a', 'content-type': 'application/json' };
      const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      await stub.fetch(new Request(`http://stub/api/v1${path}`, { headers, ...init })).catch(() => undefined);
    };
    await send('/use-cases', { name: 'a', nmae: 'b' });
    for (const scenario of [
      { status: 503 },
      { match: { operation: 'createUseCase' }, status: 400 },
      { fault: 'truncated' },
    ] as const) {
      await using _ = await stub.scenario('a', scenario);
      await send('/use-cases', scenario.match ? { name: 'a' } : { name: 1 });
      await send('/use-cases', scenario.match ? { name: 'a' } : { name: 1 });
    }
    await send('/calls');
    for (const method of ['HEAD', 'OPTIONS'])
      await stub.fetch(new Request('http://stub/api/v1/use-cases', { method, headers: { authorization: 'Bearer a' } }));
    const form = { authorization: 'Bearer a', 'content-type': 'application/x-www-form-urlencoded' };
    await stub.fetch(
      new Request('http://stub/api/v1/use-cases', { method: 'POST', headers: form, body: 'name=Night' }),
    );
    const directory = temporaryDirectory(t);
    const { leftOut, file } = await recordPact(
      stub.journal('a'),
      { consumer: 'x', file: join(directory, 'x.json') },
      () => undefined,
    );
    assert.equal(file, undefined);
    assert.deepEqual(
      leftOut.map(({ status, why, times }) => [status, times, why]),
      [
        [404, 1, 'The contract has no such path'],
        [200, 1, 'The contract has no HEAD there'],
        [204, 1, 'The contract has no OPTIONS there'],
        [200, 1, 'The API drops "nmae", so the request is not one that a pact may have'],
        [400, 2, 'The 400 was planned by a scenario; the API itself would take the request'],
        [400, 2, 'The answer was broken; a pact describes whole answers'],
        [415, 1, 'The body is not sent as JSON, which Pact cannot describe here'],
        [503, 2, 'The API would refuse it: /name Expected string, received number'],
      ],
    );
  });

  it('refuses flags that have no effect, and says how it is used', async () => {
    for (const [args, message] of [
      [[], /say how the tests are run, after two dashes/],
      [['--url', 'http://localhost:1', '--', 'x'], /leave out the one or the other/],
      [['--url', 'http://localhost:1', '--env', 'A=b'], /--env has no effect beside --url/],
      [['--admin-key', 'x', '--', 'x'], /--admin-key has no effect without --url/],
      [['--env', 'A', '--', 'x'], /NAME=value/],
      [['--consumer', 'a\nb', '--', 'x'], /--consumer must be 1 to 200/],
      [['--consumer', '日本', '--', 'x'], /--consumer must be 1 to 200/],
      [['--', './no-such-program'], /cannot be started: there is no such program/],
    ] as const) {
      const { code, stderr } = await record(
        (args as readonly string[]).includes('--consumer') ? args : ['--consumer', 'x', ...args],
      );
      assert.equal(code, 2, stderr);
      assert.match(stderr, message);
    }
  });
});
