import type { Node } from '../../contract/compile.ts';
import { replySchema, type ReplySchema } from '../../contract/compile-replies.ts';
import type { Operation } from '../../contract/contract.ts';
import { createRouter } from '../../contract/routes.ts';
import { asObject, isObject } from '../../lib/guards.ts';
import { trustOfReply } from '../../requests/trust.ts';
import { createAccepts } from './accepted-values.ts';
import { compareReply } from './compare-reply.ts';
import { compareRequest, type RequestPolicy } from './compare-request.ts';
import type { Expressions } from './expressions.ts';
import { valuesGiven, type KnownStates } from './given-values.ts';
import { stepIntoBody } from './pact-body.ts';
import type { Interaction, PactDocument } from './pact-document.ts';
import { valueAt } from './place-in-schema.ts';
import type { Finding } from './verification-report.ts';

/**
 * Finds what an interaction sends or expects although the contract does not have it.
 *
 * @param states the states that the interaction is put into: values that they give may be relied on
 */
export type CompareWithContract = (pact: PactDocument, interaction: Interaction, states: KnownStates) => Finding[];

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
  const replySchemas = new Map<string, ReplySchema>();

  function schemaAt(pointer: string): ReplySchema {
    const known = replySchemas.get(pointer);
    if (known !== undefined) return known;
    const schema = valueAt(document, pointer);
    const joined = isObject(schema) ? replySchema(document as Node, schema) : {};
    replySchemas.set(pointer, joined);
    return joined;
  }

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
    // A method that the path does not have is answered alike, whichever of its operations describes the reply.
    const [first] = interaction.status === 405 ? (route?.byMethod.values() ?? []) : [];
    const operation = route?.byMethod.get(interaction.method) ?? first;
    if (operation === undefined) return findings;
    const given = valuesGiven({ ...interaction, requestPath: path }, states, operation);
    const body = asObject(asObject(interaction.json['response'])?.['body']);
    const whole = [`${interaction.pointer}/response/body`, ...stepIntoBody(body)].join('/');
    const trustOf = ({ pactPointer }: Finding) =>
      trustOfReply(operation, interaction.status, policy.inForce, pactPointer === whole);
    return [
      ...findings,
      ...compareReply(pact, interaction, { document, schemaAt, operation, accepts, expressions, given }).map((each) =>
        // That a value was copied rests on no rule.
        each.id === 'copied-value' ? each : { ...each, ...trustOf(each) },
      ),
    ];
  };
}

/** The path without the path of the server, if it begins with that. */
export function withoutBase(path: string, basePath: string): string {
  return path === basePath || path.startsWith(`${basePath}/`) ? path.slice(basePath.length) || '/' : path;
}
