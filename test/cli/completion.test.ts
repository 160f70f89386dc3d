import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Argument, Command, Option } from 'commander';
import { bashCompletion } from '../../src/cli/completion/bash.ts';
import { fishCompletion } from '../../src/cli/completion/fish.ts';
import { shapeOf } from '../../src/cli/completion/shape.ts';
import { zshCompletion } from '../../src/cli/completion/zsh.ts';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import { serveOptions } from '../../src/cli/options.ts';
import { connectionOptions, startOptions } from '../../src/cli/commands/scenario-options.ts';
import { verifyOptions } from '../../src/cli/commands/verify-options.ts';
import { run } from '../helpers/cli.ts';
import { directoryWith } from '../helpers/files.ts';

type Shell = 'bash' | 'zsh' | 'fish';

const zshTab = fileURLToPath(new URL('../helpers/complete.zsh', import.meta.url));
const commands =
  'certify check-provider compare completion config coverage fake fidelity help probe proxy record scenario serve verify'.split(
    ' ',
  );

function script(shell: Shell): string {
  const { stdout, stderr, status } = run(['completion', shell]);
  assert.equal(status, 0, stderr);
  return stdout;
}

function shellRun(cwd: string, command: string, args: readonly string[]): string[] {
  const { stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 20_000 });
  assert.equal(error, undefined);
  assert.equal(stderr, '', command);
  return stdout.split('\n').filter(Boolean);
}

/** How a shell is asked what it offers behind a line. */
const ask: Record<Shell, (cwd: string, file: string, line: string) => string[]> = {
  bash(cwd, file, line) {
    // As bash itself cuts a line into words, and takes files when the function has none and has not said otherwise.
    const words = line.split(/ |(=)/).filter((word) => word !== undefined);
    const program = `
      compopt() { otherwise=nothing; }
      source "$1"
      shift
      COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=\${#COMP_LINE} otherwise=files
      registered=$(complete -p use-case-stub)
      $(sed -E 's/.* -F ([^ ]+).*/\\1/' <<< "$registered")
      if [[ \${#COMPREPLY[@]} -gt 0 ]]; then printf '%s\\n' "\${COMPREPLY[@]}"
      elif [[ $otherwise == files && $registered == *' -o default '* ]]; then compgen -f -- "\${COMP_WORDS[COMP_CWORD]}"; fi`;
    return shellRun(cwd, 'bash', ['--norc', '-c', program, 'bash', file, ...words]);
  },
  zsh: (cwd, file, line) => shellRun(cwd, 'zsh', ['-f', zshTab, file, line]),
  fish(cwd, file, line) {
    const offered = shellRun(cwd, 'fish', ['--no-config', '-c', 'source $argv[1]; complete -C $argv[2]', file, line]);
    // Values come with a description, and with the flag that they are joined to.
    return offered.map((each) => (each.split('\t')[0] ?? '').replace(/^--[\w-]+=/, ''));
  },
};

function missing(shell: Shell): string | false {
  return spawnSync(shell, ['--version']).error === undefined ? false : `this machine has no ${shell}`;
}

function offeredBy(t: TestContext, shell: Shell): (line: string) => string[] {
  const directory = directoryWith(t, { 'pacts/a.json': '', 'pacts/b c.json': '', 'spec.yaml': '' });
  const file = join(directory, `${shell}.txt`);
  writeFileSync(file, script(shell));
  return (line) => ask[shell](directory, file, line).sort();
}

