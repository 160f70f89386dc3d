import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { connectionOptions, startOptions } from '../../src/cli/commands/scenario-options.ts';
import { connect } from '../../src/cli/commands/stub-client.ts';
import { createStub, type Stub, type StubOptions } from '../../src/index.ts';
import type { RunningScenario } from '../../src/store/port.ts';
import { createRecorder } from '../helpers/recorder.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const KEY = 'sk_live_0123456789abcdef';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Not spawnSync: the stub in this process has to be able to answer. */
function scenario(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const none = Object.fromEntries([...connectionOptions(), ...startOptions()].map(({ envVar = '' }) => [envVar, '']));
  const child = spawn(process.execPath, [cli, 'scenario', ...args], {
    env: { ...process.env, ...none, FORCE_COLOR: undefined, ...env },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

/** A stub, and the command asking it with an API key. */
async function startStub(t: TestContext, options: StubOptions = {}) {
  const stub = createStub({ seedCount: 0, ...options });
  await stub.listen();
  t.after(() => stub.close());
  const ask = (...args: string[]) => scenario([...args, '--url', stub.url, '--api-key', KEY]);
  const askJson = async (...args: string[]) => {
    const { code, stdout, stderr } = await ask(...args, '--json');
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as unknown;
  };
  return { stub, ask, askJson };
}

async function create(stub: Stub, name = 'Night desk'): Promise<number> {
  const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };
  const response = await fetch(`${stub.url}/use-cases`, { method: 'POST', headers, body: JSON.stringify({ name }) });
  await response.arrayBuffer();
  return response.status;
}

describe('use-case-stub scenario', () => {
  it('makes creates fail twice, then succeed, and tells meanwhile what is left', async (t) => {
    const { stub, ask } = await startStub(t);
    const started = await ask('start', '--operation', 'createUseCase', '--status', '503', '--times', '2');
    assert.deepEqual(started, {
      code: 0,
      stdout:
        'id  left  requests       what happens  because\n' +
        '1   2     createUseCase  status 503    status 503 on createUseCase\n',
      stderr: '',
    });
    assert.equal(await create(stub), 503);
    assert.match((await ask('list')).stdout, /^1 {3}1 {5}createUseCase {2}status 503 {4}status 503 on createUseCase$/m);
    assert.equal(await create(stub), 503);
    assert.equal((await ask('list')).stdout, 'No scenario applies.\n');
    assert.equal(await create(stub), 200);
  });

  it('plans sequences, examples, bodies and headers, and says what the contract does not have', async (t) => {
    const { stub, ask, askJson } = await startStub(t);
    const sequence = await ask('start', '--steps', '503,429', '--because', 'a bad minute');
    assert.match(sequence.stdout, /^1 {3}2 {5}any operation {2}status 503, then status 429 {2}a bad minute$/m);
    assert.deepEqual([await create(stub), await create(stub), await create(stub)], [503, 429, 200]);
    const reply = ['--reply-header', 'Retry-After: 7', '--reply-body', '{"message":"Maintenance"}'];
    const started = (await askJson('start', '--status', '503', ...reply)) as RunningScenario;
    assert.deepEqual([started.headers, started.body], [{ 'retry-after': '7' }, { message: 'Maintenance' }]);
    const example = (await askJson('start', '--status', '429', '--example', 'slow_down')) as RunningScenario;
    assert.equal(example.example, 'slow_down');
    const wrong = await ask('start', '--status', '503', '--reply-body', '{"reason":"x"}');
    assert.equal(wrong.code, 2);
    assert.match(wrong.stderr, /--reply-body.*"outsideContract": true allows it/);
    assert.equal((await ask('start', '--status', '502', '--outside-contract')).code, 0);
  });

  it('makes a part of the scenario of each flag', async (t) => {
    const { askJson } = await startStub(t);
    const match = ['--operation', 'updateUseCase', '--header', 'x-tenant: blue', '--body', '{"name":"Night desk"}'];
    const outcome = ['--status', '429', '--delay', '800', '--fault', 'slow', '--because', 'a bad day'];
    const chance = ['--times', '3', '--probability', '0.5', '--seed', '7'];
    const { startedAt, ...started } = (await askJson('start', ...match, ...outcome, ...chance)) as RunningScenario;
    assert.equal(new Date(startedAt ?? '').toISOString(), startedAt);
    assert.deepEqual(started, {
      because: 'a bad day',
      match: {
        operation: 'updateUseCase',
        header: { name: 'x-tenant', value: 'blue' },
        body: { name: 'Night desk' },
      },
      status: 429,
      delay: { distribution: 'fixed', ms: 800 },
      fault: 'slow',
      times: 3,
      probability: 0.5,
      seed: 7,
      id: '1',
      left: 3,
    });
    const delays: [string, object][] = [
      ['100-500', { distribution: 'uniform', from: 100, to: 500 }],
      ['log-normal:120,0.6', { distribution: 'log-normal', median: 120, sigma: 0.6 }],
    ];
    for (const [text, delay] of delays) {
      const started = await askJson('start', '--delay', text, '--header', 'x-any');
      assert.partialDeepStrictEqual(started, { delay, match: { header: { name: 'x-any' } } });
    }
  });

  it('says so when a scenario takes the place of one of the same reason', async (t) => {
    const { ask, askJson } = await startStub(t);
    await ask('start', '--status', '500');
    assert.doesNotMatch((await ask('start', '--status', '503', '--because', 'another')).stdout, /takes the place/);
    assert.match(
      (await ask('start', '--status', '500')).stdout,
      /^It takes the place of scenario 1; another --because/m,
    );
    assert.deepEqual(
      ((await askJson('list')) as RunningScenario[]).map(({ id }) => id),
      ['2', '3'],
    );
  });

  it('ends one, or all, and tells which', async (t) => {
    const { stub, ask, askJson } = await startStub(t);
    for (const because of ['one', 'two', 'three']) await ask('start', '--status', '500', '--because', because);
    assert.equal((await ask('end', '2')).stdout, 'Ended: 2.\n');
    assert.match((await ask('list')).stdout, /^1 .* one\n3 .* three\n$/m);
    assert.deepEqual(
      ((await askJson('end')) as RunningScenario[]).map(({ because }) => because),
      ['one', 'three'],
    );
    assert.equal(await create(stub), 200);
    assert.deepEqual(await ask('end'), { code: 0, stdout: 'There was no scenario to end.\n', stderr: '' });
  });

  it('ends none for an id that is none, such as a variable of the shell that is empty', async (t) => {
    const { ask, askJson } = await startStub(t);
    for (const because of ['one', 'two']) await ask('start', '--status', '500', '--because', because);
    for (const id of ['', '.', '..', '9', '1/../2']) {
      const { code, stderr } = await ask('end', id);
      assert.equal(code, 2, id);
      assert.equal(stderr, `use-case-stub: there is no scenario "${id}"; these apply: 1, 2\n`);
    }
    assert.equal(((await askJson('list')) as unknown[]).length, 2);
  });

  it('shows what states have planned as well', async (t) => {
    const { stub, ask } = await startStub(t);
    await stub.setState(KEY, 'the API is rate limiting', { times: 4 });
    await stub.setState(KEY, 'the API key is not known');
    const { stdout } = await ask('list');
    assert.match(stdout, /4 {5}any operation {2}status 429, retry-after: 30 {2}the API is rate limiting/);
    assert.match(stdout, /all {3}any operation {2}the API key is not known {5}the API key is not known/);
  });

  it('names the flag that the stub cannot take, with exit code 2', async (t) => {
    const { ask, askJson } = await startStub(t);
    const mistakes: [args: string[], said: RegExp][] = [
      [['--status', '418'], /^use-case-stub: --status is not a status of the contract; these are: 200, 400, 401/],
      [['--status', '100'], /^use-case-stub: --status: Number must be greater than or equal to 200\n$/],
      [['--status', '500', '--operation', 'createUsecase'], /--operation is not .* did you mean "createUseCase"\?\n$/],
      [['--delay', '99999'], /^use-case-stub: --delay: Number must be less than or equal to 60000\n$/],
      [['--status', '500', '--because', ''], /^use-case-stub: --because: String must contain/],
      [
        ['--fault', 'reset', '--times', '0', '--probability', '2'],
        /^use-case-stub: the stub refuses the scenario:\n {2}--times: .*\n {2}--probability: .*\n$/,
      ],
    ];
    const ended = await Promise.all(mistakes.map(([args]) => ask('start', ...args)));
    for (const [index, { code, stdout, stderr }] of ended.entries()) {
      const [args, said] = mistakes[index] as (typeof mistakes)[number];
      assert.equal(code, 2, args.join(' '));
      assert.match(stderr, said);
      assert.equal(stdout, '');
    }
    assert.deepEqual(await askJson('list'), []);
  });

  it('says what is wrong with its arguments without asking a stub', async () => {
    const mistakes: [args: string[], said: RegExp][] = [
      [['start', '--api-key', 'k'], /say what is to happen: --status, --delay, --fault or --steps/],
      [['list'], /say whose requests are meant: --api-key/],
      [['end'], /see "use-case-stub scenario end --help"/],
      [['start', '--status', 'five'], /It must be a number/],
      [['start', '--delay', '5s'], /800, 100-500, or log-normal:120,0\.6/],
      [['start', '--delay', 'log-normal:120'], /800, 100-500, or log-normal:120,0\.6/],
      [['start', '--fault', 'fire'], /Allowed choices are reset, empty, truncated, malformed, slow/],
      [['start', '--body', '{'], /It must be JSON, such as/],
      [['start', '--header', `authorization Bearer ${KEY}`], /--header .*must be of the form "name: value" or "name"/],
      [['start', '--header', 'a', '--header', 'b'], /--header .*only once/],
      [['list', '--url', 'localhost:4010'], /--url .*must be a URL such as http:\/\/localhost:4010/],
      [['list', '--url', `http://user:${KEY}@localhost`], /--url .*must not have a user or a password/],
      [['list', '--url', `http://localhost?key=${KEY}`], /--url .*must not have a query/],
      [['list', '--api-key', `${KEY} `], /--api-key must not have white space/],
      [['list', `--apikey=${KEY}`], /unknown option '--apikey'/],
      [['list', '--api-key', 'k', '--admin-key', `${KEY}\n`], /--admin-key has a character that cannot be/],
      [['strat'], /unknown command 'strat'\n\(Did you mean start\?\)/],
      [[], /Usage: use-case-stub scenario/],
    ];
    const ended = await Promise.all(mistakes.map(([args]) => scenario(args)));
    for (const [index, { code, stdout, stderr }] of ended.entries()) {
      const [args, said] = mistakes[index] as (typeof mistakes)[number];
      assert.equal(code, 2, args.join(' '));
      assert.match(stderr, said);
      assert.ok(!(stdout + stderr).includes(KEY), `${args[0]} repeats a key`);
    }
  });

  it('takes each setting as an environment variable; a flag wins', async (t) => {
    const { stub } = await startStub(t, {
      apiKey: ['first=', 'second', 'sch\u00fcssel\u20ac'],
      adminKey: 'adm\u00efn',
    });
    const env = {
      USE_CASE_STUB_CLIENT_URL: stub.url,
      USE_CASE_STUB_CLIENT_API_KEY: 'first=',
      USE_CASE_STUB_CLIENT_ADMIN_KEY: 'adm\u00efn',
      USE_CASE_STUB_SCENARIO_STATUS: '503',
    };
    const started = await scenario(['start', '--because', 'a test'], env);
    assert.match(started.stdout, /status 503 {4}a test/, started.stderr);
    assert.match((await scenario(['list'], { ...env, USE_CASE_STUB_CLIENT_JSON: 'true' })).stdout, /^\[\{.*"a test"/);
    for (const key of ['second', 'sch\u00fcssel\u20ac'])
      assert.equal((await scenario(['list', '--api-key', key], env)).stdout, 'No scenario applies.\n');
    for (const option of [...connectionOptions(), ...startOptions()]) assert.ok(option.envVar, option.flags);
  });

  it("does not read the server's variables, and says which ones it reads", async (t) => {
    const { stub } = await startStub(t, { apiKey: [KEY], adminKey: 'sk_admin_0123456789' });
    const ofServer = { USE_CASE_STUB_API_KEY: `${KEY}=web`, USE_CASE_STUB_ADMIN_KEY: 'sk_admin_0123456789' };
    const noKey = await scenario(['list', '--url', stub.url], ofServer);
    assert.equal(noKey.code, 2);
    assert.match(
      noKey.stderr,
      /--api-key or USE_CASE_STUB_CLIENT_API_KEY, .*USE_CASE_STUB_API_KEY says which keys a server/,
    );
    const noAdminKey = await scenario(['list', '--url', stub.url, '--api-key', KEY], ofServer);
    assert.equal(noAdminKey.code, 2);
    assert.match(noAdminKey.stderr, /--admin-key or USE_CASE_STUB_CLIENT_ADMIN_KEY$/m);
    assert.ok(!(noKey.stderr + noAdminKey.stderr).includes('0123456789'));
  });

  it('says which key is missing or wrong, and prints none', async (t) => {
    const { stub } = await startStub(t, { apiKey: [KEY], adminKey: 'sk_admin_0123456789' });
    const { stub: closed } = await startStub(t, { admin: false });
    const cases: [args: string[], code: number, said: RegExp, url?: string][] = [
      [
        ['--api-key', KEY],
        2,
        /the stub demands the admin key that it was started with: --admin-key or USE_CASE_STUB_CLIENT_ADMIN_KEY$/m,
      ],
      [
        ['--api-key', KEY, '--admin-key', 'sk_wrong_0123456789'],
        2,
        /: --admin-key or USE_CASE_STUB_CLIENT_ADMIN_KEY\n$/,
      ],
      [['--api-key', `${KEY}x`, '--admin-key', 'sk_admin_0123456789'], 2, /does not know this API key.*: --api-key\n$/],
      [['--api-key', KEY], 8, /own routes are switched off; start it with an admin key/, closed.url],
    ];
    for (const [args, code, said, url = stub.url] of cases) {
      const ended = await scenario(['list', '--url', url, ...args]);
      assert.equal(ended.code, code, ended.stderr);
      assert.match(ended.stderr, said);
      assert.doesNotMatch(ended.stdout + ended.stderr, /0123456789/);
    }
  });

  it('does not print the API key that a scenario looks for', async (t) => {
    const { ask } = await startStub(t);
    const start = ['start', '--status', '500', '--header', `authorization: Bearer ${KEY}`];
    for (const args of [start, [...start, '--json'], ['list'], ['end', '--json']]) {
      const { stdout } = await ask(...args);
      assert.match(stdout, /\*\*\*/);
      assert.ok(!stdout.includes(KEY));
    }
  });

  it('repeats what else the stub says, and tells by exit code whose turn it is', async (t) => {
    const cases: [error: string, status: number, code: number, said: RegExp][] = [
      ['scenario-unknown', 404, 2, /the stub says: in words\n$/],
      ['host-foreign', 403, 2, /the stub says: in words\n$/],
      ['store-unavailable', 503, 8, /cannot reach its store; try again/],
      ['internal-error', 500, 1, /the stub says: in words\n$/],
    ];
    for (const [error, status, code, said] of cases) {
      const headers = { 'stub-error': error };
      const { url } = await createRecorder(t, () => ({ status, headers, body: { message: 'in words' } }));
      const ended = await scenario(['list', '--url', url, '--api-key', KEY]);
      assert.equal(ended.code, code, error);
      assert.match(ended.stderr, said);
    }
  });

  it('finds the stub by any of its addresses', async (t) => {
    const { stub } = await startStub(t);
    const { origin } = new URL(stub.url);
    const endings = ['', '/', '/api/v1', '/api/v1/', '/__stub', '/__stub/', '/api/v1/__stub'];
    const ended = await Promise.all(
      endings.map((ending) => scenario(['list', '--url', `${origin}${ending}`, '--api-key', 'k'])),
    );
    for (const { code, stderr } of ended) assert.equal(code, 0, stderr);
    const { code, stderr } = await scenario(['list', '--url', `${origin}/elsewhere`, '--api-key', 'k']);
    assert.equal(code, 2);
    assert.match(stderr, /has no such path; leave the path out of --url/);
  });

  it('says in one line that no server answers, and what to do', async (t) => {
    const { url, close } = await createRecorder(t, () => ({ status: 200 }));
    close();
    const { code, stdout, stderr } = await scenario(['list', '--url', url, '--api-key', KEY]);
    assert.equal(code, 8);
    assert.equal(stdout, '');
    assert.equal(
      stderr,
      `use-case-stub: no stub can be reached at ${url}: nothing listens there; start one with "use-case-stub", or say where it is: --url\n`,
    );
  });

  it('says so when something else than a stub answers', async (t) => {
    const html = { 'content-type': 'text/html' };
    const requestId = { 'x-request-id': '1' };
    const others: [answer: Parameters<typeof createRecorder>[1], said: RegExp][] = [
      [() => ({ status: 200, headers: html, body: '<html>' }), /is not a stub.*: it answers 200 with text\/html;/],
      [() => ({ status: 502, headers: html, body: '<html>' }), /it answers 502 with text\/html/],
      [() => ({ status: 404, body: { message: 'Not found' } }), /it answers 404 with application\/json/],
      [() => ({ status: 200, body: [] }), /it answers 200 with application\/json/],
      [() => ({ status: 200, headers: requestId, body: [{ id: 1 }] }), /its JSON is about something else/],
      [() => ({ status: 200, headers: requestId, body: null }), /its JSON is about something else/],
    ];
    for (const [answer, said] of others) {
      const { url } = await createRecorder(t, answer);
      const commands = [['list'], ['end'], ['start', '--status', '500']];
      const ended = await Promise.all(commands.map((args) => scenario([...args, '--url', url, '--api-key', KEY])));
      for (const { code, stdout, stderr } of ended) {
        assert.equal(code, 8);
        assert.match(stderr, said);
        assert.match(stderr, /^.*say where the stub is: --url\n$/, 'one line');
        assert.equal(stdout, '');
      }
    }
  });

  it('does not carry the keys to where a redirect leads', async (t) => {
    const elsewhere = await createRecorder(t, () => ({ status: 200, headers: { 'x-request-id': '1' }, body: [] }));
    for (const status of [301, 302, 307, 308]) {
      const location = `${elsewhere.url}/there?key=${KEY}`;
      const { url } = await createRecorder(t, () => ({ status, headers: { location } }));
      const { code, stdout, stderr } = await scenario(['list', '--url', url, '--api-key', KEY, '--admin-key', 'a']);
      assert.equal(code, 8);
      assert.match(stderr, /it redirects to http:\/\/127\.0\.0\.1:\d+\/there, where no key is sent/);
      assert.ok(!(stdout + stderr).includes(KEY));
    }
    assert.deepEqual(elsewhere.requests, []);
  });

  it('does not wait for a server that keeps silent, or never comes to an end', async (t) => {
    const server = createServer(({ url }, response) => {
      if (url?.startsWith('/silent')) return;
      response.writeHead(200, { 'content-type': url?.startsWith('/html') ? 'text/html' : 'application/json' });
      response.write('[');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => {
      server.close();
      server.closeAllConnections();
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const soon = AbortSignal.timeout.bind(AbortSignal);
    const never = t.mock.method(AbortSignal, 'timeout', () => new AbortController().signal);
    // What is not JSON is not waited for.
    const { code, stderr } = await scenario(['list', '--url', `${url}/html`, '--api-key', KEY]);
    never.mock.restore();
    assert.equal(code, 8);
    assert.match(stderr, /it answers 200 with text\/html/);
    const timeout = t.mock.method(AbortSignal, 'timeout', () => soon(50));
    for (const path of ['/silent', '/json'])
      await assert.rejects(
        connect({ url: `${url}${path}`, apiKey: 'a' }, 'scenario list').list(),
        /no answer within 10 s; start one/,
      );
    assert.deepEqual(
      timeout.mock.calls.map((call) => call.arguments),
      [[10_000], [10_000]],
    );
  });

  it('has colours only on a terminal, and lets no reason steer it', async (t) => {
    const { stub, ask } = await startStub(t);
    const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ status: 500, because: 'red \u001b[31m\u202e\nid' });
    await fetch(`${new URL(stub.url).origin}/__stub/scenarios`, { method: 'POST', headers, body });
    const { stdout } = await ask('list');
    assert.match(stdout, /^id .*\n1 .* red {1,2}\[31m id\n$/);
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(stdout, /\u001b|\u202e/);
    const list = ['list', '--url', stub.url, '--api-key', KEY];
    // As on a terminal.
    assert.ok((await scenario(list, { FORCE_COLOR: '1' })).stdout.startsWith('\u001b[2mid'));
  });

  it('shows in its help how something fails twice, then succeeds', async () => {
    const { code, stdout } = await scenario(['start', '--help']);
    assert.equal(code, 0);
    assert.match(stdout, /start --operation createUseCase --status 503 --times 2 +creates fail twice, then succeed/);
  });
});
