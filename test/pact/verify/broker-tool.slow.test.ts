import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { verifyPacts } from '../../../src/pact/verify/verify.ts';
import { createFakeBroker } from '../../helpers/fake-broker.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** Pact's own tool, which the guide to brokers names. */
const tool = process.env['PACT_BROKER_CLI'] ?? 'pact-broker';
const isThere = spawnSync(tool, ['--version']).status === 0;

/** Variables of CI servers are those that a test gives. */
const CLEAN = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(GITHUB|GITLAB|CI)(_|$)/.test(name)),
);

function ask(url: string, args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(tool, args, {
    cwd: root,
    env: { ...CLEAN, PACT_BROKER_BASE_URL: url, PACT_DO_NOT_TRACK: 'true', ...env },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise<{ code: number | null; said: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, said })),
  );
}

describe(
  "the steps with Pact's own tool",
  { skip: !isThere && 'needs pact-broker of @pact-foundation/pact-cli, in PATH or named by PACT_BROKER_CLI' },
  () => {
    it('publish, verify, ask whether it may be deployed, and say that it was', async (t) => {
      const { url } = await createFakeBroker(t, []);
      const published = await ask(url, [
        'publish',
        'contracts/pacts',
        '--consumer-app-version',
        'abc',
        '--branch',
        'main',
      ]);
      assert.equal(published.code, 0, published.said);
      const mayI = [
        'can-i-deploy',
        '--pacticipant',
        'web-console',
        '--version',
        'abc',
        '--to-environment',
        'production',
      ];
      assert.equal((await ask(url, mayI)).code, 1, 'there is no result yet');
      const report = await verifyPacts({
        pacts: [],
        broker: { url, publish: true, providerVersion: 'p1', providerBranch: 'main' },
      });
      assert.deepEqual([report.verdict, report.published], ['passed', [`${url}/pacts/0/results`]]);
      const answered = await ask(url, mayI);
      assert.equal(answered.code, 0, answered.said);
      const deployed = [
        'record-deployment',
        '--pacticipant',
        'web-console',
        '--version',
        'abc',
        '--environment',
        'production',
      ];
      const recorded = await ask(url, deployed);
      assert.equal(recorded.code, 0, recorded.said);
    });

    it('publish with version and branch from the variables of GitHub and GitLab', async (t) => {
      const servers: Record<string, string>[] = [
        { GITHUB_ACTIONS: 'true', GITHUB_SHA: 'abc', GITHUB_REF: 'refs/heads/feat/x', GITHUB_REF_NAME: 'feat/x' },
        { GITLAB_CI: 'true', CI: 'true', CI_COMMIT_SHA: 'abc', CI_COMMIT_REF_NAME: 'feat/x' },
      ];
      for (const env of servers) {
        const { url, requests } = await createFakeBroker(t, []);
        const { code, said } = await ask(url, ['publish', 'contracts/pacts', '--auto-detect-version-properties'], env);
        assert.equal(code, 0, said);
        const body = requests.at(-1)?.body as { branch: string; pacticipantVersionNumber: string };
        assert.equal(body.branch, 'feat/x', Object.keys(env).join());
        // On GitLab the tool asks git for the commit, which is there the one that is checked out.
        if ('GITHUB_SHA' in env) assert.equal(body.pacticipantVersionNumber, 'abc');
      }
    });
  },
);
