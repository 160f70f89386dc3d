/** A client whose hanging up makes waiting pointless. */
export interface Client {
  readonly isGone: boolean;
  onGone(listener: () => void): () => void;
}

/**
 * Waits. Ends early when `closing` is aborted, or when the client has hung up.
 *
 * @param milliseconds how long
 * @param client without one, waiting does not keep the process running
 */
export function wait(milliseconds: number, closing: AbortSignal, client?: Client): Promise<void> {
  if (closing.aborted || client?.isGone) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      closing.removeEventListener('abort', end);
      stopListening?.();
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    // Only Node's timers can keep a process running, and only they have this method.
    if (client === undefined) (timer as { unref?: () => void }).unref?.();
    closing.addEventListener('abort', end);
    const stopListening = client?.onGone(end);
  });
}

/** Ends after other requests that have arrived had their turn. */
export function letOthersIn(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, 0));
}
