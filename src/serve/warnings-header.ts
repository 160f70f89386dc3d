import { toPointer } from '../lib/json-pointer.ts';
import type { Warning } from '../contract/types.ts';

/** Proxies and servers take some 8 kB of headers in all; the journal has the warnings that do not fit. */
const LONGEST = 2_000;

/**
 * Warnings as a structured field (RFC 9651): a list of rule ids with the place as a JSON pointer, for example
 * `unknown-property;at="/nmae";meant="name", transfer-number-e164;at="/transfer_number"`. What does not fit is
 * counted: `more;count=7`.
 */
export function warningsHeader(warnings: readonly Warning[]): string {
  const items: string[] = [];
  let length = 0;
  for (const [index, { rule, path, suggestion }] of warnings.entries()) {
    const meant = suggestion === undefined ? '' : `;meant=${quoted(suggestion)}`;
    const item = `${rule};at=${quoted(toPointer(path))}${meant}`;
    if (length + item.length > LONGEST) {
      items.push(`more;count=${warnings.length - index}`);
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
