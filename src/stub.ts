import type { IncomingMessage, ServerResponse } from 'node:http';
import { getHeapStatistics } from 'node:v8';
import type { Express } from 'express';
import { createCore, type StubControl } from './core.ts';
import { memoryWithin } from './lib/budget.ts';
import { createLifecycle, type Address } from './lifecycle.ts';
import { createExpressHost } from './serve/express.ts';
import { answerFetch, type FetchOptions } from './serve/fetch.ts';
import type { LoadMock } from './serve/mocks.ts';
import { createNodeAnswer } from './serve/node.ts';
import type { StubOptions } from './settings/stub-options.ts';

export type { StubOptions };

/** A stub server. */
export interface Stub extends StubControl {
  /**
   * Starts to listen.
   *
   * @returns the base URL of the API, such as `http://127.0.0.1:4010/api/v1`
   * @throws Error with Node's code, such as `EADDRINUSE`, when it cannot listen there
   */
  listen(address?: Address): Promise<string>;
  /** Base URL of the API. @throws Error while the stub does not listen */
  readonly url: string;
  /** Answers requests without listening, for supertest or another server. */
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
  /**
   * Answers a request without a port.
   *
   * @param options the client's address, where a server passes requests on
   * @throws as `fetch` does: TypeError where a scenario or a preference breaks the connection, and the reason of the
   *   request's signal once that is aborted
   */
  readonly fetch: (request: Request, options?: FetchOptions) => Promise<Response>;
  /**
   * An Express application in front of the stub, for your own endpoints and middleware. They see every request first;
   * the stub answers those that they pass on. Express is loaded when this is first read.
   */
  readonly app: Express;
  /** Whether a path, with or without a query, is one of the contract or of the stub's own routes, whatever the method. */
  hasPath(target: string): boolean;
  /**
   * Lets requests under way finish, stops listening, and leaves no handle open. Meanwhile `GET /__stub/ready`
   * answers 503, and each reply closes its connection. While one call goes on, another one gets its promise.
   *
   * @param within milliseconds, after `linger`, until connections that are still busy are cut; default 5,000
   * @param linger milliseconds to go on listening in any case, so that load balancers notice; default 0
   */
  close(within?: number, linger?: number): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Makes a stub that can listen. Nothing is read, compiled or generated here, so that it takes less than a millisecond.
 *
 * @param options settings, and parts that only a program can give; default: the built-in contract, in memory
 * @returns a stub that does not listen yet; `close()` frees what `listen()` takes
 * @throws TypeError that names an option that does not exist, or one with a value that it cannot have
 */
export function createStub(options: StubOptions = {}): Stub {
  const loadMock: LoadMock = async (document) => (await import('./prism/mock.ts')).createMock(document);
  const core = createCore(options, loadMock, memoryWithin(getHeapStatistics().heap_size_limit));
  const express = createExpressHost(core.context, createNodeAnswer(core.context));
  const lifecycle = createLifecycle(express.handler, core.context, {
    onClosing: core.beginClosing,
    onClosed: core.reopen,
  });
  const close = (within = 5_000, linger = 0) => lifecycle.close(within, linger);
  return {
    listen: lifecycle.listen,
    get url() {
      return lifecycle.url();
    },
    handler: express.handler,
    fetch: (request, fetchOptions = {}) => answerFetch(request, fetchOptions, core.context()),
    get app() {
      return express.app();
    },
    hasPath: express.hasPath,
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
    close,
    [Symbol.asyncDispose]: () => close(),
  };
}
