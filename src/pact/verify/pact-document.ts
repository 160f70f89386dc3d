import { asObject, isObject, type UnknownRecord } from '../../lib/guards.ts';
import { jsonMistake } from '../../lib/json-mistake.ts';
import { escapeStep } from '../../lib/json-pointer.ts';
import { knownId } from '../../organizations/states/catalogue.ts';
import { jsonText } from './json-text.ts';
import { headerValue } from './pact-body.ts';
import type { ProblemId, SourceProblem } from './verification-report.ts';

/** A provider state as an interaction names it. */
export interface WantedState {
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly pointer: string;
}

/** One interaction of a pact, with the parts that the verification reads. */
export interface Interaction {
  readonly index: number;
  readonly description: string;
  readonly states: readonly WantedState[];
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /**
   * The path of the request without its query, such as the contract describes it. Where a provider state gives the
   * path, it is that of the expression with an example id: the pact's own example may be anything.
   */
  readonly requestPath: string;
  /** The request's `authorization` header, if it has one. */
  readonly authorization?: string;
  /** Expressions such as `/use-cases/${id}`, which take values of the request from provider states. */
  readonly expressions: readonly string[];
  readonly pointer: string;
  /** The whole interaction, as in the file. */
  readonly json: UnknownRecord;
}

/** A pact file that can be verified. */
export interface PactDocument {
  /** The file name or URL that it was read from. */
  readonly source: string;
  readonly text: string;
  readonly json: UnknownRecord;
  readonly consumer: string;
  readonly provider: string;
  /** Version of the Pact specification: 1 to 4. */
  readonly specification: number;
  readonly interactions: readonly Interaction[];
  /** Names of message interactions, which are not verified. */
  readonly messages?: string;
  /** The text of one interaction in the file, in which numbers keep their form. */
  textOf(interaction: Interaction): string;
  /** The line, from 1, of a JSON pointer, or of the nearest existing place around it. */
  lineOf(pointer: string): number;
}

/** Thrown for a text that is not a pact, or not one that can be verified. */
export class PactProblem extends Error {
  override readonly name = 'PactProblem';
  readonly id: ProblemId;
  readonly place: { readonly pointer?: string; readonly line?: number; readonly column?: number };

  constructor(id: ProblemId, message: string, place: PactProblem['place'] = {}) {
    super(message);
    this.id = id;
    this.place = place;
  }

  /** The problem as a report has it. */
  of(source: string): SourceProblem {
    return { id: this.id, source, message: this.message, ...this.place };
  }
}

/** What tells a pact, even a damaged one, from other JSON. */
const PARTS = ['consumer', 'provider', 'interactions', 'messages'] as const;

/** The types of interactions in version 4. */
const HTTP = 'Synchronous/HTTP';
const MESSAGES = ['Asynchronous/Messages', 'Synchronous/Messages'] as const;

/** Levels of nesting; Pact's core fails at 128. */
const DEEPEST = 120;

/**
 * Reads a pact file of any version of the Pact specification.
 *
 * @param provider name of the provider that the pact must be about
 * @throws PactProblem that says what is wrong and where
 */
