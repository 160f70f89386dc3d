import { createStub } from 'use-case-stub';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    stubUrl: string;
  }
}

/** One stub for the whole run. The returned function stops it. */
export default async function startStub(project: TestProject) {
  const stub = createStub({ seedCount: 0 });
  project.provide('stubUrl', await stub.listen());
  return () => stub.close();
}
