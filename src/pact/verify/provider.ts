import type { Contract } from '../../contract/contract.ts';
import type { AssumptionChoices } from '../../contract/assumptions.ts';
import type { Fidelity } from '../../contract/fidelity.ts';
import { asObject, isObject, parseJson } from '../../lib/guards.ts';
import { reasonOf, takeCredentials } from '../../lib/remote.ts';
import { trustOfEntry } from '../../requests/trust.ts';
import { stateNames, type StateName, type StateParameters } from '../../organizations/states/catalogue.ts';
import { createStub, type Stub } from '../../stub.ts';
import type { RecordedExchange } from './verification-report.ts';

/** The API that answers the consumer's requests while a pact is verified. */
export interface Provider {
  /**
   * The URL that Pact's core puts before the paths of a pact.
   *
   * @param whole whether these paths begin with the path of the contract's server
   */
  urlFor(whole: boolean): string;
  /** Whether states can be set up. */
  readonly hasStates: boolean;
  /** Whether states belong to an organization, so that setting one up needs an API key. */
  readonly needsKey: boolean;
  /** Ends all states of an API key's organization. */
  reset(apiKey: string): Promise<void>;
  /**
   * Puts the provider into a state.
   *
   * @returns the values that the state gives
   * @throws Error when that fails
   */
  setUp(apiKey: string | undefined, state: string, parameters: object): Promise<object>;
  /**
   * Starts to record the requests of an API key.
   *
   * @returns reads the latest exchange since then; undefined when there is none, or the provider records none
   */
  record(apiKey: string | undefined): () => RecordedExchange | undefined;
  /** @throws ProviderUnreachable when the provider does not answer */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** Characters of a reply that are recorded. */
const LONGEST_REPLY = 1_000;

/** Starts an empty stub on a free port, for one pact. @param contract what it serves; the rest is what it lives by */
export async function freshStub(
  contract: Contract,
  { fidelity, assume }: { readonly fidelity?: Fidelity; readonly assume?: AssumptionChoices } = {},
): Promise<Provider> {
  const options = { ...(fidelity && { fidelity }), ...(assume && { assume }) };
  const stub = createStub({ seedCount: 0, journal: 1, contract, ...options });
  const url = await stub.listen();
  return {
    urlFor: () => new URL(url).origin,
    hasStates: true,
    needsKey: true,
    reset: (apiKey) => stub.reset(apiKey),
    setUp: (apiKey, state, parameters) =>
      stub.setState(apiKey ?? '', state as StateName, parameters as StateParameters<StateName>),
    record(apiKey) {
      // A request that names no operation is in the journal without an organization.
      const latest = () => [stub.journal(apiKey).at(-1), stub.journal().at(-1)];
      const before = latest().map((entry) => entry?.number);
      return () => exchangeOf(latest().find((entry, index) => entry?.number !== before[index]));
    },
    check: async () => undefined,
    close: () => stub.close(),
  };
}

type JournalEntry = ReturnType<Stub['journal']>[number];

function exchangeOf(entry: JournalEntry | undefined): RecordedExchange | undefined {
  if (entry === undefined) return undefined;
  const { method, url, status, reply } = entry;
  return {
    request: `${method} ${url}`,
    status,
    ...(reply !== undefined && { reply: reply.slice(0, LONGEST_REPLY) }),
    ...trustOfEntry(entry),
  };
}

/** Thrown when nothing answers at the address of a provider. */
export class ProviderUnreachable extends Error {
  override readonly name = 'ProviderUnreachable';
}

/** How to reach a running provider. */
export interface DeployedOptions {
  readonly url: string;
  /** Path of the contract's server, such as `/api/v1`. */
  readonly basePath: string;
  /** Address for Pact's state changes, for a provider that is not a stub. */
  readonly stateUrl: string | undefined;
  /** Headers for every request to the provider, by name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds that one request may take. */
  readonly timeout: number;
}

/**
 * Connects to a running provider: a stub, whose own routes set up states, or the real API.
 *
 * @throws ProviderUnreachable when nothing answers there
 */
export async function deployedProvider(options: DeployedOptions): Promise<Provider> {
  const { url, basePath, stateUrl, headers, timeout } = options;
  const base = url.replace(/\/+$/, '');
  // A stub serves paths with the base path and without it.
  const root = base.endsWith(basePath) ? base.slice(0, -basePath.length) : base;
  const ask = createClient(timeout);
  const withKey = (apiKey: string | undefined) => ({
    ...headers,
    ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
  });
  const catalogue = await ask(`${root}/__stub/states`, 'GET', headers);
  const running = {
    record: () => () => undefined,
    check: async () => void (await ask(base, 'HEAD', headers)),
    close: async () => undefined,
  };
  if (stateUrl === undefined && isCatalogue(catalogue)) {
    return {
      urlFor: () => root,
      hasStates: true,
      needsKey: true,
      reset: async (apiKey) => void bodyOf(await ask(`${root}/__stub/states`, 'DELETE', withKey(apiKey))),
      setUp: async (apiKey, state, parameters) =>
        bodyOf(await ask(`${root}/__stub/states/${encodeURIComponent(state)}`, 'PUT', withKey(apiKey), parameters)),
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
        : bodyOf(await ask(stateUrl, 'POST', headers, { action: 'setup', state, params: parameters })),
    ...running,
  };
}

/** A reply of the provider, with the request for messages. */
interface Answer {
  readonly request: string;
  readonly status: number;
  readonly text: string;
}

/** @param timeout milliseconds that one request may take */
function createClient(timeout: number) {
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

/**
 * The JSON object of a reply; an empty one for a reply without body.
 *
 * @throws Error when the provider refused the request, or replied with something else
 */
function bodyOf({ request, status, text }: Answer): object {
  if (status >= 400) throw new Error(`${request} answers ${status}: ${text.slice(0, 300)}`);
  const body = parseJson(text);
  if (text !== '' && !isObject(body)) throw new Error(`${request} does not answer a JSON object`);
  return asObject(body) ?? {};
}

/** Whether a reply is the catalogue of states, which only a stub has. */
function isCatalogue({ status, text }: Answer): boolean {
  const body = parseJson(text);
  return status === 200 && Array.isArray(body) && body.some((each) => isObject(each) && each['name'] === stateNames[0]);
}
