/** Reads scenarios from outside: the admin API, `stub.scenario`, and the files and flags that a stub starts with. */
import { adminContract } from '../contract/built-in.ts';
import type { Contract, Operation, Path, UnknownProperty } from '../contract/contract.ts';
import { bodyIssues, replyIssues } from '../contract/issues.ts';
import type { Issue } from '../contract/types.ts';
import { findNonJson } from '../lib/guards.ts';
import { toPointer } from '../lib/json-pointer.ts';
import { didYouMean } from '../lib/nearest-name.ts';
import { memorySizeOf } from '../lib/memory-size.ts';
import { usesOf, type RunningScenario, type Scenario, type ScenarioOutcome, type ScenarioStep } from '../store/port.ts';
import type { UseCaseServices } from '../use-cases/handlers.ts';
import type { Organization } from './organizations.ts';
import { reasonOf } from './scenario-words.ts';
import { delayOf, misbehaviour, startedNow } from './scenarios.ts';

/** A valid scenario, or what is wrong with it. */
export type ReadScenario =
  | { readonly scenario: Scenario; readonly issues?: undefined }
  | { readonly scenario?: undefined; readonly issues: readonly Issue[] };

/** Requests that a scenario may apply to at most; databases count them in 32 bits. */
const MOST_USES = 1_000_000;
const HEADER_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
const NO_HEADER_NAME = 'is not a name that a header can have';
/** Headers that a scenario cannot set, since they say how a message is sent, or what the stub says of itself. */
const RESERVED = /^(connection|content-length|date|keep-alive|trailer|transfer-encoding|upgrade|x-request-id|stub-.*)$/;

/**
 * Reads a scenario as `POST /__stub/scenarios` takes it.
 *
 * @param given any value
 * @param contract has the operations, and the replies that they can give
 * @returns the scenario, with a reason and with the names of its headers in lower case; or the issues
 */
export function readScenario(given: unknown, contract: Contract): ReadScenario {
  const odd = findNonJson(given);
  if (odd !== undefined) return { issues: [issue([...odd.path], odd.reason)] };
  const inForm = formIssues(given);
  if (inForm.length > 0) return { issues: inForm };
  // A copy, since the caller may change its own later.
  const asked = withLowerHeaders(JSON.parse(JSON.stringify(given)) as Omit<Scenario, 'because'>);
  const scenario: Scenario = { because: reasonOf(asked), ...asked };
  const issues = contentIssues(scenario, contract);
  return issues.length > 0 ? { issues } : { scenario };
}

/** The issues of a scenario, on one line. */
export function formatScenarioIssues(issues: readonly Issue[]): string {
  return issues.map(({ path, message }) => `${toPointer(path) || 'it'} ${message}`).join('; ');
}

/**
 * Characters of the JSON of a part that bodies must contain: every request of the operation is held against it, so it is
 * to name what tells requests apart, and no more.
 */
const LONGEST_PART = 16_384;

/** How many scenarios may run, because every request is matched against all of them. States may add a few more. */
export const MOST_SCENARIOS = 100;

/**
 * Starts a scenario that `readScenario` has read.
 *
 * @throws TooManyScenarios when there is no room for one more
 * @throws OverBudget when all of the organization together would take more memory than they may
 */
export function startWithinBounds(
  { id }: Organization,
  scenario: Scenario,
  { scenarios, mutex, budget, now }: Pick<UseCaseServices, 'scenarios' | 'mutex' | 'budget' | 'now'>,
): Promise<RunningScenario> {
  // One start at a time, so that the size of all is still right when the scenario starts.
  return mutex.run(`${id}/scenarios`, async () => {
    const others = misbehaviour(await scenarios.list(id)).filter(({ because }) => because !== scenario.because);
    const started = startedNow(scenario, now);
    // Wherever they are stored, every request needs them in memory.
    budget.scenarios.check(memorySizeOf([...others, started]));
    // Other replicas may start some at the same time, so the store counts.
    return scenarios.start(id, started, MOST_SCENARIOS);
  });
}

/** Holds a scenario against its schema in openapi/admin.yaml. */
function formIssues(given: unknown): readonly Issue[] {
  const operation = adminContract().operations.find(({ operationId }) => operationId === 'startScenario') as Operation;
  const unknown: UnknownProperty[] = [];
  operation.stripUnknown(given, unknown);
  return [...unknown.map(unknownIssue), ...bodyIssues(operation, given)];
}

function unknownIssue({ path, known }: UnknownProperty): Issue {
  const hint = didYouMean(String(path.at(-1)), known, `it has ${known.join(', ')}`);
  return issue(path, `is not known here; ${hint}`);
}

function withLowerHeaders<Outcome extends Partial<Scenario>>(outcome: Outcome): Outcome {
  const { headers, steps } = outcome;
  const lower =
    headers && Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { ...outcome, ...(lower && { headers: lower }), ...(steps && { steps: steps.map(withLowerHeaders) }) };
}

