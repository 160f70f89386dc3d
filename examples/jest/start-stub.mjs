import { createStub } from 'use-case-stub';

/** One stub for the whole run; the workers inherit its address. */
export default async function startStub() {
  globalThis.stub = createStub({ seedCount: 0 });
  process.env.STUB_URL = await globalThis.stub.listen();
}
