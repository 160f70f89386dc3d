import { randomUUID } from 'node:crypto';
import { test as base } from '@playwright/test';
import type {
  JournalEntry,
  OperationId,
  PlannedScenario,
  RequestExpectations,
  RequestQuery,
  StateName,
  StateParameters,
  StateValues,
} from 'use-case-stub';

export { expect } from '@playwright/test';

/** The stub as one test sees it. The words are those of `createStub`, without the API key. */
interface OwnStub {
  readonly apiKey: string;
  setState<Name extends StateName>(name: Name, parameters?: StateParameters<Name>): Promise<StateValues<Name>>;
  scenario<Id extends OperationId = OperationId>(scenario: PlannedScenario<Id>): Promise<void>;
  mark(): Promise<number>;
  requests(query?: RequestQuery): Promise<JournalEntry[]>;
  waitForRequest(query: RequestQuery, options?: { readonly within?: number }): Promise<JournalEntry>;
  readonly expect: RequestExpectations;
}

export const test = base.extend<{ stub: OwnStub }>({
  // Automatic, so that tests that use nothing but `page` have an organization of their own as well.
  stub: [
    async ({}, use, testInfo) => {
      const stub = stubFor(`${testInfo.testId}-${randomUUID()}`);
      await use(stub);
      if (testInfo.status === testInfo.expectedStatus) return;
      const body = JSON.stringify(await stub.requests(), null, 2);
      await testInfo.attach('what the stub received', { body, contentType: 'application/json' });
    },
    { auto: true },
  ],

  /** `page` and `request` send the API key of the test, in place of the one that the front end would send. */
  extraHTTPHeaders: async ({ extraHTTPHeaders, stub }, use) => {
    await use({ ...extraHTTPHeaders, authorization: `Bearer ${stub.apiKey}` });
  },
});

function stubFor(apiKey: string): OwnStub {
  async function ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${process.env['API_ORIGIN']}/__stub/${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer = (text === '' ? {} : JSON.parse(text)) as Answer & { message?: string };
    if (!response.ok) throw new Error(answer.message ?? text);
    return answer;
  }
  const expectRequests = (body: object) => ask<void>('POST', 'requests/expect', body);
  return {
    apiKey,
    setState: (name, parameters) => ask('PUT', `states/${name}`, parameters ?? {}),
    scenario: (scenario) => ask('POST', 'scenarios', scenario),
    mark: async () => (await ask<{ mark: number }>('GET', 'requests/mark')).mark,
    requests: (query = {}) => ask('POST', 'requests/search', query),
    waitForRequest: (request, { within } = {}) => ask('POST', 'requests/wait', { request, within }),
    expect: {
      toHaveReceived: (request, { times } = {}) => expectRequests({ request, times }),
      toHaveReceivedOnce: (request) => expectRequests({ request, times: 1 }),
      toHaveReceivedNever: (request) => expectRequests({ request, times: 0 }),
      toHaveReceivedInOrder: (inOrder, { since } = {}) => expectRequests({ inOrder, since }),
    },
  };
}
