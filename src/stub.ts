import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import { createAdministration } from './administration.ts';
import { checkOptions } from './check-options.ts';
import { builtInContract } from './contract/built-in.ts';
import type { Contract } from './contract/contract.ts';
import { useCaseFacts } from './contract/use-case-facts.ts';
import { answer } from './serve/answer.ts';
import type { Door } from './serve/access.ts';
import { createJournals } from './store/memory/journal.ts';
import { createMatcher } from './serve/stages/match.ts';
import { createUnwrittenMock } from './serve/mock-unwritten.ts';
import type { Surroundings } from './serve/respond.ts';
import { baseUrl, countRequests, drain, startListening } from './lifecycle.ts';
import { beginningsOf, createLastingServices, organizationIdOf, standardRuleBook } from './services.ts';
import type { StubOptions } from './stub-options.ts';
import type { Fixtures, FixtureSet } from './organizations/fixtures/fixture.ts';
import { followFixtures } from './organizations/fixtures/follow.ts';
import { givenFixtures } from './organizations/fixtures/given.ts';
import type { JournalEntry } from './store/port.ts';
import { createOrganizations, type Organization } from './organizations/organizations.ts';
import { createRateLimiter } from './organizations/rate-limit.ts';
import type { StateName, StateParameters, StateValues } from './organizations/states/catalogue.ts';
import { inWords, leaveStates, putIntoState, stateRefusal } from './organizations/states/enter-state.ts';

export { organizationIdOf, standardRuleBook };
export type { StubOptions };

