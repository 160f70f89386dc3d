/** What happened to a request, in a few words for its row and in one sentence for its details. */
import { causeInWords } from '../../store/cause.ts';
import type { JournalEntry } from '../api.ts';
import { counted } from './format.ts';
import { changesOf, retriedBy, useCaseIn } from './history.ts';
import { isObject, parsed } from '../../lib/json.ts';
import { isCut } from './request-code.ts';

/** One remark about a request. */
export interface Remark {
  readonly text: string;
  readonly tone?: 'warn' | 'bad' | 'fail' | 'accent';
}

/** What the list and the time line need to know of each request. */
export interface Summary {
  readonly remarks: readonly Remark[];
  readonly isRetry: boolean;
}

/**
 * Summaries of requests, each made once.
 *
 * @param entries the journal, oldest first
 */
export function createSummaries(entries: readonly JournalEntry[]): (entry: JournalEntry) => Summary {
  const made = new WeakMap<JournalEntry, Summary>();
  return (entry) => {
    const known = made.get(entry);
    if (known) return known;
    const summary = summaryOf(entry, entries);
    made.set(entry, summary);
    return summary;
  };
}

function summaryOf(entry: JournalEntry, entries: readonly JournalEntry[]): Summary {
  const { from, cause } = entry;
  const retried = retriedBy(entry, entries);
  const finding = findingIn(entry);
  const subject = subjectOf(entry);
  const changed = entry.operationId === 'updateUseCase' ? changesOf(entry, entries)?.list : undefined;
  const remarks: (Remark | undefined)[] = [
    from && { text: from === 'console' ? 'from the console' : 'from the browser itself', tone: 'accent' },
    cause && { text: causeInWords(cause), tone: isHarmless(entry) ? 'accent' : 'fail' },
    retried === undefined ? undefined : { text: `retry of ${retried}`, tone: 'accent' },
    finding === undefined ? undefined : { text: finding, tone: entry.verdict === 'refused' ? 'bad' : 'warn' },
    subject === undefined ? undefined : { text: subject },
    changed && {
      text: changed.length === 0 ? 'nothing changed' : `changed ${listed(changed.map(({ name }) => name))}`,
    },
  ];
  return { remarks: remarks.filter((each) => each !== undefined), isRetry: retried !== undefined };
}

/** Whether the cause let the client have a whole reply that succeeded. */
function isHarmless({ verdict, cause }: JournalEntry): boolean {
  return verdict === 'accepted' && cause?.kind !== 'client-gone';
}

/** The first issue, what the reply says, or the first warning. */
function findingIn(entry: JournalEntry): string | undefined {
  const { issues, warnings, verdict, cause } = entry;
  const reply = parsed(entry.reply);
  const { message, error = entry.error } = (isObject(reply) ? reply : {}) as Record<string, unknown>;
  const said = verdict === 'accepted' || (cause && cause.kind !== 'real-api') ? undefined : (message ?? error);
  const isText = typeof said === 'string';
  const [first] = issues.length > 0 || isText ? issues : warnings;
  if (first) return first.path.length === 0 ? first.message : `${first.path.join('.')}: ${first.message}`;
  return isText ? said : undefined;
}

/** The name of the use case, or how many there are in the reply. */
function subjectOf(entry: JournalEntry): string | undefined {
  const sent = parsed(entry.body);
  const name = (isObject(sent) ? sent['name'] : undefined) ?? useCaseIn(entry)?.['name'];
  if (typeof name === 'string') return `“${name.slice(0, 80)}”`;
  const reply = entry.verdict === 'accepted' && !isCut(entry.reply) ? parsed(entry.reply) : undefined;
  return Array.isArray(reply) ? counted(reply.length, 'use case') : undefined;
}

function listed(names: readonly string[]): string {
  const more = names.length - 3;
  return more > 1 ? `${names.slice(0, 3).join(', ')} and ${more} more` : names.join(', ');
}

/**
 * Why a request was answered as it was.
 *
 * @returns a sentence
 */
export function whyOf(entry: JournalEntry): string {
  const { cause, verdict } = entry;
  if (cause === undefined) return outcomeOf(entry);
  const words = causeInWords(cause);
  const said = `${words[0]?.toUpperCase()}${words.slice(1)}.`;
  if (cause.kind === 'real-api') return `${said} ${outcomeOf(entry)}`;
  return verdict === 'failed' ? `${said} The stub did as it was told; this says nothing about the request.` : said;
}

function outcomeOf(entry: JournalEntry): string {
  const { verdict, status, issues, warnings } = entry;
  const finding = findingIn(entry)?.replace(/\.$/, '');
  const because = finding === undefined ? '' : `: ${finding}`;
  const more = (issues.length || warnings.length) - 1;
  const others = more > 0 ? ` (and ${more} more)` : '';
  if (verdict === 'failed') return `Failed with ${status}${because}.`;
  if (verdict === 'refused') return `Refused with ${status}${because}${others}.`;
  if (finding !== undefined) return `Accepted, although ${finding}${others}.`;
  return 'Accepted: the request keeps to the contract.';
}
