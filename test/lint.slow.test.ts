import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

function lint(...names: readonly string[]) {
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
  return spawnSync(process.execPath, ['scripts/lint.mjs', ...names], { cwd: root, env, encoding: 'utf8' });
}

describe('npm run lint', () => {
  it('finds nothing in the contract, with Spectral, whose exceptions are explained in .spectral.yaml', () => {
    const { status, stdout, stderr } = lint('spectral');
    assert.equal(status, 0, stdout + stderr);
  });

  it('finds nothing in what the package exports, with publint and Are the types wrong', () => {
    const { status, stdout, stderr } = lint('package');
    assert.equal(status, 0, stdout + stderr);
  });

  it('would find misspelt, missing and wrong fields of the Kubernetes manifests', (t) => {
    const copy = mkdtempSync(join(tmpdir(), 'use-case-stub-manifests-'));
    t.after(() => rmSync(copy, { recursive: true }));
    cpSync(join(root, 'deploy/kubernetes'), copy, { recursive: true });
    const mistakes = [
      ['deployment.yaml', 'readOnlyRootFilesystem: true', 'readOnlyRootFileSystem: true'],
      ['service.yaml', 'port: 80', "port: '80'"],
      ['options/network-policy/network-policy.yaml', 'podSelector:', 'podSelectors:'],
      ['options/pod-monitor/pod-monitor.yaml', 'honorLabels', 'honourLabels'],
      ['options/ingress/ingress.yaml', 'pathType: Prefix', ''],
    ] as const;
    for (const [name, right, wrong] of mistakes) {
      const text = readFileSync(join(copy, name), 'utf8');
      assert.ok(text.includes(right), `${name} has ${right}`);
      writeFileSync(join(copy, name), text.replace(right, wrong));
    }
    const broken = spawnSync(process.execPath, ['tools/lint/kubernetes.mjs', copy], { cwd: root, encoding: 'utf8' });
    assert.equal(broken.status, 1);
    for (const word of [/FileSystem/, /port must be integer/, /podSelectors/, /honourLabels/, /pathType/])
      assert.match(broken.stdout, word);
  });

  it('refuses a name that is no linter, and lists those that are', () => {
    const { status, stderr } = lint('spectrum');
    assert.equal(status, 1);
    assert.match(
      stderr,
      /no linter is called spectrum; there are prettier, eslint, spectral, dclint, kubernetes, rooms, knip, package/,
    );
  });
});
