import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { banner } from '../../src/cli/output/banner.ts';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import { serveOptions } from '../../src/cli/options.ts';
import { createStub, defineConfig, type StubConfig, type UseCase } from '../../src/index.ts';
import { settingNames, settings, stubSettingNames } from '../../src/settings/settings.ts';
import { bannerSettings, run, start } from '../helpers/cli.ts';
import { directoryWith } from '../helpers/files.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const name = 'use-case-stub.config';

interface Printed {
  readonly configFile: string | null;
  readonly settings: Record<string, { value: unknown; from: string; origin?: string }>;
}

function printed(cwd: string, args: readonly string[] = [], env: Record<string, string> = {}): Printed {
  const { stdout, stderr, status } = run(['config', '--print', '--json', ...args], { cwd, env });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as Printed;
}

/** A directory in which `import 'use-case-stub'` finds this package. */
function project(t: TestContext, files: Record<string, string | object>): string {
  const directory = directoryWith(t, { 'package.json': {}, ...files });
  mkdirSync(join(directory, 'node_modules'));
  symlinkSync(root, join(directory, 'node_modules', 'use-case-stub'), 'junction');
  return directory;
}

async function count(url: string): Promise<number> {
  const response = await fetch(`${url}/use-cases`, { headers: { authorization: 'Bearer k' } });
  return ((await response.json()) as UseCase[]).length;
}

