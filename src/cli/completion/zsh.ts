import type { CommandShape, OptionShape, ProgramShape, Value } from './shape.ts';

/** A completion for zsh, to be sourced or to be put into a directory of `fpath`. */
export function zshCompletion({ name, commands, unnamed }: ProgramShape): string {
  const fn = `_${name.replaceAll('-', '_')}`;
  const valued = [unnamed, ...commands].flatMap(({ options }) => options.filter(({ value }) => value.kind !== 'none'));
  const flags = [...new Set(valued.flatMap(({ names }) => names))];
  return `#compdef ${name}
# zsh completion for ${name}, made by "${name} completion zsh"
${fn}() {
  local command='' i
  local -a commands=(
${commands.map((each) => `    ${quoted(`${each.name}:${each.description}`)}`).join('\n')}
  )
  for ((i = 2; i < CURRENT; i++)); do
    case $words[i] in
      (${flags.join('|')}) ((i++)) ;;
      (-*) ;;
      (*) command=$words[i]; break ;;
    esac
  done
  if [[ -n $command ]]; then
    words=("\${(@)words[i,-1]}")
    ((CURRENT -= i - 1))
  fi
  case $command in
${[{ ...unnamed, name: "''" }, ...commands].map((each) => atCommand(each)).join('\n')}
    (*) _files ;;
  esac
}
if [[ $funcstack[1] == _${name} ]]; then
  ${fn} "$@"
else
  compdef ${fn} ${name}
fi
`;
}

function atCommand({ name, options, argument }: CommandShape): string {
  const specs = [...options.flatMap(optionSpecs), ...argumentSpec(name, argument)];
  return `    (${name})\n      _arguments \\\n        ${specs.join(' \\\n        ')}\n      ;;`;
}

function argumentSpec(name: string, argument: Value): string[] {
  if (name === "''") return [quoted(`1:command:{_describe command commands}`)];
  return argument.kind === 'none' ? [] : [quoted(`*:${name}:${action(argument)}`)];
}

/** One for each name. A flag with a value may come again, since many may. */
function optionSpecs({ names, description, placeholder, value }: OptionShape): string[] {
  const text = description.replace(/[\\[\]:]/g, '\\$&');
  return names.map((each) => {
    if (value.kind === 'none') return quoted(`${each}[${text}]`);
    const name = each.startsWith('--') ? `${each}=` : `${each}+`;
    return quoted(`*${name}[${text}]:${placeholder.replaceAll(':', '\\:')}:${action(value)}`);
  });
}

/** A blank completes nothing, and says what is wanted. */
function action(value: Value): string {
  if (value.kind === 'choice') return `(${value.of.join(' ')})`;
  return value.kind === 'file' ? '_files' : ' ';
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
