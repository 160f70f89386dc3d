import { Command, CommanderError } from 'commander';
import { addCompletionCommand } from './commands/completion.ts';
import { addConfigCommand } from './commands/config.ts';
import { addFakeCommand } from './commands/fake.ts';
import { CommandError, exitCodes } from './exit-codes.ts';
import { cleanEnvironment, heedSwitchedOff } from './options.ts';
import { addScenarioCommand } from './commands/scenario.ts';
import { addServeCommand } from './commands/serve.ts';
import { addVerifyCommand } from './commands/verify.ts';
import { version } from '../lib/version.ts';

/**
 * Runs the command line. A server that was started goes on running afterwards.
 * @param args what follows the program's name
 * @returns the exit code
 */
export async function run(args: readonly string[]): Promise<number> {
  cleanEnvironment(process.env);
  // Whoever reads our output may stop reading at any time, as `head` does.
  process.stdout.on('error', ignoreBrokenPipe);
  const program = new Command('use-case-stub')
    .description(
      'A stand-in for the Use Cases API of a voice-AI platform: stateful, fast, and honest about what is assumed.',
    )
    .version(version)
    .showHelpAfterError('(use --help to see every command and flag)')
    .hook('preAction', (_, command) => heedSwitchedOff(command, process.env))
    .exitOverride();
  addServeCommand(program);
  addConfigCommand(program);
  addFakeCommand(program);
  addVerifyCommand(program);
  addScenarioCommand(program);
  addCompletionCommand(program);
  try {
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
