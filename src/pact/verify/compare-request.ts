import type { InForce } from '../../contract/behavior.ts';
import { DOCUMENTED, trustOfAssumption, trustOfIssue, trustOfWarning, type Refused } from '../../requests/trust.ts';
import { followsUnknownProperties, isRuled } from '../../contract/amend-own.ts';
import type { Operation, UnknownProperty } from '../../contract/contract.ts';
import { bodyIssues, pathIssues, refusesProperty } from '../../contract/issues.ts';
import type { Route } from '../../contract/routes.ts';
import type { Fields, Issue, Trust, Warning } from '../../contract/types.ts';
import { asObject, isObject, type UnknownRecord } from '../../lib/guards.ts';
import { escapeStep, toPointer } from '../../lib/json-pointer.ts';
import { didYouMean } from '../../lib/nearest-name.ts';
import type { RuleBook } from '../../use-cases/rules/rule-book.ts';
import { isExcused } from '../excuses.ts';
import { stepsOf, type BodyPath } from './matching-rules.ts';
import { bodyOf, headersOf, headerValue, isJsonType, stepIntoBody } from './pact-body.ts';
import type { Interaction, PactDocument } from './pact-document.ts';
import { placeInSchema, valueAt } from './place-in-schema.ts';
import { isStubParameter, stubFeaturesOf } from './stub-features.ts';
import { finding, type Finding, type FindingId } from './verification-report.ts';

/** How requests are judged beyond what the contract refuses. */
export interface RequestPolicy {
  /** The rules that are assumed; the stub warns of them. */
  readonly ruleBook: RuleBook;
  /** Which way of each assumption is followed, and why. */
  readonly inForce: InForce;
  /** Whether a request may have properties that the contract does not have. */
  readonly allowsUnknown: boolean;
}

/** What the comparison of a request needs. */
export interface RequestComparison {
  readonly document: object;
  readonly policy: RequestPolicy;
}

/** What a finding says, and where, from the request on. */
type Report = (
  id: FindingId,
  place: string,
  about: Pick<Finding, 'message' | 'contractPointer' | 'expected' | 'fix' | keyof Trust>,
) => void;

/** An interaction whose request names an operation. */
interface Asked extends RequestComparison {
  readonly interaction: Interaction;
  readonly request: UnknownRecord;
  readonly operation: Operation;
  /** Pointer to the operation in the contract. */
  readonly contractPointer: string;
  readonly report: Report;
}

/**
 * Finds what a consumer sends although the contract does not allow it, what the API would drop, what a stub would only
 * warn of, and what only a stub understands. A request is compared as it is sent: its examples, not its matching rules.
 * What a generator fills in is not compared, as the example is never sent.
 *
 * @param route what the path names in the contract, if anything
 */
export function compareRequest(
  pact: PactDocument,
  interaction: Interaction,
  route: Route<Operation> | undefined,
  comparison: RequestComparison,
): Finding[] {
  const { method, requestPath, status, pointer } = interaction;
  const findings: Finding[] = [];
  const report: Report = (id, place, about) => {
    const pactPointer = `${pointer}/request${place}`;
    findings.push(finding(id, { ...about, pactPointer, line: pact.lineOf(pactPointer) }));
  };
  reportStubFeatures(interaction, report);
  if (route === undefined) {
    const message = `the contract has no path ${requestPath}`;
    report('not-promised', '/path', { message, contractPointer: '/paths', fix: FIX_PATH, ...DOCUMENTED });
    return findings;
  }
  const operation = route.byMethod.get(method);
  if (operation === undefined) {
    if (status === 405) return findings;
    const contractPointer = `/paths/${escapeStep(route.template)}`;
    const message = `the contract has no ${method} ${route.template}`;
    const trust = method === 'DELETE' ? trustOfAssumption('delete', comparison.policy.inForce) : DOCUMENTED;
    report('not-promised', '/method', { message, contractPointer, fix: FIX_PATH, ...trust });
    return findings;
  }
  const contractPointer = `/paths/${escapeStep(operation.path)}/${operation.method.toLowerCase()}`;
  const request = asObject(interaction.json['request']) ?? {};
  const asked: Asked = { ...comparison, interaction, request, operation, contractPointer, report };
  comparePath(asked);
  compareQuery(asked);
  compareBody(asked);
  return findings;
}

function reportStubFeatures(interaction: Interaction, report: Report): void {
  for (const { text, place } of stubFeaturesOf(interaction)) {
    report('stub-feature', toPointer(place), {
      message: `${text} is for the stub; the API does not know it, so it was not sent`,
      fix: 'plan the reply by a provider state, such as "the API is failing" with { "status": 503 }',
    });
  }
}

