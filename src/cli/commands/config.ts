import type { Command } from 'commander';
import { addServeOptions } from '../options.ts';
import { ServeOption } from '../serve-option.ts';
import { settle } from '../settings.ts';

export function addConfigCommand(program: Command): void {
  const command = program
    .command('config')
    .description('print the settings that serve would run with, and where each comes from')
    .option('--print', 'print them, which happens in any case')
    .addHelpText('after', HELP)
    .action(async () => {
      const { flags, configFile } = await settle(command);
      const settings = settingsOf(command, configFile);
      // A file that asks serve for JSON does not ask for it here.
      const asJson = flags.json === true && command.getOptionValueSource('json') !== 'config';
      process.stdout.write(asJson ? json(settings, configFile) : table(settings, configFile));
    });
  addServeOptions(command);
}

/** One setting, as it may be shown to anybody. */
interface Setting {
  readonly name: string;
  readonly value: string | number | boolean | null;
  readonly from: 'flag' | 'environment' | 'file' | 'default';
  /** The environment variable or the file, if it comes from one. */
  readonly origin?: string;
}

function settingsOf(command: Command, configFile: string | undefined): Setting[] {
  const options = command.options.filter((each) => each instanceof ServeOption).filter((each) => each.isSetting);
  return options.map((option) => {
    const name = option.attributeName();
    const shown = shownValue(option, command.getOptionValue(name));
    switch (command.getOptionValueSource(name)) {
      case 'cli':
        return { name, value: shown, from: 'flag' };
      case 'env':
        return { name, value: shown, from: 'environment', ...(option.envVar && { origin: option.envVar }) };
      case 'config':
        return { name, value: shown, from: 'file', ...(configFile !== undefined && { origin: configFile }) };
      default:
        return { name, value: shown, from: 'default' };
    }
  });
}

function shownValue(option: ServeOption, value: unknown): Setting['value'] {
  if (value === undefined) return option.isBoolean() ? false : null;
  return typeof value === 'number' || typeof value === 'boolean' ? value : option.shown(value);
}

function json(settings: readonly Setting[], configFile: string | undefined): string {
  const byName = Object.fromEntries(settings.map(({ name, ...setting }) => [name, setting]));
  return `${JSON.stringify({ configFile: configFile ?? null, settings: byName }, null, 2)}\n`;
}

function table(settings: readonly Setting[], configFile: string | undefined): string {
  const rows = settings.map(({ name, value, from, origin }) => [
    name,
    value === null ? '' : String(value),
    origin === undefined ? from : `${from} ${origin}`,
  ]);
  const all = [['setting', 'value', 'from'], ...rows];
  const widths = [0, 1].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n\nConfiguration file: ${configFile ?? 'none'}\n`;
}

const HELP = `
Takes the flags of serve. Secrets are shown as ***.

Example:
  use-case-stub config --port 5`;
