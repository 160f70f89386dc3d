import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { createFakeBroker } from './helpers/fake-broker.ts';
import { pactOf } from './helpers/pacts.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const workflows = join(root, 'examples', 'workflows');
const fixtures = join(root, 'test', 'fixtures', 'pacts');

interface GithubWorkflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly GithubStep[] }>>;
}

interface GithubStep {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string | number>>;
}

interface GitlabJob {
  readonly image: string;
  readonly script: readonly string[];
  readonly artifacts: { readonly reports: { readonly junit: string } };
}

const read = (name: string): unknown => parse(readFileSync(join(workflows, name), 'utf8'));

function githubSteps(name = 'verify-pacts.github.yml'): readonly GithubStep[] {
  const { jobs } = read(name) as GithubWorkflow;
  return Object.values(jobs).flatMap(({ steps }) => steps);
}

const { engines, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly engines: { readonly node: string };
  readonly version: string;
};

/** npx as it is asked for one version of our package. */
const npx = `#!/bin/sh
test "$1 $2" = '--yes use-case-stub@${version}' || exit 99
shift 2
exec '${process.execPath}' '${root}dist/cli.js' "$@"
`;

/** A container engine that knows one image, ours, and shows it no file but what is mounted. */
const docker = `#!/bin/sh
test "$1 $2 $3" = 'run --rm -v' || exit 98
mounted=\${4%:/pacts:ro}
test "$5 $6 $7" = 'example/image:1 verify /pacts' || exit 97
exec '${process.execPath}' '${root}dist/cli.js' verify "$mounted"
`;

/** A consumer's project with pacts in it, in which a workflow can be run. */
function checkOut(context: TestContext, pacts: string): string {
  const project = mkdtempSync(join(tmpdir(), 'use-case-stub-workflow-'));
  context.after(() => rmSync(project, { recursive: true, force: true }));
  cpSync(join(fixtures, pacts), pacts.endsWith('.json') ? join(project, 'pacts', pacts) : join(project, 'pacts'), {
    recursive: true,
  });
  mkdirSync(join(project, 'bin'));
  writeFileSync(join(project, 'bin', 'npx'), npx, { mode: 0o755 });
  writeFileSync(join(project, 'bin', 'docker'), docker, { mode: 0o755 });
  return project;
}

/** Runs a step as a runner of GitHub or GitLab does: the first command that fails ends it. */
function runStep(project: string, step: string, variables: NodeJS.ProcessEnv = {}) {
  return spawnSync('bash', ['-e', '-c', step], {
    cwd: project,
    encoding: 'utf8',
    env: environmentOf(project, variables),
  });
}

/** The variables of a runner, without those of the runner that may run these tests. */
function environmentOf(project: string, variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const path = [join(project, 'bin'), dirname(process.execPath), process.env['PATH']].join(delimiter);
  const github = { GITHUB_ACTIONS: undefined, GITHUB_WORKSPACE: undefined, GITHUB_STEP_SUMMARY: undefined };
  return { ...process.env, PATH: path, ...github, ...variables };
}

