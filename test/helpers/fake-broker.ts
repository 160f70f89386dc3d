import type { TestContext } from 'node:test';
import { createRecorder, type Answer, type Recorded, type Recorder } from './recorder.ts';

/** A pact of the broker. */
export interface BrokeredPact {
  readonly consumer: string;
  readonly content: object;
  readonly pending?: boolean;
  /** Where the broker's links say that it is. Default: in the broker. */
  readonly href?: string;
}

/**
 * A server that answers like a Pact Broker, with HAL documents as in the broker's documentation. In
 * test/pact/verify/broker.test.ts Pact's own client fetches from it and publishes to it.
 *
 * @param token the bearer token that requests must have; default: none
 */
export async function createFakeBroker(
  t: TestContext,
  pacts: readonly BrokeredPact[],
  token?: string,
): Promise<Recorder> {
  const kept = [...pacts];
  let isVerified = false;
  const recorder: Recorder = await createRecorder(t, (request) => {
    if (request.path.endsWith('/results')) isVerified = (request.body as { success: boolean }).success;
    return ofTool(request, recorder.url, kept, isVerified) ?? answer(request, recorder.url, kept, token);
  });
  return recorder;
}

/** What Pact's own tool asks for: to publish pacts, whether a version may be deployed, and that it was. */
function ofTool({ path, body }: Recorded, url: string, pacts: BrokeredPact[], isVerified: boolean): Answer | undefined {
  if (path === '/contracts/publish') {
    const { contracts } = body as { contracts: { consumerName: string; content: string }[] };
    for (const { consumerName, content } of contracts) {
      const text = Buffer.from(content, 'base64').toString();
      pacts.push({ consumer: consumerName, content: JSON.parse(text) as object });
    }
    return {
      status: 200,
      body: {
        notices: [{ type: 'success', text: 'The pact was published.' }],
        _embedded: { pacticipant: { name: 'web-console' }, version: { number: '1' } },
        _links: {},
      },
    };
  }
  if (path.startsWith('/matrix?')) {
    const reason = isVerified ? 'All required verification results are published and successful' : 'There is no result';
    const summary = {
      deployable: isVerified,
      reason,
      success: Number(isVerified),
      failed: 0,
      unknown: Number(!isVerified),
    };
    return {
      status: 200,
      body: { summary, notices: [{ type: isVerified ? 'success' : 'error', text: reason }], matrix: [] },
    };
  }
  const [, version] = /^\/pacticipants\/web-console\/versions\/([^/]+)$/.exec(path) ?? [];
  if (version !== undefined) {
    const href = `${url}/pacticipants/web-console/versions/${version}/deployed-versions/environment/1`;
    const links = { self: { href: `${url}${path}` }, 'pb:record-deployment': [{ name: 'production', href }] };
    return { status: 200, body: { number: version, _links: links } };
  }
  if (path === '/environments')
    return {
      status: 200,
      body: { _embedded: { environments: [{ uuid: '1', name: 'production', production: true }] } },
    };
  return path.endsWith('/deployed-versions/environment/1') ? { status: 201, body: { _links: {} } } : undefined;
}

function answer(
  { method, path, headers, body }: Recorded,
  url: string,
  pacts: readonly BrokeredPact[],
  token?: string,
): Answer {
  if (token !== undefined && headers['authorization'] !== `Bearer ${token}`) return { status: 401 };
  const hal = { 'content-type': 'application/hal+json;charset=utf-8' };
  const found = /^\/pacts\/(\d+)(\/results)?$/.exec(path);
  const pact = found && pacts[Number(found[1])];
  if (path === '/') return { status: 200, headers: hal, body: index(url) };
  if (path === '/pacts/provider/use-cases-api/for-verification') {
    if (JSON.stringify(body ?? null).includes('"bogus"'))
      return { status: 400, headers: hal, body: { errors: { consumerVersionSelectors: ['unknown key "bogus"'] } } };
    return { status: 200, headers: hal, body: forVerification(url, pacts) };
  }
  if (pact && found[2] === undefined) {
    const links = {
      self: { href: `${url}${path}` },
      'pb:publish-verification-results': { href: `${url}${path}/results` },
      'pb:provider': { href: `${url}${PROVIDER}`, name: 'use-cases-api' },
    };
    return { status: 200, headers: hal, body: { ...pact.content, _links: links } };
  }
  if (pact && method === 'POST') return { status: 201, headers: hal, body: { success: true, _links: {} } };
  if (path === PROVIDER) return { status: 200, headers: hal, body: provider(url) };
  if (method === 'PUT') return { status: 201, headers: hal, body: {} };
  return { status: 404, headers: hal, body: { error: 'not found' } };
}

const PROVIDER = '/pacticipants/use-cases-api';

function provider(url: string): object {
  const self = `${url}${PROVIDER}`;
  return {
    name: 'use-cases-api',
    _links: {
      self: { href: self },
      'pb:version-tag': { href: `${self}/versions/{version}/tags/{tag}`, templated: true },
      'pb:branch-version': { href: `${self}/branches/{branch}/versions/{version}`, templated: true },
    },
  };
}

function index(url: string): object {
  return {
    _links: {
      self: { href: url, title: 'Index' },
      'pb:publish-contracts': { href: `${url}/contracts/publish` },
      'pb:provider-pacts-for-verification': {
        href: `${url}/pacts/provider/{provider}/for-verification`,
        templated: true,
      },
    },
  };
}

function forVerification(url: string, pacts: readonly BrokeredPact[]): object {
  const described = pacts.map(({ consumer, pending = false, href }, index) => ({
    shortDescription: 'latest from main branch',
    verificationProperties: {
      pending,
      notices: [
        { when: 'before_verification', text: `The pact with ${consumer} is the latest of its main branch.` },
        { when: 'after_verification:success_false_published_false', text: 'This came afterwards.' },
      ],
    },
    _links: { self: { href: href ?? `${url}/pacts/${index}`, name: `Pact between ${consumer} and use-cases-api` } },
  }));
  const self = { href: `${url}/pacts/provider/use-cases-api/for-verification` };
  return { _embedded: { pacts: described }, _links: { self } };
}
