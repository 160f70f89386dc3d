/** What earlier runs measured, in a file under version control, so that a slower commit is seen. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Options } from './options.ts';
import type { ReplicaFigures } from './replicas.ts';
import type { Machine, Ratio, Verdict } from './result.ts';

/** A whole run that was kept. Only a commit can be compared later, so the work tree had no changes. */
export interface KeptRun {
  readonly commit: string;
  readonly date: string;
  readonly minutes: number;
  readonly machine: Machine;
  readonly rounds: Pick<Options, 'rounds' | 'seconds' | 'starts' | 'storedRounds' | 'verifyRounds' | 'consoleRounds'>;
  /** How many measurements there are of those that are repeated while other programs disturb them, and how many were. */
  readonly measurements: { readonly all: number; readonly disturbed: number };
  readonly skipped: readonly string[];
  readonly targets: readonly Verdict[];
  readonly peers: readonly Peer[];
  readonly replicas: readonly ReplicaFigures[];
}

/** Ours divided by those of another program, as far as it has them. */
interface Peer {
  readonly title: string;
  readonly version: string;
  readonly create?: Ratio | undefined;
  readonly refuse?: Ratio | undefined;
  readonly read?: Ratio | undefined;
  readonly start?: Ratio | undefined;
  readonly resident?: Ratio | undefined;
}

/** How far a figure may differ that was not measured in rounds. */
const NOISE = 0.1;

const FILE = 'bench/history.json';
const fileIn = (project: string) => join(project, FILE);

/** @returns the oldest run first */
export function readHistory(project: string): readonly KeptRun[] {
  return JSON.parse(readFileSync(fileIn(project), 'utf8')) as KeptRun[];
}

/** @throws Error when files other than the history differ from the last commit: the figures would belong to no commit */
export function commitToKeep(project: string): string {
  if (git(project, 'status', '--porcelain', '--', '.', `:!${FILE}`) !== '')
    throw new Error(
      '--keep: the work tree has changes, so the figures would belong to no commit. Commit or stash first.',
    );
  return git(project, 'rev-parse', '--short=12', 'HEAD');
}

/** Appends a run to the history. */
export function keep(project: string, run: KeptRun): void {
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
  for (const { targets, commit, date } of history.toReversed()) {
    const figure = targets.find((target) => target.what === what)?.measured?.median;
    if (figure !== undefined) return { figure, commit, date };
  }
  return undefined;
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
