import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

/** What is used of Pact. */
export interface PactLibrary {
  readonly Pact: new (options: object) => Pact;
}

/** Pact's own object for a pact. Its interactions are described in `consumer/pact-types.ts`. */
export interface Pact {
  addInteraction(): object;
}

/** Name of the API in pacts, unless the user gives another one. */
export const providerName = 'use-cases-api';

/** How much Pact prints to stdout. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

const require = createRequire(import.meta.url);

/**
 * Loads Pact with its native library, without output and without its usage reports. It takes a tenth of a second, so
 * call it only when a pact is written.
 *
 * @throws Error in a worker thread of a process whose environment lets Pact report
 */
export function loadPact(logLevel: LogLevel): PactLibrary {
  disableReports();
  // Pact's logger reads its first level from here, and throws at a level that it does not know.
  const { LOG_LEVEL } = process.env;
  process.env['LOG_LEVEL'] = logLevel;
  try {
    return require('../pact/pact-v4.cjs') as PactLibrary;
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
