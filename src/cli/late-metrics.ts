import type { Metrics } from '../http/metrics.ts';

/** Metrics whose library takes 50 ms to load, a third of the time to the first answer; so it is loaded after that. */
export interface LateMetrics extends Metrics {
  /** Loads the library and catches up with what has been observed meanwhile. */
  load(): Promise<Metrics>;
}

export function lateMetrics(): LateMetrics {
  let loading: Promise<Metrics> | undefined;
  let metrics: Metrics | undefined;
  let waiting: Parameters<Metrics['observe']>[] = [];
  const load = () =>
    (loading ??= import('../http/metrics.ts').then(({ createMetrics }) => {
      metrics = createMetrics();
      for (const observation of waiting) metrics.observe(...observation);
      waiting = [];
      return metrics;
    }));
  return {
    load,
    observe(...observation) {
      if (metrics) metrics.observe(...observation);
      else waiting.push(observation);
    },
    text: async () => (await load()).text(),
  };
}
