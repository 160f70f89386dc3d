import { styleText } from 'node:util';
import { consoleUrl, shownUrl } from './addresses.ts';
import type { ServeFlags } from '../serve-flags.ts';
import { version } from '../../lib/version.ts';

/** Whether there is a console to look at. */
export function hasConsole({ admin, adminKey }: ServeFlags): boolean {
  return admin !== 'off' || adminKey !== undefined;
}

/**
 * What a started server says: a page for people, a line for programs.
 *
 * @param configFile where settings come from, if there is such a file
 */
export function banner(url: string, flags: ServeFlags, isTerminal: boolean, configFile?: string): string {
  const { json, apiKey, validation, spec, fixtures, watch } = flags;
  const shown = shownUrl(url);
  const page = hasConsole(flags) ? consoleUrl(url) : undefined;
  if (json) return `${JSON.stringify({ url: shown, console: page, configFile, version })}\n`;
  const settings = configFile === undefined ? '' : ` with settings from ${configFile}`;
  if (!isTerminal) return `use-case-stub ${version} serves ${shown}${settings}\n`;
  const key = apiKey?.[0]?.key === undefined ? 'any-key-you-like' : 'YOUR_API_KEY';
  const keys = apiKey
    ? `${apiKey.length} API key${apiKey.length === 1 ? ' is' : 's are'} let in`
    : 'Any API key is let in; each has a world of its own';
  const strong = (text: string) => styleText('bold', text, { stream: process.stdout });
  const faint = (text: string) => styleText('dim', text, { stream: process.stdout });
  return `
  ${strong('use-case-stub')} ${faint(version)}  serves  ${strong(shown)}${settings}

  ${keys}. Validation: ${validation}.${spec === undefined ? '' : ` Also serving ${spec}.`}${fixtures === undefined ? '' : ` Fixtures: ${fixtures.join(', ')}.`}${watch ? ' Edits are live.' : ''}

${page === undefined ? '' : `  ${faint('See what your client sends:')}\n    ${page}\n`}  ${faint('List the use cases:')}
    curl ${shown}/use-cases -H 'authorization: Bearer ${key}'
  ${faint('Create one:')}
    curl ${shown}/use-cases -H 'authorization: Bearer ${key}' \\
      -H 'content-type: application/json' -d '{"name":"Carrier Sales"}'

  ${faint('Point your client at the address above. use-case-stub --help explains the rest. Ctrl-C stops.')}

`;
}
