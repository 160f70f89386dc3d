import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { createStub } from '../../src/fetch.ts';

describe('delays', () => {
  it('of a state, a scenario and a preference add up to a minute at most', async (t) => {
    const stub = createStub({ seedCount: 0 });
    const send = (path: string, init: RequestInit = {}) => {
      const headers = { authorization: 'Bearer key', 'content-type': 'application/json', ...init.headers };
      return stub.fetch(new Request(`http://stub.test${path}`, { ...init, headers }));
    };
    await stub.setState('key', 'the API is slow', { ms: 40_000 });
    const delay = { distribution: 'fixed', ms: 40_000 };
    const started = await send('/__stub/scenarios', { method: 'POST', body: JSON.stringify({ delay }) });
    assert.equal(started.status, 201);
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let isAnswered = false;
    const answered = send('/use-cases', { headers: { prefer: 'delay=50000' } }).then((response) => {
      isAnswered = true;
      return response;
    });
    await turn();
    t.mock.timers.tick(59_999);
    await turn();
    assert.equal(isAnswered, false, 'it waits for a minute');
    t.mock.timers.tick(1);
    assert.equal((await answered).headers.get('preference-applied'), 'delay=50000');
  });
});
