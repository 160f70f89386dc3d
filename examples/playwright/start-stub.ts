import { createStub } from 'use-case-stub';

/** One stub for the whole run; the workers inherit its address. The returned function stops it. */
export default async function startStub() {
  const stub = createStub({ seedCount: 0 });
  process.env['STUB_URL'] = await stub.listen();
  return () => stub.close();
}
