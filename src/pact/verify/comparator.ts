/**
 * The types of @pactflow/openapi-pact-comparator, which its declaration files name in a way that TypeScript does not
 * resolve for ES modules (imports without extension).
 */
import * as untyped from '@pactflow/openapi-pact-comparator';

/** Something that a pact and an OpenAPI document disagree about, or might. */
export interface ComparatorResult {
  readonly code: string;
  readonly message: string;
  readonly type: 'error' | 'warning' | 'info';
  /** Place in the pact, such as `[root].interactions[0].response.body.a`, and the value there. */
  readonly mockDetails?: { readonly location: string; readonly value: unknown };
}

export interface Comparator {
  /** @throws Error when the pact is malformed, or the document has what the library does not understand */
  compare(pact: object): AsyncIterable<ComparatorResult>;
}

const { Comparator: Library } = untyped as unknown as { Comparator: new (options: { oas: object }) => Comparator };

/** @param document an OpenAPI document; the library adds properties of its own to it */
export function createComparator(document: object): Comparator {
  return new Library({ oas: document });
}
