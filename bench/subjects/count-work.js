/**
 * Loaded into a stub before its command line (`node --import`): tells the parent process, over IPC, how many bytes were
 * allocated and how many calls of functions were made so far, those of Node itself not among them.
 */
import { Session } from 'node:inspector';
import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';

const session = new Session();
session.connect();
let collections = 0;
new PerformanceObserver((list) => void (collections += list.getEntries().length)).observe({ entryTypes: ['gc'] });

const answers = {
  // As long as no garbage is collected, what is in use only grows, and by exactly what is allocated.
  bytes: () => ({
    bytes: getHeapStatistics().used_heap_size + process.memoryUsage().arrayBuffers,
    collections,
  }),
  /** Begins to count calls, which makes the process slower. */
  'count calls': () => {
    call('Profiler.enable');
    call('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    return null;
  },
  /** Calls since the last question. */
  calls: () => {
    let calls = 0;
    for (const { url, functions } of call('Profiler.takePreciseCoverage').result) {
      if (!url.startsWith('file:') || url === import.meta.url) continue;
      for (const { ranges } of functions) calls += ranges[0].count;
    }
    return calls;
  },
};

/** Asks the inspector, which answers within the call. */
function call(method, parameters) {
  let answer;
  session.post(method, parameters, (error, result) => {
    if (error) throw new Error(`${method}: ${error.message}`);
    answer = result;
  });
  return answer;
}

process.on('message', (question) => process.send(answers[question]()));
process.channel.unref();
