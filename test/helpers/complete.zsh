# Prints what zsh offers when Tab is pressed: complete.zsh SCRIPT LINE. Completion works only in an interactive shell,
# so there is one, in a terminal of its own. It prints each match behind "match:", and "done:" at the end; written in
# two parts here, so that the echo of what is typed does not look like it.
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'unset zle_bracketed_paste; PROMPT=; autoload -U compinit; compinit -u -D'
zpty -w shell 'compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
  local -a matches
  builtin compadd -A matches "$@"
  (( $#matches )) && print -rl -- "mat""ch:"$^matches
}'
zpty -w shell 'zle -C offer complete-word _main_complete'
zpty -w shell 'tab() { zle offer; print -r -- "do""ne:" }; zle -N tab; bindkey "^I" tab'
zpty -w shell "source ${(q)1}"
zpty -w -n shell "$2"$'\t'
zpty -r shell output $'*done:*'
zpty -d shell
print -r -- $output | tr -d '\r' | sed -n 's/^.*match://p'
