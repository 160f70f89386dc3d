/** Processes that run beside the generator until they are stopped, and then report. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Run } from './run.ts';

export interface Companion<Report> {
  readonly pid: number;
  stop(): Promise<Report>;
}

/**
 * Starts a companion and waits until it is running.
 *
 * @param script a file of this directory that calls `onStop` and `reportRunning`
 */
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

/** In the companion: sends the result of `report` and ends when it is stopped, or when the bench has ended. */
export function onStop(report: () => unknown): void {
  process.once('disconnect', () => process.exit());
  process.once('message', () => {
    // Connections that are still open are no longer needed.
    process.send?.(report(), () => process.exit());
  });
}

/** In the companion: tells the bench that it is running. */
export function reportRunning(): void {
  process.send?.('running');
}
