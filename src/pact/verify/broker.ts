/**
 * The client of a Pact Broker: it reads which pacts to verify and their texts, and publishes results. Pact's core has a
 * client of its own, but does not hand out the pacts, which the stub compares with the contract. Addresses come from
 * the broker's links (HAL), as its documentation requires.
 */
import { asObject, isObject, parseJson, type UnknownRecord } from '../../lib/guards.ts';
import { short } from '../../lib/plain-text.ts';
import { basic, reasonOf, takeCredentials, withoutCredentials } from '../../lib/remote.ts';
import { textOfResponse } from './sources.ts';
import type { PactReport } from './verification-report.ts';

/** Where the broker is, which pacts it selects, and what is published. */
export interface BrokerOptions {
  readonly url: string;
  /** A bearer token; otherwise a user's name and password. */
  readonly token?: string;
  readonly username?: string;
  readonly password?: string;
  /** Consumer version selectors. Default: main branches, and what is deployed or released. */
  readonly selectors?: readonly object[];
  /** Whether pacts that never passed may fail without breaking the build. Default: false. */
  readonly pending?: boolean;
  /** Also verify pacts of feature branches that were created on or after this day (YYYY-MM-DD). */
  readonly wipSince?: string;
  /** The provider's version, branch and tags, for pending pacts and for publishing. */
  readonly providerVersion?: string;
  readonly providerBranch?: string;
  readonly providerTags?: readonly string[];
  /** Whether to publish results. Requires `providerVersion`. Default: false. */
  readonly publish?: boolean;
  /** Address of a page with the results. */
  readonly buildUrl?: string;
}

/** A pact that the broker selects for verification. */
export interface BrokerPact {
  readonly url: string;
  readonly pending: boolean;
  /** The broker's reasons for selecting it. */
  readonly notices: readonly string[];
  /** @throws BrokerError */
  read(): Promise<string>;
}

/** The client of one broker. */
export interface Broker {
  /** Reads the pact at a URL of the broker. @throws BrokerError, or PactProblem when it is too large or not UTF-8 */
  read(url: string): Promise<string>;
  /** @throws BrokerError */
  pactsToVerify(provider: string): Promise<readonly BrokerPact[]>;
  /**
   * Publishes the result of a pact.
   *
   * @param text the pact as the broker gave it; it has the address for results
   * @returns the address that the result was sent to
   * @throws BrokerError
   */
  publish(text: string, report: PactReport): Promise<string>;
}

/** Thrown when the broker cannot be reached, refuses a request, or is not a Pact Broker. */
export class BrokerError extends Error {
  override readonly name = 'BrokerError';
  /** `broker-refused`: the broker works, but does not take what it was sent. */
  readonly problem: 'unreachable' | 'broker-refused';

  constructor(message: string, problem: BrokerError['problem'] = 'unreachable') {
    super(message);
    this.problem = problem;
  }
}

/** The link of the broker's index to the pacts that its selectors choose. */
const SELECTION = 'pb:provider-pacts-for-verification';
/** The selectors that the broker's documentation recommends. */
const DEFAULT_SELECTORS = [{ mainBranch: true }, { deployedOrReleased: true }];
/** Milliseconds that one request to the broker may take. */
const PATIENCE = 30_000;

/**
 * Makes the client of a broker. It sends no request yet.
 *
 * @param version of use-case-stub, which results name
 */