describe('a configuration file', () => {
  it('sets what serve runs with, as JSON, YAML or TypeScript, and is named', async (t) => {
    const files: Record<string, string> = {
      json: '{ "seedCount": 3 }',
      yaml: 'seedCount: 3',
      yml: '# Few are enough.\nseedCount: 3\n',
      ts: "import { defineConfig } from 'use-case-stub';\nexport default defineConfig({ seedCount: 3 as number });",
      mts: 'export default { seedCount: 3 };',
      js: 'module.exports = { seedCount: 3 };',
      mjs: 'export default { seedCount: 3, host: undefined };',
    };
    for (const [ending, text] of Object.entries(files)) {
      const { url, line, errors } = await start(t, [], { cwd: project(t, { [`${name}.${ending}`]: text }) });
      assert.equal(await count(url), 3, ending);
      assert.ok(line.endsWith(`/api/v1 with settings from ${name}.${ending}`), line);
      // Node must have nothing to say of the file either.
      assert.doesNotMatch(errors(), /warning/i);
    }
  });

  it('is named on a terminal and in JSON', async (t) => {
    assert.match(
      banner('http://127.0.0.1:1/api/v1', bannerSettings, true, { configFile: 'a.json' }),
      /api\/v1 with settings from a\.json\n/,
    );
    const { line } = await start(t, ['--json'], { cwd: directoryWith(t, { [`${name}.yaml`]: 'seed: 2' }) });
    assert.equal((JSON.parse(line) as { configFile: string }).configFile, `${name}.yaml`);
  });

  it('is the nearest one upwards, and never one above the root of the package', (t) => {
    const directory = directoryWith(t, {
      [`${name}.json`]: { seed: 1 },
      'package/package.json': {},
      'package/a/b/here': '',
      'package/with/package.json': {},
      'package/with/c/here': '',
      [`package/with/${name}.yaml`]: 'seed: 2',
      [`package/a/${name}.yml`]: 'seed: 3',
    });
    const found = (where: string) => printed(join(directory, where)).configFile;
    assert.equal(found('.'), `${name}.json`);
    assert.equal(found('package'), null);
    assert.equal(found('package/a/b'), join('..', `${name}.yml`));
    assert.equal(found('package/with/c'), join('..', `${name}.yaml`));
  });

  it('gives way to the environment, and that to a flag', (t) => {
    const file = { seed: 10, seedCount: 11, journal: 12, dynamic: true, open: true, admin: false };
    const cwd = directoryWith(t, { [`${name}.json`]: file });
    const env = { USE_CASE_STUB_SEED: '20', USE_CASE_STUB_SEED_COUNT: '21', USE_CASE_STUB_DYNAMIC: 'off' };
    const { settings } = printed(cwd, ['--seed', '30', '--no-open', '--admin'], env);
    assert.deepEqual(settings['seed'], { value: 30, from: 'flag' });
    assert.deepEqual(settings['seedCount'], { value: 21, from: 'environment', origin: 'USE_CASE_STUB_SEED_COUNT' });
    assert.deepEqual(settings['journal'], { value: 12, from: 'file', origin: `${name}.json` });
    assert.deepEqual(settings['host'], { value: '127.0.0.1', from: 'default' });
    assert.deepEqual(settings['dynamic'], { value: false, from: 'environment', origin: 'USE_CASE_STUB_DYNAMIC' });
    assert.deepEqual(settings['open'], { value: false, from: 'flag' });
    assert.deepEqual(settings['admin'], { value: true, from: 'flag' });
    const off = printed(cwd, ['--no-cors'], { USE_CASE_STUB_ADMIN: 'on' }).settings;
    assert.deepEqual(off['cors'], { value: false, from: 'flag' });
    assert.deepEqual(off['admin'], { value: true, from: 'environment', origin: 'USE_CASE_STUB_ADMIN' });
  });

  it('can be another one, or none', (t) => {
    const cwd = directoryWith(t, { [`${name}.json`]: { seed: 1 }, 'other.yaml': 'seed: 2' });
    assert.equal(printed(cwd, ['--config', 'other.yaml']).settings['seed']?.value, 2);
    assert.equal(printed(cwd, [], { USE_CASE_STUB_CONFIG: 'other.yaml' }).configFile, 'other.yaml');
    for (const args of [['--no-config'], ['--config', 'off']]) assert.equal(printed(cwd, args).configFile, null);
  });

  it('means paths from its own directory on', (t) => {
    const directory = directoryWith(t, {
      [`${name}.json`]: { spec: 'api/extra.yaml', store: 'sqlite:stub.db' },
      'package.json': {},
      'a/here': '',
      'absolute.json': { spec: join('/', 'x.yaml') },
    });
    const { settings } = printed(join(directory, 'a'));
    assert.equal(settings['spec']?.value, join('..', 'api', 'extra.yaml'));
    assert.equal(settings['store']?.value, `sqlite:${join('..', 'stub.db')}`);
    assert.equal(printed(directory, ['--config', 'absolute.json']).settings['spec']?.value, join('/', 'x.yaml'));
  });

  it('takes one text or several where a flag may be repeated', async (t) => {
    for (const apiKey of ['a=web,b', ['a=web', 'b']]) {
      const { url } = await start(t, [], { cwd: directoryWith(t, { [`${name}.json`]: { apiKey } }) });
      const statuses = ['a', 'b', 'c'].map(
        async (key) => (await fetch(`${url}/use-cases`, { headers: { authorization: `Bearer ${key}` } })).status,
      );
      assert.deepEqual(await Promise.all(statuses), [200, 200, 401]);
    }
  });

  it('says which ways of assumptions the stub follows, of which a flag may name several', (t) => {
    const cwd = project(t, { [`${name}.json`]: { assume: { 'missing-key': '400-zod' } } });
    assert.deepEqual(printed(cwd).settings['assume']?.value, 'missing-key=400-zod');
    const flags = ['--assume', 'delete=exists', '--assume', 'list-form=page,not-found=error'];
    assert.deepEqual(printed(cwd, flags).settings['assume']?.value, 'delete=exists,list-form=page,not-found=error');
    const { stderr, status } = run(['config', '--assume', 'delete=exists', '--assume', 'delete=none'], { cwd });
    assert.deepEqual([status, /must say one thing of "delete"/.test(stderr)], [exitCodes.usage.code, true], stderr);
  });

  it('that is wrong is refused in one line, with file, line, reason and the way out', (t) => {
    const cases: [file: string, text: string, said: RegExp][] = [
      [
        'json',
        '{\n  "port": 0,\n  "seedcount": 3\n}',
        /^x\.json:3: "seedcount" is no setting; did you mean "seedCount"\?$/,
      ],
      ['yaml', 'port: 0\nmax-body: 3', /^x\.yaml:2: "max-body" is no setting; did you mean "maxBody"\?$/],
      ['yaml', 'config: other.json', /^x\.yaml:1: "config" is no setting; these are: port, host, /],
      ['ts', 'export default { prot: 1 };', /^x\.ts: "prot" is no setting; did you mean "port"\?$/],
      [
        'json',
        '{ "port": 70000 }',
        /^x\.json:1: "port" cannot be taken\. It must be a whole number from 0 to 65535\.$/,
      ],
      ['json', '{ "port": "x" }', /"port" cannot be taken\. It must be a whole number/],
      ['yaml', 'cors: off', /"cors" cannot be taken\. It must be true or false\.$/],
      ['yaml', 'journalSize: 5', /^x\.yaml:1: "journalSize" is now called "journal"$/],
      ['ts', 'export default { apiKeys: ["a"] };', /^x\.ts: "apiKeys" is now called "apiKey"$/],
      ['yaml', 'validation: harsh', /"validation" cannot be taken\. It must be one of strict, standard, warn, off\.$/],
      ['yaml', 'dynamic: "yes"', /"dynamic" cannot be taken\. It must be true or false\.$/],
      ['yaml', 'port: [1, 2]', /"port" cannot be taken\. It must be a whole number from 0 to 65535\.$/],
      ['yaml', 'rateLimit: fast', /"rateLimit" cannot be taken\. It must be of the form 100\/min/],
      [
        'yaml',
        'apiKey:\n  - fine\n  - sec ret',
        /^x\.yaml:1: "apiKey" cannot be taken\. It must be API keys, .* no white space\.$/,
      ],
      ['json', '{\n  "port": 0,,\n}', /^x\.json:2:13: not JSON: /],
      ['yaml', 'port: [', /^x\.yaml:1:\d+: /],
      ['yaml', 'seed: 1\nseed: 2', /^x\.yaml:2:1: Map keys must be unique$/],
      ['json', '[]', /^x\.json: it must have settings, such as/],
      ['ts', 'export const port = 1;', /^x\.ts: it exports nothing; write export default/],
      ['ts', '\nexport default { port: , };', /^x\.ts:2: Expression expected$/],
      ['mjs', '\n\nthrow new Error("no luck");', /^x\.mjs:3: no luck$/],
    ];
    for (const [index, [ending, text, said]] of cases.entries()) {
      const cwd = directoryWith(t, { [`x.${ending}`]: text });
      for (const command of index === 0 ? ['serve', 'config'] : ['config']) {
        const { status, stderr, stdout } = run([command, '--config', `x.${ending}`], { cwd });
        assert.equal(status, exitCodes.usage.code, text);
        assert.match(stderr, /^use-case-stub: [^\n]+\n$/);
        assert.match(stderr.trim().slice('use-case-stub: '.length), said);
        assert.equal(stdout, '');
      }
    }
  });

  it('that does not exist, or is one of two, is refused', (t) => {
    const cwd = directoryWith(t, { [`${name}.json`]: {}, [`${name}.yaml`]: '' });
    assert.match(run(['--config', 'none.json'], { cwd }).stderr, /none\.json: there is no such configuration file/);
    assert.match(run(['--config', '.'], { cwd }).stderr, /\. is a directory; name a configuration file/);
    const { status, stderr } = run([], { cwd });
    assert.equal(status, exitCodes.usage.code);
    assert.match(stderr, /\. has both use-case-stub\.config\.json and use-case-stub\.config\.yaml; keep one/);
  });

  it('knows every setting that has a flag, and the compiler does, too', () => {
    const every: Record<keyof StubConfig, true> = {
      port: true,
      host: true,
      validation: true,
      assume: true,
      dynamic: true,
      apiKey: true,
      seed: true,
      seedCount: true,
      withExamples: true,
      consoleKey: true,
      trustProxy: true,
      maxBody: true,
      journal: true,
      journalBytes: true,
      maxMemory: true,
      maxOrganizations: true,
      maxUseCases: true,
      rateLimit: true,
      clock: true,
      state: true,
      scenario: true,
      delay: true,
      cors: true,
      spec: true,
      fixtures: true,
      fidelity: true,
      store: true,
      sqliteSynchronous: true,
      useCaseBytes: true,
      postgresConnections: true,
      postgresTimeout: true,
      postgresPrepare: true,
      postgresWait: true,
      log: true,
      admin: true,
      adminKey: true,
      allowHost: true,
      drainTimeout: true,
      drainLinger: true,
      watch: true,
      open: true,
      json: true,
      instance: true,
    };
    const inFile = settingNames.filter((each) => settings[each].scope !== 'command line');
    assert.deepEqual(inFile.sort(), Object.keys(every).sort());
    assert.deepEqual(
      serveOptions().map((each) => each.attributeName()),
      Object.keys(settings),
    );
    const config = { port: 0, apiKey: ['a=web'], rateLimit: '100/min', cors: false } as const;
    assert.deepEqual(defineConfig(config), config);
    // @ts-expect-error A switch is true or false.
    defineConfig({ cors: 'off' });
    // @ts-expect-error There is no such setting.
    defineConfig({ prot: 1 });
  });
});

