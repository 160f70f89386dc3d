import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import type { Notice, UseCase } from '../../src/index.ts';
import { run, start, type Running } from '../helpers/cli.ts';
import { directoryWith } from '../helpers/files.ts';

const editEarly = fileURLToPath(new URL('../helpers/edit-early.ts', import.meta.url));
const ID = '66f2a1d05b3c9e7a41d80c12';
const headers = { authorization: 'Bearer k', 'content-type': 'application/json' };

async function names({ url }: Running): Promise<unknown[]> {
  const response = await fetch(`${url}/use-cases`, { headers });
  return ((await response.json()) as UseCase[]).map(({ name }) => name);
}

async function notices({ url }: Running): Promise<Notice[]> {
  const response = await fetch(new URL('/__stub/notices', url), { headers: { 'stub-admin-key': 'mine' } });
  return (await response.json()) as Notice[];
}

/** Starts a stub that follows files, and gives what edits them. */
async function startWatching(t: TestContext, args: readonly string[], files: Record<string, string | object>) {
  const directory = directoryWith(t, files);
  const running = await start(t, ['--watch', '--log', 'off', '--console-key', 'mine', ...args], { cwd: directory });
  const path = (name: string) => join(directory, name);
  return { running, path, edit: (name: string, text: string) => writeFileSync(path(name), text) };
}

const spec = (path: string) => `openapi: 3.1.0
info: { title: Draft, version: 1.0.0 }
paths:
  ${path}:
    get:
      operationId: drafted
      responses: { '200': { description: ok, content: { application/json: { schema: { const: 1 } } } } }
`;

