import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createStub } from '../../src/fetch.ts';

describe('delays', () => {
  it('of a state, a scenario and a preference add up to a minute at most', async () => {
    const stub = createStub({ seedCount: 0, clock: 'frozen' });
    await stub.setState('key', 'the API is slow', { ms: 40_000 });
    await stub.scenario('key', { delay: { distribution: 'fixed', ms: 40_000 } });
    const headers = { authorization: 'Bearer key', prefer: 'delay=50000' };
    const answered = stub.fetch(new Request('http://stub.test/use-cases', { headers }));
    await stub.clock.advance(59_999, { waiting: 1 });
    assert.equal(stub.clock.waiting, 1, 'it waits for a minute');
    await stub.clock.advance(1);
    assert.equal((await answered).headers.get('preference-applied'), 'delay=50000');
  });
});
