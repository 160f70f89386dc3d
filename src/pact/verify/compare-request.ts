import type { Operation } from '../../contract/contract.ts';
import { bodyIssues, pathIssues } from '../../contract/issues.ts';
import type { Route } from '../../contract/routes.ts';
import { asObject } from '../../lib/guards.ts';
import { escapeStep, toPointer } from '../../lib/json-pointer.ts';
import { isExcused } from '../excuses.ts';
import { stepsOf, type BodyPath } from './matching-rules.ts';
import { bodyOf, headerValue, isJsonType, stepIntoBody } from './pact-body.ts';
import type { Interaction, PactDocument } from './pact-document.ts';
import { placeInSchema } from './place-in-schema.ts';
import { isStubParameter } from './stub-features.ts';
import { finding, type Finding, type FindingId } from './verification-report.ts';

/**
 * Finds what a consumer sends although the contract does not allow it. A request is compared as it is sent: its
 * examples, not its matching rules. What a generator fills in is not compared, as the example is never sent.
 *
 * @param route what the path names in the contract, if anything
 */
export function compareRequest(
  pact: PactDocument,
  interaction: Interaction,
  route: Route<Operation> | undefined,
  document: object,
): Finding[] {
  const { method, path, requestPath, status, pointer } = interaction;
  const request = asObject(interaction.json['request']) ?? {};
  const generators = asObject(request['generators']) ?? {};
  const found = (id: FindingId, place: string, about: Omit<Finding, 'id' | 'severity' | 'pactPointer' | 'line'>) => {
    const pactPointer = `${pointer}/request${place}`;
    return finding(id, { pactPointer, line: pact.lineOf(pactPointer), ...about });
  };
  if (route === undefined) {
    const message = `the contract has no path ${requestPath}`;
    return [found('not-promised', '/path', { message, contractPointer: '/paths', fix: FIX_PATH })];
  }
  const operation = route.byMethod.get(method);
  if (operation === undefined) {
    if (status === 405) return [];
    const contractPointer = `/paths/${escapeStep(route.template)}`;
    const message = `the contract has no ${method} ${route.template}`;
    return [found('not-promised', '/method', { message, contractPointer, fix: FIX_PATH })];
  }
  const contractPointer = `/paths/${escapeStep(operation.path)}/${operation.method.toLowerCase()}`;
  const findings: Finding[] = [];

  if (!isExcused(status, 'path') && generators['path'] === undefined) {
    for (const { message } of pathIssues(operation, parametersOf(route, requestPath))) {
      findings.push(found('not-promised', '/path', { message, contractPointer, expected: path }));
    }
  }
  if (operation.secured && !isExcused(status, 'credentials') && headerValue(request, 'authorization') === undefined) {
    const message = 'the contract demands an API key, but the request sends none';
    findings.push(found('not-promised', '/headers', { message, contractPointer, fix: FIX_KEY }));
  }
  if (!isExcused(status, 'query')) {
    const unknown = queryNames(request['query'], path).filter(
      (name) => !Object.hasOwn(operation.queryParameters, name) && !isStubParameter(name),
    );
    for (const name of unknown) {
      const message = `the contract has no query parameter "${name}" here`;
      findings.push(found('not-described', `/query/${escapeStep(name)}`, { message, contractPointer }));
    }
  }
  return [...findings, ...compareBody()];

  function compareBody(): Finding[] {
    if (operation === undefined || operation.body === null) return [];
    const { kind, value, mediaType } = bodyOf(request);
    if (kind !== 'none' && mediaType !== undefined && !isJsonType(mediaType)) {
      if (isExcused(status, 'content-type')) return [];
      const message = `the contract takes application/json here, not ${mediaType}`;
      const name = Object.keys(asObject(request['headers']) ?? {}).find(
        (each) => each.toLowerCase() === 'content-type',
      );
      const at = name === undefined ? '/body/contentType' : `/headers/${escapeStep(name)}`;
      return [found('not-promised', at, { message, contractPointer, fix: FIX_TYPE })];
    }
    if (isExcused(status, 'body')) return [];
    const step = stepIntoBody(request['body']);
    const place = ['/body', ...step].join('/');
    if (kind === 'text') return [found('not-promised', place, { message: 'the body is no JSON', contractPointer })];
    const isGenerated = generatedPlaces(generators['body']);
    return bodyIssues(operation, value)
      .filter((issue) => !isGenerated(issue.path))
      .map((issue) => {
        const at = `${place}${toPointer(issue.path)}`;
        const schema = `${contractPointer}/requestBody/content/application~1json/schema`;
        const inSchema = placeInSchema(document, schema, issue.path.map(String));
        return found('not-promised', at, { message: issue.message, contractPointer: inSchema });
      });
  }
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
export function generatedPlaces(generators: unknown): (path: BodyPath) => boolean {
  const generated = Object.keys(asObject(generators) ?? {}).map(stepsOf);
  return (path) =>
    generated.some(
      (steps) =>
        steps.length <= path.length && steps.every((step, index) => step === '*' || step === String(path[index])),
    );
}
