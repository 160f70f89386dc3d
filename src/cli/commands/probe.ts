import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Fidelity } from '../../contract/fidelity.ts';
import type { ProbeOptions } from '../../fidelity/probe.ts';
import type { ProbeReport, ProbeVerdict } from '../../fidelity/probe-report.ts';
import { reasonOf, withoutCredentials } from '../../lib/remote.ts';
import { CommandError, exitCodes } from '../exit-codes.ts';
import type { FidelityFileOutput, ProbeOutput } from '../output/json-outputs.ts';
import { progressLine } from '../output/progress.ts';
import { makeDirectory, refuseUnwritable } from '../output/report-file.ts';
import { probeOptions, type ProbeFlags } from './probe-options.ts';

/** Longest that a reply of 429 or 503 may ask to wait: ten minutes. */
const LONGEST_PAUSE = 600_000;

/** The exit code of each verdict. */
const exitOf = {
  done: exitCodes.ok,
  refused: exitCodes.usage,
  unreachable: exitCodes.unreachable,
  interrupted: exitCodes.interrupted,
} as const satisfies Record<ProbeVerdict, { code: number }>;

/** Adds `probe`. */
export function addProbeCommand(program: Command): void {
  const command = program
    .command('probe')
    .description('ask the real API which of the assumptions hold, and write that down for the stub')
    .addHelpText('after', HELP);
  for (const option of probeOptions()) command.addOption(option);
  command.action(async (flags: ProbeFlags) => {
    rejectWithoutEffect(command, flags);
    const { dryRun = false, json = false } = flags;
    const { report, file } = dryRun ? { report: (await plan(flags)).report } : await run(flags);
    const exitCode = exitOf[report.verdict].code;
    const output: ProbeOutput = { exitCode, ...report, ...(file !== undefined && { file }) };
    process.stdout.write(
      json ? `${JSON.stringify(output, null, process.stdout.isTTY ? 2 : undefined)}\n` : await text(output),
    );
    if (report.verdict === 'refused')
      say('give the key by --header "authorization: Bearer KEY" or USE_CASE_STUB_HEADER');
    else if (report.verdict !== 'done' && file !== undefined) say('the same command with --continue goes on from here');
    process.exitCode = exitCode;
  });
}

function rejectWithoutEffect(command: Command, { url, readOnly, dryRun, yes }: ProbeFlags): void {
  if (url === undefined)
    throw new CommandError(
      'usage',
      'say which API to probe: --url https://provider.example/api/v1, or USE_CASE_STUB_PROBE_URL',
    );
  if (yes && (readOnly || dryRun))
    throw new CommandError(
      'usage',
      `--yes has no effect with ${dryRun ? '--dry-run' : '--read-only'}, which creates nothing`,
    );
  const isGiven = (name: string) => command.getOptionValueSource(name) === 'cli';
  const [first] = ['output', 'ca'].filter(isGiven);
  if (dryRun && first !== undefined)
    throw new CommandError('usage', `--${first} has no effect with --dry-run, which neither sends nor writes anything`);
}

interface Plan {
  readonly report: ProbeReport;
  readonly options: Omit<ProbeOptions, 'send'>;
}

/** What would be sent. */
async function plan({ url = '', header = {}, readOnly = false, timeout, output, ...flags }: ProbeFlags): Promise<Plan> {
  const earlier = flags.continue ? await readEarlier(output, url, readOnly) : undefined;
  const options = {
    url,
    headers: Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), value])),
    readOnly,
    timeout,
    longestPause: LONGEST_PAUSE,
    ...(earlier && { earlier }),
  };
  const { rehearse } = await import('../../fidelity/probe.ts');
  return { report: await rehearse(options), options };
}

/** The file of a probe that has not ended. */
function partialOf(output: string): string {
  return `${output.replace(/\.json$/i, '')}.partial.json`;
}

async function readEarlier(output: string, url: string, readOnly: boolean): Promise<Fidelity> {
  const file = partialOf(output);
  if (!existsSync(file)) throw new CommandError('usage', `--continue: there is no ${file}, so no probe was stopped`);
  const { FidelityFileError, readFidelityFile } = await import('../../fidelity/fidelity-file.ts');
  const earlier = await readFidelityFile(file).catch((error: unknown) => {
    throw error instanceof FidelityFileError ? new CommandError('usage', error.message) : error;
  });
  const service = withoutCredentials(url).replace(/\/+$/, '');
  if (earlier.service !== service)
    throw new CommandError('usage', `--continue: ${file} is about ${earlier.service}, not ${service}`);
  if (readOnly !== earlier.readOnly)
    throw new CommandError(
      'usage',
      `--continue: ${file} was begun ${earlier.readOnly ? 'with' : 'without'} --read-only`,
    );
  return earlier;
}

