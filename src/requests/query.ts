/** A query for the requests of a client: what it may ask, and where a journal entry is not as it asks. */
import type { Contract } from '../contract/contract.ts';
import type { Issue, UseCaseUpdate } from '../contract/types.ts';
import { findNonJson, isObject, parseJson } from '../lib/guards.ts';
import { toPointer, type JsonPath } from '../lib/json-pointer.ts';
import { didYouMean } from '../lib/nearest-name.ts';
import { isSecretName } from '../lib/secrets.ts';
import type { OperationId } from '../organizations/planned-scenario.ts';
import type { JournalEntry, Verdict } from '../store/port.ts';
import { isMatcher, matcherNames, mismatches, quoted, type Mismatch, type RequestMatcher } from './match.ts';

/** A value of which only parts are given, any of which may be a matcher of Pact. */
export type Part<Value> =
  | RequestMatcher
  | (Value extends readonly (infer Item)[]
      ? readonly Part<Item>[]
      : Value extends object
        ? { readonly [Name in keyof Value]?: Part<Value[Name]> }
        : Value);

/** Which requests are meant. A request must be as every part says that is given; `{}` means all. */
export interface RequestQuery {
  /** The operation's id in the contract, also one that `--spec` adds. */
  readonly operation?: OperationId | (string & Record<never, never>);
  readonly verdict?: Verdict;
  /** The status that it was answered with. */
  readonly status?: number;
  /** Headers by name, in any case. Secrets are masked in the journal, and so cannot be compared. */
  readonly headers?: Readonly<Record<string, string | RequestMatcher>>;
  /** A part that the JSON of the body contains. Objects of the body may have more properties, lists must match exactly. */
  readonly body?: Part<UseCaseUpdate>;
  /** A mark: only requests that came after it. */
  readonly since?: number;
}

/** Where a request is not as a query asks. */
export interface Difference {
  readonly part: 'operation' | 'verdict' | 'status' | 'headers' | 'body';
  /** JSON pointer inside that part. */
  readonly pointer: string;
  readonly expected: string;
  /** Absent when nothing was there. */
  readonly received?: string;
}

/** Characters of a body that the journal keeps. A longer one is no JSON any more. */
const LONGEST_BODY = 16_384;

/** Where an entry is not as a query asks; empty when it matches. `since` is not looked at. */
export function differencesOf(query: RequestQuery, entry: JournalEntry): readonly Difference[] {
  const { operation, verdict, status, headers, body } = query;
  const simple = (part: Difference['part'], expected: unknown, received: unknown) =>
    expected === undefined || expected === received ? [] : mismatches(expected, received).map(inPart(part));
  return [
    ...simple('operation', operation, entry.operationId),
    ...simple('verdict', verdict, entry.verdict),
    ...simple('status', status, entry.status),
    ...(headers === undefined ? [] : mismatches(withLowerNames(headers), entry.headers).map(inPart('headers'))),
    ...(body === undefined ? [] : bodyDifferences(body, entry.body)),
  ];
}

/** The JSON of a request's body; undefined when it has none. */
export function bodyOf({ body }: JournalEntry): unknown {
  return body === undefined ? undefined : parseJson(body);
}

function bodyDifferences(expected: unknown, text: string | undefined): readonly Difference[] {
  const received = text === undefined ? undefined : parseJson(text);
  if (text === undefined || received !== undefined) return mismatches(expected, received).map(inPart('body'));
  const why =
    text.length >= LONGEST_BODY ? `a body that was cut at ${LONGEST_BODY} characters` : 'a body that is not JSON';
  return [{ part: 'body', pointer: '', expected: quoted(expected), received: why }];
}

function inPart(part: Difference['part']) {
  return ({ path, ...rest }: Mismatch): Difference => ({ part, pointer: toPointer(path), ...rest });
}

