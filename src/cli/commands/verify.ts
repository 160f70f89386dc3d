import type { Command } from 'commander';
import { SpecFileError } from '../../contract/contract.ts';
import { short } from '../../lib/plain-text.ts';
import type { BrokerOptions } from '../../pact/verify/broker.ts';
import type { Verdict } from '../../pact/verify/verification-report.ts';
import { CommandError, exitCodes, type Exit } from '../exit-codes.ts';
import type { VerifyOutput } from '../output/json-outputs.ts';
import { progressOn } from '../output/progress.ts';
import { findConfig } from '../read-settings.ts';
import { loadFidelity } from './serve-files.ts';
import { refuseUnwritable, writeReport } from '../output/report-file.ts';
import { exitOnSignal } from './suite-options.ts';
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
    exitOnSignal(exit);
    if (flags.junit !== undefined) refuseUnwritable('--junit', flags.junit);
    const broker = brokerOf(command, flags, pacts);
    if (pacts.length === 0 && broker === undefined) {
      throw new CommandError(
        'usage',
        'say which pacts to verify: files, directories, glob patterns, URLs, or --broker-url; see "use-case-stub verify --help"',
      );
    }
    const report = await verify(pacts, flags, broker);
    const exitCode = exitOf[report.verdict].code;
    await print({ exitCode, ...report }, flags);
    process.exitCode = exitCode;
  });
}

async function verify(pacts: string[], flags: VerifyFlags, broker: BrokerOptions | undefined) {
  const [{ verifyPacts }, { readAliases }] = await Promise.all([
    import('../../pact/verify/verify.ts'),
    import('../../pact/verify/aliases.ts'),
  ]);
  const {
    provider,
    providerUrl,
    stateUrl,
    header: headers,
    timeout,
    states,
    spec,
    allowUnknown,
    requireCoverage,
  } = flags;
  if (stateUrl !== undefined && providerUrl === undefined) {
    const reason = 'a fresh stub sets up its states itself; name the provider by --provider-url';
    throw new CommandError('usage', `--state-url has no effect without --provider-url: ${reason}`);
  }
  if (flags.fidelity && providerUrl !== undefined)
    throw new CommandError('usage', '--fidelity has no effect with --provider-url: it is about what a fresh stub does');
  const found = providerUrl === undefined ? await loadFidelity(flags.fidelity, findConfig(process.cwd())) : undefined;
  const aliases = states === undefined ? {} : await readAliases(states).catch(asUsage);
  return verifyPacts({
    pacts,
    provider,
    timeout,
    aliases,
    onProgress: progressOn(process.stderr),
    ...(providerUrl !== undefined && { providerUrl }),
    ...(stateUrl !== undefined && { stateUrl }),
    ...(spec !== undefined && { spec }),
    ...(found && { fidelity: found.fidelity }),
    ...(flags.assume && { assume: flags.assume }),
    ...(headers && { headers }),
    ...(allowUnknown && { allowUnknown }),
    ...(requireCoverage && { requiredCoverage: requireCoverage }),
    ...(broker && { broker }),
  }).catch(asSpecError);
}

/** A document that cannot be used is a mistake of the user, not a failure. */
export function asSpecError(error: unknown): never {
  if (error instanceof SpecFileError) throw new CommandError('spec', error.message);
  throw error;
}

/** A file of aliases that cannot be used is a mistake of the user. */
export function asUsage(error: Error): never {
  throw new CommandError('usage', `--states ${error.message}`);
}

async function print(report: VerifyOutput, { json, junit }: VerifyFlags): Promise<void> {
  if (process.env['GITHUB_ACTIONS'] === 'true') await printForGitHub(report);
  if (json) process.stdout.write(`${JSON.stringify(report, null, process.stdout.isTTY ? 2 : undefined)}\n`);
  else {
    const { terminalReport } = await import('../../pact/verify/output/terminal.ts');
    process.stdout.write(terminalReport(report, process.stdout.isTTY === true && !process.env['NO_COLOR']));
  }
  if (junit !== undefined) {
    const { junitReport } = await import('../../pact/verify/output/junit.ts');
    writeReport('--junit', junit, junitReport(report));
  }
}

async function printForGitHub(report: VerifyOutput): Promise<void> {
  const [{ githubAnnotations, githubSummary }, { appendFile }] = await Promise.all([
    import('../../pact/verify/output/github.ts'),
    import('node:fs/promises'),
  ]);
  const { GITHUB_WORKSPACE: workspace, GITHUB_STEP_SUMMARY: summary } = process.env;
  const directory = process.cwd();
  const directories = { directory, workspace: workspace || directory };
  for (const line of githubAnnotations(report, directories)) process.stderr.write(`${line}\n`);
  if (!summary) return;
  await appendFile(summary, `${githubSummary(report, directories)}\n`).catch((error: Error) => {
    process.stderr.write(`::warning title=Pact::the summary cannot be written: ${short(error.message)}\n`);
  });
}

