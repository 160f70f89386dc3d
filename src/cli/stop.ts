import type { OpenStore } from '../store/open-store.ts';
import type { Stub } from '../stub.ts';
import { exitCodes } from './exit-codes.ts';
import type { Log } from './output/log.ts';
import type { ServeFlags } from './serve-flags.ts';

/** What has to be brought to an end. */
interface Running {
  readonly stub: Stub;
  readonly store: OpenStore;
  readonly log: Log | undefined;
}

/** Milliseconds that a store has to be closed in at any rate: writing what waits is worth so much. */
const LEAST = 500;

/** The first signal lets requests finish, the second does not wait. */
export function stopOnSignals(running: Running, flags: ServeFlags): void {
  let signals = 0;
  let stopping: Promise<void> | undefined;
  const stop = () => void (stopping ??= stopAll(running, flags));
  const onSignal = () => {
    if (++signals === 1) return stop();
    running.log?.flush();
    process.exit(exitCodes.interrupted.code);
  };
  // Also in place of what src/cli.ts listens for as PID 1.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeAllListeners(signal).on(signal, onSignal);
  // A signal to the whole process group reaches us as well as that shell: to be orphaned then is nothing new.
  if (process.env['npm_lifecycle_event'] !== undefined) stopWhenOrphaned(stop);
}

async function stopAll({ stub, store, log }: Running, { drainTimeout, drainLinger }: ServeFlags): Promise<void> {
  const end = performance.now() + drainLinger + drainTimeout;
  await stub.close(drainTimeout, drainLinger);
  await closeWithin(Math.max(LEAST, end - performance.now()), store);
  log?.flush();
  process.exit(exitCodes.ok.code);
}

/** A database that does not answer must not keep us; to wait for what it has not got would be of no use. */
async function closeWithin(milliseconds: number, store: OpenStore): Promise<void> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`it took more than ${Math.round(milliseconds)} ms`)), milliseconds);
  });
  try {
    await Promise.race([store.close(), late]);
  } catch (error) {
    console.error(`use-case-stub: the store could not be closed: ${(error as Error).message}`);
  }
}

/**
 * npm runs its scripts in a shell, and a signal to npm ends that shell but does not reach us. So that `npm start`
 * leaves nothing on the port, losing the shell counts as a signal.
 */
function stopWhenOrphaned(stop: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 250);
  watch.unref();
}