/** Compares the parameters in the path, and the credentials. */
function comparePath({ interaction, request, operation, contractPointer, policy, report }: Asked): void {
  const { status, path, requestPath } = interaction;
  if (!isExcused(status, 'path') && asObject(request['generators'])?.['path'] === undefined) {
    for (const issue of pathIssues(operation, parametersIn(operation, requestPath)))
      report('not-promised', '/path', {
        message: issue.message,
        contractPointer,
        expected: path,
        ...trustOfIssue(issue, refusedBy(operation), policy.inForce),
      });
  }
  const isKeyExcused =
    isExcused(status, 'credentials') || (status === 400 && policy.inForce['missing-key'].value === '400-zod');
  if (operation.secured && !isKeyExcused && headerValue(request, 'authorization') === undefined) {
    const message = 'the contract demands an API key, but the request sends none';
    report('not-promised', '/headers', { message, contractPointer, fix: FIX_KEY, ...DOCUMENTED });
  }
}

/** A parameter that the contract does not have is only warned of: many, such as those against caches, do no harm. */
function compareQuery({ interaction, request, operation, document, contractPointer, policy, report }: Asked): void {
  if (isExcused(interaction.status, 'query')) return;
  const known = Object.keys(operation.queryParameters);
  const given = queryNames(request['query'], interaction.path);
  for (const name of given) {
    if (known.includes(name) || isStubParameter(name)) continue;
    const message = `the contract has no query parameter "${name}" here`;
    const trust = trustOfWarning({ rule: 'unknown-parameter' }, policy.inForce);
    report('not-described', `/query/${escapeStep(name)}`, { message, contractPointer, ...trust });
  }
  for (const { kind, name, pointer } of demandedParameters(document, contractPointer)) {
    if (kind === 'query' ? given.includes(name) : headerValue(request, name) !== undefined) continue;
    const message = `the contract demands the ${kind === 'query' ? 'query parameter' : 'header'} "${name}", but the request does not send it`;
    const place = kind === 'query' ? '/query' : '/headers';
    report('not-promised', `${place}/${escapeStep(name)}`, { message, contractPointer: pointer, ...DOCUMENTED });
  }
}

/** The parameters in the query and in headers that an operation, or its path, calls required. */
function demandedParameters(document: object, operation: string) {
  const path = operation.slice(0, operation.lastIndexOf('/'));
  return [path, operation].flatMap((holder) => {
    const listed = valueAt(document, `${holder}/parameters`);
    return (Array.isArray(listed) ? [...listed.keys()] : []).flatMap((index) => {
      const pointer = placeInSchema(document, `${holder}/parameters/${index}`, []);
      const { in: kind, name, required } = asObject(valueAt(document, pointer)) ?? {};
      const isMeant = required === true && (kind === 'query' || kind === 'header') && typeof name === 'string';
      return isMeant ? [{ kind, name, pointer }] : [];
    });
  });
}

function compareBody(asked: Asked): void {
  const { interaction, request, operation, contractPointer, policy, report } = asked;
  const { status } = interaction;
  const ofUnknown = trustOfUnknown(operation, policy);
  const ofType = trustOfAssumption('media-type', policy.inForce);
  const { kind, value, mediaType } = bodyOf(request);
  const place = ['/body', ...stepIntoBody(request['body'])].join('/');
  if (operation.body === null) {
    if (isNoBody(kind, value) || policy.allowsUnknown || isExcused(status, 'body')) return;
    const message = `the contract takes no body with ${operation.method} ${operation.path}; the API drops it`;
    return report('unknown-property', place, { message, contractPointer, fix: FIX_UNKNOWN, ...ofUnknown });
  }
  if (kind !== 'none' && mediaType !== undefined && !isJsonType(mediaType)) {
    if (isExcused(status, 'content-type')) return;
    const message = `the contract takes application/json here, not ${mediaType}`;
    return report('not-promised', placeOfType(request), { message, contractPointer, fix: FIX_TYPE, ...ofType });
  }
  if (
    kind !== 'none' &&
    mediaType !== undefined &&
    mediaType !== 'application/json' &&
    !isExcused(status, 'content-type')
  ) {
    const message = `the contract takes application/json here; it does not say that the API reads ${mediaType}`;
    report('not-described', placeOfType(request), { message, contractPointer, fix: FIX_TYPE, ...ofType });
  }
  if (isExcused(status, 'body')) return;
  if (kind === 'text')
    return report('not-promised', place, { message: 'the body is no JSON', contractPointer, ...DOCUMENTED });
  compareFields(asked, value, place);
}

/** Where a request says what its body is: in a header, or beside the body. */
function placeOfType(request: UnknownRecord): string {
  const name = headersOf(request).find(([each]) => each.toLowerCase() === 'content-type')?.[0];
  return name === undefined ? '/body/contentType' : `/headers/${escapeStep(name)}`;
}

