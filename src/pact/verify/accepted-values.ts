import type { Expressions } from './expressions.ts';
import type { MatchingRule, PlaceRules } from './matching-rules.ts';
import { textOf } from './pact-body.ts';
import { typeOf } from './promised-values.ts';

/** Tells whether a consumer accepts a value at a place. */
export type Accepts = (rules: PlaceRules, example: unknown, value: unknown) => boolean;

/** Rules about the form of a text. Whether any text has that form is not always known. */
const ABOUT_FORM: ReadonlySet<string> = new Set(['regex', 'include', 'date', 'time', 'datetime', 'semver']);

/** Whether a place has rules about the form of texts only. */
export function isAboutForm({ rules }: PlaceRules): boolean {
  return rules.length > 0 && rules.every(({ match }) => ABOUT_FORM.has(match));
}

/** Whether a place has to equal the example. */
export function isExact({ rules }: PlaceRules): boolean {
  return rules.length === 0 || rules.every(({ match }) => match === 'equality');
}

/** Prepares the judgement of matching rules. */
export function createAccepts({ matches }: Expressions): Accepts {
  const accepts = ({ match, json }: MatchingRule, example: unknown, value: unknown): boolean => {
    const text = textOf(value);
    switch (match) {
      case 'type':
        return typeOf(value) === typeOf(example);
      case 'equality':
        return JSON.stringify(value) === JSON.stringify(example);
      case 'regex':
        return isScalar(value) && matches(textOf(json['regex']), text);
      case 'include':
        return isScalar(value) && text.includes(textOf(json['value']));
      case 'number':
        return typeof value === 'number';
      case 'integer':
        return Number.isInteger(value);
      case 'decimal':
        return typeof value === 'number' && !Number.isInteger(value);
      case 'boolean':
      case 'null':
        return typeOf(value) === match;
      case 'date':
      case 'time':
      case 'datetime':
        return typeof value === 'string' && /\d\D\d/.test(value);
      case 'semver':
        return typeof value === 'string' && /^\d+\.\d+\.\d+/.test(value);
      case 'arrayContains':
        return Array.isArray(value);
      case 'eachKey':
      case 'eachValue':
      case 'values':
        return typeOf(value) === typeOf(example);
      default:
        // "notEmpty", and what Pact's core alone can judge, such as "contentType".
        return value !== null;
    }
  };
  return ({ combine, rules }, example, value) =>
    combine === 'OR'
      ? rules.some((rule) => accepts(rule, example, value))
      : rules.every((rule) => accepts(rule, example, value));
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

/** A regular expression among the rules of a place that cannot be judged. */
export function unknownExpression({ rules }: PlaceRules, expressions: Expressions): string | undefined {
  const texts = rules.flatMap(({ match, json }) => (match === 'regex' ? [textOf(json['regex'])] : []));
  return texts.find((text) => expressions.isUnknown(text));
}