export function readPact(source: string, rawText: string, provider: string): PactDocument {
  // Some tools on Windows write a byte order mark.
  const text = rawText.replace(/^\uFEFF/, '');
  const json = parseJson(text);
  const places = jsonText(text);
  const fail = (id: ProblemId, pointer: string, message: string): never => {
    throw new PactProblem(id, message, { ...(pointer && { pointer }), line: places.lineOf(pointer) });
  };
  if (!isObject(json))
    return fail('other-json', '', 'a pact is a JSON object with consumer, provider and interactions');
  if (PARTS.every((part) => !(part in json)))
    return fail('other-json', '', `a pact has ${PARTS.slice(0, -1).join(', ')}; this file has none of them`);
  const wrongShape = (pointer: string, wanted: string) => fail('not-a-pact', pointer, `${wanted} is wanted here`);
  const name = (party: 'consumer' | 'provider') => {
    const { name } = isObject(json[party]) ? json[party] : {};
    return typeof name === 'string' && name !== '' ? name : wrongShape(`/${party}/name`, `the name of the ${party}`);
  };
  const consumer = name('consumer');
  const found = name('provider');
  if (found !== provider) {
    return fail(
      'other-provider',
      '/provider/name',
      `this pact is between "${consumer}" and "${found}"; only pacts about "${provider}" can be verified here`,
    );
  }
  const plugins = pluginsOf(json);
  if (plugins !== undefined) {
    const [pointer, names] = plugins;
    return fail(
      'plugins',
      pointer,
      `the pact needs ${names}; no plugin of Pact is loaded here, since Pact's core would fetch it from the internet`,
    );
  }
  const messages = messagesOf(json);
  const messagePlaces = new Set(messages.map(([pointer]) => pointer));
  const isHttp = (_: unknown, index: number) => !messagePlaces.has(`/interactions/${index}`);
  const named = messages.slice(0, 3).map(([, description]) => `"${description}"`);
  const messageNames = `${named.join(', ')}${messages.length > 3 ? ` and ${messages.length - 3} more` : ''}`;
  const isWithoutHttp = !Array.isArray(json['interactions']) || !json['interactions'].some(isHttp);
  if (messages.length > 0 && isWithoutHttp) {
    return fail('messages', messages[0]?.[0] ?? '', `the API has no messages, but the pact has ${messageNames}`);
  }
  if (!Array.isArray(json['interactions'])) return wrongShape('/interactions', 'a list of interactions');
  if (json['interactions'].length === 0)
    return fail('no-interactions', '/interactions', 'the pact has no interactions');
  const deep = placeDeeperThan(DEEPEST, json);
  if (deep !== undefined) return fail('not-a-pact', deep, `nests more than ${DEEPEST} levels deep`);
  const interactions = json['interactions'].flatMap((each, index) =>
    isHttp(each, index) ? [readInteraction(each, index, wrongShape)] : [],
  );
  for (const { pointer } of /"status"\s*:\s*\d+[.eE]/.test(text) ? interactions : []) {
    // JavaScript reads 2e2 as a whole number; Pact's core panics.
    const status = `${pointer}/response/status`;
    if (!/^\d+$/.test(places.textAt(status) ?? '200')) wrongShape(status, 'a status code, as a whole number,');
  }
  return {
    source,
    text,
    json,
    consumer,
    provider: found,
    specification: specificationOf(json),
    interactions,
    ...(messages.length > 0 && { messages: messageNames }),
    textOf: ({ pointer, json: interaction }) => places.textAt(pointer) ?? JSON.stringify(interaction),
    lineOf: places.lineOf,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const { reason, ...place } = jsonMistake(text);
    const message = text.trim() === '' ? 'the file is empty' : `the file is not JSON${reason ? `: ${reason}` : ''}`;
    throw new PactProblem('not-json', message, place);
  }
}

function readInteraction(
  each: unknown,
  index: number,
  wrongShape: (pointer: string, wanted: string) => never,
): Interaction {
  const pointer = `/interactions/${index}`;
  if (!isObject(each)) return wrongShape(pointer, 'an interaction');
  if (each['type'] !== undefined && each['type'] !== HTTP) {
    return wrongShape(`${pointer}/type`, `"${HTTP}", or the type of a message, such as "${MESSAGES[0]}",`);
  }
  const { description, request, response } = each;
  if (typeof description !== 'string') return wrongShape(`${pointer}/description`, 'a text');
  if (!isObject(request)) return wrongShape(`${pointer}/request`, 'a request');
  if (!isObject(response)) return wrongShape(`${pointer}/response`, 'a response');
  for (const [name, half] of Object.entries({ request, response })) {
    const rules = half['matchingRules'] ?? [];
    // PHP writes an empty map as a list.
    if (!isObject(rules) && !(Array.isArray(rules) && rules.length === 0))
      return wrongShape(`${pointer}/${name}/matchingRules`, 'matching rules, by part and path,');
  }
  const { method = 'GET', path = '/' } = request;
  if (typeof method !== 'string' || !/^[A-Za-z]+$/.test(method))
    return wrongShape(`${pointer}/request/method`, 'a method such as GET');
  if (typeof path !== 'string') return wrongShape(`${pointer}/request/path`, 'a path');
  const status = response['status'] ?? 200;
  if (!Number.isInteger(status) || (status as number) < 100 || (status as number) > 599)
    return wrongShape(`${pointer}/response/status`, 'a status code, as a number,');
  const authorization = headerValue(request, 'authorization');
  return {
    index,
    description,
    states: statesOf(each, pointer, wrongShape),
    method: method.toUpperCase(),
    path,
    requestPath: requestPathOf(path, request['generators']),
    status: status as number,
    ...(authorization !== undefined && { authorization }),
    expressions: expressionsIn(request['generators']),
    pointer,
    json: each,
  };
}

