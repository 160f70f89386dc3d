import { test as base } from '@playwright/test';

export { expect } from '@playwright/test';

export const test = base.extend({
  baseURL: `${process.env['STUB_URL']}/`,

  /** An API key for each worker, and with it a world that no other worker sees; `page` sends it as well. */
  extraHTTPHeaders: async ({ extraHTTPHeaders }, use, { parallelIndex }) => {
    await use({ ...extraHTTPHeaders, authorization: `Bearer worker-${parallelIndex}` });
  },

  // A worker runs one test after the other; none should find what another has left behind.
  request: async ({ request }, use) => {
    await request.delete('/__stub/states');
    await use(request);
  },
});
