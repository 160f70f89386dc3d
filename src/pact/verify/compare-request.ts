import type { Operation, UnknownProperty } from '../../contract/contract.ts';
import { bodyIssues, pathIssues } from '../../contract/issues.ts';
import type { Route } from '../../contract/routes.ts';
import type { Fields, Warning } from '../../contract/types.ts';
import { asObject, type UnknownRecord } from '../../lib/guards.ts';
import { escapeStep, toPointer } from '../../lib/json-pointer.ts';
import { didYouMean } from '../../lib/nearest-name.ts';
import type { RuleBook } from '../../use-cases/rules/rule-book.ts';
import { stepsOf, type BodyPath } from './matching-rules.ts';
import { bodyOf, headerValue, isJsonType, stepIntoBody } from './pact-body.ts';
import type { Interaction, PactDocument } from './pact-document.ts';
import { placeInSchema } from './place-in-schema.ts';
import { isStubParameter, stubFeaturesOf } from './stub-features.ts';
import { finding, type Finding, type FindingId } from './verification-report.ts';

/** A part of a request that a status can be about. */
type Part = 'body' | 'content-type' | 'credentials' | 'path' | 'query';

/**
 * What a request may have wrong because the interaction expects it to be refused for that. All other statuses, also
 * 429 and 5xx, say nothing about the request, so it has to be right.
 */
const EXCUSES: Readonly<Record<number, readonly Part[]>> = {
  400: ['body', 'content-type', 'path', 'query'],
  401: ['credentials'],
  404: ['path'],
  413: ['body'],
  415: ['body', 'content-type'],
};

/** What an interaction sends is compared with. */
export interface RequestComparison {
  /** The OpenAPI document, for the places of findings. */
  readonly document: object;
  /** The rules that are assumed; the stub warns of them. */
  readonly ruleBook: RuleBook;
  /** Whether a request may have properties that the contract does not have. */
  readonly allowsUnknown: boolean;
}

/** Makes a finding about a place below the request. */
type Report = (
  id: FindingId,
  place: string,
  about: Omit<Finding, 'id' | 'severity' | 'pactPointer' | 'line'>,
) => Finding;

/**
 * Finds what the API refuses or drops, what a stub would only warn of, and what only a stub understands. A request is compared as it is sent: its
 * examples, not its matching rules. What a generator fills in is not compared, as the example is never sent.
 *
 * @param route what the path names in the contract, if anything
 */
export function compareRequest(
  pact: PactDocument,
  interaction: Interaction,
  route: Route<Operation> | undefined,
  comparison: RequestComparison,
): Finding[] {
  const { method, path, requestPath, status, pointer } = interaction;
  const request = asObject(interaction.json['request']) ?? {};
  const generators = asObject(request['generators']) ?? {};
  const found: Report = (id, place, about) => {
    const pactPointer = `${pointer}/request${place}`;
    return finding(id, { pactPointer, line: pact.lineOf(pactPointer), ...about });
  };
  const findings = stubFeaturesOf(interaction).map(({ text, place }) =>
    found('stub-feature', toPointer(place), {
      message: `${text} is for the stub; the API does not know it, so it was not sent`,
      fix: 'plan the reply by a provider state, such as "the API is failing" with { "status": 503 }',
    }),
  );
  if (route === undefined) {
    const message = `the contract has no path ${requestPath}`;
    return [...findings, found('not-promised', '/path', { message, contractPointer: '/paths', fix: FIX_PATH })];
  }
  const operation = route.byMethod.get(method);
  if (operation === undefined) {
    if (status === 405) return findings;
    const contractPointer = `/paths/${escapeStep(route.template)}`;
    const message = `the contract has no ${method} ${route.template}`;
    return [...findings, found('not-promised', '/method', { message, contractPointer, fix: FIX_PATH })];
  }
  const contractPointer = `/paths/${escapeStep(operation.path)}/${operation.method.toLowerCase()}`;
  const isExcused = (part: Part) => EXCUSES[status]?.includes(part) === true;
  if (!isExcused('path') && generators['path'] === undefined) {
    for (const { message } of pathIssues(operation, parametersOf(route, requestPath))) {
      findings.push(found('not-promised', '/path', { message, contractPointer, expected: path }));
    }
  }
  if (operation.secured && !isExcused('credentials') && headerValue(request, 'authorization') === undefined) {
    const message = 'the contract demands an API key, but the request sends none';
    findings.push(found('not-promised', '/headers', { message, contractPointer, fix: FIX_KEY }));
  }
  if (!isExcused('query')) {
    const unknown = queryNames(request['query'], path).filter(
      (name) => !Object.hasOwn(operation.queryParameters, name) && !isStubParameter(name),
    );
    for (const name of unknown) {
      const message = `the contract has no query parameter "${name}" here`;
      findings.push(found('not-described', `/query/${escapeStep(name)}`, { message, contractPointer }));
    }
  }
  const { kind, mediaType } = bodyOf(request);
  if (operation.body !== null && kind !== 'none' && mediaType !== undefined && !isJsonType(mediaType)) {
    if (isExcused('content-type')) return findings;
    const name = Object.keys(asObject(request['headers']) ?? {}).find((each) => each.toLowerCase() === 'content-type');
    const typePlace = name === undefined ? 'body/contentType' : `headers/${escapeStep(name)}`;
    const message = `the contract takes application/json here, not ${mediaType}`;
    return [...findings, found('not-promised', `/${typePlace}`, { message, contractPointer, fix: FIX_TYPE })];
  }
  return isExcused('body') ? findings : [...findings, ...compareBody(request, operation, comparison, found)];
}

