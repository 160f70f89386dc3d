import type { Argument, Command, Option } from 'commander';

/** What a shell can offer at a place: words, files, nothing because the value is free, or nothing because there is none. */
export type Value =
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'file' }
  | { readonly kind: 'any' }
  | { readonly kind: 'none' };

export interface OptionShape {
  /** `-p` and `--port`, or only the latter. */
  readonly names: readonly string[];
  readonly description: string;
  /** The placeholder of its value, such as `number`. */
  readonly placeholder: string;
  readonly value: Value;
}

/** A word with its explanation. */
export interface Described {
  readonly name: string;
  readonly description: string;
}

export interface CommandShape {
  /** The words that name it, such as `scenario start`; empty for the command that runs by default. */
  readonly path: readonly string[];
  readonly options: readonly OptionShape[];
  readonly commands: readonly Described[];
  readonly argument: Value;
}

/** All that a shell has to know about a program to complete its command lines. */
export interface ProgramShape {
  readonly name: string;
  readonly commands: readonly CommandShape[];
}

/** @param defaultCommand the command that runs when none is named */
export function shapeOf(program: Command, defaultCommand: string): ProgramShape {
  const [own, ...others] = commandShapes(program, []);
  const standard = others.find(({ path }) => path.join(' ') === defaultCommand);
  if (own === undefined || standard === undefined) throw new Error(`there is no command ${defaultCommand}`);
  const known = new Set(standard.options.flatMap((option) => option.names));
  const more = own.options.filter((option) => !option.names.some((name) => known.has(name)));
  return { name: program.name(), commands: [{ ...own, options: [...standard.options, ...more] }, ...others] };
}

/** A command and all below it. @param siblings the commands beside it, which `help` takes as its argument */
function commandShapes(command: Command, path: readonly string[], siblings: readonly string[] = []): CommandShape[] {
  const below = command.createHelp().visibleCommands(command);
  const names = below.map((each) => each.name());
  const shape: CommandShape = {
    path,
    options: command.createHelp().visibleOptions(command).map(optionShape),
    commands: below.map((each) => ({ name: each.name(), description: each.description() })),
    argument: path.at(-1) === 'help' ? { kind: 'choice', of: siblings } : argumentValue(command.registeredArguments[0]),
  };
  return [shape, ...below.flatMap((each) => commandShapes(each, [...path, each.name()], names))];
}

function argumentValue(argument: Argument | undefined): Value {
  if (argument === undefined) return { kind: 'none' };
  if (argument.argChoices) return { kind: 'choice', of: argument.argChoices };
  return { kind: argument.name() === 'id' ? 'any' : 'file' };
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
