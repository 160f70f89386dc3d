import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import type { FidelityOutput, ProbeOutput } from '../../src/cli/output/json-outputs.ts';
import { createStub } from '../../src/index.ts';
import { cli } from '../helpers/cli.ts';
import { directoryWith } from '../helpers/files.ts';

const file = 'use-case-stub.fidelity.json';
const partial = 'use-case-stub.fidelity.partial.json';
const key = 'sk-the-key-of-the-probe';
const keyed = ['--header', `authorization: Bearer ${key}`];

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Not spawnSync: a service in this process has to be able to answer. */
function command(cwd: string, args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [cli, ...args], { cwd, env: { ...process.env, ...env } });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.end();
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, ended };
}

const run = (cwd: string, args: readonly string[], env?: Record<string, string>) => command(cwd, args, env).ended;

async function startService(t: TestContext): Promise<string> {
  const stub = createStub({ seedCount: 1 });
  const url = await stub.listen();
  t.after(() => stub.close());
  return url;
}

async function portOf(t: TestContext, server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

function assertDescribed(name: string, output: unknown): void {
  const schema = JSON.parse(readFileSync(new URL(`../../schemas/${name}.json`, import.meta.url), 'utf8')) as object;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  assert.ok(ajv.validate(schema, output), JSON.stringify(ajv.errors, null, 2));
}

describe('use-case-stub probe', () => {
  it('writes a file without secrets that its schema describes, by which fidelity and serve go', async (t) => {
    const [cwd, url] = [directoryWith(t, {}), await startService(t)];
    const address = url.replace('//', '//user:pass-word@');
    const { code, stdout, stderr } = await run(cwd, ['probe', '--url', address, ...keyed, '--yes', '--json']);
    assert.equal(code, exitCodes.ok.code, stderr);
    const output = JSON.parse(stdout) as ProbeOutput;
    assertDescribed('probe', output);
    assert.equal(output.file, file);
    const written = readFileSync(join(cwd, file), 'utf8');
    assertDescribed('fidelity-file', JSON.parse(written));
    assert.deepEqual(JSON.parse(written), output.fidelity);
    assert.equal(output.fidelity.service, url);
    for (const text of [written, stdout, stderr]) {
      assert.ok(!text.includes(key), 'the key is nowhere');
      assert.ok(!text.includes('pass-word'), 'nor are the credentials of the address');
    }
    assert.ok(!existsSync(join(cwd, partial)));
    const shown = await run(cwd, ['fidelity', '--json']);
    assertDescribed('fidelity', JSON.parse(shown.stdout));
    assert.equal((JSON.parse(shown.stdout) as { counts: { confirmed: number } }).counts.confirmed, 44);
    assert.match((await run(cwd, ['fidelity', '--markdown'])).stdout, /^\| `missing-key` \| confirmed \| 401 \|/m);
    const same = await run(cwd, ['fidelity', file, file]);
    assert.equal(same.code, exitCodes.ok.code);
    assert.match(same.stdout, /Nothing has changed\.\n$/);
  });

  it('creates nothing unless it is allowed to, and says what it would send', async (t) => {
    let requests = 0;
    const server = createServer((_, response) => {
      requests++;
      response.end('[]');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => new Promise((resolve) => server.close(resolve)));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
    const cwd = directoryWith(t, {});
    const refused = await run(cwd, ['probe', '--url', url, ...keyed]);
    assert.equal(refused.code, exitCodes.usage.code);
    assert.match(refused.stderr, /there is no terminal to ask you in: --yes allows it/);
    const dry = await run(cwd, ['probe', '--url', url, ...keyed, '--dry-run']);
    assert.equal(dry.code, exitCodes.ok.code);
    assert.match(dry.stdout, /^ {2}POST \/use-cases \(an empty name\)\n {6}\{"name":""/m);
    assert.match(dry.stdout, /36 requests\./);
    assert.equal(requests, 0);
    assert.ok(!existsSync(join(cwd, file)));
  });

  it('says what was assumed where that is refuted, what only writing tells, and how to go on', async (t) => {
    const cwd = directoryWith(t, {});
    const stub = createStub({ seedCount: 1, assume: 'not-found=error' });
    const url = await stub.listen();
    t.after(() => stub.close());
    const { stdout } = await run(cwd, ['probe', '--url', url, ...keyed, '--read-only']);
    assert.match(stdout, /^refuted +not-found +error\n {4}It is [^\n]+\n {4}Assumed was: The body of 404 is /m);
    assert.match(
      stdout,
      /^Only writing tells \d+ of these; the same command without --read-only asks:\nmax-duration-/m,
    );
    assert.doesNotMatch(stdout, /^undecided +nulls/m);
    assert.ok(stdout.includes(`"use-case-stub fidelity ${file}" shows all of it`));
  });

  it('keeps what it knows when a signal stops it, and goes on with --continue', async (t) => {
    const [cwd, url] = [directoryWith(t, {}), await startService(t)];
    let requests = 0;
    let reached = Promise.withResolvers<void>();
    let isHeld = true;
    const { origin } = new URL(url);
    // Passes on, until it holds one request back.
    const server = createServer((request, response) => {
      if (++requests >= 15 && isHeld) return reached.resolve();
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { authorization, 'content-type': type } = request.headers;
        const body = Buffer.concat(chunks);
        void fetch(origin + request.url, {
          method: request.method ?? 'GET',
          headers: { ...(authorization && { authorization }), ...(type && { 'content-type': type }) },
          ...(body.length > 0 && { body }),
        }).then(async (reply) => {
          response.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? '' });
          response.end(await reply.text());
        });
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    const through = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
    const args = ['probe', '--url', through, ...keyed, '--yes', '--json'];
    const { child, ended } = command(cwd, args);
    await reached.promise;
    child.kill('SIGINT');
    const stopped = await ended;
    assert.equal(stopped.code, exitCodes.interrupted.code, stopped.stderr);
    assert.match(stopped.stderr, /the same command with --continue goes on from here/);
    const { file: left, fidelity } = JSON.parse(stopped.stdout) as ProbeOutput;
    assert.equal(left, partial);
    assert.ok(fidelity.created.length > 0);
    assert.ok(!readFileSync(join(cwd, partial), 'utf8').includes(key));
    reached = Promise.withResolvers();
    const again = command(cwd, [...args.filter((each) => each !== '--json'), '--continue']);
    await reached.promise;
    again.child.kill('SIGINT');
    const { code, stdout } = await again.ended;
    assert.equal(code, exitCodes.interrupted.code);
    assert.match(stdout, /^Stopped early: a signal ended it\.\n/);
    const words = stdout.replaceAll('\n', ' ');
    assert.match(
      words,
      new RegExp(`; (?=.*[1-9]\\d* confirmed).*${fidelity.created.join(', ')}\\. Written: ${partial} $`),
    );
    isHeld = false;
    const other = await run(cwd, [...args.with(2, 'http://127.0.0.1:1/api/v1'), '--continue']);
    assert.equal(other.code, exitCodes.usage.code);
    assert.match(other.stderr, /is about http/);
    const rest = await run(cwd, [...args, '--continue']);
    assert.equal(rest.code, exitCodes.ok.code, rest.stderr);
    const whole = JSON.parse(rest.stdout) as ProbeOutput;
    assert.ok(Object.values(whole.fidelity.assumptions).every(({ result }) => result === 'confirmed'));
    assert.ok(fidelity.created.every((id) => whole.fidelity.created.includes(id)));
    assert.ok(existsSync(join(cwd, file)) && !existsSync(join(cwd, partial)));
  });

  it('says that it waits for a service which asks for that, and can be stopped meanwhile', async (t) => {
    const cwd = directoryWith(t, {});
    const server = createServer((_, response) => response.writeHead(503, { 'retry-after': '300' }).end());
    const url = `http://127.0.0.1:${await portOf(t, server)}/api/v1`;
    const { child, ended } = command(cwd, ['probe', '--url', url, ...keyed, '--read-only']);
    await once(child.stderr, 'data');
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    assert.equal(code, exitCodes.interrupted.code, stderr);
    assert.match(stdout, /^Stopped early: a signal ended it\.\n/);
    assert.match(stderr, /^the service answers 503 and asks to wait: going on in 300 s$/m);
    assert.ok(!existsSync(join(cwd, partial)));
  });

  it('asks in a terminal before it writes: an answer that is not yes sends nothing, yes does it', async (t) => {
    if (spawnSync('script', ['--version']).status !== 0) return t.skip('no script of util-linux here');
    const cwd = directoryWith(t, {});
    const sent: string[] = [];
    const stub = createStub({ seedCount: 1 });
    const server = createServer((request, response) => {
      sent.push(`${request.method} ${request.url}`);
      stub.handler(request, response);
    });
    const url = `http://127.0.0.1:${await portOf(t, server)}/api/v1`;
    const answer = async (text: string) => {
      const words = [process.execPath, cli, 'probe', '--url', url, ...keyed, '--output', 'made/found.json'];
      const quoted = words.map((word) => `'${word}'`).join(' ');
      const child = spawn('script', ['-qec', quoted, '/dev/null'], { cwd, stdio: ['pipe', 'pipe', 'inherit'] });
      t.after(() => child.kill('SIGKILL'));
      let shown = '';
      let isAsked = false;
      child.stdout.on('data', (chunk: Buffer) => {
        shown += chunk.toString();
        if (!isAsked && shown.includes('Send them? [y/N]')) {
          isAsked = true;
          child.stdin.write(text);
        }
      });
      const [code] = (await once(child, 'close')) as [number];
      return { code, shown };
    };
    // Return alone, another word, Ctrl-C and Ctrl-D.
    for (const text of ['\r', 'nay\r', '\u0003', '\u0004']) {
      const { code, shown } = await answer(text);
      assert.equal(code, exitCodes.interrupted.code, shown);
      assert.match(shown, /POST \/use-cases \(an empty name\)[^]*Send them\? \[y\/N\][^]*nothing was sent/);
      assert.ok(!shown.includes(key));
    }
    assert.equal(sent.length, 0);
    const { code, shown } = await answer('y\r');
    assert.equal(code, exitCodes.ok.code, shown);
    assert.ok(sent.some((each) => each.startsWith('POST ')));
    assert.ok(existsSync(join(cwd, 'made', 'found.json')), 'the directory is made');
  });

  it('goes through HTTPS_PROXY, to a service whose authority NODE_EXTRA_CA_CERTS names', async (t) => {
    if (spawnSync('openssl', ['version']).status !== 0) return t.skip('no openssl here');
    const cwd = directoryWith(t, {});
    const [keyFile, cert] = [join(cwd, 'key.pem'), join(cwd, 'cert.pem')];
    const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
    execFileSync('openssl', [...kind, '-keyout', keyFile, '-out', cert, ...subject], { stdio: 'ignore' });
    const stub = createStub({ seedCount: 1 });
    const server = createSecureServer({ key: readFileSync(keyFile), cert: readFileSync(cert) }, stub.handler);
    const port = await portOf(t, server);
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on('connect', (request, socket) => {
      asked.push(String(request.url));
      const target = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        target.pipe(socket).pipe(target);
      });
      for (const each of [socket, target]) each.on('error', () => undefined);
      t.after(() => target.destroy());
    });
    const through = `http://127.0.0.1:${await portOf(t, proxy)}`;
    const args = ['probe', '--url', `https://127.0.0.1:${port}/api/v1`, ...keyed, '--read-only'];
    const untrusted = await run(cwd, args, { HTTPS_PROXY: through, NO_PROXY: '' });
    assert.equal(untrusted.code, exitCodes.unreachable.code);
    assert.match(untrusted.stdout.replace(/\s+/g, ' '), /no authority that is trusted here has signed its certificate/);
    const environment = { HTTPS_PROXY: through, NO_PROXY: '', NODE_EXTRA_CA_CERTS: cert };
    const { code, stderr } = await run(cwd, args, environment);
    assert.equal(code, exitCodes.ok.code, stderr);
    assert.ok(asked.length >= 2 && asked.every((each) => each === `127.0.0.1:${port}`), asked.join());
  });

  it('ends with the exit code of what is wrong, in one line', async (t) => {
    const cwd = directoryWith(t, { 'not.pem': 'a', 'begun.partial.json': '{}' });
    const nowhere = ['probe', '--url', 'http://127.0.0.1:1/api/v1', '--read-only'];
    const wrong: [string[], number, RegExp][] = [
      [[...nowhere, '--continue'], exitCodes.usage.code, /there is no use-case-stub\.fidelity\.partial\.json/],
      [['probe', '--url', `http://127.0.0.1:1/?token=${key}`], exitCodes.usage.code, /must not have a query/],
      [['probe', '--url', `ftp://user:${key}@localhost`], exitCodes.usage.code, /must be a URL such as/],
      [[...nowhere, '--header', `authorization Bearer ${key}`], exitCodes.usage.code, /of the form "name: value"/],
      [[...nowhere, '--ca', 'not.pem'], exitCodes.usage.code, /not\.pem: it has no certificate/],
      [[...nowhere, '--output', '.'], exitCodes.usage.code, /--output \. cannot be written: it is a directory/],
      [
        [...nowhere, '--output', 'begun.json'],
        exitCodes.usage.code,
        /begun\.partial\.json is of a probe that was stopped/,
      ],
      [
        [...nowhere, '--output', 'not.pem/where.json'],
        exitCodes.usage.code,
        /--output not\.pem.where\.json cannot be written: /,
      ],
    ];
    const ended = await Promise.all(wrong.map(([args]) => run(cwd, args)));
    for (const [index, { code, stderr }] of ended.entries()) {
      const [args, expected, message] = wrong[index] as (typeof wrong)[number];
      assert.equal(code, expected, `${args.join(' ')}: ${stderr}`);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, new RegExp(key));
    }
    const away = await run(cwd, nowhere);
    assert.equal(away.code, exitCodes.unreachable.code);
    assert.match(
      away.stdout,
      /^Stopped early: nothing listens there\.\n1 request; /,
      'what was not asked is not listed',
    );
  });
});

