import type { Command } from 'commander';
import type { BrokerOptions } from '../../pact/verify/broker.ts';
import type { VerificationReport } from '../../pact/verify/verification-report.ts';
import { CommandError, exitCodes, type Exit } from '../exit-codes.ts';
import { progressOn } from '../output/progress.ts';
import { verifyOptions, type VerifyFlags } from './verify-options.ts';

/** Adds `verify`. @param exit ends the process when a signal asks for that */
export function addVerifyCommand(program: Command, exit: Exit): void {
  const command = program
    .command('verify')
    .description('verify that pacts and the API agree: against a stub and against the contract')
    .argument('[pacts...]', 'pact files, directories, glob patterns or URLs')
    .addHelpText('after', HELP);
  for (const option of verifyOptions()) command.addOption(option);
  command.action(async (pacts: string[], flags: VerifyFlags) => {
    // An exit, unlike the default for a signal, removes temporary files.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => exit(exitCodes.interrupted.code));
    const fromEnvironment = command.getOptionValueSource('brokerUrl') === 'env';
    // CI often sets the address of a broker for every job; pacts that are named on the command line go before it.
    const broker = fromEnvironment && pacts.length > 0 ? undefined : brokerOf(flags);
    if (pacts.length === 0 && broker === undefined) {
      throw new CommandError(
        'usage',
        'say which pacts to verify: files, directories, glob patterns, URLs, or --broker-url; see "use-case-stub verify --help"',
      );
    }
    process.exitCode = exitCodeOf(await verify(pacts, flags, broker));
  });
}

async function verify(pacts: string[], flags: VerifyFlags, broker: BrokerOptions | undefined) {
  const [{ verifyPacts }, { readAliases }] = await Promise.all([
    import('../../pact/verify/verify.ts'),
    import('../../pact/verify/aliases.ts'),
  ]);
  const { provider, providerUrl, stateUrl, header: headers, timeout, states } = flags;
  const aliases = states === undefined ? {} : await readAliases(states).catch(asUsage);
  const report = await verifyPacts({
    pacts,
    provider,
    timeout,
    aliases,
    onProgress: progressOn(process.stderr),
    ...(providerUrl !== undefined && { providerUrl }),
    ...(stateUrl !== undefined && { stateUrl }),
    ...(headers && { headers }),
    ...(broker && { broker }),
  });
  await print(report, flags);
  return report;
}

function asUsage(error: Error): never {
  throw new CommandError('usage', `--states ${error.message}`);
}

async function print(report: VerificationReport, { json, junit }: VerifyFlags): Promise<void> {
  if (process.env['GITHUB_ACTIONS'] === 'true') {
    const { githubAnnotations } = await import('../../pact/verify/output/github.ts');
    for (const line of githubAnnotations(report)) process.stderr.write(`${line}\n`);
  }
  if (json) process.stdout.write(`${JSON.stringify(report, null, process.stdout.isTTY ? 2 : undefined)}\n`);
  else {
    const { terminalReport } = await import('../../pact/verify/output/terminal.ts');
    process.stdout.write(terminalReport(report, process.stdout.isTTY === true && !process.env['NO_COLOR']));
  }
  if (junit !== undefined) {
    const [{ junitReport }, { writeFile }] = await Promise.all([
      import('../../pact/verify/output/junit.ts'),
      import('node:fs/promises'),
    ]);
    await writeFile(junit, junitReport(report)).catch((error: Error) => {
      throw new CommandError('usage', `--junit ${junit} cannot be written: ${error.message}`);
    });
  }
}

/** The most serious problem decides. */
function exitCodeOf({ pacts, problems }: VerificationReport): number {
  const broken = pacts.some(({ verdict, pending }) => verdict === 'failed' && !pending);
  const ids = new Set(problems.map(({ id }) => id));
  if (ids.has('unreachable')) return exitCodes.unreachable.code;
  if (broken) return exitCodes.broken.code;
  const notFound = ids.delete('not-found') || (pacts.length === 0 && ids.size === 0);
  if (ids.size > 0) return exitCodes.unreadable.code;
  return notFound ? exitCodes.nothing.code : exitCodes.ok.code;
}

function brokerOf(flags: VerifyFlags): BrokerOptions | undefined {
  const { brokerUrl: url, brokerToken, brokerUsername, brokerPassword, selector, pending, wipSince } = flags;
  const { publish, providerVersion, providerBranch, providerTag, buildUrl } = flags;
  if (url === undefined) {
    if (publish) throw new CommandError('usage', '--publish needs --broker-url, the broker that gets the results');
    return undefined;
  }
  if (publish && providerVersion === undefined)
    throw new CommandError('usage', '--publish needs --provider-version, the version that the results are about');
  return {
    url,
    ...(brokerToken !== undefined && { token: brokerToken }),
    ...(brokerUsername !== undefined && { username: brokerUsername }),
    ...(brokerPassword !== undefined && { password: brokerPassword }),
    ...(selector && { selectors: selector }),
    ...(pending && { pending }),
    ...(wipSince !== undefined && { wipSince }),
    ...(publish && { publish }),
    ...(providerVersion !== undefined && { providerVersion }),
    ...(providerBranch !== undefined && { providerBranch }),
    ...(providerTag && { providerTags: providerTag }),
    ...(buildUrl !== undefined && { buildUrl }),
  };
}

const HELP = `
Each pact is verified against a stub of its own, which is put into the provider states. A disagreement between the
consumer and the contract is reported even where the stub happens to agree with the pact. When pacts are named on the
command line, the broker of PACT_BROKER_BASE_URL is not asked.

Examples:
  use-case-stub verify pacts/
  use-case-stub verify 'packages/*/pacts/*.json' --junit results.xml
  use-case-stub verify pacts/ --provider-url https://stub.example --header 'authorization: Bearer KEY'
  use-case-stub verify --broker-url https://broker.example --pending --publish --provider-version "$(git rev-parse HEAD)"

Exit codes: ${['ok', 'broken', 'nothing', 'unreadable', 'unreachable', 'usage']
  .map((name) => exitCodes[name as keyof typeof exitCodes])
  .map(({ code, meaning }) => `\n  ${code}  ${meaning}`)
  .join('')}`;
