import { settingOf, settings, type SettingName } from '../../src/settings/settings.ts';

/** The types of what programs and configuration files may write, with a comment for editors at each setting. */
export function stubSettingsModule(): string {
  const names = Object.keys(settings) as SettingName[];
  const property = (name: SettingName) =>
    `  /** ${commentOf(name)} */\n  readonly ${name}?: ${settingOf(name).kind.type};\n`;
  const properties = (scope: string) =>
    names
      .filter((name) => settings[name].scope === scope)
      .map(property)
      .join('');
  return `// Generated from src/settings/settings.ts by "npm run generate". Do not edit.
import type { AssumptionChoices } from '../contract/assumptions.ts';
import type { KnownKey } from '../organizations/organizations.ts';
import type { PlannedScenario } from '../organizations/planned-scenario.ts';
import type { RateLimit } from '../organizations/rate-limit.ts';
import type { StateWithParameters } from '../organizations/states/catalogue.ts';
import type { Delay } from '../store/port.ts';

/** Settings that \`createStub\` takes. Each is a flag and an environment variable of the command line as well. */
export interface StubSettings {
${properties('stub')}}

/** What a configuration file may say: the settings of a stub, and those of the command line. */
export interface StubConfig extends StubSettings {
${properties('command')}}
`;
}

function commentOf(name: SettingName): string {
  const { sentence, default: standard, otherwise } = settingOf(name);
  const meaning = sentence.charAt(0).toUpperCase() + sentence.slice(1);
  const without =
    otherwise ?? (typeof standard === 'number' && standard >= 10_000 ? standard.toLocaleString('en-US') : standard);
  return without === undefined ? `${meaning}.` : `${meaning}. Default: ${without}.`;
}
