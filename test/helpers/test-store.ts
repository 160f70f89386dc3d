import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type OpenStore } from '../../src/store/open-store.ts';

/** An empty store for a test. */
export interface TestStore extends OpenStore {
  /** Closes the store and deletes its files. */
  remove(): Promise<void>;
}

/**
 * Opens the store that the environment variable `USE_CASE_STUB_TEST_STORE` names: `sqlite`, or the URL of a PostgreSQL
 * database, which is emptied.
 *
 * @returns undefined without that variable: the tests use the store in memory
 */
export async function openTestStore(): Promise<TestStore | undefined> {
  const engine = process.env['USE_CASE_STUB_TEST_STORE'];
  if (engine === undefined) return undefined;
  if (engine === 'sqlite') return openTemporaryFile();
  const store = await openStore(engine);
  await Promise.all([store.useCases.clear(), store.scenarios.clear()]);
  return { ...store, remove: () => store.close() };
}

async function openTemporaryFile(): Promise<TestStore> {
  const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-'));
  const store = await openStore(`sqlite:${join(directory, 'stub.db')}`);
  const remove = async () => {
    await store.close();
    rmSync(directory, { recursive: true });
  };
  return { ...store, remove };
}
