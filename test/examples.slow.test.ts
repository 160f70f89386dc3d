import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { verifyPacts } from '../src/pact/index.ts';
import { temporaryDirectory } from './helpers/pacts.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('the examples of the documentation', () => {
  it('write a pact that the stub and the contract agree with', async (t) => {
    const directory = await temporaryDirectory(t);
    const env = { ...process.env, NODE_TEST_CONTEXT: undefined, PACT_DIR: directory };
    const written = spawnSync(process.execPath, ['--test', `${root}examples/pact.test.ts`], { encoding: 'utf8', env });
    assert.equal(written.status, 0, written.stdout);
    const report = await verifyPacts({ pacts: [directory] });
    assert.deepEqual(
      report.pacts.map(({ consumer, verdict }) => [consumer, verdict]),
      [['my-app', 'passed']],
    );
  });
});
