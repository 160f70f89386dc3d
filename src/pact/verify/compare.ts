import { createComparator, type Comparator, type ComparatorResult } from './comparator.ts';
import { createRouter } from '../../contract/routes.ts';
import type { OperationData } from '../../contract/contract.ts';
import { knownId } from '../../organizations/states/catalogue.ts';
import {
  contentOfBody,
  escaped,
  isObject,
  stepIntoBody,
  type Interaction,
  type PactDocument,
} from './pact-document.ts';
import { finding, type Finding } from './report.ts';
import { placeInSchema } from './place-in-schema.ts';

type Json = Readonly<Record<string, unknown>>;

/** Finds what an interaction expects of the API, or sends to it, that the contract does not have. */
export type CompareWithContract = (pact: PactDocument, interaction: Interaction) => Promise<Finding[]>;

/** What the comparator says that is of no use to anybody. */
const NOISE: ReadonlySet<string> = new Set([
  // A GET with a content-type: many clients send it always, and no server minds.
  'request.content-type.unknown',
]);

/** What a finding of the comparator probably takes to mend. */
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
 * Each interaction is compared by itself: the comparator gives up on a whole pact when one of them is too much for
 * it. Its limits: it looks at example values only, not at matching rules. Of a request that is to be refused (400 and
 * above) only the path is compared.
 *
 * @param document the OpenAPI document
 * @param operations the operations that it describes
 * @param basePath path of the server's URL, which the comparator does not take into account
 */
export function createComparison(
  document: object,
  operations: readonly OperationData[],
  basePath: string,
): CompareWithContract {
  // It adds properties of its own to the document.
  const comparator = createComparator(forComparator(document) as object);
  const find = createRouter(operations);
  return async (pact, interaction) => {
    const path = withoutBase(interaction.path, basePath);
    const route = find(path.split('?', 1)[0] ?? path);
    // Asking for a method that a path does not have is how one tests for 405, and for a short id how one tests for 400.
    if (route && interaction.status === 405 && !route.byMethod.has(interaction.method)) return [];
    const comparable = route && interaction.status >= 400 ? route.template.replace(/\{[^}]+\}/g, knownId) : path;
    const single = comparablePact(interaction, comparable);
    const operation = route?.byMethod.get(interaction.method);
    const results = await collect(comparator, single);
    if (typeof results === 'string') {
      return [notComparable(pact, interaction, results)];
    }
    return (
      results
        .filter(({ code, message }) => !NOISE.has(code) && !message.endsWith('must match "then" schema'))
        // How a request may be wrong that is to be refused, the contract does not say.
        .filter(({ code }) => interaction.status < 400 || !/^request\.(?!path)/.test(code))
        .map((result) => findingOf(result, pact, interaction, document, operation))
    );
  };
}

/**
 * A copy of the document, because the comparator adds to it. It also takes objects that are open in replies for
 * closed ones, as it does with all that do not say; an empty schema says the same as `true`, but is left alone.
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

/** The path below the server's base, where the path begins with it. */
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
 * An interaction by itself, in the form of version 2. The comparator knows all versions, but refuses what mixes them,
 * such as a list among header values that are texts, which Pact takes.
 */
function comparablePact({ json, method, description, status }: Interaction, path: string): object {
  const [request, response] = [json['request'], json['response']].map((half) => (isObject(half) ? half : {})) as [
    Json,
    Json,
  ];
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

function partsOf(half: Json): object {
  const headers = isObject(half['headers']) ? Object.entries(half['headers']) : [];
  const body = contentOfBody(half['body']);
  const isEncoded = isObject(half['body']) && typeof half['body']['encoded'] === 'string';
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
  const half = (interaction.json[side] ?? {}) as Json;
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
    ...keys.map(escaped),
  ].join('/');
  // Its own idea of the value is not always that of the place.
  const value = inPart.reduce<unknown>((at, key) => (at as Json | undefined)?.[key], content);
  const about = {
    message: isExtra ? `the contract has no "${extra}" here` : wording(message),
    pactPointer: part === '' ? interaction.pointer : pactPointer,
    line: pact.lineOf(part === '' ? interaction.pointer : pactPointer),
    contractPointer: contractPointer(document, operation, side, part, interaction.status, inPart),
    ...(mockDetails && side === 'response' && !isExtra && isShort(value) && { expected: value }),
    ...(FIXES[code] !== undefined && { fix: FIXES[code] }),
  };
  return finding(type === 'error' ? 'not-promised' : 'not-described', about);
}

/** The library repeats before the colon what its code says already. */
function wording(message: string): string {
  const [, reason] = /^(?:Request|Response) body is incompatible with .*?: ([^]*)$/.exec(message) ?? [];
  return (
    reason ??
    message.replace(/ defined in (?:the )?spec file/, ' in the contract').replace(/the spec\b/g, 'the contract')
  );
}

function isShort(value: unknown): boolean {
  return value !== undefined && (JSON.stringify(value)?.length ?? 0) <= 200;
}

/** Reads `.a.b.0` against the value that it leads into, where a key may itself have dots in it. */
function keysOf(location: string, value: unknown): string[] {
  if (location === '') return [];
  const rest = location.slice(1);
  if (typeof value !== 'object' || value === null) return [rest];
  const known = Object.keys(value).filter(
    (key) => rest === key || rest.startsWith(`${key}.`) || rest.startsWith(`${key}[`),
  );
  const key = known.sort((one, other) => other.length - one.length)[0] ?? caseless(rest, value);
  if (key === undefined) return [rest];
  return [key, ...keysOf(rest.slice(key.length), (value as Json)[key])];
}

/** Headers are reported in lower case, whatever case they were written in. */
function caseless(name: string, value: object): string | undefined {
  return Object.keys(value).find((key) => key.toLowerCase() === name.toLowerCase());
}

/** The place in the contract that has the say about a place in a request or response. */
function contractPointer(
  document: object,
  operation: OperationData | undefined,
  side: string,
  part: string,
  status: number,
  keys: readonly string[],
): string {
  if (operation === undefined) return '/paths';
  const base = `/paths/${escaped(operation.path)}/${operation.method.toLowerCase()}`;
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
