const { beforeEach } = require('@jest/globals');

const url = process.env.STUB_URL;

/** An API key for each worker, and with it a world that no other worker sees. */
const headers = {
  authorization: `Bearer worker-${process.env.JEST_WORKER_ID}`,
  'content-type': 'application/json',
};

// A worker runs one test file after the other; none should find what another has left behind.
beforeEach(async () => {
  await fetch(new URL('/__stub/states', url), { method: 'DELETE', headers });
});

module.exports = { url, headers };
