/**
 * The package as users get it: packed, unpacked into a project, with the dependencies that it names and no others. It
 * runs under the Node of the tests, and under the oldest line that package.json promises.
 */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { UseCase } from '../src/index.ts';

const execute = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  dependencies: Readonly<Record<string, string>>;
};

let project: string;
let ours: string;

before(async () => {
  project = mkdtempSync(join(tmpdir(), 'use-case-stub-package-'));
  ours = join(project, 'node_modules', 'use-case-stub');
  writeFileSync(join(project, 'package.json'), '{ "type": "module", "private": true }');
  mkdirSync(dirname(ours));
  await execute('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', project], { cwd: root });
  const [tarball = ''] = readdirSync(project).filter((name) => name.endsWith('.tgz'));
  await execute('tar', ['-xzf', join(project, tarball), '-C', project]);
  cpSync(join(project, 'package'), ours, { recursive: true });
  for (const name of Object.keys(dependencies)) {
    const link = join(ours, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link, 'junction');
  }
  cpSync(join(root, 'contracts', 'pacts'), join(project, 'pacts'), { recursive: true });
  cpSync(join(root, 'test', 'fixtures', 'extra.yaml'), join(project, 'extra.yaml'));
});
after(() => rmSync(project, { recursive: true, force: true }));

const environment = () => ({ ...process.env, NODE_TEST_CONTEXT: undefined, NODE_OPTIONS: undefined, NO_COLOR: '1' });

/** Runs a program, or a command of the package's command line, to its end. */
async function run(node: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await execute(node, args, { cwd: project, env: environment() });
  return stdout;
}

const cli = () => join(ours, 'dist', 'cli.js');