export function createBroker(options: BrokerOptions, version: string): Broker {
  const { url, token, username, password, providerVersion, providerBranch, providerTags = [], buildUrl } = options;
  const credentials =
    token !== undefined
      ? { authorization: `Bearer ${token}` }
      : username !== undefined
        ? basic(username, password ?? '')
        : {};
  let versionIsAnnounced = false;

  async function call(address: string, method: string, body?: object): Promise<string> {
    const inUrl = takeCredentials(address);
    // A link may lead to another host, which must not get the broker's credentials.
    const isBroker = new URL(inUrl.url).origin === new URL(url).origin;
    const response = await fetch(inUrl.url, {
      method,
      headers: {
        accept: 'application/hal+json, application/json',
        ...(body && { 'content-type': 'application/json' }),
        ...inUrl.headers,
        ...(isBroker && credentials),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE),
    }).catch((error: unknown) => {
      throw new BrokerError(`the broker ${withoutCredentials(address)} cannot be reached: ${reasonOf(error)}`);
    });
    if (response.ok) return textOfResponse(response);
    const text = await response.text();
    const { status } = response;
    const hint = status === 401 || status === 403 ? '; check --broker-token' : '';
    const said = sentenceIn(text);
    throw new BrokerError(
      `the broker answers ${status} to ${method} ${withoutCredentials(address)}${hint}${said && `: ${said}`}`,
      status === 400 || status === 422 ? 'broker-refused' : 'unreachable',
    );
  }

  async function callJson(address: string, method = 'GET', body?: object): Promise<UnknownRecord> {
    const json = parseJson(await call(address, method, body));
    if (isObject(json)) return json;
    throw new BrokerError(`${withoutCredentials(address)} does not answer as a Pact Broker does`);
  }

  /**
   * Tells the broker the branch and tags of the provider's version. It must know them before the results. The addresses
   * come from the pact, as Pact's own client finds them: a webhook names a pact, not the broker's index.
   */
  async function announceVersion(pact: UnknownRecord, version: string): Promise<void> {
    if (versionIsAnnounced || (providerBranch === undefined && providerTags.length === 0)) return;
    const address = hrefOf(pact, 'pb:provider');
    if (address === undefined) throw new BrokerError('the pact does not say where its provider is described');
    const described = await callJson(address);
    const put = async (link: string, parts: Readonly<Record<string, string>>) => {
      const template = hrefOf(described, link);
      if (template === undefined)
        throw new BrokerError(`${withoutCredentials(address)} has no link "${link}"; is the broker too old for it?`);
      await call(filledIn(template, { ...parts, version }), 'PUT', {});
    };
    if (providerBranch !== undefined) await put('pb:branch-version', { branch: providerBranch });
    for (const tag of providerTags) await put('pb:version-tag', { tag });
    versionIsAnnounced = true;
  }

  return {
    read: (address) => call(address, 'GET'),
    async pactsToVerify(provider) {
      const template = hrefOf(await callJson(url), SELECTION);
      if (template === undefined)
        throw new BrokerError(`the broker ${withoutCredentials(url)} has no link "${SELECTION}"`);
      const answer = await callJson(filledIn(template, { provider }), 'POST', {
        consumerVersionSelectors: options.selectors ?? DEFAULT_SELECTORS,
        includePendingStatus: options.pending ?? false,
        ...(options.wipSince !== undefined && { includeWipPactsSince: options.wipSince }),
        ...(providerBranch !== undefined && { providerVersionBranch: providerBranch }),
        ...(providerTags.length > 0 && { providerVersionTags: providerTags }),
      });
      const embedded = asObject(answer['_embedded'])?.['pacts'];
      const listed = Array.isArray(embedded) ? embedded.filter(isObject) : [];
      return listed.flatMap((pact) => {
        const self = hrefOf(pact, 'self');
        return self === undefined ? [] : [{ url: self, ...propertiesOf(pact), read: () => call(self, 'GET') }];
      });
    },
    async publish(text, report) {
      const pact = JSON.parse(text) as UnknownRecord & { readonly interactions: readonly { readonly _id?: string }[] };
      const address = hrefOf(pact, 'pb:publish-verification-results');
      if (address === undefined || providerVersion === undefined) {
        throw new BrokerError(`the pact with ${report.consumer} does not say where its results go`);
      }
      await announceVersion(pact, providerVersion);
      await call(address, 'POST', {
        success: report.verdict === 'passed',
        providerApplicationVersion: providerVersion,
        ...(buildUrl !== undefined && { buildUrl }),
        testResults: report.interactions.map(({ description, verdict, findings, pactPointer }) => ({
          interactionId: pact.interactions[Number(pactPointer.split('/')[2])]?._id,
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

/** What a broker says in the body of an error: in `error`, `errors` or `detail` (RFC 9457), or as a text; never a page. */
function sentenceIn(text: string): string {
  const json = asObject(parseJson(text));
  const error = json?.['error'] ?? json?.['errors'] ?? json?.['detail'] ?? json?.['message'];
  if (error !== undefined) return short(asObject(error)?.['message'] ?? error, 300);
  return json !== undefined || /^\s*</.test(text) ? '' : short(text, 300);
}

function propertiesOf(pact: UnknownRecord): { pending: boolean; notices: string[] } {
  const properties = asObject(pact['verificationProperties']) ?? {};
  const notices = Array.isArray(properties['notices']) ? properties['notices'].filter(isObject) : [];
  return {
    pending: properties['pending'] === true,
    notices: notices.filter(({ when }) => when === 'before_verification').map(({ text }) => String(text)),
  };
}

/** A link's address with its parameters. */
function filledIn(template: string, parts: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(parts[part] ?? ''));
}

/** The address of a link, or of the first one where the name has several. */
function hrefOf(resource: UnknownRecord, link: string): string | undefined {
  const found = asObject(resource['_links'])?.[link];
  const first: unknown = Array.isArray(found) ? found[0] : found;
  const href = asObject(first)?.['href'];
  return typeof href === 'string' ? href : undefined;
}
