/** Lists of 12 and of 1,000 use cases, of the stub and of bare Express with the same bodies. */
import { pathOf, requestText } from './inputs.ts';
import { load, progress, requestsFor, startSubject, type Run, type Running, type Sample } from './run.ts';
import { rotated } from './stats.ts';
import { chooseSubjects, type Subject } from './subjects.ts';
import { figures, leastDisturbed } from './throughput.ts';

export const LENGTHS = [12, 1_000] as const;
type Length = (typeof LENGTHS)[number];
type Side = 'ours' | 'express';

/** Samples by length and subject, one per round. */
export type Lists = Record<Length, Record<Side, Sample[]>>;

export async function measureLists(run: Run): Promise<Lists> {
  const result: Lists = { 12: { ours: [], express: [] }, 1000: { ours: [], express: [] } };
  const { subjects } = chooseSubjects(run.project, run.inputs, ['ours', 'express']);
  for (const length of LENGTHS) {
    const started: { readonly side: Side; readonly running: Running }[] = [];
    for (const subject of subjects)
      started.push({ side: subject.name as Side, running: await filled(run, subject, length) });
    for (let round = 0; round < run.options.rounds; round++) {
      for (const { side, running } of rotated(started, round)) {
        const requests = [requestText('GET', pathOf('api'))];
        const sample = await leastDisturbed(run, running, { requests, expect: 200, seconds: run.options.seconds });
        result[length][side].push(sample);
        progress(
          `list ${String(round + 1)} of ${String(length)} ${running.subject.title.padEnd(20)} ${figures(sample)}`,
        );
      }
    }
    for (const { running } of started) await run.processes.stop(running.child);
  }
  return result;
}

/** A warm subject with as many use cases. */
async function filled(run: Run, subject: Subject, length: Length): Promise<Running> {
  const environment = { USE_CASE_STUB_SEED_COUNT: '0' };
  const running = await startSubject(
    run,
    { ...subject, command: (port) => ({ ...subject.command(port), environment }) },
    true,
  );
  // The first one was created when it started.
  const creates = requestsFor(run, running, 'create', []);
  await load(run, running, { requests: creates, expect: 200, count: length - 1 });
  const lists = [requestText('GET', pathOf('api'))];
  await load(run, running, { requests: lists, expect: 200, seconds: run.options.warmUpSeconds });
  return running;
}
