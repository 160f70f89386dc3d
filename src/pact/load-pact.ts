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

/** How much Pact says; it prints to stdout. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

const require = createRequire(import.meta.url);

/**
 * Loads Pact with its native library, silently and without its usage reports. Takes a tenth of a second, so it happens
 * when the first pact is wanted.
 *
 * @throws Error in a worker thread whose process may report
 */
export function loadPact(logLevel: LogLevel): PactLibrary {
  refuseReports();
  // Pact's logger takes its first level from here and does not start with one that it does not know.
  const { LOG_LEVEL } = process.env;
  process.env['LOG_LEVEL'] = logLevel;
  try {
    return require('./pact-v4.cjs') as PactLibrary;
  } finally {
    if (LOG_LEVEL === undefined) delete process.env['LOG_LEVEL'];
    else process.env['LOG_LEVEL'] = LOG_LEVEL;
  }
}

/** The native library looks for exactly this word in the environment of the process; even "1" lets it report. */
function refuseReports(): void {
  // Runners that give tests a copy of `process` (Jest does) keep what is set there from the real environment.
  const env = runInThisContext('process.env') as NodeJS.ProcessEnv;
  if (env['PACT_DO_NOT_TRACK'] === 'true') return;
  if (!isMainThread) {
    throw new Error(
      'Pact would report its use from here, and a worker thread cannot switch that off: start the process with PACT_DO_NOT_TRACK=true in its environment, or run tests in processes (Vitest: --pool=forks)',
    );
  }
  env['PACT_DO_NOT_TRACK'] = 'true';
}
