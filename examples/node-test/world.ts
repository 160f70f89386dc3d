import { beforeEach } from 'node:test';

export const url = process.env['STUB_URL'] as string;

/** Each test file is a process of its own: an API key for each, and with it a world that no other file sees. */
export const headers = { authorization: `Bearer process-${process.pid}`, 'content-type': 'application/json' };

// No test should find what another has left behind.
beforeEach(async () => {
  await fetch(new URL('/__stub/states', url), { method: 'DELETE', headers });
});
