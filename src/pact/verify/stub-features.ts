import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { asObject, type UnknownRecord } from '../../lib/guards.ts';
import { preferenceNames } from '../../serve/preferences.ts';
import { stepsOf } from './matching-rules.ts';
import { textOf } from './pact-body.ts';
import type { Interaction, PactDocument } from './pact-document.ts';

/** Something in a request that only a stub understands. */
export interface StubFeature {
  /** As the request has it, such as `Prefer: code=503`. */
  readonly text: string;
  /** Where it is below the request: `headers` or `query`, and its name; a query may be one text, or part of `path`. */
  readonly place: readonly string[];
}

const PARAMETER = /^__(code|example|dynamic)$/;

/** Whether a query parameter is a preference for a stub. */
export function isStubParameter(name: string): boolean {
  return PARAMETER.test(name);
}

/** The preferences of a request: a stub answers by them, so that nothing about the API would be verified. */
export function stubFeaturesOf({ json }: Interaction): StubFeature[] {
  const request = asObject(json['request']) ?? {};
  return [...inHeaders(request), ...inPath(request), ...inQuery(request), ...inGenerators(request)];
}

function inHeaders(request: UnknownRecord): StubFeature[] {
  return Object.entries(asObject(request['headers']) ?? {}).flatMap(([name, value]) => {
    if (name.toLowerCase() !== 'prefer') return [];
    const text = [value].flat().map(textOf).join(', ');
    const isOurs = text
      .split(/[,;]/)
      .some((part) => preferenceNames.has((part.split('=')[0] ?? '').trim().toLowerCase()));
    return isOurs ? [{ text: `${name}: ${text}`, place: ['headers', name] }] : [];
  });
}

/** Some libraries write the query into the path. */
function inPath({ path }: UnknownRecord): StubFeature[] {
  const [, query = ''] = typeof path === 'string' ? path.split('?') : [];
  return hasParameter(query) ? [{ text: `?${query}`, place: ['path'] }] : [];
}

function hasParameter(query: string): boolean {
  return [...new URLSearchParams(query).keys()].some(isStubParameter);
}

function inQuery(request: UnknownRecord): StubFeature[] {
  const { query } = request;
  if (typeof query === 'string') {
    return hasParameter(query) ? [{ text: `?${query}`, place: ['query'] }] : [];
  }
  return Object.entries(asObject(query) ?? {})
    .filter(([name]) => PARAMETER.test(name))
    .map(([name, value]) => ({
      text: `?${name}=${[value].flat().map(textOf).join()}`,
      place: ['query', name],
    }));
}

/** What generators put into a request: a header or parameter of that name, or a path from a state with a query. */
function inGenerators(request: UnknownRecord): StubFeature[] {
  const { path, header, query } = asObject(request['generators']) ?? {};
  const expression = asObject(path)?.['expression'];
  const named = (part: string, byPath: unknown, isOurs: (name: string) => boolean) =>
    Object.keys(asObject(byPath) ?? {})
      .filter((key) => isOurs(key.startsWith('$') ? (stepsOf(key)[0] ?? '') : key))
      .map((key) => ({ text: `the generator of ${key}`, place: ['generators', part, key] }));
  return [
    ...inPath({ path: expression }).map((each) => ({ ...each, place: ['generators', 'path', 'expression'] })),
    ...named('header', header, (name) => name.toLowerCase() === 'prefer'),
    ...named('query', query, isStubParameter),
  ];
}

/** A pact's text without what only a stub understands. The rest keeps its form, as with other credentials. */
export function withoutStubFeatures(pact: PactDocument): string {
  const features = pact.interactions.flatMap((each) => stubFeaturesOf(each).map(({ place }) => ({ each, place })));
  const tree = features.length > 0 ? parseTree(pact.text) : undefined;
  if (tree === undefined) return pact.text;
  let { text } = pact;
  // From the end, so that the offsets of earlier places stay right.
  const found = features
    .flatMap(({ each, place }) => {
      const node = findNodeAtLocation(tree, ['interactions', each.index, 'request', ...place]);
      return node === undefined ? [] : [{ node, place }];
    })
    .sort((one, other) => other.node.offset - one.node.offset);
  for (const { node, place } of found) {
    const { type, offset, length } = node;
    // Without its property, the commas around it would have to go as well.
    const rest =
      type === 'array' ? [] : type === 'object' ? {} : withoutPreferences(place, String(node.value as unknown));
    text = text.slice(0, offset) + JSON.stringify(rest) + text.slice(offset + length);
  }
  return text;
}

/** Of a query as a text, in the path, its expression or not, the other parameters stay; of a header or one parameter nothing does. */
function withoutPreferences([part, name]: readonly string[], value: string): string {
  if (name !== undefined && part !== 'generators') return '';
  const [before = '', inPath = ''] = value.split('?');
  const kept = (query: string) =>
    query
      .split('&')
      .filter((each) => !hasParameter(each))
      .join('&');
  if (part === 'query') return kept(value);
  return [before, kept(inPath)].filter((each) => each !== '').join('?');
}
