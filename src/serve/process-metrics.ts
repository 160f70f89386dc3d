import { collectDefaultMetrics, Registry } from 'prom-client';

/** Begins to watch the process: event loop, memory, garbage collection. @returns the figures, for Prometheus */
export function watchProcess(): () => Promise<string> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return () => registry.metrics();
}
