import { Script } from 'node:vm';
import type { MatchingRule, PlaceRules } from './matching-rules.ts';
import { textOf } from './pact-body.ts';
import { typeOf } from './promised-values.ts';

/** Tells whether a consumer accepts a value at a place. */
export type Accepts = (rules: PlaceRules, example: unknown, value: unknown) => boolean;

/** Milliseconds for one regular expression and one sample: some expressions take hours for a text of 24 letters. */
const REGEX_TIME = 20;

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

/** Prepares the judgement of matching rules. Results of regular expressions are kept: pacts repeat them. */
export function createAccepts(): Accepts {
  const matches = createRegexTest();
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

/**
 * Tests texts against regular expressions of Pact, which have to match the whole text. One that JavaScript cannot read,
 * or that takes too long, counts as matching: Pact's core alone can judge it.
 */
function createRegexTest(): (regex: string, text: string) => boolean {
  const known = new Map<string, boolean>();
  return (regex, text) => {
    const key = `${regex}\u0000${text}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    let result = true;
    try {
      const expression = toJavaScript(regex);
      const code = `${String(expression)}.test(${JSON.stringify(text)})`;
      result = new Script(code).runInThisContext({ timeout: REGEX_TIME }) as boolean;
    } catch {
      // As the comment of the function says.
    }
    known.set(key, result);
    return result;
  };
}

/** A regular expression among the rules of a place that JavaScript cannot read, so that it cannot be judged here. */
export function unreadableRegex({ rules }: PlaceRules): string | undefined {
  const texts = rules.flatMap(({ match, json }) => (match === 'regex' ? [textOf(json['regex'])] : []));
  return texts.find((text) => {
    try {
      toJavaScript(text);
      return false;
    } catch {
      return true;
    }
  });
}

/** @throws SyntaxError for what JavaScript does not know */
function toJavaScript(regex: string): RegExp {
  const [, flags = '', rest = regex] = /^\(\?([ims]+)\)([^]*)$/.exec(regex) ?? [];
  const translated = rest.replace(/^\\A/, '^').replace(/\\[zZ]$/, '$');
  return new RegExp(`^(?:${translated})$`, flags);
}
