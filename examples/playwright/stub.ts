import { test as base } from '@playwright/test';

export { expect } from '@playwright/test';

export const test = base.extend({
  baseURL: `${process.env['STUB_URL']}/`,

  /** Each worker has its own API key, with use cases and states that other workers do not see. `page` sends it too. */
  extraHTTPHeaders: async ({ extraHTTPHeaders }, use, { parallelIndex }) => {
    await use({ ...extraHTTPHeaders, authorization: `Bearer worker-${parallelIndex}` });
  },

  // A worker runs one test after the other; each starts from the initial data.
  request: async ({ request }, use) => {
    await request.delete('/__stub/states');
    await use(request);
  },
});
