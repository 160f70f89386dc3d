import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

type Pact = typeof import('@pact-foundation/pact');

/** Name of the API in pacts, unless the user gives another one. */
export const providerName = 'use-cases-api';

/** How much Pact prints to stdout. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

const require = createRequire(import.meta.url);

/**
 * Loads Pact with its native library, without output and without its usage reports. It takes a third of a second, so
 * call it only when a pact is written. `@pact-foundation/pact/src/v4/index.js` would take half of that, but a minor
 * release may move that file.
 *
 * @throws Error in a worker thread of a process whose environment lets Pact report
 */
export function loadPact(logLevel: LogLevel): Pact {
  disableReports();
  // Pact's logger reads its first level from here, and throws at a level that it does not know.
  const { LOG_LEVEL } = process.env;
  process.env['LOG_LEVEL'] = logLevel;
  try {
    return require('@pact-foundation/pact') as Pact;
  } finally {
    if (LOG_LEVEL === undefined) delete process.env['LOG_LEVEL'];
    else process.env['LOG_LEVEL'] = LOG_LEVEL;
  }
}

/** The native library reports unless the process's environment has exactly `true` here; even `1` lets it report. */
function disableReports(): void {
  // Jest gives tests a copy of `process`; this is the real one.
  const env = runInThisContext('process.env') as NodeJS.ProcessEnv;
  if (env['PACT_DO_NOT_TRACK'] === 'true') return;
  if (!isMainThread) {
    throw new Error(
      'Pact would report its usage from this worker thread, which cannot switch that off: start the process with PACT_DO_NOT_TRACK=true in its environment, or run tests in processes (Vitest: --pool=forks)',
    );
  }
  env['PACT_DO_NOT_TRACK'] = 'true';
}
