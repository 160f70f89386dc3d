import type { SettingValues } from '../../settings/settings.ts';
import type { OpenStore } from '../../store/open-store.ts';
import type { Stub } from '../../stub.ts';
import { exitCodes, type Exit } from '../exit-codes.ts';
import type { Log } from '../output/log.ts';

/** A server that has started, and what ends the process. */
interface Running {
  readonly exit: Exit;
  readonly stub: Stub;
  readonly store: OpenStore;
  readonly log: Log | undefined;
}

/**
 * Milliseconds that a store always gets to be closed. What waits then are entries of a shared journal, and on a busy
 * machine one statement may take half a second; use cases are stored before their requests are answered.
 */
const LEAST_FOR_STORE = 2_000;

/** The first signal lets requests finish, the second does not wait. */
export function stopOnSignals(running: Running, settings: SettingValues): void {
  let signals = 0;
  let stopping: Promise<void> | undefined;
  const stop = () => void (stopping ??= stopAll(running, settings));
  const onSignal = () => {
    if (++signals === 1) return stop();
    running.log?.flush();
    running.exit(exitCodes.interrupted.code);
  };
  // Replaces the listeners that src/cli.ts has as PID 1.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeAllListeners(signal).on(signal, onSignal);
  // Does not count as a second signal: a terminal that closes may send others as well.
  process.on('SIGHUP', stop);
  // A signal to the whole process group reaches this process and that shell: being orphaned then changes nothing.
  if (process.env['npm_lifecycle_event'] !== undefined) stopWhenOrphaned(stop);
}

async function stopAll(
  { stub, store, log, exit }: Running,
  { drainTimeout, drainLinger }: SettingValues,
): Promise<void> {
  const end = performance.now() + drainLinger + drainTimeout;
  await stub.close(drainTimeout, drainLinger);
  await closeWithin(Math.max(LEAST_FOR_STORE, end - performance.now()), store);
  log?.flush();
  exit(exitCodes.ok.code);
}

/** A database that does not answer must not keep the process alive. */
async function closeWithin(milliseconds: number, store: OpenStore): Promise<void> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(
      () =>
        reject(
          new Error(`it took more than ${Math.round(milliseconds)} ms; what the journal had not written yet is lost`),
        ),
      milliseconds,
    );
  });
  try {
    await Promise.race([store.close(), late]);
  } catch (error) {
    console.error(`use-case-stub: the store could not be closed: ${(error as Error).message}`);
  }
}

/**
 * npm runs its scripts in a shell, and a signal to npm ends that shell but does not reach this process. So that
 * `npm start` leaves nothing on the port, the end of the shell counts as a signal.
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
