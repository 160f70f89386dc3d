/** What the commands share that run a consumer's own tests against a stub. */
import { readFileSync } from 'node:fs';
import { InvalidArgumentError, type Command, type Option } from 'commander';
import { isObject, parseJson } from '../../lib/guards.ts';
import { suiteVariables } from '../../suite/variables.ts';
import { CommandError, exitCodes, type Exit } from '../exit-codes.ts';
import { option } from '../options.ts';

/** The flags of every command that runs a suite. */
export interface SuiteFlags {
  readonly env?: Readonly<Record<string, string>>;
  readonly apiKey?: string;
}

/** `--env`, for clients that take their address from a variable of their own. */
export function environmentOption(): Option {
  return option(
    '--env <name=value>',
    'give the suite this variable; {url} stands for the address of the API, {key} for the API key; repeat it for more',
    'SUITE_ENV',
  ).argParser(variable);
}

/** Lines for the help of a command that runs a suite. */
export const SUITE_HELP = `The suite finds the stub by two variables of its environment: ${suiteVariables.url}, the address with
/api/v1, and ${suiteVariables.key}. A client with other variables gets them by --env.`;

/** The API key of the suite, unless it is given. */
export const SUITE_KEY = 'suite';

/**
 * The command after `--`.
 *
 * @throws CommandError when there is none
 */
export function suiteCommand(command: Command, words: readonly string[]): readonly string[] {
  if (words.length > 0) return words;
  const name = command.name();
  throw new CommandError(
    'usage',
    `say how the tests are run, after two dashes: use-case-stub ${name} -- npm test; see "use-case-stub ${name} --help"`,
  );
}

/** Reads `--api-key`: what a suite could not send in a header is refused, without repeating it. */
export function apiKey(text: string): string {
  // eslint-disable-next-line no-control-regex
  if (text !== '' && !/[\s\u0000-\u001f\u007f]/.test(text)) return text;
  throw new CommandError(
    'usage',
    '--api-key must be a key without white space in it; the "Bearer" before it is not part of the key',
  );
}

/** Ends the process on a signal, which also ends what the suite has started, and removes temporary files. */
export function exitOnSignal(exit: Exit): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => exit(exitCodes.interrupted.code));
}

/** The name of the package in the working directory, without its scope. */
export function packageName(): string | undefined {
  try {
    const found = parseJson(readFileSync('package.json', 'utf8'));
    const name = isObject(found) ? found['name'] : undefined;
    return typeof name === 'string' && name !== '' ? name.replace(/^@[^/]*\//, '') : undefined;
  } catch {
    return undefined;
  }
}

function variable(text: string, earlier: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new InvalidArgumentError('It must be of the form NAME=value, such as API_URL={url}.');
  return { ...earlier, [name]: value };
}
