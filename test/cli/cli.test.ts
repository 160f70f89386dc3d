import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import { serveOptions } from '../../src/cli/options.ts';
import type { UseCase } from '../../src/index.ts';
import { cli, run, start } from '../helpers/cli.ts';
import { directoryWith } from '../helpers/files.ts';
import { temporaryDirectory } from '../helpers/pacts.ts';

const fixture = fileURLToPath(new URL('../fixtures/extra.yaml', import.meta.url));

describe('use-case-stub', () => {
  it('serves, says where in one line, and stops on a signal with exit code 0', async (t) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const { child, url, exited } = await start(t);
      const response = await fetch(`${url}/use-cases`, { headers: { authorization: 'Bearer k' } });
      assert.equal(((await response.json()) as UseCase[]).length, 12);
      child.kill(signal);
      assert.equal(await exited, 0, signal);
    }
  });

  it('starts without what its first request does not need: Node’s fetch, and prom-client before the metrics', async (t) => {
    const loads = '[...process.moduleLoadList, ...Object.keys(module.constructor._cache)]';
    const file = join(await temporaryDirectory(t), 'loads.cjs');
    await writeFile(file, `process.on('exit', () => console.error(JSON.stringify(${loads})))`);
    const loadedFor = async (path: string) => {
      const { child, url, exited, errors } = await start(t, ['--log', 'off'], {
        env: { NODE_OPTIONS: `--require=${file}` },
      });
      const reply = await fetch(new URL(path, url), { headers: { authorization: 'Bearer key' } });
      assert.equal(reply.status, 200);
      await reply.arrayBuffer();
      child.kill('SIGTERM');
      await exited;
      return errors().match(/"NativeModule http"|undici|prom-client\/lib\/registry/g);
    };
    assert.deepEqual(await loadedFor('/api/v1/use-cases'), ['"NativeModule http"']);
    assert.deepEqual(await loadedFor('/__stub/metrics'), ['"NativeModule http"', 'prom-client/lib/registry']);
  });

  it('answers a request that is under way before it stops', async (t) => {
    const { child, url, exited, errors } = await start(t, ['--log', 'json']);
    const slow = fetch(`${url}/use-cases`, { headers: { authorization: 'Bearer k', prefer: 'delay=50000' } });
    // Once another request has been answered, the slow one has arrived: they share the order of accepting.
    await fetch(`${url}/use-cases`, { headers: { authorization: 'Bearer k' } });
    child.kill('SIGTERM');
    assert.equal((await slow).status, 200);
    assert.equal(await exited, 0);
    assert.equal(errors().match(/GET \/use-cases 200/g)?.length, 2, 'the log is written out before the end');
  });

  it('logs JSON without API keys to stderr when it is no terminal', async (t) => {
    const { child, url, errors, exited } = await start(t);
    await fetch(`${url}/use-cases`, { headers: { authorization: 'Bearer sk_live_0123456789abcdef' } });
    child.kill('SIGTERM');
    await exited;
    const line = JSON.parse(errors().trim()) as Record<string, unknown>;
    assert.equal(line['operation'], 'listUseCases');
    assert.equal(line['status'], 200);
    assert.ok(!errors().includes('0123456789'));
  });

  it('writes no line of its own making into the pretty log', async (t) => {
    const { child, url, errors, exited } = await start(t, ['--log', 'pretty']);
    await fetch(`${url}/use-cases`, {
      method: 'POST',
      headers: { authorization: 'Bearer a', 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'x', 'a\n[00:00:00] INFO: forged\u001b[2J': 1 }),
    });
    child.kill('SIGTERM');
    await exited;
    assert.match(errors(), /a \[00:00:00\] INFO: forged/);
    assert.doesNotMatch(errors(), /^\[00:00:00\]/m);
    assert.ok(!errors().includes('\u001b'));
  });

  it('takes each setting as a flag and as an environment variable; the flag wins', async (t) => {
    const byFlag = await start(t, ['--seed-count', '2', '--json'], { env: { USE_CASE_STUB_SEED_COUNT: '5' } });
    const byVariable = await start(t, [], {
      env: { USE_CASE_STUB_SEED_COUNT: '5', USE_CASE_STUB_API_KEY: 'a=web,b', USE_CASE_STUB_INSTANCE: 'two' },
    });
    const count = async (url: string, key: string) => {
      const response = await fetch(`${url}/use-cases`, { headers: { authorization: `Bearer ${key}` } });
      return response.ok ? ((await response.json()) as UseCase[]).length : response.status;
    };
    assert.equal(await count(byFlag.url, 'a'), 2);
    assert.equal(await count(byVariable.url, 'b'), 5);
    assert.equal(await count(byVariable.url, 'c'), 401);
    const instance = async (url: string) => {
      const text = await (await fetch(new URL('/__stub/metrics', url))).text();
      return /^use_case_stub_requests_total\{instance="(.*?)"/m.exec(text)?.[1];
    };
    assert.deepEqual([await instance(byFlag.url), await instance(byVariable.url)], [hostname(), 'two']);
    for (const option of serveOptions()) assert.ok(option.envVar, option.flags);
  });

  it('serves the operations of another document as well, and requires no ES module, of which Node 22.12 would warn', async (t) => {
    const env = { NODE_OPTIONS: '--no-experimental-require-module' };
    const { url } = await start(t, ['--spec', fixture], { env });
    const response = await fetch(`${url}/ping`);
    assert.deepEqual(await response.json(), { pong: true });
  });

  it('says in one line which port is in use, and the way out', async (t) => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    t.after(() => other.close());
    const { port } = other.address() as AddressInfo;
    const { status, stderr } = run(['--port', String(port)]);
    assert.equal(status, exitCodes.address.code);
    assert.equal(
      stderr,
      `use-case-stub: port ${port} is in use; stop what listens there, or choose another: --port ${port + 1}, or --port 0 for any free one\n`,
    );
  });

  it('tells apart by exit code what went wrong, in one line without a stack', () => {
    const cases: [string[], keyof typeof exitCodes, RegExp][] = [
      [
        ['--port', 'x'],
        'usage',
        /option '-p, --port <number>' argument 'x' is invalid. It must be a whole number from 0 to 65535/,
      ],
      [['--validation', 'harsh'], 'usage', /It must be one of strict, standard, warn, off/],
      [['--prot', '1'], 'usage', /unknown option '--prot'\n\(Did you mean --port\?\)/],
      [['verfy', 'x'], 'usage', /unknown command "verfy"; did you mean "verify"\? \("use-case-stub --help"/],
      [
        ['--port', '0', 'x'],
        'usage',
        /too many arguments: serve has flags only, not "x"; "use-case-stub serve --help"/,
      ],
      [['--admin', 'off'], 'usage', /a switch has no value: --admin is on, --no-admin is off/],
      [['--no-cors', 'true'], 'usage', /a switch has no value: --cors is on, --no-cors is off/],
      [['--rate-limit', '1/99999999999999999999h'], 'usage', /at most 1000000000 requests in 1 to 2592000 seconds/],
      [['--rate-limit', '1000000001/s'], 'usage', /of the form 100\/min, with s, min or h/],
      [['--rate-limit', '100'], 'usage', /of the form 100\/min, with s, min or h/],
      [['--api-key', ''], 'usage', /at least one character/],
      [
        ['--admin-key', ''],
        'usage',
        /--admin-key \(or USE_CASE_STUB_ADMIN_KEY\) cannot be taken\. It must have at least one character/,
      ],
      [['--spec', 'nowhere.yaml'], 'spec', /nowhere\.yaml: there is no such file/],
      [['--host', '203.0.113.1', '--port', '0'], 'address', /this machine has no address 203\.0\.113\.1/],
      [['--port', '0', '--port', '1'], 'usage', /--port is given twice, but takes one value/],
      [['fake', '--language', 'nl-NL'], 'usage', /Allowed choices are en-US/],
    ];
    for (const [args, reason, message] of cases) {
      const { status, stderr, stdout } = run(args);
      assert.equal(status, exitCodes[reason].code, `${args.join(' ')}: ${stderr}`);
      assert.match(stderr, message);
      assert.equal(stdout, '');
      assert.doesNotMatch(stderr, /\n {4}at /);
    }
  });

  it('takes empty variables for none, and switches that are off for off', async (t) => {
    const off = {
      USE_CASE_STUB_HOST: '',
      USE_CASE_STUB_SPEC: '',
      USE_CASE_STUB_DYNAMIC: 'false',
      USE_CASE_STUB_JSON: '',
    };
    const { url } = await start(t, [], { env: off });
    assert.match(url, /^http:\/\/localhost:/);
    const headers = { authorization: 'Bearer k', 'content-type': 'application/json' };
    const created = await fetch(`${url}/use-cases`, { method: 'POST', headers, body: '{"name":"x"}' });
    assert.equal(((await created.json()) as UseCase).timezone, undefined);
  });

  it('takes the name of an API key from behind the last equals sign', async (t) => {
    const { url } = await start(t, ['--api-key', 'YWJjZA==', '--api-key', 'c2VjcmV0=web']);
    for (const [key, status] of [
      ['YWJjZA==', 200],
      ['YWJjZA', 401],
      ['c2VjcmV0', 200],
    ] as const) {
      assert.equal(
        (await fetch(`${url}/use-cases`, { headers: { authorization: `Bearer ${key}` } })).status,
        status,
        key,
      );
    }
  });

  it('stops when the shell that npm started it in is gone', { skip: process.platform === 'win32' }, async (t) => {
    const shell = spawn('sh', ['-c', `"${process.execPath}" "${cli}" --log off; true`], {
      env: { ...process.env, PORT: '0', npm_lifecycle_event: 'start' },
      detached: true,
    });
    t.after(() => {
      try {
        process.kill(-(shell.pid as number), 'SIGKILL');
      } catch {
        // Gone already, as it should be.
      }
    });
    const lines = createInterface(shell.stdout)[Symbol.asyncIterator]();
    const { value } = await lines.next();
    assert.match(String(value), /http:/);
    shell.kill('SIGTERM');
    // The server holds the other end of this pipe; it closes when the server is gone.
    assert.equal((await lines.next()).done, true);
  });

  it('does not mind who stops reading', () => {
    const { stderr } = spawnSync(
      'sh',
      ['-c', `"${process.execPath}" "${cli}" fake --count 200 | head -c 10 >/dev/null`],
      { encoding: 'utf8' },
    );
    assert.equal(stderr, '');
  });

  it('says which environment variable cannot be taken', () => {
    const { status, stderr } = run([], { env: { USE_CASE_STUB_SEED: 'many' } });
    assert.equal(status, exitCodes.usage.code);
    assert.match(stderr, /'many' from env 'USE_CASE_STUB_SEED' is invalid/);
    const odd = run([], { env: { USE_CASE_STUB_DYNAMIC: 'perhaps' } });
    assert.equal(odd.status, exitCodes.usage.code);
    assert.equal(odd.stderr, 'use-case-stub: USE_CASE_STUB_DYNAMIC must be on or off, not perhaps\n');
  });

  it('refuses an environment variable that is misspelt or was renamed, and names the right one', () => {
    const cases: [variable: string, value: string, said: RegExp][] = [
      ['USE_CASE_STUB_SEEDCOUNT', '3', /is not a variable of use-case-stub; did you mean USE_CASE_STUB_SEED_COUNT\?$/m],
      ['USE_CASE_STUB_FAKE_CUONT', '3', /did you mean USE_CASE_STUB_FAKE_COUNT\?$/m],
      ['USE_CASE_STUB_PORT', '4010', /did you mean PORT\?$/m],
      ['USE_CASE_STUB_URL', 'http://localhost', /USE_CASE_STUB_URL is now called USE_CASE_STUB_CLIENT_URL$/m],
      ['USE_CASE_STUB_SOMETHING_ELSE', '1', /; "use-case-stub COMMAND --help" names them$/m],
    ];
    for (const [variable, value, said] of cases) {
      const { status, stderr, stdout } = run(['fake'], { env: { [variable]: value } });
      assert.equal(status, exitCodes.usage.code, variable);
      assert.match(stderr, said);
      assert.equal(stdout, '');
    }
  });

  it('is not disturbed by what Kubernetes says of a service with its name', () => {
    const env = {
      USE_CASE_STUB_SERVICE_HOST: '10.0.0.1',
      USE_CASE_STUB_SERVICE_PORT_HTTP: '80',
      USE_CASE_STUB_PORT: 'tcp://10.0.0.1:80',
      USE_CASE_STUB_PORT_80_TCP_ADDR: '10.0.0.1',
    };
    assert.equal(run(['fake'], { env }).status, 0);
  });

  it('points to the help of the command that was used wrongly', () => {
    const cases: [args: string[], command: string][] = [
      [['--prot', '1'], 'use-case-stub serve'],
      [['verify', '--jnuit', 'x'], 'use-case-stub verify'],
      [['verify'], 'use-case-stub verify'],
      [['scenario', 'start', '--stauts', '500'], 'use-case-stub scenario start'],
    ];
    for (const [args, command] of cases) assert.ok(run(args).stderr.includes(`"${command} --help"`), args.join(' '));
  });

  it('explains itself', () => {
    const { status, stdout } = run(['--help']);
    assert.equal(status, 0);
    const flags = {
      serve: '--port',
      config: '--json',
      fake: '--count',
      verify: '--junit',
      scenario: 'start, list, end',
    };
    for (const [command, flag] of Object.entries(flags))
      assert.match(stdout, new RegExp(`^  ${command} [^]*?${flag}`, 'm'));
    assert.match(stdout, /"use-case-stub serve --help" explains every flag of the server/);
    const serve = run(['serve', '--help']).stdout;
    for (const { long } of serveOptions()) assert.ok(serve.includes(long as string), `${long}`);
    for (const name of ['code', 'example', 'dynamic', 'delay', 'fault', 'validation'])
      assert.ok(serve.includes(`"Prefer: ${name}=`), name);
    for (const { code } of Object.values(exitCodes)) assert.ok(serve.includes(`${code} `));
    assert.match(run(['--version']).stdout, /^\d+\.\d+\.\d+\n$/);
  });
});

