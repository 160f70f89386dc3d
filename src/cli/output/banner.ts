import { styleText } from 'node:util';
import { version } from '../../lib/version.ts';
import { settingOf, type SettingValues } from '../../settings/settings.ts';
import type { ServeOutput } from './json-outputs.ts';

/** The address of the API as people write it. */
function shownUrl(url: string): string {
  return url.replace('//127.0.0.1:', '//localhost:');
}

/**
 * The address of the console, with its key. A browser cannot go to an address that stands for all addresses of a machine,
 * and sends what is behind the hash to no server.
 */
export function consoleUrl(url: string, { consoleKey }: Partial<Pick<SettingValues, 'consoleKey'>>): string {
  const address = new URL('/__stub/', url);
  if (['127.0.0.1', '0.0.0.0', '[::]'].includes(address.hostname)) address.hostname = 'localhost';
  if (consoleKey !== undefined) address.hash = `key=${encodeURIComponent(consoleKey)}`;
  return address.href;
}

/** Whether the stub serves its console. */
export function hasConsole({ admin, adminKey }: Pick<SettingValues, 'admin' | 'adminKey'>): boolean {
  return admin || adminKey !== undefined;
}

/** The settings that the banner is about. */
export type BannerSettings = Pick<
  SettingValues,
  | 'json'
  | 'apiKey'
  | 'assume'
  | 'validation'
  | 'spec'
  | 'fixtures'
  | 'watch'
  | 'admin'
  | 'adminKey'
  | 'consoleKey'
  | 'clock'
  | 'state'
  | 'scenario'
  | 'delay'
>;

/** Files that a start reads where they are there. */
export interface BannerFiles {
  readonly configFile?: string | undefined;
  readonly fidelityFile?: string;
}

/**
 * What a started server says: a page for people, a line for programs.
 *
 * @param files the files that it has read without being told their names, or with
 */
export function banner(
  url: string,
  settings: BannerSettings,
  isTerminal: boolean,
  { configFile, fidelityFile }: BannerFiles = {},
): string {
  const shown = shownUrl(url);
  const page = hasConsole(settings) ? consoleUrl(url, settings) : undefined;
  if (settings.json) {
    const output: ServeOutput = {
      url: shown,
      ...(page !== undefined && { console: page }),
      ...(configFile !== undefined && { configFile }),
      ...(fidelityFile !== undefined && { fidelityFile }),
      version,
    };
    return `${JSON.stringify(output)}\n`;
  }
  const from = [
    configFile !== undefined && ` with settings from ${configFile}`,
    fidelityFile !== undefined && ` as found in ${fidelityFile}`,
  ];
  const source = from.filter(Boolean).join(',');
  if (!isTerminal) return `use-case-stub ${version} serves ${shown}${source}\n`;
  const key = settings.apiKey === undefined ? 'any-key-you-like' : 'YOUR_API_KEY';
  const strong = (text: string) => styleText('bold', text, { stream: process.stdout });
  const faint = (text: string) => styleText('dim', text, { stream: process.stdout });
  return `
  ${strong('use-case-stub')} ${faint(version)}  serves  ${strong(shown)}${source}

  ${summary(settings)}

${page === undefined ? '' : `  ${faint('See what your client sends:')}\n    ${page}\n`}  ${faint('List the use cases:')}
    curl ${shown}/use-cases -H 'authorization: Bearer ${key}'
  ${faint('Create one:')}
    curl ${shown}/use-cases -H 'authorization: Bearer ${key}' \\
      -H 'content-type: application/json' -d '{"name":"Carrier Sales"}'

  ${faint('Point your client at the address above. use-case-stub --help explains the rest. Ctrl-C stops.')}

`;
}

function summary(settings: BannerSettings): string {
  const { apiKey, validation, spec, fixtures, watch, clock } = settings;
  const start = (['assume', 'delay', 'state', 'scenario'] as const).filter((name) => settings[name] !== undefined);
  const keys =
    apiKey === undefined
      ? 'Any API key is accepted; each is an organization of its own'
      : `${apiKey.length} API key${apiKey.length === 1 ? ' is' : 's are'} accepted`;
  const parts = [
    `${keys}. Validation: ${validation}.`,
    spec !== undefined && `Also serving ${spec}.`,
    fixtures !== undefined && `Fixtures: ${fixtures.join(', ')}.`,
    watch && 'Edits are live.',
    ...start.map((name) => `${name[0]?.toUpperCase()}${name.slice(1)}: ${settingOf(name).kind.show(settings[name])}.`),
    clock === 'frozen' && 'The clock is frozen.',
  ];
  return parts.filter(Boolean).join(' ');
}
