import { causeInWords } from '../../store/cause.ts';
import type { JournalEntry } from '../api.ts';
import { clientOf } from './client.ts';

/** Which requests are shown. Empty texts let all through. */
export interface Filter {
  readonly operation: string;
  /** A status such as 404, or a class such as 4xx. */
  readonly status: string;
  /** A verdict, or `warned` for every request with warnings. */
  readonly verdict: string;
  /** A client as `clientOf` names it, or `client` for all but the console and what browsers ask for by themselves. */
  readonly client: string;
  /** Words that all have to be somewhere in the request or its reply, in any case. */
  readonly text: string;
}

/** The filter value for requests that match no operation of the contract. */
export const NO_OPERATION = '-';

/** The filter value for requests of clients, without the console's. */
export const ANY_CLIENT = 'client';

export function isEmptyFilter({ operation, status, verdict, client, text }: Filter): boolean {
  return operation === '' && status === '' && verdict === '' && client === '' && text.trim() === '';
}

/** A test for one filter; the words are prepared once. */
function createMatcher({ operation, status, verdict, client, text }: Filter): (entry: JournalEntry) => boolean {
  const words = text.split(/\s+/).filter((word) => word !== '');
  // An expression that ignores case makes no copies, as lower-casing bodies would.
  const patterns = words.map((word) => new RegExp(word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'i'));
  const statusClass = /^[1-5]xx$/.test(status) ? status.slice(0, 1) : undefined;
  return (entry) =>
    (operation === '' || (entry.operationId ?? NO_OPERATION) === operation) &&
    (status === '' || (statusClass ? String(entry.status)[0] === statusClass : String(entry.status) === status)) &&
    (verdict === '' || (verdict === 'warned' ? entry.warnings.length > 0 : entry.verdict === verdict)) &&
    (client === '' || (client === ANY_CLIENT ? entry.from === undefined : clientOf(entry) === client)) &&
    patterns.every((pattern) => textsOf(entry).some((each) => pattern.test(each)));
}

function textsOf(entry: JournalEntry): readonly string[] {
  const { method, url, requestId, body = '', reply = '', operationId = '', error = '', status, headers, cause } = entry;
  return [
    `${method} ${url}`,
    String(status),
    operationId,
    error,
    requestId,
    body,
    reply,
    cause ? causeInWords(cause) : '',
    JSON.stringify(headers),
  ];
}

/** The part of a journal that filtering reads. */
interface Filterable {
  readonly entries: readonly JournalEntry[];
  readonly epoch: number;
}

/**
 * Filters a journal that only grows at its end and is cut at its beginning, looking at each entry once for each filter.
 *
 * @returns a function that gives the entries that pass, oldest first; the same array each time, as long as it can
 */
export function createFilteredView(journal: Filterable): (filter: Filter) => readonly JournalEntry[] {
  let current = '';
  let epoch = -1;
  let seen = 0;
  let passed: JournalEntry[] = [];
  let matches: (entry: JournalEntry) => boolean = () => true;
  return (filter) => {
    if (isEmptyFilter(filter)) return journal.entries;
    const key = JSON.stringify(filter);
    if (key !== current || journal.epoch !== epoch) {
      [current, epoch, seen, passed, matches] = [key, journal.epoch, 0, [], createMatcher(filter)];
    }
    const { entries } = journal;
    for (let index = firstAfter(entries, seen); index < entries.length; index++) {
      const entry = entries[index] as JournalEntry;
      if (matches(entry)) passed.push(entry);
    }
    seen = entries.at(-1)?.number ?? 0;
    const oldest = entries[0]?.number ?? 0;
    const gone = firstAfter(passed, oldest - 1);
    if (gone > 0) passed.splice(0, gone);
    return passed;
  };
}

/** Index of the first entry with a greater number. */
export function firstAfter(entries: readonly JournalEntry[], number: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle] as JournalEntry).number > number) high = middle;
    else low = middle + 1;
  }
  return low;
}
