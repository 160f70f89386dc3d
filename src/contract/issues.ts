/**
 * Turns the errors of Ajv into the issues of a serialised ZodError (zod 3), the form that the real API is expected to
 * use. test/provider compares them with those of zod itself, to the byte: hence the order of each issue's properties.
 */
import { fromPointer } from '../lib/json-pointer.ts';
import type { Facts, Operation, Path, SchemaError, SchemaValidator } from './contract.ts';
import { zodTypeOf, type KnownIssues, type PlacedIssue } from './known-issues.ts';
import type { Issue } from './types.ts';

/** Issues that are reported at most, so that the reply to a hostile body is not many times larger than the body. */
export const MOST_ISSUES = 1_000;
const NO_ISSUES: readonly Issue[] = Object.freeze([]);

/** Issues of a request's path parameters; empty when they conform. */
export function pathIssues(operation: Operation, parameters: Readonly<Record<string, string>>): readonly Issue[] {
  return check(operation.validators.path, parameters, operation.pathParameters, {});
}

/**
 * Issues of a request's body; empty when it conforms.
 *
 * @param body the parsed body; `undefined` when the request has none
 * @param later when given, gets the issues that zod would only report once all types are right: what one field demands
 *   of another, which is a refinement there (source: framework)
 * @param known remembers the issues for the next body
 */
export function bodyIssues(
  operation: Operation,
  body: unknown,
  later?: Issue[],
  known?: KnownIssues,
): readonly Issue[] {
  if (operation.body === null) return NO_ISSUES;
  if (body === undefined) return operation.body.required ? [requiredBody()] : NO_ISSUES;
  return check(operation.validators.body, body, operation.body.facts, operation.body.conditions, later, known);
}

/** Issues of a reply's body; empty when it conforms, or when the contract says nothing of it. */
export function replyIssues({ validators }: Operation, status: number, body: unknown): readonly Issue[] {
  return check(validators.replies?.[String(status)], body, {}, {});
}

function requiredBody(): Issue {
  return { code: 'invalid_type', expected: 'object', received: 'undefined', path: [], message: 'Required' };
}

function check(
  validator: SchemaValidator | undefined,
  value: unknown,
  facts: Facts,
  conditions: Readonly<Record<string, string>>,
  later?: Issue[],
  known?: KnownIssues,
): readonly Issue[] {
  if (validator?.issuesOf !== undefined) return validator.issuesOf(value, later);
  if (validator === undefined || validator(value)) return NO_ISSUES;
  const make = (error: SchemaError, root: unknown) => placed(error, issueOf(error, root, facts, conditions), facts);
  const byPlace = new Map<string, PlacedIssue>();
  const conditional: PlacedIssue[] = [];
  let isTypeWrong = false;
  for (const error of validator.errors ?? []) {
    const found = known === undefined ? make(error, value) : known.of(validator, error, value, make);
    if (found === undefined) continue;
    const { issue, place, isConditional } = found;
    isTypeWrong ||= issue.code === 'invalid_type' || issue.code === 'invalid_enum_value';
    if (isConditional) {
      conditional.push(found);
      continue;
    }
    // zod reports one issue for each value, and for an enumeration always its values, whatever type the value has.
    const present = byPlace.get(place);
    if (present === undefined || error.keyword === 'enum') byPlace.set(place, found);
    else addKeys(present.issue, issue);
    if (byPlace.size >= MOST_ISSUES) break;
  }
  const issues = [...byPlace.values()];
  if (isTypeWrong && later !== undefined) for (const { issue } of conditional) later.push(issue);
  else issues.push(...conditional);
  return inContractOrder(issues);
}

/** Whether an error is of a `then`: what one property demands of another. */
function isConditional({ keyword, schemaPath }: SchemaError): boolean {
  return keyword === 'required' && schemaPath.endsWith('/then/required');
}

function issueOf(
  error: SchemaError,
  root: unknown,
  facts: Facts,
  conditions: Readonly<Record<string, string>>,
): Issue | undefined {
  const path = pathOf(error.instancePath, root);
  const { params } = error;
  switch (error.keyword) {
    // `if` only repeats the error of its `then`.
    case 'if':
      return undefined;
    case 'required': {
      const property = String(params['missingProperty']);
      path.push(property);
      if (isConditional(error)) {
        return { code: 'custom', path, message: conditions[property] ?? `${property} is required` };
      }
      const expected = (path.length === 1 && facts[property]?.type) || 'unknown';
      return { code: 'invalid_type', expected, received: 'undefined', path, message: 'Required' };
    }
    case 'type':
      return wrongType(expectedType(params['type']), valueAt(root, path), path);
    case 'enum':
      return wrongEnum(params['allowedValues'] as readonly unknown[], valueAt(root, path), path);
    case 'minLength':
    case 'maxLength': {
      const isExact = path.length === 1 && facts[String(path[0])]?.exactLength === true;
      return wrongLength(error.keyword, Number(params['limit']), path, isExact);
    }
    case 'minimum':
    case 'maximum':
    case 'minItems':
    case 'maxItems':
      return wrongSize(error, path);
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return unrecognizedKeys([String(params['additionalProperty'] ?? params['unevaluatedProperty'])], path);
    case 'pattern':
      return { validation: 'regex', code: 'invalid_string', message: 'Invalid', path };
    default:
      return { code: 'custom', path, message: error.message ?? `breaks the rule "${error.keyword}"` };
  }
}

