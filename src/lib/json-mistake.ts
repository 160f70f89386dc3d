import { printParseErrorCode, visit, type ParseErrorCode } from 'jsonc-parser';

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
  let first: { readonly error: ParseErrorCode; readonly offset: number } | undefined;
  try {
    const onError = (error: ParseErrorCode, offset: number) => {
      first = { error, offset };
      // Nothing else stops this parser, and the rest of a long text takes long.
      throw new Error('the first mistake is found');
    };
    visit(text, { onError }, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  } catch {
    // Deep nesting exhausts this parser's stack as well. Then there is no reason and no place.
  }
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
