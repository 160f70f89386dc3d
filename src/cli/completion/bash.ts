import type { CommandShape, ProgramShape, Value } from './shape.ts';

/** A completion for bash, 3.2 (of macOS) included. */
export function bashCompletion({ name, commands, unnamed }: ProgramShape): string {
  const fn = `_${name.replaceAll('-', '_')}`;
  const names = commands.map((each) => each.name);
  return `# bash completion for ${name}, made by "${name} completion bash"
${fn}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev='' command='' word skip='' i
  ((COMP_CWORD > 0)) && prev=\${COMP_WORDS[COMP_CWORD - 1]}
  # To bash, an equals sign is a word of its own: --flag = value.
  if [[ $cur == '=' ]]; then
    cur=''
  elif [[ $prev == '=' ]]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ $word == '=' ]]; then
      skip=1
    elif [[ -n $skip ]]; then
      skip=''
    else
      case $word in
${valued(commands, unnamed)}
        -*) ;;
        *)
          command=$word
          break
          ;;
      esac
    fi
  done
  local words='' files=''
  case \${command:-${unnamed.name}}:$prev in
${commands.flatMap(values).join('\n')}
    *)
      case $command in
${[{ ...unnamed, name: "''" }, ...commands].map((each) => atCommand(each, each.name === "''" ? names : [])).join('\n')}
        *) files=1 ;;
      esac
      ;;
  esac
  COMPREPLY=()
  # Without an answer bash completes files, as "complete" below says.
  if [[ -z $files ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
    compopt +o default 2>/dev/null
  fi
  return 0
}
complete -o default -F ${fn} ${name}
`;
}

/** Which flags are followed by a value, that must not be taken for a command. */
function valued(commands: readonly CommandShape[], unnamed: CommandShape): string {
  const options = [unnamed, ...commands].flatMap(({ options }) => options.filter(({ value }) => value.kind !== 'none'));
  return `        ${[...new Set(options.flatMap(({ names }) => names))].join(' | ')}) skip=1 ;;`;
}

/** What follows each flag of a command. */
function values({ name, options }: CommandShape): string[] {
  const wanting = options.filter(({ value }) => value.kind !== 'none');
  return [...Map.groupBy(wanting, ({ value }) => answer(value))].map(([given, alike]) => {
    const flags = alike.flatMap(({ names }) => names).map((flag) => `${name}:${flag}`);
    return `    ${flags.join(' | ')}) ${given} ;;`;
  });
}

/** What may stand where no flag wants a value. */
function atCommand({ name, options, argument }: CommandShape, names: readonly string[]): string {
  const flags = options.flatMap((option) => option.names).join(' ');
  const others: Value = names.length > 0 ? { kind: 'choice', of: names } : argument;
  return `        ${name})
          if [[ $cur == -* ]]; then words='${flags}'; else ${answer(others)}; fi
          ;;`;
}

function answer(value: Value): string {
  if (value.kind === 'choice') return `words='${value.of.join(' ')}'`;
  return value.kind === 'file' ? 'files=1' : "words=''";
}
