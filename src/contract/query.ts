import type { QueryParameter } from './contract.ts';
import type { Issue } from './types.ts';

/** The parameters of a query, with numbers as numbers and with defaults for those that are missing. */
export type Query = Readonly<Record<string, string | number>>;

const NO_QUERY = Object.freeze({ values: Object.freeze({}), issues: Object.freeze([]) });

/**
 * Reads and validates a query string.
 *
 * @param query without the question mark
 * @param parameters those of the operation, by name
 * @returns the values that conform, and an issue for each parameter that does not or is unknown
 */
export function readQuery(
  query: string,
  parameters: Readonly<Record<string, QueryParameter>>,
): { readonly values: Query; readonly issues: readonly Issue[] } {
  if (query === '' && Object.keys(parameters).length === 0) return NO_QUERY;
  const values: Record<string, string | number> = {};
  const issues: Issue[] = [];
  const given = new URLSearchParams(query);
  for (const name of given.keys()) {
    if (Object.hasOwn(parameters, name)) continue;
    const known = Object.keys(parameters).join(', ');
    issues.push(issue(name, `is not known here; ${known === '' ? 'there are no parameters' : `it has ${known}`}`));
  }
  for (const [name, parameter] of Object.entries(parameters)) {
    const text = given.get(name);
    const value = text === null ? parameter.default : valueOf(text, parameter);
    if (value !== undefined) values[name] = value;
    else if (text !== null) issues.push(issue(name, `must be ${formatAllowed(parameter)}`));
  }
  return { values, issues };
}

/** The value of a parameter; undefined when it does not conform. */
function valueOf(text: string, { type, enum: values, minimum = -Infinity, maximum = Infinity }: QueryParameter) {
  if (values !== undefined) return values.includes(text) ? text : undefined;
  if (type !== 'integer') return text;
  const number = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  return number >= minimum && number <= maximum ? number : undefined;
}

function formatAllowed({ enum: values, minimum, maximum }: QueryParameter): string {
  if (values !== undefined) return `one of ${values.join(', ')}`;
  const from = minimum === undefined ? '' : ` from ${minimum}`;
  return `a whole number${from}${maximum === undefined ? '' : ` to ${maximum}`}`;
}

function issue(name: string, message: string): Issue {
  return { code: 'custom', path: [name.slice(0, 100)], message };
}
