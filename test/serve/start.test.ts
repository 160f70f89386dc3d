import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createStub } from '../../src/index.ts';
import { createStub as createFetchStub } from '../../src/fetch.ts';
import { createMemoryScenarios } from '../../src/store/memory/scenarios.ts';
import { createMemoryStore } from '../../src/store/memory/use-cases.ts';
import type { RunningScenario, ScenarioStore, UseCaseStore } from '../../src/store/port.ts';
import { startStub, type RunningStub } from '../helpers/stub.ts';

async function list({ send }: RunningStub, key = 'key'): Promise<string> {
  const { status, headers, body } = await send('GET', '/use-cases', { key });
  const because = (headers as Record<string, string>)['stub-state'];
  return `${status}${because === undefined ? '' : ` ${because}`}${status === 200 ? ` ${(body as object[]).length}` : ''}`;
}

async function reasons({ send }: RunningStub, key = 'key'): Promise<string[]> {
  return ((await send('GET', '/__stub/scenarios', { key })).body as RunningScenario[]).map(({ because }) => because);
}

describe('what organizations start with', () => {
  const failing = { scenario: { match: { operation: 'listUseCases' }, status: 503, times: 1 } } as const;
  const reason = '"status 503 on listUseCases"';

  it('applies to each of them, and comes back after a reset of one and of all', async (t) => {
    const stub = await startStub(t, { ...failing, seedCount: 2 });
    assert.deepEqual([await list(stub), await list(stub)], [`503 ${reason}`, '200 2']);
    assert.equal(await list(stub, 'other'), `503 ${reason}`);
    await stub.stub.reset('key');
    assert.equal(await list(stub), `503 ${reason}`);
    assert.equal(await list(stub, 'other'), '200 2', 'the other one was not reset');
    for (const [method, path] of [
      ['POST', '/__stub/reset'],
      ['DELETE', '/__stub/states'],
    ] as const) {
      assert.equal((await stub.send(method, path)).status, 204);
      assert.deepEqual([await list(stub), await list(stub)], [`503 ${reason}`, '200 2'], path);
    }
    await stub.stub.reset();
    assert.deepEqual([await list(stub), await list(stub, 'other')], [`503 ${reason}`, `503 ${reason}`]);
  });

  it('can be states, with parameters, in order; scenarios that are ended stay so until the reset', async (t) => {
    const state = ['no use cases exist', { name: 'a use case exists', params: { name: 'Night desk' } }] as const;
    const stub = await startStub(t, {
      state,
      scenario: ['--status 503 --because maintenance', '{"delay":{"distribution":"fixed","ms":1}}'],
      seedCount: 5,
    });
    assert.deepEqual(await reasons(stub), ['maintenance', 'a fixed delay'], 'before the first request of the API');
    assert.equal((await stub.send('DELETE', '/__stub/scenarios')).status, 204);
    assert.equal(await list(stub), '200 1');
    await stub.stub.setState('key', 'no use cases exist');
    assert.equal(await list(stub), '200 0');
    assert.deepEqual(await reasons(stub), []);
    await stub.stub.reset('key');
    assert.equal(await list(stub), '503 "maintenance", "a fixed delay"');
  });

  it('is there after another replica has reset the organization meanwhile', async (t) => {
    const store = createMemoryStore();
    const scenarios = createMemoryScenarios();
    let resets = 1;
    const start: ScenarioStore['start'] = async (id, scenario) => {
      if (resets-- > 0) await store.clear();
      return scenarios.start(id, scenario);
    };
    const stub = await startStub(t, { ...failing, seedCount: 2, store, scenarios: { ...scenarios, start } });
    assert.deepEqual([await list(stub), await list(stub)], [`503 ${reason}`, '200 2']);
  });

  it('is not started twice when another replica begins with the organization at the same time', async (t) => {
    const store = createMemoryStore();
    const scenarios = createMemoryScenarios();
    let isFirst = true;
    const initialize: UseCaseStore['initialize'] = async (id, initialUseCases) => {
      if (!isFirst) return store.initialize(id, initialUseCases);
      isFirst = false;
      await store.initialize(id, initialUseCases);
      await scenarios.start(id, { because: 'by the other replica', status: 500, times: 1 });
      return 'a mark that came too late';
    };
    const stub = await startStub(t, { ...failing, seedCount: 2, store: { ...store, initialize }, scenarios });
    assert.deepEqual([await list(stub), await list(stub)], ['500 "by the other replica"', '200 2']);
  });

  it('is there before what a test adds as its first step', async (t) => {
    const stub = await startStub(t, { scenario: { status: 503, because: 'from the start' } });
    await stub.stub.scenario('key', { status: 500, because: 'by the test' });
    await stub.stub.setState('other', 'the API is failing', { status: 500 });
    assert.equal(await list(stub), '500 "from the start", "by the test"');
    assert.equal(await list(stub, 'other'), '500 "from the start", "the API is failing"');
  });

  it('is there for every one of the requests that come first at the same time', async (t) => {
    const stub = await startStub(t, { scenario: { status: 503, times: 3 }, state: 'several use cases exist' });
    const all = await Promise.all(Array.from({ length: 5 }, () => list(stub)));
    assert.deepEqual(all.sort(), ['200 3', '200 3', ...Array<string>(3).fill('503 "status 503"')]);
  });

  it('can be a delay of every reply, which a frozen clock holds', async (t) => {
    const stub = await startStub(t, { delay: 800, clock: 'frozen' });
    const reply = list(stub);
    await stub.stub.clock.advance(800, { waiting: 1 });
    assert.equal(await reply, '200 "every reply is delayed" 0');
    assert.deepEqual(stub.stub.journal('key')[0]?.cause, {
      kind: 'scenario',
      because: 'every reply is delayed',
      delay: 800,
    });
  });

  it('can be the unknown API key of an organization in fixtures, beside generated use cases of the others', async (t) => {
    const stub = await startStub(t, {
      seedCount: 4,
      fixtures: {
        all: { scenarios: [{ fault: 'malformed', times: 1, match: { operation: 'getUseCase' } }] },
        organizations: {
          locked: { states: ['the API key is not known'] },
          web: { useCases: [{ name: 'Night desk' }], scenarios: [{ status: 429, times: 1 }] },
          plain: [{ name: 'One' }, { name: 'Two' }],
        },
      },
    });
    assert.equal(await list(stub, 'locked'), '401 "the API key is not known"');
    assert.deepEqual([await list(stub, 'web'), await list(stub, 'web')], ['429 "status 429"', '200 1']);
    assert.equal(await list(stub, 'plain'), '200 2');
    assert.equal(await list(stub, 'another'), '200 4');
    assert.deepEqual(await reasons(stub, 'web'), ['fault malformed on getUseCase']);
  });

  it('follows the scenarios of fixtures that are replaced; states wait for the reset', async (t) => {
    const stub = await startStub(t, { fixtures: { useCases: [{ name: 'One' }], scenarios: [{ status: 503 }] } });
    await stub.stub.scenario('key', { because: 'by the test', fault: 'malformed', match: { operation: 'getUseCase' } });
    assert.equal(await list(stub), '503 "status 503"');
    await stub.stub.replaceFixtures({
      useCases: [{ name: 'One' }, { name: 'Two' }],
      states: ['no use cases exist'],
      scenarios: [{ status: 429 }],
    });
    assert.equal(await list(stub), '429 "status 429"');
    assert.deepEqual(await reasons(stub), ['by the test', 'status 429']);
    await stub.send('DELETE', '/__stub/scenarios');
    assert.equal(await list(stub), '200 2');
    await stub.stub.reset('key');
    await stub.send('DELETE', '/__stub/scenarios');
    assert.equal(await list(stub), '200 0');
  });

  it('counts toward the use cases that an organization may have, as far as states have put them there', async (t) => {
    const state = [{ name: 'a use case exists', params: { name: 'from the start' } }] as const;
    const { send } = await startStub(t, { state, maxUseCases: 2, seedCount: 2, unjudged: true });
    const put = async (name: string) => {
      const { status, headers } = await send('PUT', '/__stub/states/a%20use%20case%20exists', { body: { name } });
      return [status, (headers as Record<string, string>)['stub-error']];
    };
    assert.deepEqual(await put('second'), [200, undefined]);
    assert.deepEqual(await put('third'), [503, 'organization-full']);
    assert.equal((await send('POST', '/use-cases', { body: { name: 'created' } })).status, 200);
    const names = ((await send('GET', '/use-cases')).body as { name: string }[]).map(({ name }) => name);
    assert.deepEqual(names.slice(2), ['from the start', 'second', 'created'], 'after the initial ones');
  });

  it('says so when it needs more use cases than an organization may have', async (t) => {
    const { send } = await startStub(t, { state: 'a use case exists', maxUseCases: 0, unjudged: true });
    const { status, headers } = await send('GET', '/use-cases');
    assert.deepEqual([status, (headers as Record<string, string>)['stub-error']], [503, 'organization-full']);
  });

  it('is refused when it cannot be meant, with the place and what was probably meant', () => {
    const refused = (options: object, message: string) =>
      assert.throws(() => createFetchStub(options), new TypeError(`createStub: ${message}`));
    refused(
      { state: ['no use cases exist', 'the API is failng'] },
      'state 2: "the API is failng" is not a state; the nearest is "the API is failing"',
    );
    refused({ state: 'the API is failing {"status":404}' }, 'state 1 at /params/status: must be one of 500, 503');
    refused({ state: 'the API is failing {status:503}' }, `${STATE_FORM}, not the API is failing {status:503}`);
    refused(
      { state: { name: 'the API is slow', parms: {} } },
      'state 1 at /parms: is not known here; a state has name and params',
    );
    refused({ state: 5 }, `${STATE_FORM}, not 5`);
    refused(
      { scenario: [{ status: 503 }, { stauts: 503 }] },
      'scenario 2 at /stauts: is not known here; did you mean "status"?',
    );
    refused(
      { scenario: '--status 503 --tmes 2' },
      'scenario must be a scenario: --tmes is not a flag of "scenario start"; did you mean "--times"?',
    );
    refused(
      { scenario: "--status 503 --because 'a bad" },
      'scenario must be a scenario: has a quotation mark that is not closed',
    );
    refused({ state: ' ' }, 'state must have at least one character, not  ');
    refused({ scenario: '' }, 'scenario must have at least one character');
    refused(
      { scenario: '--status 418 --outside-contract=true' },
      'scenario must be a scenario: --outside-contract takes no value',
    );
    refused(
      { scenario: ['--status 503 --times 1', '--status 429', '--status 503 --times 2'] },
      'scenario 3: would replace number 1, whose reason is the same: "status 503"; give it a "because" of its own',
    );
    refused({ scenario: '--status' }, 'scenario must be a scenario: --status has no value');
    refused(
      { scenario: '--times 2' },
      'scenario must be a scenario: say what is to happen: --status, --delay, --fault or --steps',
    );
    refused(
      { delay: 'slow' },
      'delay must be milliseconds: 800, 100-500, or log-normal:120,0.6 (median and sigma), not slow',
    );
    refused({ delay: '500-100' }, 'delay: a uniform delay needs from, and a to that is not less');
    refused(
      { fixtures: { organizations: { web: { state: [] } }, scenarios: [] } },
      'fixtures at /scenarios: belongs into "all", beside which it stands\ncreateStub: fixtures at /organizations/***/state: is not known here; did you mean "states"?',
    );
    refused(
      { fixtures: { states: [{ name: 'the API is slow', params: { msec: 5 } }] } },
      'fixtures at /states/0/params/msec: is not a parameter of this state; it has ms',
    );
    refused(
      { fixtures: { useCases: {}, scenarios: [{ status: 418 }] } },
      'fixtures at /useCases: must be a list of use cases\ncreateStub: fixtures at /scenarios/0/status: is not a status of the contract; these are: 200, 400, 401, 404, 405, 413, 415, 429, 500, 503; "outsideContract": true allows it',
    );
  });

  it('is typed as what a test starts', () => {
    createStub({
      state: { name: 'the API is slow', params: { ms: 5 } },
      scenario: { match: { operation: 'getUseCase' }, status: 404 },
    });
    // @ts-expect-error The contract has no such status for this operation.
    assert.throws(() => createStub({ scenario: { match: { operation: 'getUseCase' }, status: 418 } }));
    // @ts-expect-error The state has no such parameter.
    assert.throws(() => createStub({ fixtures: { states: [{ name: 'the API is slow', params: { seconds: 5 } }] } }));
  });
});

const STATE_FORM = 'state must be the name of a state, or a name and parameters: the API is failing {"status":503}';