/** Serves on a free port until the test ends. */
async function serve(t: TestContext, node: string, ...flags: readonly string[]) {
  const child = spawn(node, [cli(), 'serve', '--port', '0', '--json', ...flags], { cwd: project, env: environment() });
  t.after(async () => {
    child.kill();
    if (child.exitCode === null) await once(child, 'exit');
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const [line] = (await Promise.race([
    once(child.stdout.setEncoding('utf8'), 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error(`it did not serve: ${errors}`))),
  ])) as [string];
  const { url } = JSON.parse(line) as { url: string };
  const headers = { authorization: 'Bearer key', 'content-type': 'application/json' };
  const send = (path: string, init: RequestInit = {}) =>
    fetch(url + path, { ...init, headers: { ...headers, ...(init.headers as object) } });
  return { url, send, errors: () => errors };
}

/** The Node of a line, from the lock file of its folder; undefined where it cannot be installed. */
async function nodeOf(folder: string): Promise<string | undefined> {
  const node = join(root, folder, 'node_modules', 'node', 'bin', 'node');
  await execute(process.execPath, ['scripts/install.mjs', folder], { cwd: root }).catch(() => undefined);
  return existsSync(node) ? node : undefined;
}

const nodes: Readonly<Record<string, () => Promise<string | undefined>>> = {
  'the Node of the tests': () => Promise.resolve(process.execPath),
  'Node 22': () => nodeOf('tools/node-22'),
};

for (const [name, find] of Object.entries(nodes)) {
  describe(`the packed package under ${name}`, () => {
    let node: string | undefined;
    before(async () => (node = await find()));

    /** A test that is skipped where this Node could not be installed. */
    function works(what: string, test: (t: TestContext, node: string) => Promise<void>): void {
      it(what, async (t) => (node === undefined ? t.skip(`${name} could not be installed`) : test(t, node)));
    }

    works('generates, shows settings and completes', async (_t, program) => {
      assert.equal((JSON.parse(await run(program, cli(), 'fake', '--count', '2')) as UseCase[]).length, 2);
      assert.match(await run(program, cli(), 'completion', 'bash'), /use-case-stub/);
      writeFileSync(join(project, 'settings.ts'), 'export default { port: 4321 as number };');
      const config = await run(program, cli(), 'config', '--config', 'settings.ts');
      assert.match(config, /^port +4321 +/m);
    });

    works('serves, keeps use cases in SQLite, and takes a scenario', async (t, program) => {
      const { url, send } = await serve(
        t,
        program,
        '--store',
        `sqlite:${mkdtempSync(join(project, 'store-'))}/stub.db`,
      );
      const created = (await (
        await send('/use-cases', { method: 'POST', body: '{"name":"Night desk"}' })
      ).json()) as UseCase;
      assert.deepEqual(await (await send(`/use-cases/${created.id}`)).json(), created);
      const { origin } = new URL(url);
      await run(program, cli(), 'scenario', 'start', '--url', origin, '--api-key', 'key', '--status', '503');
      assert.equal((await send('/use-cases')).status, 503);
    });

    works('mocks what has no handler, without Prism installed', async (t, program) => {
      const { send, errors } = await serve(t, program, '--spec', 'extra.yaml', '--log', 'off');
      const call = (body: string, prefer = '') => send('/calls', { method: 'POST', body, headers: { prefer } });
      assert.deepEqual(await (await call('{"to":"x"}')).json(), {
        id: '66f2a1d05b3c9e7a41d80c99',
        to: '+14155550134',
      });
      const dynamic = await call('{"to":"x"}', 'dynamic=true');
      assert.equal(dynamic.status, 201, await dynamic.clone().text());
      assert.equal(((await dynamic.json()) as { id: string }).id.length, 24);
      assert.equal((await call('{"to":1}')).status, 422);
      assert.equal(errors(), '', 'Node warns of nothing');
    });

    works('writes a pact and verifies pacts, with no more of Pact than its core', async (_t, program) => {
      const script = `
        import { useCasePact, like } from 'use-case-stub/pact';
        await useCasePact({ consumer: 'desk', dir: 'written' }).addInteraction()
          .given('a use case exists', { name: 'Night desk' }).uponReceiving('a request for the list')
          .withRequest('GET', '/api/v1/use-cases', (request) => request.headers({ authorization: 'Bearer key' }))
          .willRespondWith(200, (reply) => reply.jsonBody(like.useCases(1)))
          .executeTest(({ url }) => fetch(url + '/api/v1/use-cases', { headers: { authorization: 'Bearer key' } }));`;
      await run(program, '--input-type=module', '-e', script);
      assert.match(await run(program, cli(), 'verify', 'written', 'pacts'), /none broken/);
    });
  });
}

describe('the package', () => {
  it('has the licences of what is bundled', () => {
    for (const [directory, names] of Object.entries({ prism: ['@stoplight/prism-http', 'fp-ts'], pact: ['ramda'] })) {
      const licences = readFileSync(join(ours, 'dist', directory, 'LICENSES.md'), 'utf8');
      for (const each of names) assert.match(licences, new RegExp(`^## ${each} - .*\\(.+\\)\\n\\n[^#]{300}`, 'm'));
    }
  });

  it('names no dependency that runs a script on installation', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Readonly<Record<string, { readonly dev?: true; readonly hasInstallScript?: true }>>;
    };
    const installed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
    assert.deepEqual(
      installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path),
      [],
    );
    assert.ok(installed.length <= 195, `${installed.length} packages, those for other systems included`);
  });

  it('has types that compile in a project for a browser, without those of Node and with every library checked', async () => {
    const web = join(project, 'web');
    mkdirSync(web);
    writeFileSync(
      join(web, 'page.ts'),
      `import type { StubOptions, UseCase, UseCaseUpdate } from 'use-case-stub';
       import type { UseCasePact } from 'use-case-stub/pact';
       export const title = ({ id }: UseCase): string => (document.title = id);
       export const rename = (name: string): UseCaseUpdate => ({ name });
       export const timer: number = setTimeout(() => undefined, 0);
       // @ts-expect-error the types are there: a name is text
       export const wrong: UseCase['name'] = 1;
       // @ts-expect-error a misspelt option
       export const options: StubOptions = { seedCont: 1 };
       export type Pact = UseCasePact;`,
    );
    const compilerOptions = {
      ...{ target: 'es2022', module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom'], types: [] },
      ...{ strict: true, skipLibCheck: false, noEmit: true },
    };
    writeFileSync(join(web, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['page.ts'] }));
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const { stdout } = await execute(process.execPath, [compiler, '-p', web]).catch(
      (error: unknown) => error as { stdout: string },
    );
    assert.equal(stdout, '');
  });
});