/** Checks what the schema cannot express. */
function contentIssues(scenario: Scenario, { operations }: Contract): readonly Issue[] {
  const { match, steps, times, outsideContract = false } = scenario;
  const name = match?.operation;
  const meant = name === undefined ? operations : operations.filter(({ operationId }) => operationId === name);
  if (meant.length === 0) {
    const known = operations.map(({ operationId }) => operationId);
    return [issue(['match', 'operation'], `is not an operation; ${didYouMean(name ?? '', known)}`)];
  }
  if (JSON.stringify(match?.body ?? null).length > LONGEST_PART)
    return [issue(['match', 'body'], `is longer than ${LONGEST_PART} characters; name what tells requests apart`)];
  const parts: (readonly [ScenarioStep, Path])[] =
    steps === undefined ? [[scenario, []]] : steps.map((step, index) => [step, ['steps', index]]);
  const issues = parts.flatMap(([outcome, path]) => [
    ...outcomeIssues(outcome, path),
    ...exampleIssues(outcome, path, meant),
  ]);
  const contradictions = parts.flatMap(([outcome, path]) => contradictionsOf(outcome, path, meant));
  if (!outsideContract) issues.push(...contradictions);
  else if (contradictions.length === 0)
    issues.push(issue(['outsideContract'], 'has no effect: the contract has everything that this scenario answers'));
  if (match?.header !== undefined && !HEADER_NAME.test(match.header.name))
    issues.push(issue(['match', 'header', 'name'], NO_HEADER_NAME));
  if (parts.every(([outcome]) => isEmpty(outcome))) issues.push(issue([], 'needs a status, a delay or a fault'));
  if (steps !== undefined && !isEmpty(scenario))
    issues.push(issue([], `has steps; put ${outcomeNames(scenario).join(', ')} into them`));
  if ((usesOf({ times, steps } as Scenario) ?? 0) > MOST_USES)
    issues.push(issue(['times'], `makes it apply to more than ${MOST_USES} requests`));
  return issues;
}

const OUTCOME = ['status', 'example', 'body', 'headers', 'delay', 'fault'] as const satisfies (keyof ScenarioOutcome)[];

function outcomeNames(outcome: ScenarioOutcome): string[] {
  return OUTCOME.filter((name) => outcome[name] !== undefined);
}

function isEmpty(outcome: ScenarioOutcome): boolean {
  return outcomeNames(outcome).length === 0;
}

/** What is wrong with an outcome, whatever the contract says. */
function outcomeIssues(outcome: ScenarioOutcome, path: Path): Issue[] {
  const { status, example, body, headers = {}, delay } = outcome;
  const issues: Issue[] = [];
  const add = (name: string, message: string) => issues.push(issue([...path, name], message));
  for (const name of ['example', 'body', 'headers'] as const)
    if (status === undefined && outcome[name] !== undefined) add(name, 'needs a status that it belongs to');
  if (example !== undefined && body !== undefined) add('body', 'cannot be given together with an example');
  for (const [name, value] of Object.entries(headers)) {
    const mistake = headerMistake(name, value);
    if (mistake !== undefined) issues.push(issue([...path, 'headers', name], mistake));
  }
  const isReversed = delay?.distribution === 'uniform' && delay.from > delay.to;
  if (delay !== undefined && (isReversed || !(delayOf(delay, () => 0.5) >= 0))) {
    const needed = { fixed: 'ms', uniform: 'from, and a to that is not less', 'log-normal': 'median and sigma' };
    add('delay', `a ${delay.distribution} delay needs ${needed[delay.distribution]}`);
  }
  return issues;
}

function headerMistake(name: string, value: string): string | undefined {
  if (!HEADER_NAME.test(name)) return NO_HEADER_NAME;
  if (RESERVED.test(name)) return 'is a header that only the stub sets';
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(value) ? undefined : 'has a character that cannot be in a header';
}

/** What an outcome has that the contract has not. `outsideContract` allows it. */
function contradictionsOf(
  { status, body, headers }: ScenarioOutcome,
  path: Path,
  operations: readonly Operation[],
): Issue[] {
  if (status === undefined) return [];
  const able = operations.filter(({ responses }) => responses[String(status)] !== undefined);
  if (able.length === 0) {
    const statuses = [...new Set(operations.flatMap(({ responses }) => Object.keys(responses)))].sort();
    const known = `is not a status of the contract; these are: ${statuses.join(', ')}`;
    return statuses.length === 0 ? [] : [issue([...path, 'status'], `${known}${OUTSIDE}`)];
  }
  const issues: Issue[] = [];
  const type = headers?.['content-type'];
  if (type !== undefined && !/^application\/json\b/i.test(type))
    issues.push(issue([...path, 'headers', 'content-type'], `is not the contract's application/json${OUTSIDE}`));
  if (body === undefined) return issues;
  for (const operation of able) {
    const found = replyIssues(operation, status, body);
    for (const each of found)
      issues.push(
        issue([...path, 'body', ...each.path], `${each.message} (${operation.operationId}, ${status})${OUTSIDE}`),
      );
    if (found.length > 0) break;
  }
  return issues;
}

/** How an issue ends that can be waived. */
const OUTSIDE = '; "outsideContract": true allows it';

/** Without the example there would be nothing to answer, so this cannot be waived. */
function exampleIssues({ status, example }: ScenarioOutcome, path: Path, operations: readonly Operation[]): Issue[] {
  if (status === undefined || example === undefined) return [];
  const names = [
    ...new Set(operations.flatMap(({ responses }) => Object.keys(responses[String(status)]?.examples ?? {}))),
  ];
  if (names.includes(example)) return [];
  const known = names.length === 0 ? 'it has none' : didYouMean(example, names, `it has ${names.join(', ')}`);
  return [issue([...path, 'example'], `is not an example of the contract for ${status}; ${known}`)];
}

function issue(path: Path, message: string): Issue {
  return { code: 'custom', path, message };
}