for (const shell of ['bash', 'zsh', 'fish'] as const) {
  describe(`the completion for ${shell}`, { skip: missing(shell) }, () => {
    it('offers commands, and the flags of serve without naming it', (t) => {
      const offered = offeredBy(t, shell);
      assert.deepEqual(offered('use-case-stub '), commands);
      assert.deepEqual(offered('use-case-stub fa'), ['fake']);
      assert.deepEqual(offered('use-case-stub --va'), ['--validation']);
      assert.deepEqual(offered('use-case-stub --vers'), ['--version']);
      assert.deepEqual(offered('use-case-stub help '), commands);
    });

    it('offers the flags of the command that is named, and no others', (t) => {
      const offered = offeredBy(t, shell);
      assert.deepEqual(offered('use-case-stub serve --va'), ['--validation']);
      assert.deepEqual(offered('use-case-stub verify --j'), ['--json', '--junit']);
      assert.deepEqual(offered('use-case-stub verify --va'), []);
      assert.deepEqual(offered('use-case-stub config --pri'), ['--print']);
    });

    it('offers the commands below a command, and their flags', (t) => {
      const offered = offeredBy(t, shell);
      assert.deepEqual(offered('use-case-stub scenario '), ['end', 'help', 'list', 'start']);
      assert.deepEqual(offered('use-case-stub scenario start --fault sl'), ['slow']);
      assert.deepEqual(offered('use-case-stub scenario list --ti'), []);
      assert.deepEqual(offered('use-case-stub scenario start --ti'), ['--times']);
      assert.deepEqual(offered('use-case-stub scenario end '), []);
    });

    it('offers the values that a flag or an argument can have', (t) => {
      const offered = offeredBy(t, shell);
      assert.deepEqual(offered('use-case-stub --validation '), ['off', 'standard', 'strict', 'warn']);
      assert.deepEqual(offered('use-case-stub --validation=s'), ['standard', 'strict']);
      assert.deepEqual(offered('use-case-stub fake --count 3 --language es'), ['es-ES', 'es-MX']);
      assert.deepEqual(offered('use-case-stub completion '), ['bash', 'fish', 'zsh']);
    });

    it('offers files where a flag takes a file, and nothing where the value is free', (t) => {
      const offered = offeredBy(t, shell);
      assert.deepEqual(offered('use-case-stub --spec sp'), ['spec.yaml']);
      assert.equal(offered('use-case-stub verify pac').length, 1);
      assert.deepEqual(offered('use-case-stub --port '), []);
      assert.deepEqual(offered('use-case-stub serve sp'), []);
    });

    it(
      'does not take the value of a flag for a command',
      { skip: shell === 'fish' && 'fish looks for any word' },
      (t) => {
        const offered = offeredBy(t, shell);
        assert.deepEqual(offered('use-case-stub --admin-key verify --va'), ['--validation']);
        assert.deepEqual(offered('use-case-stub --admin-key=verify --va'), ['--validation']);
      },
    );
  });
}

describe('use-case-stub completion', () => {
  it('knows every command and flag, in every shell', () => {
    for (const shell of ['bash', 'zsh', 'fish'] as const) {
      const text = script(shell);
      for (const name of commands) assert.match(text, new RegExp(`\\b${name}\\b`));
      for (const { long = '' } of [...serveOptions(), ...verifyOptions(), ...startOptions(), ...connectionOptions()])
        assert.ok(text.includes(shell === 'fish' ? ` -l ${long.slice(2)} ` : long), `${shell} ${long}`);
    }
  });

  it('follows from the program, so that what is added is offered', () => {
    const program = new Command('a-program').addCommand(new Command('serve'));
    program
      .command('later')
      .description("it's [later]: \\")
      .addOption(new Option('-n, --new-flag <level>', "what's: [new] \\").choices(['low', 'high']))
      .addArgument(new Argument('<what>').choices(['this', 'that']));
    const shape = shapeOf(program, 'serve');
    for (const make of [bashCompletion, zshCompletion, fishCompletion])
      for (const word of ['later', 'new-flag', 'low high', 'this that']) assert.ok(make(shape).includes(word), word);
    assert.ok(zshCompletion(shape).includes(`'*--new-flag=[what'\\''s\\: \\[new\\] \\\\]:level:(low high)'`));
    assert.ok(fishCompletion(shape).includes(`-d 'it\\'s [later]: \\\\'`));
  });

  it('can be sourced twice, without a word', { skip: missing('bash') }, (t) => {
    const cwd = directoryWith(t, { 'script.bash': script('bash') });
    assert.deepEqual(shellRun(cwd, 'bash', ['--norc', '-euc', 'source script.bash; source script.bash']), []);
  });

  it('takes only the name of a shell that it knows', () => {
    const { status, stderr } = run(['completion', 'tcsh']);
    assert.equal(status, exitCodes.usage.code);
    assert.match(stderr, /Allowed choices are bash, zsh, fish/);
    assert.equal(run(['completion']).status, exitCodes.usage.code);
  });
});
