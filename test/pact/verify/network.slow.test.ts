import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { describe, it } from 'node:test';
import { cli } from '../../helpers/cli.ts';
import { fixtures, pactFile } from '../../helpers/pacts.ts';

/**
 * Runs a program where there is no network but loopback, and counts how often it wanted to send something elsewhere:
 * the kernel finds no route, also for questions to a name server.
 */
function countDepartures(command: readonly string[]) {
  const script = 'ip link set lo up && "$@" >&2; code=$?; grep ^Ip: /proc/net/snmp; exit $code';
  const { status, stdout, stderr } = spawnSync(
    'unshare',
    ['--net', '--map-root-user', 'sh', '-c', script, 'sh', ...command],
    {
      encoding: 'utf8',
      timeout: 120_000,
    },
  );
  const [names = [], values = []] = stdout.split('\n').map((line) => line.split(' '));
  return { departures: Number(values[names.indexOf('OutNoRoutes')]), status, stderr };
}

const control = countDepartures([process.execPath, '-e', 'fetch("http://example.com").catch(() => undefined)']);
const skip = !(control.departures > 0) && 'no network namespace can be made here';

/** A pact that makes Pact's core look for a plugin. */
const needy = {
  consumer: { name: 'Comma Separator' },
  provider: { name: 'use-cases-api' },
  interactions: [{ type: 'Synchronous/HTTP', description: 'a', request: { path: '/use-cases' }, response: {} }],
  metadata: { pactSpecification: { version: '4.0' }, plugins: [{ name: 'csv', version: '0.0.6' }] },
};

describe('verifying pacts', { skip }, () => {
  it('sends nothing beyond this machine, whatever the pacts contain', async (t) => {
    const files = [fixtures, await pactFile(t, needy)];
    const { departures, status, stderr } = countDepartures([process.execPath, cli, 'verify', ...files, '--json']);
    assert.equal(status, 5, stderr);
    assert.match(stderr, /"id":"plugins"/);
    assert.equal(departures, 0);
  });

  it("sends nothing even if Pact's core gets a pact that names a plugin", async (t) => {
    const file = await pactFile(t, needy);
    const nowhere = 'http://127.0.0.1:1/';
    const job = { file, provider: 'p', providerUrl: nowhere, statesUrl: nowhere, headers: {}, timeout: 1_000 };
    const native = new URL('../../../src/pact/verify/native.ts', import.meta.url).href;
    const attempt = (isLocal: boolean) =>
      countDepartures([
        process.execPath,
        '--input-type=module',
        '-e',
        `import { createNativeVerifier } from '${native}';
         const core = createNativeVerifier(${JSON.stringify(dirname(file))}, ${isLocal});
         console.log(await core.verify(${JSON.stringify(job)}));
         core.close();`,
      ]);
    assert.ok(attempt(false).departures > 0, 'the core does want to fetch it');
    assert.equal(attempt(true).departures, 0);
  });
});