/** The issue for properties or parameters that a strict object of zod does not have. */
export function unrecognizedKeys(keys: readonly string[], path: Issue['path']): Issue {
  const message = `Unrecognized key(s) in object: ${keys.map((key) => `'${key}'`).join(', ')}`;
  // The contract has no such code: where it stands, nothing is refused for that.
  return { code: 'unrecognized_keys', keys, path: [...path], message } as unknown as Issue;
}

/** Whether one of the issues is that a property is unknown. */
export function refusesProperty(issues: readonly Issue[], path: Issue['path']): boolean {
  const [owner, key] = [path.slice(0, -1).join('\u0000'), String(path.at(-1))];
  return issues.some((issue) => keysOf(issue).includes(key) && issue.path.join('\u0000') === owner);
}

/** Ajv has an error for each unknown property of an object, zod one issue for all of them. */
function addKeys(known: Issue, issue: Issue): void {
  const [another] = keysOf(issue);
  const keys = (known as { readonly keys?: string[] }).keys;
  if (keys === undefined || another === undefined || keys.length >= MOST_ISSUES) return;
  // Two schemas of an `allOf` may both refuse it.
  if (keys.includes(another)) return;
  keys.push(another);
  (known as { message: string }).message += `, '${another}'`;
}

/** The unknown keys that an issue names. */
function keysOf(issue: Issue): readonly string[] {
  return (issue as { readonly keys?: readonly string[] }).keys ?? [];
}

/** The issue for a value that is none of an enumeration. */
export function wrongEnum(options: readonly unknown[], received: unknown, path: Path): Issue {
  const expected = options.map((option) => (typeof option === 'string' ? `'${option}'` : String(option))).join(' | ');
  if (typeof received !== 'string') {
    const { message, received: type } = wrongType(expected, received, path);
    return { expected, received: type, code: 'invalid_type', path, message };
  }
  const message = `Invalid enum value. Expected ${expected}, received '${received}'`;
  return { received, code: 'invalid_enum_value', options: [...options], path, message };
}

/** zod names an exact length both for values that are too short and for values that are too long. */
export function wrongLength(keyword: 'minLength' | 'maxLength', limit: number, path: Path, exact: boolean): Issue {
  const tooShort = keyword === 'minLength';
  const amount = exact ? 'exactly' : tooShort ? 'at least' : 'at most';
  const message = `String must contain ${amount} ${limit} character(s)`;
  return tooShort
    ? { code: 'too_small', minimum: limit, type: 'string', inclusive: true, exact, message, path }
    : { code: 'too_big', maximum: limit, type: 'string', inclusive: true, exact, message, path };
}

function wrongSize(error: SchemaError, path: Path): Issue {
  const limit = Number(error.params['limit']);
  const isArray = error.keyword.endsWith('Items');
  const tooSmall = error.keyword.startsWith('min');
  const type = isArray ? 'array' : 'number';
  const bound = isArray
    ? tooSmall
      ? 'at least'
      : 'at most'
    : tooSmall
      ? 'greater than or equal to'
      : 'less than or equal to';
  const message = isArray ? `Array must contain ${bound} ${limit} element(s)` : `Number must be ${bound} ${limit}`;
  const size = { type, inclusive: true, exact: false, message, path };
  return tooSmall ? { code: 'too_small', minimum: limit, ...size } : { code: 'too_big', maximum: limit, ...size };
}

/** The issue for a value of another type; of `undefined` it says that it is required. */
export function wrongType(expected: string, value: unknown, path: Path): Issue {
  const received = zodTypeOf(value);
  const message = value === undefined ? 'Required' : `Expected ${expected}, received ${received}`;
  return { code: 'invalid_type', expected, received, path, message };
}

/** zod names a nullable type without `null`. */
function expectedType(type: unknown): string {
  const name = Array.isArray(type) ? (type as unknown[]).find((each) => each !== 'null') : type;
  return String(name);
}

/** The keys of a JSON pointer. Those that index a list become numbers, as in zod. */
function pathOf(pointer: string, root: unknown): Path {
  const path: Path = [];
  let value: unknown = root;
  for (const key of fromPointer(pointer)) {
    path.push(Array.isArray(value) ? Number(key) : key);
    value = (value as Record<string, unknown> | undefined)?.[key];
  }
  return path;
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | undefined)?.[key], root);
}

/** zod reports issues in the order of the schema's properties, and refinements last. */
function placed(error: SchemaError, issue: Issue | undefined, facts: Facts): PlacedIssue | undefined {
  if (issue === undefined) return undefined;
  const { code, path } = issue;
  const rank = (code === 'custom' ? 1_000 : 0) + (facts[String(path[0])]?.position ?? 500);
  return { issue, place: path.join('\u0000'), rank, isConditional: isConditional(error) };
}

/** Most are in order already, and sorting allocates. */
function inContractOrder(issues: PlacedIssue[]): Issue[] {
  const isInOrder = issues.every(({ rank }, index) => index === 0 || (issues[index - 1] as PlacedIssue).rank <= rank);
  if (!isInOrder) issues.sort((one, other) => one.rank - other.rank);
  return issues.map(({ issue }) => issue);
}
