import type { Command } from 'commander';
import type { ProviderVerdict } from '../../check-provider/report.ts';
import { CommandError, exitCodes } from '../exit-codes.ts';
import type { CheckProviderOutput } from '../output/json-outputs.ts';
import { progressLine } from '../output/progress.ts';
import { refuseUnwritable, writeReport } from '../output/report-file.ts';
import { checkProviderOptions, type CheckProviderFlags } from './check-provider-options.ts';

/** The exit code of each verdict. */
const exitOf = {
  passed: exitCodes.ok,
  broken: exitCodes.broken,
  refused: exitCodes.usage,
  unreachable: exitCodes.unreachable,
  interrupted: exitCodes.interrupted,
} as const satisfies Record<ProviderVerdict, { code: number }>;

/** Adds `check-provider`. */
export function addCheckProviderCommand(program: Command): void {
  const command = program
    .command('check-provider')
    .description('test a provider: send it requests made from the contract, and judge its replies')
    .addHelpText('after', HELP);
  for (const option of checkProviderOptions()) command.addOption(option);
  command.action(async (flags: CheckProviderFlags) => {
    const { json, junit, strict = false } = flags;
    if (flags.dryRun && (strict || junit !== undefined))
      throw new CommandError('usage', '--strict and --junit have no effect with --dry-run, which judges no reply');
    if (junit !== undefined) refuseUnwritable('--junit', junit);
    const report = await check(flags);
    const exitCode = exitOf[report.verdict].code;
    const output: CheckProviderOutput = { exitCode, ...report };
    if (json) process.stdout.write(`${JSON.stringify(output, null, process.stdout.isTTY ? 2 : undefined)}\n`);
    else {
      const { terminalReport } = await import('../../check-provider/output/terminal.ts');
      process.stdout.write(terminalReport(report, process.stdout.isTTY === true && !process.env['NO_COLOR']));
    }
    if (junit !== undefined) {
      const { junitReport } = await import('../../check-provider/output/junit.ts');
      writeReport('--junit', junit, junitReport(report, strict));
    }
    if (report.verdict === 'refused')
      process.stderr.write(
        'use-case-stub: give the key of the provider by --header "authorization: Bearer KEY" or USE_CASE_STUB_HEADER\n',
      );
    process.exitCode = exitCode;
  });
}

async function check({ providerUrl, header = {}, readOnly, dryRun, strict, ...flags }: CheckProviderFlags) {
  if (providerUrl === undefined)
    throw new CommandError(
      'usage',
      'say which provider to test: --provider-url https://provider.example/api/v1, or USE_CASE_STUB_PROVIDER_URL',
    );
  const { checkProvider } = await import('../../check-provider/check-provider.ts');
  const stop = new AbortController();
  // The report of an interrupted test says what it has left with the provider.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());
  const show = progressLine(process.stderr);
  return checkProvider({
    providerUrl,
    headers: Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), value])),
    readOnly: readOnly ?? false,
    dryRun: dryRun ?? false,
    strict: strict ?? false,
    seed: flags.seed,
    requests: flags.requests,
    timeout: flags.timeout,
    signal: stop.signal,
    onRequest: (sent) => show(`testing the provider, ${sent} requests sent`),
  });
}

const HELP = `
Requests are made from the contract: valid ones, unusual ones, and one for each way to break it. They create use cases,
read, update and list them, and try what the contract forbids. Nothing is changed but what the test created itself, which
is marked by its name. What breaks a documented rule is an error; what is only assumed is a warning.

Examples:
  use-case-stub check-provider --provider-url http://localhost:3000/api/v1 --header 'authorization: Bearer KEY'
  use-case-stub check-provider --provider-url https://provider.example/api/v1 --read-only --junit results.xml
  use-case-stub check-provider --provider-url https://provider.example/api/v1 --dry-run

Exit codes: ${['ok', 'broken', 'unreachable', 'usage', 'interrupted']
  .map((name) => exitCodes[name as keyof typeof exitCodes])
  .map(({ code, meaning }) => `\n  ${code}  ${meaning}`)
  .join('')}`;
