import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findChromium, noBrowser, SHARED_BROWSER } from './helpers/browser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const WORKERS = 2;
/** Milliseconds for a test that waits until the other workers have started, on a machine that is busy. */
const PATIENCE = 60_000;

/** What one worker created, and what it then found. */
interface Report {
  readonly worker: string;
  readonly created: readonly string[];
  readonly found: readonly { readonly name: string; readonly organization_id: string }[];
}

/** How a recipe is run, and how one of its tests is written. */
interface Recipe {
  readonly command: readonly string[];
  readonly passes: RegExp;
  readonly testFile: string;
  /** A test that hands `create` and `list`, as this recipe's users have them, to `probe`. */
  readonly test: string;
  /** Further files by name. They make the recipe test a page: the front end, Vite and a browser are there as well. */
  readonly forBrowser?: Readonly<Record<string, string>>;
}

/** The browser of the whole test run, or else the one of this machine. Users have the one that Playwright installs. */
const browserOptions = {
  ...(process.env[SHARED_BROWSER]
    ? { connectOptions: { wsEndpoint: process.env[SHARED_BROWSER] } }
    : { launchOptions: { executablePath: findChromium() } }),
};

const withFetch = `
  (name) => fetch(url + '/use-cases', { method: 'POST', headers, body: JSON.stringify({ name }) }),
  async () => (await fetch(url + '/use-cases', { headers })).json()`;

const recipes: Record<string, Recipe> = {
  vitest: {
    command: ['vitest/vitest.mjs', 'run', `--maxWorkers=${WORKERS}`, `--testTimeout=${PATIENCE}`],
    passes: /Tests +7 passed/,
    testFile: 'probe.test.ts',
    test: `
      import { test } from 'vitest';
      import { headers, url } from './stub.ts';
      test('probe', () => probe(${withFetch}));`,
  },
  'node-test': {
    command: [
      '--test',
      `--test-concurrency=${WORKERS}`,
      `--test-timeout=${PATIENCE}`,
      '--test-global-setup=start-stub.ts',
    ],
    passes: /^. pass 6$/m,
    testFile: 'probe.test.ts',
    test: `
      import { test } from 'node:test';
      import { headers, url } from './stub.ts';
      test('probe', () => probe(${withFetch}));`,
  },
  jest: {
    command: ['jest/bin/jest.js', `--maxWorkers=${WORKERS}`, `--testTimeout=${PATIENCE}`],
    passes: /Tests: +5 passed/,
    testFile: 'probe.test.cjs',
    test: `
      const { test } = require('@jest/globals');
      const { headers, url } = require('./stub.cjs');
      test('probe', () => probe(${withFetch}));`,
  },
  playwright: {
    command: [
      '@playwright/test/cli.js',
      'test',
      '--config=here.config.ts',
      `--workers=${WORKERS}`,
      `--timeout=${PATIENCE}`,
    ],
    passes: /^ *5 passed/m,
    testFile: 'probe.spec.ts',
    // Nothing but `page`: that alone must give the test an organization of its own.
    test: `
      import { test } from './stub.ts';
      test('probe', async ({ page }) => {
        await page.goto('/');
        await probe(
          async (name) => {
            await page.getByLabel('Name').fill(name);
            await page.getByRole('button', { name: 'Create' }).click();
            await page.getByRole('listitem').filter({ hasText: name }).waitFor();
          },
          () => page.evaluate(async () =>
            (await fetch('/api/v1/use-cases', { headers: { authorization: 'Bearer demo' } })).json()));
      });`,
    forBrowser: {
      'here.config.ts': `
        import config from './playwright.config.ts';
        export default { ...config, use: { ...config.use, ...${JSON.stringify(browserOptions)} } };`,
    },
  },
};

/** Creates some use cases, waits until the other workers have done the same, and reports what it then finds. */
const probe = (worker: string, meetingPoint: string) => `
  async function probe(create, list) {
    const worker = '${worker}';
    const tell = (path, what) => fetch('${meetingPoint}' + path, { method: 'POST', body: JSON.stringify(what) });
    const created = [1, 2, 3, 4, 5].map((number) => worker + ' ' + number);
    for (const name of created) await create(name);
    await tell('/meet', {});
    await tell('/report', { worker, created, found: await list() });
  }`;

