import type { Argument, Command, Option } from 'commander';

/** What can stand at a place: one of some words, a file, something that nobody can guess, or nothing. */
export type Value =
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'file' }
  | { readonly kind: 'any' }
  | { readonly kind: 'none' };

export interface OptionShape {
  /** `-p` and `--port`, or only the latter. */
  readonly names: readonly string[];
  readonly description: string;
  /** What its value is called, such as `number`. */
  readonly placeholder: string;
  readonly value: Value;
}

export interface CommandShape {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionShape[];
  readonly argument: Value;
}

/** What a shell has to know of a program to complete its command lines. */
export interface ProgramShape {
  readonly name: string;
  readonly commands: readonly CommandShape[];
  /** What runs when no command is named: its options, and those of the program itself. */
  readonly unnamed: CommandShape;
}

/** @param defaultCommand the command that runs when none is named */
export function shapeOf(program: Command, defaultCommand: string): ProgramShape {
  const visible = program.createHelp().visibleCommands(program);
  const names = visible.map((each) => each.name());
  const commands = visible.map((each) => commandShape(each, names));
  const standard = commands.find(({ name }) => name === defaultCommand);
  if (standard === undefined) throw new Error(`there is no command ${defaultCommand}`);
  const known = new Set(standard.options.flatMap((option) => option.names));
  const own = commandShape(program, names).options.filter((option) => !option.names.some((name) => known.has(name)));
  return { name: program.name(), commands, unnamed: { ...standard, options: [...standard.options, ...own] } };
}

function commandShape(command: Command, commands: readonly string[]): CommandShape {
  const name = command.name();
  const [argument] = command.registeredArguments;
  return {
    name,
    description: command.description(),
    options: command.createHelp().visibleOptions(command).map(optionShape),
    argument: name === 'help' ? { kind: 'choice', of: commands } : argumentValue(argument),
  };
}

function argumentValue(argument: Argument | undefined): Value {
  if (argument === undefined) return { kind: 'none' };
  return argument.argChoices ? { kind: 'choice', of: argument.argChoices } : { kind: 'file' };
}

function optionShape({ flags, short, long, description, argChoices, required, optional }: Option): OptionShape {
  const [, placeholder = ''] = /<([^>]+)>/.exec(flags) ?? [];
  return {
    names: [short, long].filter((name) => name !== undefined),
    description,
    placeholder,
    value: argChoices
      ? { kind: 'choice', of: argChoices }
      : { kind: !required && !optional ? 'none' : /^(file|dir)/.test(placeholder) ? 'file' : 'any' },
  };
}
