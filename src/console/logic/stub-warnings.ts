import { fromPointer } from '../../lib/json-pointer.ts';

/** One item of the header `stub-warnings`. */
export interface HeaderWarning {
  /** Id of the rule; `documented` for one of the contract, `more` for those that did not fit. */
  readonly rule: string;
  /** Where in the body; empty for the whole of it. */
  readonly path: readonly string[];
  /** What was probably meant. */
  readonly meant?: string;
  /** How many did not fit. */
  readonly count?: number;
}

const ITEM = /([a-z*][\w*.:/-]*)((?:;[a-z*][\w*.-]*(?:=(?:"(?:[^"\\]|\\.)*"|[^,;"]*))?)*)\s*(?:,\s*|$)/gy;
const PARAMETER = /;([a-z*][\w*.-]*)=(?:"((?:[^"\\]|\\.)*)"|([^,;"]*))/g;

/** Reads the header `stub-warnings`, a list of RFC 9651; what cannot be read is left out. */
export function parseStubWarnings(header: string | null): readonly HeaderWarning[] {
  return [...(header ?? '').matchAll(ITEM)].map(([, rule = '', parameters = '']) => {
    const values = new Map<string, string>();
    for (const [, name = '', quoted, bare = ''] of parameters.matchAll(PARAMETER)) {
      values.set(name, quoted === undefined ? bare : unquoted(quoted));
    }
    const [meant, count] = [values.get('meant'), values.get('count')];
    return {
      rule,
      path: fromPointer(values.get('at') ?? ''),
      ...(meant !== undefined && { meant }),
      ...(count !== undefined && { count: Number(count) }),
    };
  });
}

/** Undoes the quoting; the stub percent-encodes what is not ASCII, and nothing else. */
function unquoted(text: string): string {
  const plain = text.replace(/\\(.)/g, '$1');
  return plain.replace(/(?:%[89A-F][\dA-F])+/g, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}
