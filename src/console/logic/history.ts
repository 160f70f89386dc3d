/** What earlier requests of the journal say about one: the version before an update, the attempt before a retry. */
import type { JournalEntry } from '../api.ts';
import { clientOf } from './client.ts';
import { firstAfter } from './filter.ts';
import { isObject, objectOf, parsed, type Json } from '../../lib/json.ts';
import { isCut } from './request-code.ts';

/** One property that differs between two versions. */
export interface Change {
  readonly name: string;
  /** As JSON; undefined where the version does not have it. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** How a reply differs from what was known before. */
export interface Changes {
  /** What it is compared with: the body of the request itself, or the reply to an earlier request. */
  readonly against: 'body' | number;
  readonly list: readonly Change[];
}

type UseCase = Readonly<Record<string, Json>>;

/** Requests that are looked through for an earlier version. */
const MOST_LOOKED_AT = 2_000;
/** Milliseconds within which the same request is a retry. */
const RETRY_WITHIN = 60_000;
const RETRY_AMONG = 200;

/**
 * What an update changed, or what a create added to its body.
 *
 * @param entries the journal, oldest first
 * @returns undefined when it is neither, or when the journal has no earlier version
 */
export function changesOf(entry: JournalEntry, entries: readonly JournalEntry[]): Changes | undefined {
  const { operationId, number, body } = entry;
  const after = useCaseIn(entry);
  if (after === undefined) return undefined;
  if (operationId === 'createUseCase') {
    const sent = isCut(body) ? undefined : parsed(body);
    return isObject(sent) ? { against: 'body', list: differences(sent, after) } : undefined;
  }
  if (operationId !== 'updateUseCase') return undefined;
  const end = firstAfter(entries, number - 1);
  for (let index = end - 1; index >= Math.max(0, end - MOST_LOOKED_AT); index--) {
    const earlier = entries[index] as JournalEntry;
    const before = versionIn(earlier, after['id']);
    if (before) return { against: earlier.number, list: differences(before, after) };
  }
  return undefined;
}

/** A change of a use case, as far as the journal tells of it. */
export interface Revision {
  /** `elsewhere`: it differs from the version before, and no request says why. */
  readonly kind: 'created' | 'updated' | 'elsewhere';
  /** The request that made it, or, of a change elsewhere, the one whose reply shows it; undefined for the present version. */
  readonly entry: JournalEntry | undefined;
  /** Of an update without an earlier version in the journal: what it sent. Empty for a create. */
  readonly changes: readonly Change[];
}

/**
 * The history of a use case, newest first.
 *
 * @param present what the use case is now
 * @param entries the journal, oldest first
 */
export function historyOf(present: UseCase, entries: readonly JournalEntry[]): readonly Revision[] {
  const history: Revision[] = [];
  let before: UseCase | undefined;
  for (const entry of entries.slice(-MOST_LOOKED_AT)) {
    const after = versionIn(entry, present['id']);
    if (after === undefined) continue;
    const { operationId, body } = entry;
    if (operationId === 'createUseCase') history.unshift({ kind: 'created', entry, changes: [] });
    else if (operationId === 'updateUseCase') {
      const changes = before ? differences(before, after) : differences({}, objectOf(parsed(body)));
      history.unshift({ kind: 'updated', entry, changes });
    } else history.unshift(...elsewhere(before, after, entry));
    before = after;
  }
  return [...elsewhere(before, present, undefined), ...history];
}

function elsewhere(before: UseCase | undefined, after: UseCase, entry: JournalEntry | undefined): Revision[] {
  const changes = before ? differences(before, after) : [];
  return changes.length === 0 ? [] : [{ kind: 'elsewhere', entry, changes }];
}

/** The use case of an accepted reply that has one. */
export function useCaseIn(entry: JournalEntry): UseCase | undefined {
  const reply = entry.verdict === 'accepted' && !isCut(entry.reply) ? parsed(entry.reply) : undefined;
  return isObject(reply) && typeof reply['id'] === 'string' ? reply : undefined;
}

function versionIn(entry: JournalEntry, id: Json | undefined): UseCase | undefined {
  // Most replies do not have the id; looking for it is cheaper than parsing.
  if (typeof id !== 'string' || entry.verdict !== 'accepted' || !entry.reply?.includes(id)) return undefined;
  const reply = isCut(entry.reply) ? undefined : parsed(entry.reply);
  const candidates: readonly Json[] = reply === undefined ? [] : Array.isArray(reply) ? reply : [reply];
  return candidates.filter(isObject).find((each) => each['id'] === id);
}

function differences(before: UseCase, after: UseCase): readonly Change[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((name) => ({ name, before: text(before, name), after: text(after, name) }))
    .filter((change) => change.before !== change.after);
}

function text(of: UseCase, name: string): string | undefined {
  return Object.hasOwn(of, name) ? JSON.stringify(of[name]) : undefined;
}

/**
 * Number of the request that this one repeats: the same client sent the same less than a minute before, and it failed.
 *
 * @param entries the journal, oldest first
 */
export function retriedBy(entry: JournalEntry, entries: readonly JournalEntry[]): number | undefined {
  const time = Date.parse(entry.time);
  const end = firstAfter(entries, entry.number - 1);
  for (let index = end - 1; index >= Math.max(0, end - RETRY_AMONG); index--) {
    const earlier = entries[index] as JournalEntry;
    if (time - Date.parse(earlier.time) > RETRY_WITHIN) return undefined;
    if (earlier.url !== entry.url || earlier.method !== entry.method || earlier.body !== entry.body) continue;
    if (clientOf(earlier) !== clientOf(entry)) continue;
    const failed = earlier.verdict === 'failed' || earlier.status === 429 || earlier.cause?.kind === 'client-gone';
    return failed ? earlier.number : undefined;
  }
  return undefined;
}
