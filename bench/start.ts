/** Measures the time from spawning a process to its first reply, and its memory then. */
import { setTimeout as sleep } from 'node:timers/promises';
import { residentMemory } from './processes.ts';
import { progress, startSubject, type Run } from './run.ts';
import { rotated } from './stats.ts';
import type { Subject, SubjectName } from './subjects.ts';

export interface StartSample {
  readonly milliseconds: number;
  /** MiB; `undefined` where the system does not tell. */
  readonly resident: number | undefined;
}

/** Samples by subject, one per start. */
export type Starts = Partial<Record<SubjectName, StartSample[]>>;

/** Time for the work that a process does right after its first reply, before its memory is read. */
const SETTLE_MILLISECONDS = 100;

export async function measureStarts(run: Run, subjects: readonly Subject[]): Promise<Starts> {
  const result: Starts = {};
  const started = subjects.filter(({ isStarted }) => isStarted);
  // The first start of each reads its files from the disk, later ones from memory; it does not count.
  for (let round = -1; round < run.options.starts; round++) {
    for (const subject of rotated(started, round + 1)) {
      if (subject.isSlowToWarm && round >= run.options.starts / 2) continue;
      const sample = await startOnce(run, subject);
      if (round < 0) continue;
      (result[subject.name] ??= []).push(sample);
      progress(`start ${String(round + 1)} ${subject.title.padEnd(26)} ${sample.milliseconds.toFixed(0)} ms`);
    }
  }
  return result;
}

async function startOnce(run: Run, subject: Subject): Promise<StartSample> {
  const running = await startSubject(run, subject, false);
  await sleep(SETTLE_MILLISECONDS);
  const resident = residentMemory(running.pid);
  await run.processes.stop(running.child);
  return { milliseconds: running.startedIn, resident };
}