/** Holds every worker until all of them are there, which only happens when they run side by side. */
async function openMeetingPoint(context: TestContext) {
  const waiting: ServerResponse[] = [];
  const reports: Report[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      if (request.url === '/meet') {
        waiting.push(response);
        if (waiting.length === WORKERS) for (const each of waiting) each.end();
      } else {
        reports.push(JSON.parse(text) as Report);
        response.end();
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, reports };
}

/** A user's project for one recipe: the recipe's own packages and ours are installed, and what a browser test needs. */
function makeProject(context: TestContext, recipe: string, forBrowser: Recipe['forBrowser']): string {
  const project = mkdtempSync(join(tmpdir(), 'use-case-stub-recipes-'));
  context.after(() => rmSync(project, { recursive: true, force: true }));
  const modules = join(project, 'node_modules');
  mkdirSync(modules);
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  const installed = join(root, 'examples', recipe, 'node_modules');
  for (const name of existsSync(installed) ? readdirSync(installed) : [])
    if (!name.startsWith('.')) symlinkSync(join(installed, name), join(modules, name), 'junction');
  // A copy, because runners treat what lies outside node_modules differently, and look where a link leads to.
  const ours = join(modules, 'use-case-stub');
  for (const part of ['package.json', 'openapi', 'dist'])
    cpSync(join(root, part), join(ours, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(ours, 'node_modules'), 'junction');
  cpSync(join(root, 'examples', recipe), join(project, recipe), {
    recursive: true,
    filter: (file) => basename(file) !== 'node_modules',
  });
  if (forBrowser === undefined) return project;
  cpSync(join(root, 'examples/front-ends/vite'), join(project, 'front-ends/vite'), { recursive: true });
  symlinkSync(join(root, 'node_modules/vite'), join(modules, 'vite'), 'junction');
  mkdirSync(join(modules, '.bin'));
  symlinkSync('../vite/bin/vite.js', join(modules, '.bin/vite'));
  symlinkSync('../use-case-stub/dist/cli.js', join(modules, '.bin/use-case-stub'));
  chmodSync(join(ours, 'dist/cli.js'), 0o755);
  for (const [name, text] of Object.entries(forBrowser)) writeFileSync(join(project, recipe, name), text);
  return project;
}

/** Installs a recipe's runner from the lock file of the recipe, the first time. */
function installRunner(recipe: string): void {
  const folder = `examples/${recipe}`;
  if (!existsSync(join(root, folder, 'package-lock.json'))) return;
  const { status, stderr } = spawnSync(process.execPath, ['scripts/install.mjs', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
}

async function run(directory: string, command: readonly string[]): Promise<{ code: number; output: string }> {
  const [first = '', ...rest] = command;
  const script = first.startsWith('--') ? first : join(directory, '..', 'node_modules', first);
  // Node's own runner marks its children; here they run tests of their own. What they start runs under the same Node.
  const PATH = dirname(process.execPath) + delimiter + (process.env['PATH'] ?? '');
  const env = { ...process.env, PATH, NODE_TEST_CONTEXT: undefined, NO_COLOR: '1', FORCE_COLOR: undefined };
  const child = spawn(process.execPath, [script, ...rest], { cwd: directory, env });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}

describe('the recipes for test runners', () => {
  for (const [name, { command, passes, testFile, test, forBrowser }] of Object.entries(recipes)) {
    const skip = forBrowser !== undefined && noBrowser;
    it(`with ${name}, parallel workers share a stub and see nothing of each other`, { skip }, async (t) => {
      installRunner(name);
      const meetingPoint = await openMeetingPoint(t);
      const directory = join(makeProject(t, name, forBrowser), name);
      for (let number = 1; number <= WORKERS; number++) {
        const text = `${test}\n${probe(`worker ${number}`, meetingPoint.url)}`;
        writeFileSync(join(directory, testFile.replace('probe', `probe-${number}`)), text);
      }

      const { code, output } = await run(directory, command);

      assert.equal(code, 0, output);
      assert.match(output, passes);
      const { reports } = meetingPoint;
      assert.equal(reports.length, WORKERS, output);
      for (const { created, found } of reports) {
        assert.deepEqual(
          found.map((each) => each.name),
          created,
        );
      }
      const organizations = new Set(reports.flatMap(({ found }) => found.map((each) => each.organization_id)));
      assert.equal(organizations.size, WORKERS);
    });
  }
});