/** Some libraries write null, an empty text or an empty object for no body. */
function isNoBody(kind: string, value: unknown): boolean {
  if (kind === 'none' || value === null || value === '') return true;
  return isObject(value) && Object.keys(value).length === 0;
}

/** Compares a JSON body with the schema, and then with the rules that only warn. */
function compareFields(
  { request, operation, contractPointer, document, policy, report }: Asked,
  body: unknown,
  place: string,
): void {
  const isGenerated = generatedPlaces(asObject(request['generators'])?.['body']);
  const at = (path: BodyPath) => `${place}${toPointer(path)}`;
  const schema = `${contractPointer}/requestBody/content/application~1json/schema`;
  const refused = refusedBy(operation, body);
  const issues = bodyIssues(operation, body);
  for (const issue of issues) {
    const { path, message } = issue;
    if (isGenerated(path)) continue;
    report('not-promised', at(path), {
      message,
      contractPointer: placeInSchema(document, schema, path.map(String)),
      ...trustOfIssue(issue, refused, policy.inForce),
    });
  }
  const unknown: UnknownProperty[] = [];
  const fields = asObject(operation.stripUnknown(body, unknown));
  if (fields === undefined) return;
  // What is refused has its issue by now.
  const fate = followsUnknownProperties(operation) ? policy.inForce['unknown-properties'].value : 'stripped';
  for (const { path, known } of policy.allowsUnknown || fate === 'refused' ? [] : unknown) {
    if (refusesProperty(issues, path)) continue;
    const name = String(path.at(-1));
    const message = `the contract has no "${name}" here; the API ${fate === 'kept' ? 'keeps' : 'drops'} it`;
    const fix = didYouMean(name, known, FIX_UNKNOWN);
    const trust = trustOfUnknown(operation, policy);
    report(fate === 'kept' ? 'not-described' : 'unknown-property', at(path), { message, fix, ...trust });
  }
  if (!isRuled(operation)) return;
  for (const { rule, path, message, suggestion } of examine(fields, operation, issues, policy.ruleBook)) {
    if (isGenerated(path)) continue;
    const fix = suggestion === undefined ? {} : { fix: `did you mean "${suggestion}"?` };
    const trust = trustOfWarning({ rule }, policy.inForce);
    report('assumed-rule', at(path), { message: `${message} (${rule})`, ...fix, ...trust });
  }
}

/** What becomes of unknown properties is assumed of no operation but those that the stub answers. */
function trustOfUnknown(operation: Operation, { inForce }: RequestPolicy): Trust {
  return isRuled(operation) ? trustOfWarning({ rule: 'unknown-property' }, inForce) : {};
}

/** The refusal that a stub would answer. */
function refusedBy(operation: Operation, body?: unknown): Refused {
  const { method, operationId } = operation;
  return { error: 'validation-failed', status: 400, method, operationId, operation, body: JSON.stringify(body) };
}

/** Of an update only what it sends is known, so what a rule says of fields that it does not send is left out. */
function examine(
  fields: Fields,
  { operationId }: Operation,
  issues: readonly Issue[],
  ruleBook: RuleBook,
): readonly Warning[] {
  const warnings = ruleBook.examine(fields, fields, issues);
  if (operationId === 'createUseCase') return warnings;
  return warnings.filter(({ path: [first] }) => first !== undefined && fields[String(first)] !== undefined);
}

const FIX_PATH = 'use a method and path that the contract has';
const FIX_KEY = 'send the header "authorization: Bearer API_KEY"';
const FIX_UNKNOWN = 'leave it out, or allow it by --allow-unknown';
const FIX_TYPE = 'send the body as application/json';

/** The parameters in a path, by the names that an operation has for them. */
export function parametersIn({ path: template }: Operation, path: string): Record<string, string> {
  const given = path.split('/');
  return Object.fromEntries(
    template
      .split('/')
      .flatMap((segment, index) => (segment.startsWith('{') ? [[segment.slice(1, -1), given[index] ?? '']] : [])),
  );
}

/** Names of query parameters. Some libraries write the query into the path. */
export function queryNames(query: unknown, path: string): string[] {
  const inPath = path.split('?')[1] ?? '';
  const texts = [inPath, typeof query === 'string' ? query : ''];
  const names = texts.flatMap((text) => [...new URLSearchParams(text).keys()]);
  return [...new Set([...names, ...Object.keys(asObject(query) ?? {})])];
}

/** Tells whether a generator fills in a place, or a value around it. */
function generatedPlaces(generators: unknown): (path: BodyPath) => boolean {
  const generated = Object.keys(asObject(generators) ?? {}).map(stepsOf);
  return (path) =>
    generated.some(
      (steps) =>
        steps.length <= path.length && steps.every((step, index) => step === '*' || step === String(path[index])),
    );
}
