/** Processes that work beside the generator until they are told to stop, and then say what they did. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Run } from './run.ts';

export interface Companion<Report> {
  readonly pid: number;
  stop(): Promise<Report>;
}

/** @param script in this directory; says that it has begun, and on any message answers its report and ends */
export async function startCompanion<Report>(run: Run, script: string, options: object): Promise<Companion<Report>> {
  const child = run.processes.start(
    { file: process.execPath, args: [join(run.project, 'bench', script), JSON.stringify(options)] },
    { core: run.cores.generator, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  await messageOf(child, script);
  return {
    pid: child.pid as number,
    stop: async () => {
      const report = messageOf(child, script);
      child.send('stop');
      return (await report) as Report;
    },
  };
}

function messageOf(child: ChildProcess, script: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const end = () => reject(new Error(`${script} ended before its time`));
    child.once('exit', end);
    child.once('error', reject);
    child.once('message', (message) => {
      child.removeListener('exit', end);
      resolve(message);
    });
  });
}

/** The companion's side: answers what `report` gives when it is told to stop, and ends; also when the bench has ended. */
export function onStop(report: () => unknown): void {
  process.once('disconnect', () => process.exit());
  process.once('message', () => {
    // What is still open by now is of no more use to anybody.
    process.send?.(report(), () => process.exit());
  });
}

/** The companion's side: what it measures with is under way. */
export function sayBegun(): void {
  process.send?.('begun');
}
