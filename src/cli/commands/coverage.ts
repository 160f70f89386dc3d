import type { Command } from 'commander';
import type { RequiredCoverage } from '../../coverage/units.ts';
import { suiteUnits } from '../../coverage/suite.ts';
import { exitCodes } from '../exit-codes.ts';
import { option } from '../options.ts';
import type { CoverageOutput } from '../output/json-outputs.ts';
import { connectionOptions, type ConnectionFlags } from './scenario-options.ts';
import { connect } from './stub-client.ts';
import { requirementOf } from './verify-options.ts';

interface CoverageFlags extends ConnectionFlags {
  readonly check?: RequiredCoverage;
}

/** Adds `coverage`, which asks a running stub. */
export function addCoverageCommand(program: Command): void {
  const command = program
    .command('coverage')
    .description('show what the clients of a running stub cover of the contract, and fail when that is too little')
    .addOption(
      option(
        '--check <percentage>',
        `fail when less is covered: 80% of both units, or replies=80% of one (${suiteUnits.join(', ')}); repeat it for more`,
        'COVERAGE_CHECK',
      ).argParser(requirementOf(suiteUnits)),
    )
    .addHelpText('after', HELP);
  for (const each of connectionOptions()) command.addOption(each);
  command.action(async (flags: CoverageFlags) => {
    const [{ suiteCoverage }, coverage] = await Promise.all([
      import('../../coverage/suite.ts'),
      connect(flags, 'coverage').coverage(),
    ]);
    const units = suiteCoverage(coverage.operations, flags.check ?? {});
    const exitCode = units.every(({ isEnough }) => isEnough) ? exitCodes.ok.code : exitCodes.uncovered.code;
    await print({ exitCode, ...coverage, units }, flags);
    process.exitCode = exitCode;
  });
}

async function print(output: CoverageOutput, { json }: CoverageFlags): Promise<void> {
  if (json) {
    process.stdout.write(`${JSON.stringify(output, null, process.stdout.isTTY ? 2 : undefined)}\n`);
    return;
  }
  const { suiteText } = await import('../../coverage/text.ts');
  process.stdout.write(`${suiteText(output, output.units)}\n`);
}

const HELP = `
A stub has to be running. It counts from its start, for each API key by itself; requests of the console do not count. Run
the suite against it, then ask.

Examples:
  export USE_CASE_STUB_CLIENT_API_KEY=demo
  use-case-stub coverage
  use-case-stub coverage --check operations=100% --check replies=50%

Exit codes:${(['ok', 'uncovered', 'failure', 'usage', 'unreachable'] as const)
  .map((name) => exitCodes[name])
  .map(({ code, meaning }) => `\n  ${code}  ${meaning}`)
  .join('')}`;
