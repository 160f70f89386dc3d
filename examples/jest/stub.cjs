const { beforeEach } = require('@jest/globals');

const { STUB_URL: url, FROZEN_STUB_URL: frozenUrl } = process.env;

/** Each worker has its own API key, and with it use cases and states that other workers do not see. */
const headers = {
  authorization: `Bearer worker-${process.env.JEST_WORKER_ID}`,
  'content-type': 'application/json',
};

// A worker runs one test file after the other; each test starts from the initial data.
beforeEach(async () => {
  await fetch(new URL('/__stub/states', url), { method: 'DELETE', headers });
});

module.exports = { url, frozenUrl, headers };