describe('--watch', () => {
  it('lets an edit of fixtures be seen at once, and leaves what clients made', async (t) => {
    const before = `- { id: ${ID}, name: one }\n- name: two\n- name: three\n`;
    const { running, edit } = await startWatching(t, ['--fixtures', 'f.yaml'], { 'f.yaml': before });
    const post = (name: string) => ({ method: 'POST', headers, body: JSON.stringify({ name }) });
    await fetch(`${running.url}/use-cases`, post('created'));
    const two = (await (await fetch(`${running.url}/use-cases`, { headers })).json()) as UseCase[];
    await fetch(`${running.url}/use-cases/${two[1]?.id}`, {
      method: 'PATCH',
      headers,
      body: '{"name":"two, renamed"}',
    });
    edit('f.yaml', `- { id: ${ID}, name: one more }\n- name: four\n`);
    await running.says(/f\.yaml has changed and is live\n/);
    assert.deepEqual(await names(running), ['one more', 'two, renamed', 'created', 'four']);
  });

  it('lets an edit of the contract be served at once, and leaves all use cases', async (t) => {
    const { running, edit } = await startWatching(t, ['--spec', 's.yaml'], { 's.yaml': spec('/first') });
    const before = await names(running);
    assert.equal((await fetch(`${running.url}/first`)).status, 200);
    edit('s.yaml', spec('/second'));
    await running.says(/s\.yaml has changed and is live\n/);
    assert.equal((await fetch(`${running.url}/first`)).status, 404);
    assert.equal(await (await fetch(`${running.url}/second`)).text(), '1');
    assert.deepEqual(await names(running), before);
  });

  it('keeps the last good fixtures when an edit is bad, says so once, and when it is mended', async (t) => {
    const { running, edit } = await startWatching(t, ['--fixtures', 'f.yaml', '--spec', 's.yaml'], {
      'f.yaml': '- name: good',
      's.yaml': spec('/first'),
    });
    edit('f.yaml', '- name: good\n- nmae: bad');
    const bad = 'f.yaml:2 at /1/nmae: is not known here; did you mean "name"?';
    await running.says(/f\.yaml: the last good version stays\n/);
    assert.ok(running.errors().includes(`use-case-stub: ${bad}\n`));
    assert.deepEqual(await names(running), ['good']);
    const [notice, ...others] = await notices(running);
    assert.deepEqual([notice?.source, notice?.message, others], ['f.yaml', bad, []]);
    // Fixtures are looked at again when the contract has changed, and are as bad as before.
    for (const path of ['/second', '/third']) {
      edit('s.yaml', spec(path));
      await running.says(/s\.yaml has changed and is live\n/);
    }
    edit('f.yaml', '- name: [');
    await running.says(/f\.yaml:1:\d+: [^\n]+\nf\.yaml: the last good version stays\n/);
    assert.equal((await notices(running)).length, 1);
    edit('f.yaml', '- name: better');
    await running.says(/f\.yaml is mended and is live\n/);
    assert.deepEqual(await notices(running), []);
    assert.deepEqual(await names(running), ['better']);
    assert.equal(running.errors().split(bad).length, 2, 'said once');
  });

  it('keeps the last good contract when an edit is bad, and says file, line and reason', async (t) => {
    const { running, edit } = await startWatching(t, ['--spec', 's.yaml'], { 's.yaml': spec('/first') });
    edit('s.yaml', spec('second'));
    const said = await running.says(/use-case-stub: [^\n]+\ns\.yaml: the last good version stays\n/);
    assert.match(said, /^use-case-stub: s\.yaml:4 at \/paths\/second: a path begins with a slash\n/);
    assert.equal((await fetch(`${running.url}/first`)).status, 200);
    assert.equal((await notices(running))[0]?.source, 's.yaml');
    edit('s.yaml', spec('/first'));
    await running.says(/s\.yaml is mended and is live\n/);
    assert.deepEqual(await notices(running), []);
  });

  it('follows a file that an editor replaces, or deletes and writes anew, again and again', async (t) => {
    const { running, path, edit } = await startWatching(t, ['--fixtures', 'f.json'], { 'f.json': [{ name: 'first' }] });
    for (const name of ['second', 'third']) {
      edit('f.json.tmp', JSON.stringify([{ name }]));
      renameSync(path('f.json.tmp'), path('f.json'));
      await running.says(/f\.json has changed and is live\n/);
      assert.deepEqual(await names(running), [name]);
    }
    rmSync(path('f.json'));
    await running.says(/f\.json: there is no such file or directory\nf\.json: the last good version stays\n/);
    assert.deepEqual(await names(running), ['third']);
    edit('f.json', '[{ "name": "fourth" }]');
    await running.says(/f\.json is mended and is live\n/);
    edit('f.json', '[{ "name": "fifth" }]');
    await running.says(/f\.json has changed and is live\n/);
    assert.deepEqual(await names(running), ['fifth']);
  });

  it('follows what comes, changes and goes in a directory, and the directory itself', async (t) => {
    const files = { 'dir/a.yaml': '- name: a', 'dir/deep/x.yaml': '- nonsense: 1' };
    const { running, path, edit } = await startWatching(t, ['--fixtures', 'dir'], files);
    assert.deepEqual(await names(running), ['a']);
    edit('dir/README.md', 'nothing of interest');
    edit('dir/deep/x.yaml', '- nonsense: 2');
    edit('dir/b.json', '[{ "name": "b" }]');
    await running.says(/dir has changed and is live\n/);
    assert.deepEqual(await names(running), ['a', 'b']);
    rmSync(path('dir/a.yaml'));
    await running.says(/dir has changed and is live\n/);
    assert.deepEqual(await names(running), ['b']);
    // As when another branch is checked out.
    rmSync(path('dir'), { recursive: true });
    await running.says(/dir: the last good version stays\n/);
    mkdirSync(path('dir'));
    edit('dir/c.yaml', '- name: c');
    await running.says(/dir is mended and is live\n/);
    edit('dir/c.yaml', '- name: c, edited');
    await running.says(/dir has changed and is live\n/);
    assert.deepEqual(await names(running), ['c, edited']);
    assert.doesNotMatch(running.errors(), /nonsense/);
  });

  it('holds fixtures against the contract as it is now', async (t) => {
    const next = (field: string) => `${spec('/other')}  /use-cases/{id}:
    patch:
      operationId: updateUseCase
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      requestBody:
        content:
          application/json: { schema: { type: object, properties: { name: { type: string }, ${field}: { type: string } } } }
      responses: { '200': { description: ok } }
`;
    const { running, edit } = await startWatching(t, ['--fixtures', 'f.yaml', '--spec', 's.yaml'], {
      'f.yaml': '- name: good',
      's.yaml': spec('/other'),
    });
    edit('f.yaml', '- { name: better, priority: high }');
    await running.says(/f\.yaml:1 at \/0\/priority: is not known here[^\n]*\nf\.yaml: the last good version stays\n/);
    edit('s.yaml', next('priority'));
    await running.says(/s\.yaml has changed and is live\n[^\n]*f\.yaml is mended and is live\n/);
    assert.deepEqual(await names(running), ['better']);
    edit('s.yaml', next('urgency'));
    await running.says(/s\.yaml has changed and is live\n[^\n]*f\.yaml:1 at \/0\/priority: is not known here/);
    assert.deepEqual(await names(running), ['better']);
  });

  it('says after an edit of the contract where choices do not hold any more', async (t) => {
    const create = `${spec('/other')}  /use-cases:
    post:
      operationId: createUseCase
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { '200': { description: ok } }
`;
    const { running, edit } = await startWatching(t, ['--spec', 's.yaml', '--assume', 'timezone=iana'], {
      's.yaml': spec('/other'),
    });
    const remark = 's.yaml describes createUseCase itself, so timezone=iana does not hold there';
    edit('s.yaml', create);
    await running.says(/s\.yaml has changed and is live\n[^\n]*s\.yaml describes createUseCase itself[^\n]*\n/);
    assert.ok(running.errors().endsWith(`use-case-stub: ${remark}\n`), running.errors());
    edit('s.yaml', create.replace('/other', '/next'));
    await running.says(/s\.yaml has changed and is live\n/);
    edit('s.yaml', spec('/next'));
    await running.says(/s\.yaml has changed and is live\n[^\n]*s\.yaml: each choice holds there now\n/);
    assert.equal(running.errors().split(remark).length, 2, 'said once, as long as it stays');
  });

  it('loses no edit between reading files and beginning to follow them', (t) => {
    const cwd = directoryWith(t, { 's.yaml': spec('/first'), 'f.yaml': '- name: before' });
    const args = [editEarly, spec('/second'), '- name: edited early'];
    // Without the edit it would wait for ever.
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', timeout: 20_000 });
    const found: unknown = stdout === '' ? stderr : JSON.parse(stdout);
    const said = ['s.yaml has changed and is live', 'f.yaml has changed and is live'];
    assert.deepEqual(found, { said, names: ['edited early'], first: 404, second: 200 });
  });

  it('needs something to follow', () => {
    const { status, stderr } = run(['--watch', '--port', '0']);
    assert.equal(status, exitCodes.usage.code);
    assert.match(stderr, /--watch has nothing to follow; name a file by --spec or --fixtures/);
  });

  it('does not keep a stub from ending', async (t) => {
    const { running } = await startWatching(t, ['--fixtures', 'f.yaml'], { 'f.yaml': '- name: a' });
    running.child.kill('SIGTERM');
    assert.equal(await running.exited, 0);
  });
});
