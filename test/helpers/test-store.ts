import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type OpenStore } from '../../src/store/open-store.ts';

/** An empty store for a test, to be closed after it. */
export interface TestStore extends OpenStore {
  /** Closes the store and leaves nothing behind. */
  remove(): Promise<void>;
}

/**
 * The store that the tests are to run over: `USE_CASE_STUB_TEST_STORE` is `sqlite`, or the URL of a PostgreSQL
 * database, which is emptied.
 * @returns undefined when they run in memory, as they do without that variable
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
