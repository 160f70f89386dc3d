import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import {
  isUnmatched,
  type AssumptionChoices,
  type AssumptionId,
  type AssumptionInForce,
} from '../../contract/assumptions.ts';
import { builtInContract } from '../../contract/built-in.ts';
import { assumptionsInForce, type Fidelity } from '../../contract/fidelity.ts';
import type { Observed } from '../../fidelity/proxy/judge.ts';
import type { Learner } from '../../fidelity/proxy/learn.ts';
import type { Proxy } from '../../fidelity/proxy/proxy.ts';
import type { FixtureRecorder } from '../../fidelity/proxy/record-fixtures.ts';
import { version } from '../../lib/version.ts';
import { settings } from '../../settings/settings.ts';
import { consoleKey } from '../console-key.ts';
import { CommandError, exitCodes, type Exit } from '../exit-codes.ts';
import { consoleUrl } from '../output/banner.ts';
import type { ProxyOutput } from '../output/json-outputs.ts';
import { FIDELITY_NAME, proxyOptions, type ProxyFlags } from './proxy-options.ts';

/** Adds `proxy`. @param exit ends the process when a signal asks for that */
export function addProxyCommand(program: Command, exit: Exit): void {
  const command = program
    .command('proxy')
    .description('stand between a client and the real API, and tell where a stub would have answered otherwise')
    .addHelpText('after', HELP);
  for (const each of proxyOptions()) command.addOption(each);
  command.action(async (flags: ProxyFlags) => {
    if (command.getOptionValueSource('seed') !== 'default' && flags.record === undefined)
      throw new CommandError('usage', '--seed has no effect without --record, whose fakes derive from it');
    await runProxy(flags, exit);
  });
}