describe('the workflows', { skip: process.platform === 'win32' && 'they are for Linux' }, () => {
  const github = githubSteps()
    .flatMap(({ run }) => run ?? [])
    .join('\n');
  const gitlab = (read('verify-pacts.gitlab.yml') as Record<string, GitlabJob>)['verify-pacts'] as GitlabJob;
  const { junit } = gitlab.artifacts.reports;
  const onGithub = { GITHUB_ACTIONS: 'true' };

  it('for GitHub passes when all pacts agree, and keeps the results', (t) => {
    const project = checkOut(t, 'good');
    const { status, stdout, stderr } = runStep(project, github, onGithub);
    assert.equal(status, 0, stdout + stderr);
    const upload = githubSteps().find(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
    const results = readFileSync(join(project, String(upload?.with?.['path'])), 'utf8');
    assert.match(results, /<testsuite /);
    assert.doesNotMatch(results, /<failure/);
  });

  it('for GitHub breaks the build when a pact does not agree, and says where', (t) => {
    const project = checkOut(t, 'bad/wrong-answer.json');
    const { status, stdout, stderr } = runStep(project, github, onGithub);
    assert.equal(status, 5, stdout + stderr);
    assert.match(stderr, /^::error .*file=pacts\/bad\/wrong-answer\.json,/m);
    assert.match(readFileSync(join(project, 'pact-results.xml'), 'utf8'), /<failure/);
  });

  it('for a webhook of a broker verifies the pact that it names, and publishes the result', async (t) => {
    const { url, requests } = await createFakeBroker(t, [{ consumer: 'x', content: pactOf([{}]) }], 'secret');
    const project = checkOut(t, 'good');
    const step = githubSteps('verify-webhook.github.yml').flatMap(({ run }) => run ?? []);
    const broker = { PACT_BROKER_BASE_URL: url, PACT_BROKER_TOKEN: 'secret', PACT_URL: `${url}/pacts/0` };
    const env = environmentOf(project, { ...onGithub, ...broker, VERSION: 'abc', BRANCH: 'main' });
    // Not spawnSync: the broker in this process has to be able to answer.
    const child = spawn('bash', ['-e', '-c', step.join('\n')], { cwd: project, env, stdio: 'ignore' });
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    assert.equal(requests.at(-1)?.path, '/pacts/0/results');
  });

  it('for GitLab does the same', (t) => {
    const good = checkOut(t, 'good');
    assert.equal(runStep(good, gitlab.script.join('\n')).status, 0);
    assert.ok(existsSync(join(good, junit)));
    const bad = checkOut(t, 'bad/wrong-answer.json');
    assert.equal(runStep(bad, gitlab.script.join('\n')).status, 5);
    assert.match(readFileSync(join(bad, junit), 'utf8'), /<failure/);
  });

  it('for a changed contract break the build when a consumer is touched, and only then', (t) => {
    const project = checkOut(t, 'good/go-v2.json');
    const base = readFileSync(join(root, 'openapi/use-cases.yaml'), 'utf8');
    const git = (...args: string[]) =>
      spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], {
        cwd: project,
        encoding: 'utf8',
      });
    git('init', '--quiet');
    writeFileSync(join(project, 'openapi.yaml'), base);
    git('add', '.');
    git('commit', '--quiet', '-m', 'base');
    const sha = git('rev-parse', 'HEAD').stdout.trim();
    const onGithubStep = githubSteps('compare-contract.github.yml').flatMap(({ run }) => run ?? []);
    const onGitlab = (read('compare-contract.gitlab.yml') as Record<string, GitlabJob>)[
      'compare-contract'
    ] as GitlabJob;
    const github = onGithubStep.join('\n');
    const outcomes: [script: string, change: (text: string) => string, status: number, said: RegExp][] = [
      [
        github,
        (text) => text.replace('required: [issues, name]', 'required: [issues]'),
        0,
        /no interaction is touched/,
      ],
      [github, (text) => text.replace('  /use-cases:\n', '  /usecases:\n'), 1, /Do not ship it yet/],
      [
        onGitlab.script.join('\n'),
        (text) => text.replace('  /use-cases:\n', '  /usecases:\n'),
        1,
        /Do not ship it yet/,
      ],
    ];
    for (const [script, change, status, said] of outcomes) {
      writeFileSync(join(project, 'openapi.yaml'), change(base));
      const ended = runStep(project, script, { BASE: sha, CI_MERGE_REQUEST_DIFF_BASE_SHA: sha });
      assert.equal(ended.status, status, ended.stdout + ended.stderr);
      assert.match(ended.stdout.replace(/\s+/g, ' '), said);
    }
  });

  it('for pact tests name an interaction that no test describes any longer', (t) => {
    const project = checkOut(t, 'good/go-v2.json');
    const git = (...args: string[]) =>
      spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], { cwd: project });
    git('init', '--quiet');
    git('add', 'pacts');
    git('commit', '--quiet', '-m', 'base');
    // A suite that writes what was committed, and one that has lost a test.
    const committed = join(project, 'pacts/good/go-v2.json');
    const kept = join(project, 'kept.json');
    cpSync(committed, kept);
    writeFileSync(
      join(project, 'bin', 'npm'),
      '#!/bin/sh\nmkdir -p pacts/good && cp kept.json pacts/good/go-v2.json\n',
      { mode: 0o755 },
    );
    const step = githubSteps('pact-tests.github.yml').flatMap(({ name, run }) =>
      name === undefined ? [] : (run ?? []),
    );
    const same = runStep(project, step.join('\n'));
    assert.equal(same.status, 0, same.stdout + same.stderr);
    const pact = JSON.parse(readFileSync(kept, 'utf8')) as { interactions: { description: string }[] };
    const [lost] = pact.interactions.splice(0, 1);
    writeFileSync(kept, JSON.stringify(pact, null, 2));
    const fewer = runStep(project, step.join('\n'));
    assert.equal(fewer.status, 1, fewer.stdout + fewer.stderr);
    assert.ok(fewer.stdout.includes(`-      "description": "${lost?.description}"`), fewer.stdout);
  });

  it('bring a Node that the package runs on', () => {
    const [least] = /\d+/.exec(engines.node) ?? [];
    const node = githubSteps().find(({ uses }) => uses?.startsWith('actions/setup-node@'));
    const version = Number(node?.with?.['node-version']);
    assert.ok(version >= Number(least), `${version} is below ${engines.node}`);
    assert.equal(gitlab.image, `node:${version}`);
  });

  it('the script for containers hands pacts in and the exit code out', (t) => {
    const script = readFileSync(join(workflows, 'verify-pacts.sh'), 'utf8');
    const image = { USE_CASE_STUB_IMAGE: 'example/image:1' };
    assert.equal(runStep(checkOut(t, 'good'), script, image).status, 0);
    assert.equal(runStep(checkOut(t, 'bad/wrong-answer.json'), script, image).status, 5);
    const { status, stderr } = runStep(checkOut(t, 'good'), script);
    assert.notEqual(status, 0);
    assert.match(stderr, /USE_CASE_STUB_IMAGE: must name the image/);
  });
});
