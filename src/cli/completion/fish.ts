import type { CommandShape, OptionShape, ProgramShape, Value } from './shape.ts';

/** A completion for fish. */
export function fishCompletion({ name, commands }: ProgramShape): string {
  const lines = commands.flatMap(atCommand).map((line) => `complete -c ${name} ${line}`);
  return `${[`# fish completion for ${name}, made by "${name} completion fish"`, `complete -c ${name} -e`, `complete -c ${name} -f`, ...lines].join('\n')}\n`;
}

function atCommand({ path, options, commands, argument }: CommandShape): string[] {
  const seen = path.map((word) => `__fish_seen_subcommand_from ${word}`);
  const below = commands.map(({ name }) => name).join(' ');
  const when = [...seen, ...(below === '' ? [] : [`not __fish_seen_subcommand_from ${below}`])].join('; and ');
  const rest = [
    ...commands.map((each) => `-a ${each.name} -d ${quoted(each.description)}`),
    ...options.map((option) => `${switches(option)} -d ${quoted(option.description)}`),
    ...(commands.length > 0 ? [] : argumentOf(argument)),
  ];
  return rest.map((each) => `-n ${quoted(when)} ${each}`);
}

function argumentOf(argument: Value): string[] {
  if (argument.kind === 'choice') return [`-a ${quoted(argument.of.join(' '))}`];
  return argument.kind === 'file' ? ['-F'] : [];
}

function switches({ names, value }: OptionShape): string {
  const flags = names.map((each) => (each.startsWith('--') ? `-l ${each.slice(2)}` : `-s ${each.slice(1)}`));
  return [...flags, ...valueSwitches(value)].join(' ');
}

function valueSwitches(value: Value): string[] {
  if (value.kind === 'none') return [];
  if (value.kind === 'file') return ['-r', '-F'];
  return value.kind === 'choice' ? ['-x', '-a', quoted(value.of.join(' '))] : ['-x'];
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
