/** Makes up a value of a schema, for bodies that the contract has no example of. */
import { isObject, type Json } from '../../lib/json.ts';
import { propertiesIn, resolved, words, type Document, type Schema } from './merged-schema.ts';

/** Deeper values are left empty; this also ends references that go in circles. */
const DEEPEST = 6;

/** A small value that has the schema's shape: its example or default where there is one, otherwise the required parts. */
export function sampleOf(document: Document, schema: Schema, depth = 0): Json {
  const whole = resolved(document, schema);
  const { example, examples, default: preset, const: only, enum: values, oneOf, anyOf } = whole;
  const known = [example, ...list(examples), preset, only, ...list(values)].find((each) => each !== undefined);
  if (known !== undefined) return known;
  if (depth > DEEPEST) return null;
  const [alternative] = [...list(oneOf), ...list(anyOf)].filter(isObject);
  if (alternative !== undefined && whole['type'] === undefined) return sampleOf(document, alternative, depth + 1);
  const [type] = words([whole['type']].flat());
  if (type === 'object' || isObject(whole['properties'])) {
    const required = words(whole['required']);
    const chosen = propertiesIn(whole).filter(([name]) => required.includes(name));
    return Object.fromEntries(chosen.map(([name, each]) => [name, sampleOf(document, each, depth + 1)]));
  }
  if (type === 'array') {
    const least = typeof whole['minItems'] === 'number' ? whole['minItems'] : 0;
    return least > 0 && isObject(whole['items']) ? [sampleOf(document, whole['items'], depth + 1)] : [];
  }
  if (type === 'boolean') return false;
  if (type === 'integer' || type === 'number') return typeof whole['minimum'] === 'number' ? whole['minimum'] : 0;
  return type === 'string' ? 'text' : null;
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
