import type { RateLimiter } from '../../organizations/rate-limit.ts';
import { problem, type Reply } from '../../contract/reply.ts';
import type { Exchange } from '../exchange.ts';

/**
 * Third stage: lets an organization send so many requests in so much time. Replies say how many are left, in the
 * fields of the IETF's draft on RateLimit header fields.
 */
export function limitRate(exchange: Exchange, limiter: RateLimiter | undefined): Reply | undefined {
  const { organization } = exchange;
  if (limiter === undefined || organization === undefined) return undefined;
  const { requests, seconds } = limiter.limit;
  const { allowed, remaining, reset } = limiter.take(organization.id);
  exchange.rateHeaders = {
    'ratelimit-policy': `"default";q=${requests};w=${seconds}`,
    ratelimit: `"default";r=${remaining};t=${reset}`,
  };
  return allowed ? undefined : problem('rate-limited', 'Too many requests', { 'retry-after': String(reset) });
}
