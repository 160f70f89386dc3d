/** The package's declaration files import without extensions, which TypeScript does not resolve for ES modules. */
import * as untyped from '@pactflow/openapi-pact-comparator';
import type { OperationData } from '../../contract/contract.ts';
import { createRouter } from '../../contract/routes.ts';
import { asObject, isObject, type UnknownRecord } from '../../lib/guards.ts';
import { escapeStep } from '../../lib/json-pointer.ts';
import { knownId } from '../../organizations/states/catalogue.ts';
import { contentOfBody, stepIntoBody, type Interaction, type PactDocument } from './pact-document.ts';
import { placeInSchema } from './place-in-schema.ts';
import { finding, type Finding } from './verification-report.ts';

/** A disagreement between a pact and an OpenAPI document, or a possible one. */
interface ComparatorResult {
  readonly code: string;
  readonly message: string;
  readonly type: 'error' | 'warning' | 'info';
  /** Place in the pact, such as `[root].interactions[0].response.body.a`. */
  readonly mockDetails?: { readonly location: string };
}

interface Comparator {
  /** @throws Error for a malformed pact, or for a keyword that the library does not support */
  compare(pact: object): AsyncIterable<ComparatorResult>;
}

const { Comparator } = untyped as unknown as { Comparator: new (options: { oas: object }) => Comparator };

/** Finds what an interaction expects or sends although the contract does not have it. */
export type CompareWithContract = (pact: PactDocument, interaction: Interaction) => Promise<Finding[]>;

/** Codes of the comparator's results that are not reported. */
const IGNORED: ReadonlySet<string> = new Set([
  // compare-request.ts validates bodies as the API does.
  'request.body.incompatible',
  // A GET with a content-type: many clients always send it, and servers ignore it.
  'request.content-type.unknown',
]);

/** Statuses that may be about the id in the path. */
const MAY_BE_ABOUT_THE_PATH: ReadonlySet<number> = new Set([400, 404, 405]);

/** What is wrong with a request on purpose when a consumer expects one of these statuses, by the comparator's code. */
const EXCUSED: Readonly<Record<number, RegExp>> = {
  400: /^request\.(?!path)/,
  401: /^request\.authorization/,
  405: /^request\.(?!path)/,
  415: /^request\.content-type/,
};

/** Probable fixes, by the comparator's code. */
const FIXES: Readonly<Record<string, string>> = {
  'request.authorization.missing': 'send the header "authorization: Bearer API_KEY"',
  'request.path-or-method.unknown': 'use a method and path that the contract has',
  'response.status.unknown': 'expect a status that the contract has for this operation',
  'response.header.unknown': 'do not rely on this header, or have it added to the contract',
  'response.content-type.incompatible': 'expect application/json, with or without a charset',
  'request.content-type.incompatible': 'send the body as application/json',
};

/**
 * Prepares the comparison of pacts with the contract.
 *
 * Each interaction is compared alone, because the comparator throws for a whole pact when it cannot read one of them.
 * It compares example values, not matching rules. A status that is about the request excuses what it is about.
 *
 * @param document the OpenAPI document
 * @param operations the operations that it describes
 * @param basePath path of the server's URL, which the comparator ignores
 */
export function createComparison(
  document: object,
  operations: readonly OperationData[],
  basePath: string,
): CompareWithContract {
  const comparator = new Comparator({ oas: forComparator(document) as object });
  const find = createRouter(operations);
  return async (pact, interaction) => {
    const path = withoutBase(interaction.path, basePath);
    const route = find(path.split('?', 1)[0] ?? path);
    // Tests for 405 use an unknown method, and tests for 400 may use a malformed id: both are intended.
    if (route && interaction.status === 405 && !route.byMethod.has(interaction.method)) return [];
    const { status } = interaction;
    const comparable = route && MAY_BE_ABOUT_THE_PATH.has(status) ? withKnownId(route.template) : path;
    const single = comparablePact(interaction, comparable);
    const operation = route?.byMethod.get(interaction.method);
    const results = await collect(comparator, single);
    if (typeof results === 'string') {
      return [notComparable(pact, interaction, results)];
    }
    return results
      .filter(({ code, message }) => !IGNORED.has(code) && !message.endsWith('must match "then" schema'))
      .filter(({ code }) => !EXCUSED[status]?.test(code))
      .map((result) => findingOf(result, pact, interaction, document, operation));
  };
}

/**
 * A copy of the document, because the comparator adds properties to it. It treats `additionalProperties: true` in
 * replies as if it were not there, that is as `false`; the copy has an empty schema instead, which it respects.
 */
function forComparator(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(forComparator);
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === 'additionalProperties' && value === true ? {} : forComparator(value),
    ]),
  );
}

function withKnownId(template: string): string {
  return template.replace(/\{[^}]+\}/g, knownId);
}

/** The path without the path of the server, if it begins with that. */
export function withoutBase(path: string, basePath: string): string {
  return path === basePath || path.startsWith(`${basePath}/`) ? path.slice(basePath.length) || '/' : path;
}

async function collect(comparator: Comparator, pact: object): Promise<ComparatorResult[] | string> {
  const results: ComparatorResult[] = [];
  try {
    for await (const result of comparator.compare(pact)) results.push(result);
  } catch (error) {
    return (error as Error).message;
  }
  return results;
}

/**
 * A pact of one interaction, in the form of version 2. The comparator reads all versions, but rejects pacts that mix
 * them (such as lists and texts as header values), which Pact accepts.
 */
