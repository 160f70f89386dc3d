/** So many requests in so many seconds. */
export interface RateLimit {
  readonly requests: number;
  readonly seconds: number;
}

/** What is left of an organization's requests. */
export interface RateVerdict {
  readonly allowed: boolean;
  readonly remaining: number;
  /** Seconds until there are more, rounded up. */
  readonly reset: number;
}

/** Counts the requests of organizations. */
export interface RateLimiter {
  readonly limit: RateLimit;
  take(organizationId: string): RateVerdict;
}

/**
 * An organization's window begins with its first request and ends some seconds later, whatever came in between; so a
 * client can tell from `reset` when to come back. Each process counts for itself.
 *
 * @param now a clock, in milliseconds
 */
export function createRateLimiter(limit: RateLimit, now: () => number): RateLimiter {
  const windows = new Map<string, { endsAt: number; used: number }>();
  return {
    limit,
    take(organizationId) {
      const time = now();
      let window = windows.get(organizationId);
      if (window === undefined || window.endsAt <= time) {
        forgetPast(windows, time);
        window = { endsAt: time + limit.seconds * 1_000, used: 0 };
        windows.set(organizationId, window);
      }
      const allowed = window.used < limit.requests;
      if (allowed) window.used++;
      const reset = Math.ceil((window.endsAt - time) / 1_000);
      return { allowed, remaining: limit.requests - window.used, reset };
    },
  };
}

/** Windows are in the order of their beginning, hence of their end. */
function forgetPast(windows: Map<string, { endsAt: number }>, time: number): void {
  for (const [organizationId, { endsAt }] of windows) {
    if (endsAt > time) return;
    windows.delete(organizationId);
  }
}
