import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Logger } from '../../src/http/record.ts';
import { createMemoryScenarios, type Scenario, type ScenarioStore } from '../../src/use-cases/scenarios.ts';
import { startStub } from '../helpers/stub.ts';

const silent = () => undefined;

/** As a program may bring it: nothing that comes from it has been checked by our admin API. */
function scenariosOf(scenario: Scenario): ScenarioStore & { left: () => number } {
  let left = scenario.times ?? 0;
  return {
    ...createMemoryScenarios(),
    list: async () => (left > 0 ? [{ ...scenario, id: '1', left }] : []),
    use: async () => left-- > 0,
    left: () => left,
  };
}

describe('an answer that fails', () => {
  it('because its headers cannot be sent is a 500, uses up one turn, and the stub lives on', async (t) => {
    for (const headers of [{ x: 'a\nb' }, { 'x y': 'z' }, { x: undefined as unknown as string }]) {
      const scenarios = scenariosOf({ because: 'a test', status: 503, headers, times: 2 });
      const { send } = await startStub(t, { scenarios });
      const { status, headers: got } = await send('GET', '/use-cases');
      assert.deepEqual([status, got['stub-error']], [500, 'internal-error']);
      assert.equal(scenarios.left(), 1);
      await send('GET', '/use-cases');
      assert.equal((await send('GET', '/use-cases')).status, 200);
    }
  });

  it('because the logger does is answered nevertheless, once', async (t) => {
    const fail = () => {
      throw new Error('the disk of the test is full');
    };
    for (const logger of [
      { info: fail, warn: fail, error: fail },
      { info: silent, warn: silent, error: fail },
    ] satisfies Logger[]) {
      // Of the second logger, nothing but this has something to say.
      const scenarios = scenariosOf({ because: 'a test', status: 503, headers: { x: 'a\nb' }, times: 2 });
      const { send, stub } = await startStub(t, { scenarios, logger });
      assert.equal((await send('GET', '/use-cases')).status, 500);
      assert.equal(scenarios.left(), 1);
      await send('GET', '/use-cases');
      assert.equal((await send('GET', '/use-cases')).status, 200);
      assert.equal(stub.journal('key').at(-1)?.status, 200);
    }
  });
});
