import { flagsWithValue } from './bash.ts';
import type { CommandShape, OptionShape, ProgramShape, Value } from './shape.ts';

/** A completion for zsh, to be sourced or put into a directory of `fpath`. */
export function zshCompletion({ name, commands }: ProgramShape): string {
  const fn = `_${name.replaceAll('-', '_')}`;
  const paths = commands.map(({ path }) => quoted(path.join(' '))).filter((path) => path !== "''");
  return `#compdef ${name}
# zsh completion for ${name}, made by "${name} completion zsh"
${fn}() {
  local command='' at=1 i
  local -a commands
  for ((i = 2; i < CURRENT; i++)); do
    case $words[i] in
      (${flagsWithValue(commands).join('|')}) ((i++)) ;;
      (-*) ;;
      (*)
        case "\${command:+$command }$words[i]" in
          (${paths.join('|')}) command="\${command:+$command }$words[i]" at=$i ;;
          (*) break ;;
        esac
        ;;
    esac
  done
  words=("\${(@)words[at,-1]}")
  ((CURRENT -= at - 1))
  case $command in
${commands.map(atCommand).join('\n')}
  esac
}
if [[ $funcstack[1] == _${name} ]]; then
  ${fn} "$@"
else
  compdef ${fn} ${name}
fi
`;
}

function atCommand({ path, options, commands, argument }: CommandShape): string {
  const described = commands.map(({ name, description }) => `        ${quoted(`${name}:${description}`)}\n`);
  const listed = commands.length === 0 ? '' : `      commands=(\n${described.join('')}      )\n`;
  const others = commands.length === 0 ? argumentSpec(argument) : [quoted('1:command:{_describe command commands}')];
  const specs = [...options.flatMap(optionSpecs), ...others].map((spec) => ` \\\n        ${spec}`);
  return `    (${quoted(path.join(' '))})\n${listed}      _arguments${specs.join('')}\n      ;;`;
}

function argumentSpec(argument: Value): string[] {
  return argument.kind === 'none' ? [] : [quoted(`*:argument:${action(argument)}`)];
}

/** One for each name. Flags with a value may be repeated, as many settings are lists. */
function optionSpecs({ names, description, placeholder, value }: OptionShape): string[] {
  const text = description.replace(/[\\[\]:]/g, '\\$&');
  return names.map((each) => {
    if (value.kind === 'none') return quoted(`${each}[${text}]`);
    const name = each.startsWith('--') ? `${each}=` : `${each}+`;
    return quoted(`*${name}[${text}]:${placeholder.replaceAll(':', '\\:')}:${action(value)}`);
  });
}

/** What zsh offers. A blank offers nothing and shows the placeholder. */
function action(value: Value): string {
  if (value.kind === 'choice') return `(${value.of.join(' ')})`;
  return value.kind === 'file' ? '_files' : ' ';
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
