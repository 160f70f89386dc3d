import type { JournalEntry } from '../../store/port.ts';
import { createStub } from '../../stub.ts';
import { stateNames, type StateName, type StateParameters } from '../../organizations/states/catalogue.ts';
import { isObject } from './pact-document.ts';
import type { SeenExchange } from './report.ts';
import { reasonOf, takeCredentials } from './sources.ts';

/** Whoever answers the consumer's requests while a pact is verified. */
export interface Provider {
  /**
   * Where Pact's core sends a pact's paths to.
   * @param whole whether the paths begin with the path of the contract's server
   */
  urlFor(whole: boolean): string;
  /** Whether it can be put into states. */
  readonly hasStates: boolean;
  /** Whether it tells organizations, hence worlds, apart by the API key, so that a state needs one. */
  readonly needsKey: boolean;
  /** Ends what earlier states have left behind, for the organization of an API key. */
  reset(apiKey: string): Promise<void>;
  /**
   * @returns the values that the state gives
   * @throws Error when the provider could not be put into the state
   */
  setUp(apiKey: string | undefined, state: string, parameters: object): Promise<object>;
  /** Begins to watch. @returns what tells what has been asked since, and answered; undefined where nobody can tell */
  watch(apiKey: string | undefined): () => SeenExchange | undefined;
  /** @throws ProviderUnreachable */
  check(): Promise<void>;
  close(): Promise<void>;
}

const LONGEST_REPLY = 1_000;

/** A stub of its own, on a free port, without anything in it. */
export async function freshStub(): Promise<Provider> {
  const stub = createStub({ seedCount: 0, journalSize: 1 });
  const url = await stub.listen();
  return {
    urlFor: () => new URL(url).origin,
    hasStates: true,
    needsKey: true,
    reset: (apiKey) => stub.reset(apiKey),
    setUp: (apiKey, state, parameters) =>
      stub.setState(apiKey ?? '', state as StateName, parameters as StateParameters<StateName>),
    watch(apiKey) {
      // What names no operation is answered before anybody asks for the key, and is in nobody's journal.
      const latest = () => [stub.journal(apiKey).at(-1), stub.journal().at(-1)];
      const before = latest().map((entry) => entry?.number);
      return () => seen(latest().find((entry, index) => entry?.number !== before[index]));
    },
    check: async () => undefined,
    close: () => stub.close(),
  };
}

function seen(entry: JournalEntry | undefined): SeenExchange | undefined {
  if (entry === undefined) return undefined;
  const { method, url, status, reply } = entry;
  return { request: `${method} ${url}`, status, ...(reply !== undefined && { reply: reply.slice(0, LONGEST_REPLY) }) };
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
  /** Headers that whoever talks to the provider has to send, by name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds that one request may take. */
  readonly timeout: number;
}

/**
 * A provider that runs already: a stub, which is put into states by its own routes, or the real API.
 *
 * @throws ProviderUnreachable
 */
export async function deployedProvider(options: DeployedOptions): Promise<Provider> {
  const { url, basePath, stateUrl, headers, timeout } = options;
  const base = url.replace(/\/+$/, '');
  // A stub serves paths with the base and without.
  const root = base.endsWith(basePath) ? base.slice(0, -basePath.length) : base;
  const ask = createAsking(timeout);
  const withKey = (apiKey: string | undefined) => ({
    ...headers,
    ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
  });
  const catalogue = await ask(`${root}/__stub/states`, 'GET', headers);
  const running = {
    watch: () => () => undefined,
    check: async () => void (await ask(base, 'HEAD', headers)),
    close: async () => undefined,
  };
  if (stateUrl === undefined && isCatalogue(catalogue)) {
    return {
      urlFor: () => root,
      hasStates: true,
      needsKey: true,
      reset: async (apiKey) => void succeeded(await ask(`${root}/__stub/states`, 'DELETE', withKey(apiKey))),
      setUp: async (apiKey, state, parameters) =>
        succeeded(await ask(`${root}/__stub/states/${encodeURIComponent(state)}`, 'PUT', withKey(apiKey), parameters)),
      ...running,
    };
  }
  return {
    urlFor: (whole) => (whole ? root : base),
    hasStates: stateUrl !== undefined,
    needsKey: false,
    reset: async () => undefined,
    setUp: async (_, state, parameters) =>
      stateUrl === undefined
        ? {}
        : succeeded(await ask(stateUrl, 'POST', headers, { action: 'setup', state, params: parameters })),
    ...running,
  };
}

/** What was asked, and what came. */
interface Asked {
  readonly request: string;
  readonly status: number;
  readonly text: string;
}

/** @param timeout milliseconds */
function createAsking(timeout: number) {
  return async (address: string, method: string, headers: Readonly<Record<string, string>>, body?: object) => {
    const { url, headers: credentials } = takeCredentials(address);
    try {
      const response = await fetch(url, {
        method,
        headers: { ...headers, ...credentials, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeout),
      });
      return { request: `${method} ${url}`, status: response.status, text: await response.text() };
    } catch (error) {
      throw new ProviderUnreachable(`${url} cannot be reached: ${reasonOf(error)}`);
    }
  };
}

/** The JSON object that was answered; an empty one for no answer. @throws Error when the request was refused */
function succeeded({ request, status, text }: Asked): object {
  if (status >= 400) throw new Error(`${request} answers ${status}: ${text.slice(0, 300)}`);
  const body = parsed(text);
  if (text !== '' && !isObject(body)) throw new Error(`${request} does not answer a JSON object`);
  return isObject(body) ? body : {};
}

/** Whether somebody answers as only a stub does. */
function isCatalogue({ status, text }: Asked): boolean {
  const body = parsed(text);
  return status === 200 && Array.isArray(body) && body.some((each) => isObject(each) && each['name'] === stateNames[0]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
