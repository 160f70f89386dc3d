import type { UnknownProperty } from '../../contract/contract.ts';
import { MISSING_KEY } from '../../contract/amended-operation.ts';
import { bodyIssues, pathIssues, refusesProperty, unrecognizedKeys } from '../../contract/issues.ts';
import { readQuery } from '../../contract/query.ts';
import { refusal, type Reply } from '../../contract/reply.ts';
import type { Fields, Issue, Warning } from '../../contract/types.ts';
import { asObject } from '../../lib/guards.ts';
import { didYouMean } from '../../lib/nearest-name.ts';
import type { Organization } from '../../organizations/organizations.ts';
import {
  documentedWarning,
  issueOfWarning,
  unknownParameterWarning,
  unknownPropertyWarning,
  type ValidationLevel,
} from '../../use-cases/rules/rule-book.ts';
import type { Context, ServedOperation } from '../context.ts';
import type { Outcome, Plan } from '../outcome.ts';
import { isQueryPreference } from '../preferences.ts';
import type { Target } from '../request.ts';

/** A request that has been matched, authorized and read. */
export interface Call {
  readonly operation: ServedOperation;
  readonly organization: Organization | undefined;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly target: Target;
  /** Parsed, as it was sent. */
  readonly body: unknown;
  readonly level: ValidationLevel;
}

/** The body without what the contract does not know, or why the request is refused. */
export interface Validation {
  readonly fields: Fields;
  readonly reply?: Reply;
}

/** Unknown parameters that are named; more would not be read. */
const MOST_PARAMETERS = 20;
const NO_FIELDS: Fields = Object.freeze({});

/** How much a request is held against the rules. */
export function levelOf(plan: Plan | undefined, { validation }: Context): ValidationLevel {
  return plan?.preferences.validation ?? validation;
}

/**
 * Holds a request against the contract. Requests to operations without a handler are Prism's to validate.
 * Adds to the outcome's warnings.
 */
export function validate(call: Call, outcome: Outcome, context: Context): Validation {
  if (call.operation.handle === undefined) return { fields: NO_FIELDS, ...refuseWithoutKey(call) };
  const unknown: UnknownProperty[] = [];
  // Where nothing is refused, a body may be no object at all; it then has no fields.
  const fields = asObject(call.operation.stripUnknown(call.body, unknown)) ?? NO_FIELDS;
  if (outcome.policy.unknownProperties === 'refuse') return { fields, ...refuseUnknown(call, unknown) };
  return { fields, ...holdAgainstContract(call, fields, unknown, outcome, context) };
}

/** Where the contract has the key as a header, it is looked at between path and query, at every level. */
function refuseWithoutKey({ operation, organization }: Call): { reply?: Reply } {
  if (operation.access !== 'key' || organization !== undefined) return {};
  return { reply: refusal([{ ...MISSING_KEY, path: [...MISSING_KEY.path] }], 'api-key-missing') };
}

/** A misspelt setting of the stub would have no effect, so the stub's own routes refuse what they do not know. */
function refuseUnknown({ operation, target, body }: Call, unknown: readonly UnknownProperty[]): { reply?: Reply } {
  const { issues: inQuery } = readQuery(target.query, operation.queryParameters);
  const issues = [...inQuery, ...unknown.map(unknownIssue), ...bodyIssues(operation, body)];
  return issues.length > 0 ? { reply: refusal(issues) } : {};
}

function unknownIssue({ path, known }: UnknownProperty): Issue {
  const hint = didYouMean(String(path.at(-1)), known, `it has ${known.join(', ')}`);
  return { code: 'custom', path, message: `is not known here; ${hint}` };
}

/** Prism's preferences in the query are no parameters of an operation. */
function unknownParameters(query: string, { queryParameters }: ServedOperation): readonly Warning[] {
  const known = Object.keys(queryParameters);
  const names = new Set(new URLSearchParams(query).keys());
  return [...names]
    .filter((name) => !known.includes(name) && !isQueryPreference(name))
    .slice(0, MOST_PARAMETERS)
    .map((name) => unknownParameterWarning(name.slice(0, 100), known));
}

function holdAgainstContract(
  call: Call,
  fields: Fields,
  unknown: readonly UnknownProperty[],
  { plan, applied, warnings }: Outcome,
  { ruleBook, behavior, knownIssues }: Context,
): { reply?: Reply } {
  const { operation, pathParameters, target, body, level } = call;
  if (plan?.preferences.validation !== undefined) applied.push('validation');
  if (level === 'off') return refuseWithoutKey(call);
  const inPath = pathIssues(operation, pathParameters);
  const keyless = inPath.length === 0 || level === 'warn' ? refuseWithoutKey(call) : {};
  if (keyless.reply) return keyless;
  warnings.push(...unknown.map((each) => unknownPropertyWarning(each, behavior.unknownProperties)));
  const inQuery = target.query === '' ? [] : unknownParameters(target.query, operation);
  const isQueryRefused = behavior.refusesUnknownQuery && operation.operationId === 'listUseCases' && inQuery.length > 0;
  if (!isQueryRefused) warnings.push(...inQuery);
  const later: Issue[] = [];
  const issues =
    inPath.length > 0
      ? inPath
      : isQueryRefused
        ? [
            unrecognizedKeys(
              inQuery.map(({ path }) => String(path[0])),
              [],
            ),
          ]
        : bodyIssues(operation, body, later, knownIssues);
  // What takes a body is held against the assumed rules where it is stored.
  const isRefused = level === 'strict' && operation.body === null && warnings.length > 0;
  if (issues.length === 0) return isRefused ? { reply: refusal(warnings.map(issueOfWarning)) } : {};
  if (level === 'warn') {
    warnings.push(...issues.map(documentedWarning), ...later.map(documentedWarning));
    return {};
  }
  // Warnings go out with the refusal, so that a client can mend everything in one round.
  warnings.push(...later.map(documentedWarning), ...ruleBook.examine(fields, fields, [...issues, ...later]));
  if (level !== 'strict') return { reply: refusal(issues) };
  const others = warnings.filter(
    ({ rule, path }) => rule !== 'unknown-property' || !refusesProperty(issues, [...path]),
  );
  return { reply: refusal([...issues, ...others.map(issueOfWarning)]) };
}
