/** What all measurements share: machine, inputs, starting a subject and putting it under load. */
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { untilSuccess } from './client.ts';
import { pathOf, requestText, API_KEY, KNOWN_ID, type Inputs } from './inputs.ts';
import type { LoadOptions, LoadResult } from './load.ts';
import type { Options } from './options.ts';
import { cpuSecondsOf, cpuSecondsOfAll, freePort, readText, type Command, type Processes } from './processes.ts';
import type { Scenario, Subject } from './subjects.ts';

export interface Run {
  readonly project: string;
  /** Directory for the files of this run. */
  readonly directory: string;
  readonly options: Options;
  readonly inputs: Inputs;
  readonly processes: Processes;
  readonly cores: { readonly subject: number | undefined; readonly generator: number | undefined };
}

/** A subject that has replied to its first create. */
export interface Running {
  readonly subject: Pick<Subject, 'title' | 'paths'>;
  readonly child: ChildProcess;
  readonly pid: number;
  readonly port: number;
  /** Milliseconds from spawning the process to the reply to its first create. */
  readonly startedIn: number;
  readonly firstId: string;
}

/** One measurement under load. */
export interface Sample extends Omit<LoadResult, 'unexpected' | 'ids' | 'cpuSeconds'> {
  /** Share of one processor that the subject used. */
  readonly subjectBusy: number | undefined;
  /** Processors that other programs used during the measurement. */
  readonly foreign: number | undefined;
}

const CONNECTIONS = 10;

/** What is started: a subject, or a stub that is used in another way. Its log has its name. */
type Started = Pick<Subject, 'title' | 'paths' | 'command'> & { readonly name: string };

/** @param pinned whether to confine the subject to its processor, as for load */
export async function startSubject(run: Run, subject: Started, pinned: boolean): Promise<Running> {
  const port = await freePort();
  const request = createRequest(run.inputs, subject);
  const log = openLog(run, subject.name);
  const before = performance.now();
  const child = run.processes.start(subject.command(port), {
    core: pinned ? run.cores.subject : undefined,
    stdio: ['ignore', 'ignore', log],
  });
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  try {
    const hasEnded = () => failure !== undefined || child.exitCode !== null || child.signalCode !== null;
    const reply = await untilSuccess(port, request, hasEnded);
    const startedIn = performance.now() - before;
    const firstId = /"id": *"([^"]+)"/.exec(reply.body)?.[1] ?? KNOWN_ID;
    return { subject, child, pid: child.pid as number, port, startedIn, firstId };
  } catch (error) {
    const words = readText(logFile(run, subject.name))?.trim().slice(-1500);
    throw new Error(
      `${subject.title}: ${(error as Error).message}${failure ? `: ${failure.message}` : ''}\n${words ?? ''}`,
      { cause: error },
    );
  } finally {
    closeSync(log);
  }
}

export function createRequest(inputs: Inputs, subject: Pick<Subject, 'paths'>, key = API_KEY): string {
  return requestText('POST', pathOf(subject.paths), inputs.validBody, key);
}

/** @param ids of the use cases to read */
export function requestsFor(
  run: Run,
  running: Running,
  scenario: Scenario,
  ids: readonly string[],
  key = API_KEY,
): string[] {
  const { paths } = running.subject;
  switch (scenario) {
    case 'create':
      return [createRequest(run.inputs, running.subject, key)];
    case 'refuse':
      return [requestText('POST', pathOf(paths), run.inputs.invalidBody, key)];
    case 'read':
      return ids.map((id) => requestText('GET', pathOf(paths, id), undefined, key));
  }
}

export type Load = Omit<LoadOptions, 'port' | 'connections'> & Partial<Pick<LoadOptions, 'connections'>>;

/**
 * Runs the generator against a subject. An unexpected reply fails the bench.
 * @param companions process ids of the bench's processes that run beside the generator
 */
export async function load(
  run: Run,
  running: Running,
  what: Load,
  companions: readonly number[] = [],
): Promise<{ sample: Sample; ids: readonly string[] }> {
  const options: LoadOptions = { connections: CONNECTIONS, ...what, port: running.port };
  const companionsBefore = cpuSecondsOfEach(companions);
  const allBefore = cpuSecondsOfAll();
  const before = cpuSecondsOf(running.pid);
  const startedAt = performance.now();
  const result = await generate(run, options);
  const seconds = (performance.now() - startedAt) / 1000;
  const all = difference(cpuSecondsOfAll(), allBefore);
  const own = difference(cpuSecondsOf(running.pid), before);
  const beside = cpuSecondsOfEach(companions) - companionsBefore;
  const { unexpected, ids, cpuSeconds, ...figures } = result;
  if (Object.keys(unexpected).length > 0) {
    throw new Error(`${running.subject.title} did not answer ${String(what.expect)}: ${JSON.stringify(unexpected)}`);
  }
  // The generator's start must not count as other programs' work; it takes about as long as the rest of `seconds`.
  const generator = cpuSeconds + Math.max(0, seconds - result.seconds);
  return {
    sample: {
      ...figures,
      subjectBusy: own === undefined ? undefined : own / result.seconds,
      foreign:
        all === undefined || own === undefined ? undefined : Math.max(0, all - own - generator - beside) / seconds,
    },
    ids,
  };
}

/** Runs the generator in a process of its own. */
export async function generate(run: Run, options: LoadOptions): Promise<LoadResult> {
  const script = join(run.project, 'bench', 'load.ts');
  // A body of 1 MB is too long for an argument.
  const file = join(run.directory, `load-${randomUUID()}.json`);
  writeFileSync(file, JSON.stringify(options));
  const command: Command = { file: process.execPath, args: [script, file] };
  try {
    return JSON.parse(await run.processes.output(command, run.cores.generator)) as LoadResult;
  } finally {
    rmSync(file);
  }
}

function cpuSecondsOfEach(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (cpuSecondsOf(pid) ?? 0), 0);
}

function difference(after: number | undefined, before: number | undefined): number | undefined {
  return after === undefined || before === undefined ? undefined : after - before;
}

function openLog(run: Run, name: string): number {
  mkdirSync(run.directory, { recursive: true });
  return openSync(logFile(run, name), 'w');
}

function logFile(run: Run, name: string): string {
  return join(run.directory, `${name}.log`);
}

/** Reports progress on stderr. */
export function progress(text: string): void {
  console.error(text);
}
