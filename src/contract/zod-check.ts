/**
 * Holds values against JSON Schemas as zod 3 does, to the order of its issues. The compiled validators are ten times as
 * fast, but made ahead of time; this serves contracts that are amended at start. test/provider compares it with zod.
 */
import { isObject } from '../lib/guards.ts';
import type { Node } from './compile.ts';
import type { Path, SchemaValidator, Shape } from './contract.ts';
import { MOST_ISSUES, unrecognizedKeys, wrongEnum, wrongLength, wrongType } from './issues.ts';
import { stripUnknownOf } from './strip-unknown.ts';
import type { Issue } from './types.ts';

/** The schemas that references name, by the last step of the reference. */
export type Schemas = Readonly<Record<string, Node>>;

/** Whether a value is as the assumption wants that a schema names by `x-refine`; `isRoot`: it is the whole body. */
export type Refine = (assumption: string, value: unknown, isRoot: boolean) => boolean;

/** As zod: what depends on a value is looked at once its types are right, whatever else is wrong with it. */
type Status = 'right' | 'dirty' | 'aborted';
type Check = (value: unknown, path: Path, report: Report) => Status;
type Report = (issue: Issue) => void;

/** A validator that makes its issues itself. */
export type IssueValidator = SchemaValidator & Required<Pick<SchemaValidator, 'issuesOf'>>;

/** Makes the validator of a schema. */
export function zodValidator(schema: Node, schemas: Schemas, refine: Refine): IssueValidator {
  const check = onFirstUse(() => checkOf(schema, schemas, refine, true));
  const issuesOf = (value: unknown, later: Issue[] = []) => {
    const issues: Issue[] = [];
    const status = check(value, [], (issue) => void (issues.length < MOST_ISSUES && issues.push(issue)));
    for (const part of partsOf(schema, schemas)) {
      const issue = conditionalIssue(part, value, schemas, refine);
      if (issue !== undefined)
        (status === 'aborted' && part['x-issue'] !== 'beside-others' ? later : issues).push(issue);
    }
    return issues;
  };
  return Object.assign((value: unknown) => issuesOf(value).length === 0, { issuesOf });
}

/** Makes a check when it is first needed: a request that prefers other ways needs few of a contract's. */
function onFirstUse(make: () => Check): Check {
  let made: Check | undefined;
  return (value, path, report) => (made ??= make())(value, path, report);
}

/** The issue of a schema's `if` and `then`, for a value that is of the right type otherwise. */
function conditionalIssue(part: Node, value: unknown, schemas: Schemas, refine: Refine): Issue | undefined {
  if (part['if'] === undefined || !isObject(value)) return undefined;
  const condition = checkOf(part['if'] as Node, schemas, refine, false);
  if (condition(value, [], () => undefined) !== 'right') return undefined;
  const [missing] = requiredOf(part['then'] as Node).filter((name) => value[name] === undefined);
  if (missing === undefined) return undefined;
  switch (part['x-issue']) {
    case 'at-root':
      return { code: 'custom', path: [], message: 'Invalid input' };
    case 'as-required': {
      const property = propertiesOf(partsOf({ $ref: '#/UseCaseFields' }, schemas)).get(missing) ?? {};
      return wrongType(namesOf(property).expected, undefined, [missing]);
    }
    default:
      return { code: 'custom', path: [missing], message: String(part['x-message']) };
  }
}

/** The properties that a schema knows, for what strips the others. */
export function shapeOfSchema(schema: Node, schemas: Schemas): Shape | null {
  const parts = partsOf(schema, schemas);
  const items = parts.find((part) => part['items'] !== undefined)?.['items'] as Node | undefined;
  if (items !== undefined) return { items: shapeOfSchema(items, schemas) };
  const properties = propertiesOf(parts);
  if (properties.size === 0) return null;
  return {
    properties: Object.fromEntries([...properties].map(([name, node]) => [name, shapeOfSchema(node, schemas)])),
  };
}

/** A schema and those that it joins, references followed. */
function partsOf(schema: Node, schemas: Schemas): Node[] {
  const reference = schema['$ref'];
  const node = typeof reference === 'string' ? schemas[reference.split('/').at(-1) as string] : schema;
  if (node === undefined) throw new Error(`there is no schema ${String(reference)}`);
  return [...((node['allOf'] ?? []) as Node[]).flatMap((part) => partsOf(part, schemas)), node];
}

