import type { Operation, UnknownProperty } from '../../contract/contract.ts';
import type { Fields, Warning } from '../../contract/types.ts';
import { asObject } from '../../lib/guards.ts';
import { escapeStep, toPointer } from '../../lib/json-pointer.ts';
import { didYouMean } from '../../lib/nearest-name.ts';
import type { RuleBook } from '../../use-cases/rules/rule-book.ts';
import { generatedPlaces } from './compare-request.ts';
import { isExcused } from '../excuses.ts';
import { bodyOf, stepIntoBody } from './pact-body.ts';
import type { Interaction, PactDocument } from './pact-document.ts';
import { stubFeaturesOf } from './stub-features.ts';
import { finding, type Finding } from './verification-report.ts';

/** How requests are judged beyond what the contract refuses. */
export interface RequestPolicy {
  /** The rules that are assumed; the stub warns of them. */
  readonly ruleBook: RuleBook;
  /** Whether a request may have properties that the contract does not have. */
  readonly allowsUnknown: boolean;
}

/**
 * Finds what the API would drop, what a stub would only warn of, and what only a stub understands. Needs no request to
 * the provider.
 *
 * @param operation the operation that the request names, if there is one
 */
export function requestWarnings(
  pact: PactDocument,
  interaction: Interaction,
  operation: Operation | undefined,
  policy: RequestPolicy,
): Finding[] {
  const found = stubFeaturesOf(interaction).map(({ text, place }) => {
    const pactPointer = `${interaction.pointer}/request${toPointer(place)}`;
    return finding('stub-feature', {
      message: `${text} is for the stub; the API does not know it, so it was not sent`,
      fix: 'plan the reply by a provider state, such as "the API is failing" with { "status": 503 }',
      pactPointer,
      line: pact.lineOf(pactPointer),
    });
  });
  if (operation === undefined || isExcused(interaction.status, 'body')) return found;
  return [...found, ...bodyWarnings(pact, interaction, operation, policy)];
}

function bodyWarnings(
  pact: PactDocument,
  { json, pointer }: Interaction,
  operation: Operation,
  { ruleBook, allowsUnknown }: RequestPolicy,
): Finding[] {
  const request = asObject(json['request']) ?? {};
  const unknown: UnknownProperty[] = [];
  const fields = asObject(operation.stripUnknown(bodyOf(request).value, unknown));
  if (operation.body === null || fields === undefined) return [];
  const base = [`${pointer}/request/body`, ...stepIntoBody(request['body'])].join('/');
  const at = (path: readonly (string | number)[]) => {
    const pactPointer = [base, ...path.map((key) => escapeStep(String(key)))].join('/');
    return { pactPointer, line: pact.lineOf(pactPointer) };
  };
  const dropped = unknown.map(({ path, known }) =>
    finding('unknown-property', {
      message: `the contract has no "${String(path.at(-1))}" here; the API drops it`,
      fix: didYouMean(String(path.at(-1)), known, 'leave it out, or allow it by --allow-unknown'),
      ...at(path),
    }),
  );
  const isGenerated = generatedPlaces(asObject(request['generators'])?.['body']);
  const warnings = examine(fields, operation, ruleBook).filter(({ path }) => !isGenerated(path));
  const broken = warnings.map(({ rule, path, message, suggestion }) =>
    finding('assumed-rule', {
      message: `${message} (${rule})`,
      ...(suggestion !== undefined && { fix: `did you mean "${suggestion}"?` }),
      ...at(path),
    }),
  );
  return [...(allowsUnknown ? [] : dropped), ...broken];
}

/** Of an update only what it sends is known, so what a rule says of fields that it does not send is left out. */
function examine(fields: Fields, { operationId }: Operation, ruleBook: RuleBook): readonly Warning[] {
  const warnings = ruleBook.examine(fields);
  if (operationId === 'createUseCase') return warnings;
  return warnings.filter(({ path: [first] }) => first !== undefined && fields[String(first)] !== undefined);
}
