/** Which program sent a request, and when it began a session. */
import type { JournalEntry } from '../api.ts';

const BROWSERS = [
  ['Edg', 'Edge'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;

/** A short name of the program that sent a request: `console`, `browser`, or what `user-agent` begins with. */
export function clientOf({ from, headers }: Pick<JournalEntry, 'from' | 'headers'>): string {
  if (from !== undefined) return from;
  const agent = headers['user-agent'] ?? '';
  const browser = agent.startsWith('Mozilla/') && BROWSERS.find(([token]) => agent.includes(`${token}/`));
  return browser ? browser[1] : (/^[^\s/]+/.exec(agent)?.[0].slice(0, 40) ?? 'unnamed');
}

/** Milliseconds without a request after which a client begins another session. */
const PAUSE = 30_000;

/** Whether a request begins a session: another client than the request before, or the same one after a pause. */
export function beginsSession(entry: JournalEntry, before: JournalEntry | undefined): boolean {
  return (
    before !== undefined &&
    (clientOf(entry) !== clientOf(before) || Date.parse(entry.time) - Date.parse(before.time) > PAUSE)
  );
}
