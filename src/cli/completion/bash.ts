import type { CommandShape, ProgramShape, Value } from './shape.ts';

/** A completion for bash, also for 3.2, the version of macOS. */
export function bashCompletion({ name, commands }: ProgramShape): string {
  const fn = `_${name.replaceAll('-', '_')}`;
  const paths = commands.map(({ path }) => `'${path.join(' ')}'`).filter((path) => path !== "''");
  return `# bash completion for ${name}, made by "${name} completion bash"
${fn}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev='' command='' path word skip='' i
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
        ${flagsWithValue(commands).join(' | ')}) skip=1 ;;
        -*) ;;
        *)
          path=\${command:+$command }$word
          case $path in
            ${paths.join(' | ')}) command=$path ;;
            *) break ;;
          esac
          ;;
      esac
    fi
  done
  local words='' files=''
  case $command:$prev in
${commands.flatMap(values).join('\n')}
    *)
      case $command in
${commands.map(atCommand).join('\n')}
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

/** Flags that are followed by a value, so that the value is not taken for a command. */
export function flagsWithValue(commands: readonly CommandShape[]): string[] {
  const options = commands.flatMap((each) => each.options.filter(({ value }) => value.kind !== 'none'));
  return [...new Set(options.flatMap(({ names }) => names))];
}

/** What to offer after each flag of a command that takes a value. */
function values({ path, options }: CommandShape): string[] {
  const withValue = options.filter(({ value }) => value.kind !== 'none');
  return [...Map.groupBy(withValue, ({ value }) => answer(value))].map(([given, alike]) => {
    const flags = alike.flatMap(({ names }) => names).map((flag) => `'${path.join(' ')}':${flag}`);
    return `    ${flags.join(' | ')}) ${given} ;;`;
  });
}

/** What to offer where no flag takes a value. */
function atCommand({ path, options, commands, argument }: CommandShape): string {
  const flags = options.flatMap(({ names }) => names).join(' ');
  const others: Value = commands.length > 0 ? { kind: 'choice', of: commands.map(({ name }) => name) } : argument;
  return `        '${path.join(' ')}')
          if [[ $cur == -* ]]; then words='${flags}'; else ${answer(others)}; fi
          ;;`;
}

function answer(value: Value): string {
  if (value.kind === 'choice') return `words='${value.of.join(' ')}'`;
  return value.kind === 'file' ? 'files=1' : "words=''";
}
