import { beforeEach, inject } from 'vitest';

export const url = inject('stubUrl');

/** An API key for each worker, and with it a world that no other worker sees. */
export const headers = {
  authorization: `Bearer worker-${process.env['VITEST_POOL_ID']}`,
  'content-type': 'application/json',
};

// A worker runs one test file after the other; none should find what another has left behind.
beforeEach(async () => {
  await fetch(new URL('/__stub/states', url), { method: 'DELETE', headers });
});
