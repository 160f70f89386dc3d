import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { withoutControls } from '../lib/plain-text.ts';

/** How a suite ended. */
export interface SuiteRun {
  /** `hung`: it was still running at the time limit, and was killed with everything that it had started. */
  readonly end: 'exited' | 'signal' | 'hung';
  /** Its exit code; for a signal 128 and the signal's number, as shells say it. */
  readonly code: number;
  readonly milliseconds: number;
  /** The last of what it printed, without what controls a terminal; empty when it was shown instead. */
  readonly output: string;
}

/** How to run a suite. */
export interface SuiteOptions {
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** Variables besides those of this process. */
  readonly environment: Readonly<Record<string, string>>;
  /** Milliseconds until it counts as hung. Default: no limit. */
  readonly timeLimit?: number;
  /** Whether its output goes to stderr of this process, in place of `SuiteRun.output`. */
  readonly isShown?: boolean;
}

/** The suite's program cannot be started. */
export class SuiteNotStarted extends Error {
  override readonly name = 'SuiteNotStarted';
}

/** Characters of the output that are kept: test runners say what failed at the end. */
const MOST_OUTPUT = 262_144;
/** Milliseconds for which the output of a suite that has ended may stay open. */
const OPEN_OUTPUT = 500;
const IS_WINDOWS = process.platform === 'win32';

/**
 * Runs a suite of tests to its end. Nothing that it starts in its process group outlives it, or this process.
 *
 * @throws SuiteNotStarted when there is no such program
 */
export function runSuite({ command, environment, timeLimit, isShown = false }: SuiteOptions): Promise<SuiteRun> {
  const [program = '', ...args] = command;
  const startedAt = performance.now();
  const child = spawn(program, args, {
    // Node's test runner marks its children; a suite is a run of its own, and prints what people read.
    env: { ...process.env, NODE_TEST_CONTEXT: undefined, ...environment },
    // Results of this process go to stdout, so what a suite prints does not.
    stdio: isShown ? ['ignore', 2, 2] : ['ignore', 'pipe', 'pipe'],
    // A process group of its own, which can be killed as a whole.
    detached: !IS_WINDOWS,
    // Node starts no .cmd file, such as npm, without one.
    shell: IS_WINDOWS,
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      chunks.push(chunk);
      if (chunks.length > 1_000) chunks.splice(0, chunks.length, chunks.join('').slice(-MOST_OUTPUT));
    });
  }
  const killAll = () => killGroup(child);
  process.once('exit', killAll);
  return new Promise<SuiteRun>((resolve, reject) => {
    let isHung = false;
    const limit =
      timeLimit === undefined
        ? undefined
        : setTimeout(() => {
            isHung = true;
            killAll();
          }, timeLimit);
    child.once('error', (error) => {
      clearTimeout(limit);
      process.off('exit', killAll);
      reject(new SuiteNotStarted(`"${program}" cannot be started: ${reasonOf(error)}`, { cause: error }));
    });
    child.once('exit', (code, signal) => {
      clearTimeout(limit);
      // What it left behind, such as a server, would hold its output open, and the next run up.
      killAll();
      process.off('exit', killAll);
      const milliseconds = performance.now() - startedAt;
      const end = isHung ? 'hung' : signal === null ? 'exited' : 'signal';
      const finish = () => {
        clearTimeout(patience);
        const output = withoutControls(chunks.join('').slice(-MOST_OUTPUT));
        resolve({ end, code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]), milliseconds, output });
      };
      const patience = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, OPEN_OUTPUT);
      child.once('close', finish);
    });
  });
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    if (IS_WINDOWS) spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
    else process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended already.
  }
}

function reasonOf(error: NodeJS.ErrnoException): string {
  return error.code === 'ENOENT' ? 'there is no such program' : error.message;
}
