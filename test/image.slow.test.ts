/**
 * The image, built and run without a container engine: as PID 1 of its own namespace, under uid 1000, with a read-only
 * root and no capabilities. The tools for that lie beside the project; elsewhere these tests are skipped.
 */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { UseCase } from '../src/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const tools = join(root, '../shared/tools');
const tag = `localhost/use-case-stub:test-${process.pid}`;
const LIMIT = 16_000_000;

/** The tools' own storage driver; without what would make the programs of a build report to our test run. */
const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, NODE_V8_COVERAGE: _coverage, ...inherited } = process.env;
const env = { ...inherited, STORAGE_DRIVER: 'vfs' };
const execute = promisify(execFile);

function whyNot(): string | false {
  if (process.platform !== 'linux') return 'images are built on Linux only';
  if (process.getuid?.() !== 0) return 'building an image without a container engine needs root';
  const missing = ['build-image', 'run-image'].find((tool) => !existsSync(join(tools, tool)));
  return missing === undefined ? false : `../shared/tools/${missing} is not here`;
}

interface ImageConfig {
  readonly User: string;
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
  readonly Cmd: readonly string[];
  readonly Healthcheck: { readonly Test: readonly string[] };
  readonly StopSignal: string;
  readonly ExposedPorts: object;
  readonly Volumes: object;
  readonly Labels: Readonly<Record<string, string>>;
}

interface Container {
  /** Waits until the output has this in it. */
  readonly says: (text: string | RegExp) => Promise<void>;
  /** The process id of the container's PID 1, as seen from here. */
  readonly pid: () => number;
  readonly signal: (name: NodeJS.Signals) => void;
  readonly exited: Promise<number | null>;
  readonly stdout: () => string;
  /** Without the line of the tool. */
  readonly stderr: () => string;
}

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Mounted at /data. It becomes the container's. */
  readonly volume?: string;
  readonly command?: readonly string[];
}

const PID_LINE = /^run-image: pid (\d+)\n/m;
const PATIENCE = 60_000;

