import type { Command } from 'commander';
import { didYouMean } from '../lib/nearest-name.ts';
import { CommandError } from './exit-codes.ts';

/** The flags that the list of commands names; the help of each command explains all of them. */
const mainFlags: Readonly<Record<string, readonly string[]>> = {
  serve: ['--port', '--validation', '--api-key', '--fixtures', '--store', '--watch', '--open'],
  config: ['--json'],
  fake: ['--count', '--language', '--seed'],
  compare: ['--states', '--json'],
  coverage: ['--check', '--url', '--api-key', '--json'],
  verify: ['--provider-url', '--broker-url', '--junit', '--json'],
  'check-provider': ['--provider-url', '--header', '--read-only', '--junit', '--json'],
  proxy: ['--url', '--port', '--learn', '--record', '--json'],
  probe: ['--url', '--header', '--read-only', '--dry-run', '--yes', '--continue', '--json'],
  fidelity: ['--markdown', '--json'],
  record: ['--consumer', '--output', '--env', '--url', '--json'],
  certify: ['--only', '--parallel', '--time-limit', '--junit', '--html', '--json'],
  start: ['--operation', '--status', '--delay', '--fault', '--times'],
  list: ['--url', '--api-key', '--json'],
  end: ['--url', '--api-key', '--json'],
};

/** Makes lists of commands name the main flags of each. Commands that are added afterwards do so as well. */
export function nameMainFlags(program: Command): void {
  program.configureHelp({
    subcommandDescription: (command) => [command.description(), mainFlagsOf(command)].filter(Boolean).join('\n'),
  });
}

function mainFlagsOf(command: Command): string {
  if (command.commands.length > 0) return command.commands.map((each) => each.name()).join(', ');
  const names = mainFlags[command.name()] ?? [];
  const flags = command.options.flatMap((option) => (names.includes(option.long ?? '') ? [option] : []));
  return flags.map((option) => option.flags.replace(/^-\w, /, '')).join(', ');
}

/** Makes the errors of each command point to the help of that command. */
export function pointErrorsToHelp(command: Command, path: string = command.name()): void {
  command.showHelpAfterError(`("${path} --help" explains every flag)`);
  for (const each of command.commands) pointErrorsToHelp(each, `${path} ${each.name()}`);
}

/**
 * Makes each command reject a flag with one value that is given twice, of which commander would keep the last.
 * Flags that collect several values are left alone.
 */
export function rejectRepeatedFlags(command: Command): void {
  for (const option of command.options.filter(({ required }) => required)) {
    let earlier: unknown;
    command.on(`option:${option.name()}`, () => {
      const value: unknown = command.getOptionValue(option.attributeName());
      if (earlier !== undefined && typeof value !== 'object')
        throw new CommandError('usage', `${option.long ?? option.flags} is given twice, but takes one value`);
      earlier = value;
    });
  }
  for (const each of command.commands) rejectRepeatedFlags(each);
}

/**
 * Rejects a command that does not exist. Commander would take it for an argument of the command that runs by default.
 *
 * @param args what follows the name of the program
 * @throws CommandError that names the command that was probably meant
 */
export function rejectUnknownCommand(program: Command, [first]: readonly string[]): void {
  const known = [...program.commands.map((each) => each.name()), 'help'];
  if (first === undefined || first.startsWith('-') || known.includes(first)) return;
  const hint = `"${program.name()} --help" explains the commands`;
  throw new CommandError('usage', `unknown command "${first}"; ${didYouMean(first, known)} (${hint})`);
}

export const ROOT_HELP = `
"use-case-stub serve --help" explains every flag of the server, "use-case-stub COMMAND --help" those of a command.
Without a command, the flags of serve may follow at once: use-case-stub --port 0`;
