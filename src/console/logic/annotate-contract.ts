import type { Rule } from '../api.ts';
import { isObject, type Json } from './json.ts';
import { resolved, words, type Document, type Schema } from './merged-schema.ts';
import { textOf } from './text-of.ts';

/** Below these keys stand things by name, so that a property may be called `example` and is still a schema. */
const MAPS = new Set([
  'properties',
  'patternProperties',
  'schemas',
  'responses',
  'headers',
  'paths',
  'securitySchemes',
]);
/** Below these keys stand values, whatever they look like. */
const VALUES = new Set(['example', 'examples', 'default', 'enum', 'const']);

/** What the notes are made from. */
interface Notes {
  readonly document: Document;
  readonly sources: Schema;
  readonly rules: ReadonlyMap<string, Rule>;
}

/**
 * The contract as the reference shows it: every description says where the facts come from, which assumed rules look at
 * the field and which values are assumed; and the only server is the stub itself. Knows no browser.
 *
 * @param document as `GET /__stub/contract` answers it
 * @param rules as `GET /__stub/rules` answers them
 * @param base address of the API at this stub
 */
export function annotateContract(document: Document, rules: readonly Rule[], base: string): Document {
  const sources = isObject(document['x-sources']) ? document['x-sources'] : {};
  const notes = { document, sources, rules: new Map(rules.map((rule) => [rule.id, rule])) };
  const annotated = annotate(document as Schema, notes, false) as Schema;
  const info = isObject(annotated['info']) ? annotated['info'] : {};
  return {
    ...annotated,
    info: { ...info, description: paragraphs(info['description'], catalogue(sources)) },
    servers: [{ url: base, description: 'This stub' }],
  };
}

function annotate(value: Json, notes: Notes, byName: boolean): Json {
  if (Array.isArray(value)) return value.map((each: Json) => annotate(each, notes, false));
  if (!isObject(value)) return value;
  // A library that lays the parts of `allOf` over one another keeps one description only, so it is done here.
  const whole = !byName && Array.isArray(value['allOf']) ? resolved(notes.document, value) : value;
  const entries = Object.entries(whole).map(([name, each]): [string, Json] => {
    if (!byName && (VALUES.has(name) || name.startsWith('x-'))) return [name, each];
    return [name, annotate(each, notes, !byName && MAPS.has(name))];
  });
  const copy = Object.fromEntries(entries);
  if (byName) return copy;
  const more = notesOn(whole, notes);
  return more === '' ? copy : { ...copy, description: lines(whole['description'], more) };
}

/** Everything that the extensions of one object say, as Markdown, line by line. */
function notesOn(schema: Schema, notes: Notes): string {
  const items = isObject(schema['items']) ? resolved(notes.document, schema['items']) : {};
  const rules = [...new Set([...words(schema['x-rules']), ...words(items['x-rules'])])];
  return lines(
    conditionOf(schema),
    sourcesOf(schema['x-source'], notes.sources),
    assumedValues(schema['x-assumed-values']),
    ...rules.map((id) => ruleInWords(id, notes.rules.get(id))),
  );
}

function sourcesOf(xSource: Json | undefined, sources: Schema): string {
  if (!isObject(xSource)) return '';
  const aspects = new Map<string, string[]>();
  for (const [aspect, source] of Object.entries(xSource)) {
    if (typeof source === 'string') aspects.set(source, [...(aspects.get(source) ?? []), spaced(aspect)]);
  }
  const groups = [...aspects].map(([id, names]) => `${names.join(', ')} — ${sourceInWords(id, sources)}`);
  return groups.length === 0 ? '' : `**Source:** ${groups.join('; ')}.`;
}

function sourceInWords(id: string, sources: Schema): string {
  const text = sources[id];
  if (typeof text !== 'string') return `\`${id}\``;
  const [sentence = ''] = text.split(/\.(?:\s|$)/);
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)} (\`${id}\`)`;
}

function assumedValues(values: Json | undefined): string {
  const list = words(values).map((value) => `\`${value}\``);
  return list.length === 0 ? '' : `**Assumed values:** ${list.join(', ')}.`;
}

/** A rule that nobody knows, such as one of another version of the stub, is at least named. */
function ruleInWords(id: string, rule: Rule | undefined): string {
  if (rule === undefined) return `**Rule** \`${id}\``;
  const kind = rule.source === 'assumed' ? 'Assumed rule' : `Rule of the ${rule.source}`;
  return `**${kind}** \`${id}\`${rule.enforced ? ' (always refuses)' : ''}: ${rule.explanation}`;
}

function conditionOf(schema: Schema): string {
  const message = schema['x-message'];
  return typeof message === 'string' ? `**Condition:** ${message}.` : '';
}

/** The whole catalogue once, in the overview. */
function catalogue(sources: Schema): string {
  const list = Object.entries(sources).map(([id, text]) => `- \`${id}\`: ${textOf(text)}`);
  return list.length === 0 ? '' : `## Where this comes from\n\n${list.join('\n')}`;
}

function paragraphs(...texts: readonly (Json | undefined)[]): string {
  return given(texts).join('\n\n');
}

/** Lines of one paragraph, since of a field the library shows only the first one at once. */
function lines(...texts: readonly (Json | undefined)[]): string {
  return given(texts).join('\\\n');
}

function given(texts: readonly (Json | undefined)[]): readonly string[] {
  return texts
    .filter((text): text is string => typeof text === 'string' && text.trim() !== '')
    .map((text) => text.trim());
}

/** `unknownProperties` as people would write it. */
function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
