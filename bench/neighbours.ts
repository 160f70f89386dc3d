/** How long other clients wait while one client of another organization sends what is expensive to answer. */
import { setTimeout as sleep } from 'node:timers/promises';
import { pathOf, requestText } from './inputs.ts';
import { generate, load, progress, requestsFor, startSubject, type Run, type Running } from './run.ts';
import { chooseSubjects, type Subject } from './subjects.ts';

export const BURDENS = ['1 MB bodies', '1,000 items', 'lists of 10,000'] as const;
type Burden = (typeof BURDENS)[number];

/** Milliseconds of creates, one figure per round. */
export interface Waits {
  /** The median while no other client sends. */
  readonly alone: number[];
  /** The slowest percent meanwhile. */
  readonly beside: number[];
}
export type Neighbours = Record<Burden, Waits>;

const OTHER_KEY = 'bench-neighbour';
const STORED = 10_000;
/** The burden begins so long before the measurement, since its process has to start, and ends as long after it. */
const MARGIN_SECONDS = 0.7;

export async function measureNeighbours(run: Run): Promise<Neighbours> {
  const waits = (): Waits => ({ alone: [], beside: [] });
  const result: Neighbours = { '1 MB bodies': waits(), '1,000 items': waits(), 'lists of 10,000': waits() };
  const [ours] = chooseSubjects(run.project, run.inputs, ['ours']).subjects as [Subject];
  for (let round = 0; round < run.options.rounds; round++) {
    const running = await startSubject(run, ours, true);
    const creates = { requests: requestsFor(run, running, 'create', []), expect: 200, seconds: run.options.seconds };
    await load(run, running, { ...creates, seconds: run.options.warmUpSeconds });
    const filling = requestsFor(run, running, 'create', [], OTHER_KEY);
    await load(run, running, { requests: filling, expect: 200, count: STORED });
    for (const burden of BURDENS) {
      const alone = (await load(run, running, creates)).sample.p50;
      const heavy = burdenOf(run, running, burden);
      const measured = sleep(MARGIN_SECONDS * 1000).then(() => load(run, running, creates));
      const [{ sample }] = await Promise.all([measured, heavy]);
      result[burden].alone.push(alone);
      result[burden].beside.push(sample.p99);
      const facts = `median ${alone.toFixed(2)} ms alone, p99 ${sample.p99.toFixed(2)} ms beside ${burden}`;
      progress(`neighbours ${String(round + 1)}: ${facts}`);
    }
    await run.processes.stop(running.child);
  }
  return result;
}

/** Keeps one connection busy. Bodies are refused, so that the store does not fill up: they are read all the same. */
async function burdenOf(run: Run, running: Running, burden: Burden): Promise<void> {
  const request = {
    '1 MB bodies': () => refused({ generic_after_hours_message: 'x'.repeat(1_000_000) }),
    '1,000 items': () =>
      refused({ extract_with_ai: Array.from({ length: 1_000 }, (_, index) => ({ name: `item ${String(index)}` })) }),
    'lists of 10,000': () => requestText('GET', pathOf('api'), undefined, OTHER_KEY),
  }[burden]();
  const { unexpected } = await generate(run, {
    port: running.port,
    connections: 1,
    requests: [request],
    expect: burden === 'lists of 10,000' ? 200 : 400,
    seconds: run.options.seconds + 2 * MARGIN_SECONDS,
  });
  if (Object.keys(unexpected).length > 0)
    throw new Error(`${burden}: the stub did not answer as expected: ${JSON.stringify(unexpected)}`);
}

function refused(fields: object): string {
  return requestText('POST', pathOf('api'), JSON.stringify({ language: 'nl-NL', ...fields }), OTHER_KEY);
}
