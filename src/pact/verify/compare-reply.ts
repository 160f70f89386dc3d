import type { ReplySchema } from '../../contract/compile-replies.ts';
import type { OperationData } from '../../contract/contract.ts';
import { asObject, isObject, type UnknownRecord } from '../../lib/guards.ts';
import { escapeStep, toPointer } from '../../lib/json-pointer.ts';
import { didYouMean } from '../../lib/nearest-name.ts';
import { short } from '../../lib/plain-text.ts';
import { isAboutForm, isExact, unknownExpression, type Accepts } from './accepted-values.ts';
import type { Expressions } from './expressions.ts';
import { namesOf, type GivenValues } from './given-values.ts';
import {
  bodyRules,
  headerRules,
  statusRule,
  variantRules,
  type BodyPath,
  type PartRules,
  type PlaceRules,
} from './matching-rules.ts';
import { bodyOf, headersOf, isJsonType, stepIntoBody } from './pact-body.ts';
import type { Interaction, PactDocument } from './pact-document.ts';
import { placeInSchema, valueAt } from './place-in-schema.ts';
import { allows, described, isBounded, promisedValues, typeOf, typesOf } from './promised-values.ts';
import { finding, type Finding, type FindingId } from './verification-report.ts';

/** What the comparison of a reply needs. */
export interface ReplyComparison {
  readonly document: object;
  /** The schema of a reply's body, by its place in the document. */
  readonly schemaAt: (pointer: string) => ReplySchema;
  readonly operation: OperationData;
  readonly accepts: Accepts;
  readonly expressions: Expressions;
  readonly given: GivenValues;
}

/**
 * Headers of replies that any server may send, and that the contract does not have to describe: a consumer that relies
 * on one gets a warning.
 */
const STANDARD_HEADERS: ReadonlySet<string> = new Set(
  (
    'accept-ranges access-control-allow-headers access-control-allow-methods access-control-allow-origin age allow ' +
    'alt-svc cache-control connection content-disposition content-encoding content-language content-length ' +
    'content-location content-range date etag expires last-modified link location pragma retry-after server ' +
    'set-cookie strict-transport-security trailer transfer-encoding upgrade vary via warning www-authenticate'
  ).split(' '),
);

/**
 * Finds what a consumer expects of a reply although the contract does not promise it.
 *
 * Where a matching rule stands, the rule is compared with the schema, and the example counts only for the type that it
 * shows to a rule on the type. Where none stands, Pact wants exactly the example, so the example is compared. A rule
 * that no promised value satisfies is an error, and so is one that refuses some of the values that the contract lists
 * one by one, unless the states or the request give the value. A rule that asks a text or a number for a form that the
 * contract does not promise is a warning. Whether a field is there, or null, or how long a list is, depends on the
 * states; so the provider's reply tells that.
 */
export function compareReply(pact: PactDocument, interaction: Interaction, comparison: ReplyComparison): Finding[] {
  const { document, operation } = comparison;
  const { pointer } = interaction;
  const half = asObject(interaction.json['response']) ?? {};
  const status = statusIn(operation, half, interaction.status);
  const base = `/paths/${escapeStep(operation.path)}/${operation.method.toLowerCase()}/responses`;
  const at = (place: string) => ({ pactPointer: place, line: pact.lineOf(place) });
  if (operation.responses[String(status)] === undefined) {
    const known = Object.keys(operation.responses).join(', ');
    return [
      finding('not-promised', {
        message: `the contract has no status ${status} for ${operation.operationId}; it has ${known}`,
        ...at(`${pointer}/response/status`),
        contractPointer: base,
        expected: status,
        fix: 'expect a status that the contract has for this operation',
      }),
    ];
  }
  const response = placeInSchema(document, `${base}/${status}`, []);
  const findings = compareHeaders(half, comparison, response, pact, `${pointer}/response/headers`);
  const { kind, value, mediaType } = bodyOf(half);
  const place = [`${pointer}/response/body`, ...stepIntoBody(half['body'])].join('/');
  if (mediaType !== undefined && !isJsonType(mediaType)) return findings;
  if (kind === 'none') return findings;
  const schemaPointer = `${response}/content/application~1json/schema`;
  const walk: Walk = {
    ...comparison,
    rules: bodyRules(half),
    isError: status >= 400,
    report: (id, path, about) =>
      findings.push(
        finding(id, {
          ...at(`${place}${toPointer(path)}`),
          contractPointer: placeInSchema(document, schemaPointer, path.map(String)),
          ...about,
        }),
      ),
  };
  if (kind === 'text') {
    walk.report('not-promised', [], { message: 'expects a text; the contract promises JSON', expected: shown(value) });
  } else compareValue(comparison.schemaAt(schemaPointer), value, { place: [], rulePath: [] }, walk);
  return findings;
}