async function run(flags: ProbeFlags): Promise<{ report: ProbeReport; file?: string }> {
  const { output, ca, url = '' } = flags;
  // Only it has the ids of what that probe created.
  const partial = partialOf(output);
  if (!flags.continue && existsSync(partial))
    throw new CommandError(
      'usage',
      `${partial} is of a probe that was stopped: --continue goes on with it; delete it to begin anew`,
    );
  // Asking a service for nothing would be rude.
  refuseUnwritable('--output', output);
  const { report: planned, options } = await plan(flags);
  const writes = planned.requests.some(({ asked }) => !asked.startsWith('GET '));
  if (writes && !flags.yes) await askFirst(planned);
  const [{ openUpstream, UpstreamError }, { probe }, { writeFidelityFile }] = await Promise.all([
    import('../../fidelity/upstream.ts'),
    import('../../fidelity/probe.ts'),
    import('../../fidelity/fidelity-file.ts'),
  ]);
  const write = async (file: string, fidelity: FidelityFileOutput) => {
    try {
      makeDirectory(dirname(resolve(file)));
      await writeFidelityFile(file, fidelity);
    } catch (error) {
      throw new CommandError('usage', `--output ${file} cannot be written: ${reasonOf(error)}`);
    }
  };
  const upstream = await openUpstream({ url, environment: process.env, ...(ca !== undefined && { ca }) }).catch(
    (error: unknown) => {
      throw error instanceof UpstreamError ? new CommandError('usage', error.message) : error;
    },
  );
  const stop = new AbortController();
  // What is known so far is written, and what was created is listed.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const show = progressLine(process.stderr);
  let sent = 0;
  try {
    const report = await probe({
      ...options,
      send: upstream.send,
      signal: stop.signal,
      onAsk: (asked, settled) => show(`${++sent} requests sent, ${settled} assumptions settled: ${asked}`),
      onPause: (status, milliseconds) =>
        show(`the service answers ${status} and asks to wait: going on in ${Math.ceil(milliseconds / 1_000)} s`, true),
      onSettled: (fidelity) => write(partial, fidelity),
    });
    const { verdict, fidelity } = report;
    if (verdict === 'done') {
      await write(output, fidelity);
      await removePartial(partial);
      return { report, file: output };
    }
    // A probe that has found nothing out leaves no file.
    const isWorth =
      fidelity.created.length > 0 || Object.values(fidelity.assumptions).some(({ result }) => result !== 'undecided');
    if (!isWorth) return { report };
    await write(partial, fidelity);
    return { report, file: partial };
  } finally {
    upstream.close();
  }
}

/** Asks before anything is created. */
async function askFirst(planned: ProbeReport): Promise<void> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY || !stderr.isTTY)
    throw new CommandError(
      'usage',
      'this would create use cases, and there is no terminal to ask you in: --yes allows it, --read-only does without, --dry-run shows what would be sent',
    );
  const [{ planText }, { createInterface }] = await Promise.all([
    import('../../fidelity/output/text.ts'),
    import('node:readline/promises'),
  ]);
  stderr.write(planText(planned));
  const terminal = createInterface({ input: stdin, output: stderr });
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  const answer = await Promise.race([terminal.question('\nSend them? [y/N] '), closed]);
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new CommandError('interrupted', 'nothing was sent');
}

async function removePartial(file: string): Promise<void> {
  const { rm } = await import('node:fs/promises');
  await rm(file, { force: true });
}

async function text({ file, ...report }: ProbeOutput): Promise<string> {
  const [{ planText, probeText }, { rowsOf }] = await Promise.all([
    import('../../fidelity/output/text.ts'),
    import('../../fidelity/changes.ts'),
  ]);
  return report.dryRun ? planText(report) : probeText(report, await rowsOf(report.fidelity), file);
}

function say(sentence: string): void {
  process.stderr.write(`use-case-stub: ${sentence}\n`);
}

const HELP = `
Sends requests that tell the ways apart in which an API may behave where no source says so, one after the other. What it
creates is hidden and can be found by its name; without --read-only it asks before it creates anything. Result is a file
by which serve and verify live. The API key stands neither in it nor anywhere else.

Requests "without an API key" leave out each --header, except those that say nothing of who asks, such as accept.

HTTPS_PROXY, HTTP_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS are heeded. After a reply of 429, or of 503 with Retry-After,
the probe waits, up to ten minutes. Ctrl-C stops; what is known by then is kept, and --continue goes on.

Examples:
  use-case-stub probe --url https://provider.example/api/v1 --dry-run
  use-case-stub probe --url https://provider.example/api/v1 --header 'authorization: Bearer KEY'
  use-case-stub probe --url https://provider.example/api/v1 --header 'authorization: Bearer KEY' --read-only --json

Exit codes: ${(['ok', 'usage', 'unreachable', 'interrupted'] as const)
  .map((name) => exitCodes[name])
  .map(({ code, meaning }) => `\n  ${code}  ${meaning}`)
  .join('')}`;
