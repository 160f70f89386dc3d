import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { CommandError } from './exit-codes.ts';
import { findConfig } from './find-config.ts';
import type { ServeFlags } from './serve-flags.ts';
import { ServeOption } from './serve-option.ts';

/** The settings that a command runs with. */
export interface Settings {
  readonly flags: ServeFlags;
  /** The configuration file, from the working directory on, if there is one. */
  readonly configFile: string | undefined;
}

/**
 * Adds to flags and environment what the configuration file says; they win over it.
 *
 * @throws CommandError that says what is wrong with the file
 */
export async function settle(command: Command): Promise<Settings> {
  const configFile = configFileOf(command.opts<ServeFlags>());
  if (configFile !== undefined) {
    // Reading files takes libraries that a start without such a file does well without.
    const { readConfigFile } = await import('./config-file.ts');
    const options = command.options.filter((each) => each instanceof ServeOption);
    const { values } = await readConfigFile(configFile, options);
    for (const [name, value] of values) {
      const source = command.getOptionValueSource(name);
      if (source === undefined || source === 'default') command.setOptionValueWithSource(name, value, 'config');
    }
  }
  return { flags: command.opts<ServeFlags>(), configFile };
}

function configFileOf({ config }: ServeFlags): string | undefined {
  if (config === false) return undefined;
  if (config === undefined) return findConfig(process.cwd());
  if (!existsSync(config)) throw new CommandError('usage', `${config}: there is no such configuration file`);
  return config;
}
