import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';

/** A syntax error in JSON. Without its fields the parser could not tell. */
export interface JsonMistake {
  /** Such as `property name expected`. */
  readonly reason?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
}

/** Finds the first syntax error in a text that is not JSON. */
export function jsonMistake(text: string): JsonMistake {
  const errors: ParseError[] = [];
  // Deep nesting exhausts this parser's stack. Then there is no reason and no place.
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
  return { reason: formatCode(printParseErrorCode(first.error)), line, column };
}

/** Formats `PropertyNameExpected` as "property name expected". */
function formatCode(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
