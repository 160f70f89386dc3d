import type { KnownIssues } from '../contract/known-issues.ts';
import type { Reply } from '../contract/reply.ts';
import type { Warning } from '../contract/types.ts';
import { toPointer } from '../lib/json-pointer.ts';
import type { Standings } from './outcome.ts';

/** Proxies and servers take some 8 kB of headers in all; the journal has the warnings that do not fit. */
const LONGEST = 2_000;

/**
 * Warnings as a structured field (RFC 9651): a list of rule ids with the place as a JSON pointer, for example
 * `unknown-property;at="/nmae";meant="name", transfer-number-e164;at="/transfer_number"`. What is no longer assumed says
 * so, and `documented` says where it rests on something else. What does not fit is counted: `more;count=7`.
 *
 * @param standings of each warning
 */
export function warningsHeader(warnings: readonly Warning[], standings: readonly string[] = []): string {
  return listOf(warnings, ({ rule, path, suggestion }, index) => {
    const meant = suggestion === undefined ? '' : `;meant=${quoted(suggestion)}`;
    const words = standings[index] ?? '';
    const isUsual = words === '' || words.startsWith(rule === 'documented' ? rule : 'assumed');
    return `${rule};at=${quoted(toPointer(path))}${meant}${isUsual ? '' : `;standing=${quoted(words)}`}`;
  });
}

/**
 * How far a refusal can be trusted, as a structured field: of each issue, such as `"documented";at="/language",
 * "confirmed on 2026-11-26: name-required=refused";at="/name"`, or of the whole, such as `"assumed: missing-key=401"`.
 * Undefined where it is not known.
 */
export function standingHeader({ whole, issues }: Standings, reply: Reply, known: KnownIssues): string | undefined {
  // Ids and dates, which need no escape.
  if (whole !== '') return `"${whole}"`;
  const header = listOf(reply.issues ?? [], (issue, index) => {
    const words = issues[index];
    return words === '' ? '' : `"${words}";at=${quoted(known.pointerOf(issue))}`;
  });
  return header === '' ? undefined : header;
}

/** @param written an item of the list; empty: it is left out */
function listOf<Item>(all: readonly Item[], written: (item: Item, index: number) => string): string {
  let list = '';
  for (let index = 0; index < all.length; index++) {
    const item = written(all[index] as Item, index);
    if (item === '') continue;
    const separator = list === '' ? '' : ', ';
    if (list.length + item.length > LONGEST) return `${list}${separator}more;count=${all.length - index}`;
    list += separator + item;
  }
  return list;
}

/** What needs no escape, as nearly all places do. */
const PLAIN = /^[\w/.:= -]{0,200}$/;

/** A string of a structured field is printable ASCII; anything else is percent-encoded. */
export function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  const short = text.length > 200 ? `${text.slice(0, 200)}...` : text;
  const ascii = short.toWellFormed().replace(/[^\x20-\x7e]+/gu, encodeURIComponent);
  return `"${ascii.replace(/["\\]/g, '\\$&')}"`;
}
