import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

type Pact = typeof import('@pact-foundation/pact');

/** How much Pact says; it prints to stdout. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

const require = createRequire(import.meta.url);

/**
 * Loads Pact with its native library, silently and without its usage reports. Takes a third of a second, so nobody
 * calls it before a pact is really wanted. `@pact-foundation/pact/src/v4/index.js` would take half of that, but is no
 * path that the package promises: what a minor release may move, we do not build on.
 *
 * @throws Error in a worker thread whose process may report
 */
export function loadPact(logLevel: LogLevel): Pact {
  refuseReports();
  // Pact's logger takes its first level from here and does not start with one that it does not know.
  const { LOG_LEVEL } = process.env;
  process.env['LOG_LEVEL'] = logLevel;
  try {
    return require('@pact-foundation/pact') as Pact;
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
