/**
 * Creates, refused creates and reads per second. In each round every subject is measured once per scenario, in direct
 * succession and starting with another one, so that a slow phase of the machine affects all of them alike.
 */
import { load, progress, requestsFor, startSubject, type Load, type Run, type Running, type Sample } from './run.ts';
import { rotated } from './stats.ts';
import type { Scenario, Subject, SubjectName } from './subjects.ts';

export const SCENARIOS = ['create', 'refuse', 'read'] as const satisfies readonly Scenario[];

/** Samples by scenario and subject, one per round. */
export type Throughput = Record<Scenario, Partial<Record<SubjectName, Sample[]>>>;

interface Warm {
  readonly subject: Subject;
  readonly running: Running;
  /** Ids of stored use cases. */
  readonly ids: readonly string[];
}

/** When other programs used this share of a processor, a sample is not reliable. */
export const FOREIGN_LIMIT = 0.15;
const MOST_ATTEMPTS = 3;
const IDS = 100;
/** Java compiles code while it runs, which takes long on one processor. */
const FEWEST_SLICES = 5;
const MOST_SLICES = 20;
/** A subject is warm when it has not become faster by this factor for a number of slices. */
const FASTER = 1.05;
const STEADY_SLICES = 4;

export async function measureThroughput(run: Run, subjects: readonly Subject[]): Promise<Throughput> {
  const result: Throughput = { create: {}, refuse: {}, read: {} };
  const measured = subjects.filter(({ expects }) => Object.keys(expects).length > 0);
  const lasting = await warmUpAll(
    run,
    measured.filter(({ isStateless }) => isStateless),
  );
  for (let round = 0; round < run.options.rounds; round++) {
    // Subjects that store start again in each round, so that they do not end up with a million use cases.
    const fresh = await warmUpAll(
      run,
      measured.filter(({ isStateless }) => !isStateless),
    );
    for (const scenario of SCENARIOS) {
      await measureScenario(run, scenario, rotated([...fresh, ...lasting], round), result, round);
    }
    for (const { running } of fresh) await run.processes.stop(running.child);
  }
  for (const { running } of lasting) await run.processes.stop(running.child);
  return result;
}

async function warmUpAll(run: Run, subjects: readonly Subject[]): Promise<Warm[]> {
  const warm: Warm[] = [];
  for (const subject of subjects) warm.push(await warmUp(run, subject));
  return warm;
}

async function warmUp(run: Run, subject: Subject): Promise<Warm> {
  const running = await startSubject(run, subject, true);
  let ids: readonly string[] = [running.firstId];
  for (const scenario of SCENARIOS) {
    const expect = subject.expects[scenario];
    if (expect === undefined) continue;
    // Creates have warmed the code of the other scenarios already.
    const seconds = run.options.warmUpSeconds * (scenario === 'create' ? 1 : 0.5);
    const what = { requests: requestsFor(run, running, scenario, ids), expect, seconds, keepIds: IDS };
    const { ids: seen } = await load(run, running, what);
    if (scenario === 'create' && seen.length > 0) ids = seen;
    if (subject.isSlowToWarm) await untilSteady(run, running, what);
  }
  return { subject, running, ids };
}

async function untilSteady(run: Run, running: Running, what: Load): Promise<void> {
  let fastest = 0;
  let lastFaster = 0;
  for (let slice = 1; slice <= MOST_SLICES; slice++) {
    const { perSecond } = (await load(run, running, what)).sample;
    if (perSecond > fastest * FASTER) lastFaster = slice;
    fastest = Math.max(fastest, perSecond);
    progress(`warming up ${running.subject.title}: ${perSecond.toFixed(0)}/s`);
    if (slice >= FEWEST_SLICES && slice - lastFaster >= STEADY_SLICES) return;
  }
}

async function measureScenario(
  run: Run,
  scenario: Scenario,
  subjects: readonly Warm[],
  result: Throughput,
  round: number,
): Promise<void> {
  for (const { subject, running, ids } of subjects) {
    const expect = subject.expects[scenario];
    if (expect === undefined) continue;
    const requests = requestsFor(run, running, scenario, ids);
    const sample = await leastDisturbed(run, running, { requests, expect, seconds: run.options.seconds });
    (result[scenario][subject.name] ??= []).push(sample);
    progress(`round ${String(round + 1)} ${scenario.padEnd(6)} ${subject.title.padEnd(22)} ${figures(sample)}`);
  }
}

/** Measures again when other programs disturbed the sample, whatever its figures. */
export async function leastDisturbed(
  run: Run,
  running: Running,
  what: Load,
  companions: readonly number[] = [],
): Promise<Sample> {
  let best: Sample | undefined;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const { sample } = await load(run, running, what, companions);
    if (best === undefined || (sample.foreign ?? 0) < (best.foreign ?? 0)) best = sample;
    if ((best.foreign ?? 0) <= FOREIGN_LIMIT) break;
  }
  return best as Sample;
}

/** Formats a sample as one line. */
export function figures({ perSecond, p99, busy, subjectBusy, foreign }: Sample): string {
  const shares = `generator ${percent(busy)}, subject ${percent(subjectBusy)}, others ${percent(foreign)}`;
  return `${perSecond.toFixed(0).padStart(6)}/s, p99 ${p99.toFixed(2)} ms (${shares})`;
}

function percent(share: number | undefined): string {
  return share === undefined ? '?' : `${(share * 100).toFixed(0)} %`;
}