async function runProxy(flags: ProxyFlags, exit: Exit): Promise<void> {
  const { url: service, ca, json = false } = flags;
  if (service === undefined)
    throw new CommandError(
      'usage',
      'say which service to pass on to: --url https://service.example/api/v1, or USE_CASE_STUB_PROXY_URL',
    );
  const url = new URL(service);
  // Not in the flag's parser: commander would repeat the value.
  if (url.username !== '' || url.password !== '')
    throw new CommandError('usage', '--url must have no user and no password: each request brings its own credentials');
  const address = service.replace(/\/+$/, '');
  const { fidelity, choices } = await assumedBy(flags);
  const [{ createProxy }, { createSummarizer, requestLines, summaryText }] = await Promise.all([
    import('../../fidelity/proxy/proxy.ts'),
    import('../../fidelity/proxy/summary.ts'),
  ]);
  const learner = await learnerOf(flags, address, { ...choicesIn(fidelity), ...choices });
  const recorder = await recorderOf(flags);
  const summarizer = createSummarizer();
  const colour = process.stdout.isTTY === true && !process.env['NO_COLOR'];
  const print = (output: ProxyOutput) => process.stdout.write(`${JSON.stringify(output)}\n`);
  const onJudged = ({ judged, useCases }: Observed) => {
    summarizer.add(judged);
    if (judged.method === 'GET') recorder?.add(useCases);
    if (json) print({ event: 'request', ...judged });
    else process.stdout.write(requestLines(judged, colour));
  };
  const key = consoleKey(process.stdout.isTTY === true);
  const { openAgent } = await import('../../fidelity/upstream.ts');
  const agent = await openAgent({ url: address, environment: process.env, ...(ca !== undefined && { ca }) }).catch(
    (error: unknown) => {
      throw new CommandError('usage', (error as Error).message);
    },
  );
  const proxy = await createProxy({
    url,
    agent,
    timeout: flags.timeout,
    maxBody: flags.maxBody,
    journal: settings.journal.default,
    ...(flags.maxMemory !== undefined && { maxMemory: flags.maxMemory }),
    consoleKey: key,
    fidelity,
    choices,
    learner,
    onJudged,
    onFailure: (error) =>
      console.error(`use-case-stub: a request was passed on, but not judged: ${(error as Error).message}`),
  });
  const listening = await listen(proxy, flags);
  const shown = listening.replace('//127.0.0.1:', '//localhost:');
  const page = consoleUrl(listening, { consoleKey: key });
  if (json) print({ event: 'started', url: shown, service: address, console: page, version });
  else
    process.stdout.write(`use-case-stub ${version} passes ${shown} on to ${address}\nSee what goes through: ${page}\n`);
  warnOfOpenHost(flags);

  async function stop(): Promise<void> {
    await proxy.close(flags.drainTimeout);
    // The one is written also where the other cannot be.
    const recorded = await recorder?.write();
    const learned = await learner?.write();
    const summary = {
      ...summarizer.summary(),
      ...(proxy.notJudged > 0 && { notJudged: proxy.notJudged }),
      ...(learned && { learned }),
      ...(recorded && { recorded }),
    };
    const { code } = summary.drifted + summary.outsideContract > 0 ? exitCodes.broken : exitCodes.ok;
    if (json) print({ event: 'ended', exitCode: code, ...summary });
    else process.stdout.write(summaryText(summary));
    exit(code);
  }

  let signals = 0;
  const onSignal = () => {
    if (++signals > 1) return exit(exitCodes.interrupted.code);
    stop().catch((error: unknown) => {
      console.error(`use-case-stub: ${(error as Error).message}`);
      exit(exitCodes.failure.code);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeAllListeners(signal).on(signal, onSignal);
}

/** What the stub beside the service lives by: what the file says, and what is said besides. */
async function assumedBy({
  assume = {},
  learn = false,
  fidelity = learn ? FIDELITY_NAME : undefined,
}: ProxyFlags): Promise<{ readonly fidelity?: Fidelity; readonly choices: AssumptionChoices }> {
  const isThere = fidelity !== undefined && (await stat(fidelity).catch(() => undefined)) !== undefined;
  // What is learned may begin a new file.
  if (fidelity === undefined || (learn && !isThere)) return { choices: assume };
  const { readFidelityFile, FidelityFileError } = await import('../../fidelity/fidelity-file.ts');
  const read = await readFidelityFile(fidelity).catch((error: unknown) => {
    throw error instanceof FidelityFileError ? new CommandError('spec', error.message) : error;
  });
  const fromFile = choicesIn(read);
  for (const [id, value] of Object.entries(assume))
    if ((fromFile[id as AssumptionId] ?? value) !== value)
      throw new CommandError(
        'usage',
        `--assume ${id}=${value} contradicts ${fidelity}; leave out the one or the other`,
      );
  return { fidelity: read, choices: assume };
}

/** What a file says that is known. */
function choicesIn(fidelity: Fidelity | undefined): AssumptionChoices {
  const ways = Object.entries(assumptionsInForce(fidelity)) as [AssumptionId, AssumptionInForce][];
  const known = ways.filter(([id, way]) => way.standing !== 'assumed' && !isUnmatched(id, way));
  return Object.fromEntries(known.map(([id, { value }]) => [id, value]));
}

async function learnerOf(
  { learn = false, fidelity = FIDELITY_NAME }: ProxyFlags,
  service: string,
  choices: AssumptionChoices,
): Promise<Learner | undefined> {
  if (!learn) return undefined;
  const { createLearner } = await import('../../fidelity/proxy/learn.ts');
  return createLearner(fidelity, service, choices).catch((error: unknown) => {
    throw new CommandError('usage', `--learn: ${(error as Error).message}`);
  });
}

async function recorderOf({ record, seed }: ProxyFlags): Promise<FixtureRecorder | undefined> {
  if (record === undefined) return undefined;
  const { createFixtureRecorder, isRecording } = await import('../../fidelity/proxy/record-fixtures.ts');
  const isOurs = await isRecording(record).catch((error: unknown) => {
    throw new CommandError('usage', `--record ${record} cannot be replaced: ${(error as Error).message}`);
  });
  if (isOurs) return createFixtureRecorder(record, seed, builtInContract());
  throw new CommandError(
    'usage',
    `--record ${record} is no recording, and would be replaced; choose another file or delete it`,
  );
}

async function listen(proxy: Proxy, { port, host }: ProxyFlags): Promise<string> {
  return proxy.listen({ port, host }).catch((error: NodeJS.ErrnoException) => {
    const inUse = `port ${port} is in use; stop what listens there, or choose another by --port`;
    throw new CommandError('address', error.code === 'EADDRINUSE' ? inUse : error.message);
  });
}

/** Others could ask the service through it, and see with an API key what went through with that key. */
function warnOfOpenHost({ host }: ProxyFlags): void {
  if (/^(127\.|localhost$|::1$)/.test(host)) return;
  console.error(`use-case-stub: ${host} can be reached by others, who can ask the service through this proxy`);
}

const HELP = `
Requests are passed on unchanged, and replies as they come; what is found is told afterwards. A stub in the process has
the use cases that the service was seen to have. Where it would have answered something else, that is drift; the
alternatives of assumptions that explain it stand behind. The console under /__stub shows everything that went through.
Stop it by Ctrl-C for a summary; a second Ctrl-C ends it at once.

Examples:
  use-case-stub proxy --url https://service.example/api/v1
  use-case-stub proxy --url https://service.example/api/v1 --learn
  use-case-stub proxy --url https://service.example/api/v1 --record fixtures.yaml --json

HTTPS_PROXY, HTTP_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS are heeded.

Exit codes: ${(['ok', 'usage', 'address', 'spec', 'broken', 'interrupted'] as const)
  .map((name) => exitCodes[name])
  .map(({ code, meaning }) => `\n  ${code}  ${meaning}`)
  .join('')}`;
