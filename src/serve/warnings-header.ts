import type { InForce } from '../contract/behavior.ts';
import { standingInWords } from '../contract/standing.ts';
import type { KnownIssues } from '../contract/known-issues.ts';
import type { Warning } from '../contract/types.ts';
import { toPointer } from '../lib/json-pointer.ts';
import { trustOfWarning } from '../requests/trust.ts';
import type { Standings } from './outcome.ts';

/** Proxies and servers take some 8 kB of headers in all; the journal has the warnings that do not fit. */
const LONGEST = 2_000;

/**
 * Warnings as a structured field (RFC 9651): a list of rule ids with the place as a JSON pointer, for example
 * `unknown-property;at="/nmae";meant="name", transfer-number-e164;at="/transfer_number"`. What is no longer assumed says
 * so. What does not fit is counted: `more;count=7`.
 */
export function warningsHeader(warnings: readonly Warning[], inForce: InForce): string {
  return listOf(warnings, (warning) => {
    const { rule, path, suggestion } = warning;
    const meant = suggestion === undefined ? '' : `;meant=${quoted(suggestion)}`;
    const trust = trustOfWarning(warning, inForce);
    const isSettled = trust.assumption !== undefined && trust.standing !== 'assumed';
    const standing = isSettled ? `;standing=${quoted(standingInWords(trust))}` : '';
    return `${rule};at=${quoted(toPointer(path))}${meant}${standing}`;
  });
}

/**
 * How far a refusal can be trusted, as a structured field: of each issue, such as `"documented";at="/language",
 * "confirmed on 2026-11-26: name-required=refused";at="/name"`, or of the whole, such as `"assumed: missing-key=401"`.
 * Undefined where it is not known.
 */
export function standingHeader({ whole, issues, reply }: Standings, known: KnownIssues): string | undefined {
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
