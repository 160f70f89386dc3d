/** Reads from a schema where its facts come from: `x-source`, `x-rules`, `x-assumed-values`, `x-message`. */
import { shownStanding, type DatedStanding } from '../../contract/standing.ts';
import type { Assumption, Rule } from '../api.ts';
import { isObject } from '../../lib/json.ts';
import { resolved, words, type Document, type Schema } from './merged-schema.ts';
import { textOf } from './text-of.ts';

/** Aspects of a field that rest on the same source. */
export interface Fact {
  /** Id in the catalogue `x-sources`. */
  readonly source: string;
  /** Such as `shape` or `unknown properties`. */
  readonly aspects: readonly string[];
  /** First sentence of the catalogue's text; empty for an id that the catalogue does not have. */
  readonly meaning: string;
}

/** A rule that looks at a field. */
export interface RuleFact {
  readonly id: string;
  /** `rule` for an id that the stub does not know, such as one of another version. */
  readonly kind: string;
  readonly isAssumed: boolean;
  /** Whether a request that breaks it is refused at every validation level. */
  readonly enforced: boolean;
  readonly explanation: string;
}

/** Everything that is known about where one field, operation or reply comes from. */
export interface Provenance {
  readonly facts: readonly Fact[];
  readonly rules: readonly RuleFact[];
  /** Values that the stub expects although the sources do not list them. */
  readonly assumedValues: readonly string[];
  /** What must hold between several fields. */
  readonly condition: string | undefined;
}

/** How sure a field is; undefined where the contract names no source. */
export type Certainty = 'documented' | 'partly assumed' | 'assumed';

/** @param schema any object of the document that carries the extensions, references already followed */
export function provenanceOf(document: Document, rules: ReadonlyMap<string, Rule>, schema: Schema): Provenance {
  // Rules about the entries of a list are shown at the list.
  const items = isObject(schema['items']) ? resolved(document, schema['items']) : {};
  const ids = [...new Set([...words(schema['x-rules']), ...words(items['x-rules'])])];
  const message = schema['x-message'];
  return {
    facts: factsOf(schema, sourcesOf(document)),
    rules: ids.map((id) => ruleFact(id, rules.get(id))),
    assumedValues: words(schema['x-assumed-values']),
    condition: typeof message === 'string' ? message : undefined,
  };
}

/** The catalogue of sources, by id. */
export function sourcesOf(document: Document): Schema {
  return isObject(document['x-sources']) ? document['x-sources'] : {};
}

/** Whether what the contract says of a schema is documented or assumed. */
export function certaintyOf(schema: Schema): Certainty | undefined {
  const ids = Object.values(isObject(schema['x-source']) ? schema['x-source'] : {});
  if (ids.length === 0) return undefined;
  if (!ids.includes('assumed')) return 'documented';
  return ids.every((id) => id === 'assumed') ? 'assumed' : 'partly assumed';
}

/**
 * The assumptions about a field, an operation or a reply.
 *
 * @param names such as `hooks.url`, `{id}`, `listUseCases`, or `404`
 */
export function assumptionsAbout(names: readonly string[], assumptions: readonly Assumption[]): readonly Assumption[] {
  return assumptions.filter(({ about, replies }) =>
    [...about.replaceAll('[]', '').split(', '), ...replies].some((each) => names.includes(each)),
  );
}

/** How far it can be trusted. What the real API was seen to do, or a setting says, is told first. */
export function trustOf(schema: Schema, about: readonly DatedStanding[]): DatedStanding | undefined {
  const standing = certaintyOf(schema);
  const [first] = about.toSorted((one, other) => rankOf(one) - rankOf(other));
  return first && first.standing !== 'assumed' ? first : standing && { standing };
}

const rankOf = ({ standing = '' }: DatedStanding) => ['refuted', 'chosen', 'assumed', 'confirmed'].indexOf(standing);

/** `unknownProperties` as people would write it. */
function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function factsOf(schema: Schema, sources: Schema): readonly Fact[] {
  const aspects = new Map<string, string[]>();
  for (const [aspect, source] of Object.entries(isObject(schema['x-source']) ? schema['x-source'] : {})) {
    if (typeof source === 'string') aspects.set(source, [...(aspects.get(source) ?? []), spaced(aspect)]);
  }
  return [...aspects].map(([source, names]) => ({
    source,
    aspects: names,
    meaning: Object.hasOwn(sources, source) ? firstSentence(textOf(sources[source])) : '',
  }));
}

function ruleFact(id: string, rule: Rule | undefined): RuleFact {
  if (rule === undefined) return { id, kind: 'rule', isAssumed: false, enforced: false, explanation: '' };
  const isAssumed = rule.source === 'assumed';
  const { standing = 'assumed' } = rule;
  return {
    id,
    kind: !isAssumed ? `rule of the ${rule.source}` : standing === 'assumed' ? 'assumed rule' : shownStanding(rule),
    isAssumed: isAssumed && standing === 'assumed',
    enforced: rule.enforced,
    explanation: rule.explanation,
  };
}

function firstSentence(text: string): string {
  const [sentence = ''] = text.split(/\.(?:\s|$)/);
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}