describe('use-case-stub fake', () => {
  it('prints the same use cases for the same flags', () => {
    const args = ['fake', '--count', '5', '--language', 'es-MX', '--seed', '7'];
    const { stdout, stderr, status } = run(args);
    assert.equal(status, 0);
    assert.equal(stderr, '');
    const useCases = JSON.parse(stdout) as UseCase[];
    assert.equal(useCases.length, 5);
    assert.deepEqual([...new Set(useCases.map(({ language }) => language))], ['es-MX']);
    assert.equal(run(args).stdout, stdout);
    assert.notEqual(run([...args.slice(0, -1), '8']).stdout, stdout);
  });

  it('prints what an API takes that does as chosen, or as a probe found out', (t) => {
    const directory = directoryWith(t, {
      'use-case-stub.fidelity.json': JSON.stringify({
        ...{ version: 1, tool: '0.2.0', service: 'https://api.example', startedAt: '2026-11-26T08:00:00.000Z' },
        ...{ readOnly: false, mark: 'probe', created: [] },
        assumptions: {
          'work-hours': { result: 'refuted', value: 'HH:mm:ss', checkedAt: '2026-11-26T08:00:00.000Z' },
        },
      }),
    });
    const hours = (args: readonly string[], cwd?: string) => {
      const { stdout, stderr } = run(['fake', '--count', '3', ...args], { ...(cwd !== undefined && { cwd }) });
      assert.equal(stderr, '');
      return (JSON.parse(stdout) as UseCase[]).map(({ work_start }) => work_start?.length);
    };
    assert.deepEqual(hours([]), [5, 5, 5]);
    assert.deepEqual(hours(['--assume', 'work-hours=HH:mm:ss']), [8, 8, 8]);
    assert.deepEqual(hours(['--fidelity', join(directory, 'use-case-stub.fidelity.json')]), [8, 8, 8]);
    assert.deepEqual(hours([], directory), [8, 8, 8], 'the file beside the configuration is found');
    assert.deepEqual(hours(['--fidelity', 'off'], directory), [5, 5, 5]);
    assert.deepEqual(hours(['--assume', 'work-hours=any'], directory), [5, 5, 5], 'a choice wins');
    const { status, stderr } = run(['fake', '--assume', 'work-huors=any']);
    assert.deepEqual([status, /did you mean "work-hours"/.test(stderr)], [2, true], stderr);
  });

  it('loses nothing in a pipe', { skip: process.platform === 'win32' }, () => {
    const script = `"${process.execPath}" "${cli}" fake --count 300 --json | (sleep 0.2; cat)`;
    const { stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8', maxBuffer: 1e8 });
    assert.equal((JSON.parse(stdout) as UseCase[]).length, 300);
  });

  it('prints bodies of create on request, and one line with --json', () => {
    const { stdout } = run(['fake', '--count', '2', '--bodies', '--json']);
    assert.equal(stdout.trim().split('\n').length, 1);
    for (const body of JSON.parse(stdout) as Record<string, unknown>[]) {
      assert.equal(body['id'], undefined);
      assert.ok(body['name']);
    }
  });
});
