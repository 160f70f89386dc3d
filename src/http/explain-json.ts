import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';

/** Says what is wrong with a text that is not JSON, and at which line and column (both from 1). */
export function explainJson(text: string): string {
  const errors: ParseError[] = [];
  // Deep nesting would exhaust this parser's stack; such a text is explained without a place.
  try {
    parse(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  } catch {
    return 'The body is not JSON';
  }
  const [first] = errors;
  if (first === undefined) return 'The body is not JSON';
  const before = text.slice(0, first.offset);
  const line = before.split('\n').length;
  const column = first.offset - before.lastIndexOf('\n');
  return `The body is not JSON: ${inWords(printParseErrorCode(first.error))} at line ${line}, column ${column}`;
}

/** `PropertyNameExpected` as "property name expected". */
function inWords(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
