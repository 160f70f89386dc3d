/** `npm run bench`: compares use-case-stub with its alternatives. See `--help`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureConsole } from './console.ts';
import { measureDatabases } from './databases.ts';
import { commitToKeep, keep, readHistory } from './history.ts';
import { measureInProcess } from './in-process.ts';
import { prepareInputs } from './inputs.ts';
import { measureLifecycle, measureMemory, measureStored } from './library.ts';
import { measureLists } from './lists.ts';
import { measureNeighbours } from './neighbours.ts';
import { HELP, isWanted, readOptions, type Options } from './options.ts';
import { assignCores, Processes } from './processes.ts';
import { measureProxy } from './proxy.ts';
import { renderReport } from './report.ts';
import { keptRun, type Machine, type Result } from './result.ts';
import { progress, type Run } from './run.ts';
import { measureStarts } from './start.ts';
import { chooseSubjects } from './subjects.ts';
import { measureThroughput } from './throughput.ts';
import { measureVerify } from './verify.ts';
import { acceptWork } from './work.ts';

/** From this load average on, other programs would disturb the measurements. */
const LOAD_LIMIT = 0.5;
const project = fileURLToPath(new URL('..', import.meta.url));

try {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) process.stdout.write(HELP);
  else if (options.acceptWork) process.stdout.write(await acceptWork(project));
  else await main(options);
} catch (error) {
  console.error(`The bench failed. ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function main(options: Options): Promise<void> {
  if (!existsSync(join(project, 'dist', 'cli.js'))) throw new Error('Build first: npm run build');
  const commit = options.keep ? commitToKeep(project) : undefined;
  const results = join(project, 'bench', 'results');
  // A new directory for each run, so that two runs do not overwrite each other's files.
  const directory = join(results, `run-${String(process.pid)}`);
  mkdirSync(directory, { recursive: true });
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  runScript('install.mjs', 'bench');
  if (isWanted(options, 'databases')) runScript('install.mjs', 'test');
  const run: Run = {
    project,
    directory,
    options,
    inputs: prepareInputs(project, directory),
    processes: new Processes(),
    cores: assignCores(),
  };
  try {
    const result = await measure(run);
    writeFileSync(join(results, 'latest.json'), `${JSON.stringify(result, null, 2)}\n`);
    const history = readHistory(project);
    process.stdout.write(options.json ? `${JSON.stringify(result, null, 2)}\n` : renderReport(result, history));
    if (commit !== undefined) {
      const kept = keptRun(commit, result);
      keep(project, kept);
      // Among other things it writes the page that shows the last run that was kept.
      runScript('generate.ts');
      for (const { what } of kept.targets.filter(({ isMet }) => isMet === false))
        progress(`Missed: ${what}. Say in docs/explanation/performance.md where the time goes.`);
    }
  } finally {
    run.processes.killAll();
  }
}

/** Runs one of the project's scripts. Installing does nothing where everything is installed. */
function runScript(script: string, ...args: string[]): void {
  const { status } = spawnSync(process.execPath, [`scripts/${script}`, ...args], { cwd: project, stdio: 'inherit' });
  if (status !== 0) throw new Error(`scripts/${script} ${args.join(' ')} failed; see above.`);
}

async function measure(run: Run): Promise<Result> {
  const { options } = run;
  const ours = isWanted(options, 'ours');
  const machine = machineFacts(run);
  const { subjects, skipped } = chooseSubjects(project, run.inputs, options.only);
  for (const line of skipped) progress(line);
  if (machine.loadAverageBefore > LOAD_LIMIT)
    progress('This machine is busy with other things; wait, or trust only the ratios.');
  const startedAt = performance.now();
  const measured = {
    takenAt: new Date().toISOString(),
    machine,
    settings: options,
    subjects: subjects.map(({ name, title, version }) => ({ name, title, version })),
    skipped,
    starts: await measureStarts(run, subjects),
    throughput: await measureThroughput(run, subjects),
    ...(ours && { lifecycle: await measureLifecycle(run), stored: await measureStored(run) }),
    ...(ours && options.memory && { memory: await measureMemory(run) }),
    ...(isWanted(options, 'verify') && { verify: await measureVerify(run) }),
    ...(isWanted(options, 'lists') && { lists: await measureLists(run) }),
    ...(isWanted(options, 'in-process') && { inProcess: await measureInProcess(run) }),
    ...(isWanted(options, 'neighbours') && { neighbours: await measureNeighbours(run) }),
    ...(isWanted(options, 'databases') && { databases: await measureDatabases(run) }),
    ...(isWanted(options, 'console') && { console: await measureConsole(run) }),
    ...(isWanted(options, 'proxy') && { proxy: await measureProxy(run) }),
  };
  return { ...measured, minutes: Math.round((performance.now() - startedAt) / 6_000) / 10 };
}

/** The machine, without anything that identifies it. */
function machineFacts({ cores }: Run): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    system: `${type()} ${release().replace(/[^\d.].*$/, '')}`,
    node: process.versions.node,
    pinned: cores.subject !== undefined,
    loadAverageBefore: loadavg()[0] ?? 0,
  };
}
