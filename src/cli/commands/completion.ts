import { Argument, type Command } from 'commander';
import { bashCompletion } from '../completion/bash.ts';
import { fishCompletion } from '../completion/fish.ts';
import { shapeOf, type ProgramShape } from '../completion/shape.ts';
import { zshCompletion } from '../completion/zsh.ts';

/** What writes the script, by shell. */
const scripts: Readonly<Record<string, (shape: ProgramShape) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** Adds `completion`. Its script knows every command and flag, also those that are added later. */
export function addCompletionCommand(program: Command): void {
  program
    .command('completion')
    .description('print a script that lets a shell complete commands, flags and their values')
    .addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(scripts)))
    .addHelpText('after', HELP)
    .action((shell: string) => {
      process.stdout.write(scripts[shell]?.(shapeOf(program, 'serve')) ?? '');
    });
}

const HELP = `
The shell has to know the program by its name, which it does once the package is installed (npm install --global).

  bash   echo 'source <(use-case-stub completion bash)' >> ~/.bashrc
  zsh    echo 'source <(use-case-stub completion zsh)' >> ~/.zshrc      (after compinit)
  fish   use-case-stub completion fish > ~/.config/fish/completions/use-case-stub.fish`;
