/** What may make waiting pointless. */
interface Waiter {
  readonly isGone: boolean;
  onGone(listener: () => void): () => void;
}

/**
 * Waits. Ends early when `closing` is aborted, or the one who waits is gone.
 *
 * @param milliseconds how long
 */
export function wait(milliseconds: number, closing: AbortSignal, waiter: Waiter): Promise<void> {
  if (closing.aborted || waiter.isGone) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      closing.removeEventListener('abort', end);
      ignore();
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    closing.addEventListener('abort', end);
    const ignore = waiter.onGone(end);
  });
}
