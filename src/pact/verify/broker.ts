/**
 * A Pact Broker, as far as verifying pacts needs one: which pacts to verify, their texts, and where results go. Pact's
 * core can do that itself, but then nobody but the core sees the pacts, and they could not be held against the
 * contract. Follows the links that the broker gives (HAL), as the broker's documentation asks for.
 */
import { isObject } from './pact-document.ts';
import type { PactReport } from './report.ts';
import { basic, reasonOf, takeCredentials, withoutCredentials } from './sources.ts';

export interface BrokerOptions {
  readonly url: string;
  /** A bearer token, or a user's name and password. */
  readonly token?: string;
  readonly username?: string;
  readonly password?: string;
  /** Which consumers' versions; the consumers' main branches and what is deployed or released, unless given. */
  readonly selectors?: readonly object[];
  /** Whether pacts that never passed may fail without breaking the build. */
  readonly pending?: boolean;
  /** Also pacts of feature branches that came to be on or after this day (YYYY-MM-DD). */
  readonly wipSince?: string;
  /** The provider's version, branch and tags, for pending pacts and for publishing. */
  readonly providerVersion?: string;
  readonly providerBranch?: string;
  readonly providerTags?: readonly string[];
  /** Whether to publish results; wants a `providerVersion`. */
  readonly publish?: boolean;
  /** Where the results can be looked at. */
  readonly buildUrl?: string;
}

/** A pact that the broker wants verified. */
export interface BrokerPact {
  readonly url: string;
  readonly pending: boolean;
  /** Why it is among them, in the broker's words. */
  readonly notices: readonly string[];
  /** @throws BrokerError */
  read(): Promise<string>;
}

export interface Broker {
  /** @throws BrokerError */
  pactsToVerify(provider: string): Promise<readonly BrokerPact[]>;
  /**
   * Tells the broker what came of a pact.
   * @param text the pact as the broker gave it, which says where results go
   * @returns the address that results went to
   * @throws BrokerError
   */
  publish(provider: string, text: string, report: PactReport): Promise<string>;
}

/** The broker cannot be reached, refuses us, or is none. */
export class BrokerError extends Error {
  override readonly name = 'BrokerError';
}

type Json = Readonly<Record<string, unknown>>;

/** What the broker itself recommends to a provider. */
const DEFAULT_SELECTORS = [{ mainBranch: true }, { deployedOrReleased: true }];
const PATIENCE = 30_000;

export function createBroker(options: BrokerOptions, version: string): Broker {
  const { url, token, username, password, providerVersion, providerBranch, providerTags = [], buildUrl } = options;
  const credentials =
    token !== undefined
      ? { authorization: `Bearer ${token}` }
      : username !== undefined
        ? basic(username, password ?? '')
        : {};
  let versionIsDescribed = false;

  async function call(address: string, method: string, body?: object): Promise<string> {
    const inUrl = takeCredentials(address);
    const response = await fetch(inUrl.url, {
      method,
      headers: {
        accept: 'application/hal+json, application/json',
        ...(body && { 'content-type': 'application/json' }),
        ...inUrl.headers,
        ...credentials,
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE),
    }).catch((error: unknown) => {
      throw new BrokerError(`the broker ${withoutCredentials(address)} cannot be reached: ${reasonOf(error)}`);
    });
    const text = await response.text();
    if (response.ok) return text;
    const hint = response.status === 401 || response.status === 403 ? '; check --broker-token' : '';
    throw new BrokerError(`the broker answers ${response.status} to ${method} ${withoutCredentials(address)}${hint}`);
  }

  async function callJson(address: string, method = 'GET', body?: object): Promise<Json> {
    const text = await call(address, method, body);
    try {
      const json: unknown = JSON.parse(text);
      if (isObject(json)) return json;
    } catch {
      // Falls through to the same complaint.
    }
    throw new BrokerError(`${withoutCredentials(address)} does not answer as a Pact Broker does`);
  }

  /** The address behind a link of the broker's index, with its parts filled in. */
  async function addressOf(link: string, parts: Readonly<Record<string, string>>): Promise<string> {
    const template = hrefOf(await callJson(url), link);
    if (template === undefined) throw new BrokerError(`the broker ${withoutCredentials(url)} has no link "${link}"`);
    return template.replace(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(parts[part] ?? ''));
  }

  /** Before results for it come in, the broker has to know the version's branch and tags. */
  async function describeVersion(provider: string, number: string): Promise<void> {
    if (versionIsDescribed) return;
    const parts = { pacticipant: provider, version: number };
    if (providerBranch !== undefined) {
      await call(await addressOf('pb:pacticipant-branch-version', { ...parts, branch: providerBranch }), 'PUT', {});
    }
    for (const tag of providerTags) {
      await call(await addressOf('pb:pacticipant-version-tag', { ...parts, tag }), 'PUT', {});
    }
    versionIsDescribed = true;
  }

  return {
    async pactsToVerify(provider) {
      const address = await addressOf('pb:provider-pacts-for-verification', { provider });
      const answer = await callJson(address, 'POST', {
        consumerVersionSelectors: options.selectors ?? DEFAULT_SELECTORS,
        includePendingStatus: options.pending ?? false,
        ...(options.wipSince !== undefined && { includeWipPactsSince: options.wipSince }),
        ...(providerBranch !== undefined && { providerVersionBranch: providerBranch }),
        ...(providerTags.length > 0 && { providerVersionTags: providerTags }),
      });
      const embedded = isObject(answer['_embedded']) ? answer['_embedded']['pacts'] : undefined;
      const listed = Array.isArray(embedded) ? embedded.filter(isObject) : [];
      return listed.flatMap((pact) => {
        const self = hrefOf(pact, 'self');
        return self === undefined ? [] : [{ url: self, ...propertiesOf(pact), read: () => call(self, 'GET') }];
      });
    },
    async publish(provider, text, report) {
      const pact = JSON.parse(text) as Json & { readonly interactions: readonly { readonly _id?: string }[] };
      const address = hrefOf(pact, 'pb:publish-verification-results');
      if (address === undefined || providerVersion === undefined) {
        throw new BrokerError(`the pact with ${report.consumer} does not say where its results go`);
      }
      await describeVersion(provider, providerVersion);
      await call(address, 'POST', {
        success: report.verdict === 'passed',
        providerApplicationVersion: providerVersion,
        ...(buildUrl !== undefined && { buildUrl }),
        testResults: report.interactions.map(({ description, verdict, findings }, index) => ({
          interactionId: pact.interactions[index]?._id,
          interactionDescription: description,
          success: verdict !== 'failed',
          mismatches: findings.map(({ id, message }) => ({ attribute: id, description: message })),
        })),
        verifiedBy: { implementation: 'use-case-stub', version },
      });
      return withoutCredentials(address);
    },
  };
}

function propertiesOf(pact: Json): { pending: boolean; notices: string[] } {
  const properties = isObject(pact['verificationProperties']) ? pact['verificationProperties'] : {};
  const notices = Array.isArray(properties['notices']) ? properties['notices'].filter(isObject) : [];
  return {
    pending: properties['pending'] === true,
    notices: notices.filter(({ when }) => when === 'before_verification').map(({ text }) => String(text)),
  };
}

/** The address of a link; where there are several of the name, of the first. */
function hrefOf(resource: Json, link: string): string | undefined {
  const links = isObject(resource['_links']) ? resource['_links'] : {};
  const found: unknown = Array.isArray(links[link]) ? links[link][0] : links[link];
  return isObject(found) && typeof found['href'] === 'string' ? found['href'] : undefined;
}
