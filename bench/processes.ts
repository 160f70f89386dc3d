/** Starts the processes of the bench, and stops them when the bench ends. */
import { spawn, spawnSync, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Where it runs. Default: where the bench does. */
  readonly directory?: string;
}

export interface StartOptions {
  /** The processor that it is confined to, where the system can do that. */
  readonly core?: number | undefined;
  readonly stdio?: StdioOptions;
}

/** Switches off usage reports and update checks; see subjects.ts. */
const QUIET = {
  DO_NOT_TRACK: '1',
  SCARF_ANALYTICS: 'false',
  NO_UPDATE_NOTIFIER: '1',
  NO_COLOR: '1',
  PACT_DO_NOT_TRACK: 'true',
  SPECMATIC_DISABLE_TELEMETRY: 'true',
};
/** These variables would change how a subject runs, so they are not inherited. */
const UNWANTED = ['NODE_OPTIONS', 'NODE_ENV', 'MOCKOON_CLOUD_TOKEN', 'JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS'];

const PATIENCE_MILLISECONDS = 2_000;

export class Processes {
  readonly #running = new Set<ChildProcess>();

  constructor() {
    process.once('exit', () => this.killAll());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => process.exit(signal === 'SIGINT' ? 130 : 143));
    }
  }

  start({ file, args, environment, directory }: Command, { core, stdio = 'ignore' }: StartOptions = {}): ChildProcess {
    // taskset is replaced by the program that it starts, so the process id is the program's.
    const [program, ...rest] = core === undefined ? [file, ...args] : ['taskset', '-c', String(core), file, ...args];
    const child = spawn(program, rest, { stdio, cwd: directory, env: { ...quietEnvironment(), ...environment } });
    this.#running.add(child);
    child.once('exit', () => this.#running.delete(child));
    child.once('error', () => this.#running.delete(child));
    return child;
  }

  /** Runs a command to its end. @returns what it printed */
  async output(command: Command, core: number | undefined): Promise<string> {
    const child = this.start(command, { core, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    if (code !== 0) throw new Error(`${command.args[0] ?? command.file} ended with ${String(code ?? signal)}`);
    return text;
  }

  /** Stops a process like Ctrl-C: Node only stores compiled code for the next start after a regular end. */
  async stop(child: ChildProcess): Promise<void> {
    if (!this.#running.has(child)) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MILLISECONDS);
    await exited;
    clearTimeout(impatience);
  }

  killAll(): void {
    for (const child of this.#running) child.kill('SIGKILL');
  }
}

function quietEnvironment(): NodeJS.ProcessEnv {
  const environment = { ...process.env, ...QUIET };
  for (const name of UNWANTED) delete (environment as NodeJS.ProcessEnv)[name];
  return environment;
}

export function canRun(file: string, args: readonly string[]): boolean {
  return spawnSync(file, args, { stdio: 'ignore' }).status === 0;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port to be had');
  return address.port;
}

/** One processor for the subject and another for the generator; nothing where there are too few, or no taskset. */
export function assignCores(): { readonly subject: number | undefined; readonly generator: number | undefined } {
  const [subject, generator] = allowedCores();
  if (subject === undefined || generator === undefined || !canRun('taskset', ['--version'])) {
    return { subject: undefined, generator: undefined };
  }
  return { subject, generator };
}

function allowedCores(): number[] {
  const list = /^Cpus_allowed_list:\s*(.+)$/m.exec(readText('/proc/self/status') ?? '')?.[1] ?? '';
  return list.split(',').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number);
    if (first === undefined || last === undefined || !Number.isInteger(first)) return [];
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/** Resident memory in MiB; `undefined` where the system does not tell. */
export function residentMemory(pid: number): number | undefined {
  const kibibytes = /^VmRSS:\s*(\d+) kB$/m.exec(readText(`/proc/${String(pid)}/status`) ?? '')?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
}

/** Linux reports processor time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

export function cpuSecondsOf(pid: number): number | undefined {
  return statOf(pid)?.own;
}

/** @returns seconds of a process and its children, those included that have ended */
export function cpuSecondsOfFamily(pid: number): number | undefined {
  const parent = statOf(pid);
  if (parent === undefined) return undefined;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? [])
    .filter((stat) => stat.parent === pid);
  return children.reduce((sum, { own }) => sum + own, parent.own + parent.ofEndedChildren);
}

function statOf(
  pid: number,
): { readonly parent: number; readonly own: number; readonly ofEndedChildren: number } | undefined {
  // The name in parentheses may contain anything, so the fields are counted from its end.
  const fields = readText(`/proc/${String(pid)}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ')
    .map(Number);
  if (fields === undefined) return undefined;
  const [, parent = NaN] = fields;
  const [user = NaN, system = NaN, childrensUser = NaN, childrensSystem = NaN] = fields.slice(11, 15);
  return {
    parent,
    own: (user + system) / TICKS_PER_SECOND,
    ofEndedChildren: (childrensUser + childrensSystem) / TICKS_PER_SECOND,
  };
}

/** Processor time that all programs on the machine used together, and what the host took from it. */
export function cpuSecondsOfAll(): number | undefined {
  const fields = /^cpu +(.+)$/m
    .exec(readText('/proc/stat') ?? '')?.[1]
    ?.split(' ')
    .map(Number);
  if (fields === undefined) return undefined;
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = fields;
  return (user + nice + system + irq + softirq + steal) / TICKS_PER_SECOND;
}

export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
