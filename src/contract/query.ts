import type { QueryParameter } from './contract.ts';
import type { Issue } from './types.ts';

/** A query as the contract has it: numbers as numbers, what was left out with its default. */
export type Query = Readonly<Record<string, string | number>>;

/** Reads a query string. @returns what it says, and what the contract has against it */
export function readQuery(
  query: string,
  parameters: Readonly<Record<string, QueryParameter>>,
): { values: Query; issues: readonly Issue[] } {
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
    else if (text !== null) issues.push(issue(name, `must be ${inWords(parameter)}`));
  }
  return { values, issues };
}

/** @returns undefined for what cannot be taken */
function valueOf(text: string, { type, enum: values, minimum = -Infinity, maximum = Infinity }: QueryParameter) {
  if (values !== undefined) return values.includes(text) ? text : undefined;
  if (type !== 'integer') return text;
  const number = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  return number >= minimum && number <= maximum ? number : undefined;
}

function inWords({ enum: values, minimum, maximum }: QueryParameter): string {
  if (values !== undefined) return `one of ${values.join(', ')}`;
  const from = minimum === undefined ? '' : ` from ${minimum}`;
  return `a whole number${from}${maximum === undefined ? '' : ` to ${maximum}`}`;
}

function issue(name: string, message: string): Issue {
  return { code: 'custom', path: [name.slice(0, 100)], message };
}
