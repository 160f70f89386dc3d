import { Command, CommanderError } from 'commander';
import { version } from '../lib/version.ts';
import { addCheckProviderCommand } from './commands/check-provider.ts';
import { addCompareCommand } from './commands/compare.ts';
import { addCertifyCommand } from './commands/certify.ts';
import { addCompletionCommand } from './commands/completion.ts';
import { addConfigCommand } from './commands/config.ts';
import { addCoverageCommand } from './commands/coverage.ts';
import { addFidelityCommand } from './commands/fidelity.ts';
import { addFakeCommand } from './commands/fake.ts';
import { addProxyCommand } from './commands/proxy.ts';
import { addProbeCommand } from './commands/probe.ts';
import { addRecordCommand } from './commands/record.ts';
import { addScenarioCommand } from './commands/scenario.ts';
import { addServeCommand } from './commands/serve.ts';
import { addVerifyCommand } from './commands/verify.ts';
import { readSwitches, rejectUnknownVariables, removeEmptyVariables } from './environment.ts';
import { CommandError, exitCodes, type Exit } from './exit-codes.ts';
import { nameMainFlags, pointErrorsToHelp, rejectRepeatedFlags, rejectUnknownCommand, ROOT_HELP } from './help.ts';

/**
 * Runs the command line. A server that was started goes on running afterwards.
 *
 * @param args what follows the name of the program
 * @param exit ends the process when a signal asks for that
 * @returns the exit code
 */
export async function run(args: readonly string[], exit: Exit): Promise<number> {
  removeEmptyVariables(process.env);
  // The reader of a pipe may go at any time, as `head` does.
  process.stdout.on('error', ignoreBrokenPipe);
  const program = new Command('use-case-stub')
    .description(
      'A stand-in for the Use Cases API of a voice-AI platform: stateful, fast, and honest about what is assumed.',
    )
    .version(version)
    .addHelpText('after', ROOT_HELP)
    .hook('preAction', (_, command) => {
      rejectUnknownVariables(program, process.env);
      readSwitches(command, process.env);
    })
    .exitOverride();
  nameMainFlags(program);
  addServeCommand(program, exit);
  addConfigCommand(program);
  addFakeCommand(program);
  addVerifyCommand(program, exit);
  addCheckProviderCommand(program);
  addProxyCommand(program, exit);
  addCompareCommand(program);
  addProbeCommand(program);
  addFidelityCommand(program);
  addCoverageCommand(program);
  addRecordCommand(program, exit);
  addCertifyCommand(program, exit);
  addScenarioCommand(program);
  addCompletionCommand(program);
  pointErrorsToHelp(program);
  rejectRepeatedFlags(program);
  try {
    rejectUnknownCommand(program, args);
    await program.parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? exitCodes.ok.code);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok.code : exitCodes.usage.code;
    console.error(`use-case-stub: ${(error as Error).message}`);
    return error instanceof CommandError ? error.exitCode : exitCodes.failure.code;
  }
}

function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
