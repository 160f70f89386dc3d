/** A request of the journal as something to paste elsewhere. */
import type { JournalEntry } from '../api.ts';
import { literal } from './literal.ts';
import { parsed } from '../../lib/json.ts';

export { isCut } from '../../record/interaction.ts';

/** Headers that a client adds by itself, or must not repeat. */
const LEFT_OUT =
  /^(host|content-length|connection|keep-alive|transfer-encoding|te|trailer|upgrade|accept-encoding|accept-language|user-agent|origin|referer|cookie|sec-.*|x-request-id|stub-organization|stub-admin-key|dnt|priority|pragma|cache-control)$/;

/** What code is made from. */
export type CodeSource = Pick<JournalEntry, 'method' | 'url' | 'headers' | 'body'>;

/** The headers that matter, with a placeholder for the API key, which the journal does not know. */
export function headersToRepeat({ headers }: Pick<JournalEntry, 'headers'>): Readonly<Record<string, string>> {
  const kept = Object.entries(headers).filter(
    ([name, value]) => !LEFT_OUT.test(name) && name !== 'authorization' && !(name === 'accept' && value === '*/*'),
  );
  return { authorization: 'Bearer YOUR_API_KEY', ...Object.fromEntries(kept) };
}

/** As a line for a POSIX shell. @param origin of the stub, with its path prefix if it has one */
export function curlLine(entry: CodeSource, origin: string): string {
  const { method, body } = entry;
  const url = origin + entry.url;
  const parts = ['curl'];
  if (method === 'HEAD') parts.push('--head');
  else if (method !== (body === undefined ? 'GET' : 'POST')) parts.push(`-X ${quoted(method)}`);
  // Otherwise curl would read brackets as a range, and resolve dots in the path.
  if (/[[\]{}]/.test(url)) parts.push('--globoff');
  if (/\/\.\.?(\/|$|\?)/.test(url)) parts.push('--path-as-is');
  parts.push(quoted(url));
  for (const [name, value] of Object.entries(headersToRepeat(entry))) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body !== undefined) parts.push(`--data-raw ${quoted(body)}`);
  return parts.join(' ');
}

/** As a call of `fetch`, in JavaScript. */
export function fetchCode(entry: CodeSource, origin: string): string {
  const { method, body } = entry;
  const json = parsed(body);
  // Written as a value if `JSON.stringify` gives back the same text, otherwise as that text.
  const asValue = json !== undefined && JSON.stringify(json) === body;
  const options = [
    ...(method === 'GET' ? [] : [`method: ${literal(method)},`]),
    `headers: ${literal(headersToRepeat(entry), 2)},`,
    ...(body === undefined ? [] : [`body: ${asValue ? `JSON.stringify(${literal(json, 2)})` : literal(body)},`]),
  ];
  return `await fetch(${literal(origin + entry.url)}, {\n  ${options.join('\n  ')}\n});\n`;
}

/** A word of a POSIX shell that is exactly this text. */
export function quoted(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
