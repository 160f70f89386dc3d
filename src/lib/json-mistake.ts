import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';

/** Why a text is not JSON. */
export interface JsonMistake {
  /** Such as `property name expected`; undefined when nobody can tell. */
  readonly reason?: string;
  /** From 1, both. */
  readonly line?: number;
  readonly column?: number;
}

/** What is wrong with a text that is not JSON, and where. */
export function jsonMistake(text: string): JsonMistake {
  const errors: ParseError[] = [];
  // Deep nesting would exhaust this parser's stack; such a text is explained without a place.
  try {
    parse(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  } catch {
    return {};
  }
  const [first] = errors;
  if (first === undefined) return {};
  const before = text.slice(0, first.offset);
  const line = before.split('\n').length;
  const column = first.offset - before.lastIndexOf('\n');
  return { reason: inWords(printParseErrorCode(first.error)), line, column };
}

/** `PropertyNameExpected` as "property name expected". */
function inWords(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
