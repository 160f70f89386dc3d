import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { inspect } from 'node:util';
import { DataFileError, readDataFile } from '../lib/data-file.ts';
import { isObject } from '../lib/guards.ts';
import { SettingError } from '../settings/kinds.ts';
import { unknownSetting } from '../settings/names.ts';
import { settingNames, settingOf, type SettingName } from '../settings/settings.ts';
import { CommandError } from './exit-codes.ts';
import { sentenceOf } from './options.ts';

/** What was written, and where. Of a program the lines are not known. */
interface Written {
  readonly value: unknown;
  readonly placeOf: (key: string) => string;
}

/**
 * Reads a configuration file, and checks each setting in it.
 *
 * @returns the values, by the name of their setting
 * @throws CommandError in one line: file, line, setting, reason
 */
export async function readConfigFile(file: string): Promise<ReadonlyMap<SettingName, unknown>> {
  const { value, placeOf } = await (/\.m?[jt]s$/.test(file) ? runProgram(file) : readData(file));
  if (!isObject(value)) throw new CommandError('usage', `${file}: it must have settings, such as { "port": 4010 }`);
  const known = settingNames.filter((name) => settingOf(name).scope !== 'command line');
  const values = new Map<SettingName, unknown>();
  for (const [key, given] of Object.entries(value)) {
    const name = known.find((each) => each === key);
    if (name === undefined) throw new CommandError('usage', `${placeOf(key)}: "${key}" ${unknownSetting(key, known)}`);
    // A program may leave a setting open.
    if (given === undefined) continue;
    try {
      values.set(name, readValue(name, given, dirname(file)));
    } catch (error) {
      if (!(error instanceof SettingError)) throw error;
      throw new CommandError('usage', `${placeOf(key)}: "${key}" cannot be taken. ${sentenceOf(error)}`);
    }
  }
  return values;
}

/** Paths are written from the directory of the file on, and used from the working directory on. */
function readValue(name: SettingName, given: unknown, directory: string): unknown {
  const { kind } = settingOf(name);
  const value = kind.read(given);
  const fromHere = (path: string) => (isAbsolute(path) ? path : join(relative(process.cwd(), directory), path));
  return kind.mapPaths ? kind.mapPaths(value, fromHere) : value;
}

async function readData(file: string): Promise<Written> {
  try {
    const { value, lineOf } = await readDataFile(file);
    // An empty YAML file is a file without settings.
    return { value: value ?? {}, placeOf: (key) => `${file}:${lineOf([key])}` };
  } catch (error) {
    throw error instanceof DataFileError ? new CommandError('usage', error.message) : error;
  }
}

async function runProgram(file: string): Promise<Written> {
  const { pathToFileURL } = await import('node:url');
  const url = pathToFileURL(resolve(file)).href;
  const stopReading = file.endsWith('.ts') ? await readAsTypeScript(url, file) : undefined;
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
    stopReading?.();
  }
}

/**
 * Makes Node load one file as a TypeScript module. In a package that does not say "type": "module", Node would complain
 * of having to find out what the file is.
 *
 * @returns what ends it
 * @throws CommandError when this Node strips no types
 */
async function readAsTypeScript(url: string, file: string): Promise<() => void> {
  if (!process.features.typescript) {
    const reason = `a configuration in TypeScript needs Node 22.18 or newer; this is ${process.versions.node}`;
    throw new CommandError('usage', `${file}: ${reason}. Write it as .mjs, .yaml or .json instead`);
  }
  const { registerHooks } = await import('node:module');
  const hooks = registerHooks({
    load: (each, context, next) => next(each, each === url ? { ...context, format: 'module-typescript' } : context),
  });
  return () => hooks.deregister();
}

/** The line of a program that an error's stack names first, as `:7`. */
function lineIn(stack: string, file: string): string {
  const at = stack.indexOf(`${resolve(file)}:`);
  return /^:\d+/.exec(at < 0 ? '' : stack.slice(at + resolve(file).length))?.[0] ?? '';
}