/** The exit code of each verdict. */
const exitOf = {
  passed: exitCodes.ok,
  uncovered: exitCodes.uncovered,
  broken: exitCodes.broken,
  'not-found': exitCodes.nothing,
  unreadable: exitCodes.unreadable,
  unreachable: exitCodes.unreachable,
  refused: exitCodes.usage,
} as const satisfies Record<Verdict, { code: number }>;

/** Flags that say which pacts a broker selects, which does not happen when pacts are named. */
const selecting = ['selector', 'pending', 'wipSince'] as const;
/** Flags that say how to reach a broker. */
const connecting = ['brokerUrl', 'brokerToken', 'brokerUsername', 'brokerPassword'] as const;
/** Flags that go into published results only. */
const publishing = ['providerVersion', 'buildUrl'] as const;
/** Flags that only a broker gives a meaning to. */
const brokerOnly = [...selecting, 'publish', 'providerVersion', 'providerBranch', 'providerTag', 'buildUrl'] as const;

/**
 * The broker to ask. Its address may be left out where a pact's URL says it, as in the broker's webhooks.
 *
 * @throws CommandError for flags that would have no effect
 */
function brokerOf(command: Command, flags: VerifyFlags, pacts: readonly string[]): BrokerOptions | undefined {
  const { brokerToken, brokerUsername, brokerPassword, selector, pending, wipSince } = flags;
  const { publish, providerVersion, providerBranch, providerTag, buildUrl } = flags;
  const urls = pacts.filter((pact) => URL.parse(pact)?.protocol.startsWith('http'));
  // Variables with credentials may be there for other commands of the same job, so they name no broker.
  const isTyped = connecting.some((name) => command.getOptionValueSource(name) === 'cli');
  const url =
    flags.brokerUrl ?? ((publish || isTyped) && urls[0] !== undefined ? new URL('/', urls[0]).href : undefined);
  const given = (names: readonly (keyof VerifyFlags)[]) =>
    names.filter((name) => flags[name] !== undefined).map((name) => flagNamed(command, name));
  const typed = given(connecting.filter((name) => command.getOptionValueSource(name) === 'cli'));
  if (url === undefined) {
    rejectIdle(
      [...given(brokerOnly), ...typed],
      'has no effect without a broker; name it by --broker-url or PACT_BROKER_BASE_URL',
    );
    return undefined;
  }
  if (pacts.length > 0) {
    rejectIdle(given(selecting), 'selects pacts of the broker, but pacts are named; leave out the one or the other');
    const { origin } = new URL(url);
    if (!urls.some((each) => new URL(each).origin === origin)) {
      if (publish)
        throw new CommandError(
          'usage',
          `--publish needs pacts of the broker: name URLs below ${origin}, or no pact at all`,
        );
      rejectIdle(typed, `has no effect on these pacts, none of which is a URL below ${origin}`);
    }
  }
  if (brokerToken !== undefined) {
    const besides = typed.filter((flag) => /-(username|password)$/.test(flag));
    rejectIdle(besides, 'has no effect beside a token (--broker-token or PACT_BROKER_TOKEN)');
  } else if (brokerUsername === undefined) {
    rejectIdle(
      typed.filter((flag) => flag.endsWith('-password')),
      'has no effect without --broker-username',
    );
  }
  if (!publish) {
    // Variables may be there for other steps of the same job.
    const idle = publishing.filter((name) => command.getOptionValueSource(name) === 'cli');
    rejectIdle(given(idle), 'has no effect without --publish');
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

/** @param singular what is wrong with one flag, after its name; its verb becomes a plural for several */
function rejectIdle(flags: readonly string[], singular: string): void {
  if (flags.length === 0) return;
  const reason = flags.length === 1 ? singular : singular.replace(/^has/, 'have').replace(/^selects/, 'select');
  throw new CommandError('usage', `${flags.join(', ')} ${reason}`);
}

function flagNamed(command: Command, name: string): string {
  return command.options.find((each) => each.attributeName() === name)?.long ?? name;
}

const HELP = `
Each pact is verified against a stub of its own, which is put into the provider states. A disagreement between the
consumer and the contract is reported even where the stub happens to agree with the pact. When pacts are named, a broker
selects no others: it gives those that are URLs of its own, and gets their results.

Examples:
  use-case-stub verify pacts/
  use-case-stub verify 'packages/*/pacts/*.json' --junit results.xml
  use-case-stub verify pacts/ --spec draft.yaml
  use-case-stub verify pacts/ --require-coverage replies=60% --require-coverage operations=100%
  use-case-stub verify pacts/ --provider-url https://stub.example --header 'authorization: Bearer KEY'
  use-case-stub verify --broker-url https://broker.example --pending --publish --provider-version "$(git rev-parse HEAD)"
  use-case-stub verify "$PACT_URL" --publish --provider-version "$(git rev-parse HEAD)"

Exit codes: ${['ok', 'broken', 'nothing', 'unreadable', 'unreachable', 'uncovered', 'usage', 'spec']
  .map((name) => exitCodes[name as keyof typeof exitCodes])
  .map(({ code, meaning }) => `\n  ${code}  ${meaning}`)
  .join('')}`;
