import type { CommandShape, OptionShape, ProgramShape, Value } from './shape.ts';

/** A completion for fish. */
export function fishCompletion({ name, commands, unnamed }: ProgramShape): string {
  const names = commands.map((each) => each.name).join(' ');
  const none = `not __fish_seen_subcommand_from ${names}`;
  const lines = [
    `# fish completion for ${name}, made by "${name} completion fish"`,
    `complete -c ${name} -e`,
    `complete -c ${name} -f`,
    ...commands.map((each) => line(name, none, `-a ${each.name} -d ${quoted(each.description)}`)),
    ...atCommand(name, unnamed, none, { kind: 'none' }),
    ...commands.flatMap((each) => atCommand(name, each, `__fish_seen_subcommand_from ${each.name}`, each.argument)),
  ];
  return `${lines.join('\n')}\n`;
}

function atCommand(name: string, { options }: CommandShape, when: string, argument: Value): string[] {
  const flags = options.map((option) => line(name, when, `${switches(option)} -d ${quoted(option.description)}`));
  if (argument.kind === 'file') return [...flags, line(name, when, '-F')];
  return argument.kind === 'choice' ? [...flags, line(name, when, `-a ${quoted(argument.of.join(' '))}`)] : flags;
}

function line(name: string, when: string, rest: string): string {
  return `complete -c ${name} -n ${quoted(when)} ${rest}`;
}

function switches({ names, value }: OptionShape): string {
  const flags = names.map((each) => (each.startsWith('--') ? `-l ${each.slice(2)}` : `-s ${each.slice(1)}`));
  return [...flags, ...wants(value)].join(' ');
}

function wants(value: Value): string[] {
  if (value.kind === 'none') return [];
  if (value.kind === 'file') return ['-r', '-F'];
  return value.kind === 'choice' ? ['-x', '-a', quoted(value.of.join(' '))] : ['-x'];
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