function withLowerNames(headers: NonNullable<RequestQuery['headers']>): object {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** A query in words, such as `createUseCase, refused, body {"name":"Night desk"}`. */
export function describeQuery({ operation, verdict, status, headers, body }: RequestQuery): string {
  const parts = [
    operation,
    verdict,
    status !== undefined && `status ${status}`,
    headers && `headers ${quoted(headers)}`,
    body !== undefined && `body ${quoted(body)}`,
  ].filter(Boolean);
  return parts.length === 0 ? 'any request' : parts.join(', ');
}

/**
 * What is wrong with a query beyond what its schema in openapi/admin.yaml says: operations and matchers that do not exist,
 * and patterns that could take the stub hours.
 */
export function queryIssues(
  { operation, headers, body }: RequestQuery,
  contract: Contract,
  at: JsonPath = [],
): Issue[] {
  const issues: Issue[] = [];
  const names = contract.operations.map(({ operationId }) => operationId);
  if (operation !== undefined && !names.includes(operation))
    issues.push(issue([...at, 'operation'], `is not an operation; ${didYouMean(operation, names)}`));
  for (const [name, value] of Object.entries(headers ?? {}))
    issues.push(...headerIssues(name, value, [...at, 'headers', name]));
  const odd = findNonJson(body, [...at, 'body']);
  if (odd !== undefined) issues.push(issue(odd.path, `${odd.reason}; for a pattern there is the matcher "regex"`));
  else issues.push(...matcherIssues(body, [...at, 'body']));
  return issues;
}

/** A header that can never be as asked would make a check for "never" pass whatever the client sends. */
function headerIssues(name: string, value: unknown, path: JsonPath): Issue[] {
  if (value === undefined) return [];
  if (typeof value !== 'string')
    return isMatcher(value) ? matcherIssues(value, path) : [issue(path, 'must be a text or a matcher')];
  const isHidden = isSecretName(name) && !value.includes('***');
  return isHidden ? [issue(path, 'is masked in the journal, so its value cannot be compared')] : [];
}

function matcherIssues(value: unknown, path: JsonPath): Issue[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => matcherIssues(item, [...path, index]));
  if (!isObject(value)) return [];
  const inside = Object.entries(value).flatMap(([name, part]) => matcherIssues(part, [...path, name]));
  if (!isMatcher(value)) return inside;
  const name = value['pact:matcher:type'];
  if (!matcherNames.some((each) => each === name)) {
    const known = didYouMean(String(name), matcherNames);
    return [issue([...path, 'pact:matcher:type'], `is not a matcher that can be used here; ${known}`)];
  }
  const wrong = name === 'regex' ? patternMistake(value['regex']) : undefined;
  return wrong === undefined ? inside : [...inside, issue([...path, 'regex'], wrong)];
}

/** Each may double the time. */
const MOST_CHOICES = 4;

/**
 * Time is bounded by what a pattern may have: repeated groups, and alternatives one after the other, can take exponential
 * time, and each open repetition, or a search from every character on, multiplies it by the length of the text.
 */
function patternMistake(pattern: unknown): string | undefined {
  if (typeof pattern !== 'string') return 'must be a text';
  if (pattern.length > 500) return 'must have at most 500 characters';
  try {
    new RegExp(pattern);
  } catch (error) {
    return `is not a regular expression: ${(error as Error).message}`;
  }
  const bare = pattern.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  if (/\\[1-9k]/.test(pattern.replaceAll('\\\\', ''))) return 'must not refer to a group, which can take too long';
  if (/\)[*+{]/.test(bare)) return 'must not repeat a group, which can take too long';
  const most = bare.startsWith('^') && !bare.includes('|') ? 2 : 1;
  if ((bare.match(/[*+]|\{\d+,/g) ?? []).length > most)
    return 'must not have more than one repetition without a fixed count, or two behind a ^ at its start';
  if ((bare.match(/\||(?<![(*+?}])\?/g) ?? []).length > MOST_CHOICES)
    return `must not have more than ${MOST_CHOICES} choices by | or ?`;
  return undefined;
}

function issue(path: JsonPath, message: string): Issue {
  return { code: 'custom', path: [...path], message };
}
