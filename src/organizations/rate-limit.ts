/** How many requests an organization may send in a window of how many seconds. */
export interface RateLimit {
  readonly requests: number;
  readonly seconds: number;
}

const MOST_REQUESTS = 1_000_000_000;
/** Seconds: thirty days. */
const LONGEST_WINDOW = 2_592_000;

/** The bounds of a rate limit, for error messages. */
export const RATE_LIMIT_BOUNDS = `at most ${MOST_REQUESTS} requests in 1 to ${LONGEST_WINDOW} seconds`;

/** Whether a value is a rate limit within the bounds. */
export function isRateLimit(value: unknown): value is RateLimit {
  const { requests, seconds } = (value ?? {}) as Partial<Record<keyof RateLimit, unknown>>;
  return isWithin(requests, 0, MOST_REQUESTS) && isWithin(seconds, 1, LONGEST_WINDOW);
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, sec: 1, min: 60, h: 3_600, hour: 3_600 };

/** Reads `100/min`, also `100/s`, `100/h` and `100/15min`. @returns undefined when the text is not a rate limit */
export function parseRateLimit(text: string): RateLimit | undefined {
  const [, requests, count = '', unit = ''] = /^(\d+)\/(\d*)(s|sec|min|h|hour)$/.exec(text) ?? [];
  const limit = { requests: Number(requests), seconds: Number(count || '1') * (SECONDS[unit] ?? 0) };
  return isRateLimit(limit) ? limit : undefined;
}

/** The result of counting a request. */
export interface RateVerdict {
  readonly allowed: boolean;
  /** How many requests are left in this window. */
  readonly remaining: number;
  /** Seconds until the window ends, rounded up. */
  readonly reset: number;
}

/** Counts the requests of organizations. */
export interface RateLimiter {
  readonly limit: RateLimit;
  /** Counts a request of an organization. */
  take(organizationId: string): RateVerdict;
  /** Begins a new window with the next request of an organization, or of each. */
  forget(organizationId?: string): void;
}

/**
 * Counts in fixed windows: a window starts with an organization's first request and ends `seconds` later, whatever
 * happens in between, so that `reset` is exact. Each process counts for itself.
 *
 * @param now a clock in milliseconds that only counts up
 */
export function createRateLimiter(limit: RateLimit, now: () => number): RateLimiter {
  const windows = new Map<string, { endsAt: number; used: number }>();
  return {
    limit,
    take(organizationId) {
      const time = now();
      let window = windows.get(organizationId);
      if (window === undefined || window.endsAt <= time) {
        deleteEnded(windows, time);
        window = { endsAt: time + limit.seconds * 1_000, used: 0 };
        windows.set(organizationId, window);
      }
      const allowed = window.used < limit.requests;
      if (allowed) window.used++;
      // A sum of fractions may come out larger than its parts: 60.000000000001 s would be told as 61.
      const reset = Math.min(limit.seconds, Math.ceil((window.endsAt - time) / 1_000));
      return { allowed, remaining: limit.requests - window.used, reset };
    },
    forget(organizationId) {
      if (organizationId === undefined) windows.clear();
      else windows.delete(organizationId);
    },
  };
}

/** The map is in the order of the windows' starts, and therefore of their ends. */
function deleteEnded(windows: Map<string, { endsAt: number }>, time: number): void {
  for (const [organizationId, { endsAt }] of windows) {
    if (endsAt > time) return;
    windows.delete(organizationId);
  }
}
