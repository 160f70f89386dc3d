/** A problem with a file that the stub watches. */
export interface Notice {
  /** What the problem is with, such as the file. */
  readonly source: string;
  readonly message: string;
  /** Since when, as ISO 8601. */
  readonly at: string;
}

/** The current problems: at most one notice for each source. */
export interface Notices {
  /** Sets the problem of a source, or removes it with undefined. */
  set(source: string, message: string | undefined): void;
  /** @returns all notices, oldest first */
  list(): readonly Notice[];
  /**
   * Calls a listener after each change with all notices.
   * @returns a function that ends the subscription
   */
  subscribe(listener: (notices: readonly Notice[]) => void): () => void;
}

/**
 * Makes an empty list of notices, for a program that watches files itself.
 *
 * @param now the clock, in milliseconds since 1970
 */
// eslint-disable-next-line no-restricted-syntax -- files are edited in real time
export function createNotices(now: () => number = Date.now): Notices {
  const notices = new Map<string, Notice>();
  const listeners = new Set<(notices: readonly Notice[]) => void>();
  const list = () => [...notices.values()];
  return {
    set(source, message) {
      if (notices.get(source)?.message === message) return;
      notices.delete(source);
      if (message !== undefined) notices.set(source, { source, message, at: new Date(now()).toISOString() });
      for (const listener of [...listeners]) listener(list());
    },
    list,
    subscribe(listener) {
      // A function of its own, so that a listener can be subscribed twice.
      const own = (all: readonly Notice[]) => listener(all);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}