/** Version 1 has `provider_state`, version 2 `providerState`, versions 3 and 4 a list. */
function statesOf(interaction: UnknownRecord, pointer: string, wrongShape: (pointer: string, wanted: string) => never) {
  const single = ['providerState', 'provider_state'].find((key) => typeof interaction[key] === 'string');
  const list = interaction['providerStates'];
  if (Array.isArray(list)) {
    return list.map((each: unknown, index): WantedState => {
      const at = `${pointer}/providerStates/${index}`;
      if (!isObject(each) || typeof each['name'] !== 'string') return wrongShape(at, 'a provider state with a name');
      const given = each['params'] ?? {};
      // PHP writes an empty map as a list.
      const parameters = Array.isArray(given) && given.length === 0 ? {} : given;
      if (!isObject(parameters)) return wrongShape(`${at}/params`, 'parameters, by name,');
      return { name: each['name'], parameters, pointer: at };
    });
  }
  if (list !== undefined && list !== null) return wrongShape(`${pointer}/providerStates`, 'a list of provider states');
  if (single === undefined || interaction[single] === '') return [];
  return [{ name: interaction[single] as string, parameters: {}, pointer: `${pointer}/${single}` }];
}

function requestPathOf(path: string, generators: unknown): string {
  const [expression] = expressionsIn(asObject(asObject(generators)?.['path']));
  const example = expression?.startsWith('/') === true ? expression.replace(/\$\{[^}]*\}/g, knownId) : path;
  return example.split('?', 1)[0] ?? example;
}

function expressionsIn(generators: unknown): string[] {
  if (!isObject(generators)) return [];
  if (generators['type'] === 'ProviderState' && typeof generators['expression'] === 'string')
    return [generators['expression']];
  return Object.values(generators).flatMap(expressionsIn);
}

/** The place that names plugins of Pact, and their names. */
function pluginsOf(json: UnknownRecord): [pointer: string, names: string] | undefined {
  const plugins = entriesOf(asObject(json['metadata'])?.['plugins']);
  if (plugins.length > 0) {
    const names = plugins.slice(0, 3).map(([key, each]) => {
      const name = isObject(each) ? each['name'] : each;
      return `"${typeof name === 'string' ? name : key}"`;
    });
    return ['/metadata/plugins', `the plugin ${names.join(', ')}`];
  }
  const interactions: unknown[] = Array.isArray(json['interactions']) ? json['interactions'] : [];
  for (const [index, each] of interactions.entries()) {
    const [first] = entriesOf(asObject(each)?.['pluginConfiguration']);
    if (first !== undefined) return [`/interactions/${index}/pluginConfiguration`, `the plugin "${first[0]}"`];
  }
  return undefined;
}

/** Keys and values, whatever holds them: a value that is neither list nor object counts as an entry as well. */
function entriesOf(value: unknown): [key: string, value: unknown][] {
  if (typeof value === 'object' && value !== null) return Object.entries(value);
  return value === undefined || value === null ? [] : [[JSON.stringify(value), value]];
}

/** Places and descriptions of interactions that are not HTTP. */
function messagesOf(json: UnknownRecord): [pointer: string, description: string][] {
  const described = (each: unknown) => String(isObject(each) ? each['description'] : each);
  const listed = Array.isArray(json['messages']) ? json['messages'] : [];
  const typed = Array.isArray(json['interactions']) ? json['interactions'] : [];
  return [
    ...listed.map((each: unknown, index): [string, string] => [`/messages/${index}`, described(each)]),
    ...typed.flatMap((each: unknown, index): [string, string][] =>
      isObject(each) && MESSAGES.some((type) => type === each['type'])
        ? [[`/interactions/${index}`, described(each)]]
        : [],
    ),
  ];
}

/** Libraries write the version under four names. Without any of them, Pact assumes version 3. */
function specificationOf(json: UnknownRecord): number {
  const metadata = isObject(json['metadata']) ? json['metadata'] : {};
  const named = [metadata['pactSpecification'], metadata['pact-specification']].find(isObject)?.['version'];
  const version = named ?? metadata['pactSpecificationVersion'] ?? json['pactSpecificationVersion'];
  return Number(/^[1-4]/.exec(String(version))?.[0] ?? 3);
}

function placeDeeperThan(depth: number, value: unknown, pointer = ''): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === 0) return pointer;
  for (const [key, child] of Object.entries(value)) {
    const place = placeDeeperThan(depth - 1, child, `${pointer}/${escapeStep(key)}`);
    if (place !== undefined) return place;
  }
  return undefined;
}
