const NO_SAMPLE = '\nnodejs_eventloop_lag_min_seconds 9223372036';

/**
 * Figures of the process for Prometheus: event loop, memory, garbage collection. What watches them is loaded when they are
 * first asked for, since it takes 50 ms and 3 MiB that a stub without Prometheus need not have.
 *
 * @returns the figures in the text format of Prometheus; those that need watching begin with the first call
 */
export function processFigures(): () => Promise<string> {
  let watching: Promise<() => Promise<string>> | undefined;
  return async () => (await (watching ??= watchProcess()))();
}

async function watchProcess(): Promise<() => Promise<string>> {
  const { collectDefaultMetrics, Counter, Registry } = await import('prom-client');
  const registry = new Registry();
  // prom-client counts from now on; what the start and the requests before took belongs to the totals.
  const { user, system } = process.cpuUsage();
  collectDefaultMetrics({ register: registry });
  const until = { user, system, '': user + system };
  for (const [kind, microseconds] of Object.entries(until)) {
    const counter = registry.getSingleMetric(`process_cpu_${kind}${kind && '_'}seconds_total`);
    if (counter instanceof Counter) counter.inc(microseconds / 1e6);
  }
  return async () => {
    const figures = await registry.metrics();
    // Without a sample since the last answer the smallest lag is 292 years, and the mean no number.
    if (!figures.includes(NO_SAMPLE)) return figures;
    return figures.replace(/^(# \w+ )?nodejs_eventloop_lag_?\w* .*\n/gm, '');
  };
}