/** Properties in the document's order; what several parts say of one is joined. */
function propertiesOf(parts: readonly Node[]): Map<string, Node> {
  const properties = new Map<string, Node>();
  for (const part of parts)
    for (const [name, node] of Object.entries((part['properties'] ?? {}) as Record<string, Node>))
      properties.set(name, { ...properties.get(name), ...node });
  return properties;
}

function requiredOf(part: Node): readonly string[] {
  return (part['required'] ?? []) as readonly string[];
}

function checkOf(schema: Node, schemas: Schemas, refine: Refine, isRoot: boolean): Check {
  const parts = partsOf(schema, schemas);
  const node: Node = Object.assign({}, ...parts) as Node;
  const plain = plainCheckOf(node, parts, schemas, refine);
  const refinements = parts.flatMap((part) => (part['x-refine'] ?? []) as string[]);
  // Refinements see what zod makes of the value, which is without unknown properties.
  const strip = isRoot && refinements.length > 0 ? stripUnknownOf(shapeOfSchema(schema, schemas)) : undefined;
  const refined: Check =
    refinements.length === 0
      ? plain
      : (value, path, report) => {
          let status = plain(value, path, report);
          if (status === 'aborted') return status;
          const taken = strip === undefined ? value : strip(value, []);
          for (const each of refinements) {
            if (refine(each, taken, isRoot)) continue;
            report({ code: 'custom', message: 'Invalid input', path: [...path] });
            status = 'dirty';
          }
          return status;
        };
  if (!typesOf(node).includes('null')) return refined;
  return (value, path, report) => (value === null ? 'right' : refined(value, path, report));
}

function typesOf(node: Node): readonly string[] {
  return [(node['type'] ?? []) as string | string[]].flat();
}

function plainCheckOf(node: Node, parts: readonly Node[], schemas: Schemas, refine: Refine): Check {
  const below = (schema: unknown) => checkOf(schema as Node, schemas, refine, false);
  if (node['enum'] !== undefined) return enumCheck(node);
  if (node['const'] !== undefined)
    return otherwise((value) => value === node['const'], `is not ${JSON.stringify(node['const'])}`);
  const properties = propertiesOf(parts);
  const types = typesOf(node).filter((type) => type !== 'null');
  if (properties.size > 0) return objectCheck(parts, properties, below);
  if (types.length > 1)
    return otherwise((value) => types.some((type) => isOf(type, value)), `is none of ${types.join(', ')}`);
  const [type] = types;
  switch (type) {
    case 'array':
      return listCheck(node['items'] === undefined ? undefined : below(node['items']), Number(node['minItems'] ?? 0));
    case 'object':
      return isObject(node['additionalProperties']) ? recordCheck(node, below) : typeCheck(type);
    case 'string':
      return stringCheck(node);
    case 'number':
      return numberCheck(node);
    case undefined:
      return () => 'right';
    default:
      return typeCheck(type);
  }
}

/** For what only replies have, so that zod's words are not wanted. */
function otherwise(isRight: (value: unknown) => boolean, message: string): Check {
  return (value, path, report) => {
    if (isRight(value)) return 'right';
    report({ code: 'custom', path: [...path], message });
    return 'aborted';
  };
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  if (type === 'integer') return Number.isInteger(value);
  return type === 'number' ? Number.isFinite(value) : typeof value === type;
}

function typeCheck(type: string): Check {
  return (value, path, report) => {
    if (isOf(type, value)) return 'right';
    report(wrongType(type, value, [...path]));
    return 'aborted';
  };
}

function namesOf(node: Node): { options: unknown[]; expected: string } {
  const options = ((node['enum'] ?? []) as unknown[]).filter((each) => each !== null);
  return { options, expected: options.map((option) => `'${option as string}'`).join(' | ') };
}

function enumCheck(node: Node): Check {
  const { options } = namesOf(node);
  return (value, path, report) => {
    if (options.includes(value)) return 'right';
    report(wrongEnum(options, value, [...path]));
    return 'aborted';
  };
}

