import { createStub } from 'use-case-stub';

/** Stubs for the whole run; the workers inherit their addresses. The clock of the second one stands still. */
export default async function startStub() {
  globalThis.stubs = [createStub({ seedCount: 0 }), createStub({ seedCount: 0, clock: 'frozen', rateLimit: '2/min' })];
  const [url, frozenUrl] = await Promise.all(globalThis.stubs.map((stub) => stub.listen()));
  Object.assign(process.env, { STUB_URL: url, FROZEN_STUB_URL: frozenUrl });
}