function comparablePact({ json, method, description, status }: Interaction, path: string): object {
  const { request = {}, response = {} } = { request: asObject(json['request']), response: asObject(json['response']) };
  return {
    consumer: { name: 'consumer' },
    provider: { name: 'provider' },
    interactions: [
      {
        description,
        request: { method, path, ...partsOf(request), ...queryOf(request['query']) },
        response: { status, ...partsOf(response) },
      },
    ],
    metadata: { pactSpecification: { version: '2.0.0' } },
  };
}

function partsOf(half: UnknownRecord): object {
  const headers = Object.entries(asObject(half['headers']) ?? {});
  const body = contentOfBody(half['body']);
  const isEncoded = typeof asObject(half['body'])?.['encoded'] === 'string';
  return {
    headers: Object.fromEntries(headers.map(([name, value]) => [name, [value].flat().map(String).join(', ')])),
    ...(half['body'] !== undefined && !isEncoded && { body }),
  };
}

function queryOf(query: unknown): object {
  if (typeof query === 'string') return { query };
  if (!isObject(query)) return {};
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, String(each)]),
  );
  return { query: new URLSearchParams(pairs).toString() };
}

function notComparable(pact: PactDocument, { pointer }: Interaction, reason: string): Finding {
  return finding('not-verifiable', {
    message: `the interaction could not be compared with the contract: ${reason}`,
    pactPointer: pointer,
    line: pact.lineOf(pointer),
  });
}

function findingOf(
  { code, message, type, mockDetails }: ComparatorResult,
  pact: PactDocument,
  interaction: Interaction,
  document: object,
  operation: OperationData | undefined,
): Finding {
  const [, side = 'request', part = '', rest = ''] =
    /\.interactions\[0\]\.(request|response)\.(path|status|body|headers|query)(.*)$/.exec(
      mockDetails?.location ?? '',
    ) ?? [];
  const half = (interaction.json[side] ?? {}) as UnknownRecord;
  const content = part === 'body' ? contentOfBody(half[part]) : half[part];
  const inPart = keysOf(rest, content);
  const extra = / - ([^]+)$/.exec(message)?.[1];
  const isExtra = message.includes('additional properties') && extra !== undefined;
  const keys = isExtra ? [...inPart, extra] : inPart;
  const pactPointer = [
    interaction.pointer,
    side,
    part,
    ...(part === 'body' ? stepIntoBody(half[part]) : []),
    ...keys.map(escapeStep),
  ].join('/');
  // The comparator's value is not always the one at the place that it names.
  const value = inPart.reduce<unknown>((at, key) => (at as UnknownRecord | undefined)?.[key], content);
  const about = {
    message: isExtra ? `the contract has no "${extra}" here` : reworded(message),
    pactPointer: part === '' ? interaction.pointer : pactPointer,
    line: pact.lineOf(part === '' ? interaction.pointer : pactPointer),
    contractPointer: contractPointer(document, operation, side, part, interaction.status, inPart),
    ...(mockDetails && side === 'response' && !isExtra && isShort(value) && { expected: value }),
    ...(FIXES[code] !== undefined && { fix: FIXES[code] }),
  };
  return finding(type === 'error' ? 'not-promised' : 'not-described', about);
}

/** The comparator's message, without the part that only repeats its code. */
function reworded(message: string): string {
  const [, reason] = /^(?:Request|Response) body is incompatible with .*?: ([^]*)$/.exec(message) ?? [];
  return (
    reason ??
    message.replace(/ defined in (?:the )?spec file/, ' in the contract').replace(/the spec\b/g, 'the contract')
  );
}

function isShort(value: unknown): boolean {
  return value !== undefined && (JSON.stringify(value)?.length ?? 0) <= 200;
}

/** The keys of a location such as `.a.b.0`. Keys may contain dots, so the value tells where each key ends. */
function keysOf(location: string, value: unknown): string[] {
  if (location === '') return [];
  const rest = location.slice(1);
  if (typeof value !== 'object' || value === null) return [rest];
  const known = Object.keys(value).filter(
    (key) => rest === key || rest.startsWith(`${key}.`) || rest.startsWith(`${key}[`),
  );
  const key = known.sort((one, other) => other.length - one.length)[0] ?? headerNamed(rest, value);
  if (key === undefined) return [rest];
  return [key, ...keysOf(rest.slice(key.length), (value as UnknownRecord)[key])];
}

/** The comparator reports headers in lower case. */
function headerNamed(name: string, value: object): string | undefined {
  return Object.keys(value).find((key) => key.toLowerCase() === name.toLowerCase());
}

/** JSON pointer to the place in the contract that describes a place in a request or response. */
function contractPointer(
  document: object,
  operation: OperationData | undefined,
  side: string,
  part: string,
  status: number,
  keys: readonly string[],
): string {
  if (operation === undefined) return '/paths';
  const base = `/paths/${escapeStep(operation.path)}/${operation.method.toLowerCase()}`;
  if (side === 'request') {
    return part === 'body'
      ? placeInSchema(document, `${base}/requestBody/content/application~1json/schema`, keys)
      : base;
  }
  if (operation.responses[String(status)] === undefined) return `${base}/responses`;
  const response = placeInSchema(document, `${base}/responses/${status}`, []);
  if (part === 'body') return placeInSchema(document, `${response}/content/application~1json/schema`, keys);
  return response;
}
