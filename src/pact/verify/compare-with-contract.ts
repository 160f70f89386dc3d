import type { Operation } from '../../contract/contract.ts';
import { createRouter } from '../../contract/routes.ts';
import { asObject, isObject } from '../../lib/guards.ts';
import { createAccepts } from './accepted-values.ts';
import { compareReply, namesOf } from './compare-reply.ts';
import { compareRequest, type RequestPolicy } from './compare-request.ts';
import type { Expressions } from './expressions.ts';
import type { BodyPath } from './matching-rules.ts';
import { bodyOf } from './pact-body.ts';
import type { Interaction, PactDocument } from './pact-document.ts';
import type { ResolvedState } from './resolve-states.ts';
import type { Finding } from './verification-report.ts';

/**
 * Finds what an interaction sends or expects although the contract does not have it.
 *
 * @param states the states that the interaction is put into: values that they give may be relied on
 */
export type CompareWithContract = (
  pact: PactDocument,
  interaction: Interaction,
  states: readonly ResolvedState[],
) => Finding[];

/** What pacts are compared with, and by what. */
export interface ComparisonBasis {
  /** The OpenAPI document. */
  readonly document: object;
  /** The operations that it describes. */
  readonly operations: readonly Operation[];
  /** Path of the server's URL, with which paths of a pact may begin. */
  readonly basePath: string;
  readonly policy: RequestPolicy;
  readonly expressions: Expressions;
}

/**
 * Prepares the comparison of pacts with the contract: compare-request.ts judges what consumers send, compare-reply.ts
 * what they expect.
 *
 * @param basis what pacts are compared with, and by what
 */
export function createComparison(basis: ComparisonBasis): CompareWithContract {
  const { document, operations, basePath, policy, expressions } = basis;
  const find = createRouter(operations);
  const accepts = createAccepts(expressions);

  /** A path that ends like one of the contract has another base path. */
  function withBasePath(findings: readonly Finding[], path: string): Finding[] {
    const ends = [...path.matchAll(/\//g)].map(({ index }) => path.slice(index));
    const known = ends.find((end) => find(end) !== undefined);
    if (known === undefined) return [...findings];
    const fix = `the base path is ${basePath}: write ${known}, or ${basePath}${known}`;
    return findings.map((each) => (each.pactPointer.endsWith('/request/path') ? { ...each, fix } : each));
  }

  return (pact, interaction, states) => {
    const path = withoutBase(interaction.requestPath, basePath);
    const route = find(path);
    const found = compareRequest(pact, { ...interaction, requestPath: path }, route, { document, policy });
    const findings = route === undefined ? withBasePath(found, path) : found;
    const operation = route?.byMethod.get(interaction.method);
    if (operation === undefined) return findings;
    const given = valuesGiven(interaction, states);
    return [...findings, ...compareReply(pact, interaction, { document, operation, accepts, expressions, given })];
  };
}

/** The path without the path of the server, if it begins with that. */
export function withoutBase(path: string, basePath: string): string {
  return path === basePath || path.startsWith(`${basePath}/`) ? path.slice(basePath.length) || '/' : path;
}

/** The values that the parameters of states and the request's body give, by the names of the properties. */
function valuesGiven({ json }: Interaction, states: readonly ResolvedState[]): ReadonlyMap<string, unknown[]> {
  const given = new Map<string, unknown[]>();
  const add = (value: unknown, place: BodyPath): void => {
    if (Array.isArray(value)) for (const item of value) add(item, place);
    else if (isObject(value)) for (const [key, each] of Object.entries(value)) add(each, [...place, key]);
    else given.set(namesOf(place), [...(given.get(namesOf(place)) ?? []), value]);
  };
  for (const { targets } of states) for (const { parameters } of targets) add(parameters, []);
  const { kind, value } = bodyOf(asObject(json['request']) ?? {});
  if (kind === 'json') add(value, []);
  return given;
}
