/** What Node's test runner calls before the first and after the last file when all tests run (test/run.ts). */
import { chromium, type BrowserServer } from 'playwright-core';
import { findChromium, SHARED_BROWSER } from './browser.ts';
import { SHARED_POSTGRES, startPostgres, type PostgresServer } from './postgres.ts';

let postgres: PostgresServer | undefined;
let browser: BrowserServer | undefined;

/** Starts the servers that test files share, and tells the files by environment variables where they are. */
export async function globalSetup(): Promise<void> {
  const executablePath = findChromium();
  // The run itself ends the browser when it is interrupted (test/run.ts).
  const signals = { handleSIGINT: false, handleSIGTERM: false };
  const launching = executablePath === undefined ? undefined : chromium.launchServer({ executablePath, ...signals });
  [postgres, browser] = await Promise.all([startPostgres(), launching]);
  process.env[SHARED_POSTGRES] = postgres.url();
  if (browser) process.env[SHARED_BROWSER] = browser.wsEndpoint();
}

export async function globalTeardown(): Promise<void> {
  await Promise.all([postgres?.remove(), browser?.close()]);
}
