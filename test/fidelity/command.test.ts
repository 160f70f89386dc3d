import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ProxyEnded, ProxyOutput, ProxyStarted } from '../../src/cli/output/json-outputs.ts';
import { cli, run } from '../helpers/cli.ts';
import { fidelityWith } from '../helpers/fidelity.ts';
import { directoryWith } from '../helpers/files.ts';
import { startProvider } from '../provider/helpers.ts';
import { startService } from './helpers.ts';

const secret = 'the-secret-key-of-a-customer';
const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };

/** Starts the command. @returns its address, and what stops it */
async function startCommand(t: TestContext, args: readonly string[], cwd: string) {
  const child = spawn(process.execPath, [cli, 'proxy', '--port', '0', ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  const lines: string[] = [];
  const arrived = createInterface(child.stdout).on('line', (line) => lines.push(line));
  const errors = text(child.stderr);
  await once(arrived, 'line');
  /** Sends that many signals. */
  const stop = async (signals = 1) => {
    const closed = once(child, 'close') as Promise<[number]>;
    for (; signals > 0; signals--) {
      child.kill(signals % 2 === 1 ? 'SIGINT' : 'SIGTERM');
      if (signals > 1) await refused(new URL((JSON.parse(lines[0] as string) as ProxyStarted).url));
    }
    const [code] = await closed;
    return { code, lines, stderr: await errors };
  };
  return { lines, stop };
}

/** Waits until a server does not listen any more. */
async function refused(url: URL): Promise<void> {
  for (let isListening = true; isListening;)
    isListening = await fetch(url, { headers: { connection: 'close' } }).then(
      () => true,
      () => false,
    );
}

describe('use-case-stub proxy', () => {
  it('prints JSON lines as their schema says, records fixtures, learns, and keeps the key to itself', async (t) => {
    const provider = await startProvider(t, { 'max-duration-default': 'absent' });
    const directory = directoryWith(t);
    const args = ['--url', `${provider.url}/`, '--json', '--learn', '--record', 'recorded.json'];
    const { lines, stop } = await startCommand(t, args, directory);
    const started = JSON.parse(lines[0] as string) as ProxyStarted;
    assert.deepEqual([started.event, started.service], ['started', provider.url]);
    const send = (init: RequestInit, path = '') => fetch(`${started.url}/use-cases${path}`, { headers, ...init });
    const created = await send({ method: 'POST', body: '{"name":"Ann Miller","timezone":"America/Chicago"}' });
    assert.equal(created.status, 200);
    await (await send({})).text();
    await (await send({}, '?api_key=12345678')).text();
    const { code, lines: all, stderr } = await stop();
    assert.deepEqual([code, stderr], [5, '']);
    const outputs = all.map((line) => JSON.parse(line) as ProxyOutput);
    const schema = JSON.parse(await readFile(new URL('../../schemas/proxy.json', import.meta.url), 'utf8')) as object;
    const validate = new Ajv2020({ strict: false }).compile(schema);
    for (const output of outputs) assert.ok(validate(output), JSON.stringify([output, validate.errors]));
    assert.deepEqual(
      outputs.map(({ event }) => event),
      ['started', 'request', 'request', 'request', 'ended'],
    );
    const ended = outputs.at(-1) as ProxyEnded;
    assert.deepEqual([ended.exitCode, ended.requests, ended.drifted], [5, 3, 1]);
    assert.equal(ended.recorded?.useCases, 1);
    const written = readdirSync(directory).map((name) => readFileSync(join(directory, name), 'utf8'));
    const said = [...all, ...written].join('\n');
    assert.ok(!said.includes(secret) && !said.includes('12345678'));
    assert.ok(!readFileSync(join(directory, 'recorded.json'), 'utf8').includes('Miller'));
  });

  it('says at a signal how many requests it had no time to judge', async (t) => {
    const useCase = { name: 'x', created_at: '2026-01-01T00:00:00.000Z' };
    const list = Array.from({ length: 2_000 }, (_, index) => ({ id: String(index).padStart(24, '0'), ...useCase }));
    const { url } = await startService(t, (_request, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(list)),
    );
    const args = ['--url', url, '--json', '--learn', '--drain-timeout', '0'];
    const { lines, stop } = await startCommand(t, args, directoryWith(t));
    const started = JSON.parse(lines[0] as string) as ProxyStarted;
    const sent = 30;
    await Promise.all(
      Array.from({ length: sent }, async () => (await fetch(`${started.url}/use-cases`, { headers })).text()),
    );
    const { lines: all, stderr } = await stop();
    const { event, requests, notJudged = 0 } = JSON.parse(all.at(-1) as string) as ProxyEnded;
    assert.deepEqual([event, requests + notJudged, all.length, stderr], ['ended', sent, requests + 2, '']);
    assert.ok(notJudged > 0);
  });

  it('--learn lives by the file that it adds to, also where none is named', async (t) => {
    const { url } = await startProvider(t, { 'not-found': 'error' });
    const known = { ...fidelityWith({ refuted: { 'not-found': 'error' } }), service: url };
    const cwd = directoryWith(t, { 'use-case-stub.fidelity.json': known });
    const { lines, stop } = await startCommand(t, ['--url', url, '--json', '--learn'], cwd);
    const started = JSON.parse(lines[0] as string) as ProxyStarted;
    await (await fetch(`${started.url}/use-cases/${'0'.repeat(24)}`, { headers })).text();
    assert.equal((JSON.parse((await stop()).lines.at(-1) as string) as ProxyEnded).drifted, 0);
  });

  it('ends at once at a second signal', async (t) => {
    const { url } = await startService(t, (_request, response) => response.writeHead(200).write('['));
    const args = ['--url', url, '--json', '--drain-timeout', '600000'];
    const { lines, stop } = await startCommand(t, args, directoryWith(t));
    const started = JSON.parse(lines[0] as string) as ProxyStarted;
    const reply = await fetch(`${started.url}/use-cases`, { headers });
    const { code, lines: all } = await stop(2);
    assert.deepEqual([code, all.length], [130, 1]);
    await assert.rejects(reply.text());
  });

  it('refuses what it cannot do, and says how to mend it', (t) => {
    const directory = directoryWith(t, { 'package.json': '{}', 'other.json': '{"version":1}' });
    const url = ['--url', 'http://127.0.0.1:9/api/v1'];
    const refusals: [args: string[], code: number, message: RegExp][] = [
      [[], 2, /say which service to pass on to: --url https:/],
      [['--url', 'https://user:word@host/api'], 2, /must have no user and no password/],
      [[...url, '--seed', '7'], 2, /--seed has no effect without --record/],
      [[...url, '--record', 'package.json'], 2, /is no recording, and would be replaced/],
      [[...url, '--fidelity', 'missing.json'], 4, /missing\.json: there is no such file/],
      [[...url, '--learn', '--fidelity', 'other.json'], 4, /other\.json:1: /],
      [[...url, '--assume', 'missing-kee=400-zod'], 2, /missing-key/],
    ];
    for (const [args, code, message] of refusals) {
      const { status, stderr } = run(['proxy', ...args], { cwd: directory });
      assert.equal(status, code, stderr);
      assert.match(stderr, message);
      assert.ok(!stderr.includes('word@'));
    }
    assert.ok(!existsSync(join(directory, 'missing.json')));
  });
});
