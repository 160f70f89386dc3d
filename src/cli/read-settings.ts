import { readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Command } from 'commander';
import { flagOf, variableOf } from '../settings/names.ts';
import { CONFIG_NAME, settingNames, settingOf, type SettingValues } from '../settings/settings.ts';
import { CommandError } from './exit-codes.ts';

/** The settings that a command runs with. */
export interface CommandSettings {
  readonly settings: SettingValues;
  /** The configuration file, from the working directory on, if there is one. */
  readonly configFile: string | undefined;
}

/**
 * Settles what a command runs with: the flag wins over the environment variable, that over the configuration file,
 * that over the default. Commander keeps where each value comes from.
 *
 * @throws CommandError that says what is wrong with the configuration file, or with an argument
 */
export async function readSettings(command: Command): Promise<CommandSettings> {
  rejectArguments(command);
  const configFile = configFileOf(command.opts<Partial<SettingValues>>());
  if (configFile !== undefined) {
    // Reading files takes libraries that a start without such a file does well without.
    const { readConfigFile } = await import('./config-file.ts');
    for (const [name, value] of await readConfigFile(configFile)) {
      const source = command.getOptionValueSource(name);
      if (source === undefined || source === 'default') command.setOptionValueWithSource(name, value, 'config');
    }
  }
  const values = settingNames.map((name) => [name, command.getOptionValue(name) ?? settingOf(name).default] as const);
  const settings = Object.fromEntries(values) as SettingValues;
  rejectWithoutEffect(command, settings);
  return { settings, configFile };
}

function rejectWithoutEffect(command: Command, settings: SettingValues): void {
  const isGiven = (name: string) => !['default', undefined].includes(command.getOptionValueSource(name));
  for (const name of settingNames.filter(isGiven)) {
    const { forStore, notWith, needs } = settingOf(name);
    const about = `${flagOf(name)} (or ${variableOf(name)}) has no effect`;
    const stores = forStore === 'database' ? ['sqlite', 'postgres'] : forStore === undefined ? [] : [forStore];
    if (stores.length > 0 && !stores.some((each) => settings.store.startsWith(each))) {
      const those = stores.map((each) => `--store ${each}:...`).join(' and ');
      throw new CommandError('usage', `${about} on this store; it belongs to ${those}`);
    }
    if (notWith !== undefined && isGiven(notWith))
      throw new CommandError('usage', `${about} beside ${flagOf(notWith)}; leave out the one or the other`);
    if (needs !== undefined && !settings[needs])
      throw new CommandError('usage', `${about} while ${variableOf(needs)} is off; leave out the one or the other`);
  }
}

function rejectArguments(command: Command): void {
  const [first] = command.args;
  if (first === undefined) return;
  const hint = /^(on|off|true|false)$/.test(first) ? switchHint(command) : '';
  const help = `"use-case-stub ${command.name()} --help" explains every flag`;
  throw new CommandError(
    'usage',
    `too many arguments: ${command.name()} has flags only, not "${first}"${hint}; ${help}`,
  );
}

function switchHint(command: Command): string {
  const given = settingNames.find(
    (name) => settingOf(name).kind.isSwitch && command.getOptionValueSource(name) === 'cli',
  );
  const flag = flagOf(given ?? 'admin');
  return `; a switch has no value: ${flag} is on, ${flag.replace('--', '--no-')} is off`;
}

function configFileOf({ config }: Partial<SettingValues>): string | undefined {
  if (config === false) return undefined;
  if (config === undefined) return findConfig(process.cwd());
  const found = statSync(config, { throwIfNoEntry: false });
  if (found === undefined) throw new CommandError('usage', `${config}: there is no such configuration file`);
  if (found.isDirectory()) throw new CommandError('usage', `${config} is a directory; name a configuration file`);
  return config;
}

/** What a configuration file may end in: data first, then code. */
const configEndings = ['json', 'yaml', 'yml', 'ts', 'mts', 'js', 'mjs'] as const;

/**
 * The nearest configuration file from a directory upwards, to the package's root, which is where the nearest
 * package.json is. Outside of a package only the directory itself counts: a program further up may belong to others.
 *
 * @returns its path from that directory on, undefined where there is none
 * @throws CommandError when there are several in one directory
 */
export function findConfig(from: string): string | undefined {
  const root = packageRootOf(from) ?? from;
  for (let directory = from; ; directory = dirname(directory)) {
    const names = namesIn(directory);
    const [found, another] = configEndings
      .map((ending) => `${CONFIG_NAME}.${ending}`)
      .filter((name) => names.has(name));
    if (found !== undefined && another !== undefined) {
      const where = relative(from, directory) || '.';
      throw new CommandError('usage', `${where} has both ${found} and ${another}; keep one, or name it by --config`);
    }
    if (found !== undefined) return join(relative(from, directory), found);
    if (directory === root) return undefined;
  }
}

function packageRootOf(from: string): string | undefined {
  for (let directory = from; ; directory = dirname(directory)) {
    if (namesIn(directory).has('package.json')) return directory;
    if (directory === dirname(directory)) return undefined;
  }
}

/** The names in a directory; none where it cannot be read. */
function namesIn(directory: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(directory));
  } catch {
    return new Set();
  }
}
