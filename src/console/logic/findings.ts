/** Joins the stub's messages about a request with the rules and sources behind them. */
import { toPointer } from '../../lib/json-pointer.ts';
import type { JournalEntry, JournalIssue, JournalWarning, Rule } from '../api.ts';
import { isObject, parsed, type Json } from '../../lib/json.ts';
import type { JsonLine } from './json-lines.ts';
import { bodySchema, operationsOf, partsAt } from '../../contract/openapi-lookup.ts';

/** The kind of source behind a finding. */
export type Source = 'documented' | 'assumed' | 'framework';

/** One thing that is wrong or odd about a request. */
export interface Finding {
  readonly kind: 'issue' | 'warning';
  readonly path: readonly (string | number)[];
  /** As a JSON pointer. */
  readonly pointer: string;
  /** Which part of the request it is about. */
  readonly part: 'body' | 'path';
  readonly message: string;
  /** What was probably meant. */
  readonly suggestion?: string;
  /** Id of the rule, if it has one. */
  readonly rule?: string;
  readonly source: Source;
  /** What is known of it besides the source: `chosen`, or `confirmed` or `refuted` with the date. */
  readonly standing?: string;
  /** What the rule wants, and why. */
  readonly explanation: string;
}

/** The parts of a journal entry that findings are made from. */
export type Judged = Pick<JournalEntry, 'operationId' | 'body' | 'issues' | 'warnings'>;

/** The rules and the contract, to explain findings with. */
export interface Knowledge {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly contract: unknown;
}

/** Issues first, in the order in which the stub names them. */
export function findingsOf(entry: Judged, knowledge: Knowledge): readonly Finding[] {
  const isInPath = pathTest(entry, knowledge);
  return [
    ...entry.issues.map((issue) => ofIssue(issue, entry, knowledge, isInPath)),
    ...entry.warnings.map((warning) => ofWarning(warning, knowledge, isInPath)),
  ];
}

/** A finding at the line of a body that it is about. */
export interface PlacedFinding {
  readonly finding: Finding;
  /** Name of the missing property; the line is its parent's. */
  readonly missing?: string;
}

/** Findings by line number. A finding about a missing value is placed at its parent. */
export function placeFindings(
  lines: readonly JsonLine[],
  findings: readonly Finding[],
): ReadonlyMap<number, readonly PlacedFinding[]> {
  const lineOf = new Map<string, number>();
  lines.forEach(({ pointer, kind }, index) => {
    if (kind !== 'close') lineOf.set(pointer, index);
  });
  const placed = new Map<number, PlacedFinding[]>();
  for (const finding of findings) {
    if (finding.part !== 'body') continue;
    let { path } = finding;
    let missing: string | undefined;
    while (path.length > 0 && !lineOf.has(toPointer(path))) {
      missing = String(path.at(-1));
      path = path.slice(0, -1);
    }
    const line = lineOf.get(toPointer(path)) ?? 0;
    const here = placed.get(line) ?? [];
    placed.set(line, [...here, { finding, ...(missing !== undefined && { missing }) }]);
  }
  return placed;
}

/** A path parameter and a property can share a name; without such a property in the body, the path is meant. */
function pathTest(entry: Judged, { contract }: Knowledge): (path: Finding['path']) => boolean {
  const operation = operationsOf(contract).find(({ operationId }) => operationId === entry.operationId);
  const names = operation?.pathParameters ?? [];
  const body = parsed(entry.body);
  const inBody = (name: string) => isObject(body) && Object.hasOwn(body, name);
  return ([name]) => typeof name === 'string' && names.includes(name) && !inBody(name);
}

function ofWarning(
  warning: JournalWarning,
  { rules }: Knowledge,
  isInPath: (path: Finding['path']) => boolean,
): Finding {
  const { rule: id, path, message, suggestion } = warning;
  const rule = rules.get(id);
  const documented = 'The contract says so; only the validation level lets it pass.';
  return {
    kind: 'warning',
    path,
    pointer: toPointer(path),
    part: isInPath(path) ? 'path' : 'body',
    message,
    ...(suggestion !== undefined && { suggestion }),
    ...(id !== 'documented' && { rule: id }),
    source: rule ? sourceOf(rule.source) : 'documented',
    ...standingOf(rule && { ...rule, ...warning }),
    explanation: rule?.explanation ?? documented,
  };
}

function ofIssue(
  issue: JournalIssue,
  entry: Judged,
  knowledge: Knowledge,
  isInPath: (path: Finding['path']) => boolean,
): Finding {
  const { path, message } = issue;
  const rule = ruleOfIssue(issue, knowledge);
  const behind = rule
    ? {
        rule: rule.id,
        source: sourceOf(rule.source),
        ...standingOf({ ...rule, ...issue }),
        explanation: rule.explanation,
      }
    : contractBehind(issue, entry, knowledge);
  const part = isInPath(path) ? 'path' : 'body';
  return { kind: 'issue', path, pointer: toPointer(path), part, message, ...behind };
}

/** At `strict` an issue names its rule. A rule that always refuses is recognised by field and kind of mistake. */
function ruleOfIssue(issue: JournalIssue, { rules }: Knowledge): Rule | undefined {
  const params = issue['params'];
  if (isObject(params) && typeof params['rule'] === 'string') return rules.get(params['rule']);
  const [field, ...deeper] = issue.path;
  if (deeper.length > 0 || typeof field !== 'string') return undefined;
  const kind = aspectOf(issue) === 'required' ? 'required' : issue.code === 'too_small' ? 'not-empty' : undefined;
  const rule = kind && rules.get(`${field.replaceAll('_', '-')}-${kind}`);
  return rule && rule.enforced ? rule : undefined;
}

/** The aspect of `x-source` that an issue is about. */
function aspectOf({ code, ...issue }: JournalIssue): 'required' | 'shape' | 'rule' {
  if (code === 'invalid_type') return issue['received'] === 'undefined' ? 'required' : 'shape';
  return 'rule';
}

function contractBehind(
  issue: JournalIssue,
  entry: Judged,
  { contract }: Knowledge,
): Pick<Finding, 'source' | 'explanation'> {
  const schema = entry.operationId === undefined ? undefined : bodySchema(contract, entry.operationId);
  const parts = schema === undefined ? [] : partsAt(contract, schema, issue.path);
  const aspect = aspectOf(issue);
  const facts = parts.flatMap((part) => (isObject(part['x-source']) ? [part['x-source']] : []));
  const fact = facts.map((each) => each[aspect]).find((each) => each !== undefined);
  const source = fact ?? facts.map((each) => each['shape']).find((each) => each !== undefined);
  const description = parts.map((part) => part['description']).find((each) => typeof each === 'string');
  return {
    source: sourceOf(source),
    explanation: typeof description === 'string' ? description.trim() : 'The contract does not allow it.',
  };
}

/** What the journal says of a finding is more precise than what is known of its rule. */
function standingOf(rule: Pick<JournalWarning, 'standing' | 'checkedAt'> | undefined): Pick<Finding, 'standing'> {
  const { standing = 'assumed', checkedAt = '' } = rule ?? {};
  return standing === 'assumed' ? {} : { standing: `${standing} ${checkedAt.slice(0, 10)}`.trim() };
}

function sourceOf(name: Json | undefined): Source {
  if (name === 'assumed') return 'assumed';
  return name === 'framework' ? 'framework' : 'documented';
}
