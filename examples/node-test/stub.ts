import { beforeEach } from 'node:test';

export const url = process.env['STUB_URL'] as string;

/** Each test file is a process with its own API key, and with it use cases and states that other files do not see. */
export const headers = { authorization: `Bearer process-${process.pid}`, 'content-type': 'application/json' };

// Each test starts from the initial data.
beforeEach(async () => {
  await fetch(new URL('/__stub/states', url), { method: 'DELETE', headers });
});
