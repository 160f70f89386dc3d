import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { Reply } from '../use-cases/reply.ts';
import type { Exchange } from './exchange.ts';
import { verdictOf } from './record.ts';

/** Figures about requests, for Prometheus. */
export interface Metrics {
  /** @param milliseconds from the first byte to the reply */
  observe(exchange: Exchange, reply: Reply, milliseconds: number): void;
  /** All figures, in the text format of Prometheus. */
  text(): Promise<string>;
}

/** Seconds. Most answers take less than a millisecond; planned delays take up to a minute. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10, 60];

/**
 * Keeps figures about requests, and about the process: event loop, memory, garbage collection. Nothing in them tells
 * organizations apart.
 */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'use_case_stub_request_duration_seconds',
    help: 'Time from the first byte of a request to its reply.',
    labelNames: ['operation', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  });
  const verdicts = new Counter({
    name: 'use_case_stub_requests_total',
    help: 'Requests by what came of them.',
    labelNames: ['operation', 'verdict', 'error'],
    registers: [registry],
  });
  const warnings = new Counter({
    name: 'use_case_stub_warnings_total',
    help: 'Warnings by rule.',
    labelNames: ['rule'],
    registers: [registry],
  });
  return {
    observe({ operation, warnings: found }, reply, milliseconds) {
      const name = operation?.operationId ?? 'none';
      duration.observe({ operation: name, status: reply.status }, milliseconds / 1_000);
      verdicts.inc({ operation: name, verdict: verdictOf(reply), error: reply.error ?? '' });
      for (const { rule } of found) warnings.inc({ rule });
    },
    text: () => registry.metrics(),
  };
}
