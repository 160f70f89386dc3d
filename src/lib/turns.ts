/**
 * Long pieces of work, one for each turn of the event loop, so that a short request waits for one of them at most. The
 * owners of waiting work come in turn: one API key that sends much does not hold up another one that sends little.
 */
export interface Turns {
  /** Waits until one more piece of an owner's work may be done. It must not take long itself. */
  next(owner: string): Promise<void>;
  /** Remembers that an owner's work has just been long, so that its next requests wait for their turns. */
  markLong(owner: string): void;
  /** Whether an owner's work has lately been long. */
  isLong(owner: string): boolean;
}

/** For how many milliseconds an owner's work counts as long. */
const REMEMBERED = 5_000;
/** How many such owners are remembered. */
const MOST_REMEMBERED = 1_000;

/** @param now a clock in milliseconds */
export function createTurns(now: () => number): Turns {
  const waiting = new Map<string, (() => void)[]>();
  const longUntil = new Map<string, number>();

  function run(): void {
    const [first] = waiting;
    if (first === undefined) return;
    const [owner, queue] = first;
    waiting.delete(owner);
    queue.shift()?.();
    // Behind all others.
    if (queue.length > 0) waiting.set(owner, queue);
    if (waiting.size > 0) afterOthers(run);
  }

  return {
    next(owner) {
      return new Promise((resolve) => {
        if (waiting.size === 0) afterOthers(run);
        const queue = waiting.get(owner);
        if (queue === undefined) waiting.set(owner, [resolve]);
        else queue.push(resolve);
      });
    },
    markLong(owner) {
      if (longUntil.size >= MOST_REMEMBERED) longUntil.clear();
      longUntil.set(owner, now() + REMEMBERED);
    },
    isLong(owner) {
      if (longUntil.size === 0) return false;
      const until = longUntil.get(owner);
      if (until === undefined || until >= now()) return until !== undefined;
      longUntil.delete(owner);
      return false;
    },
  };
}

/** Calls back once other requests that have arrived had their turn. Where there is no Node, timers do that. */
function afterOthers(callback: () => void): void {
  const { setImmediate } = globalThis as { setImmediate?: (callback: () => void) => void };

  if (setImmediate === undefined) setTimeout(callback, 0);
  else setImmediate(callback);
}
