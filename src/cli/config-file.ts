import { dirname, resolve } from 'node:path';
import { inspect } from 'node:util';
import { InvalidArgumentError } from 'commander';
import { DataFileError, readDataFile } from '../lib/data-file.ts';
import { nearestName } from '../lib/nearest-name.ts';
import { CommandError } from './exit-codes.ts';
import type { ServeOption } from './serve-option.ts';

/** What a configuration file says, by setting. */
export interface ConfigFile {
  /** Its path, from the working directory on. */
  readonly file: string;
  readonly values: ReadonlyMap<string, unknown>;
}

/** What was written, and where; a program says nothing of lines. */
interface Written {
  readonly value: unknown;
  readonly placeOf: (key: string) => string;
}

/**
 * Reads a configuration file, and holds each setting against what reads its flag.
 *
 * @throws CommandError in one line: file, line, setting, reason
 */
export async function readConfigFile(file: string, options: readonly ServeOption[]): Promise<ConfigFile> {
  const { value, placeOf } = await (/\.m?[jt]s$/.test(file) ? runProgram(file) : readData(file));
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new CommandError('usage', `${file}: settings are wanted, such as { "port": 4010 }`);
  const settings = new Map(options.filter((each) => each.isSetting).map((each) => [each.attributeName(), each]));
  const values = new Map<string, unknown>();
  for (const [key, given] of Object.entries(value)) {
    const option = settings.get(key);
    if (option === undefined)
      throw new CommandError('usage', `${placeOf(key)}: "${key}" is no setting${hint(key, [...settings.keys()])}`);
    // A program may leave a setting open.
    if (given === undefined) continue;
    try {
      values.set(key, valueOf(option, given, dirname(file)));
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      throw new CommandError('usage', `${placeOf(key)}: "${key}" cannot be taken. ${error.message}`);
    }
  }
  return { file, values };
}

function hint(key: string, known: readonly string[]): string {
  const meant = nearestName(
    key.replace(/^-+/, '').replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase()),
    known,
  );
  return meant === undefined ? `; these are: ${known.join(', ')}` : `; did you mean "${meant}"?`;
}

/** The very parser of the flag reads it, once for each text where the flag may be repeated. */
function valueOf(option: ServeOption, given: unknown, directory: string): unknown {
  if (option.isBoolean()) {
    if (typeof given === 'boolean') return given;
    throw new InvalidArgumentError('It must be true or false.');
  }
  const texts: unknown[] = option.isRepeatable && Array.isArray(given) ? given : [given];
  return texts.reduce((earlier, text) => {
    if (typeof text === 'string' || typeof text === 'number')
      return option.read(option.resolve(String(text), directory), earlier);
    throw new InvalidArgumentError(wanted(option));
  }, undefined);
}

function wanted({ argChoices, isRepeatable }: ServeOption): string {
  if (argChoices) return `Allowed choices are ${argChoices.join(', ')}.`;
  return isRepeatable ? 'It must be a text, or a list of texts.' : 'It must be a text or a number.';
}

async function readData(file: string): Promise<Written> {
  try {
    const { value, lineOf } = await readDataFile(file);
    // An empty YAML file says nothing, and that is fine.
    return { value: value ?? {}, placeOf: (key) => `${file}:${lineOf([key])}` };
  } catch (error) {
    throw error instanceof DataFileError ? new CommandError('usage', error.message) : error;
  }
}

async function runProgram(file: string): Promise<Written> {
  const [{ pathToFileURL }, { registerHooks }] = await Promise.all([import('node:url'), import('node:module')]);
  const url = pathToFileURL(resolve(file)).href;
  // In a package that does not say "type": "module", Node would complain of having to find out what the file is.
  const format = file.endsWith('.ts') ? { format: 'module-typescript' } : {};
  const hooks = registerHooks({
    load: (each, context, next) => next(each, each === url ? { ...context, ...format } : context),
  });
  try {
    const { default: value } = (await import(url)) as { readonly default?: unknown };
    if (value === undefined)
      throw new CommandError('usage', `${file}: it exports nothing; write export default { port: 4010 }`);
    return { value, placeOf: () => file };
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const { message, stack = '' } = error instanceof Error ? error : new Error(`it threw ${inspect(error)}`);
    const [first] = message.split('\n', 1);
    throw new CommandError('usage', `${file}${lineIn(stack, file)}: ${first || 'it threw an error without a message'}`);
  } finally {
    hooks.deregister();
  }
}

/** The line of a program that an error's stack names first, as `:7`. */
function lineIn(stack: string, file: string): string {
  const at = stack.indexOf(`${resolve(file)}:`);
  return /^:\d+/.exec(at < 0 ? '' : stack.slice(at + resolve(file).length))?.[0] ?? '';
}