/** Runs the image; whatever a test leaves running ends with it. */
function run(t: TestContext, { env: variables = {}, volume, command }: RunOptions = {}): Container {
  const settings = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  const child = spawn(join(tools, 'run-image'), [tag, ...settings, ...(command ? ['--', ...command] : [])], {
    env: { ...env, ...(volume !== undefined && { VOLUME_DIR: volume }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  // Not 'exit': its output would be incomplete, and the tool still unmounting.
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  let running = true;
  void exited.then(() => (running = false));

  async function says(text: string | RegExp): Promise<void> {
    const isThere = () => (typeof text === 'string' ? (stdout + stderr).includes(text) : text.test(stdout + stderr));
    await new Promise<void>((resolve, reject) => {
      const patience = setTimeout(() => done(false), PATIENCE);
      const done = (said: boolean) => {
        clearTimeout(patience);
        child.stdout.off('data', look);
        child.stderr.off('data', look);
        if (said) resolve();
        else reject(new Error(`it did not say ${text}, but:\n${stdout}${stderr}`));
      };
      const look = () => isThere() && done(true);
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      void exited.then(() => done(isThere()));
      look();
    });
  }

  const pid = () => Number(PID_LINE.exec(stderr)?.[1]);
  t.after(async () => {
    if (!running) return;
    await says(PID_LINE);
    if (running) process.kill(pid(), 'SIGKILL');
    await exited;
  });
  return {
    says,
    pid,
    signal: (name) => process.kill(pid(), name),
    exited,
    stdout: () => stdout,
    stderr: () => stderr.replace(PID_LINE, ''),
  };
}

/** Starts the stub on a free port and waits until it serves. Containers run by the tool share the host's network. */
async function serve(t: TestContext, { volume = temporaryDirectory(t), env: variables }: RunOptions = {}) {
  const port = await freePort();
  const container = run(t, { volume, env: { PORT: String(port), ...variables } });
  await container.says(` serves http://0.0.0.0:${port}/api/v1\n`);
  await container.says(PID_LINE);
  const send = (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      ...init,
      headers: { authorization: 'Bearer k', 'content-type': 'application/json', ...init.headers },
    });
  return { container, port, send };
}

/** Runs a program in a container that runs, as the check of its health is run. @param port what it finds as PORT */
async function runInside(container: Container, program: readonly string[], port: number) {
  const inside = ['--target', String(container.pid()), '--mount', '--pid', '--root', '--wd', '--setuid', '1000'];
  const variables = { PATH: '/usr/local/bin:/usr/bin:/bin', PORT: String(port) };
  return execute('nsenter', [...inside, '--setgid', '1000', '--', ...program], { env: variables }).then(
    ({ stderr }) => ({ code: 0, stderr }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, stderr }),
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function temporaryDirectory(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-image-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

// Most of the time these tests wait: for the tools, and for stubs that start and drain.
describe('the image', { skip: whyNot(), concurrency: 3 }, () => {
  let config: ImageConfig;
  let layers: readonly string[];

  /** The image's own entry point with other arguments, as `docker run IMAGE …` would run it. */
  const command = (...args: string[]) => [...config.Entrypoint, ...args];

  async function finish(t: TestContext, options: RunOptions) {
    const container = run(t, options);
    const code = await container.exited;
    return { code, stdout: container.stdout(), stderr: container.stderr() };
  }

  before(async () => {
    await execute(join(tools, 'build-image'), [root, tag], { env, maxBuffer: 64_000_000 }).catch(
      ({ stdout, stderr }: { stdout: string; stderr: string }) => assert.fail(`it was not built:\n${stdout}${stderr}`),
    );
    const { stdout } = await execute('buildah', ['inspect', '--type', 'image', tag], { env, maxBuffer: 64_000_000 });
    const { Docker } = JSON.parse(stdout) as { Docker: { config: ImageConfig; rootfs: { diff_ids: string[] } } };
    config = Docker.config;
    layers = Docker.rootfs.diff_ids;
  });

  after(async () => {
    const { stdout } = await execute('buildah', ['containers', '--json'], { env });
    const left = (JSON.parse(stdout) as { imagename: string }[] | null)?.filter(({ imagename }) => imagename === tag);
    await execute('buildah', ['rmi', '--force', tag], { env });
    assert.deepEqual(left ?? [], [], 'containers are left');
  });

  it('runs our command line directly, as an ordinary user, and declares that', () => {
    assert.equal(config.User, '1000');
    assert.deepEqual(config.Entrypoint, ['node', '/app/dist/cli.js']);
    assert.deepEqual(config.Cmd, ['serve']);
    assert.equal(config.StopSignal, 'SIGTERM');
    assert.deepEqual(config.ExposedPorts, { '4010/tcp': {} });
    assert.deepEqual(config.Volumes, { '/data': {} });
    assert.equal(config.Healthcheck.Test[0], 'CMD', 'no shell');
    for (const setting of ['NODE_ENV=production', 'USE_CASE_STUB_HOST=0.0.0.0', 'PORT=4010']) {
      assert.ok(config.Env.includes(setting), setting);
    }
    assert.equal(config.Labels['org.opencontainers.image.title'], 'use-case-stub');
    assert.equal(config.Labels['org.opencontainers.image.licenses'], 'MIT');
  });

  it(`adds at most ${LIMIT / 1_000_000} MB to its base, compressed`, async (t) => {
    const directory = temporaryDirectory(t);
    // Not compressed by buildah, which would spend most of the time on the base.
    await execute('buildah', ['push', '--quiet', '--disable-compression', tag, `dir:${directory}/image`], { env });
    const manifest = JSON.parse(readFileSync(join(directory, 'image/manifest.json'), 'utf8')) as {
      layers: { digest: string }[];
    };
    const { stdout } = await execute(
      'buildah',
      ['inspect', '--type', 'image', '--format', '{{len .Docker.RootFS.DiffIDs}}', 'localhost/node:24-bookworm-slim'],
      { env },
    );
    const ofBase = Number(stdout);
    assert.equal(manifest.layers.length, layers.length);
    assert.ok(ofBase > 0 && ofBase < layers.length, 'it lies on top of its base');
    const sizes = manifest.layers.slice(ofBase).map(async ({ digest }) => {
      const layer = readFileSync(join(directory, 'image', digest.replace('sha256:', '')));
      return (await promisify(gzip)(layer)).length;
    });
    const added = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    t.diagnostic(`adds ${(added / 1_000_000).toFixed(1)} MB to its base`);
    assert.ok(added <= LIMIT, `${added} bytes`);
  });

  it('has files that root owns and every user can read, and nothing that only builds or tests', async (t) => {
    const script = `
      const { lstatSync, accessSync, readdirSync, constants } = require('node:fs');
      const files = readdirSync('/app', { recursive: true }).map((name) => '/app/' + name);
      const odd = files.filter((file) => {
        const { uid, gid, mode } = lstatSync(file);
        accessSync(file, constants.R_OK);
        return uid !== 0 || gid !== 0 || (mode & 0o022 && (mode & 0o170000) !== 0o120000);
      });
      const { uid, gid, mode } = lstatSync('/data');
      console.log(JSON.stringify({
        odd, data: { uid, gid, mode: (mode & 0o777).toString(8) }, top: readdirSync('/app').sort(),
        packages: readdirSync('/app/node_modules').filter((name) => /^(typescript|eslint|vitest|node)$/.test(name)),
        idle: files.filter((file) => /\\.map$|\\.d\\.[mc]?ts$/.test(file)),
        licences: files.filter((file) => /\\/licen[sc]e/i.test(file)).length > 100,
      }));`;
    // On one line: the tool hands it to a shell that knows no others.
    const { code, stdout, stderr } = await finish(t, { command: ['node', '-e', script.replaceAll(/\s*\n\s*/g, ' ')] });
    assert.equal(stderr, '');
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(stdout), {
      odd: [],
      data: { uid: 1000, gid: 0, mode: '770' },
      top: [
        'CHANGELOG.md',
        'LICENSE',
        'compiled',
        'dist',
        'healthcheck.mjs',
        'node_modules',
        'openapi',
        'package.json',
      ],
      packages: [],
      idle: [],
      licences: true,
    });
  });

  it('serves as PID 1, unprivileged, from a root that nothing can be written to, and keeps its data on the volume', async (t) => {
    const started = performance.now();
    const volume = temporaryDirectory(t);
    const { container, send } = await serve(t, { volume });
    const response = await send('/api/v1/use-cases', { method: 'POST', body: '{"name":"Carrier Sales"}' });
    t.diagnostic(`first answer after ${Math.round(performance.now() - started)} ms, making the container included`);
    assert.equal(response.status, 200);
    const useCase = (await response.json()) as UseCase;
    assert.equal((await send(`/api/v1/use-cases/${useCase.id}`)).status, 200);

    const seen = `/proc/${container.pid()}`;
    const status = readFileSync(`${seen}/status`, 'utf8');
    const words = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1]?.split(/\s+/);
    assert.deepEqual(words('Uid'), ['1000', '1000', '1000', '1000']);
    assert.equal(words('NSpid')?.at(-1), '1', 'it is PID 1');
    assert.equal(words('NoNewPrivs')?.[0], '1');
    for (const set of ['CapPrm', 'CapEff', 'CapBnd']) assert.match(words(set)?.[0] ?? '', /^0+$/, set);
    assert.deepEqual(readFileSync(`${seen}/cmdline`, 'utf8').split('\0').slice(0, -1), command(...config.Cmd));
    const [, options] = / \/ (\S+) - /.exec(lastMountOf(`${seen}/mountinfo`)) ?? [];
    assert.match(options ?? '', /^ro\b/);
    assert.deepEqual(readdirSync(`${seen}/root/tmp`), [], 'nothing is written to /tmp either');

    container.signal('SIGTERM');
    assert.equal(await container.exited, 0);
    const again = await serve(t, { volume });
    assert.deepEqual(await (await again.send(`/api/v1/use-cases/${useCase.id}`)).json(), useCase);
  });

  it('runs the other commands: fake, from code that was compiled when it was built, and writes none', async (t) => {
    const debug = { NODE_DEBUG_NATIVE: 'COMPILE_CACHE' };
    const { code, stdout, stderr } = await finish(t, { env: debug, command: command('fake') });
    assert.equal(code, 0);
    const isAboutCode = (line: string) => line.startsWith('[compile cache] ');
    const withoutCode = (text: string) =>
      text
        .split('\n')
        .filter((line) => !isAboutCode(line))
        .join('\n');
    assert.equal(withoutCode(stderr).trim(), '');
    assert.equal((JSON.parse(withoutCode(stdout)) as UseCase[]).length, 1);
    const said = (stdout + stderr).split('\n').filter(isAboutCode);
    const files = (what: string) => said.filter((line) => line.includes(what)).length;
    assert.ok(files(' was accepted') > 50, said.join('\n'));
    assert.equal(files(' was rejected') + files(' was not initialized'), 0, said.join('\n'));
  });

  it('keeps its data on the volume as any other user of the group 0 too, as on OpenShift', async (t) => {
    const script = `
      const { spawn } = require('node:child_process');
      const { statSync } = require('node:fs');
      const child = spawn('node', ['/app/dist/cli.js', 'serve', '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 2] });
      child.stdout.once('data', async (line) => {
        const { url } = JSON.parse(line);
        const headers = { authorization: 'Bearer k', 'content-type': 'application/json' };
        const { status } = await fetch(url + '/use-cases', { method: 'POST', headers, body: JSON.stringify({ name: 'x' }) });
        const { uid, gid } = statSync('/data/use-cases.db');
        child.once('exit', (code) => console.log(JSON.stringify({ status, uid, gid, code }))).kill('SIGTERM');
      });`;
    const { stdout: name } = await execute('buildah', ['from', '--pull-never', tag], { env });
    const container = name.trim();
    t.after(() => execute('buildah', ['rm', container], { env }));
    const user = ['run', '--isolation', 'chroot', '--user', '1000680000:0', container, '--', 'node', '-e', script];
    const { stdout } = await execute('buildah', user, { env });
    assert.deepEqual(JSON.parse(stdout), { status: 200, uid: 1000680000, gid: 0, code: 0 });
  });

  it('is healthy while it serves, answers what is under way when SIGTERM comes, and logs nothing unexpected', async (t) => {
    const { container, port, send } = await serve(t);
    const [, ...check] = config.Healthcheck.Test;
    assert.deepEqual(await runInside(container, check, port), { code: 0, stderr: '' });
    const unhealthy = await runInside(container, check, await freePort());
    assert.equal(unhealthy.code, 1);
    assert.match(unhealthy.stderr, /^unhealthy: connect ECONNREFUSED [^\n]*\n$/);
    const slow = send('/api/v1/use-cases', { headers: { prefer: 'delay=50000' } });
    // Once another request has been answered, the slow one has arrived: they share the order of accepting.
    assert.equal((await send('/api/v1/use-cases')).status, 200);
    container.signal('SIGTERM');
    const response = await slow;
    assert.equal(response.status, 200);
    assert.equal(((await response.json()) as UseCase[]).length, 12);
    assert.equal(await container.exited, 0);
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    assert.equal(container.stdout(), `use-case-stub ${version} serves http://0.0.0.0:${port}/api/v1\n`);
    const logged = container.stderr().trimEnd().split('\n');
    assert.deepEqual(
      logged.map((line) => (JSON.parse(line) as { msg: string }).msg),
      ['GET /use-cases 200', 'GET /use-cases 200'],
    );
  });

  it('mocks the operations of another document, Prism and its generators included', async (t) => {
    const volume = temporaryDirectory(t);
    copyFileSync(join(root, 'test/fixtures/extra.yaml'), join(volume, 'extra.yaml'));
    const { container, send } = await serve(t, {
      volume,
      env: { USE_CASE_STUB_SPEC: '/data/extra.yaml', USE_CASE_STUB_LOG: 'pretty' },
    });
    assert.deepEqual(await (await send('/api/v1/ping')).json(), { pong: true });
    const body = '{"to":"+14155550134"}';
    const call = await send('/api/v1/calls', { method: 'POST', headers: { prefer: 'dynamic=true' }, body });
    assert.equal(call.status, 201, await call.clone().text());
    assert.equal(((await call.json()) as { id: string }).id.length, 24);
    const useCase = await send('/api/v1/use-cases', { method: 'POST', headers: { prefer: 'dynamic=true' }, body });
    assert.equal(useCase.status, 400);
    container.signal('SIGTERM');
    assert.equal(await container.exited, 0);
    assert.match(container.stderr(), /POST \/calls 201/);
  });

  it('runs the other commands: verify', async (t) => {
    const volume = temporaryDirectory(t);
    cpSync(join(root, 'contracts/pacts'), join(volume, 'pacts'), { recursive: true });
    const good = await finish(t, { volume, command: command('verify', '/data/pacts') });
    assert.match(good.stdout, /^1 pact with \d+ interactions verified; none broken\.$/m);
    // Where it takes long, it says how far it is.
    assert.equal(good.stderr.replaceAll(/^verifying pact .*\n/gm, ''), '');
    assert.equal(good.code, 0);
  });

  it('ends when it is told to whatever it does, though the kernel spares a PID 1 that does not listen', async (t) => {
    const volume = temporaryDirectory(t);
    cpSync(join(root, 'contracts/pacts'), join(volume, 'pacts'), { recursive: true });
    const deaf = createServer();
    const reached = new Promise((resolve) => deaf.once('connection', resolve));
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
    t.after(() => deaf.close());
    const url = `http://127.0.0.1:${(deaf.address() as AddressInfo).port}`;
    const container = run(t, { volume, command: command('verify', '/data/pacts', '--provider-url', url) });
    await container.says(PID_LINE);
    await reached;
    container.signal('SIGTERM');
    const patience = AbortSignal.timeout(PATIENCE);
    const tired = new Promise((resolve) => patience.addEventListener('abort', () => resolve('it goes on')));
    assert.equal(await Promise.race([container.exited, tired]), 143);
  });
});

/** Mounts may lie over each other; the last one counts. */
function lastMountOf(file: string): string {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.findLast((line) => line.split(' ')[4] === '/') ?? '';
}
