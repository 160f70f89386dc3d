import { createStub } from 'use-case-stub';
import { createServer } from 'vite';

/** The API key that the front end sends. */
const KEY = 'demo';

/** @type {Cypress.ConfigOptions} */
export default {
  e2e: {
    supportFile: false,

    /** Starts the stub and the front end, each on a free port, and gives the tests their tasks. */
    async setupNodeEvents(on, config) {
      const stub = createStub({ seedCount: 0 });
      await stub.listen();
      // vite.config.ts of the front end reads it.
      process.env.API_ORIGIN = new URL(stub.url).origin;
      const frontEnd = await createServer({ root: `${import.meta.dirname}/../front-ends/vite`, server: { port: 0 } });
      await frontEnd.listen();

      on('task', {
        reset: () => done(stub.reset(KEY)),
        setState: ({ name, parameters }) => stub.setState(KEY, name, parameters),
        scenario: (scenario) => done(stub.scenario(KEY, scenario)),
        requests: (query) => stub.requests(KEY, query ?? {}),
        waitForRequest: (query) => stub.waitForRequest(KEY, query),
        toHaveReceivedOnce: (query) => done(stub.expect(KEY).toHaveReceivedOnce(query)),
        toHaveReceivedInOrder: (queries) => done(stub.expect(KEY).toHaveReceivedInOrder(queries)),
      });
      on('after:run', async () => {
        await frontEnd.close();
        await stub.close();
      });
      return { ...config, baseUrl: frontEnd.resolvedUrls.local[0] };
    },
  },
};

/** A task has to answer something that is JSON. */
async function done(work) {
  await work;
  return null;
}
