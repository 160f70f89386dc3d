import type { Command } from 'commander';
import { textTable } from '../../lib/text-table.ts';
import { variableOf } from '../../settings/names.ts';
import { settingNames, settingOf, type SettingName } from '../../settings/settings.ts';
import type { ConfigOutput, ShownSetting } from '../output/json-outputs.ts';
import { addSettings } from '../options.ts';
import { readSettings, type CommandSettings } from '../read-settings.ts';

export function addConfigCommand(program: Command): void {
  const command = program
    .command('config')
    .description('print the settings that serve would run with, and where each comes from')
    .option('--print', 'print them, which happens in any case')
    .addHelpText('after', HELP)
    .action(async () => {
      const { settings, configFile } = await readSettings(command);
      const shown = shownSettings(command, { settings, configFile });
      // A file that asks serve for JSON does not ask for it here.
      const asJson = settings.json && command.getOptionValueSource('json') !== 'config';
      process.stdout.write(asJson ? json(shown, configFile) : table(shown, configFile));
    });
  addSettings(command);
}

interface NamedSetting extends ShownSetting {
  readonly name: SettingName;
}

function shownSettings(command: Command, { settings, configFile }: CommandSettings): NamedSetting[] {
  const names = settingNames.filter((name) => settingOf(name).scope !== 'command line');
  return names.map((name) => {
    const value = shownValue(name, settings[name]);
    switch (command.getOptionValueSource(name)) {
      case 'cli':
        return { name, value, from: 'flag' };
      case 'env':
        return { name, value, from: 'environment', origin: variableOf(name) };
      case 'config':
        return { name, value, from: 'file', ...(configFile !== undefined && { origin: configFile }) };
      default:
        return { name, value, from: 'default' };
    }
  });
}

function shownValue(name: SettingName, value: unknown): ShownSetting['value'] {
  if (value === undefined) return null;
  return typeof value === 'number' || typeof value === 'boolean' ? value : settingOf(name).kind.show(value);
}

function json(settings: readonly NamedSetting[], configFile: string | undefined): string {
  const byName = Object.fromEntries(settings.map(({ name, ...setting }) => [name, setting]));
  const output: ConfigOutput = { configFile: configFile ?? null, settings: byName };
  return `${JSON.stringify(output, null, 2)}\n`;
}

function table(settings: readonly NamedSetting[], configFile: string | undefined): string {
  const rows = settings.map(({ name, value, from, origin }) => [
    name,
    value === null ? '' : String(value),
    origin === undefined ? from : `${from} ${origin}`,
  ]);
  const lines = textTable([['setting', 'value', 'from'], ...rows]);
  return `${lines.join('\n')}\n\nConfiguration file: ${configFile ?? 'none'}\n`;
}

const HELP = `
Takes the flags of serve. Secrets are shown as ***.

Example:
  use-case-stub config --port 5`;
