/** A client whose hanging up makes waiting pointless. */
export interface Client {
  readonly isGone: boolean;
  onGone(listener: () => void): () => void;
}

/**
 * Waits in real time. Ends early when `closing` is aborted, or when the client has hung up. What a client sees waits by
 * the clock of the stub instead; see clock.ts.
 *
 * @param milliseconds how long
 * @param client without one, waiting does not keep the process running
 */
export function wait(milliseconds: number, closing: AbortSignal, client?: Client): Promise<void> {
  const alarm = (ring: () => void) => {
    const timer = setTimeout(ring, milliseconds);
    // Only Node's timers can keep a process running, and only they have this method.
    if (client === undefined) (timer as { unref?: () => void }).unref?.();
    return () => clearTimeout(timer);
  };
  return waitForAlarm(alarm, closing, client);
}

/**
 * Waits until an alarm rings, `closing` is aborted, or the client has hung up.
 *
 * @param alarm gets what it is to call, and returns what switches it off
 */
export function waitForAlarm(
  alarm: (ring: () => void) => () => void,
  closing: AbortSignal,
  client?: Client,
): Promise<void> {
  if (closing.aborted || client?.isGone) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      switchOff();
      closing.removeEventListener('abort', end);
      stopListening?.();
      resolve();
    };
    const switchOff = alarm(end);
    closing.addEventListener('abort', end);
    const stopListening = client?.onGone(end);
  });
}

/** Ends after other requests that have arrived had their turn. */
export function letOthersIn(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, 0));
}
