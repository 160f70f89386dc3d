import { beforeEach, inject } from 'vitest';

export const url = inject('stubUrl');

/** Each worker has its own API key, and with it use cases and states that other workers do not see. */
export const headers = {
  authorization: `Bearer worker-${process.env['VITEST_POOL_ID']}`,
  'content-type': 'application/json',
};

// A worker runs one test file after the other; each test starts from the initial data.
beforeEach(async () => {
  await fetch(new URL('/__stub/states', url), { method: 'DELETE', headers });
});