describe('use-case-stub fidelity', () => {
  it('ends with 5 when the API does otherwise than before', async (t) => {
    const at = '2026-11-26T20:00:00.000Z';
    const found = (value: string, result: string) => ({
      version: 1,
      tool: '0.2.0',
      service: 'https://provider.example/api/v1',
      startedAt: at,
      finishedAt: at,
      readOnly: true,
      mark: 'm',
      created: [],
      assumptions: { 'missing-key': { result, value, checkedAt: at } },
    });
    const cwd = directoryWith(t, { 'old.json': found('401', 'confirmed'), 'new.json': found('400-zod', 'refuted') });
    const { code, stdout } = await run(cwd, ['fidelity', 'old.json', 'new.json']);
    assert.equal(code, exitCodes.broken.code);
    assert.match(stdout, /^changed {2}missing-key {2}401 {2}-> {2}400-zod {2}It gets 400 with a ZodError/m);
    const json = await run(cwd, ['fidelity', 'old.json', 'new.json', '--json']);
    assertDescribed('fidelity', JSON.parse(json.stdout) as FidelityOutput);
    assert.match(
      (await run(cwd, ['fidelity', 'old.json', 'new.json', '--markdown'])).stdout,
      /\| `missing-key` \| changed \| 401 \| 400-zod \|/,
    );
  });
});
