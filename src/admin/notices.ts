/** Something that is wrong with a file that the stub follows. */
export interface Notice {
  /** What it is about, such as the file. */
  readonly source: string;
  readonly message: string;
  /** Since when, in ISO 8601. */
  readonly at: string;
}

/** What is wrong just now: one notice for each source at most. */
export interface Notices {
  /** Says what is wrong with a source, or with undefined that nothing is any more. */
  set(source: string, message: string | undefined): void;
  /** The oldest first. */
  list(): readonly Notice[];
  /**
   * Calls a listener after each change with all there are.
   * @returns what ends that
   */
  subscribe(listener: (notices: readonly Notice[]) => void): () => void;
}

/** @param now milliseconds since 1970 */
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
      // Two subscriptions of one function are two.
      const own = (all: readonly Notice[]) => listener(all);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}
