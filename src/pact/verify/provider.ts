import { createStub } from '../../stub.ts';
import type { SeenExchange } from './report.ts';
import { reasonOf, takeCredentials, withoutCredentials } from './sources.ts';

/** Whoever answers the consumer's requests while a pact is verified. */
export interface Provider {
  /**
   * Where Pact's core sends a pact's paths to.
   * @param whole whether the paths begin with the path of the contract's server
   */
  urlFor(whole: boolean): string;
  /** Whether it can be put into states. */
  readonly hasStates: boolean;
  /** Ends what earlier states have left behind, for the organization of an API key. */
  reset(apiKey: string): Promise<void>;
  /**
   * @returns the values that the state gives
   * @throws Error when the provider could not be put into the state
   */
  setUp(apiKey: string, state: string, parameters: object): Promise<object>;
  /** What was asked last with an API key, or without one, and what was answered; undefined where nobody can tell. */
  lastExchange(apiKey: string | undefined): SeenExchange | undefined;
  close(): Promise<void>;
}

/** Milliseconds that a deployed provider gets for answering about itself. */
const PATIENCE = 30_000;
const LONGEST_REPLY = 1_000;

/** A stub of its own, on a free port, without anything in it. */
export async function freshStub(): Promise<Provider> {
  const stub = createStub({ seedCount: 0, journalSize: 1 });
  const url = await stub.listen();
  return {
    urlFor: () => new URL(url).origin,
    hasStates: true,
    reset: (apiKey) => stub.reset(apiKey),
    setUp: (apiKey, state, parameters) => stub.setState(apiKey, state as 'a use case exists', parameters),
    lastExchange(apiKey) {
      const entry = stub.journal(apiKey).at(-1);
      if (entry === undefined) return undefined;
      const { method, url: target, status, reply } = entry;
      return {
        request: `${method} ${target}`,
        status,
        ...(reply !== undefined && { reply: reply.slice(0, LONGEST_REPLY) }),
      };
    },
    close: () => stub.close(),
  };
}

/** Thrown when nobody answers at the address of a provider. */
export class ProviderUnreachable extends Error {
  override readonly name = 'ProviderUnreachable';
}

export interface DeployedOptions {
  readonly url: string;
  /** Path of the contract's server, such as `/api/v1`. */
  readonly basePath: string;
  /** Where Pact's state changes are sent to, if the provider is no stub but has such an address. */
  readonly stateUrl: string | undefined;
}

/**
 * A provider that runs already: a stub, which is put into states by its own routes, or the real API.
 *
 * @throws ProviderUnreachable
 */
export async function deployedProvider({ url, basePath, stateUrl }: DeployedOptions): Promise<Provider> {
  const base = url.replace(/\/+$/, '');
  // A stub serves paths with the base and without.
  const root = base.endsWith(basePath) ? base.slice(0, -basePath.length) : base;
  const isStub = stateUrl === undefined && (await answersAsStub(root));
  const nothing = { lastExchange: () => undefined, close: async () => undefined };
  if (isStub) {
    return {
      urlFor: () => root,
      hasStates: true,
      reset: async (apiKey) => void (await ask(`${root}/__stub/states`, 'DELETE', apiKey)),
      setUp: async (apiKey, state, parameters) =>
        (await ask(`${root}/__stub/states/${encodeURIComponent(state)}`, 'PUT', apiKey, parameters)) as object,
      ...nothing,
    };
  }
  return {
    urlFor: (whole) => (whole ? root : base),
    hasStates: stateUrl !== undefined,
    reset: async () => undefined,
    async setUp(apiKey, state, parameters) {
      if (stateUrl === undefined) return {};
      const change = { action: 'setup', state, params: parameters };
      return (await ask(stateUrl, 'POST', apiKey, change)) ?? {};
    },
    ...nothing,
  };
}

async function answersAsStub(root: string): Promise<boolean> {
  const response = await request(`${root}/__stub/states`, { method: 'GET' });
  if (!response.ok) return false;
  const body: unknown = await response.json().catch(() => undefined);
  return Array.isArray(body);
}

async function ask(url: string, method: string, apiKey: string, body?: object): Promise<unknown> {
  const response = await request(url, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`${method} ${withoutCredentials(url)} answers ${response.status}: ${text.slice(0, 300)}`);
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    throw new Error(`${method} ${withoutCredentials(url)} does not answer JSON`);
  }
}

async function request(address: string, init: RequestInit): Promise<Response> {
  const { url, headers } = takeCredentials(address);
  try {
    return await fetch(url, {
      ...init,
      headers: { ...headers, ...(init.headers as Record<string, string>) },
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch (error) {
    throw new ProviderUnreachable(`${url} cannot be reached: ${reasonOf(error)}`);
  }
}
