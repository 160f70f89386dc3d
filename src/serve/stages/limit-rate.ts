import { problem, type Reply } from '../../contract/reply.ts';
import type { Organization } from '../../organizations/organizations.ts';
import type { RateLimiter } from '../../organizations/rate-limit.ts';

/** What is left of an organization's requests, as headers, and the reply when nothing is. */
export interface Rate {
  readonly headers: Readonly<Record<string, string>>;
  readonly reply: Reply | undefined;
}

/**
 * Counts a request of an organization against the rate limit. Replies say how many are left, in the fields of the
 * IETF's draft on RateLimit header fields.
 */
export function limitRate(organization: Organization | undefined, limiter: RateLimiter | undefined): Rate | undefined {
  if (limiter === undefined || organization === undefined) return undefined;
  const { requests, seconds } = limiter.limit;
  const { allowed, remaining, reset } = limiter.take(organization.id);
  const headers = {
    'ratelimit-policy': `"default";q=${requests};w=${seconds}`,
    ratelimit: `"default";r=${remaining};t=${reset}`,
  };
  const reply = allowed ? undefined : problem('rate-limited', 'Too many requests', { 'retry-after': String(reset) });
  return { headers, reply };
}