function compareBody(
  request: UnknownRecord,
  operation: Operation,
  { document, ruleBook, allowsUnknown }: RequestComparison,
  found: Report,
): Finding[] {
  if (operation.body === null) return [];
  const { kind, value } = bodyOf(request);
  const base = ['/body', ...stepIntoBody(request['body'])].join('/');
  const body = `/paths/${escapeStep(operation.path)}/${operation.method.toLowerCase()}/requestBody`;
  if (kind === 'text') return [found('not-promised', base, { message: 'the body is no JSON', contractPointer: body })];
  const isGenerated = generatedPlaces(asObject(request['generators'])?.['body']);
  const schema = `${body}/content/application~1json/schema`;
  const refused = bodyIssues(operation, value)
    .filter(({ path }) => !isGenerated(path))
    .map(({ path, message }) =>
      found('not-promised', `${base}${toPointer(path)}`, {
        message: `the API refuses this: ${message}`,
        contractPointer: placeInSchema(document, schema, path.map(String)),
      }),
    );
  const unknown: UnknownProperty[] = [];
  const fields = asObject(operation.stripUnknown(value, unknown)) ?? {};
  const dropped = unknown.map(({ path, known }) => {
    const name = String(path.at(-1));
    return found('unknown-property', `${base}${toPointer(path)}`, {
      message: `the contract has no "${name}" here; the API drops it`,
      fix: didYouMean(name, known, 'leave it out, or allow it by --allow-unknown'),
    });
  });
  const broken = examine(fields, operation, ruleBook)
    .filter(({ path }) => !isGenerated(path))
    .map(({ rule, path, message, suggestion }) =>
      found('assumed-rule', `${base}${toPointer(path)}`, {
        message: `${message} (${rule})`,
        ...(suggestion !== undefined && { fix: `did you mean "${suggestion}"?` }),
      }),
    );
  return [...refused, ...(allowsUnknown ? [] : dropped), ...broken];
}

/** Of an update only what it sends is known, so rules about several fields are left out unless all of them are sent. */
function examine(fields: Fields, { operationId }: Operation, ruleBook: RuleBook): readonly Warning[] {
  const warnings = ruleBook.examine(fields);
  if (operationId === 'createUseCase') return warnings;
  return warnings.filter(({ path: [first] }) => first !== undefined && fields[String(first)] !== undefined);
}

const FIX_PATH = 'use a method and path that the contract has';
const FIX_KEY = 'send the header "authorization: Bearer API_KEY"';
const FIX_TYPE = 'send the body as application/json';

function parametersOf({ segments }: Route<Operation>, path: string): Record<string, string> {
  const given = path.split('/');
  return Object.fromEntries(
    segments.flatMap((segment, index) => (segment.startsWith('{') ? [[segment.slice(1, -1), given[index] ?? '']] : [])),
  );
}

/** Names of query parameters. Some libraries write the query into the path. */
function queryNames(query: unknown, path: string): string[] {
  const inPath = path.split('?')[1] ?? '';
  const texts = [inPath, typeof query === 'string' ? query : ''];
  const names = texts.flatMap((text) => [...new URLSearchParams(text).keys()]);
  return [...new Set([...names, ...Object.keys(asObject(query) ?? {})])];
}

/** Tells whether a generator fills in a place, or a value around it. */
function generatedPlaces(generators: unknown): (path: BodyPath) => boolean {
  const generated = Object.keys(asObject(generators) ?? {}).map(stepsOf);
  return (path) =>
    generated.some((steps) => steps.every((step, index) => step === '*' || step === String(path[index])));
}
