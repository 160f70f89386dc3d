/** So many requests in so many seconds. */
export interface RateLimit {
  readonly requests: number;
  readonly seconds: number;
}

const MOST_REQUESTS = 1_000_000_000;
/** Thirty days. */
const LONGEST_WINDOW = 2_592_000;

/** What a rate limit must be, in words. */
export const RATE_LIMIT_BOUNDS = `at most ${MOST_REQUESTS} requests in 1 to ${LONGEST_WINDOW} seconds`;

/** Whether something is a rate limit that can be kept to, and told in headers. */
export function isRateLimit(value: unknown): value is RateLimit {
  const { requests, seconds } = (value ?? {}) as Partial<Record<keyof RateLimit, unknown>>;
  return isWithin(requests, 0, MOST_REQUESTS) && isWithin(seconds, 1, LONGEST_WINDOW);
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
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
  /** Frees the memory that an organization takes. */
  forget(organizationId: string): void;
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
    forget: (organizationId) => void windows.delete(organizationId),
  };
}

/** Windows are in the order of their beginning, hence of their end. */
function forgetPast(windows: Map<string, { endsAt: number }>, time: number): void {
  for (const [organizationId, { endsAt }] of windows) {
    if (endsAt > time) return;
    windows.delete(organizationId);
  }
}
