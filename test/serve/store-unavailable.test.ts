import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { StoreUnavailable } from '../../src/index.ts';
import { createMemoryScenarios } from '../../src/store/memory/scenarios.ts';
import { createMemoryStore } from '../../src/store/memory/use-cases.ts';
import { startStub } from '../helpers/stub.ts';

const gone = () => Promise.reject(new StoreUnavailable('the disk of the test is full'));

describe('a store that is unavailable', () => {
  it('is answered with 503, when to try again, and no details', async (t) => {
    const { send } = await startStub(t, { store: { ...createMemoryStore(), create: gone } });
    const response = await send('POST', '/use-cases', { body: { name: 'x' } });
    assert.equal(response.status, 503);
    assert.equal(response.headers['stub-error'], 'store-unavailable');
    assert.equal(response.headers['retry-after'], '1');
    assert.deepEqual(response.body, { message: 'The store cannot be reached or cannot write; try again.' });
    assert.equal((await send('GET', '/use-cases')).status, 200);
  });

  it('is logged once for each request by its id, in one sentence without a stack', async (t) => {
    const errors: { details: object; message: string }[] = [];
    const logger = {
      info: () => undefined,
      warn: () => undefined,
      error: (details: object, message: string) => void errors.push({ details, message }),
    };
    const { send } = await startStub(t, { store: { ...createMemoryStore(), list: gone }, logger });
    await send('GET', '/use-cases', { headers: { 'x-request-id': 'mine' } });
    const reasons = errors.filter(({ details }) => 'reason' in details);
    assert.deepEqual(reasons, [
      {
        details: { requestId: 'mine', reason: 'the disk of the test is full' },
        message: 'the store is unavailable: the disk of the test is full',
      },
    ]);
    assert.ok(errors.every(({ details }) => !('err' in details)));
  });

  it('is answered alike when scenarios cannot be looked up or started', async (t) => {
    const { send } = await startStub(t, { scenarios: { ...createMemoryScenarios(), list: gone, start: gone } });
    assert.equal((await send('GET', '/use-cases')).headers['stub-error'], 'store-unavailable');
    const state = await send('PUT', `/__stub/states/${encodeURIComponent('the API is slow')}`);
    assert.equal(state.headers['stub-error'], 'store-unavailable');
  });
});
