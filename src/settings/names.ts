/** What a setting is called where users meet it. */
import { didYouMean } from '../lib/nearest-name.ts';
import { settingOf, type SettingName } from './settings.ts';

/** The flag of a setting, such as `--seed-count`. */
export function flagOf(name: SettingName): string {
  return `--${words(name).join('-')}`;
}

/** The environment variable of a setting, such as `USE_CASE_STUB_SEED_COUNT`. */
export function variableOf(name: SettingName): string {
  return settingOf(name).variable ?? `USE_CASE_STUB_${words(name).join('_').toUpperCase()}`;
}

function words(name: string): string[] {
  return name.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
}

/** Names that settings had in earlier versions, in `createStub` or in the configuration file. */
const formerNames: Readonly<Record<string, SettingName>> = {
  journalSize: 'journal',
  apiKeys: 'apiKey',
  allowHosts: 'allowHost',
};

/** What to say of a name that is no setting: `is now called "journal"`, or `is no setting; did you mean "port"?`. */
export function unknownSetting(name: string, known: readonly string[]): string {
  const renamed = Object.hasOwn(formerNames, name) ? formerNames[name] : undefined;
  if (renamed !== undefined) return `is now called "${renamed}"`;
  const camelCase = name.replace(/^-+/, '').replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase());
  return `is no setting; ${didYouMean(camelCase, known)}`;
}
