import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { createStub } from '../../../src/index.ts';
import { verifyPacts as verifyNamed } from '../../../src/pact/index.ts';
import { verifyPacts } from '../../../src/pact/verify/verify.ts';
import { createFakeBroker } from '../../helpers/fake-broker.ts';
import { findingsOf, pactOf } from '../../helpers/pacts.ts';

const good = { consumer: 'Good Consumer', content: pactOf([{}], { consumer: { name: 'Good Consumer' } }) };
const broken = {
  consumer: 'Broken Consumer',
  content: pactOf([{ response: { status: 201 } }], { consumer: { name: 'Broken Consumer' } }),
};

describe('a Pact Broker', () => {
  it('selects the pacts to verify by the selectors that it gets, and gives its reasons', async (t) => {
    const { url, requests } = await createFakeBroker(t, [good], 'secret-token');
    const selectors = [{ mainBranch: true }, { branch: 'feat/x', consumer: 'Good Consumer' }];
    const report = await verifyPacts({
      pacts: [],
      broker: { url, token: 'secret-token', selectors, pending: true, wipSince: '2026-01-01', providerBranch: 'main' },
    });
    assert.deepEqual(report.problems, []);
    assert.equal(report.pacts[0]?.verdict, 'passed');
    assert.deepEqual(report.pacts[0]?.notices, ['The pact with Good Consumer is the latest of its main branch.']);
    assert.deepEqual(requests.find(({ method }) => method === 'POST')?.body, {
      consumerVersionSelectors: selectors,
      includePendingStatus: true,
      includeWipPactsSince: '2026-01-01',
      providerVersionBranch: 'main',
    });
    assert.deepEqual(report.published, []);
  });

  it('selects main branches and what is deployed, by default', async (t) => {
    const { url, requests } = await createFakeBroker(t, [good]);
    await verifyPacts({ pacts: [], broker: { url } });
    const { consumerVersionSelectors } = requests.find(({ method }) => method === 'POST')?.body as Record<
      string,
      unknown
    >;
    assert.deepEqual(consumerVersionSelectors, [{ mainBranch: true }, { deployedOrReleased: true }]);
  });

  it('gets the results, after version, branch and tags', async (t) => {
    // The broker gives interactions ids of its own.
    const [interaction] = (good.content as { interactions: object[] }).interactions;
    const identified = { ...good, content: { ...good.content, interactions: [{ ...interaction, _id: 'abc' }] } };
    const { url, requests } = await createFakeBroker(t, [identified, broken]);
    const report = await verifyPacts({
      pacts: [],
      broker: {
        url,
        publish: true,
        providerVersion: '1.2.3',
        providerBranch: 'feat/x',
        providerTags: ['dev'],
        buildUrl: 'https://ci.example/7',
      },
    });
    assert.deepEqual(report.published, [`${url}/pacts/0/results`, `${url}/pacts/1/results`]);
    const puts = requests.filter(({ method }) => method === 'PUT').map(({ path }) => path);
    assert.deepEqual(puts, [
      '/pacticipants/use-cases-api/branches/feat%2Fx/versions/1.2.3',
      '/pacticipants/use-cases-api/versions/1.2.3/tags/dev',
    ]);
    const [first, second] = requests
      .filter(({ path }) => path.endsWith('/results'))
      .map(({ body }) => body as { success: boolean; testResults: { mismatches: { attribute: string }[] }[] });
    assert.deepEqual(
      { ...first, verifiedBy: undefined },
      {
        success: true,
        providerApplicationVersion: '1.2.3',
        buildUrl: 'https://ci.example/7',
        testResults: [{ interactionId: 'abc', interactionDescription: 'a request', success: true, mismatches: [] }],
        verifiedBy: undefined,
      },
    );
    assert.equal(second?.success, false);
    assert.deepEqual(
      second?.testResults[0]?.mismatches.map(({ attribute }) => attribute),
      ['not-promised', 'answer-differs'],
    );
  });

  it('marks pacts as pending, which may fail', async (t) => {
    const { url } = await createFakeBroker(t, [{ ...broken, pending: true }]);
    const report = await verifyPacts({ pacts: [], broker: { url, pending: true } });
    assert.deepEqual(
      report.pacts.map(({ verdict, pending }) => [verdict, pending]),
      [['failed', true]],
    );
  });

  it('that refuses the request, is no Pact Broker or does not answer is reported, never with the token', async (t) => {
    const locked = await createFakeBroker(t, [good], 'secret-token');
    const problemsAt = async (url: string, token?: string) => {
      const { problems } = await verifyPacts({ pacts: [], broker: { url, ...(token !== undefined && { token }) } });
      return problems.map(({ id, message }) => `${id}: ${message}`).join();
    };
    const refused = await problemsAt(locked.url, 'wrong-token');
    assert.match(refused, /^unreachable: the broker answers 401 .*check --broker-token$/);
    assert.ok(!refused.includes('wrong-token'));
    await using stub = createStub();
    const url = await stub.listen();
    assert.match(await problemsAt(`${new URL(url).origin}/__stub/health`), /has no link "pb:provider-pacts/);
    await stub.close();
    const withPassword = new URL(url);
    withPassword.username = 'user';
    withPassword.password = 'pass-word';
    const unreachable = await problemsAt(withPassword.href);
    assert.match(unreachable, /^unreachable: .* cannot be reached: nothing listens there/);
    assert.ok(!unreachable.includes('pass-word'));
  });

  it('gives no pact that is not UTF-8, and selects none when pacts are named', async (t) => {
    const utf16 = Buffer.from(JSON.stringify(good.content), 'utf16le');
    const server = createServer((_, response) => response.end(utf16)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { problems } = await verifyNamed({ pacts: [`${url}/pacts/0`], broker: { url } });
    assert.deepEqual(
      problems.map(({ id, message }) => `${id}: ${message}`),
      ['not-json: the file is UTF-16; write it as UTF-8'],
    );
    await assert.rejects(verifyNamed({ pacts: ['a.json'], broker: { url, pending: true } }), {
      name: 'TypeError',
      message: /^verifyPacts: broker\.pending selects pacts of the broker, but pacts are named/,
    });
  });

  it('does not get its credentials sent to another host that its links name', async (t) => {
    const seen: (string | undefined)[] = [];
    const other = createServer(({ headers }, response) => {
      seen.push(headers.authorization);
      response.setHeader('content-type', 'application/hal+json').end(JSON.stringify(good.content));
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    t.after(() => other.close());
    const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}/pact`;
    const { url } = await createFakeBroker(t, [{ ...good, href: elsewhere }], 'secret-token');
    const report = await verifyPacts({ pacts: [], broker: { url, token: 'secret-token' } });
    assert.deepEqual(
      report.pacts.map(({ source, verdict }) => [source, verdict]),
      [[elsewhere, 'passed']],
    );
    assert.deepEqual(seen, [undefined]);
  });

  it('as these tests imitate it is accepted by the client of Pact itself', async (t) => {
    const { url, requests } = await createFakeBroker(t, [good], 'secret-token');
    await using stub = createStub({ seedCount: 0 });
    const require = createRequire(import.meta.url);
    process.env['PACT_DO_NOT_TRACK'] = 'true';
    const { default: core } = require('@pact-foundation/pact-core') as {
      default: { verifyPacts(options: object): Promise<string> };
    };
    const results = await core.verifyPacts({
      provider: 'use-cases-api',
      providerBaseUrl: new URL(await stub.listen()).origin,
      pactBrokerUrl: url,
      pactBrokerToken: 'secret-token',
      consumerVersionSelectors: [{ mainBranch: true }],
      publishVerificationResult: true,
      providerVersion: '1.2.3',
      providerVersionBranch: 'main',
      logLevel: 'error',
    });
    assert.equal((JSON.parse(results) as { interactionResults: unknown[] }).interactionResults.length, 1);
    assert.ok(requests.some(({ path }) => path === '/pacts/0/results'));
    assert.ok(requests.some(({ path }) => path.endsWith('/branches/main/versions/1.2.3')));
  });
});

describe('a pact from a broker', () => {
  it('is compared with the contract like any other', async (t) => {
    const content = pactOf([{ response: { body: [{ status: 'x' }] } }]);
    const { url } = await createFakeBroker(t, [{ consumer: 'x', content }]);
    const report = await verifyPacts({ pacts: [], broker: { url } });
    assert.ok(findingsOf(report).some(({ id }) => id === 'not-promised'));
  });
});
