/** What earlier runs measured, in a file under version control, so that a slower commit is seen. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result, Verdict } from './result.ts';

/** A run that was kept. Only a commit can be compared later, so the work tree had no changes. */
export interface KeptRun {
  readonly commit: string;
  readonly date: string;
  readonly node: string;
  readonly processor: string;
  /** What was measured, by the name of its target. */
  readonly figures: Readonly<Record<string, number>>;
}

/** How far a figure may differ that was not measured in rounds. */
const NOISE = 0.1;

const FILE = 'bench/history.json';
const fileIn = (project: string) => join(project, FILE);

export function readHistory(project: string): readonly KeptRun[] {
  const file = fileIn(project);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as KeptRun[]) : [];
}

/** @throws Error when files other than the history differ from the last commit: the figures would belong to no commit */
export function commitToKeep(project: string): string {
  if (git(project, 'status', '--porcelain', '--', '.', `:!${FILE}`) !== '')
    throw new Error(
      '--keep: the work tree has changes, so the figures would belong to no commit. Commit or stash first.',
    );
  return git(project, 'rev-parse', '--short=12', 'HEAD');
}

export function keep(
  project: string,
  commit: string,
  { takenAt, machine }: Result,
  verdicts: readonly Verdict[],
): void {
  const figures: Record<string, number> = {};
  for (const { what, measured } of verdicts)
    if (measured !== undefined) figures[what] = Number(measured.median.toFixed(3));
  const run: KeptRun = {
    commit,
    date: takenAt.slice(0, 10),
    node: machine.node,
    processor: machine.processor,
    figures,
  };
  writeFileSync(fileIn(project), `${JSON.stringify([...readHistory(project), run], null, 2)}\n`);
}

/** A figure of an earlier run. */
export interface Earlier {
  readonly figure: number;
  readonly commit: string;
  readonly date: string;
}

/** @returns the figure of the last kept run that measured it */
export function lastOf({ what }: Verdict, history: readonly KeptRun[]): Earlier | undefined {
  const run = history.findLast(({ figures }) => figures[what] !== undefined);
  return run && { figure: run.figures[what] as number, commit: run.commit, date: run.date };
}

/** Whether the earlier figure is better than that of every round of this run. */
export function wasBetter({ measured, isAtLeast }: Verdict, { figure }: Earlier): boolean {
  if (measured === undefined) return false;
  const { median, lowest, highest } = measured;
  const isMeasuredInRounds = lowest < highest;
  return isAtLeast
    ? figure > (isMeasuredInRounds ? highest : median * (1 + NOISE))
    : figure < (isMeasuredInRounds ? lowest : median * (1 - NOISE));
}

function git(project: string, ...args: string[]): string {
  const { status, stdout } = spawnSync('git', args, { cwd: project, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')} failed; --keep needs a clone`);
  return stdout.trim();
}
