import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNativeVerifier } from '../../src/pact/verify/native.ts';
import { createStub } from '../../src/stub.ts';

/** What Pact's core says of a pact by itself, without the contract. */
export type PactVerdict = 'passed' | 'failed' | 'unreadable';

/**
 * Verifies a pact as Pact's own verifiers do: the core, a provider, and a handler that sets up states. The provider is
 * a fresh stub for each pact; the handler sets up the states that it knows, and lets others be.
 */
export async function createPactVerifier(): Promise<{
  verdictOf(file: string, apiKey: string): Promise<PactVerdict>;
  close(): void;
}> {
  const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-test-'));
  const native = createNativeVerifier(directory, true);
  let change: (action: string, state: string, params: object) => Promise<object> = () => Promise.resolve({});
  const states = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const { action, state, params = {} } = JSON.parse(text) as { action: string; state: string; params?: object };
      void change(action, state, params)
        .catch(() => ({}))
        .then((values) => response.setHeader('content-type', 'application/json').end(JSON.stringify(values)));
    });
  }).listen(0, '127.0.0.1');
  await once(states, 'listening');
  const statesUrl = `http://127.0.0.1:${String((states.address() as AddressInfo).port)}/`;
  return {
    async verdictOf(file, apiKey) {
      const stub = createStub({ seedCount: 0 });
      const providerUrl = new URL(await stub.listen()).origin;
      change = async (action, state, params) => {
        if (action === 'setup') return state === '' ? {} : stub.setState(apiKey, state as never, params);
        await stub.reset(apiKey);
        return {};
      };
      const job = { file, provider: 'the provider', providerUrl, statesUrl, headers: {}, timeout: 30_000 };
      const results = await native.verify(job);
      await stub.close();
      if ('failure' in results) return 'unreadable';
      return results.every(({ kind }) => kind === 'verified') ? 'passed' : 'failed';
    },
    close() {
      native.close();
      states.close();
      states.closeAllConnections();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
