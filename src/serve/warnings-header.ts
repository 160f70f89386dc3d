import type { InForce } from '../contract/behavior.ts';
import { standingInWords } from '../contract/standing.ts';
import type { Issue, Warning } from '../contract/types.ts';
import { toPointer } from '../lib/json-pointer.ts';
import { trustOfError, trustOfIssue, trustOfWarning, type Refused } from '../requests/trust.ts';

/** Proxies and servers take some 8 kB of headers in all; the journal has the warnings that do not fit. */
const LONGEST = 2_000;

/**
 * Warnings as a structured field (RFC 9651): a list of rule ids with the place as a JSON pointer, for example
 * `unknown-property;at="/nmae";meant="name", transfer-number-e164;at="/transfer_number"`. What is no longer assumed says
 * so. What does not fit is counted: `more;count=7`.
 */
export function warningsHeader(warnings: readonly Warning[], inForce: InForce): string {
  return listOf(warnings, ({ rule, path, suggestion }) => {
    const meant = suggestion === undefined ? '' : `;meant=${quoted(suggestion)}`;
    const trust = trustOfWarning({ rule }, inForce);
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
export function standingHeader(refused: Refused, issues: readonly Issue[], inForce: InForce): string | undefined {
  const whole = trustOfError(refused, inForce);
  if (whole.standing !== undefined) return quoted(standingInWords(whole));
  const known = issues.map((issue) => ({ issue, words: standingInWords(trustOfIssue(issue, refused, inForce)) }));
  const header = listOf(
    known.filter(({ words }) => words !== ''),
    ({ issue, words }) => `${quoted(words)};at=${quoted(toPointer(issue.path))}`,
  );
  return header === '' ? undefined : header;
}

function listOf<Item>(all: readonly Item[], written: (item: Item) => string): string {
  const items: string[] = [];
  let length = 0;
  for (const [index, each] of all.entries()) {
    const item = written(each);
    if (length + item.length > LONGEST) {
      items.push(`more;count=${all.length - index}`);
      break;
    }
    items.push(item);
    length += item.length + 2;
  }
  return items.join(', ');
}

/** A string of a structured field is printable ASCII; anything else is percent-encoded. */
export function quoted(text: string): string {
  const short = text.length > 200 ? `${text.slice(0, 200)}...` : text;
  const ascii = short.toWellFormed().replace(/[^\x20-\x7e]+/gu, encodeURIComponent);
  return `"${ascii.replace(/["\\]/g, '\\$&')}"`;
}