describe('the table of settings', () => {
  it('has defaults and sentences that the compiler cannot check', () => {
    for (const [each, setting] of Object.entries(settings)) {
      if ('default' in setting) assert.equal(setting.kind.read(setting.default), setting.default, each);
      assert.match(setting.sentence, /[^.]$/, each);
      assert.equal('placeholder' in setting, !('isSwitch' in setting.kind && setting.kind.isSwitch), each);
    }
  });

  it('gives createStub the bounds of the command line, and names the setting that is out of them', () => {
    for (const each of stubSettingNames) {
      const { kind } = settings[each];
      const wrong = [-1, 1.5, {}, [7], null].filter((value) => !accepts(kind, value));
      assert.ok(wrong.length > 2, each);
      for (const value of wrong)
        assert.throws(() => createStub({ [each]: value }), {
          name: 'TypeError',
          message: new RegExp(`^createStub: ${each} must `),
        });
    }
  });
});

function accepts(kind: { read(given: unknown): unknown }, given: unknown): boolean {
  try {
    kind.read(given);
    return true;
  } catch {
    return false;
  }
}

describe('use-case-stub config', () => {
  it('prints each setting with its value and where it comes from', (t) => {
    const cwd = directoryWith(t, { [`${name}.json`]: { seedCount: 3, rateLimit: '5/min' } });
    const { stdout } = run(['config', '--print', '--port', '5'], { cwd, env: { USE_CASE_STUB_SEED: '7' } });
    assert.match(stdout, /^setting +value +from\nport +5 +flag\n/);
    assert.match(stdout, /^seed +7 +environment USE_CASE_STUB_SEED$/m);
    assert.match(stdout, /^seedCount +3 +file use-case-stub\.config\.json$/m);
    assert.match(stdout, /^rateLimit +5\/60s +file /m);
    assert.match(stdout, /^host +127\.0\.0\.1 +default$/m);
    assert.match(stdout, /\n\nConfiguration file: use-case-stub\.config\.json\n$/);
    for (const each of settingNames.filter((one) => settings[one].scope !== 'command line'))
      assert.match(stdout, new RegExp(`^${each} `, 'm'));
    assert.equal(run(['config', '--port', '5'], { cwd, env: { USE_CASE_STUB_SEED: '7' } }).stdout, stdout);
  });

  it('is not put into JSON by a file that asks serve for it', (t) => {
    const cwd = directoryWith(t, { [`${name}.json`]: { json: true } });
    assert.match(run(['config'], { cwd }).stdout, /^json +true +file /m);
  });

  it('refuses a key of the console where it has no effect', (t) => {
    const cwd = directoryWith(t, {});
    for (const [args, said] of [
      [['--admin-key', 'x'], /^use-case-stub: --console-key .* has no effect beside --admin-key; leave out/],
      [['--no-admin'], /^use-case-stub: --console-key .* has no effect while USE_CASE_STUB_ADMIN is off; leave out/],
    ] as const) {
      const { stderr, status } = run(['config', '--console-key', 's3cret', ...args], { cwd });
      assert.equal(status, exitCodes.usage.code);
      assert.match(stderr, said);
      assert.doesNotMatch(stderr, /s3cret/);
    }
  });

  it('never prints a secret, wherever it comes from', (t) => {
    const store = 'postgres://me:s3cret@host/stub?sslpassword=s3cret';
    const config = { adminKey: 's3cret', apiKey: ['s3cret=web', 's3cret2'], store };
    const cwd = directoryWith(t, { [`${name}.json`]: config });
    const env = { USE_CASE_STUB_ADMIN_KEY: 's3cret', USE_CASE_STUB_API_KEY: 's3cret=web', USE_CASE_STUB_STORE: store };
    const flags = ['--admin-key', 's3cret', '--api-key', 's3cret=web', '--store', store];
    for (const [args, variables] of [
      [[], {}],
      [[], env],
      [flags, {}],
    ] as const) {
      const { stdout } = run(['config', ...args], { cwd, env: variables });
      assert.match(stdout, /^adminKey +\*\*\* /m);
      assert.match(stdout, /^apiKey +\*\*\*=web/m);
      assert.match(stdout, /^store +postgres:\/\/me:\*\*\*@host\/stub\?sslpassword=\*\*\* /m);
      assert.doesNotMatch(stdout, /s3cret/);
      assert.doesNotMatch(JSON.stringify(printed(cwd, args, variables)), /s3cret/);
    }
    assert.equal(printed(cwd, ['--store', 's3cret']).settings['store']?.value, '***');
    for (const args of [
      ['--api-key', 's3cret s3cret'],
      ['--store', 's3cret'],
    ]) {
      const { stderr, status } = run([...args, '--port', '0', '--no-config'], { cwd });
      assert.equal(status, exitCodes.usage.code);
      assert.match(stderr, /^use-case-stub: --\S+ (\(or USE_CASE_STUB_API_KEY\) )?cannot be taken/);
      assert.doesNotMatch(stderr, /s3cret/);
    }
  });
});
