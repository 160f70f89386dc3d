import { AssumptionError, readAssumptionChoices, type AssumptionChoices } from '../contract/assumptions.ts';
import { badRequest, type Reply } from '../contract/reply.ts';
import { LONGEST_DELAY } from '../organizations/scenarios.ts';
import { faults, type Fault } from '../store/port.ts';
import { validationLevels, type ValidationLevel } from '../use-cases/rules/rule-book.ts';

/** What a client may prefer for one request (RFC 7240), in the terms that Prism's users know. */
export interface Preferences {
  /** Answer with this status and an example of it from the contract. */
  readonly code?: number;
  /** Answer with this example from the contract. */
  readonly example?: string;
  /** Fill what is left out with realistic values. */
  readonly dynamic?: boolean;
  /** Wait this many milliseconds before answering. */
  readonly delay?: number;
  readonly validation?: ValidationLevel;
  /** Break the reply in this way. */
  readonly fault?: Fault;
  /** Follow these ways of assumptions. The walk begins with it, since even the path may be read otherwise. */
  readonly assume?: string;
}

/** Shared by all requests that prefer nothing. */
export const NO_PREFERENCES: Preferences = Object.freeze({});

const readers: { readonly [Name in keyof Preferences]-?: (value: string) => Preferences[Name] | undefined } = {
  code: (value) => (/^[1-5]\d\d$/.test(value) ? Number(value) : undefined),
  example: (value) => (value === '' ? undefined : value),
  dynamic: (value) => (value === 'true' || value === '' ? true : value === 'false' ? false : undefined),
  delay: (value) => (/^\d{1,5}$/.test(value) && Number(value) <= LONGEST_DELAY ? Number(value) : undefined),
  validation: (value) => validationLevels.find((level) => level === value),
  fault: (value) => faults.find((fault) => fault === value),
  assume: (value) => (typeof readChoices(value) === 'string' ? undefined : value),
};

/** The names of the preferences that the stub knows. */
export const preferenceNames: ReadonlySet<string> = new Set(Object.keys(readers));

const wanted: Readonly<Record<keyof Preferences, string>> = {
  code: 'a status code of three digits',
  example: "the name of one of the contract's examples",
  dynamic: 'true or false',
  delay: `milliseconds from 0 to ${LONGEST_DELAY}`,
  validation: `one of ${validationLevels.join(', ')}`,
  fault: `one of ${faults.join(', ')}`,
  assume: 'choices such as "missing-key=400-zod"',
};

/**
 * Reads the `Prefer` header and Prism's query parameters `__code`, `__example` and `__dynamic`. Preferences that the
 * stub does not know are ignored, as the RFC wants. A wrong value of one that it knows is refused, because the client
 * relies on it.
 *
 * @param header the `Prefer` header
 * @param query the query string, without its question mark
 */
export function readPreferences(
  header: string | undefined,
  query: string,
): { readonly preferences: Preferences; readonly reply?: Reply } {
  if (header === undefined && !query.includes('__')) return { preferences: NO_PREFERENCES };
  const preferences: Preferences = {};
  for (const [name, value] of [...pairsIn(header ?? ''), ...queryPairs(query)]) {
    if (!Object.hasOwn(readers, name)) continue;
    const known = name as keyof Preferences;
    // Of repeated preferences the first counts (RFC 7240, section 2).
    if (preferences[known] !== undefined) continue;
    const read = readers[known](value);
    if (read === undefined) {
      const reason = known === 'assume' ? readChoices(value) : `must be ${wanted[known]}`;
      const message = `Prefer: ${known}=${value.slice(0, 50)} cannot be taken; it ${reason as string}`;
      return { preferences: NO_PREFERENCES, reply: badRequest('preference-invalid', message) };
    }
    Object.assign(preferences, { [known]: read });
  }
  return { preferences };
}

/** The preferences of a header; several about assumptions are one. */
function pairsIn(header: string): [string, string][] {
  const pairs = headerPairs(header);
  const assumed = pairs.filter(([name]) => name === 'assume').map(([, value]) => value);
  if (assumed.length < 2) return pairs;
  return [...pairs.filter(([name]) => name !== 'assume'), ['assume', assumed.join(',')]];
}

/**
 * The ways of assumptions that a client prefers for one request.
 *
 * @param header the `Prefer` header
 * @returns undefined where it prefers none; what cannot be read, `readPreferences` refuses
 */
export function assumptionsPreferred(header: string | undefined): AssumptionChoices | undefined {
  if (header === undefined || !/assume/i.test(header)) return undefined;
  const value = pairsIn(header).find(([name]) => name === 'assume')?.[1];
  const choices = value === undefined ? undefined : readChoices(value);
  return typeof choices === 'string' ? undefined : choices;
}

/** @returns the reason where they cannot be read */
function readChoices(value: string): AssumptionChoices | string {
  try {
    return readAssumptionChoices(value);
  } catch (error) {
    if (error instanceof AssumptionError) return error.message;
    throw error;
  }
}

/** Preferences are separated by commas, their parameters by semicolons; users of Prism write either. */
function headerPairs(header: string): [string, string][] {
  return (header.match(/(?:"[^"]*"|[^",;])+/g) ?? []).map((part) => {
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
    .filter(([name]) => isQueryPreference(name))
    .map(([name, value]) => [name.slice(2), value]);
}

/** Whether a parameter of a query is one of Prism's preferences. */
export function isQueryPreference(name: string): boolean {
  return /^__(code|example|dynamic)$/.test(name);
}
