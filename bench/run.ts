/** What all measurements share: the machine, the inputs, and how to start a subject and to load it. */
import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { untilSuccess } from './client.ts';
import { pathOf, requestText, API_KEY, KNOWN_ID, type Inputs } from './inputs.ts';
import type { LoadOptions, LoadResult } from './load.ts';
import type { Options } from './options.ts';
import { cpuSecondsOf, cpuSecondsOfAll, freePort, readText, type Command, type Processes } from './processes.ts';
import type { Scenario, Subject } from './subjects.ts';

export interface Run {
  readonly project: string;
  /** For files of this run only. */
  readonly directory: string;
  readonly options: Options;
  readonly inputs: Inputs;
  readonly processes: Processes;
  readonly cores: { readonly subject: number | undefined; readonly generator: number | undefined };
}

/** A subject that has answered its first create. */
export interface Running {
  readonly subject: Pick<Subject, 'title' | 'paths'>;
  readonly child: ChildProcess;
  readonly pid: number;
  readonly port: number;
  /** Milliseconds from before it was started until its first create was answered. */
  readonly startedIn: number;
  readonly firstId: string;
}

/** One measurement under load. */
export interface Sample extends Omit<LoadResult, 'unexpected' | 'ids' | 'cpuSeconds'> {
  /** Share of one processor that the subject used. */
  readonly subjectBusy: number | undefined;
  /** Processors that neither the subject nor the generator used: what others on the machine did meanwhile. */
  readonly foreign: number | undefined;
}

const CONNECTIONS = 10;

/** @param pinned whether to confine it to its processor, as for load; people start servers without that */
export async function startSubject(run: Run, subject: Subject, pinned: boolean): Promise<Running> {
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

export type Load = Omit<LoadOptions, 'port' | 'connections'>;

/**
 * Runs the generator against a subject. Any reply that is not as expected fails the bench.
 * @param companions processes of ours that work beside the generator
 */
export async function load(
  run: Run,
  running: Running,
  what: Load,
  companions: readonly number[] = [],
): Promise<{ sample: Sample; ids: readonly string[] }> {
  const options: LoadOptions = { ...what, port: running.port, connections: CONNECTIONS };
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
  // The generator's own start is no business of others either; it takes about as long as the rest of `seconds`.
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

async function generate(run: Run, options: LoadOptions): Promise<LoadResult> {
  const script = join(run.project, 'bench', 'load.ts');
  const command: Command = { file: process.execPath, args: [script, JSON.stringify(options)] };
  return JSON.parse(await run.processes.output(command, run.cores.generator)) as LoadResult;
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

/** Says on stderr how far the bench is. */
export function progress(text: string): void {
  console.error(text);
}