function stringCheck(node: Node): Check {
  const isString = typeCheck('string');
  const [least, most] = [Number(node['minLength'] ?? 0), Number(node['maxLength'] ?? Infinity)];
  const pattern = node['pattern'] === undefined ? undefined : new RegExp(node['pattern'] as string);
  return (value, path, report) => {
    if (isString(value, path, report) === 'aborted') return 'aborted';
    const text = value as string;
    let status: Status = 'right';
    const complain = (issue: Issue) => {
      report(issue);
      status = 'dirty';
    };
    if (text.length < least) complain(wrongLength('minLength', least, [...path], least === most));
    if (text.length > most) complain(wrongLength('maxLength', most, [...path], least === most));
    if (pattern?.test(text) === false) complain(invalidString('regex', 'Invalid', path));
    if (node['format'] === 'uri' && !URL.canParse(text)) complain(invalidString('url', 'Invalid url', path));
    return status;
  };
}

function invalidString(validation: string, message: string, path: Path): Issue {
  return { validation, code: 'invalid_string', message, path: [...path] };
}

function numberCheck(node: Node): Check {
  const isNumber = typeCheck('number');
  const above = node['exclusiveMinimum'] as number | undefined;
  return (value, path, report) => {
    if (isNumber(value, path, report) === 'aborted') return 'aborted';
    if (above === undefined || (value as number) > above) return 'right';
    const message = `Number must be greater than ${above}`;
    const size = { type: 'number', inclusive: false, exact: false, message, path: [...path] };
    report({ code: 'too_small', minimum: above, ...size });
    return 'dirty';
  };
}

function listCheck(item: Check | undefined, least: number): Check {
  const isList = typeCheck('array');
  const isLong = otherwise((value) => (value as unknown[]).length >= least, `has fewer than ${least} items`);
  return (value, path, report) => {
    if (isList(value, path, report) === 'aborted') return 'aborted';
    if (isLong(value, path, report) === 'aborted') return 'aborted';
    let status: Status = 'right';
    if (item === undefined) return status;
    for (const [index, each] of (value as unknown[]).entries())
      status = worse(status, item(each, [...path, index], report));
    return status;
  };
}

/** Keys that the value chooses, such as languages. */
function recordCheck(node: Node, below: (schema: unknown) => Check): Check {
  const isRecord = typeCheck('object');
  const key = node['propertyNames'] === undefined ? undefined : below(node['propertyNames']);
  const item = below(node['additionalProperties']);
  return (value, path, report) => {
    if (isRecord(value, path, report) === 'aborted') return 'aborted';
    let status: Status = 'right';
    for (const [name, each] of Object.entries(value as object)) {
      const place = [...path, name];
      if (key !== undefined) status = worse(status, key(name, place, report));
      status = worse(status, item(each, place, report));
    }
    return status;
  };
}

function objectCheck(
  parts: readonly Node[],
  properties: ReadonlyMap<string, Node>,
  below: (schema: unknown) => Check,
): Check {
  const isRecord = typeCheck('object');
  const required = new Set(parts.flatMap(requiredOf));
  const checks = [...properties].map(([name, node]) => ({
    name,
    check: onFirstUse(() => below(node)),
    isRequired: required.has(name),
  }));
  const isStrict = parts.some(
    (part) => part['additionalProperties'] === false || part['unevaluatedProperties'] === false,
  );
  return (value, path, report) => {
    if (isRecord(value, path, report) === 'aborted') return 'aborted';
    const object = value as Readonly<Record<string, unknown>>;
    let status: Status = 'right';
    for (const { name, check, isRequired } of checks) {
      if (object[name] === undefined && !isRequired) continue;
      status = worse(status, check(object[name], [...path, name], report));
    }
    const keys = isStrict ? Object.keys(object).filter((name) => !properties.has(name)) : [];
    if (keys.length === 0) return status;
    report(unrecognizedKeys(keys, path));
    return worse(status, 'dirty');
  };
}

function worse(one: Status, other: Status): Status {
  if (one === 'aborted' || other === 'aborted') return 'aborted';
  return one === 'dirty' ? one : other;
}