/** A stub server. */
export interface Stub {
  /**
   * Starts to listen.
   * @returns the base URL of the API, such as `http://127.0.0.1:4010/api/v1`
   * @throws Error with Node's code, such as `EADDRINUSE`, when the address cannot be had
   */
  listen(where?: {
    /** Default: 0, any free one. */
    readonly port?: number;
    /** Default: 127.0.0.1. */
    readonly host?: string;
  }): Promise<string>;
  /** Base URL of the API. @throws Error while the stub does not listen */
  readonly url: string;
  /** Answers requests without listening, for supertest or for mounting into another server. */
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
  /** The latest requests that came with an API key, oldest first; without one, those that had none or a wrong one. */
  journal(apiKey?: string): JournalEntry[];
  /**
   * Puts the organization of an API key into a state of the catalogue, on top of those that it is in.
   * @returns what a test needs to know of it, such as the ids of use cases
   * @throws TypeError that names what is wrong: the state, a parameter, or an API key that is not let in
   * @throws OrganizationFull when there would be more use cases than `maxUseCases`
   */
  setState<Name extends StateName>(
    apiKey: string,
    name: Name,
    parameters?: StateParameters<Name>,
  ): Promise<StateValues<Name>>;
  /** Serves another contract from now on. Requests that are being answered go on with the one that they began with. */
  replaceContract(contract: Contract): void;
  /**
   * Lets organizations start with other fixtures from now on. Those that have begun get what has changed: a fixture that
   * is new or another than before is put there, one that is gone is removed unless a client has changed it.
   * @throws TypeError that says what is wrong with them; then nothing has changed
   */
  replaceFixtures(fixtures: Fixtures | FixtureSet): Promise<void>;
  /** Puts every organization, or the one of an API key, back to its beginning; the journal of one is kept. */
  reset(apiKey?: string): Promise<void>;
  /**
   * Lets requests that are being answered finish, stops listening, and leaves no handle open. Meanwhile the stub says
   * that it is not ready, and that connections are to be closed. A stub that is being closed already goes on with that.
   * @param within milliseconds, behind `linger`, after which connections that are still busy are cut; default 5,000
   * @param linger milliseconds to go on listening at any rate, for load balancers; default 0
   */
  close(within?: number, linger?: number): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Puts the parts together. Nothing is read, compiled or generated here: a stub is made in a few hundred
 * microseconds.
 *
 * @throws TypeError that names an option with a value that it cannot take
 */
export function createStub(options: StubOptions = {}): Stub {
  checkOptions(options);
  const lasting = createLastingServices(options);
  const { store, scenarios } = lasting;
  const knownKeys = (options.apiKeys ?? []).map((each) => (typeof each === 'string' ? { key: each } : each));
  const organizations = createOrganizations({
    seed: options.seed ?? 1,
    knownKeys,
    idOfKey: organizationIdOf,
    most: options.maxOrganizations ?? 10_000,
    now: () => Date.now(),
    onForgotten({ id }) {
      store.forget?.(id);
      scenarios.forget?.(id);
      journals.clear(id);
      around.rateLimiter?.forget(id);
      options.logger?.warn({ organization: id }, store.forget ? FORGOTTEN : NOT_REMEMBERED);
    },
  });
  const journals = createJournals(
    options.journalSize ?? 1_000,
    options.journalBytes ?? 67_108_864,
    options.sharedJournal,
  );
  let closing = new AbortController();
  const startedAt = new Date();
  const unchanging = {
    organizations,
    door: doorOf(options),
    validation: options.validation ?? 'standard',
    dynamic: options.dynamic ?? false,
    maxBody: options.maxBody ?? 1_048_576,
    rateLimiter: options.rateLimit && createRateLimiter(options.rateLimit, () => performance.now()),
  };
  let contract = options.contract ?? builtInContract();
  let fixtures = givenFixtures(options.fixtures, { facts: useCaseFacts(contract), knownKeys });
  let { around, admin } = assemble();

  /** A request keeps what it was given at its beginning; hence new objects, not changed ones. */
  function assemble() {
    const facts = useCaseFacts(contract);
    const beginnings = beginningsOf(fixtures, { fakes: lasting.fakes, facts, knownKeys, seedCount: options.seedCount });
    const around: Surroundings = {
      ...unchanging,
      matchOperation: createMatcher(contract.operations),
      services: { ...lasting, beginnings, ...facts },
      mockUnwritten: createUnwrittenMock(contract, unchanging.dynamic),
    };
    const closingNow = () => closing.signal;
    const admin = createAdministration(around, options, {
      contract: () => contract,
      journals,
      closing: closingNow,
      startedAt,
    });
    return { around, admin };
  }

  const { logger, metrics, cors = true } = options;
  const serve = (request: IncomingMessage, response: ServerResponse) =>
    answer(request, response, { around, admin, journals, logger, metrics, cors, closing: closing.signal });
  const app = express().disable('x-powered-by').use(serve);
  // The last argument is for what Express does not let through to us, such as a target that is no URL; without it
  // Express would answer with a page of its own. What it does let through never comes back here: answer() never rejects.
  const handler = (request: IncomingMessage, response: ServerResponse) =>
    app(request as Request, response as Response, () => void serve(request, response));
  let server: Server | undefined;
  let underWay = () => 0;
  let starting: Promise<unknown> | undefined;
  let ending: Promise<void> | undefined;

  function organizationOf(apiKey: string): Organization {
    const organization = organizations.ofKey(apiKey);
    if (organization === undefined) throw new TypeError('This API key is not among those that are let in');
    return organization;
  }

  async function reset(apiKey?: string): Promise<void> {
    if (apiKey !== undefined) return leaveStates({ organization: organizationOf(apiKey), services: around.services });
    await store.clear();
    await scenarios.clear();
    organizations.clear();
    journals.clear();
    await options.sharedJournal?.empty();
  }

  async function closeNow(within: number, linger: number): Promise<void> {
    await starting?.catch(() => undefined);
    closing.abort();
    if (server !== undefined) await drain(server, underWay, within, linger);
    server = undefined;
    closing = new AbortController();
  }

  function close(within = 5_000, linger = 0): Promise<void> {
    ending ??= closeNow(within, linger).finally(() => (ending = undefined));
    return ending;
  }

  function url(): string {
    const address = server?.address() as AddressInfo | null | undefined;
    if (!address) throw new Error('The stub does not listen; call listen() first');
    return baseUrl(address);
  }

  return {
    async listen({ port = 0, host = '127.0.0.1' } = {}) {
      if (server) throw new Error('The stub listens already; close it first, or create another');
      const created = createServer(SLOWEST, handler);
      server = created;
      underWay = countRequests(created);
      starting = startListening(created, port, host);
      try {
        await starting;
      } catch (error) {
        server = undefined;
        throw error;
      } finally {
        starting = undefined;
      }
      return url();
    },
    get url() {
      return url();
    },
    handler,
    journal(apiKey) {
      const organization = apiKey === undefined ? undefined : organizations.ofKey(apiKey);
      return apiKey !== undefined && organization === undefined ? [] : journals.entries(organization?.id);
    },
    async setState<Name extends StateName>(apiKey: string, name: Name, parameters?: StateParameters<Name>) {
      const world = { organization: organizationOf(apiKey), services: around.services };
      const refused = stateRefusal(name, parameters, around.services);
      if (refused) throw new TypeError(inWords(refused, name));
      return (await putIntoState(world, name, parameters)) as StateValues<Name>;
    },
    replaceContract(other) {
      contract = other;
      ({ around, admin } = assemble());
    },
    async replaceFixtures(others) {
      const checked = givenFixtures(others, { facts: useCaseFacts(contract), knownKeys });
      await lasting.mutex.run('fixtures', async () => {
        const before = around.services.beginnings;
        fixtures = checked;
        ({ around, admin } = assemble());
        const seen = organizations.seen().map(({ organization }) => organization);
        await followFixtures(seen, before, around.services);
      });
    },
    reset,
    close,
    [Symbol.asyncDispose]: () => close(),
  };
}

/**
 * Milliseconds: who takes longer for the head of a request, or for the whole of it, does not mean to send one. Node
 * looks every so often.
 */
const SLOWEST = { headersTimeout: 10_000, requestTimeout: 60_000, connectionsCheckingInterval: 2_000 };

const FORGOTTEN = 'an idle organization was forgotten to make room';
const NOT_REMEMBERED = 'an idle organization is remembered in the store only, to make room here';

function doorOf({ admin = true, adminKey, allowHosts = [] }: StubOptions): Door {
  return { access: adminKey !== undefined ? { key: adminKey } : admin ? 'on' : 'off', hosts: allowHosts };
}
