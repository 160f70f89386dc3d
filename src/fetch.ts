/** `use-case-stub/fetch`: a stub for browsers, service workers, MSW, Deno and Bun. It reaches no Node built-in. */
import { createCore, type StubControl } from './core.ts';
import { answerFetch, type FetchOptions } from './serve/fetch.ts';
import type { StubOptions } from './settings/stub-options.ts';

export type { FetchOptions, StubControl, StubOptions };

/** A stub that answers requests without a port. */
export interface FetchStub extends StubControl {
  /**
   * Answers a request.
   *
   * @param options the client's address, where a server passes requests on
   * @throws as `fetch` does: TypeError where a scenario or a preference breaks the connection, and the reason of the
   *   request's signal once that is aborted
   */
  readonly fetch: (request: Request, options?: FetchOptions) => Promise<Response>;
  /** Sends delayed replies at once and ends streams. */
  close(): void;
}

/**
 * Makes a stub. Operations of your own contract that have no handler cannot be mocked here: Prism needs Node.
 *
 * @param options settings, and parts that only a program can give; default: the built-in contract, in memory
 * @returns a stub that answers at once; it needs neither a port nor an end
 * @throws TypeError that names an option that does not exist, or one with a value that it cannot have
 */
export function createStub(options: StubOptions = {}): FetchStub {
  const core = createCore(options, undefined);
  return {
    fetch: (request, fetchOptions = {}) => answerFetch(request, fetchOptions, core.context()),
    clock: core.clock,
    journal: core.journal,
    coverage: core.coverage,
    requests: core.requests,
    mark: core.mark,
    waitForRequest: core.waitForRequest,
    expect: core.expect,
    setState: core.setState,
    scenario: core.scenario,
    replaceContract: core.replaceContract,
    replaceFixtures: core.replaceFixtures,
    reset: core.reset,
    close: core.beginClosing,
  };
}
