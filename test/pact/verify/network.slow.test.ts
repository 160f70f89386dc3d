import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { cli } from '../../helpers/cli.ts';
import { fixtures, pactFile, pactOf } from '../../helpers/pacts.ts';

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

describe('verifying pacts', { skip }, () => {
  it('sends nothing beyond this machine, whatever the pacts contain', async (t) => {
    const plugins = [{ name: 'csv', version: '0.0.6' }];
    const needy = pactOf([{}], { metadata: { pactSpecification: { version: '4.0' }, plugins } });
    const files = [`${fixtures}good`, `${fixtures}bad`, await pactFile(t, needy)];
    const { departures, status, stderr } = countDepartures([process.execPath, cli, 'verify', ...files, '--json']);
    assert.equal(status, 5, stderr);
    assert.match(stderr, /"id":"plugins"/);
    assert.equal(departures, 0);
  });
});