/** The status that the consumer expects. Where a rule tells it and the example does not fit: the first that the rule accepts. */
function statusIn({ responses }: OperationData, half: UnknownRecord, example: number): number {
  const rule = statusRule(half);
  if (rule === undefined || (rule.accepts(example) && responses[String(example)] !== undefined)) return example;
  return Object.keys(responses).map(Number).find(rule.accepts) ?? example;
}

function compareHeaders(
  half: UnknownRecord,
  { document, accepts }: ReplyComparison,
  response: string,
  pact: PactDocument,
  place: string,
): Finding[] {
  const described = Object.keys(asObject(valueAt(document, `${response}/headers`)) ?? {});
  const known = described.map((name) => name.toLowerCase());
  return headersOf(half).flatMap(([name, value]): Finding[] => {
    const header = name.toLowerCase();
    const pactPointer = `${place}/${escapeStep(name)}`;
    const about = { pactPointer, line: pact.lineOf(pactPointer), contractPointer: response, expected: value };
    if (header === 'content-type') {
      const rules = headerRules(half, name);
      const fits = isExact(rules)
        ? isJsonType(value.split(';', 1)[0]?.trim().toLowerCase() ?? '')
        : ['application/json', 'application/json; charset=utf-8'].some((each) => accepts(rules, value, each));
      if (fits) return [];
      const message = 'the contract promises the content type application/json';
      const fix = 'expect application/json, with or without a charset';
      return [finding('not-promised', { message, fix, ...about })];
    }
    if (known.includes(header)) return [];
    const id = STANDARD_HEADERS.has(header) ? 'not-described' : 'not-promised';
    const hint = known.length > 0 ? `; ${didYouMean(header, known)}` : '';
    const message = `the contract has no header ${header} in this reply${hint}`;
    const fix = 'do not rely on this header, or have it added to the contract';
    return [finding(id, { message, fix, ...about })];
  });
}

interface Walk extends ReplyComparison {
  readonly rules: PartRules;
  readonly isError: boolean;
  readonly report: (id: FindingId, path: BodyPath, about: Pick<Finding, 'message' | 'expected' | 'fix'>) => void;
}

/** A place in the body, and the path by which rules know it; they differ inside an `arrayContains`. */
interface Where {
  readonly place: BodyPath;
  readonly rulePath: BodyPath;
}

function compareValue(schema: ReplySchema, example: unknown, where: Where, walk: Walk): void {
  const types = typesOf(schema);
  // A schema without a type, such as the value of a free-form parameter, allows everything.
  if (types.length === 0 && schema.enum === undefined && schema.const === undefined) return;
  const rules = walk.rules.at(where.rulePath);
  const isWrong = isExact(rules)
    ? isWrongExample(schema, example, where, walk)
    : isWrongRule(schema, example, rules, where, walk);
  if (isWrong) return;
  const down = (key: string | number): Where => ({
    place: [...where.place, key],
    rulePath: [...where.rulePath, key],
  });
  if (Array.isArray(example) && schema.items !== undefined) {
    const variants = rules.rules.find(({ match }) => match === 'arrayContains')?.json['variants'];
    if (Array.isArray(variants)) return compareVariants(schema.items, example, variants, where, walk);
    for (const [index, item] of example.entries()) compareValue(schema.items, item, down(index), walk);
  } else if (isObject(example)) {
    for (const [key, value] of Object.entries(example)) {
      const property = propertyOf(schema, key);
      if (property === undefined) reportUnknown(schema, key, where, walk);
      else compareValue(property, value, down(key), walk);
    }
  }
}

/** Each variant of an `arrayContains` describes one item, with rules of its own. */
function compareVariants(
  items: ReplySchema,
  example: readonly unknown[],
  variants: readonly unknown[],
  { place }: Where,
  walk: Walk,
): void {
  for (const [position, variant] of variants.filter(isObject).entries()) {
    const index = typeof variant['index'] === 'number' ? variant['index'] : position;
    const where = { place: [...place, index], rulePath: [] };
    if (index in example) compareValue(items, example[index], where, { ...walk, rules: variantRules(variant) });
  }
}

function propertyOf({ properties = {}, additionalProperties }: ReplySchema, key: string): ReplySchema | undefined {
  return Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
}

function reportUnknown({ properties = {} }: ReplySchema, key: string, { place }: Where, walk: Walk): void {
  const hint = didYouMean(key, Object.keys(properties), '');
  const message = `the contract has no "${key}" here${hint === '' ? '' : `; ${hint}`}`;
  walk.report('not-promised', [...place, key], { message });
}

