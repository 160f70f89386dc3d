/** Joins the stub's messages about a request with the rules and sources behind them. */
import { toPointer } from '../../lib/json-pointer.ts';
import type { Trust } from '../../contract/types.ts';
import type { JournalEntry, JournalIssue, JournalWarning, Rule } from '../api.ts';
import { isObject, parsed } from '../../lib/json.ts';
import type { JsonLine } from './json-lines.ts';
import { bodySchema, operationsOf, partsAt } from '../../contract/openapi-lookup.ts';

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
  /** How far it can be trusted. */
  readonly trust: Trust;
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
  { rule: id, path, message, suggestion, ...trust }: JournalWarning,
  { rules }: Knowledge,
  isInPath: (path: Finding['path']) => boolean,
): Finding {
  return {
    kind: 'warning',
    path,
    pointer: toPointer(path),
    part: isInPath(path) ? 'path' : 'body',
    message,
    ...(suggestion !== undefined && { suggestion }),
    ...(id !== 'documented' && { rule: id }),
    trust,
    explanation:
      rules.get(id)?.explanation ??
      (id === 'documented' ? 'The contract says so; only the validation level lets it pass.' : message),
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
  return {
    kind: 'issue',
    path,
    pointer: toPointer(path),
    part: isInPath(path) ? 'path' : 'body',
    message,
    ...(rule && { rule: rule.id }),
    trust: issue,
    explanation: rule?.explanation ?? descriptionOf(issue, entry, knowledge),
  };
}

/** At `strict` an issue names its rule. Another rests on the assumption that the rule of its field warns of. */
function ruleOfIssue({ params, assumption, path: [field] }: JournalIssue, { rules }: Knowledge): Rule | undefined {
  if (isObject(params) && typeof params['rule'] === 'string') return rules.get(params['rule']);
  return [...rules.values()].find(
    (rule) => assumption !== undefined && rule.assumption === assumption && rule.fields.includes(String(field)),
  );
}

/** What the contract says of the place of an issue. */
function descriptionOf({ path }: JournalIssue, { operationId }: Judged, { contract }: Knowledge): string {
  const schema = operationId === undefined ? undefined : bodySchema(contract, operationId);
  const parts = schema === undefined ? [] : partsAt(contract, schema, path);
  const description = parts.map((part) => part['description']).find((each) => typeof each === 'string');
  return typeof description === 'string' ? description.trim() : 'The contract does not allow it.';
}
