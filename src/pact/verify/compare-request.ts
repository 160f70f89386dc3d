import type { Operation, UnknownProperty } from '../../contract/contract.ts';
import { bodyIssues } from '../../contract/issues.ts';
import type { Fields, Warning } from '../../contract/types.ts';
import { asObject } from '../../lib/guards.ts';
import { escapeStep } from '../../lib/json-pointer.ts';
import { didYouMean } from '../../lib/nearest-name.ts';
import type { RuleBook } from '../../use-cases/rules/rule-book.ts';
import { contentOfBody, stepIntoBody, type Interaction, type PactDocument } from './pact-document.ts';
import { placeInSchema } from './place-in-schema.ts';
import { stubFeaturesOf } from './stub-features.ts';
import { finding, type Finding } from './verification-report.ts';

/** What an interaction sends is compared with. */
export interface RequestComparison {
  /** The OpenAPI document, for the places of findings. */
  readonly document: object;
  /** The rules that are assumed; the stub warns of them. */
  readonly ruleBook: RuleBook;
  /** Whether a request may have properties that the contract does not have. */
  readonly allowsUnknown: boolean;
}

/** Statuses that say that the body is wrong: the consumer may have meant it to be. */
const ABOUT_THE_BODY: ReadonlySet<number> = new Set([400, 405, 413, 415]);
/**
 * Finds what the API refuses or drops, what a stub would only warn of, and what only a stub understands. Needs no request to the provider.
 *
 * @param operation the operation that the request names, if there is one
 */
export function compareRequest(
  pact: PactDocument,
  interaction: Interaction,
  operation: Operation | undefined,
  comparison: RequestComparison,
): Finding[] {
  const found = stubFeaturesOf(interaction).map(({ text, pointer }) =>
    finding('stub-feature', {
      message: `${text} is for the stub; the API does not know it, so it was not sent`,
      fix: 'plan the reply by a provider state, such as "the API is failing" with { "status": 503 }',
      pactPointer: pointer,
      line: pact.lineOf(pointer),
    }),
  );
  if (operation === undefined || ABOUT_THE_BODY.has(interaction.status)) return found;
  return [...found, ...compareBody(pact, interaction, operation, comparison)];
}

function compareBody(
  pact: PactDocument,
  { json, pointer }: Interaction,
  operation: Operation,
  { document, ruleBook, allowsUnknown }: RequestComparison,
): Finding[] {
  const body = asObject(json['request'])?.['body'];
  const unknown: UnknownProperty[] = [];
  const content = contentOfBody(body);
  const isEncoded = typeof asObject(body)?.['encoded'] === 'string';
  if (operation.body === null || isEncoded) return [];
  const fields = asObject(operation.stripUnknown(content, unknown)) ?? {};
  const base = [`${pointer}/request/body`, ...stepIntoBody(body)].join('/');
  const at = (path: readonly (string | number)[]) => {
    const pactPointer = [base, ...path.map((key) => escapeStep(String(key)))].join('/');
    return { pactPointer, line: pact.lineOf(pactPointer) };
  };
  const unknownFindings = unknown.map(({ path, known }) =>
    finding('unknown-property', {
      message: `the contract has no "${String(path.at(-1))}" here; the API drops it`,
      fix: didYouMean(String(path.at(-1)), known, 'leave it out, or allow it by --allow-unknown'),
      ...at(path),
    }),
  );
  const schema = `/paths/${escapeStep(operation.path)}/${operation.method.toLowerCase()}/requestBody/content/application~1json/schema`;
  const refused = bodyIssues(operation, content).map(({ path, message }) =>
    finding('not-promised', {
      message: `the API refuses this: ${message}`,
      contractPointer: placeInSchema(document, schema, path.map(String)),
      ...at(path),
    }),
  );
  const broken = examine(fields, operation, ruleBook).map(({ rule, path, message, suggestion }) =>
    finding('assumed-rule', {
      message: `${message} (${rule})`,
      ...(suggestion !== undefined && { fix: `did you mean "${suggestion}"?` }),
      ...at(path),
    }),
  );
  return [...refused, ...(allowsUnknown ? [] : unknownFindings), ...broken];
}

/** Of an update only what it sends is known, so rules about several fields are left out unless all of them are sent. */
function examine(fields: Fields, { operationId }: Operation, ruleBook: RuleBook): readonly Warning[] {
  const warnings = ruleBook.examine(fields);
  if (operationId === 'createUseCase') return warnings;
  return warnings.filter(({ path: [first] }) => first !== undefined && fields[String(first)] !== undefined);
}
