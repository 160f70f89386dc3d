import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
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

  it('refuses a name that is no linter, and lists those that are', () => {
    const { status, stderr } = lint('spectrum');
    assert.equal(status, 1);
    assert.match(
      stderr,
      /no linter is called spectrum; there are prettier, eslint, spectral, dclint, rooms, knip, package/,
    );
  });
});
