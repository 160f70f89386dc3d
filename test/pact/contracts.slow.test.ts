import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const contracts = fileURLToPath(new URL('../../contracts/', import.meta.url));
const tests = readdirSync(join(contracts, 'web-console')).filter((name) => name.endsWith('.test.ts'));
const pact = 'web-console-use-cases-api.json';

/** Runs the pact tests of the web console, with `atOnce` files at a time, and writes the pact to `dir`. */
async function writePact(dir: string, atOnce: number): Promise<string> {
  const files = tests.map((name) => join(contracts, 'web-console', name));
  await promisify(execFile)(process.execPath, ['--test', `--test-concurrency=${atOnce}`, ...files], {
    // Without the mark that Node's runner gives to its children, this is an independent run.
    env: { ...process.env, NODE_TEST_CONTEXT: undefined, PACT_DIR: dir },
  });
  assert.deepEqual(readdirSync(dir), [pact]);
  return readFileSync(join(dir, pact), 'utf8');
}

function emptyDirectory(context: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), 'contracts-'));
  context.after(() => rmSync(dir, { recursive: true }));
  return dir;
}

describe("the web console's pact", () => {
  const committed = () => readFileSync(join(contracts, 'pacts', pact), 'utf8');

  it('is what its tests write, byte for byte, with all files at once, again, and one after the other', async (t) => {
    const dir = emptyDirectory(t);
    assert.ok(tests.length > 1);
    const hint = 'Delete contracts/pacts, run "node --test contracts/web-console/*.test.ts" and commit the result';
    assert.equal(await writePact(dir, tests.length), committed(), hint);
    assert.equal(await writePact(dir, tests.length), committed(), hint);
    assert.equal(await writePact(emptyDirectory(t), 1), committed(), hint);
  });

  it('has every operation, and every error that the client distinguishes', () => {
    type Interaction = { request: { method: string; path: string }; response: { status: number } };
    const { interactions } = JSON.parse(committed()) as { interactions: Interaction[] };
    const seen = Map.groupBy(
      interactions,
      ({ request: { method, path } }) => `${method} ${path.replace(/\/use-cases\/.*/, '/use-cases/{id}')}`,
    );
    const statuses = (operation: string) =>
      [...new Set(seen.get(operation)?.map(({ response }) => response.status))].toSorted((a, b) => a - b);
    assert.deepEqual(statuses('GET /api/v1/use-cases'), [200, 401, 429, 500, 503]);
    assert.deepEqual(statuses('POST /api/v1/use-cases'), [200, 400, 401, 429, 500, 503]);
    assert.deepEqual(statuses('GET /api/v1/use-cases/{id}'), [200, 400, 401, 404, 429, 500, 503]);
    assert.deepEqual(statuses('PATCH /api/v1/use-cases/{id}'), [200, 400, 401, 404, 429, 500, 503]);
  });
});
