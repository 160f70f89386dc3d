import { createStub } from 'use-case-stub';

/**
 * Stubs for the whole run; the workers inherit their addresses. The clock of the second one stands still, and its routes
 * take the key of the console.
 */
export default async function startStub() {
  const frozen = { clock: 'frozen', rateLimit: '2/min', consoleKey: 'of these tests' };
  globalThis.stubs = [createStub({ seedCount: 0 }), createStub({ seedCount: 0, ...frozen })];
  const [url, frozenUrl] = await Promise.all(globalThis.stubs.map((stub) => stub.listen()));
  Object.assign(process.env, { STUB_URL: url, FROZEN_STUB_URL: frozenUrl });
}
