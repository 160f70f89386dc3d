import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { asObject, type UnknownRecord } from '../../lib/guards.ts';
import { preferenceNames } from '../../serve/preferences.ts';
import type { Interaction, PactDocument } from './pact-document.ts';

/** Something in a request that only a stub understands. */
export interface StubFeature {
  /** As the request has it, such as `Prefer: code=503`. */
  readonly text: string;
  readonly pointer: string;
  /** Where it is below the request: `headers` or `query`, and its name; a query may be one text. */
  readonly place: readonly string[];
}

const PARAMETER = /^__(code|example|dynamic)$/;

/** The preferences of a request: a stub answers by them, so that nothing about the API would be verified. */
export function stubFeaturesOf({ json, pointer }: Interaction): StubFeature[] {
  const request = asObject(json['request']) ?? {};
  return [...inHeaders(request, pointer), ...inQuery(request, pointer)];
}

function inHeaders(request: UnknownRecord, pointer: string): StubFeature[] {
  return Object.entries(asObject(request['headers']) ?? {}).flatMap(([name, value]) => {
    if (name.toLowerCase() !== 'prefer') return [];
    const text = [value].flat().map(String).join(', ');
    const isOurs = text
      .split(/[,;]/)
      .some((part) => preferenceNames.has((part.split('=')[0] ?? '').trim().toLowerCase()));
    return isOurs
      ? [{ text: `${name}: ${text}`, pointer: `${pointer}/request/headers/${name}`, place: ['headers', name] }]
      : [];
  });
}

function inQuery(request: UnknownRecord, pointer: string): StubFeature[] {
  const { query } = request;
  const at = `${pointer}/request/query`;
  if (typeof query === 'string') {
    const names = [...new URLSearchParams(query).keys()].filter((name) => PARAMETER.test(name));
    return names.length > 0 ? [{ text: `?${query}`, pointer: at, place: ['query'] }] : [];
  }
  return Object.entries(asObject(query) ?? {})
    .filter(([name]) => PARAMETER.test(name))
    .map(([name, value]) => ({
      text: `?${name}=${[value].flat().map(String).join()}`,
      pointer: `${at}/${name}`,
      place: ['query', name],
    }));
}

/** A pact's text without what only a stub understands. The rest keeps its form, as with other credentials. */
export function withoutStubFeatures(pact: PactDocument): string {
  const features = pact.interactions.flatMap((each) => stubFeaturesOf(each).map(({ place }) => ({ each, place })));
  const tree = features.length > 0 ? parseTree(pact.text) : undefined;
  if (tree === undefined) return pact.text;
  let { text } = pact;
  // From the end, so that the offsets of earlier places stay right.
  const nodes = features
    .map(({ each, place }) => findNodeAtLocation(tree, ['interactions', each.index, 'request', ...place]))
    .filter((node) => node !== undefined)
    .sort((one, other) => other.offset - one.offset);
  for (const { type, value, offset, length } of nodes) {
    // Without its property, the commas around it would have to go as well.
    const rest = type === 'array' ? [] : withoutParameters(String(value));
    text = text.slice(0, offset) + JSON.stringify(rest) + text.slice(offset + length);
  }
  return text;
}

/** Of a query as a text the other parameters stay; of a header nothing does. */
function withoutParameters(text: string): string {
  const parts = text.split('&').filter((part) => part.includes('=') && !PARAMETER.test(part.split('=')[0] ?? ''));
  return text.includes('__') ? parts.join('&') : '';
}
