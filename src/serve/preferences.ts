import { badRequest, type Reply } from '../contract/reply.ts';
import { validationLevels } from '../use-cases/rules/rule-book.ts';
import { faults } from '../store/port.ts';
import type { Exchange, Preferences } from './exchange.ts';

/** Longer than any client waits, shorter than a forgotten connection should live. */
const LONGEST_DELAY = 60_000;

const readers: { readonly [Name in keyof Preferences]-?: (value: string) => Preferences[Name] | undefined } = {
  code: (value) => (/^[1-5]\d\d$/.test(value) ? Number(value) : undefined),
  example: (value) => (value === '' ? undefined : value),
  dynamic: (value) => (value === 'true' || value === '' ? true : value === 'false' ? false : undefined),
  delay: (value) => (/^\d{1,5}$/.test(value) && Number(value) <= LONGEST_DELAY ? Number(value) : undefined),
  validation: (value) => validationLevels.find((level) => level === value),
  fault: (value) => faults.find((fault) => fault === value),
};

const wanted: Readonly<Record<keyof Preferences, string>> = {
  code: 'a status code of three digits',
  example: "the name of one of the contract's examples",
  dynamic: 'true or false',
  delay: `milliseconds from 0 to ${LONGEST_DELAY}`,
  validation: `one of ${validationLevels.join(', ')}`,
  fault: `one of ${faults.join(', ')}`,
};

/**
 * Fifth stage: reads the `Prefer` header and Prism's query parameters `__code`, `__example` and `__dynamic`.
 * Preferences that the stub does not know are ignored, as the RFC wants; a wrong value of one that it knows is
 * refused, because whoever sent it relies on it.
 */
export function readPreferences(exchange: Exchange): Reply | undefined {
  const header = exchange.incoming.headers['prefer'];
  if (header === undefined && !exchange.query.includes('__')) return undefined;
  const preferences: Preferences = {};
  for (const [name, value] of [...headerPairs(String(header ?? '')), ...queryPairs(exchange.query)]) {
    if (!Object.hasOwn(readers, name)) continue;
    const known = name as keyof Preferences;
    // Of repeated preferences the first counts (RFC 7240, section 2).
    if (preferences[known] !== undefined) continue;
    const read = readers[known](value);
    if (read === undefined) {
      return badRequest(
        'preference-invalid',
        `Prefer: ${known}=${value.slice(0, 50)} cannot be taken; it must be ${wanted[known]}`,
      );
    }
    Object.assign(preferences, { [known]: read });
  }
  exchange.preferences = preferences;
  if (preferences.fault !== undefined) {
    exchange.fault = preferences.fault;
    exchange.applied.push(`fault=${preferences.fault}`);
  }
  return undefined;
}

/** Preferences are separated by commas, their parameters by semicolons; Prism's users write either. */
function headerPairs(header: string): [string, string][] {
  return header.split(/[,;]/).map((part) => {
    const [name = '', ...value] = part.split('=');
    return [
      name.trim().toLowerCase(),
      value
        .join('=')
        .trim()
        .replace(/^"(.*)"$/, '$1'),
    ];
  });
}

function queryPairs(query: string): [string, string][] {
  return [...new URLSearchParams(query)]
    .filter(([name]) => /^__(code|example|dynamic)$/.test(name))
    .map(([name, value]) => [name.slice(2), value]);
}
