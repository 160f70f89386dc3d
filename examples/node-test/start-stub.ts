import { createStub } from 'use-case-stub';

const stub = createStub({ seedCount: 0 });

/** One stub for the whole run; the processes of the test files inherit its address. */
export async function globalSetup() {
  process.env['STUB_URL'] = await stub.listen();
}

export async function globalTeardown() {
  await stub.close();
}