/** Without a rule, the provider has to answer exactly the example. */
function isWrongExample(schema: ReplySchema, example: unknown, { place }: Where, walk: Walk): boolean {
  if (!allows(schema, example)) {
    const message = `the contract promises ${described(schema)} here; without a matching rule, exactly the example is expected`;
    walk.report('not-promised', place, { message, ...(isScalarShown(example) && { expected: example }) });
    return true;
  }
  if (walk.isError && place.at(-1) === 'message' && typeof example === 'string') {
    walk.report('exact-text', place, {
      message: 'expects an error message word for word; the contract promises a message, but not its wording',
      expected: example,
      fix: 'match it by its type',
    });
  }
  reportCopied(schema, example, place, walk);
  return false;
}

function isWrongRule(schema: ReplySchema, example: unknown, rules: PlaceRules, { place }: Where, walk: Walk): boolean {
  const accepted = (value: unknown) => walk.accepts(rules, example, value);
  const { values, complete } = promisedValues(schema);
  // Of several types, the situation tells which one a value has, as it tells whether the value is null.
  const typesAccepted = new Set(values.filter(accepted).map(typeOf));
  const isRefused = (value: unknown) =>
    !accepted(value) && (typesAccepted.size === 0 || typesAccepted.has(typeOf(value)));
  const refused = values.filter(isRefused);
  const unknown = unknownExpression(rules, walk.expressions);
  if (unknown !== undefined) {
    walk.report('not-described', place, {
      message: `whether the expression ${short(unknown)} accepts all that the contract promises cannot be told: it takes too long, or Pact's core cannot read it`,
      fix: 'write it in a simpler way, or match it by its type',
    });
    return false;
  }
  if (refused.length === 0) return false;
  const named = `the matching rule ${rules.rules.map(({ match }) => `"${match}"`).join(` ${rules.combine} `)}`;
  const about = { ...(isScalarShown(example) && { expected: example }) };
  if (refused.length === values.length) {
    if (allows(schema, null) && accepted(null)) return false;
    // The samples are only some of the texts that the contract allows. The example shows another one that fits.
    const mayFit =
      isAboutForm(rules) &&
      !complete &&
      (allows(schema, example) || !isBounded(schema)) &&
      typesOf(schema).includes('string');
    if (!mayFit) {
      walk.report('not-promised', place, {
        message: `${named} accepts no value that the contract promises: ${described(schema)}`,
        ...about,
      });
      return true;
    }
  }
  if (isGiven(accepted, place, walk)) return false;
  if (complete) {
    const some = refused
      .slice(0, 3)
      .map((value) => JSON.stringify(value))
      .join(', ');
    const more = refused.length > 3 ? ` and ${refused.length - 3} more` : '';
    walk.report('narrower', place, {
      message: `${named} refuses values that the contract promises: ${some}${more}`,
      ...about,
      fix: `accept them, or ask for a value in the state, as in given("a use case exists", { ${String(place.findLast((key) => typeof key === 'string') ?? 'name')}: … })`,
    });
  } else {
    const message = `${named} asks for a form that the contract does not promise: it promises ${described(schema)}`;
    walk.report('not-described', place, {
      message,
      ...about,
      fix: 'match it by its type, unless the consumer needs this form',
    });
  }
  return false;
}

/** Whether the states or the request give the value, so that it may be relied on. */
function isGiven(accepted: (value: unknown) => boolean, place: BodyPath, { given, isError }: Walk): boolean {
  if (given.asked === undefined) return true;
  const values = given.asked.get(namesOf(place));
  // Of several issues, the rule is about one.
  return values !== undefined && (isError ? values.some(accepted) : values.every(accepted));
}

/** An exact value that comes from nothing that the pact says was copied from what a stub generates. */
function reportCopied(schema: ReplySchema, example: unknown, place: BodyPath, { given, isError, report }: Walk): void {
  if (isError || given.documented === undefined || schema.const !== undefined) return;
  if (example === null || typeof example === 'object') return;
  if (given.documented.get(namesOf(place))?.includes(example)) return;
  report('copied-value', place, {
    message: 'expects exactly this value, but neither the states nor the request give it; the stub generated it',
    expected: example,
    fix: 'match it by its type, or ask for the value in the state',
  });
}

function isScalarShown(value: unknown): boolean {
  return (JSON.stringify(value)?.length ?? 0) <= 200;
}

function shown(value: unknown): unknown {
  return typeof value === 'string' ? value.slice(0, 200) : value;
}
